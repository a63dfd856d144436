"""Rows of the published half: how a chronology is put into its tables.

Everything here runs inside the caller's transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from timeline.contract import (
    ActorRow,
    DocumentRow,
    EventRow,
    MentionRow,
    TimeRow,
    line,
    reviewed,
)
from timeline.contract import documents as documents_of
from timeline.store import event_rows, seals
from timeline.store.layout import OF_EVENTS, PUBLISHED, SEARCHED, create

NOWHERE = -1
# How far apart positions are at first, so that others go between them.
APART = 1 << 20
# Where more than one in so many events is new, all are numbered anew.
_FEW = 8
# The order of merging.
_ORDER = "coalesce(start, \"end\", '9999'), coalesce(\"end\", '9999'), date, id"

# What the other tables have of an event, and the title that is searched.
_TOLD = (
    "title", "date", "status", "mentions", "actors", "places", "amounts", "conflicts",
)  # fmt: skip
_COLUMNS = (
    "id", "position", "title", "date", "start", '"end"', "precision", "approximate", "type",
    "status", "confidence", "salience", "shown", "sources", "languages", "hidden", "part_of",
    "verdict", "note", "tags", "told",
)  # fmt: skip


# The numbers of so many values are at hand at most.
_AT_HAND = 65536


class Numbers:
    """The numbers of documents, rules, words and actors in their tables, found once each while many
    events are put in; nothing else may change these tables meanwhile."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._documents: dict[str, int] = {}
        self._words: dict[str, dict[str, int]] = {}
        self._named: dict[str, tuple[int, str, str]] = {}

    def document(self, id_: str) -> int:
        """That of a document that is there."""
        found = self._documents.get(id_)
        if found is None:
            if len(self._documents) >= _AT_HAND:
                self._documents.clear()
            sql = "SELECT number FROM document WHERE id = ?"
            found = self._documents[id_] = int(self._db.execute(sql, (id_,)).fetchone()[0])
        return found

    def rules(self, names: Iterable[str]) -> str:
        """Those of rules, new ones where they have none yet, as a list in JSON."""
        return f"[{','.join(str(self._word('rule', name)) for name in names)}]"

    def word(self, word: str) -> int:
        """That of a word, a new one where it has none yet."""
        return self._word("word", word)

    def actor(self, a: ActorRow) -> tuple[int, str]:
        """That of an actor, who is named as told from now on, and of what kind it is."""
        known = self._named.get(a["id"])
        if known is not None and known[1] == a["name"]:
            return known[0], known[2]
        sql = "SELECT number, name, kind FROM actor WHERE id = ?"
        row = self._db.execute(sql, (a["id"],)).fetchone()
        if row is None:
            sql = "INSERT INTO actor (id, name, kind, aliases) VALUES (?, ?, ?, '[]')"
            number = self._db.execute(sql, (a["id"], a["name"], a["kind"])).lastrowid or 0
            row = number, a["name"], a["kind"]
        elif row[1] != a["name"]:
            # What was told of it before stays as it was told.
            sql = "UPDATE actor_of SET name = ? WHERE actor = ? AND name IS NULL"
            self._db.execute(sql, (row[1], row[0]))
            self._db.execute("UPDATE actor SET name = ? WHERE number = ?", (a["name"], row[0]))
        if len(self._named) >= _AT_HAND:
            self._named.clear()
        self._named[a["id"]] = row[0], a["name"], row[2]
        return row[0], row[2]

    def _word(self, table: str, word: str) -> int:
        """Those of a table are a few thousand, read at once: an index over them takes more room
        than they do."""
        column = event_rows.NAMED[table]
        known = self._words.get(table)
        if known is None:
            rows = self._db.execute(f"SELECT {column}, number FROM {table}")
            known = self._words[table] = dict(rows)
        if word not in known:
            found = self._db.execute(f"INSERT INTO {table} ({column}) VALUES (?)", (word,))
            known[word] = found.lastrowid or 0
        return known[word]


def swap(
    db: sqlite3.Connection, documents: Iterable[DocumentRow], events: Iterable[EventRow]
) -> None:
    """Put a whole chronology in place of the one there is, in its order; see `renumber`."""
    seals.unwatch(db)
    # Words that are gathered at the end take a fifth less room than gathered one by one.
    for words, of in SEARCHED.items():
        for when in ("found", "lost"):
            db.execute(f"DROP TRIGGER IF EXISTS {of}_{when}")
        db.execute(f"INSERT INTO {words} ({words}) VALUES ('delete-all')")
    for table in PUBLISHED:
        db.execute(f"DELETE FROM {table}")
    put_documents(db, documents)
    numbers = Numbers(db)
    for n, e in enumerate(events, 1):
        put_event(db, e, at=n * APART, numbers=numbers)
    for words in SEARCHED:
        db.execute(f"INSERT INTO {words} ({words}) VALUES ('rebuild')")
    create(db)


def put_documents(db: sqlite3.Connection, documents: Iterable[DocumentRow]) -> None:
    """Put all documents in their order; one that is there as it is told is not written.

    Those that are not among them stay until `forget_documents`.
    """
    told = [name for name in DocumentRow.__annotations__ if name != "id"]
    names, marks = ", ".join(told), ", ".join("?" * len(told))
    same = " AND ".join(f"{name} IS excluded.{name}" for name in ("position", *told))
    sql = (
        f"INSERT INTO document (id, position, {names}) VALUES (?, ?, {marks}) ON CONFLICT (id)"
        f" DO UPDATE SET (position, {names}) = (excluded.position,"
        f" {', '.join(f'excluded.{name}' for name in told)}) WHERE NOT ({same})"
    )
    db.executemany(
        sql,
        (
            (d["id"], at, *(line(v) if isinstance(v := d[n], list) else v for n in told))  # type: ignore[literal-required]
            for at, d in enumerate(documents)
        ),
    )


def forget_documents(db: sqlite3.Connection) -> None:
    """Take out all documents of articles that are not kept, of which no event tells any more."""
    db.execute("DELETE FROM document WHERE id NOT IN (SELECT id FROM article)")


def put_event(
    db: sqlite3.Connection,
    e: EventRow,
    hidden: bool = False,
    at: int = NOWHERE,
    number: int | None = None,
    numbers: Numbers | None = None,
) -> None:
    """Put in an event, which has no position until `in_order` gives it one. number: its own in the
    tables, by default a new one; numbers: those of what it refers to, where many are put in."""
    marks = ",".join("?" * len(_COLUMNS))
    known = numbers or Numbers(db)
    found = db.execute(
        f"INSERT INTO event_row (number, {', '.join(_COLUMNS)}) VALUES (?,{marks})",
        (number, *_own(e, hidden, at, known)),
    )
    _put_told(db, e, found.lastrowid or 0, known)


def _own(e: EventRow, hidden: bool, at: int, known: Numbers) -> tuple[Any, ...]:
    """The columns of an event's own row."""
    said, share = reviewed(e), event_rows.thousandths
    start, end = (None if day is None else known.word(day) for day in (e["start"], e["end"]))
    of_their_kind = all(known.actor(a)[1] == a["kind"] for a in e["actors"])
    # One that was rejected in a finished chronology is so in what that is merged into.
    hidden = hidden or said["verdict"] == "rejected"
    return (
        e["id"], at, e["title"], known.word(e["date"]), start, end, known.word(e["precision"]),
        e["approximate"], known.word(e["type"]), known.word(e["status"]), share(e["confidence"]),
        share(e["salience"]), e["shown"], e["sources"], known.word(line(e["languages"])), hidden,
        e["part_of"], said["verdict"], said["note"], line(said["tags"]) if said["tags"] else None,
        event_rows.told(e, actors_too=not of_their_kind),
    )  # fmt: skip


def change_event(
    db: sqlite3.Connection,
    e: EventRow,
    hidden: bool = False,
    at: int = NOWHERE,
    numbers: Numbers | None = None,
) -> None:
    """Put an event in the place of the one of its id; what both have alike is not written. numbers:
    as for `put_event`."""
    sql = "SELECT number, position FROM event WHERE id = ?"
    number, position = db.execute(sql, (e["id"],)).fetchone()
    before = event_rows.Reader(db).event(number)
    at = position if at == NOWHERE else at
    if any(before[name] != e[name] for name in _TOLD):  # type: ignore[literal-required]
        delete(db, e["id"])
        put_event(db, e, hidden, at, number, numbers)
        return
    columns = ", ".join(f"{name} = ?" for name in _COLUMNS)
    told = (*_own(e, hidden, at, numbers or Numbers(db)), number)
    db.execute(f"UPDATE event_row SET {columns} WHERE number = ?", told)


def _put_told(db: sqlite3.Connection, e: EventRow, number: int, known: Numbers) -> None:
    """Put in what other tables have of an event. number: that of the event."""
    _put_mentions(db, e, number, known)
    for n, a in enumerate(e["actors"]):
        _insert(db, "actor_of", number, n, known.actor(a)[0], line(a["aliases"]), None)
    for n, p in enumerate(e["places"]):
        _insert(db, "place_of", number, n, p["name"], p["kind"], p["country"])
    for n, q in enumerate(e["amounts"]):
        _insert(db, "amount_of", number, n, q["value"], q["currency"], q["unit"], q["text"])
    told = ((c["field"], v) for c in e["conflicts"] for v in c["values"])
    for n, (field, v) in enumerate(told):
        _insert(db, "conflict_of", number, n, field, v["value"], line(v["documents"]))


def _put_mentions(db: sqlite3.Connection, e: EventRow, number: int, known: Numbers) -> None:
    """Put in the mentions of an event, and who else prints them."""
    numbers = {name: known.document(name) for name in documents_of(e)}
    for n, m in enumerate(e["mentions"]):
        times = _times(m["time_expression"], known)
        spot = event_rows.spot(m)
        trigger = m["trigger"]["text"] if spot is None else None
        title = None if m["title"] == e["title"] else m["title"]
        own_share = m["confidence"] != e["confidence"]
        sure = event_rows.thousandths(m["confidence"]) if own_share else None
        own = (
            None if told == of_event else known.word(told)
            for told, of_event in ((m["date"], e["date"]), (m["status"], e["status"]))
        )
        _insert(
            db, "mention_of", number, n, _passage(db, numbers[m["document"]], m), title, *own,
            sure, m["page"], known.rules(m["rules"]), trigger, *(spot or (None, None)),
            *times,
        )  # fmt: skip
    quoted = {m["document"] for m in e["mentions"]}
    for document in sorted(numbers[name] for name in numbers.keys() - quoted):
        _insert(db, "repeat_of", number, document)


def _times(t: TimeRow | None, known: Numbers) -> tuple[Any, ...]:
    """The columns of a mention's time expression."""
    if t is None:
        return (None,) * 5
    edtf = None if t["edtf"] is None else known.word(t["edtf"])
    told = known.word(t["type"]), known.word(t["value"]), edtf, known.word(t["how"])
    return t["text"], *told


def _passage(db: sqlite3.Connection, document: int, m: MentionRow) -> int:
    """The number of the passage that a mention quotes."""
    told = (document, m["start"], m["end"], m["quote"])
    found = db.execute(
        'SELECT number FROM passage WHERE document = ? AND start = ? AND "end" = ? AND quote = ?',
        told,
    ).fetchone()
    if found is None:
        sql = 'INSERT INTO passage (document, start, "end", quote) VALUES (?, ?, ?, ?)'
        return db.execute(sql, told).lastrowid or 0
    return int(found[0])


def delete(db: sqlite3.Connection, id_: str) -> None:
    """Take an event out."""
    found = db.execute("SELECT number FROM event WHERE id = ?", (id_,)).fetchone()
    if found is None:
        return
    quoted = db.execute("SELECT passage FROM mention_of WHERE event = ?", found).fetchall()
    for table in OF_EVENTS:
        db.execute(f"DELETE FROM {table} WHERE event = ?", found)
    db.executemany(
        "DELETE FROM passage WHERE number = ?"
        " AND NOT EXISTS (SELECT 1 FROM mention_of m WHERE m.passage = passage.number)",
        quoted,
    )
    db.execute("DELETE FROM event_row WHERE number = ?", found)


def name_actors(db: sqlite3.Connection) -> None:
    """Gather what the actors of events that came or went are called besides; forget those gone."""
    db.execute(
        "DELETE FROM actor WHERE number IN (SELECT number FROM moved_actor)"
        " AND NOT EXISTS (SELECT 1 FROM actor_of l WHERE l.actor = actor.number)"
    )
    db.execute(
        "UPDATE actor SET aliases = (SELECT json_group_array(value) FROM (SELECT DISTINCT j.value"
        " FROM actor_of l, json_each(l.aliases) j WHERE l.actor = actor.number ORDER BY j.value))"
        " WHERE number IN (SELECT number FROM moved_actor)"
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
            db.executemany("UPDATE event_row SET position = ? WHERE id = ?", told)
            return
    renumber(db)


def renumber(db: sqlite3.Connection) -> None:
    """Give all events positions in the order of merging."""
    db.execute(
        f"UPDATE event_row SET position = n * {APART} FROM (SELECT id AS of, row_number() OVER"
        f" (ORDER BY {_ORDER}) AS n FROM event) WHERE id = of AND position <> n * {APART}"
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
