"""The events of groups of kept mentions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from timeline.merge import wholes
from timeline.merge.increment.actor_names import KeptNames
from timeline.merge.increment.shelf import Shelf
from timeline.merge.record import event
from timeline.model import Event


class Made(NamedTuple):
    """An event, not numbered yet, the place of its first mention, what may link it to others."""

    order: tuple[str, int]
    event: Event
    card: wholes.Card | None


class Told(NamedTuple):
    """The same in few words: its name, its id, it as JSON."""

    name: int
    id: str
    told: str
    card: wholes.Card | None


class Maker:
    """shelf: the mentions in the database; language: that of titles."""

    def __init__(self, db: sqlite3.Connection, shelf: Shelf, language: str) -> None:
        self._db, self._shelf, self._language = db, shelf, language
        self._names = KeptNames(db, language)

    def event(
        self, numbers: Sequence[int], published: Mapping[str, str], origin: Mapping[str, int]
    ) -> Made:
        """The event of the mentions of these numbers, in order.

        published: the dates of articles, by id; origin: whose text they print.
        """
        self._names.clear()
        members = [self._shelf.whole(number, self._names) for number in numbers]
        made = event(members, published, self._names, origin, self._language)
        return Made(members[0].order, made, wholes.card(made, members))

    def events(self, groups: Iterable[Sequence[int]]) -> list[Told]:
        """Those of several groups, each with the name of its group."""
        found = []
        for numbers in groups:
            _, made, card = self.event(numbers, *self._all)
            found.append(Told(numbers[0], made.id, made.model_dump_json(), card))
        return found

    @cached_property
    def _all(self) -> tuple[dict[str, str], dict[str, int]]:
        """published and origin of all articles."""
        rows = self._db.execute("SELECT id, published, origin FROM merge_document").fetchall()
        return {id_: day for id_, day, _ in rows}, {id_: first for id_, _, first in rows}


class Column(Mapping[str, Any]):
    """A column of the articles kept, by their ids."""

    def __init__(self, db: sqlite3.Connection, column: str) -> None:
        self._db, self._column = db, column

    def __getitem__(self, document: str) -> Any:
        row = self._db.execute(
            f"SELECT {self._column} FROM merge_document WHERE id = ?", (document,)
        ).fetchone()
        if row is None:
            raise KeyError(document)
        return row[0]

    def __iter__(self) -> Iterator[str]:
        return (row[0] for row in self._db.execute("SELECT id FROM merge_document"))

    def __len__(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM merge_document").fetchone()[0])
