"""A store written anew without what is free in it, in the file's place.

The new file is complete, checked and on the disk before it takes the old one's name; a run that is
killed before that leaves the old one as it was, with a file beside it that the next run clears.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from itertools import chain
from pathlib import Path

from timeline.errors import StoreError
from timeline.store import articles, files, seals, texts
from timeline.store.layout import WORDED

_WORDS = " UNION ".join(
    f'SELECT "{column}" FROM {table} WHERE "{column}" IS NOT NULL'
    for table, columns in WORDED.items()
    for column in columns
)
_UNUSED = (
    "DELETE FROM rule WHERE number NOT IN (SELECT j.value FROM mention_of m, json_each(m.rules) j)",
    f"DELETE FROM word WHERE number NOT IN ({_WORDS})",
    "DELETE FROM actor WHERE number NOT IN (SELECT actor FROM actor_of)",
    "DELETE FROM passage WHERE number NOT IN (SELECT passage FROM mention_of)",
    "INSERT INTO event_search (event_search) VALUES ('optimize')",
    "INSERT INTO mention_search (mention_search) VALUES ('optimize')",
)


def refuse_damage(db: sqlite3.Connection, path: Path) -> None:
    """Raise StoreError where what an article gave, or its text, isn't as it was written.

    What commands print was checked when the store was opened.
    """
    for _ in chain(articles.heads(db), articles.given(db)):
        pass
    for id_ in texts.damaged(db):
        raise files.damaged(path, f"the text of article {id_}")


def tidy(db: sqlite3.Connection, *, merging: bool) -> None:
    """Take out what nothing refers to any more, in the caller's transaction.

    merging: what merging keeps for itself as well, so that it begins anew the next time.
    """
    for statement in _UNUSED:
        db.execute(statement)
    if merging:
        sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB 'merge_*'"
        for (name,) in db.execute(sql).fetchall():
            db.execute(f"DROP TABLE {name}")
    seals.renew(db)


def write_anew(db: sqlite3.Connection, path: Path) -> None:
    """Put a copy of a store without free pages in its place, and close the connection to it.

    Raises StoreError where the copy isn't what the store was, sqlite3.DatabaseError and OSError
    where it can't be written; the store is as it was then.
    """
    aside = files.aside(path)
    try:
        aside.unlink(missing_ok=True)
        db.execute("VACUUM INTO ?", (str(aside.absolute()),))
        with closing(files.connect(aside, "rw")) as copy:
            found = seals.broken(copy)
        if found:
            why = f"the copy is not what the store was ({found}), which stays as it is"
            raise StoreError(str(path), why, files.how_to_check(path))
        with aside.open("rb+") as file:
            os.fsync(file.fileno())
        db.close()  # what is open can't be replaced everywhere
        # It tells of the old file. Without it the checksums of rows decide.
        path.with_name(seals.FILE).unlink(missing_ok=True)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    files.sync_folder(path.parent)
