"""Which mentions positive evidence connects, and how much there is of it.

Each edge is kept once, with the lower number of its ends, packed with those of the mentions that
are numbered next to it: a block. The edges of the higher end are found by the blocks that have any
to its own.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from timeline.merge.arrays import Mask, Numbers, runs

Edge = tuple[int, int]
"""The other mention, and the evidence in 1/UNIT points."""

# Mentions of one block have numbers that differ in these bits only.
_BITS = 6
_WINDOW = -zlib.MAX_WBITS
# So many blocks are at hand.
_AT_HAND = 1024


class _Block(NamedTuple):
    """Edges in order: their ends and the evidence, a row an edge."""

    low: Numbers
    high: Numbers
    points: Numbers

    def where(self, some: Mask | Numbers) -> _Block:
        """Some of them."""
        return _Block(self.low[some], self.high[some], self.points[some])

    def sorted(self) -> _Block:
        """Them in order."""
        return self.where(np.lexsort((self.high, self.low)))


class Edges:
    """The edges in a database."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._block = lru_cache(_AT_HAND)(self._read)

    def fill(self, a: Numbers, b: Numbers, points: Numbers) -> None:
        """Enter all edges, one row a pair; there are none yet."""
        edges = _Block(np.minimum(a, b), np.maximum(a, b), points).sorted()
        for s, e in runs(edges.low >> _BITS):
            self._put(int(edges.low[s]) >> _BITS, edges.where(np.arange(s, e)))
        self._lead(edges)

    def add(self, a: Numbers, b: Numbers, points: Numbers) -> None:
        """Enter edges that are not there, one row a pair."""
        edges = _Block(np.minimum(a, b), np.maximum(a, b), points).sorted()
        for s, e in runs(edges.low >> _BITS):
            block = int(edges.low[s]) >> _BITS
            both = zip(self._block(block), edges.where(np.arange(s, e)), strict=True)
            self._put(block, _Block(*map(np.concatenate, both)).sorted())
        self._lead(edges)

    def after(self, number: int) -> list[Edge]:
        """The edges of a mention with those of higher numbers, in order."""
        low, high, points = self._block(number >> _BITS)
        s, e = np.searchsorted(low, (number, number + 1)).tolist()
        return list(zip(high[s:e].tolist(), points[s:e].tolist(), strict=True))

    def all(self) -> Iterator[tuple[int, list[Edge]]]:
        """The same of each mention that has any."""
        for (block,) in self._db.execute("SELECT block FROM merge_edge ORDER BY block").fetchall():
            for number in np.unique(self._block(block).low).tolist():
                yield number, self.after(number)

    def connected(self, number: int) -> set[int]:
        """All that evidence connects with a mention, by whatever way; it among them."""
        found = new = {number}
        while new:
            new = self._others(new) - found
            found = found | new
        return found

    def forget(self, numbers: Iterable[int]) -> set[int]:
        """Drop the edges of some mentions; the others that were connected with them."""
        some = set(numbers)
        others = self._others(some) - some
        told = np.array(sorted(some), np.int32)
        for block in self._leading(some):
            edges = self._block(block)
            kept = ~(np.isin(edges.low, told) | np.isin(edges.high, told))
            if not kept.all():
                self._put(block, edges.where(kept))
        return others

    def _others(self, some: set[int]) -> set[int]:
        """Those that edges of some mentions lead to."""
        told = np.array(sorted(some), np.int32)
        found: set[int] = set()
        for block in self._leading(some):
            low, high, _ = self._block(block)
            found.update(high[np.isin(low, told)].tolist(), low[np.isin(high, told)].tolist())
        return found

    def _leading(self, some: set[int]) -> list[int]:
        """The blocks that may have edges of some mentions."""
        blocks = {number >> _BITS for number in some}
        return sorted(blocks.union(*map(self._from, blocks)))

    def _from(self, block: int) -> list[int]:
        """The blocks before one that have edges to it, or had."""
        sql = "SELECT blocks FROM merge_edge_from WHERE block = ?"
        row = self._db.execute(sql, (block,)).fetchone()
        return [] if row is None else np.cumsum(_unpacked(row[0])).tolist()

    def _lead(self, edges: _Block) -> None:
        """Note where edges lead from that were entered."""
        found: dict[int, set[int]] = defaultdict(set)
        pairs = np.unique(np.stack((edges.high >> _BITS, edges.low >> _BITS)), axis=1)
        for to, of in pairs.T.tolist():
            if to != of:
                found[to].add(of)
        for to, blocks in found.items():
            told = np.array(sorted(blocks.union(self._from(to))))
            sql = "INSERT OR REPLACE INTO merge_edge_from VALUES (?, ?)"
            self._db.execute(sql, (to, _packed(_steps(told))))

    def _read(self, block: int) -> _Block:
        sql = "SELECT edges FROM merge_edge WHERE block = ?"
        row = self._db.execute(sql, (block,)).fetchone()
        low, high, points = (
            np.empty((3, 0), int) if row is None else _unpacked(row[0]).reshape(3, -1)
        )
        return _Block(np.cumsum(low), np.cumsum(high), points)

    def _put(self, block: int, edges: _Block) -> None:
        self._block.cache_clear()
        if len(edges.low):
            sql = "INSERT OR REPLACE INTO merge_edge VALUES (?, ?)"
            told = (_steps(edges.low), _steps(edges.high), edges.points)
            self._db.execute(sql, (block, _packed(np.concatenate(told))))
        else:
            self._db.execute("DELETE FROM merge_edge WHERE block = ?", (block,))


def _steps(told: Numbers) -> Numbers:
    """How much each number is above the one before it."""
    return np.diff(told, prepend=0)


def _packed(told: Numbers) -> bytes:
    """Numbers of four bytes: the lowest bytes of all before the next ones, which are few."""
    to = zlib.compressobj(9, zlib.DEFLATED, _WINDOW)
    planes = told.astype(np.int32).view(np.uint8).reshape(-1, 4).T
    return to.compress(planes.tobytes()) + to.flush()


def _unpacked(told: bytes) -> Numbers:
    planes = np.frombuffer(zlib.decompress(told, _WINDOW), np.uint8).reshape(4, -1)
    return np.ascontiguousarray(planes.T).view(np.int32).ravel()
