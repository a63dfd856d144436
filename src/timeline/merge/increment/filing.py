"""Where a mention is filed in the tables, and what it asks for: candidates.py in numbers."""

from __future__ import annotations

import sqlite3
import zlib
from array import array
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np

from timeline.merge import candidates, meaning
from timeline.merge.arrays import Mask, Numbers
from timeline.merge.features import Feature
from timeline.merge.increment import tables

Place = tuple[int, int, int]
"""What orders a mention among all: its article's number, its place there; and its number."""

FiledRow = tuple[int, int, bytes, int, int]
"""A mention as it is filed: its number, its day, its labels packed, its article, its chain."""

HEAD = 6
"""So many numbers come before the labels of what is packed: what stands for the language of the
mention; from which day to which it asks; how many labels it is filed by and asks for, how many it
is only filed by, how many it only asks for. Whatever it only asks for is a meaning, and its own,
for which these stand, is the first label."""


_WINDOW = -zlib.MAX_WBITS  # raw: what is kept has its article's version to be told by
_LABEL = 3  # bytes of the number of a label
# The mentions of so many articles are at hand.
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


Days = tuple[int, int]
"""The first and the last."""


class Row(NamedTuple):
    """How a mention is filed: on which day, in which chain of its article's, by which labels, as
    `packed` gives them."""

    day: int
    chain: int
    labels: bytes


def row(f: Feature) -> Row:
    """How a mention is filed."""
    day, told = packed(f)
    return Row(day, f.chain, told)


class Article(NamedTuple):
    """How the mentions of an article are filed: its number, that of the first of them, which those
    of the others follow; them in order."""

    document: int
    first: int
    rows: list[Row]

    def filed(self, n: int) -> FiledRow:
        """The mention at a place."""
        day, chain, told = self.rows[n]
        return self.first + n, day, told, self.document, chain


class Kept:
    """How the mentions are filed that are kept, article by article; nobody may `put` others
    meanwhile."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._known: OrderedDict[int, Article] = OrderedDict()

    def of(self, document: int) -> Article:
        """The mentions of an article."""
        found = self._known.get(document)
        if found is None:
            sql = "SELECT document, first, told FROM merge_filed WHERE document = ?"
            row = self._db.execute(sql, (document,)).fetchone()
            found = (
                Article(document, 0, []) if row is None else Article(row[0], row[1], _rows(row[2]))
            )
            self._known[document] = found
            if len(self._known) > _AT_HAND:
                self._known.popitem(last=False)
        return found

    def all(self) -> Iterator[Article]:
        """Those of all articles, in order."""
        sql = "SELECT document, first, told FROM merge_filed ORDER BY document"
        for document, first, told in self._db.execute(sql):
            yield Article(document, first, _rows(told))

    def between(self, low: int, high: int) -> Iterator[tuple[Article, list[int]]]:
        """The articles with mentions on some days, in order, and the places of these."""
        sql = "SELECT DISTINCT document FROM merge_day WHERE day BETWEEN ? AND ? ORDER BY 1"
        for (document,) in self._db.execute(sql, (low, high)).fetchall():
            found = self.of(document)
            yield found, [n for n, row in enumerate(found.rows) if low <= row.day <= high]


def place(db: sqlite3.Connection, number: int) -> tuple[int, int]:
    """The number of the article of a mention, and its place there. Raises KeyError where it is not
    kept."""
    sql = (
        "SELECT document, first, size FROM merge_filed WHERE first <= ? ORDER BY first DESC LIMIT 1"
    )
    document, first, size = db.execute(sql, (number,)).fetchone() or (0, number, 0)
    if number >= first + size:
        raise KeyError(number)
    return document, number - first


def numbers(db: sqlite3.Connection) -> Iterator[range]:
    """The mentions of each article, in order."""
    for first, size in db.execute("SELECT first, size FROM merge_filed ORDER BY document"):
        yield range(first, first + size)


def of(db: sqlite3.Connection, document: int) -> range:
    """The mentions of an article, in order."""
    sql = "SELECT first, size FROM merge_filed WHERE document = ?"
    first, size = db.execute(sql, (document,)).fetchone() or (0, 0)
    return range(first, first + size)


def last(db: sqlite3.Connection) -> int:
    """The highest number of a mention."""
    row = db.execute("SELECT first + size - 1 FROM merge_filed ORDER BY first DESC LIMIT 1")
    return int((row.fetchone() or (0,))[0])


def put(
    db: sqlite3.Connection,
    document: int,
    first: int,
    rows: Sequence[Row],
    packed_: bytes | None = None,
) -> None:
    """Keep how the mentions of an article are filed, in place of those there are. packed_: the
    same as `kept` gives it, where that was asked for."""
    sql = "DELETE FROM merge_filed WHERE document = ? RETURNING told"
    before = {row.day for (told,) in db.execute(sql, (document,)).fetchall() for row in _rows(told)}
    now = {row.day for row in rows}
    gone, come = (
        ((day, document) for day in sorted(days)) for days in (before - now, now - before)
    )
    db.executemany("DELETE FROM merge_day WHERE day = ? AND document = ?", gone)
    db.executemany("INSERT INTO merge_day VALUES (?, ?)", come)
    if rows:
        sql = "INSERT INTO merge_filed VALUES (?, ?, ?, ?)"
        db.execute(sql, (first, document, len(rows), packed_ or kept(rows)))


def take_out(db: sqlite3.Connection, document: int) -> dict[int, Filed]:
    """Forget how the mentions of an article are filed; how they were, by number."""
    _, first, rows = Kept(db).of(document)
    for table in ("merge_ask", "merge_hidden"):
        sql = f"DELETE FROM {table} WHERE mention >= ? AND mention < ?"
        db.execute(sql, (first, first + len(rows)))
    put(db, document, first, ())
    return {
        first + n: Filed((document, n, first + n), row.day, row.labels)
        for n, row in enumerate(rows)
    }


def hide(db: sqlite3.Connection, numbers: Numbers, hidden: Mask) -> None:
    """Note which of some mentions do not lead everywhere."""
    for sql, some in (
        ("DELETE FROM merge_hidden WHERE mention = ?", numbers),
        ("INSERT INTO merge_hidden VALUES (?)", numbers[hidden]),
    ):
        db.executemany(sql, ((number,) for number in some.tolist()))


def kept(rows: Sequence[Row]) -> bytes:
    """Rows packed: how many they are; their days, chains and heads, the lowest bytes of all before
    the next ones, so that what is small is zeros one after the other; their labels."""
    heads = np.frombuffer(b"".join(row.labels[: HEAD * 4] or _NOTHING for row in rows), np.int32)
    told = np.empty((HEAD + 2, len(rows)), np.int32)
    told[0], told[1] = [row.day for row in rows], [row.chain for row in rows]
    told[2:] = heads.reshape(-1, HEAD).T
    told[_SPAN] -= told[0]
    labels = np.frombuffer(b"".join(row.labels[HEAD * 4 :] for row in rows), np.uint8)
    found = len(rows).to_bytes(4, "little") + told.view(np.uint8).reshape(-1, 4).T.tobytes()
    to = zlib.compressobj(9, zlib.DEFLATED, _WINDOW)
    return to.compress(found + labels.reshape(-1, 4)[:, :_LABEL].tobytes()) + to.flush()


def _rows(kept: bytes) -> list[Row]:
    """The rows that were packed so."""
    found = np.frombuffer(zlib.decompress(kept, _WINDOW), np.uint8)
    size = int(found[:4].view(np.int32)[0])
    end = 4 + size * (HEAD + 2) * 4
    told = np.ascontiguousarray(found[4:end].reshape(4, -1).T).view(np.int32)
    told = told.reshape(HEAD + 2, size).T.copy()
    told[:, _SPAN] += told[:, :1]
    labels = np.zeros(((len(found) - end) // _LABEL, 4), np.uint8)
    labels[:, :_LABEL] = found[end:].reshape(-1, _LABEL)
    rows, begun = [], 0
    for day, chain, *head in told.tolist():
        ended = begun + sum(head[-3:])
        own = array("i", head).tobytes() + labels[begun:ended].tobytes()
        rows.append(Row(day, chain, own if any(head) else b""))
        begun = ended
    return rows


# What stands for the head of a mention that asks for nothing: no day is the first of all.
_NOTHING = bytes(HEAD * 4)
# Where in its row a mention's days stand, which are told from its own.
_SPAN = slice(3, 5)


@cache
def faint() -> frozenset[int]:
    """The labels of meanings that tell too little by themselves: those of sayings."""
    return frozenset(_label(f"={sense}") for sense in meaning.behaving("saying"))


def reaches(day: int, low: int, high: int) -> bool:
    """Whether what asks so reaches as far to either side of its day, as all of a day do: each two
    of these ask for each other or neither does."""
    return day - low == high - day


def asks(f: Feature) -> Iterator[Days]:
    """The days a mention asks for, where these need not ask for it in turn."""
    day, _ = candidates.filed(f)
    for ask in candidates.asks(f):
        if not reaches(day, ask.low, ask.high):
            yield ask.low, ask.high


def keep_asks(db: sqlite3.Connection, told: Iterable[tuple[int, Days]]) -> None:
    """Enter the days that mentions of some numbers ask for."""
    tables.add(db, "merge_ask", ((number, *days) for number, days in told))


def _language(code: str) -> int:
    return zlib.crc32(code.encode()) >> 1


@lru_cache(maxsize=65536)
def _label(text: str) -> int:
    """Two labels of a collection may rarely share a number: then a few more are compared. The
    number has three bytes, which no packing makes less of: labels are most of what is kept here."""
    return zlib.crc32(text.encode()) >> 8 * (4 - _LABEL)
