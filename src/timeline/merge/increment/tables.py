"""What is kept of a merging, so that a few articles more need not merge everything again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any

# Articles go by numbers that order them as their ids do (numbering.py), names and keys by those of
# merge_text; what mentions are compared by and how they are filed is packed
# article by article (shelf.py, filing.py).
_TABLES = """
CREATE TABLE IF NOT EXISTS merge_rules (rules TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS merge_document (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, version INTEGER NOT NULL,
    published TEXT NOT NULL, origin INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS merge_told (document INTEGER PRIMARY KEY, told BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS merge_text (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS merge_text_end ON merge_text (substr(text, -6));
CREATE TABLE IF NOT EXISTS merge_quotes (document INTEGER PRIMARY KEY, hashes BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS merge_quote (
    hash INTEGER NOT NULL, document INTEGER NOT NULL, PRIMARY KEY (hash, document)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS merge_name (
    document INTEGER NOT NULL, name INTEGER NOT NULL, kind INTEGER NOT NULL, n INTEGER NOT NULL,
    PRIMARY KEY (name, kind, document)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS merge_person (name INTEGER PRIMARY KEY, head INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS merge_head (name INTEGER PRIMARY KEY, n INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS merge_lone (name INTEGER PRIMARY KEY, head INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS merge_code (
    code NUMERIC NOT NULL, role INTEGER NOT NULL, name INTEGER NOT NULL,
    PRIMARY KEY (code, role, name)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS merge_answer (
    name INTEGER NOT NULL, kind INTEGER NOT NULL, answer INTEGER NOT NULL, PRIMARY KEY (name, kind))
    WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS merge_filed (
    first INTEGER PRIMARY KEY, document INTEGER NOT NULL UNIQUE, size INTEGER NOT NULL,
    told BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS merge_day (
    day INTEGER NOT NULL, document INTEGER NOT NULL, PRIMARY KEY (day, document)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS merge_hidden (mention INTEGER PRIMARY KEY);
CREATE TABLE IF NOT EXISTS merge_actor (
    document INTEGER NOT NULL, actor INTEGER NOT NULL, name INTEGER NOT NULL,
    language INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (actor, document, name, language))
    WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS merge_shown (actor INTEGER PRIMARY KEY, name INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS merge_ask (
    mention INTEGER PRIMARY KEY, low INTEGER NOT NULL, high INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS merge_edge (block INTEGER PRIMARY KEY, edges BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS merge_edge_from (block INTEGER PRIMARY KEY, blocks BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS merge_group (mention INTEGER PRIMARY KEY, name INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS merge_group_name ON merge_group (name);
CREATE TABLE IF NOT EXISTS merge_event (
    name INTEGER PRIMARY KEY, base INTEGER NOT NULL, n INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS merge_card (name INTEGER PRIMARY KEY, card TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS merge_key (
    document INTEGER NOT NULL, role INTEGER NOT NULL, name INTEGER NOT NULL,
    PRIMARY KEY (document, role, name)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS merge_key_name ON merge_key (name);
CREATE TABLE IF NOT EXISTS merge_part (
    name INTEGER PRIMARY KEY, whole INTEGER NOT NULL, id TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS merge_part_whole ON merge_part (whole);
"""


def rules(db: sqlite3.Connection) -> str | None:
    """The rules that what is kept was merged by, None where nothing is."""
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'merge_rules'").fetchone():
        return None
    row = db.execute("SELECT rules FROM merge_rules").fetchone()
    return None if row is None else str(row[0])


def lay(db: sqlite3.Connection) -> None:
    """Make the tables that are not there yet."""
    for statement in _TABLES.split(";"):
        db.execute(statement)


def empty(db: sqlite3.Connection) -> None:
    """Forget everything kept, and in what tables, whatever version laid them."""
    there = db.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB 'merge_*'"
    ).fetchall()
    for (name,) in there:
        db.execute(f"DROP TABLE {name}")
    lay(db)


def add(db: sqlite3.Connection, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Put rows of one width into a table, leaving those that are there."""
    rows = list(rows)
    if rows:
        marks = ",".join("?" * len(rows[0]))
        db.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", rows)
