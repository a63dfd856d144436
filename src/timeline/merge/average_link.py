"""Groups of mentions in which, on the average, each agrees with each: average-link clustering.

Everything is counted in whole numbers, so that no order of adding makes a difference.
"""

from __future__ import annotations

import heapq
from collections.abc import Container, Iterable

UNIT = 1024
"""So many make a point of evidence."""
FLOOR = -3 * UNIT
"""Evidence weaker than this is not kept."""
MISS = -3 * UNIT
"""What two mentions count whose evidence is not kept or that are not compared."""

# How finely averages are told apart.
_FINE = 1024

# Of two groups: the evidence between them beyond MISS a pair, how many pairs of hidden mentions
# are in it, and the height at which the heap has them, no less than their average.
_Link = list[int]


def groups(
    size: int, edges: Iterable[tuple[int, int, int]], hidden: Container[int] = ()
) -> list[list[int]]:
    """Partition 0 … size - 1; members in order, groups by first member.

    Again and again the two groups are joined whose pairs agree best on the average, as long as that
    is more than nothing; of equals those with the first members. edges: each two mentions that were
    compared, with the evidence, one row a pair. hidden: mentions not compared with each other but
    by chance: two of them count only if there is an edge.
    """
    return _Agglomeration(size, edges, hidden).run()


class _Agglomeration:
    """Invariant: an average only falls when one of its two groups grows, for it becomes that of two
    averages; so the heap holds bounds from above, looked at again when they come to the top."""

    def __init__(
        self, size: int, edges: Iterable[tuple[int, int, int]], hidden: Container[int]
    ) -> None:
        self._members = [[n] for n in range(size)]
        self._first = list(range(size))
        self._hidden = [int(n in hidden) for n in range(size)]
        self._root = list(range(size))
        self._near: list[dict[int, _Link]] = [{} for _ in range(size)]
        self._heap: list[tuple[int, int, int]] = []
        for a, b, points in edges:
            unsure = self._hidden[a] and self._hidden[b]
            height = max(0, points * _FINE)
            link = [points if unsure else points - MISS, unsure, height]
            self._near[a][b] = self._near[b][a] = link
            if height:
                self._heap.append((-height, min(a, b), max(a, b)))
        heapq.heapify(self._heap)

    def run(self) -> list[list[int]]:
        while self._heap:
            height, a, b = heapq.heappop(self._heap)
            a, b = self._group(a), self._group(b)
            if a == b or (link := self._near[a][b])[2] != -height:
                # They are one, or stand elsewhere in the heap.
                continue
            now = max(0, self._average(a, b, link))
            if now == -height:
                self._join(a, b)
                continue
            link[2] = now
            if now:
                one, two = sorted((self._first[a], self._first[b]))
                heapq.heappush(self._heap, (-now, one, two))
        return sorted(sorted(found) for found in self._members if found)

    def _average(self, a: int, b: int, link: _Link) -> int:
        pairs = len(self._members[a]) * len(self._members[b]) - self._hidden[a] * self._hidden[b]
        return (link[0] + MISS * pairs) * _FINE // (pairs + link[1])

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
                near[a][other] = near[other][a] = link
            else:
                mine[0] += link[0]
                mine[1] += link[1]
                mine[2] = max(mine[2], link[2])
        near[b] = {}
        self._root[b] = a
        self._members[a] += self._members[b]
        self._members[b] = []
        self._first[a] = min(self._first[a], self._first[b])
        self._hidden[a] += self._hidden[b]
