"""The mentions of a kept merging, read when they are asked for; few are in memory at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple, TypeVar

from timeline import when
from timeline.merge.features import Feature
from timeline.merge.group import Cluster
from timeline.merge.increment import as_text
from timeline.model import DatedMention

K = TypeVar("K")
V = TypeVar("V")

# So many mentions, groups and articles' texts are in memory at most.
_MENTIONS = 20_000
_GROUPS = 20_000
_TEXTS = 32


class Facts(NamedTuple):
    """What of a mention is known without its text."""

    date: when.When
    guessed: bool
    order: tuple[str, int]


class Shelf:
    """mentions_of: reads the JSON text of the list of an article's mentions."""

    def __init__(self, db: sqlite3.Connection, mentions_of: Callable[[str], str]) -> None:
        self._db, self._mentions_of = db, mentions_of
        self._features: dict[int, Feature] = {}
        self._facts: dict[int, Facts] = {}
        self._texts: dict[str, str] = {}
        self._groups: dict[tuple[int, ...], KeptCluster] = {}

    def note(self, number: int, document: str, n: int, date: str, guessed: bool) -> Facts:
        """Keep the facts of a mention at hand."""
        found = Facts(when.parse(date), bool(guessed), (document, n))
        self._facts[number] = found
        return found

    def facts(self, number: int) -> Facts:
        """What is known of a mention without its text."""
        found = self._facts.get(number)
        if found is None:
            row = self._db.execute(
                "SELECT document, n, date, guessed FROM merge_mention WHERE id = ?", (number,)
            ).fetchone()
            found = self.note(number, *row)
        return found

    def feature(self, number: int) -> Feature:
        """What a mention is compared by."""
        found = self._features.get(number)
        if found is None:
            row = self._db.execute(
                "SELECT document, n, at, size, feature FROM merge_mention WHERE id = ?", (number,)
            ).fetchone()
            found = _put(self._features, number, self._unpacked(number, *row), _MENTIONS)
        return found

    def of_date(self, days: str) -> list[Feature]:
        """The mentions of a date, in the order of their numbers."""
        rows = self._db.execute(
            "SELECT id, document, n, at, size, feature FROM merge_mention WHERE days = ?"
            " ORDER BY id",
            (days,),
        )
        return [self._unpacked(*row) for row in rows.fetchall()]

    def whole(self, number: int, names: as_text.KeptNames) -> Feature:
        """A mention with all that was kept of it; whose its names are is entered in `names`."""
        document, n, at, size, told = self._db.execute(
            "SELECT document, n, at, size, feature FROM merge_mention WHERE id = ?", (number,)
        ).fetchone()
        m = self._mention(document, at, size)
        names.enter(m, told)
        return as_text.unpacked(told, (document, n), number, m)

    def group(self, numbers: Sequence[int]) -> KeptCluster:
        """The group of some mentions, the head first."""
        key = tuple(numbers)
        found = self._groups.get(key)
        if found is None:
            found = _put(self._groups, key, KeptCluster(key, self), _GROUPS)
        return found

    def _unpacked(
        self, number: int, document: str, n: int, at: int, size: int, told: str
    ) -> Feature:
        read = partial(self._mention, document, at, size)
        return as_text.unpacked(told, (document, n), number, read)

    def _mention(self, document: str, at: int, size: int) -> DatedMention:
        text = self._texts.get(document)
        if text is None:
            text = _put(self._texts, document, self._mentions_of(document), _TEXTS)
        return as_text.mention(text[at : at + size])


class KeptCluster(Cluster):
    """A group of kept mentions, of which each is read when it is looked at."""

    __slots__ = ("_all", "_facts", "_numbers", "_shelf", "_told_by")

    def __init__(self, numbers: tuple[int, ...], shelf: Shelf) -> None:
        self._numbers, self._shelf = numbers, shelf
        self._facts = shelf.facts(numbers[0])
        self._all: list[Feature] | None = None
        self._told_by: set[str] | None = None

    @property
    def members(self) -> list[Feature]:  # type: ignore[override]
        """Its mentions, the richest first."""
        if self._all is None:
            self._all = [self._shelf.feature(n) for n in self._numbers]
        return self._all

    @property
    def documents(self) -> set[str]:  # type: ignore[override]
        """The articles that tell of it."""
        if self._told_by is None:
            self._told_by = {self._shelf.facts(n).order[0] for n in self._numbers}
        return self._told_by

    @property
    def numbers(self) -> tuple[int, ...]:
        """The names of its mentions."""
        return self._numbers

    @property
    def head(self) -> Feature:
        """See Cluster."""
        return self._shelf.feature(self._numbers[0])

    @property
    def name(self) -> int:
        """See Cluster."""
        return self._numbers[0]

    @property
    def date(self) -> when.When:
        """See Cluster."""
        return self._facts.date

    @property
    def order(self) -> tuple[str, int]:
        """See Cluster."""
        return self._facts.order

    @property
    def guessed(self) -> bool:
        """See Cluster."""
        return all(self._shelf.facts(n).guessed for n in self._numbers)

    def add(self, *_: Any) -> None:
        """Raise TypeError: who joins a kept group is kept apart from it."""
        raise TypeError("a kept group does not grow")


def _put(known: dict[K, V], key: K, value: V, most: int) -> V:
    """Remember a value in the place of the one remembered longest."""
    if len(known) >= most:
        del known[next(iter(known))]
    known[key] = value
    return value
