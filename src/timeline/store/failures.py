"""What failed, remembered so that it is not tried again as it is: rows of `failed`.

An article goes by its id, a file by `file` and its name, the text of an article by `text` and its
id. Everything here runs inside the caller's
transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Set

LOST = "lost"
"""The key of what an article gave and damage took: it is there again when it is extracted again."""


def note(db: sqlite3.Connection, id_: str, key: str, why: str, given: int) -> None:
    """Remember one; it replaces what was known of it. given: the articles that a file gave."""
    db.execute("INSERT OR REPLACE INTO failed VALUES (?, ?, ?, ?)", (id_, key, why, given))


def known(db: sqlite3.Connection, id_: str) -> tuple[str, str, int] | None:
    """The key, why and how many articles it gave before."""
    sql = "SELECT key, why, given FROM failed WHERE id = ?"
    found: tuple[str, str, int] | None = db.execute(sql, (id_,)).fetchone()
    return found


def text(id_: str) -> str:
    """What the text of an article goes by, apart from what was read in it."""
    return f"text {id_}"


def lost(db: sqlite3.Connection) -> list[str]:
    """What damage took: ids of articles, and their texts."""
    return [
        row[0] for row in db.execute("SELECT id FROM failed WHERE key = ? ORDER BY id", (LOST,))
    ]


def forget(db: sqlite3.Connection, id_: str) -> None:
    """It has not failed this time."""
    db.execute("DELETE FROM failed WHERE id = ?", (id_,))


def keep_only(db: sqlite3.Connection, ids: Set[str]) -> None:
    """Forget all others."""
    there = [row[0] for row in db.execute("SELECT id FROM failed")]
    db.executemany("DELETE FROM failed WHERE id = ?", ((i,) for i in there if i not in ids))


def stays(db: sqlite3.Connection, id_: str, given: int) -> bool:
    """Whether the working half has an earlier version: the article, or more of the file than it
    gave this time."""
    name = id_.removeprefix("file ")
    column = "id" if name == id_ else "json_extract(record(document), '$.path')"
    sql = f"SELECT count(*) FROM article WHERE {column} = ?"
    return int(db.execute(sql, (name,)).fetchone()[0]) > given
