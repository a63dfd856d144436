"""What the user decided, laid over the published half and taken off again.

Invariant: with the layer off, the tables hold what merging made, byte for byte; events that give
way to the layer wait in `overruled`, what documents were called in `overruled_document`; events of
the layer are named in `layer`. Everything here runs inside the caller's transaction.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from timeline.contract import EventRow, MentionRow, line
from timeline.store import rows


@dataclass(frozen=True, slots=True)
class Layer:
    """replaced: ids of the events that give way; shown, hidden: those in their stead.

    documents: title, author and url said of documents, by id.
    digest: names the decisions it was made of. notes: what is to be told of them, kept as JSON.
    """

    replaced: Sequence[str] = ()
    shown: Sequence[EventRow] = ()
    hidden: Sequence[EventRow] = ()
    documents: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    digest: str = ""
    notes: Sequence[Any] = ()


def take_off(db: sqlite3.Connection) -> None:
    """Back to what merging made."""
    for (id_,) in db.execute("SELECT id FROM layer").fetchall():
        rows.delete(db, id_)
    for (told,) in db.execute("SELECT json FROM overruled ORDER BY id").fetchall():
        rows.put_event(db, json.loads(told))
    db.execute(
        "UPDATE document SET (title, author, url) = (SELECT o.title, o.author, o.url"
        " FROM overruled_document o WHERE o.id = document.id)"
        " WHERE id IN (SELECT id FROM overruled_document)"
    )
    for table in ("layer", "overruled", "overruled_document", "ruling"):
        db.execute(f"DELETE FROM {table}")


def lay(db: sqlite3.Connection, layer: Layer) -> None:
    """Lay a layer over what merging made."""
    for id_ in layer.replaced:
        db.execute("INSERT INTO overruled SELECT id, json FROM event WHERE id = ?", (id_,))
        rows.delete(db, id_)
    for events, away in ((layer.shown, False), (layer.hidden, True)):
        for event in events:
            rows.put_event(db, event, away)
            db.execute("INSERT INTO layer VALUES (?)", (event["id"],))
    _follow(db, layer)
    for id_, said in layer.documents.items():
        db.execute(
            "INSERT INTO overruled_document SELECT id, title, author, url FROM document"
            " WHERE id = ?",
            (id_,),
        )
        for column, value in said.items():
            db.execute(f"UPDATE document SET {column} = ? WHERE id = ?", (value, id_))
    if layer.digest:
        db.execute("INSERT INTO ruling VALUES (?, ?)", (layer.digest, line(layer.notes)))


def _follow(db: sqlite3.Connection, layer: Layer) -> None:
    """Parts of events that gave way point to those in their stead, of hidden ones to none."""
    shown = {e["id"] for e in layer.shown}
    homes = {spot: e["id"] for e in layer.shown for m in e["mentions"] for spot in _spots(m)}
    for whole in sorted({*layer.replaced, *(e["id"] for e in layer.hidden)} - shown):
        before = db.execute("SELECT json FROM overruled WHERE id = ?", (whole,)).fetchone()
        told = json.loads(before[0])["mentions"] if before else []
        home = homes.get(_spots(told[0])[0]) if told else None
        parts = db.execute(
            "SELECT id, json, hidden, id IN (SELECT id FROM layer) FROM event WHERE part_of = ?",
            (whole,),
        ).fetchall()
        for id_, part_told, away, laid in parts:
            if not laid:
                db.execute("INSERT INTO overruled VALUES (?, ?)", (id_, part_told))
                db.execute("INSERT INTO layer VALUES (?)", (id_,))
            rows.delete(db, id_)
            part = {**json.loads(part_told), "part_of": None if home == id_ else home}
            rows.put_event(db, cast("EventRow", part), bool(away))


def _spots(m: MentionRow) -> list[tuple[str, int, int]]:
    """Where the word of a mention stands, and where it stands once more."""
    told = (m, *m.get("also_in", ()))
    return [(t["document"], t["trigger"]["start"], t["trigger"]["end"]) for t in told]


def ruling(db: sqlite3.Connection) -> tuple[str, list[Any]]:
    """The digest of the decisions that are laid over the chronology, and what is told of them."""
    found = db.execute("SELECT decisions, notes FROM ruling").fetchone()
    return ("", []) if found is None else (found[0], json.loads(found[1]))
