"""What the events of a kept merging are parts of (see wholes.py), and what a change of some moves.

Kept are the cards of what may be a part or a whole, the keys that either is found by, and what is
a part of what, with the id that the whole is shown under.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from timeline.merge import wholes
from timeline.merge.increment import event_ids, tables
from timeline.merge.wholes import Card

_PART, _WHOLE = range(2)


class Links:
    """The links kept in a database. numbers: those of the articles, by id."""

    def __init__(self, db: sqlite3.Connection, numbers: Mapping[str, int]) -> None:
        self._db, self._numbers = db, numbers

    def enter(self, cards: Mapping[int, Card | None]) -> None:
        """Enter the cards of some events, by name."""
        told = [(name, c) for name, c in cards.items() if c is not None]
        tables.add(self._db, "merge_card", ((name, wholes.packed(c)) for name, c in told))
        tables.add(self._db, "merge_key", (row for name, c in told for row in self._keys(name, c)))

    def fill(self) -> None:
        """Find what all events entered are parts of; nothing is linked yet."""
        parts = self._db.execute("SELECT DISTINCT name FROM merge_key WHERE role = ?", (_PART,))
        for (name,) in sorted(parts.fetchall()):
            self._link(name)

    def change(self, moved: Iterable[int], cards: Mapping[int, Card | None]) -> None:
        """Enter the cards of the events made, by name, in place of those of all that moved."""
        asked = {name for name, c in cards.items() if c is not None}
        for name in sorted(set(moved) | cards.keys()):
            before = self._card(name)
            for c in (before, cards.get(name)):
                if c is not None and c.told:
                    asked |= self._seekers(c)
            for table in ("merge_card", "merge_key", "merge_part"):
                self._db.execute(f"DELETE FROM {table} WHERE name = ?", (name,))
        self.enter(cards)
        for name in sorted(asked):
            self._db.execute("DELETE FROM merge_part WHERE name = ?", (name,))
            self._link(name)

    def shown(self) -> dict[int, str]:
        """The id of the whole of each event that has one, by its name, as it was when told last."""
        return dict(self._db.execute("SELECT name, id FROM merge_part").fetchall())

    def shown_for(self, name: int) -> str | None:
        """The same for one event."""
        row = self._db.execute("SELECT id FROM merge_part WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def renew(self) -> None:
        """Tell the wholes by the ids they have now."""
        for name, whole, id_ in self._db.execute(
            "SELECT name, whole, id FROM merge_part"
        ).fetchall():
            now = event_ids.of(self._db, whole)
            if now not in (None, id_):
                self._db.execute("UPDATE merge_part SET id = ? WHERE name = ?", (now, name))

    def _link(self, name: int) -> None:
        part = self._card(name)
        if part is not None and (whole := self._whole(part)) is not None:
            row = (name, whole, event_ids.of(self._db, whole))
            tables.add(self._db, "merge_part", [row])

    def _keys(self, name: int, c: Card) -> Iterator[tuple[int, int, int]]:
        for role, ids in ((_PART, c.sought()), (_WHOLE, c.offered())):
            for id_ in ids:
                yield self._numbers[id_], role, name

    def _card(self, name: int) -> Card | None:
        row = self._db.execute("SELECT card FROM merge_card WHERE name = ?", (name,)).fetchone()
        return None if row is None else wholes.unpacked(row[0])

    def _found(self, id_: str, role: int) -> list[int]:
        sql = "SELECT name FROM merge_key WHERE document = ? AND role = ?"
        return [row[0] for row in self._db.execute(sql, (self._numbers.get(id_), role))]

    def _seekers(self, whole: Card) -> set[int]:
        """The events that may be a part of this one, or would be but for it."""
        return {name for id_ in whole.offered() for name in self._found(id_, _PART)}

    def _whole(self, part: Card) -> int | None:
        near: dict[int, Card] = {}
        for id_ in part.sought():
            for name in self._found(id_, _WHOLE):
                if name not in near and (c := self._card(name)) is not None:
                    near[name] = c
        found = wholes.whole(part, near.values())
        return None if found is None else next(n for n, c in near.items() if c is found)
