"""What people look at first in the store, as views: events, mentions, documents, actors.

They stand in programs that list a database's tables, such as Datasette, beside the tables that the
store works with; `datasette` tells it which of those to leave out of sight.
"""

from __future__ import annotations

import sqlite3
from typing import Any

DOCUMENT_OF = (
    "(SELECT m.event, p.document FROM passage p JOIN mention_of m ON m.passage = p.number{0}"
    " UNION SELECT p.event, p.document FROM repeat_of p{0})"
)
"""Which documents tell of which events, by their numbers; {0}: "" for all, or the clause that says
of which documents, p.document, as a condition on what is found is met by reading all."""


def share(column: str, known: str = "") -> str:
    """A confidence or a salience, kept as event_rows.thousandths tells it; known: what it is where
    none is kept. With a type of its own, for DuckDB."""
    kept = f"CASE typeof({column}) WHEN 'integer' THEN {column} / 1000.0 ELSE {column} END"
    return f"CAST({f'coalesce({kept}, {known})' if known else kept} AS REAL)"


SURE = share("m.confidence", "e.confidence")
"""The confidence of a mention, m, of an event, e."""
VIEWS = (
    'CREATE VIEW events AS SELECT e.number, e.id, e.date, e.start, e."end", e.title, e.type,'
    " e.status, (SELECT group_concat(name, '; ') FROM (SELECT a.name FROM actor_of x"
    " JOIN actor a ON a.number = x.actor WHERE x.event = e.number ORDER BY x.number)) AS actors,"
    " (SELECT group_concat(name, '; ') FROM (SELECT p.name FROM place_of p"
    " WHERE p.event = e.number ORDER BY p.number)) AS places, e.sources, e.confidence, e.salience,"
    " e.shown, e.verdict, e.note, e.tags FROM event e WHERE NOT e.hidden ORDER BY e.position",
    "CREATE VIEW mentions AS SELECT p.number, e.id AS event, coalesce((SELECT w.word FROM word w"
    " WHERE w.number = m.date), e.date) AS date,"
    " p.quote, coalesce(d.title, d.id) AS document, d.published, d.url, m.page,"
    f" {SURE} AS confidence"
    " FROM mention_of m JOIN event e ON e.number = m.event JOIN passage p ON p.number = m.passage"
    " JOIN document d ON d.number = p.document WHERE NOT e.hidden",
    "CREATE VIEW documents AS SELECT d.id, d.title, d.author, d.published, d.published_how,"
    " d.language, d.words, d.kind, d.url, d.path, d.copy_of, (SELECT count(*)"
    f" FROM {DOCUMENT_OF.format(' WHERE p.document = d.number')}) AS events"
    " FROM document d ORDER BY d.position",
    "CREATE VIEW actors AS SELECT a.id, a.name, a.kind, a.aliases, (SELECT count(*) FROM actor_of x"
    " WHERE x.actor = a.number) AS events FROM actor a",
)
_TOLD = {
    "events": "One row an event, in the order of time; those that were rejected are left out",
    "mentions": "One row a passage that tells of an event, with its quote and where it is from",
    "documents": "One row an article that was read",
    "actors": "One row a person, an organisation, a country or a group that takes part",
}
# The full-text search that goes with a view.
_SEARCHED = {"events": "event_search", "mentions": "mention_search"}


def datasette(db: sqlite3.Connection, name: str) -> dict[str, Any]:
    """Settings ("metadata") for Datasette that show a store's views alone. name: what it calls
    the database, the file's name without its ending."""
    tables: dict[str, Any] = {
        view: {"description": told, "size": 50}
        | ({"fts_table": _SEARCHED[view], "fts_pk": "number"} if view in _SEARCHED else {})
        for view, told in _TOLD.items()
    }
    made = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    tables |= {table: {"hidden": True} for (table,) in db.execute(made)}
    return {"title": "Chronology", "databases": {name: {"tables": tables}}}
