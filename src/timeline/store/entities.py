"""Who and where the stored chronology names, and what it was merged with: a file of names, a
language of titles."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from timeline.store.query import Query, conditions
from timeline.store.reading_views import DOCUMENT_OF

_LAID = "SELECT number FROM event JOIN layer USING (id)"


@dataclass(slots=True)
class Counted:
    """One actor or place as some events show it.

    id: of an actor, "" for a place; country: ISO 3166 alpha-2; days: first and last.
    """

    name: str
    kind: str
    country: str | None = None
    id: str = ""
    events: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    aliases: set[str] = field(default_factory=set)
    days: tuple[str | None, str | None] = (None, None)

    def add(self, other: Counted) -> None:
        """Take what another one has, too."""
        self.aliases |= other.aliases
        self._seen(other.events, other.documents, other.days)

    def _seen(
        self, events: set[str], documents: set[str], days: tuple[str | None, str | None]
    ) -> None:
        self.events |= events
        self.documents |= documents
        known = sorted(d for d in (*self.days, *days) if d)
        self.days = (known[0], known[-1]) if known else (None, None)


def actors(db: sqlite3.Connection, query: Query) -> list[Counted]:
    """The actors of the events that a query asks for, by name."""
    found: dict[str, Counted] = {}
    rows, documents = _rows(
        db,
        "a.id, a.name, a.kind, x.aliases",
        "actor_of x JOIN actor a ON a.number = x.actor",
        query,
    )
    for event, start, end, id_, name, kind, aliases in rows:
        one = found.setdefault(id_, Counted(name, kind, id=id_, aliases={name}))
        one.aliases.update(json.loads(aliases))
        one._seen({event}, documents.get(event, set()), (start, end))
    return sorted(found.values(), key=lambda one: (one.name, one.id))


def places(db: sqlite3.Connection, query: Query) -> list[Counted]:
    """The places of the events that a query asks for, by name."""
    found: dict[tuple[str, str, str | None], Counted] = {}
    rows, documents = _rows(db, "x.name, x.kind, x.country", "place_of x", query)
    for event, start, end, name, kind, country in rows:
        one = found.setdefault((name, kind, country), Counted(name, kind, country))
        one._seen({event}, documents.get(event, set()), (start, end))
    return [found[key] for key in sorted(found, key=lambda k: (k[0], k[1], k[2] or ""))]


def _rows(
    db: sqlite3.Connection, columns: str, table: str, query: Query
) -> tuple[sqlite3.Cursor, dict[str, set[str]]]:
    """Event, first and last day and some columns of each row; the documents of each event."""
    where, values = conditions(db, query)
    shown = f"SELECT event.number FROM event WHERE {where} AND (shown OR ?) AND (hidden = 0 OR ?)"
    values = [*values, query.everything, query.away]
    told: dict[str, set[str]] = {}
    for event, document in db.execute(
        f"SELECT e.id, d.id FROM {DOCUMENT_OF.format('')} o JOIN event e ON e.number = o.event"
        f" JOIN document d ON d.number = o.document WHERE o.event IN ({shown})",
        values,
    ):
        told.setdefault(event, set()).add(document)
    rows = db.execute(
        f'SELECT event.id, event.start, event."end", {columns} FROM {table}'
        f" JOIN event ON event.number = x.event WHERE x.event IN ({shown})",
        values,
    )
    return rows, told


def named_actors(db: sqlite3.Connection) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """(id, name, kind, aliases) of every actor."""
    rows = db.execute("SELECT id, name, kind, aliases FROM actor ORDER BY name, id").fetchall()
    return [(id_, name, kind, tuple(json.loads(aliases))) for id_, name, kind, aliases in rows]


def base_actors(db: sqlite3.Connection) -> list[tuple[str, str, str, tuple[str, ...], int]]:
    """(id, name, kind, aliases, number of events) of every actor of the chronology as merging
    made it, whatever was decided of its events."""
    found: dict[str, tuple[str, str, set[str], int]] = {}

    def add(id_: str, name: str, kind: str, aliases: Iterable[str]) -> None:
        _, _, known, count = found.get(id_, (name, kind, set(), 0))
        known.update(aliases)
        found[id_] = name, kind, known, count + 1

    sql = (
        "SELECT a.id, a.name, a.kind, x.aliases FROM actor_of x JOIN actor a ON a.number = x.actor"
        f" WHERE x.event NOT IN ({_LAID})"
    )
    for id_, name, kind, aliases in db.execute(sql):
        add(id_, name, kind, json.loads(aliases) if aliases != "[]" else ())
    for (told,) in db.execute("SELECT json_extract(json, '$.actors') FROM overruled"):
        for a in json.loads(told):
            add(a["id"], a["name"], a["kind"], a["aliases"])
    return [
        (id_, name, kind, tuple(sorted(known)), count)
        for id_, (name, kind, known, count) in sorted(found.items())
    ]


def base_places(db: sqlite3.Connection) -> list[tuple[str, str, str | None]]:
    """(name, kind, country) of every place of the chronology as merging made it, each once."""
    sql = f"SELECT DISTINCT name, kind, country FROM place_of WHERE event NOT IN ({_LAID})"
    found = {(name, kind, country) for name, kind, country in db.execute(sql)}
    for (told,) in db.execute("SELECT json_extract(json, '$.places') FROM overruled"):
        found.update((p["name"], p["kind"], p["country"]) for p in json.loads(told))
    return sorted(found, key=lambda row: (row[0], row[1], row[2] or ""))


def named_places(db: sqlite3.Connection) -> list[tuple[str, str, str | None]]:
    """(name, kind, country) of every place, each once."""
    rows = db.execute("SELECT DISTINCT name, kind, country FROM place_of").fetchall()
    return sorted(rows, key=lambda row: (row[0], row[1], row[2] or ""))


class Naming(NamedTuple):
    """The file of names the chronology was merged with; "" for none.

    place: where it lies as seen from the store's folder, with slashes; digest: of its content then;
    content: that, which holds where the file is gone.
    """

    place: str = ""
    digest: str = ""
    content: str = ""


def merged_with(db: sqlite3.Connection) -> Naming:
    """The file of names the chronology was merged with."""
    row = db.execute("SELECT place, digest, content FROM naming").fetchone()
    return Naming(*map(str, row)) if row else Naming()


def note(db: sqlite3.Connection, naming: Naming) -> None:
    """Remember the file of names the chronology was merged with."""
    db.execute("DELETE FROM naming")
    db.execute("INSERT INTO naming VALUES (?, ?, ?)", naming)


def preferred_language(db: sqlite3.Connection) -> str | None:
    """The language that titles were asked for in, None for that of most articles."""
    row = db.execute("SELECT language FROM wording").fetchone()
    return str(row[0]) if row else None


def note_language(db: sqlite3.Connection, language: str | None) -> None:
    """Remember the language that titles are asked for in."""
    db.execute("DELETE FROM wording")
    if language is not None:
        db.execute("INSERT INTO wording VALUES (?)", (language,))
