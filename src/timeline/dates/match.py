"""A rule's match with its captured values, and the registry of the productions that read it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from timeline.dates.grammar import Rule
from timeline.dates.meaning import Meaning
from timeline.dates.tokens import Tokens


class Match:
    """A rule's match with its captured values."""

    __slots__ = ("_m", "rule", "tokens")

    def __init__(self, rule: Rule, m: Any, tokens: Tokens) -> None:
        self.rule, self._m, self.tokens = rule, m, tokens

    def get(self, name: str) -> Any:
        """Value of the first captured token of that name, None when there is none."""
        for group, classes in self.rule.groups.get(name, ()):
            at = self._m.start(group)
            if at >= 0:
                values = self.tokens.values[at]
                for c in classes:
                    if c in values:
                        return values[c]
        return None

    def all(self, name: str) -> list[Any]:
        """Values of all captured tokens of that name, in pattern order."""
        found = []
        for group, classes in self.rule.groups.get(name, ()):
            at = self._m.start(group)
            if at >= 0:
                values = self.tokens.values[at]
                found.append(next(values[c] for c in classes if c in values))
        return found

    def plural(self, name: str) -> bool:
        """Whether the token captured under that name can only be a plural."""
        for group, _ in self.rule.groups.get(name, ()):
            at = self._m.start(group)
            if at >= 0:
                values = self.tokens.values[at]
                return "units" in values and "unit" not in values
        return False

    def arg(self, name: str, default: Any = None) -> Any:
        """A constant of the rule, as written in the language file."""
        return self.rule.args.get(name, default)


Production = Callable[[Match], list[Meaning] | None]
PRODUCTIONS: dict[str, Production] = {}


def production(make: Production) -> Production:
    """Register a production under its function's name."""
    PRODUCTIONS[make.__name__] = make
    return make
