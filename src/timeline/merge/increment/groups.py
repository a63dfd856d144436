"""The groups of a kept merging, each an event, and what of them a change of some mentions moves.

Kept are the keys that mentions stand under (candidates.py), the evidence of each two that were
compared, and the groups of two and more. Groups follow from the evidence within their part of the
collection (all that positive evidence connects), evidence from the two mentions, and who is
compared with whom from who stands under the keys. What a change touches is found along the same
way, so the groups are those of a merging from scratch. A group is named by its first mention.

Under a key where many seek, only the first of them are compared with all; the others are hidden.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from timeline.merge import average_link, candidates, evidence
from timeline.merge.average_link import FLOOR, UNIT
from timeline.merge.features import Feature
from timeline.merge.increment import tables

MOST = 128
"""So many of those that seek under one key, the first in order, are compared with all there."""

# So many mentions stay at hand while others are compared with them.
_AT_HAND = 8192
_NEAR_DAYS = 3
# So many values are asked for at once.
_BATCH = 200
_NUMBER = (1 << 40) - 1

Place = tuple[str, int, int]
"""What orders a mention among all: its article, its place there; and its number."""


class Filed(NamedTuple):
    """A mention that is kept or was: its place, and its keys as `candidates.packed` has them."""

    place: Place
    keys: bytes


def weight(a: Feature, b: Feature) -> int:
    """Evidence that two mentions are one event beyond what is asked, in 1/UNIT points."""
    asked = _asked_of_dates(a, b)
    if asked is None or evidence.opposed(a, b):
        return FLOOR - 1
    points = (evidence.points(a, b) - asked) * UNIT
    return round(points) if points >= FLOOR else FLOOR - 1


def _asked_of_dates(a: Feature, b: Feature) -> float | None:
    """How much evidence two dates ask for, None where they rule out one event.

    Stands in for what `evidence` does not weigh itself yet.
    """
    if a.date == b.date:
        return evidence.JOIN
    if a.date.contains(b.date) or b.date.contains(a.date):
        return evidence.JOIN_COARSE
    one, two = a.date.first_date, b.date.first_date
    near = one is not None and two is not None and abs((one - two).days) <= _NEAR_DAYS
    return evidence.JOIN_NEAR if near and a.document != b.document else None


class Groups:
    """The groups in a database. feature: hands out the mention of a number."""

    def __init__(self, db: sqlite3.Connection, feature: Callable[[int], Feature]) -> None:
        self._db, self._feature = db, feature
        self._at_hand: OrderedDict[int, Feature] = OrderedDict()
        # Keys where more seek than are compared with all -> those that are.
        self._leaders: dict[int, frozenset[int]] = {}

    # -- from scratch ------------------------------------------------------------------------

    def fill(self) -> None:
        """Group the mentions that are entered; the other tables are empty."""
        db = self._db
        last = db.execute("SELECT coalesce(max(id), 0) FROM merge_mention").fetchone()[0]
        # The first key of each mention: those of one time come one after the other.
        begins = array("q", bytes(8 * (last + 1)))
        _put_sorted(db, "merge_candidate", self._entered(begins))
        full = db.execute(
            "SELECT key FROM merge_candidate WHERE held = 0 GROUP BY key HAVING count(*) > ?",
            (MOST,),
        )
        for (key,) in full.fetchall():
            seeking = self._seeking(key)
            self._leaders[key] = frozenset(place[2] for place in seeking[:MOST])
            rows = ((place[2],) for place in seeking[MOST:])
            db.executemany("UPDATE merge_mention SET hidden = 1 WHERE id = ?", rows)
        numbers = sorted(range(1, last + 1), key=begins.__getitem__)
        _put_sorted(db, "merge_edge", self._compared(n for n in numbers if begins[n]))
        self._group_all(last)

    def _entered(self, begins: array[int]) -> Iterator[tuple[int, int, int]]:
        for number, keys in self._db.execute("SELECT id, keys FROM merge_mention"):
            begins[number] = 1 + min(candidates.unpacked(keys)[0], default=0)
            yield from _rows(number, keys)

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

    def names(self) -> Iterator[int]:
        """The names of all groups, those of the first mentions first."""
        rows = self._db.execute(
            "SELECT id FROM merge_mention LEFT JOIN merge_group ON mention = id"
            " WHERE name IS NULL OR name = id ORDER BY document, n"
        )
        return (row[0] for row in rows)

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
                "DELETE FROM merge_candidate WHERE key = ? AND held = ? AND mention = ?",
                _rows(number, filed.keys),
            )
        for number, filed in new.items():
            tables.add(self._db, "merge_candidate", _rows(number, filed.keys))
        again = new.keys() | (self._reordered(old.values(), new.values()) - old.keys())
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
        """The mentions that are now compared with all under a key, or are no more."""
        out: dict[int, set[Place]] = defaultdict(set)
        into: dict[int, set[Place]] = defaultdict(set)
        for all_filed, moves in ((old, out), (new, into)):
            for filed in all_filed:
                for key in candidates.unpacked(filed.keys)[0]:
                    moves[key].add(filed.place)
        moved: set[int] = set()
        for key in sorted(out.keys() | into.keys()):
            now = self._seeking(key, MOST + len(into[key]) + 1)
            if len(now) + len(out[key]) <= MOST:
                continue
            was = sorted(set(now) - into[key] | out[key])
            moved |= {p[2] for p in now[:MOST]} ^ {p[2] for p in was[:MOST]}
        return moved

    def _hide(self, numbers: Iterable[int]) -> None:
        """Tell anew which of the mentions just compared are hidden."""
        told = []
        for number in sorted(numbers):
            led = (self._leaders.get(key) for key in self._keys(number)[0])
            told.append((any(who is not None and number not in who for who in led), number))
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
            one = self._taken(number)
            for other in sorted(self._partners(number) - done):
                two = self._taken(other)
                points = weight(one, two) if one.order < two.order else weight(two, one)
                if points >= FLOOR:
                    yield number, other, points
                    yield other, number, points

    def _partners(self, number: int) -> set[int]:
        """The mentions that one is compared with."""
        seeks, held = self._keys(number)
        # Where others lead, they are known: no need to read all there.
        open_ = [k for k in seeks if number in self._leaders.get(k, (number,))]
        found: set[int] = set()
        for key, (leading, others) in self._standing(open_, all_held=True).items():
            found.update(leading)
            if key not in self._leaders or number in self._leaders[key]:
                found.update(others)
        unknown = [k for k in held if k not in self._leaders]
        for leading, _ in self._standing(unknown, all_held=False).values():
            found.update(leading)
        for key in (*seeks, *held):
            found.update(self._leaders.get(key, ()))
        found.discard(number)
        return found

    def _standing(
        self, keys: Sequence[int], *, all_held: bool
    ) -> dict[int, tuple[list[int], list[int]]]:
        """By key, who is compared with all there, and who else stands there."""
        found: dict[int, tuple[list[int], list[int]]] = {}
        held = "" if all_held else " AND held = 0"
        for start in range(0, len(keys), _BATCH):
            asked = keys[start : start + _BATCH]
            marks = ",".join("?" * len(asked))
            rows = self._db.execute(
                f"SELECT key, held, mention FROM merge_candidate WHERE key IN ({marks}){held}",
                asked,
            )
            for key, only_held, mention in rows:
                found.setdefault(key, ([], []))[only_held].append(mention)
        for key, (seeking, others) in found.items():
            if len(seeking) > MOST:
                if key not in self._leaders:
                    first = self._seeking(key, MOST)
                    self._leaders[key] = frozenset(place[2] for place in first)
                others.extend(seeking)
                seeking[:] = self._leaders[key]
        return found

    def _seeking(self, key: int, most: int = -1) -> list[Place]:
        """Those that seek under a key, the first in order."""
        rows = self._db.execute(
            "SELECT document, n, mention FROM merge_candidate JOIN merge_mention ON id = mention"
            " WHERE key = ? AND held = 0 ORDER BY document, n LIMIT ?",
            (key, most),
        )
        return rows.fetchall()

    def _keys(self, number: int) -> tuple[list[int], list[int]]:
        row = self._db.execute("SELECT keys FROM merge_mention WHERE id = ?", (number,)).fetchone()
        return candidates.unpacked(row[0])

    def _taken(self, number: int) -> Feature:
        """A mention by its number, kept at hand for a while."""
        found = self._at_hand.get(number)
        if found is None:
            found = self._at_hand[number] = self._feature(number)
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


def _rows(number: int, keys: bytes) -> Iterator[tuple[int, int, int]]:
    for held, found in enumerate(candidates.unpacked(keys)):
        for key in found:
            yield key, held, number


def _put_sorted(db: sqlite3.Connection, table: str, rows: Iterable[tuple[int, int, int]]) -> None:
    """Fill a table of three columns. A large one filled in no order is written many times over."""
    db.execute("CREATE TEMP TABLE merge_sorted (a INTEGER, b INTEGER, c INTEGER)")
    db.executemany("INSERT INTO merge_sorted VALUES (?, ?, ?)", rows)
    db.execute(f"INSERT INTO {table} SELECT a, b, c FROM merge_sorted ORDER BY a, b, c")
    db.execute("DROP TABLE merge_sorted")
