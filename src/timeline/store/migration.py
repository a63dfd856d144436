"""A store of an earlier layout made one of this, in the caller's transaction.

What articles gave is kept as it is: records of those versions lack fields that have defaults now,
and such an article is read again when it is extracted again. The chronology last published is
carried over event by event, with the decisions laid over it; what merging knew is not.
"""

from __future__ import annotations

import json
import shlex
import sqlite3
import zlib
from collections.abc import Collection, Mapping
from pathlib import Path, PurePath
from typing import Any, NamedTuple, cast

from timeline.contract import PRINTED_SALIENCE, DocumentRow, EventRow, MentionRow, documents, line
from timeline.errors import StoreError
from timeline.store import articles, entities, files, rows, seals, texts
from timeline.store.layout import PUBLISHED, create
from timeline.store.packing import ARTICLES, DOCUMENTS, MENTIONS

LAYOUTS = (3, 4, 5, 6, 7, 8)
"""The earlier layouts that are known. 4: who wrote a document and what kind of text it is, whether
an event is printed by default; 5: each actor once, under an id; 6: checksums; 7: the texts
as read, addresses and pages, what was met and not read; 8: what people said of events in review;
9: numbers in place of ids, texts packed; 10: words by numbers, what articles gave packed beside
their texts; 11: shares of one as integers, the documents of events by their passages."""
_LAYER = (
    "layer", "overruled", "overruled_told", "overruled_document", "ruling", "said", "said_of",
)  # fmt: skip
_BEFORE = "event_before"
_LISTS = ("warnings", "kind_by")


def refuse(folder: Path, layout: int) -> None:
    """Raise StoreError for an earlier layout, with the command that makes it one of this."""
    if layout in LAYOUTS:
        where = "" if folder == Path("data/out") else f" --out-dir {shlex.quote(str(folder))}"
        how = f"bring it up to date, losing nothing: timeline check --mend{where}"
        raise StoreError(str(folder), "an earlier version of timeline wrote the store", how)


def migrate(db: sqlite3.Connection) -> None:
    """Make a store of LAYOUTS one of this layout."""
    read = [_document(d) for d in _records(db, "SELECT * FROM document ORDER BY position")]
    by_parts = bool(_rows(db, "sqlite_master", "name = 'said'"))  # as of layout 8
    layer = None if by_parts else _Laid.of(db)
    known = {table: _rows(db, table) for table in ("naming", "wording")}
    known["naming"] = [_naming(db, *row) for row in known["naming"]]
    known["company"] = [
        (*row[:5], texts.pack(row[5]), *(row[6:] if len(row) > 7 else (row[6] is not None, row[6])))
        for row in _rows(db, "company")
    ]
    whole = {table: _whole(db, table) for table in ("article", "source")}
    _drop(db, but=_LAYER if by_parts else ())
    create(db)
    for table, told in known.items():
        for row in told:
            db.execute(f"INSERT INTO {table} VALUES ({','.join('?' * len(row))})", row)
    _pack(db, whole)
    rows.put_documents(db, read)
    order = "rowid" if by_parts else "position"  # what an actor is called is told by the last one
    events = db.execute(f"SELECT json, hidden, position FROM {_BEFORE} ORDER BY {order}")
    numbers = rows.Numbers(db)
    for n, (told, hidden, position) in enumerate(events, 1):
        at = position if by_parts else n * rows.APART
        rows.put_event(db, _event(told), bool(hidden), at=at, numbers=numbers)
    db.execute(f"DROP TABLE {_BEFORE}")
    rows.name_actors(db)
    if layer is not None:
        layer.lay(db)
    seals.renew(db)


class _Laid(NamedTuple):
    """What is laid over a chronology of before layout 8."""

    laid: set[str]
    overruled: list[tuple[str, EventRow]]
    ruling: list[tuple[Any, ...]]

    @classmethod
    def of(cls, db: sqlite3.Connection) -> _Laid:
        overruled = [(id_, _event(told)) for id_, told in _rows(db, "overruled")]
        return cls({id_ for (id_,) in _rows(db, "layer")}, overruled, _rows(db, "ruling"))

    def lay(self, db: sqlite3.Connection) -> None:
        """Carry it over. Which decision shows where isn't known, so that the next one lays all of
        them anew."""
        order = "SELECT id, position FROM event ORDER BY position"
        places = dict(db.execute(order).fetchall())
        for id_, e in self.overruled:
            at = places.get(id_, rows.NOWHERE)
            row = (id_, at, e["date"], e["start"], e["end"], line(e))
            db.execute("INSERT INTO overruled VALUES (?, ?, ?, ?, ?, ?)", row)
            for name in sorted(documents(e)):
                db.execute("INSERT INTO overruled_told VALUES (?, ?)", (name, id_))
        for id_ in sorted(self.laid):
            db.execute("INSERT INTO layer VALUES (?, ?, 0, NULL)", (id_, id_))
        for decisions, notes in self.ruling:
            db.execute("INSERT INTO ruling VALUES (?, '', 0)", (decisions,))
            for note in json.loads(notes):
                told = ("[]", "[]", "[]", line(note))
                db.execute("INSERT INTO said VALUES (?, ?, ?, ?, ?)", (note["number"], *told))


def _whole(db: sqlite3.Connection, table: str) -> set[str] | None:
    """The ids of the articles, or texts, that are as they were written; None where no checksums
    were kept."""
    if not _rows(db, "sqlite_master", f"name = '{table}_sum'"):
        return None
    same = {
        "article": "crc(t.id, t.key, t.rules, t.document) = s.told"
        " AND crc(t.mentions) = s.mentions",
        "source": "crc(t.id, t.sha256, t.place, t.given, t.laid, hex(t.article)) = s.sum",
    }
    sql = f"SELECT t.id FROM {table} t JOIN {table}_sum s USING (id) WHERE {same[table]}"
    return {id_ for (id_,) in db.execute(sql)}


def _pack(db: sqlite3.Connection, whole: Mapping[str, set[str] | None]) -> None:
    """Pack what articles gave and their texts as they are packed now, with checksums; what was
    damaged before stays known as damaged."""
    for table, columns, sums in (
        ("article", {"document": DOCUMENTS, "mentions": MENTIONS}, articles.SUMS),
        ("source", {"article": ARTICLES}, texts.SUM),
    ):
        for (id_,) in db.execute(f"SELECT id FROM {table} ORDER BY id").fetchall():
            if (known := whole[table]) is not None and id_ not in known:
                continue
            for column, now in columns.items():
                sql = f"SELECT {column} FROM {table} WHERE id = ?"
                told = db.execute(sql, (id_,)).fetchone()[0]
                text = told if isinstance(told, str) else zlib.decompress(told).decode()
                db.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (now.pack(text), id_))
            sql = f"INSERT OR REPLACE INTO {table}_sum SELECT id, {sums} FROM {table} WHERE id = ?"
            db.execute(sql, (id_,))
    sql = "SELECT id, article FROM company WHERE article IS NOT NULL"
    for id_, packed in db.execute(sql).fetchall():
        now_packed = ARTICLES.pack(zlib.decompress(packed).decode())
        db.execute("UPDATE company SET article = ? WHERE id = ?", (now_packed, id_))


def _drop(db: sqlite3.Connection, but: Collection[str]) -> None:
    """Drop all that is made anew, what merging keeps among it, and set the events aside."""
    ours = {
        *PUBLISHED, "mention", "event_document", "event_actor", "place", "amount", "conflict",
        "naming", "wording", "moved_actor", "company", "seal",
    }.difference(but)  # fmt: skip
    found = db.execute(
        "SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'table')"
        " AND name NOT LIKE 'sqlite_%' ORDER BY type DESC, name"
    ).fetchall()
    searched = {name for _, name in found if name in ("event_search", "mention_search")}
    for type_, name in found:
        if type_ == "trigger" or name in searched:
            db.execute(f"DROP {type_} {name}")
    for index in ("event_part", "event_position", "source_sha256"):
        db.execute(f"DROP INDEX IF EXISTS {index}")
    db.execute(f"ALTER TABLE event RENAME TO {_BEFORE}")
    for type_, name in found:
        made_anew = name in ours or name.startswith("merge_")
        if type_ == "table" and name != "event" and made_anew:
            db.execute(f"DROP TABLE {name}")


def _rows(db: sqlite3.Connection, table: str, where: str = "TRUE") -> list[tuple[Any, ...]]:
    there = db.execute("SELECT count(*) FROM sqlite_schema WHERE name = ?", (table,)).fetchone()[0]
    if not there and table != "sqlite_master":
        return []
    return db.execute(f"SELECT * FROM {table} WHERE {where} ORDER BY rowid").fetchall()


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
