"""The grammar of English."""

from __future__ import annotations

from timeline.languages.grammar import Grammar
from timeline.syntax import Token


class Own(Grammar):
    """What English decides for itself."""

    # -- events ---------------------------------------------------------------------------------

    months_capitalised = True
    day_behind_month = True
    nobody_denies = True
    present_looks_infinitive = True
    infinitive_announces = True
    being_with_infinitive_is_due = True

    def going_is_future(self, verb: Token) -> bool:
        """Only "is going to", not "goes to"."""
        return verb.morph.get("Aspect") == "Prog"
