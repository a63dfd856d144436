"""The grammar of French."""

from __future__ import annotations

from timeline.languages.grammar import Grammar


class Own(Grammar):
    """What French decides for itself."""

    # -- stems --

    snowball = "french"

    # -- names and merging --

    def looks_plural(self, word: str) -> bool:
        """Ends in s or x ("manifestants", "chevaux")."""
        return word[-1] in "sx" and not word.endswith("ss")

    def forms_of_people(self, name: str) -> tuple[str, ...]:
        """Masculine and feminine, singular and plural, by the regular rules."""
        if name.endswith("e"):
            return name, f"{name}s"
        feminine = name + ("ne" if name.endswith(("ien", "éen")) else "e")
        plural = name if name.endswith(("s", "x")) else f"{name}s"
        return name, plural, feminine, f"{feminine}s"
