"""Whom and what a name means in a chronology, as rows of the contract.

Standard library and the tables of names only: a decision that names somebody is heard at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from timeline.names import data, gazetteer
from timeline.names.known_actors import Known, find

if TYPE_CHECKING:
    from timeline.contract import ActorRow, PlaceRow


class Namer:
    """actors: whom the chronology knows, as `Known` has them. language: the one its names are in.
    Both are asked for once, when somebody is named."""

    def __init__(
        self,
        actors: Callable[[], Iterable[tuple[str, str, str, tuple[str, ...], int]]] = tuple,
        language: Callable[[], str] = str,
    ) -> None:
        self._actors, self._language = actors, language

    @cached_property
    def _known(self) -> tuple[list[Known], str]:
        return [Known(*one) for one in self._actors()], self._language()

    def place(self, name: str) -> PlaceRow:
        """The place of that name; its kind is `place` where the gazetteer has none."""
        for language in data.LANGUAGES:
            if (found := gazetteer.entry(name, language)) is not None:
                return {"name": name, "kind": found.kind, "country": found.country}
        return {"name": name, "kind": "place", "country": None}

    def actor(self, name: str, kind: str | None, own: Sequence[ActorRow]) -> ActorRow:
        """The actor of that name, as the chronology has it where it knows it.

        kind: None where that isn't said. own: of the event; they are meant before namesakes, and
        keep their aliases.
        """
        known, language = self._known
        mine = {a["id"]: a for a in own}
        here = [Known(a["id"], a["name"], a["kind"], tuple(a["aliases"])) for a in own]
        found = find(name, kind, [*here, *known], list(mine), language)
        if found.id in mine:
            return mine[found.id]
        return {"id": found.id, "name": found.name, "kind": found.kind, "aliases": []}
