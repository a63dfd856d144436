"""Groups of mentions in which, on the average, each agrees with each: average-link clustering.

Everything is counted in whole numbers, so that no order of adding makes a difference.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Container, Generator, Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

UNIT = 1024
"""So many make a point of evidence."""
FLOOR = -3 * UNIT
"""Evidence weaker than this counts as none."""
MISS = -3 * UNIT
"""What two mentions count whose evidence does not count or that are not compared."""

Block = tuple[Sequence[int], Sequence[int]]
"""Each mention of one group with each of another."""
Sums = Sequence[tuple[int, int]]
"""Of blocks the evidence that is not positive: by how much the pairs that are compared go beyond
MISS, and how many of them are hidden both. Of these the evidence itself is summed."""
Clustering = Generator[Sequence[Block], Sums, list[list[int]]]
"""Asks for the sums of blocks again and again; in the end gives the groups."""

# How finely averages are told apart.
_FINE = 1024
# The blocks of so many groups are asked for at once; so many clusterings go on together.
_AHEAD, _SIDE_BY_SIDE = 256, 64

K = TypeVar("K")


class _Link:
    """The evidence between two groups, no less than their average: height.

    positive, more: the sums of what is positive, and of what is not in a block of the pairs, each
    with how many pairs of hidden mentions are in it. The block is of the first `known` of each of
    them, None for one of both; groups grow at their ends. There are as many links as edges.
    """

    __slots__ = ("height", "known", "more", "positive")

    def __init__(self, points: int, unsure: int) -> None:
        self.positive = (points if unsure else points - MISS, unsure)
        self.height = points * _FINE
        self.more = (0, 0)
        self.known: dict[int, int] | None = None

    def add(self, other: _Link) -> None:
        """Take in the evidence between another group, that is joined to one of these, and the
        other one of these."""
        self.positive = _sum(self.positive, other.positive)
        self.height = max(self.height, other.height)

    def moved(self) -> None:
        """One of the groups was joined to a group that had no link."""
        self.more, self.known = (0, 0), {}


def clustering(
    size: int, edges: Iterable[tuple[int, int, int]], hidden: Container[int]
) -> Clustering:
    """Partition 0 … size - 1; members in order, groups by first member.

    Again and again the two groups are joined whose pairs agree best on the average, as long as that
    is more than nothing; of equals those with the first members. edges: each two mentions with
    positive evidence, and how much, one row a pair. hidden: mentions not compared with each other
    but by chance: two of them count only if they are compared. Of all other pairs it asks, only of
    groups that may be joined.
    """
    return _Agglomeration(size, edges, hidden).run()


def side_by_side(
    clusterings: Iterable[tuple[K, Clustering]],
    between: Callable[[Sequence[tuple[K, Sequence[Block]]]], Sequence[Sums]],
) -> Iterator[tuple[K, list[list[int]]]]:
    """The groups of several, each with what it goes by, in no order of note.

    between: tells of the blocks that several ask for; asked together, for each asks for few.
    """
    coming = iter(clusterings)
    running: list[tuple[K, Clustering, Sequence[Block]]] = []
    while True:
        for key, one in islice(coming, _SIDE_BY_SIDE - len(running)):
            try:
                running.append((key, one, next(one)))
            except StopIteration as end:
                yield key, end.value
        if not running:
            return
        told = between([(key, blocks) for key, _, blocks in running])
        on = []
        for (key, one, _), sums in zip(running, told, strict=True):
            try:
                on.append((key, one, one.send(sums)))
            except StopIteration as end:
                yield key, end.value
        running = on


class _Agglomeration:
    """Invariant: an average only falls when one of its two groups grows, for it becomes that of two
    averages; so the heap holds bounds from above, looked at again when they come to the top."""

    def __init__(
        self,
        size: int,
        edges: Iterable[tuple[int, int, int]],
        hidden: Container[int],
    ) -> None:
        self._members = [[n] for n in range(size)]
        self._first = list(range(size))
        self._hidden = [int(n in hidden) for n in range(size)]
        self._root = list(range(size))
        self._near: list[dict[int, _Link]] = [{} for _ in range(size)]
        self._heap: list[tuple[int, int, int]] = []
        for a, b, points in edges:
            link = _Link(points, self._hidden[a] and self._hidden[b])
            self._near[a][b] = self._near[b][a] = link
            self._heap.append((-link.height, min(a, b), max(a, b)))
        heapq.heapify(self._heap)

    def run(self) -> Clustering:
        while self._heap:
            top = heapq.heappop(self._heap)
            found = self._standing(top)
            if found is None:
                continue
            a, b, link = found
            if self._unknown(a, b, link):
                yield from self._ask([found, *self._next()])
            now = max(0, self._average(a, b, link))
            if now == link.height:
                self._join(a, b)
                continue
            link.height = now
            if now:
                one, two = sorted((self._first[a], self._first[b]))
                heapq.heappush(self._heap, (-now, one, two))
        return sorted(sorted(found) for found in self._members if found)

    def _standing(self, entry: tuple[int, int, int]) -> tuple[int, int, _Link] | None:
        """The two groups of an entry of the heap and their link; None where they are one or stand
        elsewhere in the heap."""
        height, a, b = entry
        a, b = self._group(a), self._group(b)
        if a == b or (link := self._near[a][b]).height != -height:
            return None
        return a, b, link

    def _next(self) -> Iterator[tuple[int, int, _Link]]:
        """Some that will come to the top soon."""
        for entry in self._heap[:_AHEAD]:
            found = self._standing(entry)
            if found is not None and self._unknown(*found):
                yield found

    def _unknown(self, a: int, b: int, link: _Link) -> list[Block]:
        """The pairs of two groups whose evidence is not summed yet."""
        one, two = self._members[a], self._members[b]
        n, m = (1, 1) if link.known is None else (link.known.get(a, 0), link.known.get(b, 0))
        blocks = ((one[n:], two), (one[:n], two[m:]))
        return [block for block in blocks if block[0] and block[1]]

    def _ask(
        self, asked: Sequence[tuple[int, int, _Link]]
    ) -> Generator[Sequence[Block], Sums, None]:
        links = {id(link): (a, b, link) for a, b, link in asked}
        blocks = [(block, told) for told in links.values() for block in self._unknown(*told)]
        sums = yield [block for block, _ in blocks]
        for (_, (_, _, link)), found in zip(blocks, sums, strict=True):
            link.more = _sum(link.more, found)
        for a, b, link in links.values():
            link.known = {a: len(self._members[a]), b: len(self._members[b])}

    def _average(self, a: int, b: int, link: _Link) -> int:
        pairs = len(self._members[a]) * len(self._members[b]) - self._hidden[a] * self._hidden[b]
        points, unsure = _sum(link.positive, link.more)
        return (points + MISS * pairs) * _FINE // (pairs + unsure)

    def _group(self, n: int) -> int:
        root = self._root
        while root[n] != n:
            root[n] = n = root[root[n]]
        return n

    def _join(self, a: int, b: int) -> None:
        near = self._near
        if len(near[a]) < len(near[b]):
            a, b = b, a
        del near[a][b], near[b][a]
        for other, link in near[b].items():
            del near[other][b]
            mine = near[a].get(other)
            if mine is None:
                link.moved()
                near[a][other] = near[other][a] = link
            else:
                mine.add(link)
        near[b] = {}
        self._root[b] = a
        self._members[a] += self._members[b]
        self._members[b] = []
        self._first[a] = min(self._first[a], self._first[b])
        self._hidden[a] += self._hidden[b]


def _sum(one: tuple[int, int], two: tuple[int, int]) -> tuple[int, int]:
    return one[0] + two[0], one[1] + two[1]
