"""Checksums by which damage is found before anything is read from the store.

Two of them. `seal`, a table: one checksum a table that commands print from, written in the
transaction that changes it, so that it holds whenever a run is killed; checking it means reading
all rows. FILE, beside the store: one checksum of the whole file, written when a run ends, which is
checked ten times as fast. Where the file is byte for byte what a run left, nothing else is looked
at; where it isn't, because a run was broken off or another program wrote to it, the seals decide.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, NamedTuple
from zlib import crc32

from timeline.store.layout import SEALED

FILE = ".timeline.sum"
_ROWS, _BYTES = 500, 1 << 20
_LONGEST_NOTE = 200
_MOST_LAYOUTS = 10_000
# Files that this process has open for writing. SQLite's locks are the process's: it would lose them
# when another handle of the same file is closed (POSIX), so that such a file is not read directly.
WRITTEN: set[Path] = set()

# -- of tables ---------------------------------------------------------------------------------


def renew(db: sqlite3.Connection, tables: Iterable[str] = SEALED) -> None:
    """Seal tables as they are, in the caller's transaction."""
    sums = [(table, sum_of(db, table)) for table in tables]
    db.executemany("INSERT OR REPLACE INTO seal VALUES (?, ?)", [*sums, ("", _schema(db))])


def broken(db: sqlite3.Connection) -> str | None:
    """What of the tables that commands print from is damaged, None where nothing is.

    Rows, their number and order, the indices over them, and the tables' own definitions.
    """
    try:
        sealed = dict(db.execute("SELECT name, sum FROM seal"))
        if sealed.get("") != _schema(db):
            return "the definition of a table"
        for table in SEALED:
            if db.execute(f"PRAGMA integrity_check({table})").fetchall() != [("ok",)]:
                return f"the order of table {table}"
            if sealed.get(table) != sum_of(db, table):
                return f"the content of table {table}"
    except (sqlite3.DatabaseError, TypeError, ValueError) as error:
        if not is_damage(error):
            raise
        return str(error)
    return None


def is_damage(error: Exception) -> bool:
    """Whether an error met while rows are read is the file's, not that of its surroundings."""
    told = str(error)
    return not any(
        w in told for w in ("locked", "busy", "full", "unable to open", "I/O", "readonly")
    )


def sum_of(db: sqlite3.Connection, table: str) -> int:
    """The checksum of a table as it is."""
    encode = json.JSONEncoder().encode  # ASCII, the same for every version of Python
    cursor = db.execute(f"SELECT * FROM {table} NOT INDEXED ORDER BY rowid")
    found = 0
    while rows := cursor.fetchmany(_ROWS):
        for row in rows:
            found = crc32(encode(row).encode(), found)
    return found


def _schema(db: sqlite3.Connection) -> int:
    marks = ",".join("?" * len(SEALED))
    sql = f"SELECT type, name, sql FROM sqlite_master WHERE tbl_name IN ({marks}) ORDER BY 1, 2"
    return crc32(json.dumps(db.execute(sql, SEALED).fetchall()).encode())


# -- of the file -------------------------------------------------------------------------------


class _Sum(NamedTuple):
    """size: in bytes; changes: how often the file was written, as SQLite counts; crc: of it all."""

    size: int
    changes: int
    crc: int


def damage(db: sqlite3.Connection, path: Path) -> str | None:
    """What of a store is damaged, None where nothing is that commands print from.

    db: a connection to it, in no transaction.
    """
    # Closed after the transaction, not before: see WRITTEN.
    with path.open("rb") as file:
        db.execute("BEGIN")
        try:
            db.execute("SELECT count(*) FROM sqlite_master").fetchone()  # nobody may write now
            left = noted(path)
            now = None if left is None or path.absolute() in WRITTEN else _of(file)
            if left is not None and now == left:
                return None
            untouched = left is not None and now is not None and now[:2] == left[:2]
            return broken(db) or ("its content changed though nobody wrote" if untouched else None)
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
        now = _of(file)
    may_be = 0 <= layout < _MOST_LAYOUTS
    return now != left and (now[:2] == left[:2] or not may_be)


def note(path: Path) -> None:
    """Remember a store as this run leaves it; nobody may be writing to it."""
    with path.open("rb") as file:
        text = " ".join(map(str, _of(file)))
    aside = path.with_name(f"{FILE}.new")
    try:
        aside.write_text(f"{text} {crc32(text.encode())}\n", encoding="ascii")
        aside.replace(path.with_name(FILE))
    except OSError:  # a full disk leaves an empty file
        aside.unlink(missing_ok=True)
        raise


def noted(path: Path) -> _Sum | None:
    """What a run noted of the store it left, None where there is no such note or it is damaged."""
    try:
        if not path.with_name(FILE).is_file():
            return None
        with path.with_name(FILE).open("rb") as file:
            told = file.read(_LONGEST_NOTE).decode("ascii")
        text, _, check = told.strip().rpartition(" ")
        size, changes, crc = map(int, text.split(" "))
        return _Sum(size, changes, crc) if crc32(text.encode()) == int(check) else None
    except (OSError, ValueError):
        return None


def _of(file: BinaryIO) -> _Sum:
    header = file.read(28)
    size, crc = len(header), crc32(header)
    while block := file.read(_BYTES):
        size, crc = size + len(block), crc32(block, crc)
    return _Sum(size, int.from_bytes(header[24:28]), crc)
