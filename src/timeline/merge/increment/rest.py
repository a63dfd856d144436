"""The evidence between groups that is not positive, weighed where it is asked for."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from timeline.merge.arrays import Numbers, runs
from timeline.merge.average_link import FLOOR, MISS, Block, Sums
from timeline.merge.increment.leading import Neighbours
from timeline.merge.weighing import NEVER, Weighing

# What a word tells apart counts too: it weighs more than knowing nothing.
_APART = NEVER // 2
# So many mentions may be at hand that others are compared with, each as often as it is: 64 MB.
_AT_HAND = 1 << 24


class Rest:
    """near: all that tells which of the mentions are compared."""

    def __init__(self, near: Neighbours, weighing: Weighing) -> None:
        self.near, self._weighing = near, weighing
        self._partners: OrderedDict[int, NDArray[np.int32]] = OrderedDict()
        self._held = 0
        self._asked = np.zeros(len(near.number), np.bool_)

    def between(
        self, asked: Sequence[tuple[tuple[Sequence[int], Numbers], Sequence[Block]]]
    ) -> list[Sums]:
        """What clusterings ask for (average_link.side_by_side), each with the numbers of its
        mentions and their places."""
        rows: dict[int, list[tuple[int, Numbers]]] = defaultdict(list)
        blocks = [(places, block) for (_, places), some in asked for block in some]
        for n, (places, block) in enumerate(blocks):
            few, many = sorted(block, key=len)
            others = places[many]
            for place in places[few].tolist():
                rows[place].append((n, others))
        one: list[Numbers] = []
        two: list[Numbers] = []
        of: list[Numbers] = []
        self._read_partners(rows)
        for at, those in rows.items():
            compared = self._partners[at]
            self._asked[compared] = True
            for n, others in those:
                found = others[self._asked[others]]
                one.append(np.full(len(found), at))
                two.append(found)
                of.append(np.full(len(found), n))
            self._asked[compared] = False
        while self._held > _AT_HAND:
            self._held -= len(self._partners.popitem(last=False)[1])
        columns = [np.concatenate(column) for column in (one, two, of)]
        sums = iter(self._sums(columns[0], columns[1], columns[2], len(blocks)))
        return [list(islice(sums, len(some))) for _, some in asked]

    def _sums(self, one: Numbers, two: Numbers, of: Numbers, size: int) -> list[tuple[int, int]]:
        near = self.near
        self._weighing.make_room()
        points = self._weighing.points(near.number[one], near.number[two])
        told = (points <= 0) & ((points >= FLOOR) | (points <= _APART))
        unsure = (near.hidden[one] & near.hidden[two])[told]
        beyond = points[told] - np.where(unsure, 0, MISS)
        sums = (np.bincount(of[told], each, size) for each in (beyond, unsure))
        return list(zip(*(each.astype(np.int64).tolist() for each in sums), strict=True))

    def _read_partners(self, places: Iterable[int]) -> None:
        """Have at hand whom mentions are compared with."""
        new: list[int] = []
        for at in places:
            if at in self._partners:
                self._partners.move_to_end(at)
            else:
                new.append(at)
                self._partners[at] = _NOBODY
        for one, two in self.near.partners(np.array(new, np.int64)):
            for start, end in runs(one):
                self._partners[int(one[start])] = two[start:end].astype(np.int32)
                self._held += end - start


_NOBODY = np.empty(0, np.int32)
