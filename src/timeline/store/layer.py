"""What the user decided, laid over the published half and taken off again.

Invariants: with the layer off, the tables hold what merging made, byte for byte; events that give
way to the layer wait in `overruled`, what documents were called in `overruled_document`; events of
the layer are named in `layer`. A part of the layer that is laid anew leaves the tables as if all of
it had been. Everything here runs inside the caller's transaction.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from timeline.contract import EventRow, line
from timeline.contract import documents as documents_of
from timeline.store import event_rows, layer_places, part_links, rows

Spot = tuple[str, int]
"""A mention that merging made: the id of its event, its number there from 0."""


@dataclass(frozen=True, slots=True)
class Said:
    """What became of a decision, by which it is heard again without being looked for.

    found: of each event that it speaks of the spots and what is gone; shows: of each event that it
    shows in the first spot, the id and the later decisions that it gives way to there; against:
    later ones that hinder it altogether.
    """

    found: Sequence[tuple[Sequence[Spot], Sequence[str]]] = ()
    shows: Sequence[tuple[Spot, str, Sequence[int]]] = ()
    against: Sequence[int] = ()

    def bases(self) -> list[str]:
        """The events that it speaks of, as merging made them, in alphabetical order."""
        return sorted({spot[0] for spots, _ in self.found for spot in spots})


@dataclass(frozen=True, slots=True)
class Layer:
    """replaced: ids of the events that give way; shown, hidden: those in their stead.

    documents: title, author and url said of documents, by id. spots: the first of each event in
    their stead, by its id.
    digest: names the decisions it was made of, names: the file of names. notes: what is to be told
    of them, kept as JSON; said: what became of them, by number from 1. by_parts: whether a part of
    it can be laid anew by itself.
    """

    replaced: Sequence[str] = ()
    shown: Sequence[EventRow] = ()
    hidden: Sequence[EventRow] = ()
    documents: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    digest: str = ""
    notes: Sequence[Any] = ()
    spots: Mapping[str, Spot] = field(default_factory=dict)
    said: Mapping[int, Said] = field(default_factory=dict)
    names: str = ""
    by_parts: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a layer, in the place of what was laid over some events before.

    of: their ids, as merging made them; numbers: of all decisions, those they had before, 0 of new
    ones; layer: what is laid over these events, with what is told of the decisions that are new or
    speak of them.
    """

    of: Collection[str]
    numbers: Sequence[int]
    layer: Layer


def take_off(db: sqlite3.Connection) -> None:
    """Back to what merging made."""
    for (id_,) in db.execute("SELECT id FROM layer").fetchall():
        rows.delete(db, id_)
    numbers = rows.Numbers(db)
    for told, at in db.execute("SELECT json, position FROM overruled ORDER BY id").fetchall():
        rows.put_event(db, json.loads(told), at=at, numbers=numbers)
    db.execute(
        "UPDATE document SET (title, author, url) = (SELECT o.title, o.author, o.url"
        " FROM overruled_document o WHERE o.id = document.id)"
        " WHERE id IN (SELECT id FROM overruled_document)"
    )
    for table in _TABLES:
        db.execute(f"DELETE FROM {table}")
    rows.in_order(db)  # of one that an earlier version laid the place isn't known


_TABLES = (
    "layer", "overruled", "overruled_told", "overruled_document", "ruling", "said", "said_of",
)  # fmt: skip


def lay(db: sqlite3.Connection, layer: Layer) -> None:
    """Lay a layer over what merging made."""
    laid = _lay_events(db, layer)
    part_links.follow(db, {*layer.replaced, *laid})
    layer_places.place(db, laid)
    for id_, said in layer.documents.items():
        db.execute(
            "INSERT INTO overruled_document SELECT id, title, author, url FROM document"
            " WHERE id = ?",
            (id_,),
        )
        for column, value in said.items():
            db.execute(f"UPDATE document SET {column} = ? WHERE id = ?", (value, id_))
    for note in layer.notes:
        _note(db, note, layer.said.get(note["number"], Said()))
    _rule(db, layer)


def lay_part(db: sqlite3.Connection, part: Part) -> None:
    """Lay a part of a layer in place of what was laid before over the same events."""
    moved, gone = _take_off_part(db, part)
    laid = _lay_events(db, part.layer)
    for id_ in sorted(gone - set(laid)):
        rows.delete(db, id_)
    part_links.follow(db, {*part.of, *gone, *laid})
    layer_places.place(db, laid, again=moved)
    _renumber(db, part)
    _rule(db, part.layer)


def _lay_events(db: sqlite3.Connection, layer: Layer) -> list[str]:
    """Put the layer's events in; their ids."""
    for id_ in layer.replaced:
        overrule(db, id_)
    laid: list[str] = []
    numbers = rows.Numbers(db)
    for events, away in ((layer.shown, False), (layer.hidden, True)):
        for event in events:
            id_ = event["id"]
            there = db.execute("SELECT 1 FROM event WHERE id = ?", (id_,)).fetchone()
            put = rows.change_event if there else rows.put_event
            put(db, event, away, numbers=numbers)
            base, mention = layer.spots.get(id_, ("", len(laid)))
            row = (id_, base, mention, event["part_of"])
            db.execute("INSERT INTO layer VALUES (?, ?, ?, ?)", row)
            laid.append(id_)
    for id_ in sorted(set(layer.replaced).difference(laid)):
        rows.delete(db, id_)
    return laid


def _take_off_part(db: sqlite3.Connection, part: Part) -> tuple[bool, set[str]]:
    """Take off what was laid over some events, but for events that are not theirs.

    Whether one of those laid had another place than that which it gave way to, and the ids of these
    others: their rows are still there.
    """
    of = set(part.of)
    marks = ",".join("?" * len(of))
    laid = [id_ for (id_,) in db.execute(f"SELECT id FROM layer WHERE base IN ({marks})", (*of,))]
    moved = any(layer_places.moved(db, id_) for id_ in laid)
    db.execute(f"DELETE FROM layer WHERE base IN ({marks})", (*of,))
    for id_ in sorted(of):
        if id_ in part.layer.replaced:
            continue
        sql = "SELECT json, position FROM overruled WHERE id = ?"
        if (found := db.execute(sql, (id_,)).fetchone()) is not None:
            restore(db, id_, found[0], found[1])
    return moved, set(laid) - of


def overrule(db: sqlite3.Connection, id_: str) -> None:
    """Keep an event as merging made it, unless it is kept already."""
    if db.execute("SELECT 1 FROM overruled WHERE id = ?", (id_,)).fetchone():
        return
    found = db.execute("SELECT number, position FROM event WHERE id = ?", (id_,)).fetchone()
    if found is None:
        return
    e = event_rows.Reader(db).event(found[0])
    row = (id_, found[1], e["date"], e["start"], e["end"], line(e))
    db.execute("INSERT INTO overruled VALUES (?, ?, ?, ?, ?, ?)", row)
    for name in sorted(documents_of(e)):
        db.execute("INSERT INTO overruled_told VALUES (?, ?)", (name, id_))


def restore(db: sqlite3.Connection, id_: str, told: str, at: int) -> None:
    """Put an event back as merging made it."""
    there = db.execute("SELECT 1 FROM event WHERE id = ?", (id_,)).fetchone()
    (rows.change_event if there else rows.put_event)(db, cast("EventRow", json.loads(told)), at=at)
    db.execute("DELETE FROM overruled WHERE id = ?", (id_,))
    db.execute("DELETE FROM overruled_told WHERE id = ?", (id_,))


# -- what is told of decisions ---------------------------------------------------------------------


def _note(db: sqlite3.Connection, note: Any, said: Said) -> None:
    number = note["number"]
    told = (line(list(said.found)), line(list(said.shows)), line(list(said.against)), line(note))
    db.execute("INSERT OR REPLACE INTO said VALUES (?, ?, ?, ?, ?)", (number, *told))
    db.execute("DELETE FROM said_of WHERE number = ?", (number,))
    db.executemany("INSERT INTO said_of VALUES (?, ?)", ((base, number) for base in said.bases()))


def _rule(db: sqlite3.Connection, layer: Layer) -> None:
    db.execute("DELETE FROM ruling")
    if layer.digest:
        told = (layer.digest, layer.names, layer.by_parts)
        db.execute("INSERT INTO ruling VALUES (?, ?, ?)", told)


def _renumber(db: sqlite3.Connection, part: Part) -> None:
    """Give decisions the numbers they have now, and note what became of those of a part."""
    count = db.execute("SELECT count(*) FROM said").fetchone()[0]
    now = {before: n for n, before in enumerate(part.numbers, 1) if before}
    gone = [(n,) for n in range(1, count + 1) if n not in now]
    for table in ("said", "said_of") if gone else ():
        db.executemany(f"DELETE FROM {table} WHERE number = ?", gone)
    if any(n != before for before, n in now.items()):
        _shift(db, now)
    for note in part.layer.notes:
        _note(db, note, part.layer.said[note["number"]])


def _shift(db: sqlite3.Connection, now: Mapping[int, int]) -> None:
    """Change the numbers of decisions. now: of each as it was."""
    told = []
    sql = "SELECT number, found, shows, against, note FROM said ORDER BY number"
    for number, found, shows, against, note in db.execute(sql).fetchall():
        known = {**json.loads(note), "number": now[number]}
        later = known["overruled_by"]
        if later:
            known["overruled_by"] = _now(later, now)
            against = line(_now(json.loads(against), now))  # noqa: PLW2901
            shows = line([(s, id_, _now(by, now)) for s, id_, by in json.loads(shows)])  # noqa: PLW2901
        if later or now[number] != number:
            told.append((number, (now[number], found, shows, against, line(known))))
    db.executemany("DELETE FROM said WHERE number = ?", ((before,) for before, _ in told))
    db.executemany("INSERT INTO said VALUES (?, ?, ?, ?, ?)", (row for _, row in told))
    links = db.execute("SELECT base, number FROM said_of ORDER BY number").fetchall()
    moved = [(base, number) for base, number in links if now[number] != number]
    db.executemany("DELETE FROM said_of WHERE base = ? AND number = ?", moved)
    db.executemany("INSERT INTO said_of VALUES (?, ?)", ((b, now[n]) for b, n in moved))


def _now(numbers: Iterable[int], now: Mapping[int, int]) -> list[int]:
    return [now[n] for n in numbers if n in now]


def ruling(db: sqlite3.Connection) -> tuple[str, list[Any]]:
    """The digest of the decisions that are laid over the chronology, and what is told of them."""
    found = db.execute("SELECT decisions FROM ruling").fetchone()
    notes = db.execute("SELECT note FROM said ORDER BY number")
    return "" if found is None else found[0], json.loads(f"[{','.join(n for (n,) in notes)}]")


def laid(db: sqlite3.Connection) -> tuple[str, str, bool]:
    """The digests of the decisions that are laid over the chronology and of the names they were
    laid by, and whether a part of them can be laid anew by itself."""
    found = db.execute("SELECT * FROM ruling").fetchone()
    return ("", "", False) if found is None else (found[0], found[1], bool(found[2]))


def said(db: sqlite3.Connection, number: int) -> tuple[Said, Any]:
    """What became of a decision, and what is told of it. Raises KeyError where it isn't there."""
    sql = "SELECT found, shows, against, note FROM said WHERE number = ?"
    row = db.execute(sql, (number,)).fetchone()
    if row is None:
        raise KeyError(number)
    found, shows, against, note = map(json.loads, row)
    return Said(
        tuple((tuple(map(_spot, spots)), tuple(gone)) for spots, gone in found),
        tuple((_spot(spot), id_, tuple(by)) for spot, id_, by in shows),
        tuple(against),
    ), note


def said_of(db: sqlite3.Connection, base: str) -> list[int]:
    """The numbers of the decisions that speak of an event that merging made."""
    rows_ = db.execute("SELECT number FROM said_of WHERE base = ? ORDER BY number", (base,))
    return [number for (number,) in rows_]


def _spot(told: Sequence[Any]) -> Spot:
    return str(told[0]), int(told[1])
