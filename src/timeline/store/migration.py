"""A store of an earlier layout made one of this, in the caller's transaction.

What articles gave is kept as it is: records of those versions lack fields that have defaults now,
and such an article is read again when it is extracted again. The chronology last published is
carried over event by event, with the decisions laid over it; what merging knew is not.
"""

from __future__ import annotations

import json
import shlex
import sqlite3
from pathlib import Path, PurePath
from typing import Any, cast

from timeline.contract import PRINTED_SALIENCE, DocumentRow, EventRow, MentionRow, documents, line
from timeline.errors import StoreError
from timeline.store import entities, files, rows, seals
from timeline.store.layout import PUBLISHED, create

LAYOUTS = (3, 4, 5, 6, 7)
"""The earlier layouts that are known. 4: who wrote a document and what kind of text it is, whether
an event is printed by default; 5: each actor once, under an id; 6: checksums; 7: the texts
as read, addresses and pages, what was met and not read; 8: what people said of events in review."""
_LISTS = ("warnings", "kind_by")


def refuse(folder: Path, layout: int) -> None:
    """Raise StoreError for an earlier layout, with the command that makes it one of this."""
    if layout in LAYOUTS:
        where = "" if folder == Path("data/out") else f" -o {shlex.quote(str(folder))}"
        how = f"bring it up to date, losing nothing: timeline check --mend{where}"
        raise StoreError(str(folder), "an earlier version of timeline wrote the store", how)


def migrate(db: sqlite3.Connection) -> None:
    """Make a store of LAYOUTS one of this layout."""
    read = [_document(d) for d in _records(db, "SELECT * FROM document ORDER BY position")]
    events = db.execute("SELECT json, hidden FROM event ORDER BY position").fetchall()
    laid = {id_ for (id_,) in _rows(db, "layer")}
    overruled = [(id_, _event(told)) for id_, told in _rows(db, "overruled")]
    ruling = _rows(db, "ruling")
    known = {table: _rows(db, table) for table in ("naming", "wording")}
    known["naming"] = [_naming(db, *row) for row in known["naming"]]
    known["company"] = [
        row if len(row) > 7 else (*row[:6], row[6] is not None, row[6])
        for row in _rows(db, "company")
    ]
    _drop(db)
    create(db)
    db.execute(
        "INSERT OR REPLACE INTO article_sum"
        " SELECT id, crc(id, key, rules, document), crc(mentions) FROM article"
    )
    rows.put_documents(db, read)
    for n, (told, hidden) in enumerate(events, 1):
        rows.put_event(db, _event(told), bool(hidden), at=n * rows.APART)
    rows.name_actors(db)
    _lay(db, laid, overruled, ruling)
    for table, told in known.items():
        for row in told:
            db.execute(f"INSERT INTO {table} VALUES ({','.join('?' * len(row))})", row)
    seals.renew(db)


def _lay(
    db: sqlite3.Connection,
    laid: set[str],
    overruled: list[tuple[str, EventRow]],
    ruling: list[tuple[Any, ...]],
) -> None:
    """Carry over what is laid over the chronology. Which decision shows where isn't known, so that
    the next one lays all of them anew."""
    order = "SELECT id, position FROM event ORDER BY position"
    places = dict(db.execute(order).fetchall())
    for id_, e in overruled:
        at = places.get(id_, rows.NOWHERE)
        row = (id_, at, e["date"], e["start"], e["end"], line(e))
        db.execute("INSERT INTO overruled VALUES (?, ?, ?, ?, ?, ?)", row)
        for name in sorted(documents(e)):
            db.execute("INSERT INTO overruled_told VALUES (?, ?)", (name, id_))
    for id_ in sorted(laid):
        db.execute("INSERT INTO layer VALUES (?, ?, 0, NULL)", (id_, id_))
    for decisions, notes in ruling:
        db.execute("INSERT INTO ruling VALUES (?, '', 0)", (decisions,))
        for note in json.loads(notes):
            told = ("[]", "[]", "[]", line(note))
            db.execute("INSERT INTO said VALUES (?, ?, ?, ?, ?)", (note["number"], *told))


def _drop(db: sqlite3.Connection) -> None:
    """Drop all that is made anew, what merging keeps among it."""
    ours = {*PUBLISHED, "naming", "wording", "moved_actor", "company", "seal"}
    found = db.execute(
        "SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'table')"
        " AND name NOT LIKE 'sqlite_%' ORDER BY type DESC, name"
    ).fetchall()
    searched = {name for _, name in found if name in ("event_search", "mention_search")}
    for type_, name in found:
        if type_ == "trigger" or name in searched:
            db.execute(f"DROP {type_} {name}")
    for type_, name in found:
        if type_ == "table" and (name in ours or name.startswith("merge_")):
            db.execute(f"DROP TABLE {name}")


def _rows(db: sqlite3.Connection, table: str) -> list[tuple[Any, ...]]:
    there = db.execute("SELECT count(*) FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
    return db.execute(f"SELECT * FROM {table} ORDER BY rowid").fetchall() if there else []


def _records(db: sqlite3.Connection, sql: str) -> list[dict[str, Any]]:
    cursor = db.execute(sql)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def _naming(
    db: sqlite3.Connection, path: str, digest: str, content: str | None = None
) -> entities.Naming:
    """The file of names, which went by its path as seen from the working directory once."""
    if content is not None:
        return entities.Naming(path, digest, content)
    folder = Path(db.execute("PRAGMA database_list").fetchone()[2]).parent
    if not path or not Path(path).is_file():
        # One that lay beside the store does so still, wherever that is now.
        return entities.Naming(PurePath(path).name, digest)
    return entities.Naming(files.place(path, folder), digest)


def _document(told: dict[str, Any]) -> DocumentRow:
    fields = {"author": None, "url": None, "copy_of": None, "kind": None, "kind_by": "[]", **told}
    return cast("DocumentRow", fields | {name: json.loads(fields[name]) for name in _LISTS})


def _event(text: str) -> EventRow:
    """An event as those versions wrote it, in today's shape and order of keys."""
    told = json.loads(text)
    known = {
        "shown": told["salience"] >= PRINTED_SALIENCE,
        "part_of": None,
        "review": None,
        **told,
        "decided": [{"author": None, **d} for d in told.get("decided", [])],
        "actors": [
            {"id": a.get("id") or f"{a['kind']}:{a['name']}", **_but(a, "id")}
            for a in told["actors"]
        ],
        "mentions": [_mention(m) for m in told["mentions"]],
    }
    return cast("EventRow", {name: known[name] for name in EventRow.__annotations__})


def _mention(told: dict[str, Any]) -> dict[str, Any]:
    again = [{"page": None, **r} for r in told.get("also_in", [])]
    known = {"page": None, **told, "also_in": again}
    return {name: known[name] for name in MentionRow.__annotations__}


def _but(record: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in record.items() if key != name}
