"""What the events of a kept merging are parts of (see wholes.py), and what a change of some moves.

Kept are the cards of what may be a part or a whole, the keys that either is found by, and what is
a part of what, with the id that the whole is shown under.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from timeline.merge import wholes
from timeline.merge.increment import tables
from timeline.merge.wholes import Card

_PART, _WHOLE = "part", "whole"


def fill(db: sqlite3.Connection, cards: Mapping[int, Card]) -> None:
    """Enter the cards of all events that have one, by name, and what they are parts of; tables are
    empty."""
    names = list(cards)
    _enter(db, cards)
    found = wholes.link([cards[name] for name in names])
    rows = [(names[part], names[whole], _id(db, names[whole])) for part, whole in found]
    tables.add(db, "merge_part", rows)


def change(db: sqlite3.Connection, moved: Iterable[int], cards: Mapping[int, Card | None]) -> None:
    """Enter the cards of the events made, by name, in place of those of all that moved."""
    asked = {name for name, c in cards.items() if c is not None}
    for name in sorted(set(moved) | cards.keys()):
        before = _card(db, name)
        for c in (before, cards.get(name)):
            if c is not None and c.told:
                asked |= _seekers(db, c)
        db.execute("DELETE FROM merge_card WHERE name = ?", (name,))
        db.execute("DELETE FROM merge_key WHERE name = ?", (name,))
        db.execute("DELETE FROM merge_part WHERE name = ?", (name,))
    _enter(db, cards)
    for name in sorted(asked):
        part = _card(db, name)
        db.execute("DELETE FROM merge_part WHERE name = ?", (name,))
        if part is not None and (whole := _whole(db, part)) is not None:
            tables.add(db, "merge_part", [(name, whole, _id(db, whole))])


def shown(db: sqlite3.Connection) -> dict[int, str]:
    """The id of the whole of each event that has one, by its name, as it was when told last."""
    return dict(db.execute("SELECT name, id FROM merge_part").fetchall())


def shown_for(db: sqlite3.Connection, name: int) -> str | None:
    """The same for one event."""
    row = db.execute("SELECT id FROM merge_part WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row[0])


def renew(db: sqlite3.Connection) -> None:
    """Tell the wholes by the ids they have now."""
    db.execute(
        "UPDATE merge_part SET id = e.id FROM merge_event AS e"
        " WHERE e.name = whole AND e.id <> merge_part.id"
    )


def _enter(db: sqlite3.Connection, cards: Mapping[int, Card | None]) -> None:
    told = [(name, c) for name, c in cards.items() if c is not None]
    tables.add(db, "merge_card", ((name, wholes.packed(c)) for name, c in told))
    tables.add(db, "merge_key", (row for name, c in told for row in _keys(name, c)))


def _keys(name: int, c: Card) -> Iterator[tuple[Any, ...]]:
    for role, keys in ((_PART, c.sought()), (_WHOLE, c.offered())):
        for key in keys:
            yield key, role, name


def _card(db: sqlite3.Connection, name: int) -> Card | None:
    row = db.execute("SELECT card FROM merge_card WHERE name = ?", (name,)).fetchone()
    return None if row is None else wholes.unpacked(row[0])


def _id(db: sqlite3.Connection, name: int) -> str:
    row = db.execute("SELECT id FROM merge_event WHERE name = ?", (name,)).fetchone()
    return str(row[0])


def _found(db: sqlite3.Connection, key: str, role: str) -> list[int]:
    rows = db.execute("SELECT name FROM merge_key WHERE key = ? AND role = ?", (key, role))
    return [row[0] for row in rows]


def _seekers(db: sqlite3.Connection, whole: Card) -> set[int]:
    """The events that may be a part of this one, or would be but for it."""
    return {name for key in whole.offered() for name in _found(db, key, _PART)}


def _whole(db: sqlite3.Connection, part: Card) -> int | None:
    near: dict[int, Card] = {}
    for key in part.sought():
        for name in _found(db, key, _WHOLE):
            if name not in near and (c := _card(db, name)) is not None:
                near[name] = c
    found = wholes.whole(part, near.values())
    return None if found is None else next(n for n, c in near.items() if c is found)
