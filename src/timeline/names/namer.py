"""Whom and what a name means in a chronology, as rows of the contract.

Standard library and the tables of names only: a decision that names somebody is heard at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from timeline.names.known_actors import Known, find

if TYPE_CHECKING:
    from timeline.contract import ActorRow, PlaceRow


class Namer:
    """actors: whom the chronology knows, as `Known` has them. language: the one its names are in.
    places: name, kind and country of those it knows. All are asked for once, when wanted."""

    def __init__(
        self,
        actors: Callable[[], Iterable[tuple[str, str, str, tuple[str, ...], int]]] = tuple,
        language: Callable[[], str] = str,
        places: Callable[[], Iterable[tuple[str, str, str | None]]] = tuple,
    ) -> None:
        self._actors, self._language, self._places = actors, language, places

    @cached_property
    def _known(self) -> tuple[list[Known], str]:
        return [Known(*one) for one in self._actors()], self._language()

    @cached_property
    def _there(self) -> dict[str, list[tuple[str, str | None]]]:
        found: dict[str, list[tuple[str, str | None]]] = {}
        for name, kind, country in self._places():
            found.setdefault(name, []).append((kind, country))
        return found

    def place(self, name: str) -> PlaceRow:
        """The place of that name, as the chronology has it where it knows one alone; its kind is
        `place` where the gazetteer has none either."""
        told = self._there.get(name, [])
        if len(told) == 1:
            kind, country = told[0]
            return {"name": name, "kind": kind, "country": country}
        from timeline.names import data, gazetteer

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
