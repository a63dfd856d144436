"""The groups of a kept merging, each an event, and what of them a change of some mentions moves.

Kept are where mentions are filed and what wide dates ask for (filing.py), the evidence on each two
that it connects (edges.py), and the groups of two and more. Groups follow from the evidence within
their part of the collection (all that positive evidence connects), evidence from the two mentions,
and who is compared with whom from who is filed where (leading.py). What a change touches is found
along the same way, so the groups are those of a merging from scratch. A group is named by its first
mention.

What is weighed is weighed by `hands`: here, or in other processes (sharing.py). Who does not lead
everywhere is hidden.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import chain, groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray

from timeline.merge.arrays import Numbers
from timeline.merge.features import Feature
from timeline.merge.increment import filing, leading, tables, vicinity
from timeline.merge.increment.edges import Edges
from timeline.merge.increment.filing import Filed, Kept, labels
from timeline.merge.increment.hands import Hands, OwnHands, Task, together
from timeline.merge.increment.leading import Neighbours
from timeline.merge.increment.told_again import told_by_many
from timeline.merge.increment.weighed import Weighed

# So many pairs are weighed at once, and so many mentions are grouped.
_PAIRS, _MENTIONS = 1 << 17, 1 << 9


class Groups:
    """The groups in a database. feature: hands out the mention of a number."""

    def __init__(self, db: sqlite3.Connection, feature: Callable[[int], Feature]) -> None:
        self._db = db
        self.weighed = Weighed(db, feature)
        """Weighs them."""
        self._edges = Edges(db)

    # -- from scratch ------------------------------------------------------------------------

    def fill(self) -> None:
        """Group the mentions that are entered; the other tables are empty."""
        hands = OwnHands(self.weighed)
        _, parts = self.connect(hands)
        for _, groups in hands.each(chain(*self.tasks(parts))):
            self.enter(groups)

    def connect(self, hands: Hands) -> tuple[list[int], list[list[int]]]:
        """Enter the evidence on the mentions that are entered; the other tables are empty.

        Returns the mentions that it connects with none, and the parts that it connects.
        """
        near = hands.share("meet", vicinity.everyone(self._db))
        filing.hide(self._db, near.number, near.hidden)
        # Those of one time come one after the other, so that few are at hand at once.
        pairs = self._compared(near, np.arange(len(near.number)), in_order=True)
        found = hands.each(("positive", some) for some in pairs)
        self._edges.fill(*_columns(columns for _, columns in found))
        hands.renew("merge_edge")
        return self._parts(near.number)

    def _parts(self, numbers: Numbers) -> tuple[list[int], list[list[int]]]:
        last = int(numbers.max(initial=0))
        root = array("q", range(last + 1))

        def find(n: int) -> int:
            while root[n] != n:
                root[n] = n = root[root[n]]
            return n

        for a, edges in self._edges.all():
            for b, _ in edges:
                root[find(b)] = find(a)
        found = groupby(sorted(numbers.tolist(), key=find), key=find)
        parts = [list(part) for _, part in found]
        return [p[0] for p in parts if len(p) == 1], [p for p in parts if len(p) > 1]

    @staticmethod
    def tasks(parts: Iterable[list[int]]) -> tuple[list[Task], Iterator[Task]]:
        """What is to be done to group some parts: the large ones, the largest first, and the
        others."""
        large: list[list[int]] = []
        small: list[list[int]] = []
        for part in parts:
            (large if len(part) >= _MENTIONS else small).append(part)
        large.sort(key=lambda part: (-len(part), part))
        several = together(small, _MENTIONS, len)
        return [("grouped", ([p],)) for p in large], (("grouped", (some,)) for some in several)

    def enter(self, groups: Iterable[list[int]]) -> None:
        """Enter groups that are found."""
        rows = ((n, group[0]) for group in groups if len(group) > 1 for n in group)
        self._db.executemany("INSERT INTO merge_group VALUES (?, ?)", rows)

    # -- how groups stand ----------------------------------------------------------------------

    def name(self, number: int) -> int:
        """The name of the group of a mention."""
        row = self._db.execute(
            "SELECT name FROM merge_group WHERE mention = ?", (number,)
        ).fetchone()
        return number if row is None else int(row[0])

    def all(self) -> Iterator[list[int]]:
        """The mentions of each group, those of the first mentions first."""
        for numbers in filing.numbers(self._db):
            sql = "SELECT mention, name FROM merge_group WHERE mention BETWEEN ? AND ?"
            named = dict(self._db.execute(sql, (numbers[0], numbers[-1])).fetchall())
            for number in numbers:
                if number not in named:
                    yield [number]
                elif named[number] == number:
                    yield self.members(number)

    def members(self, name: int) -> list[int]:
        """The mentions of a group in order; none where no group has that name."""
        rows = self._db.execute("SELECT mention FROM merge_group WHERE name = ?", (name,))
        found = [row[0] for row in rows] or ([name] if self.name(name) == name else [])
        with suppress(KeyError):  # it is gone
            return sorted(found, key=lambda number: filing.place(self._db, number))
        return []

    # -- what moves ------------------------------------------------------------------------------

    def change(self, old: Mapping[int, Filed], new: Mapping[int, Filed]) -> set[int]:
        """Take mentions out and others in, by number; the names of groups that come, go or change.

        old: those gone, and those changed as they were; new: those come, and those changed as they
        are. The mentions that are there now are entered already.
        """
        again = new.keys() | (self._reordered(old.values(), new.values()) - old.keys())
        again |= told_by_many(self._db, old.values(), new.values())
        touched = again | self._edges.forget(again | old.keys())
        if again:
            near = vicinity.around(self._db, again)
            places = np.flatnonzero(np.isin(near.number, list(again)))
            pairs = self._compared(near, places, in_order=False)
            self._edges.add(*_columns(self.weighed.positive(*some) for some in pairs))
            filing.hide(self._db, near.number[places], near.hidden[places])
        moved = self._regrouped(touched - (old.keys() - new.keys()), old.keys() | again)
        # What is compared otherwise is told otherwise, though it stay where it was.
        return moved | {self.name(number) for number in new}

    def _reordered(self, old: Iterable[Filed], new: Iterable[Filed]) -> set[int]:
        """The mentions that lead somewhere now and did not, or did and do no more."""
        out: dict[int, dict[int, set[tuple[Any, ...]]]] = defaultdict(lambda: defaultdict(set))
        into: dict[int, dict[int, set[tuple[Any, ...]]]] = defaultdict(lambda: defaultdict(set))
        for those, moves in ((old, out), (new, into)):
            for filed in those:
                for label in labels(filed.labels):
                    moves[filed.day][label].add(filed.place)
        moved: set[int] = set()
        kept = Kept(self._db)
        for day in sorted(out.keys() | into.keys()):
            asked = out[day].keys() | into[day].keys()
            for label, now in self._filed_on(day, asked, kept).items():
                gone, come = out[day][label], into[day][label]
                if len(now) + len(gone) > leading.MOST:
                    was = sorted(set(now) - come | gone)
                    first = ({place[2] for place in p[: leading.MOST]} for p in (now, was))
                    moved |= set.symmetric_difference(*first)
        return moved

    def _filed_on(
        self, day: int, asked: Collection[int], kept: Kept
    ) -> dict[int, list[tuple[Any, ...]]]:
        """The places of the mentions filed on a day by some labels, in order."""
        found: dict[int, list[tuple[Any, ...]]] = {label: [] for label in asked}
        for article, places in kept.between(day, day):
            for n in places:
                for label in labels(article.rows[n].labels):
                    if label in found:
                        found[label].append((article.document, n, article.first + n))
        return found

    def _regrouped(self, touched: Iterable[int], moving: Iterable[int]) -> set[int]:
        """Group anew what evidence connects with some mentions; the groups that are others now.

        moving: mentions that come, go or are compared otherwise.
        """
        parts: list[list[int]] = []
        seen: set[int] = set()
        for number in sorted(touched):
            if number not in seen:
                part = self._edges.connected(number)
                seen |= part
                parts.append(sorted(part))
        now: dict[int, set[int]] = {}
        if parts:
            self.weighed.meet(vicinity.among(self._db, sorted(seen)))
            now = {group[0]: set(group) for group in self.weighed.grouped(parts)}
        was: dict[int, set[int]] = defaultdict(set)
        for number in sorted(seen | set(moving)):
            was[self.name(number)].add(number)
            self._db.execute("DELETE FROM merge_group WHERE mention = ?", (number,))
        rows = ((number, name) for name, group in now.items() if len(group) > 1 for number in group)
        tables.add(self._db, "merge_group", rows)
        return {name for name in was.keys() | now.keys() if was.get(name) != now.get(name)}

    # -- who is one with whom --------------------------------------------------------------------

    def _compared(
        self, near: Neighbours, places: Numbers, *, in_order: bool
    ) -> Iterator[tuple[Numbers, Numbers]]:
        """Some mentions and all they are compared with, a row a pair. in_order: they are all there
        are, in the order of their places."""
        # Each two once: the later finds the earlier, or those that are none of these.
        order = np.full(len(near.number), len(near.number))
        order[places] = np.arange(len(places))
        found: list[tuple[Numbers, Numbers]] = []
        pairs = 0
        for one, two in near.partners(places, places + 1 if in_order else None):
            once = order[two] > order[one]
            found.append((near.number[one[once]], near.number[two[once]]))
            pairs += len(found[-1][0])
            if pairs >= _PAIRS:
                yield _joined(found)
                found, pairs = [], 0
        if pairs:
            yield _joined(found)


def _joined(pairs: Iterable[tuple[Numbers, Numbers]]) -> tuple[Numbers, Numbers]:
    one, two = (np.concatenate(column, dtype=np.int32) for column in zip(*pairs, strict=True))
    return one, two


def _columns(
    found: Iterable[tuple[Numbers, Numbers, Numbers]],
) -> tuple[Numbers, Numbers, Numbers]:
    """What comes in pieces as three columns."""
    pieces: list[list[NDArray[np.int32]]] = [[], [], []]
    for each in found:
        for column, piece in zip(pieces, each, strict=True):
            column.append(piece.astype(np.int32))
    a, b, c = (np.concatenate([np.empty(0, np.int32), *column]) for column in pieces)
    return a, b, c
