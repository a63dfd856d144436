"""Which mentions positive evidence connects, and how much there is of it: one row a mention."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from timeline.merge.arrays import Numbers, runs

Edge = tuple[int, int]
"""The other mention, and the evidence in 1/UNIT points."""

_OTHER, _POINTS = np.dtype("<i4"), np.dtype("<i2")
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
            "INSERT OR REPLACE INTO merge_edge VALUES (?, ?, ?)",
            (
                (number, others.astype(_OTHER).tobytes(), points.astype(_POINTS).tobytes())
                for number, others, points in rows
            ),
        )

    def of(self, number: int) -> list[Edge]:
        """The edges of a mention, in order."""
        sql = "SELECT others, points FROM merge_edge WHERE mention = ?"
        return _unpacked(*(self._db.execute(sql, (number,)).fetchone() or (b"", b"")))

    def all(self) -> Iterator[tuple[int, list[Edge]]]:
        """The edges of each mention that has any."""
        for number, *told in self._db.execute("SELECT mention, others, points FROM merge_edge"):
            yield number, _unpacked(*told)

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


def _unpacked(others: bytes, points: bytes) -> list[Edge]:
    told = np.frombuffer(points, _POINTS).tolist()
    return list(zip(np.frombuffer(others, _OTHER).tolist(), told, strict=True))
