"""The models' own inference, worked out quicker: the same words, trees and entities as spaCy gives.

`Reader` is the one door. It runs each component of a loaded model in the quick way where the
component is of a build known here and spaCy of a release that the tests of this room ran with
(`reader.TESTED`), and lets spaCy run the others itself: slower, never other. See
docs/decisions/0007.
"""

from timeline.parse.quick.reader import Reader

__all__ = ["Reader"]
