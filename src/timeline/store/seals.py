"""Checksums by which damage is found before anything is read from the store.

Two kinds. `seal`, a table: a checksum of every few rows of the tables that commands print from,
written in the transaction that changes them, so that it holds whenever a run is killed; checking it
means reading all rows. FILE, beside the store: checksums of the whole file (file_sums.py), written
when a run ends, which are checked ten times as fast. Where the file is byte for byte what a run
left, nothing else is looked at; where it isn't, because a run was broken off or another program
wrote to it, the seals decide.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any
from zlib import crc32

from timeline.store import file_sums
from timeline.store.file_sums import Sum
from timeline.store.layout import OF_EVENTS, SEALED

FILE = ".timeline.sum"
# Rows under one seal have numbers, or are of events whose numbers, differ in these bits only.
_BITS = 6
_ROWS = 500
_LONGEST_NOTE = 1 << 22
_MOST_LAYOUTS = 10_000
# Files that this process has open for writing. SQLite's locks are the process's: it would lose them
# when another handle of the same file is closed (POSIX), so that such a file is not read directly.
WRITTEN: set[Path] = set()

# -- of tables ---------------------------------------------------------------------------------


def watched(db: sqlite3.Connection) -> bool:
    """Whether it is noted which rows this connection changes."""
    sql = "SELECT 1 FROM temp.sqlite_master WHERE name = 'touched'"
    return db.execute(sql).fetchone() is not None


def unwatch(db: sqlite3.Connection) -> None:
    """Note no more: where all rows change, that takes longer than to seal them."""
    for kind, name in db.execute("SELECT type, name FROM temp.sqlite_master").fetchall():
        if kind in ("table", "trigger"):
            db.execute(f"DROP {kind} temp.{name}")


def watch(db: sqlite3.Connection) -> None:
    """Note from here on which rows this connection changes, so that `renew` seals only those."""
    db.execute("PRAGMA temp_store = MEMORY")
    db.execute("CREATE TEMP TABLE touched (name, part, PRIMARY KEY (name, part)) WITHOUT ROWID")
    for table in SEALED:
        key = _key(table)[0]
        for what, rows in (("INSERT", ("new",)), ("DELETE", ("old",)), ("UPDATE", ("old", "new"))):
            # Not INSERT OR IGNORE: within an upsert that fails on what is there already.
            noted = "".join(
                f" INSERT INTO touched SELECT '{table}', {row}.{key} >> {_BITS}"
                " WHERE NOT EXISTS (SELECT 1 FROM touched"
                f" WHERE name = '{table}' AND part = {row}.{key} >> {_BITS});"
                for row in rows
            )
            name = f"{table}_{what.lower()}_touched"
            db.execute(f"CREATE TEMP TRIGGER {name} AFTER {what} ON main.{table} BEGIN{noted} END")

    db.execute("CREATE TEMP TABLE altered (id PRIMARY KEY) WITHOUT ROWID")
    db.execute("CREATE TEMP TABLE altered_documents (id PRIMARY KEY) WITHOUT ROWID")
    for table, noted in (("event_row", "altered"), ("document", "altered_documents")):
        for what, row in (("INSERT", "new"), ("DELETE", "old"), ("UPDATE", "new")):
            db.execute(
                f"CREATE TEMP TRIGGER {table}_{what.lower()}_altered AFTER {what} ON main.{table}"
                f" BEGIN INSERT INTO {noted} SELECT {row}.id"
                f" WHERE NOT EXISTS (SELECT 1 FROM {noted} WHERE id = {row}.id); END"
            )


def renew(db: sqlite3.Connection) -> None:
    """Seal what was changed as it is, in the caller's transaction; all where nobody watched."""
    if not watched(db):
        db.execute("DELETE FROM seal")
        found = [(table, *one) for table in SEALED for one in _sums(db, table)]
    else:
        parts = db.execute("SELECT name, part FROM touched").fetchall()
        db.executemany("DELETE FROM seal WHERE name = ? AND part = ?", parts)
        found = [(table, *one) for table, part in parts for one in _sums(db, table, part)]
        db.execute("DELETE FROM touched")
    found.append(("", 0, _schema(db)))
    db.executemany("INSERT OR REPLACE INTO seal VALUES (?, ?, ?)", found)


def broken(db: sqlite3.Connection) -> str | None:
    """What of the tables that commands print from is damaged, None where nothing is.

    Rows, their number and order, the indices over them, and the tables' own definitions.
    """
    try:
        if _sealed(db, "") != [(0, _schema(db))]:
            return "the definition of a table"
        for table in SEALED:
            if db.execute(f"PRAGMA integrity_check({table})").fetchall() != [("ok",)]:
                return f"the order of table {table}"
            if not holds(db, table):
                return f"the content of table {table}"
    except (sqlite3.DatabaseError, TypeError, ValueError) as error:
        if not is_damage(error):
            raise
        return str(error)
    return None


def holds(db: sqlite3.Connection, table: str) -> bool:
    """Whether a table is as it was sealed."""
    return _sealed(db, table) == list(_sums(db, table))


def is_damage(error: Exception) -> bool:
    """Whether an error met while rows are read is the file's, not that of its surroundings."""
    told = str(error)
    return not any(
        w in told for w in ("locked", "busy", "full", "unable to open", "I/O", "readonly")
    )


def _sealed(db: sqlite3.Connection, table: str) -> list[tuple[int, int]]:
    """The seals of a table: (part, checksum)."""
    sql = "SELECT part, sum FROM seal WHERE name = ? ORDER BY part"
    return db.execute(sql, (table,)).fetchall()


def _sums(db: sqlite3.Connection, table: str, part: int | None = None) -> Iterator[tuple[int, int]]:
    """(part, checksum) of the rows of a table, or of one part of it."""
    # ASCII, the same for every version of Python
    encode = json.JSONEncoder(default=bytes.hex).encode
    key, *others = _key(table)
    within = "" if part is None else f"WHERE {key} BETWEEN {part << _BITS} AND {~(~part << _BITS)}"
    order = ", ".join((key, *others))
    rows = _fetched(
        db.execute(f"SELECT {key}, * FROM {table} NOT INDEXED {within} ORDER BY {order}")
    )
    for number, found in groupby(rows, lambda row: row[0] >> _BITS):
        yield number, crc32(encode(list(found)).encode())


def _key(table: str) -> tuple[str, ...]:
    """What tells the rows of a table apart, first the number that their part goes by."""
    return ("event", OF_EVENTS[table]) if table in OF_EVENTS else ("rowid",)


def _fetched(cursor: sqlite3.Cursor) -> Iterator[tuple[Any, ...]]:
    while rows := cursor.fetchmany(_ROWS):
        yield from rows


def _schema(db: sqlite3.Connection) -> int:
    marks = ",".join("?" * len(SEALED))
    sql = f"SELECT type, name, sql FROM sqlite_master WHERE tbl_name IN ({marks}) ORDER BY 1, 2"
    return crc32(json.dumps(db.execute(sql, SEALED).fetchall()).encode())


# -- of the file -------------------------------------------------------------------------------


def damage(db: sqlite3.Connection, path: Path) -> tuple[str | None, Sum | None]:
    """What of a store is damaged, None where nothing is that commands print from; its sums, where
    they were taken.

    db: a connection to it, in no transaction.
    """
    # Closed after the transaction, not before: see WRITTEN.
    with path.open("rb") as file:
        db.execute("BEGIN")
        try:
            db.execute("SELECT count(*) FROM sqlite_master").fetchone()  # nobody may write now
            left = noted(path)
            now = None if left is None or path.absolute() in WRITTEN else file_sums.of(file)
            if left is not None and now is not None and now[:3] == left[:3]:
                return None, now
            untouched = left is not None and now is not None and now[:2] == left[:2]
            told = "its content changed though nobody wrote" if untouched else None
            return broken(db) or told, None
        finally:
            if db.in_transaction:
                db.execute("COMMIT")


def overwritten(path: Path, layout: int) -> bool:
    """Whether a store that says it is of a layout we don't know is one that a run left otherwise.

    A run that was killed changes the count of changes, too, and writes a layout that may be.
    """
    left = noted(path)
    if left is None or path.absolute() in WRITTEN:
        return False
    with path.open("rb") as file:
        now = file_sums.of(file)
    may_be = 0 <= layout < _MOST_LAYOUTS
    return now[:3] != left[:3] and (now[:2] == left[:2] or not may_be)


def note(path: Path, known: Sum | None = None) -> Sum:
    """Remember a store as this run leaves it; nobody may be writing to it. Its sums.

    known: these, where they are known.
    """
    if known is None:
        with path.open("rb") as file:
            known = file_sums.of(file)
    text = " ".join(map(str, (known.size, known.changes, *known.blocks)))
    aside = path.with_name(f"{FILE}.new")
    try:
        aside.write_text(f"{text} {crc32(text.encode())}\n", encoding="ascii")
        aside.replace(path.with_name(FILE))
    except OSError:  # a full disk leaves an empty file
        aside.unlink(missing_ok=True)
        raise
    return known


def noted(path: Path) -> Sum | None:
    """What a run noted of the store it left, None where there is no such note or it is damaged."""
    try:
        if not path.with_name(FILE).is_file():
            return None
        with path.with_name(FILE).open("rb") as file:
            told = file.read(_LONGEST_NOTE).decode("ascii")
        text, _, check = told.strip().rpartition(" ")
        size, changes, *blocks = map(int, text.split(" "))
        known = Sum(size, changes, tuple(blocks))
        return known if crc32(text.encode()) == int(check) else None
    except (OSError, ValueError):
        return None
