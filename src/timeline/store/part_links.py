"""Parts of events that gave way point to those in their stead, of hidden ones to none.

Everything here runs inside the caller's transaction.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from typing import cast

from timeline.contract import EventRow, MentionRow
from timeline.store import event_rows, layer, rows
from timeline.store.query import OF_DOCUMENT

_FOLLOWS = -1
"""The number of no mention: of an event that is in the layer for what it is a part of alone."""


def follow(db: sqlite3.Connection, changed: Collection[str]) -> None:
    """Let parts of these events, and these as parts of others, point to what is there."""
    parts: dict[str, str] = {}
    for whole in changed:
        parts |= db.execute("SELECT id, whole FROM layer WHERE whole = ?", (whole,)).fetchall()
        parts |= db.execute(
            "SELECT id, part_of FROM event WHERE part_of = ? AND id NOT IN (SELECT id FROM layer)",
            (whole,),
        ).fetchall()
        sql = "SELECT id, whole FROM layer WHERE id = ? AND whole IS NOT NULL"
        parts |= db.execute(sql, (whole,)).fetchall()
        sql = "SELECT id, part_of FROM event WHERE id = ? AND part_of IS NOT NULL"
        parts = dict(db.execute(f"{sql} AND id NOT IN (SELECT id FROM layer)", (whole,))) | parts
    for id_ in sorted(parts):
        _point(db, id_, parts[id_], _now(db, id_, parts[id_]))


def _point(db: sqlite3.Connection, id_: str, whole: str, now: str | None) -> None:
    """Let an event that merging made a part of `whole` be one of `now`."""
    number, hidden, mention = db.execute(
        "SELECT e.number, hidden, l.mention FROM event e LEFT JOIN layer l USING (id) WHERE id = ?",
        (id_,),
    ).fetchone()
    event = event_rows.Reader(db).event(number)
    if now == whole and mention == _FOLLOWS:
        sql = "SELECT json, position FROM overruled WHERE id = ?"
        layer.restore(db, id_, *db.execute(sql, (id_,)).fetchone())
        db.execute("DELETE FROM layer WHERE id = ?", (id_,))
    elif event["part_of"] != now:
        if mention is None:
            layer.overrule(db, id_)
            row = (id_, id_, _FOLLOWS, whole)
            db.execute("INSERT INTO layer VALUES (?, ?, ?, ?)", row)
        rows.change_event(db, cast("EventRow", {**event, "part_of": now}), bool(hidden))


def _now(db: sqlite3.Connection, id_: str, whole: str) -> str | None:
    """What a part of `whole` is a part of now."""
    there = db.execute("SELECT hidden FROM event WHERE id = ?", (whole,)).fetchone()
    if there is not None and not there[0]:
        return whole
    before = db.execute("SELECT json FROM overruled WHERE id = ?", (whole,)).fetchone()
    if before is None:
        return whole if there is None else None
    mentions = json.loads(before[0])["mentions"]
    home = _home(db, _spots(mentions[0])[0]) if mentions else None
    return None if home == id_ else home


def _home(db: sqlite3.Connection, spot: tuple[str, int, int]) -> str | None:
    """The event of the layer that tells of a word; of several the last in the layer's order."""
    found = db.execute(
        "SELECT e.id, e.number FROM event e JOIN layer l ON l.id = e.id"
        f" WHERE {OF_DOCUMENT} AND hidden = 0 AND mention <> ? ORDER BY base DESC, mention DESC",
        (spot[0], spot[0], _FOLLOWS),
    )
    read = event_rows.Reader(db)
    for id_, number in found.fetchall():
        if any(spot in _spots(m) for m in read.event(number)["mentions"]):
            return str(id_)
    return None


def _spots(m: MentionRow) -> list[tuple[str, int, int]]:
    """Where the word of a mention stands, and where it stands once more."""
    told = (m, *m.get("also_in", ()))
    return [(t["document"], t["trigger"]["start"], t["trigger"]["end"]) for t in told]
