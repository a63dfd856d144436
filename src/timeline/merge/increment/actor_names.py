"""Under what names the actors of a kept collection are written, and shown.

An actor is shown by the name that all articles together give it, so that a change of some may
change it in an event that others tell: `renamed` finds the mentions of such events.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import groupby

from timeline.merge import shown_names
from timeline.merge.actors import Actors
from timeline.merge.features import Feature
from timeline.merge.increment import as_text, tables
from timeline.merge.shown_names import Spelling
from timeline.model import ActorKind, DatedMention

# The names of so many actors are at hand at most.
_AT_HAND = 65536


class KeptNames(Actors):
    """Whose the names of some kept mentions are, as it was told when they were entered."""

    def __init__(self, db: sqlite3.Connection, language: str) -> None:
        super().__init__((), language=language)
        self._db = db
        self._told: dict[tuple[str, str, ActorKind], str] = {}

    def enter(self, m: DatedMention, text: str) -> None:
        """Enter the names of a mention from the text of its feature."""
        for p, key in zip(m.event.participants, as_text.keys(text), strict=True):
            self._told[m.event.document, p.name, p.kind] = key

    def clear(self) -> None:
        """Forget them."""
        self._told.clear()
        if len(self._shown) > _AT_HAND:
            self._shown.clear()

    def key(self, document: str, name: str, kind: ActorKind) -> str:
        """See Actors."""
        return self._told[document, name, kind]

    def spellings(self, key: str) -> Mapping[Spelling, int]:
        """See Actors."""
        return spellings(self._db, key)


def show_all(db: sqlite3.Connection, language: str) -> None:
    """Find the names of all actors entered; none are known. language: see `renamed`."""
    rows = db.execute(
        "SELECT key, name, language, count(*) FROM merge_actor GROUP BY key, name, language"
        " ORDER BY key"
    )
    shown = (
        (key, shown_names.of(key, Counter({(row[1], row[2]): row[3] for row in told}), language))
        for key, told in groupby(rows, key=lambda row: str(row[0]))
    )
    db.executemany("INSERT INTO merge_shown VALUES (?, ?)", ((k, one.name) for k, one in shown))


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
