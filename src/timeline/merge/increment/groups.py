"""The groups of a kept merging, each an event, and what of them a change of some mentions moves.

Kept are the labels that mentions are filed by and what wide dates ask for (candidates.py), the
evidence of each two that were compared, and the groups of two and more. Groups follow from the
evidence within their part of the collection (all that positive evidence connects), evidence from
the two mentions, and who is compared with whom from who is filed where. What a change touches is
found along the same way, so the groups are those of a merging from scratch. A group is named by its
first mention.

Two mentions are compared if one asks for the other by a label by which one of them leads, and where
their article tells one by the other again and one of them leads (leading.py); who does not lead
everywhere is hidden.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from timeline.merge import average_link, evidence
from timeline.merge.average_link import FLOOR, UNIT
from timeline.merge.features import Feature
from timeline.merge.increment import leading, tables
from timeline.merge.increment.filing import Card, Filed, Place, card
from timeline.merge.increment.leading import Leading

# What a word tells apart (evidence.NEVER) is kept too: it weighs more than knowing nothing.
_APART = round(evidence.NEVER * UNIT) // 2
# No mention asks further than this to either side of its day, unless what it asks is kept.
_REACH = 12
# So many mentions stay at hand while others are compared with them.
_AT_HAND = 8192
# So many values are asked for at once.
_BATCH = 200


def weight(a: Feature, b: Feature) -> int:
    """Evidence that two mentions are one event beyond what is asked, in 1/UNIT points."""
    return round((evidence.points(a, b) - evidence.JOIN) * UNIT)


def told(points: int) -> bool:
    """Whether the evidence on two mentions is kept: other than what is supposed without any."""
    return points >= FLOOR or points <= _APART


class Groups:
    """The groups in a database. feature: hands out the mention of a number."""

    def __init__(self, db: sqlite3.Connection, feature: Callable[[int], Feature]) -> None:
        self._db, self._feature = db, feature
        self._at_hand: OrderedDict[int, Card] = OrderedDict()
        self._leading = Leading(db)

    # -- from scratch ------------------------------------------------------------------------

    def fill(self) -> None:
        """Group the mentions that are entered; the other tables are empty."""
        db = self._db
        last = db.execute("SELECT coalesce(max(id), 0) FROM merge_mention").fetchone()[0]
        days = array("q", bytes(8 * (last + 1)))
        _put_sorted(db, "merge_label", self._entered(days))
        hidden = [(number,) for number in sorted(set(self._leading.find_all()))]
        db.executemany("UPDATE merge_mention SET hidden = 1 WHERE id = ?", hidden)
        # Those of one time come one after the other, so that few are at hand at once.
        numbers = sorted(
            (row[0] for row in db.execute("SELECT id FROM merge_mention")), key=days.__getitem__
        )
        _put_sorted(db, "merge_edge", self._compared(numbers))
        self._group_all(last)

    def _entered(self, days: array[int]) -> Iterator[tuple[int, int, int]]:
        for number, day, labels in self._db.execute("SELECT id, day, labels FROM merge_mention"):
            days[number] = day
            yield from _rows(number, day, labels)

    def _group_all(self, last: int) -> None:
        """Group what all evidence connects, of mentions with numbers up to `last`."""
        root = array("q", range(last + 1))

        def find(n: int) -> int:
            while root[n] != n:
                root[n] = n = root[root[n]]
            return n

        for a, b in self._db.execute("SELECT a, b FROM merge_edge WHERE points > 0 AND a < b"):
            root[find(b)] = find(a)
        names = array("q", bytes(8 * (last + 1)))
        for _, part in groupby(sorted(range(1, last + 1), key=find), key=find):
            for group in self._clustered(list(part)):
                for number in group if len(group) > 1 else ():
                    names[number] = group[0]
        rows = ((number, name) for number, name in enumerate(names) if name)
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
        rows = self._db.execute(
            "SELECT id, name FROM merge_mention LEFT JOIN merge_group ON mention = id"
            " WHERE name IS NULL OR name = id ORDER BY document, n"
        )
        for number, name in rows:
            yield [number] if name is None else self.members(number)

    def members(self, name: int) -> list[int]:
        """The mentions of a group in order; none where no group has that name."""
        rows = self._db.execute("SELECT mention FROM merge_group WHERE name = ?", (name,))
        found = [row[0] for row in rows]
        return self._in_order(found or ([name] if self.name(name) == name else []))

    # -- what moves ------------------------------------------------------------------------------

    def change(self, old: Mapping[int, Filed], new: Mapping[int, Filed]) -> set[int]:
        """Take mentions out and others in, by number; the names of groups that come, go or change.

        old: those gone, and those changed as they were; new: those come, and those changed as they
        are. The mentions that are there now are entered already.
        """
        for number, filed in old.items():
            self._db.executemany(
                "DELETE FROM merge_label WHERE label = ? AND day = ? AND mention = ?",
                _rows(number, filed.day, filed.labels),
            )
        for number, filed in new.items():
            tables.add(self._db, "merge_label", _rows(number, filed.day, filed.labels))
        again = new.keys() | (self._reordered(old.values(), new.values()) - old.keys())
        again |= self._leading.told_by_many(old.values(), new.values())
        touched = again | self._forget(sorted(again | old.keys()))
        tables.add(self._db, "merge_edge", self._compared(sorted(again)))
        self._hide(again)
        moved = self._regrouped(touched - (old.keys() - new.keys()), old.keys() | again)
        # What is compared otherwise is told otherwise, though it stay where it was.
        return moved | {self.name(number) for number in new}

    def _forget(self, numbers: Iterable[int]) -> set[int]:
        """Drop the evidence on some mentions; those that it connected with others."""
        connected: set[int] = set()
        for number in numbers:
            rows = self._db.execute(
                "DELETE FROM merge_edge WHERE a = ? RETURNING b, points", (number,)
            ).fetchall()
            connected.update(other for other, points in rows if points > 0)
            back = ((other, number) for other, _ in rows)
            self._db.executemany("DELETE FROM merge_edge WHERE a = ? AND b = ?", back)
        return connected

    def _reordered(self, old: Iterable[Filed], new: Iterable[Filed]) -> set[int]:
        """The mentions that lead somewhere now and did not, or did and do no more."""
        out: dict[tuple[int, int], set[Place]] = defaultdict(set)
        into: dict[tuple[int, int], set[Place]] = defaultdict(set)
        for those, moves in ((old, out), (new, into)):
            for filed in those:
                for label in array("I", filed.labels):
                    moves[label, filed.day].add(filed.place)
        moved: set[int] = set()
        for at in sorted(out.keys() | into.keys()):
            now = self._leading.filed(*at, leading.MOST + len(into[at]) + 1)
            if len(now) + len(out[at]) <= leading.MOST:
                continue
            was = sorted(set(now) - into[at] | out[at])
            moved |= {p[2] for p in now[: leading.MOST]} ^ {p[2] for p in was[: leading.MOST]}
        return moved

    def _hide(self, numbers: Iterable[int]) -> None:
        """Tell anew which of some mentions are hidden."""
        told = []
        for number in sorted(numbers):
            one = self._card(number)
            first = self._leading.first_told(number)
            hidden = len(first) > leading.MOST and number not in first[: leading.MOST]
            hidden |= not all(self._leading.leads(label, one.day, number) for label in one.labels)
            told.append((hidden, number))
        self._db.executemany("UPDATE merge_mention SET hidden = ? WHERE id = ?", told)

    def _regrouped(self, touched: Iterable[int], moving: Iterable[int]) -> set[int]:
        """Group anew what evidence connects with some mentions; the groups that are others now.

        moving: mentions that come, go or are compared otherwise.
        """
        now: dict[int, set[int]] = {}
        known = set(moving)
        seen: set[int] = set()
        for number in sorted(touched):
            if number not in seen:
                part = self._connected(number)
                seen |= part
                now.update({group[0]: set(group) for group in self._clustered(sorted(part))})
        known |= seen
        was: dict[int, set[int]] = defaultdict(set)
        for number in sorted(known):
            was[self.name(number)].add(number)
            self._db.execute("DELETE FROM merge_group WHERE mention = ?", (number,))
        rows = ((number, name) for name, group in now.items() if len(group) > 1 for number in group)
        tables.add(self._db, "merge_group", rows)
        return {name for name in was.keys() | now.keys() if was.get(name) != now.get(name)}

    def _connected(self, number: int) -> set[int]:
        """All that positive evidence connects with a mention, by whatever way."""
        found, left = {number}, [number]
        while left:
            rows = self._db.execute(
                "SELECT b FROM merge_edge WHERE a = ? AND points > 0", (left.pop(),)
            )
            new = {row[0] for row in rows} - found
            found |= new
            left += new
        return found

    # -- who is compared with whom, and what groups follow --------------------------------------

    def _compared(self, numbers: Iterable[int]) -> Iterator[tuple[int, int, int]]:
        """The evidence on some mentions and all they are compared with, each way round."""
        done: set[int] = set()
        for number in numbers:
            done.add(number)
            one = self._card(number).feature
            for other in sorted(self._partners(number) - done):
                two = self._card(other).feature
                points = weight(one, two) if one.order < two.order else weight(two, one)
                if told(points):
                    yield number, other, points
                    yield other, number, points

    def _partners(self, number: int) -> set[int]:
        """The mentions that one is compared with."""
        one = self._card(number)
        found = set(self._leading.asking(one))
        found.update(self._leading.told_again(number))
        for ask in one.asks:
            led = {label: self._leads_for(one, label) for label in ask.labels}
            found.update(self._leading.standing(ask.low, ask.high, led))
        if one.wide:
            # Others may ask for it that it does not ask for, by its labels or by kindred ones.
            led = {label: self._leading.leads(label, one.day, number) for label in one.labels}
            led |= {label: led.get(own, False) for label, own in one.instead.items()}
            near = self._leading.standing(one.day - _REACH, one.day + _REACH, led)
            others = sorted(near - found)
            found.update(n for n in others if self._asks_for(self._card(n), one))
        found.discard(number)
        return found

    def _asks_for(self, other: Card, one: Card) -> bool:
        return any(
            self._leading.leads(label, one.day, one.number) or self._leads_for(other, label)
            for ask in other.asks
            if ask.low <= one.day <= ask.high
            for label in ask.labels & one.labels
        )

    def _leads_for(self, one: Card, label: int) -> bool:
        """Whether a mention leads by a label that it asks for, or by its own that stands for it."""
        own = one.instead.get(label, label)
        return own in one.labels and self._leading.leads(own, one.day, one.number)

    def _card(self, number: int) -> Card:
        """A mention by its number, kept at hand for a while."""
        found = self._at_hand.get(number)
        if found is None:
            found = self._at_hand[number] = card(number, self._feature(number))
            if len(self._at_hand) > _AT_HAND:
                self._at_hand.popitem(last=False)
        else:
            self._at_hand.move_to_end(number)
        return found

    def _clustered(self, part: Sequence[int]) -> list[list[int]]:
        """The groups of some mentions that no positive evidence connects with others."""
        if len(part) == 1:
            return [list(part)]
        numbers = self._in_order(part)
        rank = {number: n for n, number in enumerate(numbers)}
        edges = (
            (n, rank[other], points)
            for n, number in enumerate(numbers)
            for other, points in self._db.execute(
                "SELECT b, points FROM merge_edge WHERE a = ?", (number,)
            )
            if rank.get(other, -1) > n
        )
        hidden = {
            rank[row[0]]
            for row in self._asked("SELECT id FROM merge_mention WHERE hidden AND id IN", numbers)
        }
        found = average_link.groups(len(numbers), edges, hidden)
        return [[numbers[n] for n in group] for group in found]

    def _in_order(self, numbers: Sequence[int]) -> list[int]:
        places = self._asked("SELECT document, n, id FROM merge_mention WHERE id IN", numbers)
        return [place[2] for place in sorted(places)]

    def _asked(self, query: str, numbers: Sequence[int]) -> Iterator[tuple[Any, ...]]:
        for start in range(0, len(numbers), _BATCH):
            some = list(numbers[start : start + _BATCH])
            yield from self._db.execute(f"{query} ({','.join('?' * len(some))})", some)


def _rows(number: int, day: int, labels: bytes) -> Iterator[tuple[int, int, int]]:
    for label in array("I", labels):
        yield label, day, number


def _put_sorted(db: sqlite3.Connection, table: str, rows: Iterable[tuple[int, int, int]]) -> None:
    """Fill a table of three columns. A large one filled in no order is written many times over."""
    db.execute("CREATE TEMP TABLE merge_sorted (a INTEGER, b INTEGER, c INTEGER)")
    db.executemany("INSERT INTO merge_sorted VALUES (?, ?, ?)", rows)
    db.execute(f"INSERT INTO {table} SELECT a, b, c FROM merge_sorted ORDER BY a, b, c")
    db.execute("DROP TABLE merge_sorted")
