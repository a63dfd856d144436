"""How sure an event is, in words, the same on the page and in the terminal."""

from __future__ import annotations

# From this confidence on, in words; the first that holds.
_WORDS = ((0.9, "very sure"), (0.75, "sure"), (0.5, "fairly sure"), (0.0, "doubtful"))


def sureness(confidence: float) -> str:
    """A confidence, from 0 to 1, in words."""
    return next(said for least, said in _WORDS if confidence >= least)
