"""What the user decided, laid over the published half and taken off again.

Invariant: with the layer off, the tables hold what merging made, byte for byte; events that give
way to the layer wait in `overruled`, those of the layer are named in `layer`. Everything here runs
inside the caller's transaction.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from timeline.contract import EventRow, line
from timeline.store import rows


@dataclass(frozen=True, slots=True)
class Layer:
    """replaced: ids of the events that give way; shown, hidden: those in their stead.

    digest: names the decisions it was made of. notes: what is to be told of them, kept as JSON.
    """

    replaced: Sequence[str] = ()
    shown: Sequence[EventRow] = ()
    hidden: Sequence[EventRow] = ()
    digest: str = ""
    notes: Sequence[Any] = ()


def take_off(db: sqlite3.Connection) -> None:
    """Back to what merging made."""
    for (id_,) in db.execute("SELECT id FROM layer").fetchall():
        rows.delete(db, id_)
    for (told,) in db.execute("SELECT json FROM overruled ORDER BY id").fetchall():
        rows.put_event(db, json.loads(told))
    for table in ("layer", "overruled", "ruling"):
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
    if layer.digest:
        db.execute("INSERT INTO ruling VALUES (?, ?)", (layer.digest, line(layer.notes)))


def ruling(db: sqlite3.Connection) -> tuple[str, list[Any]]:
    """The digest of the decisions that are laid over the chronology, and what is told of them."""
    found = db.execute("SELECT decisions, notes FROM ruling").fetchone()
    return ("", []) if found is None else (found[0], json.loads(found[1]))
