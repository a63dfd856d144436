"""Grouping all mentions of a kept merging, with few of them in memory at once.

Mentions are grouped date by date; then each rule across dates goes over the groups in its order, as
`joining.run` does, but reads of a group what it looks at. In memory are a few numbers a mention.
"""

from __future__ import annotations

import sqlite3
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from timeline.merge import joining
from timeline.merge.cluster import same_date
from timeline.merge.group import Cluster
from timeline.merge.increment import groups, tables
from timeline.merge.increment.groups import LAST, Key
from timeline.merge.increment.shelf import KeptCluster, Shelf
from timeline.merge.unlike_dates import RULES


class Sweep:
    """Mentions must be entered, under numbers in their order; tables of groups are empty."""

    def __init__(self, db: sqlite3.Connection, shelf: Shelf) -> None:
        self._db, self._shelf = db, shelf
        # Of groups with several mentions; those of one are that one's.
        self._members: dict[int, Sequence[int]] = {}
        self._gone: set[int] = set()
        self._asked: list[list[tuple[Key, int]]] = [[] for _ in RULES]

    def run(self) -> Iterator[tuple[int, ...]]:
        """Find all groups and keep them; the numbers of the mentions of each, the head's first."""
        dates = self._db.execute("SELECT DISTINCT days FROM merge_mention ORDER BY days")
        for (days,) in dates.fetchall():
            self._enter(same_date(self._shelf.of_date(days)))
        for level in range(1, LAST + 1):
            self._apply(level)
        heads = self._db.execute(
            "SELECT id FROM merge_mention WHERE id = base ORDER BY id"
        ).fetchall()
        for (name,) in heads:
            if name not in self._gone:
                yield tuple(self._members.get(name, (name,)))

    def _enter(self, found: Iterable[Cluster]) -> None:
        """Keep the groups of one date."""
        for g in found:
            numbers = array("q", (f.number for f in g.members))
            self._db.executemany(
                "UPDATE merge_mention SET base = ?, rank = ? WHERE id = ?",
                [(g.name, rank, number) for rank, number in enumerate(numbers)],
            )
            if len(numbers) > 1:
                self._members[g.name] = numbers
            tables.add(self._db, "merge_filed", groups.filed(g, joining.own_senses(g), 0))
            self._note_asks(g, 1)

    def _note_asks(self, g: Cluster, first: int) -> None:
        """Keep where a group seeks, by a rule and those behind it."""
        for level in range(first, LAST + 1):
            if rows := groups.asks(g, level):
                tables.add(self._db, "merge_asks", rows)
                self._asked[level - 1].append((RULES[level - 1].order(g), g.name))

    def _group(self, name: int) -> KeptCluster:
        return self._shelf.group(self._members.get(name, (name,)))

    def _apply(self, level: int) -> None:
        """Ask one rule for all groups."""
        rule, calendar = RULES[level - 1], _Calendar(self._db)
        asked = self._asked[level - 1]
        self._asked[level - 1] = []
        asked.sort()
        before: dict[int, Sequence[int]] = {}
        joined: list[tuple[int, int, int]] = []
        last = 0
        for _, name in asked:
            # A group that has grown by another rule is noted twice.
            if name == last or name in self._gone:
                continue
            last = name
            started = before.get(name)
            sought = rule.asks(self._group(name) if started is None else self._shelf.group(started))
            home = rule.choose(self._group(name), self._found(calendar, sought, name))
            if home is None:
                continue
            to = home.name
            grown = self._members.get(to, (to,))
            before.setdefault(to, grown)
            self._members[to] = array("q", (*grown, *self._members.pop(name, (name,))))
            self._gone.add(name)
            joined.append((level, name, to))
        tables.add(self._db, "merge_join", joined)
        if level < LAST:
            self._file_anew(level, [name for _, name, _ in joined], before)

    def _found(
        self, calendar: _Calendar, sought: Iterable[joining.Ask], name: int
    ) -> Iterator[Cluster]:
        """The groups that stand where one seeks, each once."""
        seen = {name}
        for asked, low, high in sought:
            for sense in joining.kindred(asked):
                for other in calendar.found(sense, low, high):
                    if other not in seen and other not in self._gone:
                        seen.add(other)
                        yield self._group(other)

    def _file_anew(self, level: int, went: Iterable[int], grown: Iterable[int]) -> None:
        """Keep how groups stand after a rule: those that went seek no more, the others more."""
        for name in (*went, *grown):
            self._db.execute("DELETE FROM merge_asks WHERE name = ? AND rule > ?", (name, level))
        for name in sorted(grown):
            if name in self._gone:
                continue
            group = self._group(name)
            rows = self._db.execute("SELECT sense FROM merge_filed WHERE name = ?", (name,))
            known = {row[0] for row in rows}
            new = [s for s in joining.own_senses(group) if s not in known]
            tables.add(self._db, "merge_filed", groups.filed(group, new, level))
            self._note_asks(group, level + 1)


class _Calendar:
    """Groups by meaning and the day they begin, in the order of a rule where these are the same."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._rows: dict[str, tuple[array[int], array[int]]] = {}
        rows = db.execute(
            "SELECT sense, first, name FROM merge_filed ORDER BY sense, first, last, document, n"
        )
        for sense, first, name in rows:
            if sense not in self._rows:
                self._rows[sense] = array("q"), array("q")
            days, names = self._rows[sense]
            days.append(first)
            names.append(name)

    def found(self, sense: str, low: int, high: int) -> Iterator[int]:
        """The names of the groups of a meaning that begin between two days."""
        if sense in self._rows:
            days, names = self._rows[sense]
            for k in range(bisect_left(days, low), bisect_right(days, high)):
                yield names[k]
