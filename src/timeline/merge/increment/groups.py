"""The groups of a kept merging, and what of them a change of some mentions moves.

A group is named by its head. Level 0 is how groups stand on their own date, level k how they stand
after the k-th rule across dates. What is kept: the members of each group at level 0, who joined
whom by each rule, where groups are filed and where each seeks. A rule is asked again, in its own
order, only for groups that moved and for those that seek where such a group stands or stood.
"""

from __future__ import annotations

import heapq
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from timeline.merge import joining
from timeline.merge.cluster import same_date
from timeline.merge.features import Feature
from timeline.merge.group import Cluster
from timeline.merge.increment import tables
from timeline.merge.increment.shelf import KeptCluster, Shelf
from timeline.merge.unlike_dates import RULES

Key = tuple[Any, ...]

LAST = len(RULES)
"""The level after the last rule: how groups stand as events."""

# Asks over so many numbered days and fewer are found by where they begin.
_SHORT = 40
# The last day of what has none, beyond all others.
_OPEN = 1 << 40


def date_of(f: Feature) -> str:
    """Names the date of a mention: those of one date are grouped together."""
    ends = (f.date.first, f.date.last)
    return "..".join("" if end is None else str(joining.day(end)) for end in ends)


class Groups:
    """The groups in a database."""

    def __init__(self, db: sqlite3.Connection, shelf: Shelf) -> None:
        self._db, self._shelf = db, shelf
        self._home: dict[int, dict[int, int]] = {}
        self._joiners: dict[int, dict[int, set[int]]] = {}
        for level in range(1, LAST + 1):
            rows = db.execute("SELECT name, home FROM merge_join WHERE rule = ?", (level,))
            self._home[level] = dict(rows.fetchall())
            self._joiners[level] = defaultdict(set)
            for name, home in self._home[level].items():
                self._joiners[level][home].add(name)
        self._bases: dict[int, list[int]] = {}
        self._orders: dict[tuple[int, int], Key] = {}
        # Where groups that moved are filed now or were before.
        self._places: dict[int, set[tuple[str, int]]] = {}

    # -- how groups stand ----------------------------------------------------------------------

    def members(self, name: int, level: int, before: Key | None = None) -> list[int]:
        """The mentions of a group after a rule, or as it was when the rule asked at `before`."""
        if level == 0:
            return self._base(name)
        found = self.members(name, level - 1)
        joiners = self._joiners[level].get(name)
        if joiners:
            found = list(found)
            for key, other in sorted((self._order(level, j), j) for j in joiners):
                if before is None or key < before:
                    found += self.members(other, level, key)
        return found

    def group(self, name: int, level: int, before: Key | None = None) -> KeptCluster:
        """The group itself."""
        return self._shelf.group(self.members(name, level, before))

    def alive(self, name: int, level: int) -> bool:
        """Whether there is a group of that name after a rule."""
        joined = any(name in self._home[k] for k in range(1, level + 1))
        return not joined and bool(self._base(name))

    def last(self, name: int) -> int:
        """The name of the group that one of level 0 ended in."""
        for level in range(1, LAST + 1):
            while name in self._home[level]:
                name = self._home[level][name]
        return name

    def _base(self, name: int) -> list[int]:
        if name not in self._bases:
            rows = self._db.execute(
                "SELECT id FROM merge_mention WHERE base = ? ORDER BY rank", (name,)
            )
            self._bases[name] = [row[0] for row in rows]
        return self._bases[name]

    def _order(self, level: int, name: int) -> Key:
        if (level, name) not in self._orders:
            self._orders[level, name] = RULES[level - 1].order(self._shelf.group([name]))
        return self._orders[level, name]

    # -- what moves ------------------------------------------------------------------------------

    def regroup(self, dates: Iterable[str], changed: set[int], gone: set[int]) -> set[int]:
        """Group the mentions of some dates anew and apply the rules; the groups that moved.

        changed, gone: mentions that are compared otherwise now or are there no more.
        """
        moved: set[int] = set()
        for date in sorted(dates):
            moved |= self._same_date(date, changed)
        moved |= gone
        for level in range(1, LAST + 1):
            moved = self._apply(level, moved)
        return moved

    def _same_date(self, date: str, changed: set[int]) -> set[int]:
        rows = self._db.execute(
            "SELECT id, base FROM merge_mention WHERE days = ? ORDER BY base, rank", (date,)
        ).fetchall()
        before: dict[int, list[int]] = defaultdict(list)
        for number, base in rows:
            before[base].append(number)
        before.pop(0, None)
        after = {
            g.name: [f.number for f in g.members]
            for g in same_date(sorted(self._shelf.of_date(date), key=lambda f: f.order))
        }
        moved = {
            name
            for name in before.keys() | after.keys()
            if before.get(name) != after.get(name) or not changed.isdisjoint(after[name])
        }
        for name in sorted(moved):
            self._touch(name)
            self._bases[name] = after.get(name, [])
            told = ((name, rank, number) for rank, number in enumerate(after.get(name, ())))
            self._db.executemany("UPDATE merge_mention SET base = ?, rank = ? WHERE id = ?", told)
        return moved

    def _apply(self, level: int, moved: set[int]) -> set[int]:
        """Ask one rule again for all that a change may concern; the groups that moved."""
        home = self._home[level]
        asked = _Queue(lambda name: self._order(level, name))
        for name in sorted(moved):
            self._file(name, level)
        gone = [n for n in sorted(moved) if n in home and not self.alive(n, level - 1)]
        moved = moved | {home[name] for name in gone}
        for name in gone:
            self._join(level, name, None)
        for name in sorted(moved):
            asked.add(self._concerned(name, level))
        for key, name in asked:
            old, new = home.get(name), self._choice(level, name, key)
            if new == old and name not in moved:
                continue
            self._join(level, name, new)
            for other in (name, old, new):
                if other is not None:
                    moved.add(other)
                    # What was asked before this one saw neither what it was nor what it is now.
                    asked.add(self._concerned(other, level), key)
        return moved

    def _concerned(self, name: int, level: int) -> list[int]:
        """A group and those that seek where it stands or stood, as far as there are such groups."""
        self._touch(name)
        return [n for n in (name, *self._seekers(name, level)) if self.alive(n, level - 1)]

    def _join(self, level: int, name: int, to: int | None) -> None:
        home, joiners = self._home[level], self._joiners[level]
        if (old := home.pop(name, None)) is not None:
            joiners[old].discard(name)
        self._db.execute("DELETE FROM merge_join WHERE rule = ? AND name = ?", (level, name))
        if to is not None:
            home[name] = to
            joiners[to].add(name)
            tables.add(self._db, "merge_join", [(level, name, to)])

    def _choice(self, level: int, name: int, key: Key) -> int | None:
        rule = RULES[level - 1]
        # As in a merging from scratch: where it sought when the rule began.
        sought = rule.asks(self.group(name, level - 1))
        if not sought:
            return None
        group = self.group(name, level, key)
        chosen = rule.choose(group, self._found(sought, level, name, key))
        return None if chosen is None else chosen.name

    def _found(
        self, sought: Iterable[joining.Ask], level: int, name: int, key: Key
    ) -> Iterator[Cluster]:
        """The groups that stand where one seeks, as they are when its turn comes."""
        seen = {name}
        for asked, low, high in sought:
            for sense in joining.kindred(asked):
                rows = self._db.execute(
                    "SELECT DISTINCT name FROM merge_filed WHERE sense = ? AND first BETWEEN ? AND"
                    " ? AND level < ? ORDER BY first, last, document, n",
                    (sense, low, high, level),
                ).fetchall()
                for (other,) in rows:
                    if other in seen or not self.alive(other, level - 1):
                        continue
                    seen.add(other)
                    if other in self._home[level] and self._order(level, other) < key:
                        continue
                    yield self.group(other, level, key)

    def _seekers(self, name: int, level: int) -> list[int]:
        """The groups that seek where one stands or stood."""
        found: set[int] = set()
        for filed, first in self._places.get(name, ()):
            for sense in joining.kindred(filed):
                rows = self._db.execute(
                    "SELECT name FROM merge_asks WHERE rule = ? AND sense = ? AND wide = 0"
                    " AND low BETWEEN ? AND ? AND high >= ?"
                    " UNION ALL SELECT name FROM merge_asks WHERE rule = ? AND sense = ?"
                    " AND wide = 1 AND low <= ? AND high >= ?",
                    (level, sense, first - _SHORT, first, first, level, sense, first, first),
                )
                found.update(row[0] for row in rows)
        return sorted(found)

    def _touch(self, name: int) -> None:
        """Remember where a group was filed before it changes."""
        if name not in self._places:
            rows = self._db.execute("SELECT sense, first FROM merge_filed WHERE name = ?", (name,))
            self._places[name] = set(rows.fetchall())

    def _file(self, name: int, level: int) -> None:
        """File a group as it stands before a rule, and where it seeks by that rule."""
        self._touch(name)
        for table, what in (("merge_filed", "level"), ("merge_asks", "rule")):
            number = level - 1 if what == "level" else level
            self._db.execute(f"DELETE FROM {table} WHERE name = ? AND {what} = ?", (name, number))
        if not self.alive(name, level - 1):
            return
        group = self.group(name, level - 1)
        rows = self._db.execute(
            "SELECT sense FROM merge_filed WHERE name = ? AND level < ?", (name, level - 1)
        )
        known = {row[0] for row in rows}
        new = filed(group, [s for s in joining.own_senses(group) if s not in known], level - 1)
        tables.add(self._db, "merge_filed", new)
        self._places[name].update((row[0], row[1]) for row in new)
        tables.add(self._db, "merge_asks", asks(group, level))


class _Queue:
    """Groups to be asked, each once, in the order of a rule; more may come as it is emptied."""

    def __init__(self, order: Callable[[int], Key]) -> None:
        self._order = order
        self._heap: list[tuple[Key, int]] = []
        self._known: set[int] = set()

    def add(self, names: Iterable[int], after: Key | None = None) -> None:
        """Put in groups, only such as come later than `after` where that is given."""
        for name in names:
            if name not in self._known:
                key = self._order(name)
                if after is None or key > after:
                    self._known.add(name)
                    heapq.heappush(self._heap, (key, name))

    def __iter__(self) -> Iterator[tuple[Key, int]]:
        while self._heap:
            yield heapq.heappop(self._heap)


def filed(group: Cluster, senses: Iterable[str], level: int) -> list[tuple[Any, ...]]:
    """The rows of merge_filed for a group as it stands after a rule."""
    first, last = joining.begins(group), group.date.last
    if first is None:
        return []
    end = _OPEN if last is None else joining.day(last)
    return [(s, first, end, *group.order, group.name, level) for s in senses]


def asks(group: Cluster, level: int) -> list[tuple[Any, ...]]:
    """The rows of merge_asks for a group that a rule asks."""
    return [
        (level, a.sense, int(a.high - a.low > _SHORT), a.low, a.high, group.name)
        for a in RULES[level - 1].asks(group)
    ]
