"""Where a mention is filed in the tables, and what it asks for: candidates.py in numbers."""

from __future__ import annotations

import sqlite3
import zlib
from array import array
from collections import OrderedDict
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from timeline.merge import candidates, meaning
from timeline.merge.features import Feature
from timeline.merge.increment import tables

Place = tuple[int, int, int]
"""What orders a mention among all: its article's number, its place there; and its number."""

HEAD = 6
"""So many numbers come before the labels of what is packed: what stands for the language of the
mention; from which day to which it asks; how many labels it is filed by and asks for, how many it
is only filed by, how many it only asks for. Whatever it only asks for is a meaning, and its own,
for which these stand, is the first label."""

_WINDOW = -zlib.MAX_WBITS  # raw: what is kept has its article's version to be told by
# The labels of the mentions of so many articles are at hand.
_AT_HAND = 512


class Filed(NamedTuple):
    """A mention that is kept or was: its place, the day and the labels it is filed by, packed."""

    place: Place
    day: int
    labels: bytes


def packed(f: Feature) -> tuple[int, bytes]:
    """Where a mention is filed: its day, and what it asks for with its labels, as numbers."""
    day, labels = candidates.filed(f)
    ask = next(iter(candidates.asks(f)), None)
    if ask is None:
        # What asks for nothing is not to be found either.
        return day, b""
    kindred = ask.labels - labels
    own = sorted(labels & ask.labels, key=lambda label: (label[0] != "=", label))
    told = [own, sorted(labels - ask.labels), sorted(kindred)]
    head = array("i", (_language(f.mention.event.language), ask.low, ask.high, *map(len, told)))
    return day, head.tobytes() + array("I", (_label(k) for each in told for k in each)).tobytes()


def labels(filed: bytes) -> array[int]:
    """The labels that a mention is filed by."""
    head = array("i", filed[: HEAD * 4])
    return array("I", filed[HEAD * 4 : (HEAD + head[3] + head[4]) * 4]) if head else array("I")


class Labels:
    """The labels of the mentions kept, as `packed` gives them, article by article; nobody may `put`
    others meanwhile."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._known: OrderedDict[int, list[bytes]] = OrderedDict()

    def of(self, document: int) -> list[bytes]:
        """Those of the mentions of an article, in order."""
        found = self._known.get(document)
        if found is None:
            sql = "SELECT labels FROM merge_filed WHERE document = ?"
            row = self._db.execute(sql, (document,)).fetchone()
            found = self._known[document] = [] if row is None else _each(row[0])
            if len(self._known) > _AT_HAND:
                self._known.popitem(last=False)
        return found


def put(db: sqlite3.Connection, document: int, told: Sequence[bytes]) -> None:
    """Keep the labels of the mentions of an article, in place of those there are."""
    db.execute("DELETE FROM merge_filed WHERE document = ?", (document,))
    if told:
        heads = b"".join(one[: HEAD * 4] or _NOTHING for one in told)
        to = zlib.compressobj(9, zlib.DEFLATED, _WINDOW)
        found = to.compress(len(told).to_bytes(4, "little") + heads)
        found += to.compress(b"".join(one[HEAD * 4 :] for one in told)) + to.flush()
        db.execute("INSERT INTO merge_filed VALUES (?, ?)", (document, found))


def _each(kept: bytes) -> list[bytes]:
    """What `put` has kept together."""
    told = zlib.decompress(kept, _WINDOW)
    size = HEAD * 4
    at = 4 + int.from_bytes(told[:4], "little") * size
    found = []
    for begun in range(4, at, size):
        head = told[begun : begun + size]
        end = at + sum(array("i", head)[3:]) * 4
        found.append(b"" if head == _NOTHING else head + told[at:end])
        at = end
    return found


# What stands for the head of a mention that asks for nothing: no day is the first of all.
_NOTHING = bytes(HEAD * 4)


@cache
def faint() -> frozenset[int]:
    """The labels of meanings that tell too little by themselves: those of sayings."""
    return frozenset(_label(f"={sense}") for sense in meaning.behaving("saying"))


def reaches(day: int, low: int, high: int) -> bool:
    """Whether what asks so reaches as far to either side of its day, as all of a day do: each two
    of these ask for each other or neither does."""
    return day - low == high - day


def keep_asks(db: sqlite3.Connection, number: int, day: int, labels: bytes) -> None:
    """Enter the days a mention asks for, where these need not ask for it in turn. day, labels: as
    `packed` gives them."""
    if labels:
        _, low, high, *_ = array("i", labels[: HEAD * 4])
        if not reaches(day, low, high):
            tables.add(db, "merge_ask", [(number, low, high)])


def _language(code: str) -> int:
    return zlib.crc32(code.encode()) >> 1


@lru_cache(maxsize=65536)
def _label(text: str) -> int:
    """Two labels of a collection may rarely share a number: then a few more are compared."""
    return zlib.crc32(text.encode())
