"""The chronology as merging alone made it, whatever is laid over it now."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from timeline.contract import EventRow
from timeline.store import event_rows, texts
from timeline.store import query as queries

_BASE = "id NOT IN (SELECT id FROM layer)"


class BaseView:
    """Asks a store's tables; `decisions.finder.Base` is what is asked."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def event(self, id_: str) -> EventRow | None:
        """The event of that id."""
        found = self._overruled("SELECT json FROM overruled WHERE id = ?", id_)
        found = found or self._events("id = ?", id_)
        return found[0] if found else None

    def events_of(self, document: str) -> list[EventRow]:
        """The events that a document tells of, in no particular order."""
        sql = (
            "SELECT o.json FROM overruled_told t JOIN overruled o ON o.id = t.id"
            " WHERE t.document = ?"
        )
        return self._events(queries.OF_DOCUMENT, document, document) + self._overruled(
            sql, document
        )

    def events_dated(self, date: str) -> list[EventRow]:
        """The events with a mention of that date, in no particular order."""
        found = self._events(queries.DATED, date, date)
        # Most of those that gave way don't hold the date even as a text.
        away = self._overruled("SELECT json FROM overruled WHERE instr(json, ?)", json.dumps(date))
        return found + [e for e in away if any(m["date"] == date for m in e["mentions"])]

    def digests(self) -> dict[str, str]:
        """sha256 of all documents, by id."""
        return dict(self._db.execute("SELECT id, sha256 FROM document ORDER BY position"))

    def article(self, id_: str) -> str | None:
        """The article of that id as it was read, JSON; None where it isn't kept."""
        return texts.article(self._db, id_)

    def language(self, id_: str) -> str | None:
        """The language of the document of that id."""
        found = self._db.execute("SELECT language FROM document WHERE id = ?", (id_,)).fetchone()
        return str(found[0]) if found else None

    def is_laid(self, id_: str) -> bool:
        """Whether the layer has an event of that id."""
        sql = "SELECT 1 FROM layer WHERE id = ?"
        return self._db.execute(sql, (id_,)).fetchone() is not None

    def _events(self, condition: str, *values: Any) -> list[EventRow]:
        return list(event_rows.Reader(self._db).where(f"{condition} AND {_BASE}", *values))

    def _overruled(self, sql: str, *values: Any) -> list[EventRow]:
        return [json.loads(told) for (told,) in self._db.execute(sql, values)]
