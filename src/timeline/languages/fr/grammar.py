"""The grammar of French."""

from __future__ import annotations

from timeline.languages.grammar import Grammar


class Own(Grammar):
    """What French decides for itself."""

    # -- headlines -----------------------------------------------------------------------------

    relatives = frozenset({"qui", "que", "qu'", "dont", "où"})
    bound_to_dates = frozenset({"que", "qu'", "qu’", "jusqu'", "jusqu’"})
    impersonal = frozenset({"on"})

    def stands_for(self, pronoun: str, noun: str, gender: str | None) -> bool:
        """See Grammar: « il » and « ils » mean masculine nouns, « elle » and « elles » feminine."""
        wanted = {"il": "Masc", "ils": "Masc", "elle": "Fem", "elles": "Fem"}
        return gender is not None and wanted.get(pronoun) == gender
