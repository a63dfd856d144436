"""Under what names the actors of a kept collection are written, and shown.

An actor is shown by the name that all articles together give it, so that a change of some may
change it in an event that others tell: `renamed` finds the mentions of such events.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from timeline.merge import shown_names
from timeline.merge.actors import Actors
from timeline.merge.increment import as_text, tables
from timeline.merge.increment.numbering import IS, Texts
from timeline.merge.shown_names import Shown, Spelling
from timeline.model import ActorKind, DatedMention

# The names of so many actors are at hand at most.
_AT_HAND = 65536

Spellings = Counter[tuple[str, str, str]]
"""Of an article: of each key of an actor and each name in a language, how often it is written."""

# How often each spelling of some actors is written.
_SPELLINGS = (
    "SELECT k.text, w.text, l.text, sum(a.n) FROM merge_actor a JOIN merge_text k ON k.id = a.actor"
    " JOIN merge_text w ON w.id = a.name JOIN merge_text l ON l.id = a.language"
)


class KeptNames(Actors):
    """Whose the names of some kept mentions are, as it was told when they were entered."""

    def __init__(self, db: sqlite3.Connection, language: str) -> None:
        super().__init__((), language=language)
        self._db = db
        self._told: dict[tuple[str, str, ActorKind], as_text.Keys] = {}

    def enter(self, m: DatedMention, keys: Iterable[as_text.Keys]) -> None:
        """Enter the names of a mention with the keys of its participants."""
        for p, told in zip(m.event.participants, keys, strict=True):
            self._told[m.event.document, p.name, p.kind] = told

    def clear(self) -> None:
        """Forget them."""
        self._told.clear()
        if len(self._shown) > _AT_HAND:
            self._shown.clear()

    def key(self, document: str, name: str, kind: ActorKind) -> str:
        """See Actors."""
        return self._told[document, name, kind].merged

    def actor(self, document: str, name: str, kind: ActorKind) -> str:
        """See Actors."""
        return self._told[document, name, kind].shown

    def shown(self, key: str) -> Shown:
        """See Actors; its name is known since the actor was entered (show_all, renamed)."""
        found = self._shown.get(key)
        if found is None:
            name = self._db.execute(
                "SELECT text FROM merge_shown JOIN merge_text ON id = name"
                f" WHERE actor = (SELECT id FROM merge_text WHERE {IS})",
                (key, key),
            ).fetchone()[0]
            found = self._shown[key] = shown_names.by_name(key, name)
        return found


def show_all(db: sqlite3.Connection, language: str) -> None:
    """Find the names of all actors entered; none are known. language: see `renamed`."""
    number = Texts(db).number
    rows = db.execute(f"{_SPELLINGS} GROUP BY a.actor, a.name, a.language ORDER BY a.actor")
    shown = [
        (number(key), number(shown_names.of(key, _counted(told), language).name))
        for key, told in groupby(rows.fetchall(), key=lambda row: str(row[0]))
    ]
    db.executemany("INSERT INTO merge_shown VALUES (?, ?)", shown)


def spellings(mentions: Iterable[DatedMention], actors: Actors) -> Spellings:
    """How often the actors of mentions are written how."""
    return Counter(
        (actors.actor(m.event.document, p.name, p.kind), p.name, m.event.language)
        for m in mentions
        for p in m.event.participants
    )


def put_in(db: sqlite3.Connection, texts: Texts, document: int, seen: Spellings) -> set[int]:
    """Enter the actors of an article; their keys by number."""
    rows = [(document, *texts.numbers(told), n) for told, n in seen.items()]
    tables.add(db, "merge_actor", rows)
    return {row[1] for row in rows}


def take_out(db: sqlite3.Connection, texts: Texts, document: int, lines: Iterable[str]) -> set[int]:
    """Forget the actors of an article; their keys by number. lines: what is kept of its
    mentions."""
    keys = {texts.number(key.shown) for line in lines for key in as_text.read(line).keys}
    sql = "DELETE FROM merge_actor WHERE actor = ? AND document = ?"
    db.executemany(sql, ((key, document) for key in keys))
    return keys


def renamed(
    db: sqlite3.Connection, actors: Iterable[int], language: str
) -> Iterator[tuple[int, str]]:
    """Find the names of some actors anew: the articles that tell of one that is shown by another
    now, each with its key.

    actors: their keys by number; language: the main one of the collection.
    """
    texts = Texts(db)
    for number in sorted(actors):
        key, seen = texts.text(number), _spellings(db, number)
        now = texts.number(shown_names.of(key, seen, language).name) if seen else None
        row = db.execute("SELECT name FROM merge_shown WHERE actor = ?", (number,)).fetchone()
        before = None if row is None else row[0]
        if now == before:
            continue
        db.execute("DELETE FROM merge_shown WHERE actor = ?", (number,))
        if now is not None:
            tables.add(db, "merge_shown", [(number, now)])
            if before is not None:
                sql = "SELECT DISTINCT document FROM merge_actor WHERE actor = ?"
                yield from ((row[0], key) for row in db.execute(sql, (number,)).fetchall())


def _spellings(db: sqlite3.Connection, actor: int | None) -> Counter[Spelling]:
    """How often each spelling of an actor is written."""
    return _counted(
        db.execute(f"{_SPELLINGS} WHERE a.actor = ? GROUP BY a.name, a.language", (actor,))
    )


def _counted(rows: Iterable[tuple[str, str, str, int]]) -> Counter[Spelling]:
    return Counter({(name, language): n for _, name, language, n in rows})
