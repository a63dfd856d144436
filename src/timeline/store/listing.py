"""Events as a list shows them, read without their quotes, and what they can be chosen by.

What a row holds stands in columns of its own: ten thousand are read in a tenth of the time that
their JSON takes.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from timeline.store.query import Query, conditions, order


@dataclass(frozen=True, slots=True)
class Listed:
    """One event of a list. start, end: ISO days, None where open."""

    id: str
    title: str
    date: str
    start: str | None
    end: str | None
    type: str
    status: str
    confidence: float
    sources: int
    verdict: str | None
    tags: tuple[str, ...]
    noted: bool


def listed(db: sqlite3.Connection, query: Query) -> list[Listed]:
    """The events that a query asks for, in its order; `limit` and `disputed` as for all queries."""
    where, values = conditions(db, query)
    limit = "" if query.limit is None else f" LIMIT {int(query.limit)}"
    rows = db.execute(
        'SELECT id, title, date, start, "end", type, status, confidence, sources, verdict, tags,'
        f" note IS NOT NULL FROM event WHERE {where} AND (shown OR ?) AND (hidden = 0 OR ?)"
        f" ORDER BY {order(query)}{limit}",
        [*values, query.everything, query.away],
    )
    return [
        Listed(*(*row[:10], () if row[10] == "[]" else tuple(json.loads(row[10])), bool(row[11])))
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Choices:
    """Names that events can be chosen by, the commonest first: of actors, of places, of tags."""

    actors: tuple[str, ...]
    places: tuple[str, ...]
    tags: tuple[str, ...]


def choices(db: sqlite3.Connection, most: int) -> Choices:
    """What the events of a chronology can be chosen by. most: names of each kind."""
    actors = (
        "SELECT a.name FROM actor_of x JOIN actor a ON a.number = x.actor"
        " GROUP BY a.number ORDER BY count(*) DESC, a.name LIMIT ?"
    )
    places = "SELECT name FROM place_of GROUP BY name ORDER BY count(*) DESC, name LIMIT ?"
    tags = (
        "SELECT value FROM event, json_each(event.tags) WHERE tags <> '[]'"
        " GROUP BY value ORDER BY count(*) DESC, value LIMIT ?"
    )
    told = [tuple(str(row[0]) for row in db.execute(sql, [most])) for sql in (actors, places, tags)]
    return Choices(*told)
