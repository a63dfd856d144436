"""What is kept of a merging, so that a few articles more need not merge everything again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any

_TABLES = """
CREATE TABLE IF NOT EXISTS merge_rules (rules TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS merge_document (
    id TEXT PRIMARY KEY, version TEXT NOT NULL, published TEXT NOT NULL, origin TEXT NOT NULL)
    WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS merge_quote (
    hash INTEGER NOT NULL, document TEXT NOT NULL, PRIMARY KEY (hash, document)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS merge_quote_document ON merge_quote (document);
CREATE TABLE IF NOT EXISTS merge_name (
    document TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, n INTEGER NOT NULL,
    PRIMARY KEY (document, kind, name)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS merge_name_name ON merge_name (name, kind, n);
CREATE TABLE IF NOT EXISTS merge_person (name TEXT PRIMARY KEY, head TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS merge_head (name TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS merge_lone (name TEXT PRIMARY KEY, head TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS merge_code (
    code TEXT NOT NULL, role TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (code, role, name))
    WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS merge_answer (
    name TEXT NOT NULL, kind TEXT NOT NULL, answer TEXT NOT NULL, PRIMARY KEY (name, kind))
    WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS merge_mention (
    id INTEGER PRIMARY KEY, document TEXT NOT NULL, n INTEGER NOT NULL, at INTEGER NOT NULL,
    size INTEGER NOT NULL, hidden INTEGER NOT NULL, day INTEGER NOT NULL, labels BLOB NOT NULL,
    chain INTEGER NOT NULL, feature TEXT NOT NULL);
CREATE UNIQUE INDEX IF NOT EXISTS merge_mention_document ON merge_mention (document, n);
CREATE INDEX IF NOT EXISTS merge_mention_chain ON merge_mention (document, chain);
CREATE INDEX IF NOT EXISTS merge_mention_day ON merge_mention (day);
CREATE TABLE IF NOT EXISTS merge_story (document TEXT PRIMARY KEY, names TEXT NOT NULL)
    WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS merge_actor (
    key TEXT NOT NULL, mention INTEGER NOT NULL, at INTEGER NOT NULL, name TEXT NOT NULL,
    language TEXT NOT NULL, PRIMARY KEY (key, mention, at)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS merge_actor_mention ON merge_actor (mention);
CREATE TABLE IF NOT EXISTS merge_shown (key TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS merge_ask (
    mention INTEGER PRIMARY KEY, low INTEGER NOT NULL, high INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS merge_edge (
    mention INTEGER PRIMARY KEY, others BLOB NOT NULL, points BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS merge_group (mention INTEGER PRIMARY KEY, name INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS merge_group_name ON merge_group (name);
CREATE TABLE IF NOT EXISTS merge_event (
    name INTEGER PRIMARY KEY, base TEXT NOT NULL, id TEXT NOT NULL, start TEXT, "end" TEXT,
    date TEXT NOT NULL, document TEXT NOT NULL, n INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS merge_event_base ON merge_event (base);
CREATE TABLE IF NOT EXISTS merge_card (name INTEGER PRIMARY KEY, card TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS merge_key (
    key TEXT NOT NULL, role TEXT NOT NULL, name INTEGER NOT NULL,
    PRIMARY KEY (key, role, name)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS merge_key_name ON merge_key (name);
CREATE TABLE IF NOT EXISTS merge_part (
    name INTEGER PRIMARY KEY, whole INTEGER NOT NULL, id TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS merge_part_whole ON merge_part (whole);
"""


def lay(db: sqlite3.Connection) -> None:
    """Make the tables that are not there yet."""
    for statement in _TABLES.split(";"):
        db.execute(statement)


def empty(db: sqlite3.Connection) -> None:
    """Forget everything kept, and in what tables, those of earlier versions too."""
    kept = db.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'merge\\_%' ESCAPE '\\'"
    )
    for (name,) in kept.fetchall():
        db.execute(f"DROP TABLE {name}")
    lay(db)


def add(db: sqlite3.Connection, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Put rows of one width into a table, leaving those that are there."""
    rows = list(rows)
    if rows:
        marks = ",".join("?" * len(rows[0]))
        db.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", rows)
