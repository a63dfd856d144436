"""The ids of the events of a kept merging.

An event's id is made of the words that name it (record.py); of several made of the same words those
behind the first are numbered. Kept are the number that the id writes out and that number, from 1.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from typing import Any


def enter(db: sqlite3.Connection, name: int, id_: str) -> None:
    """Enter an event by its name, under an id without a number."""
    db.execute("INSERT INTO merge_event VALUES (?, ?, 1)", (name, base(id_)))


def take_out(db: sqlite3.Connection, name: int) -> tuple[str, int] | None:
    """Forget an event: the id it had, and what that was made of; None where there is none."""
    sql = "DELETE FROM merge_event WHERE name = ? RETURNING base, n"
    row = db.execute(sql, (name,)).fetchone()
    return None if row is None else (_written(*row), row[0])


def of(db: sqlite3.Connection, name: int) -> str | None:
    """The id of an event, None where there is none of that name."""
    row = db.execute("SELECT base, n FROM merge_event WHERE name = ?", (name,)).fetchone()
    return None if row is None else _written(*row)


def base(id_: str) -> int:
    """What an id without a number is made of."""
    return int(id_[1:], 16)


def shared(db: sqlite3.Connection) -> list[int]:
    """What several events' ids are made of."""
    rows = db.execute("SELECT base FROM merge_event GROUP BY base HAVING count(*) > 1")
    return [row[0] for row in rows]


def numbered(db: sqlite3.Connection) -> dict[int, str]:
    """The ids of all events, by name, whose ids have a number."""
    rows = db.execute("SELECT name, base, n FROM merge_event WHERE n > 1")
    return {name: _written(told, n) for name, told, n in rows}


def number(
    db: sqlite3.Connection, bases: Iterable[int], order: Callable[[int], Any]
) -> dict[int, str]:
    """Number the events of the same words; names of those whose ids change, ids they had.

    bases: what the ids are made of. order: where an event stands among others, by its name.
    """
    again: dict[int, str] = {}
    # All are read once: an index over them takes as much room as they do.
    sql = "SELECT base, name, n FROM merge_event WHERE base IN (SELECT value FROM json_each(?))"
    found: dict[int, list[tuple[int, int]]] = {}
    for told, *row in db.execute(sql, (json.dumps(list(bases)),)):
        found.setdefault(told, []).append(tuple(row))
    for told, rows in sorted(found.items()):
        if len(rows) > 1:
            rows.sort(key=lambda row: order(row[0]))
        for now, (name, n) in enumerate(rows, 1):
            if now != n:
                db.execute("UPDATE merge_event SET n = ? WHERE name = ?", (now, name))
                again[name] = _written(told, n)
    return again


def _written(told: int, n: int) -> str:
    return f"e{told:010x}" if n == 1 else f"e{told:010x}-{n}"
