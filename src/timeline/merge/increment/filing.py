"""Where a mention is filed in the tables, and what it asks for: candidates.py in numbers."""

from __future__ import annotations

import sqlite3
import zlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from timeline.merge import candidates
from timeline.merge.features import Feature
from timeline.merge.increment import tables

# Asks are kept by the stretches of so many days that they meet: of the first size of which they
# meet few.
STRETCHES = (64, 512, 4096)
_FEW = 4

Place = tuple[int, int, int]
"""What orders a mention among all: its article's number, its place there; and its number."""


class Filed(NamedTuple):
    """A mention that is kept or was: its place, the day and the labels it is filed by, packed."""

    place: Place
    day: int
    labels: bytes


class Ask(NamedTuple):
    """See candidates.Ask, the labels as numbers."""

    low: int
    high: int
    labels: frozenset[int]


class Card(NamedTuple):
    """A mention at hand, where it is filed and what it asks for.

    instead: the label it is filed by that stands for one that it only asks for: its own meaning for
    a kindred one.
    """

    number: int
    feature: Feature
    day: int
    labels: frozenset[int]
    asks: tuple[Ask, ...]
    instead: Mapping[int, int]

    @property
    def wide(self) -> list[Ask]:
        """What it asks for that need not ask for it in turn."""
        return [a for a in self.asks if self.day - a.low != a.high - self.day]


def card(number: int, f: Feature) -> Card:
    """The card of a mention."""
    asks = tuple(candidates.asks(f))
    day, labels = _filed(f, asks)
    own = {label[:1]: label for label in sorted(labels, reverse=True)}
    asked = frozenset().union(*(ask.labels for ask in asks)) - labels
    return Card(
        number,
        f,
        day,
        frozenset(map(_label, labels)),
        tuple(Ask(a.low, a.high, frozenset(map(_label, a.labels))) for a in asks),
        {_label(one): _label(own[one[:1]]) for one in asked if one[:1] in own},
    )


def packed(f: Feature) -> tuple[int, bytes]:
    """Where a mention is filed: its day, and its labels as numbers."""
    day, labels = _filed(f, tuple(candidates.asks(f)))
    return day, array("I", sorted(map(_label, labels))).tobytes()


def _filed(f: Feature, asks: Sequence[candidates.Ask]) -> tuple[int, frozenset[str]]:
    """What asks for nothing is not to be found either."""
    day, labels = candidates.filed(f)
    return day, labels if asks else frozenset()


def keep_asks(db: sqlite3.Connection, number: int, f: Feature) -> None:
    """Enter what a mention asks for by a wide date."""
    one = card(number, f)
    rows = (
        (label, met, number, ask.low, ask.high, one.day, one.instead.get(label, label))
        for ask in one.wide
        for met in _met(ask)
        for label in ask.labels
    )
    tables.add(db, "merge_ask", rows)


@lru_cache(maxsize=65536)
def _label(text: str) -> int:
    """Two labels of a collection may rarely share a number: then a few more are compared."""
    return zlib.crc32(text.encode())


def stretch(size: int, day: int) -> int:
    """A number for the stretch of one of the sizes that a day lies in."""
    return day // STRETCHES[size] * len(STRETCHES) + size


def _met(ask: Ask) -> Iterator[int]:
    days = ask.high - ask.low
    size = next((n for n, each in enumerate(STRETCHES[:-1]) if days <= _FEW * each), -1)
    size %= len(STRETCHES)
    yield from range(stretch(size, ask.low), stretch(size, ask.high) + 1, len(STRETCHES))
