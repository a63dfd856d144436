"""Under what names the actors of a kept collection are written, and shown.

An actor is shown by the name that all articles together give it, so that a change of some may
change it in an event that others tell: `renamed` finds the mentions of such events.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable

from timeline.merge import shown_names
from timeline.merge.actors import Actors
from timeline.merge.features import Feature
from timeline.merge.increment import tables
from timeline.merge.shown_names import Spelling


def fill(db: sqlite3.Connection, found: Iterable[Feature], actors: Actors) -> None:
    """Enter the actors of all mentions into empty tables."""
    keys = put_in(db, found, actors)
    tables.add(db, "merge_shown", ((key, actors.shown(key).name) for key in sorted(keys)))


def put_in(db: sqlite3.Connection, found: Iterable[Feature], actors: Actors) -> set[str]:
    """Enter the actors of some mentions; their keys."""
    rows = [
        (actors.actor(f.document, p.name, p.kind), f.number, at, p.name, f.mention.event.language)
        for f in found
        for at, p in enumerate(f.mention.event.participants)
    ]
    tables.add(db, "merge_actor", rows)
    return {row[0] for row in rows}


def take_out(db: sqlite3.Connection, numbers: Iterable[int]) -> set[str]:
    """Forget the actors of the mentions of these numbers; their keys."""
    sql = "DELETE FROM merge_actor WHERE mention = ? RETURNING key"
    return {row[0] for number in numbers for row in db.execute(sql, (number,)).fetchall()}


def spellings(db: sqlite3.Connection, key: str) -> Counter[Spelling]:
    """How often each spelling of the actor of a key is written."""
    rows = db.execute(
        "SELECT name, language, count(*) FROM merge_actor WHERE key = ? GROUP BY name, language",
        (key,),
    )
    return Counter({(name, language): n for name, language, n in rows})


def renamed(db: sqlite3.Connection, keys: Iterable[str], language: str) -> set[int]:
    """Find the names of some actors anew; the mentions of those that are shown by another now.

    language: the main one of the collection.
    """
    mentions: set[int] = set()
    for key in sorted(keys):
        seen = spellings(db, key)
        now = shown_names.of(key, seen, language).name if seen else None
        row = db.execute("SELECT name FROM merge_shown WHERE key = ?", (key,)).fetchone()
        before = None if row is None else row[0]
        if now == before:
            continue
        db.execute("DELETE FROM merge_shown WHERE key = ?", (key,))
        if now is not None:
            tables.add(db, "merge_shown", [(key, now)])
            if before is not None:
                found = db.execute("SELECT mention FROM merge_actor WHERE key = ?", (key,))
                mentions |= {row[0] for row in found}
    return mentions
