"""Rows of the published half: how a chronology is put into its tables.

Everything here runs inside the caller's transaction.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from timeline.contract import DocumentRow, EventRow, line, reviewed
from timeline.contract import documents as documents_of
from timeline.store.layout import PUBLISHED

NOWHERE = -1
# How far apart positions are at first, so that others go between them.
APART = 1 << 20
# Where more than one in so many events is new, all are numbered anew.
_FEW = 8
# The order of merging.
_ORDER = "coalesce(start, \"end\", '9999'), coalesce(\"end\", '9999'), date, id"

# What the other tables have of an event, and the title that is searched.
_TOLD = ("title", "mentions", "actors", "places", "amounts", "conflicts")
_COLUMNS = (
    "position", "title", "date", "start", '"end"', "precision", "approximate", "type", "status",
    "confidence", "salience", "shown", "sources", "languages", "json", "hidden", "part_of",
    "verdict", "note", "tags",
)  # fmt: skip
_OF_EVENT = ("conflict", "amount", "place", "event_actor", "event_document", "mention")


def swap(
    db: sqlite3.Connection, documents: Iterable[DocumentRow], events: Iterable[EventRow]
) -> None:
    """Put a whole chronology in place of the one there is, in its order; see `renumber`."""
    for table in PUBLISHED:
        db.execute(f"DELETE FROM {table}")
    put_documents(db, documents)
    for n, e in enumerate(events, 1):
        put_event(db, e, at=n * APART)


def put_documents(db: sqlite3.Connection, documents: Iterable[DocumentRow]) -> None:
    """Put all documents, in their order, in place of those there are."""
    db.execute("DELETE FROM document")
    for at, d in enumerate(documents):
        _insert(
            db, "document", d["id"], at, d["path"], d["title"], d["author"], d["url"],
            d["published"], d["published_how"], d["language"], d["words"], d["sha256"],
            line(d["warnings"]), d["copy_of"], d["kind"], line(d["kind_by"]),
        )  # fmt: skip


def put_event(db: sqlite3.Connection, e: EventRow, hidden: bool = False, at: int = NOWHERE) -> None:
    """Put in an event, which has no position until `in_order` gives it one."""
    _insert(db, "event", *_own(e, hidden, at))
    _put_told(db, e)


def _own(e: EventRow, hidden: bool, at: int) -> tuple[Any, ...]:
    """The columns of an event's own row."""
    said = reviewed(e)
    # One that was rejected in a finished chronology is so in what that is merged into.
    hidden = hidden or said["verdict"] == "rejected"
    return (
        e["id"], at, e["title"], e["date"], e["start"], e["end"], e["precision"],
        e["approximate"], e["type"], e["status"], e["confidence"], e["salience"], e["shown"],
        e["sources"], line(e["languages"]), line(e), hidden, e["part_of"], said["verdict"],
        said["note"], line(said["tags"]),
    )  # fmt: skip


def change_event(
    db: sqlite3.Connection, e: EventRow, hidden: bool = False, at: int = NOWHERE
) -> None:
    """Put an event in the place of the one of its id; what both have alike is not written."""
    sql = "SELECT json, position FROM event WHERE id = ?"
    found = db.execute(sql, (e["id"],)).fetchone()
    before: EventRow = json.loads(found[0])
    if any(before[name] != e[name] for name in _TOLD):  # type: ignore[literal-required]
        delete(db, e["id"])
        put_event(db, e, hidden, found[1] if at == NOWHERE else at)
        return
    columns = _own(e, hidden, found[1] if at == NOWHERE else at)
    told = ", ".join(f"{name} = ?" for name in _COLUMNS)
    db.execute(f"UPDATE event SET {told} WHERE id = ?", (*columns[1:], e["id"]))


def _put_told(db: sqlite3.Connection, e: EventRow) -> None:
    """Put in what other tables have of an event."""
    for n, m in enumerate(e["mentions"]):
        t = m["time_expression"]
        times = (t["text"], t["type"], t["value"], t["edtf"], t["how"]) if t else (None,) * 5
        _insert(
            db, "mention", e["id"], n, m["document"], m["start"], m["end"], m["quote"],
            m["title"], m["date"], m["status"], m["confidence"], m["page"], line(m["rules"]),
            m["trigger"]["text"], *times,
        )  # fmt: skip
    for name in sorted(documents_of(e)):
        _insert(db, "event_document", e["id"], name)
    for n, a in enumerate(e["actors"]):
        db.execute(
            "INSERT INTO actor VALUES (?, ?, ?, '[]') ON CONFLICT (id) DO UPDATE"
            " SET name = excluded.name WHERE name <> excluded.name",
            (a["id"], a["name"], a["kind"]),
        )
        _insert(db, "event_actor", e["id"], n, a["id"], line(a["aliases"]))
    for n, p in enumerate(e["places"]):
        _insert(db, "place", e["id"], n, p["name"], p["kind"], p["country"])
    for n, q in enumerate(e["amounts"]):
        _insert(db, "amount", e["id"], n, q["value"], q["currency"], q["unit"], q["text"])
    told = ((c["field"], v) for c in e["conflicts"] for v in c["values"])
    for n, (field, v) in enumerate(told):
        _insert(db, "conflict", e["id"], n, field, v["value"], line(v["documents"]))


def delete(db: sqlite3.Connection, id_: str) -> None:
    """Take an event out."""
    for table in _OF_EVENT:
        db.execute(f"DELETE FROM {table} WHERE event = ?", (id_,))
    db.execute("DELETE FROM event WHERE id = ?", (id_,))


def name_actors(db: sqlite3.Connection) -> None:
    """Gather what the actors of events that came or went are called besides; forget those gone."""
    db.execute(
        "DELETE FROM actor WHERE id IN (SELECT id FROM moved_actor)"
        " AND NOT EXISTS (SELECT 1 FROM event_actor l WHERE l.actor = actor.id)"
    )
    db.execute(
        "UPDATE actor SET aliases = (SELECT json_group_array(value) FROM (SELECT DISTINCT j.value"
        " FROM event_actor l, json_each(l.aliases) j WHERE l.actor = actor.id ORDER BY j.value))"
        " WHERE id IN (SELECT id FROM moved_actor)"
    )
    db.execute("DELETE FROM moved_actor")


def in_order(db: sqlite3.Connection) -> None:
    """Give positions in the order of merging, by date, then id, to the events that have none yet.

    Those of the others stay, for writing every event again takes longer than merging ten articles.
    """
    new, known = db.execute("SELECT total(position < 0), count(*) FROM event").fetchone()
    if not new:
        return
    if _FEW * new < known:
        rows = db.execute(f"SELECT id, position FROM event ORDER BY {_ORDER}").fetchall()
        given = _between([position for _, position in rows])
        if given is not None:
            told = [(at, id_) for (id_, was), at in zip(rows, given, strict=True) if was < 0]
            db.executemany("UPDATE event SET position = ? WHERE id = ?", told)
            return
    renumber(db)


def renumber(db: sqlite3.Connection) -> None:
    """Give all events positions in the order of merging."""
    db.execute(
        f"UPDATE event SET position = n * {APART} FROM (SELECT id AS of, row_number() OVER"
        f" (ORDER BY {_ORDER}) AS n FROM event) WHERE id = of"
    )


def _between(known: Sequence[int]) -> list[int] | None:
    """Positions, those missing put between their neighbours; None where there is no room."""
    given: list[int] = []
    missing, last = 0, 0
    for at in (*known, max(known) + APART * (len(known) + 1)):
        if at < 0:
            missing += 1
            continue
        step = (at - last) // (missing + 1)
        if step < 1:
            return None
        given += (last + step * n for n in range(1, missing + 1))
        given.append(at)
        missing, last = 0, at
    return given[:-1]


def _insert(db: sqlite3.Connection, table: str, *values: Any) -> None:
    db.execute(f"INSERT INTO {table} VALUES ({','.join('?' * len(values))})", values)
