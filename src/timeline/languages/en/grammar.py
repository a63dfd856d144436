"""The grammar of English."""

from __future__ import annotations

from timeline.languages.grammar import Grammar


class Own(Grammar):
    """What English decides for itself."""

    # -- headlines -----------------------------------------------------------------------------

    relatives = frozenset({"who", "which", "that", "whom", "whose"})
    impersonal = frozenset({"it"})

    def possessive(self, owner: str) -> str:
        """See Grammar."""
        return f"{owner}'s"
