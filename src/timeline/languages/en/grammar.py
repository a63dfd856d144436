"""The grammar of English."""

from __future__ import annotations

from timeline.languages.grammar import Grammar


class Own(Grammar):
    """What English decides for itself."""

    # -- stems --

    snowball = "english"
