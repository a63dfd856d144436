"""Who and where the stored chronology names, and what it was merged with: a file of names, a
language of titles."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from dataclasses import dataclass, field

from timeline.store.query import Query, conditions


@dataclass(slots=True)
class Counted:
    """One actor or place as events show it. country: ISO 3166 alpha-2; days: first and last."""

    name: str
    kind: str
    country: str | None = None
    events: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    aliases: Counter[str] = field(default_factory=Counter)
    days: tuple[str | None, str | None] = (None, None)

    def add(self, other: Counted) -> None:
        """Take what another form of the same one has."""
        self.events |= other.events
        self.documents |= other.documents
        self.aliases += other.aliases
        days = sorted(d for d in (*self.days, *other.days) if d)
        self.days = (days[0], days[-1]) if days else (None, None)


def counted(db: sqlite3.Connection, table: str, query: Query) -> list[Counted]:
    """Actors or places (table: actor or place) of the events that a query asks for, by name."""
    where, values = conditions(db, query)
    shown = f"SELECT event.id FROM event WHERE {where} AND (shown OR ?) AND hidden = 0"
    values = [*values, query.everything]
    told: dict[str, set[str]] = {}
    for event, document in db.execute(
        f"SELECT event, document FROM event_document WHERE event IN ({shown})", values
    ):
        told.setdefault(event, set()).add(document)
    columns = "x.aliases, NULL" if table == "actor" else "'[]', x.country"
    rows = db.execute(
        f'SELECT x.event, x.name, x.kind, {columns}, event.start, event."end"'
        f" FROM {table} x JOIN event ON event.id = x.event WHERE x.event IN ({shown})",
        values,
    )
    found: dict[tuple[str, str, str | None], Counted] = {}
    for event, name, kind, aliases, country, start, end in rows:
        one = found.setdefault((name, kind, country), Counted(name, kind, country))
        one.add(Counted(name, kind, country, {event}, told.get(event, set()),
                        Counter([name, *json.loads(aliases)]), (start, end)))  # fmt: skip
    return [found[key] for key in sorted(found, key=lambda k: (k[0], k[1], k[2] or ""))]


def names(db: sqlite3.Connection, table: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """(name, kind, aliases or country) of all actors or places, each once."""
    column = "aliases" if table == "actor" else "json_array(country)"
    rows = db.execute(f"SELECT DISTINCT name, kind, {column} FROM {table}").fetchall()
    return sorted((n, k, tuple(x for x in json.loads(a) if x)) for n, k, a in rows)


def merged_with(db: sqlite3.Connection) -> tuple[str, str]:
    """Path and digest of the file of names the chronology was merged with, "" for none."""
    if not _there(db, "naming"):
        return "", ""
    row = db.execute("SELECT path, digest FROM naming").fetchone()
    return (str(row[0]), str(row[1])) if row else ("", "")


def note(db: sqlite3.Connection, path: str, digest: str) -> None:
    """Remember the file of names the chronology was merged with."""
    db.execute("CREATE TABLE IF NOT EXISTS naming (path TEXT NOT NULL, digest TEXT NOT NULL)")
    db.execute("DELETE FROM naming")
    db.execute("INSERT INTO naming VALUES (?, ?)", (path, digest))


def preferred_language(db: sqlite3.Connection) -> str | None:
    """The language that titles were asked for in, None for that of most articles."""
    row = None
    if _there(db, "wording"):
        row = db.execute("SELECT language FROM wording").fetchone()
    return str(row[0]) if row else None


def note_language(db: sqlite3.Connection, language: str | None) -> None:
    """Remember the language that titles are asked for in."""
    db.execute("CREATE TABLE IF NOT EXISTS wording (language TEXT NOT NULL)")
    db.execute("DELETE FROM wording")
    if language is not None:
        db.execute("INSERT INTO wording VALUES (?)", (language,))


def _there(db: sqlite3.Connection, table: str) -> bool:
    sql = "SELECT count(*) FROM sqlite_master WHERE name = ?"
    return bool(db.execute(sql, (table,)).fetchone()[0])
