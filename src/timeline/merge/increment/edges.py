"""Which mentions positive evidence connects, and how much there is of it: one row a mention."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate

import numpy as np

from timeline.merge.arrays import Numbers, runs

Edge = tuple[int, int]
"""The other mention, and the evidence in 1/UNIT points."""

_SEVEN, _MORE = 0x7F, 0x80
# The edges of so many mentions are put in order at once.
_ROWS = 1 << 16


class Edges:
    """The edges in a database, each kept with both its ends."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def fill(self, a: Numbers, b: Numbers, points: Numbers) -> None:
        """Enter all edges, one row a pair; there are none yet."""
        last = int(max(a.max(initial=0), b.max(initial=0)))
        for low in range(0, last + 1, _ROWS):
            ways = [(one, np.flatnonzero((one >= low) & (one < low + _ROWS))) for one in (a, b)]
            one, two, told = (
                np.concatenate([column[at] for column, (_, at) in zip(columns, ways, strict=True)])
                for columns in ((a, b), (b, a), (points, points))
            )
            order = np.lexsort((two, one))
            one, two, told = one[order], two[order], told[order]
            self._put((int(one[s]), two[s:e], told[s:e]) for s, e in runs(one))

    def _put(self, rows: Iterable[tuple[int, Numbers, Numbers]]) -> None:
        self._db.executemany(
            "INSERT OR REPLACE INTO merge_edge VALUES (?, ?)",
            ((number, _packed(others, points)) for number, others, points in rows),
        )

    def of(self, number: int) -> list[Edge]:
        """The edges of a mention, in order."""
        sql = "SELECT edges FROM merge_edge WHERE mention = ?"
        row = self._db.execute(sql, (number,)).fetchone()
        return [] if row is None else _unpacked(row[0])

    def all(self) -> Iterator[tuple[int, list[Edge]]]:
        """The edges of each mention that has any."""
        for number, told in self._db.execute("SELECT mention, edges FROM merge_edge"):
            yield number, _unpacked(told)

    def add(self, a: Numbers, b: Numbers, points: Numbers) -> None:
        """Enter edges, one row a pair."""
        new: dict[int, dict[int, int]] = defaultdict(dict)
        for one, two, told in zip(a.tolist(), b.tolist(), points.tolist(), strict=True):
            new[one][two] = new[two][one] = told
        self._change(new, {})

    def forget(self, numbers: Iterable[int]) -> set[int]:
        """Drop the edges of some mentions; the others that were connected with them."""
        gone: dict[int, set[int]] = defaultdict(set)
        some = sorted(numbers)
        for number in some:
            for other, _ in self.of(number):
                gone[other].add(number)
        self._db.executemany(
            "DELETE FROM merge_edge WHERE mention = ?", ((number,) for number in some)
        )
        self._change({number: {} for number in gone.keys() - set(some)}, gone)
        return set(gone)

    def _change(self, new: Mapping[int, Mapping[int, int]], gone: Mapping[int, set[int]]) -> None:
        for number, found in new.items():
            now = {**dict(self.of(number)), **found}
            kept = sorted((n, points) for n, points in now.items() if n not in gone.get(number, ()))
            if kept:
                others, points = (np.array(column) for column in zip(*kept, strict=True))
                self._put([(number, others, points)])
            else:
                self._db.execute("DELETE FROM merge_edge WHERE mention = ?", (number,))


def _packed(others: Numbers, points: Numbers) -> bytes:
    """Edges in order: of each how much the other's number is above the one before, and its points;
    each number by its lowest seven bits first, the eighth tells that there are more (LEB128)."""
    told = np.empty(2 * len(others), np.int64)
    told[0::2] = np.diff(others, prepend=0)
    told[1::2] = points
    found = bytearray()
    for left in told.tolist():
        value = left
        while value > _SEVEN:
            found.append(value & _SEVEN | _MORE)
            value >>= 7
        found.append(value)
    return bytes(found)


def _unpacked(told: bytes) -> list[Edge]:
    found: list[int] = []
    value = shift = 0
    for byte in told:
        value |= (byte & _SEVEN) << shift
        shift += 7
        if byte < _MORE:
            found.append(value)
            value = shift = 0
    return list(zip(accumulate(found[0::2]), found[1::2], strict=True))
