"""What evidence tells of the mentions in a database: which are connected, and which are one event.

Evidence that is not positive is weighed where groups may be joined (rest.py): it is asked of few of
all that are compared, and kept it would be most of a store.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence

from timeline.merge import average_link
from timeline.merge.arrays import Numbers
from timeline.merge.features import Feature
from timeline.merge.increment.edges import Edges
from timeline.merge.increment.leading import Neighbours
from timeline.merge.increment.rest import Rest
from timeline.merge.weighing import Weighing


class Weighed:
    """feature: hands out the mention of a number."""

    def __init__(self, db: sqlite3.Connection, feature: Callable[[int], Feature]) -> None:
        self._edges = Edges(db)
        self._weighing = Weighing(feature)

    def meet(self, near: Neighbours) -> None:
        """Those that are grouped from now on are among these, with all that tells who is compared
        with whom."""
        self._near = near

    def positive(self, one: Numbers, two: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """Of pairs of mentions those that evidence connects: one, the other, how much there is."""
        self._weighing.make_room()
        at, points = self._weighing.positive(one, two)
        return one[at], two[at], points

    def grouped(self, parts: Iterable[Sequence[int]]) -> list[list[int]]:
        """The groups of parts that no positive evidence connects with others, in no order of
        note."""
        self._weighing.make_room()
        rest = Rest(self._near, self._weighing)
        begun = ((told := self._near.in_order(p), self._clustering(*told)) for p in parts)
        return [
            [numbers[n] for n in group]
            for (numbers, _), groups in average_link.side_by_side(begun, rest.between)
            for group in groups
        ]

    def _clustering(self, numbers: Sequence[int], places: Numbers) -> average_link.Clustering:
        """numbers: mentions in order; places: theirs among all."""
        rank = {number: n for n, number in enumerate(numbers)}
        edges = sorted(
            (min(n, rank[other]), max(n, rank[other]), points)
            for n, number in enumerate(numbers)
            for other, points in self._edges.after(number)
        )
        hidden = {n for n, at in enumerate(places.tolist()) if self._near.hidden[at]}
        return average_link.clustering(len(numbers), edges, hidden)
