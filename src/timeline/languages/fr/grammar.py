"""The grammar of French."""

from __future__ import annotations

from timeline.languages.grammar import Grammar


class Own(Grammar):
    """What French decides for itself."""

    # -- stems --

    snowball = "french"
