"""The published half of a store: the last whole chronology, asked and answered.

Every method raises StoreError when the file fails.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from timeline.contract import DocumentRow, EventRow
from timeline.store import (
    articles,
    entities,
    event_rows,
    identity,
    layer,
    listing,
    shown_names,
    texts,
)
from timeline.store import query as queries
from timeline.store.base_view import BaseView
from timeline.store.entities import Counted, Naming
from timeline.store.files import explained
from timeline.store.listing import Choices, Listed
from timeline.store.query import Query, Selection
from timeline.store.reading_views import DOCUMENT_OF
from timeline.store.spool import FEW, Spool
from timeline.store.unread import Unread

if TYPE_CHECKING:
    from timeline.model import Document, Mentions

    Given = tuple[Document, Mentions]
    """What one article gave."""


def _common(a: str, b: str) -> int:
    """How many characters two texts begin with alike."""
    return next(
        (n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b))
    )


class Published:
    """What readers see of the chronology in a database.

    folder: where the store lies, None for one in memory.
    """

    def __init__(self, db: sqlite3.Connection, folder: Path | None) -> None:
        self._db, self.folder = db, folder
        db.isolation_level = None
        queries.prepare(db)
        articles.prepare(db)
        self.unread = Unread(db, folder)
        self.base = BaseView(db)

    def documents(self) -> list[DocumentRow]:
        """All documents of the chronology, in its order."""
        with explained(self.folder):
            return list(self._documents())

    def each_document(self) -> Sequence[DocumentRow]:
        """The same, many of them outside of memory, for those who go through them one by one."""
        with explained(self.folder):
            (many,) = self._db.execute("SELECT count(*) FROM document").fetchone()
            told = self._documents()
            return Spool(told) if many > FEW else list(told)

    def _documents(self) -> Iterator[DocumentRow]:
        cursor = self._db.execute("SELECT * FROM document ORDER BY position")
        names = [column[0] for column in cursor.description]
        for values in cursor:
            row = dict(zip(names, values, strict=True))
            del row["number"], row["position"]
            row.update({key: json.loads(row[key]) for key in ("warnings", "kind_by")})
            yield cast("DocumentRow", row)

    def digests(self) -> dict[str, str]:
        """sha256 of what each document was read from, by id, in the chronology's order."""
        return dict(self._rows("SELECT id, sha256 FROM document ORDER BY position"))

    def counts(self) -> dict[str, int]:
        """Number of events each document tells of, by document id."""
        return dict(
            self._rows(
                f"SELECT d.id, count(*) FROM {DOCUMENT_OF.format('')} o"
                " JOIN event e ON e.number = o.event JOIN document d ON d.number = o.document"
                " WHERE hidden = 0 GROUP BY o.document ORDER BY 1"
            )
        )

    def languages(self) -> list[str]:
        """Codes of the languages in which events are told, in alphabetical order."""
        sql = "SELECT DISTINCT value FROM event, json_each(event.languages) ORDER BY value"
        return [str(row[0]) for row in self._rows(sql)]

    # -- events ----------------------------------------------------------------------------------

    def select(self, query: Query, *, spooled: bool = False) -> Selection:
        """The events that a query asks for, in its order.

        spooled: they are kept outside of memory, for those who go through them one by one.
        """
        with explained(self.folder):
            return queries.select(self._db, query, spooled=spooled)

    def listed(self, query: Query) -> list[Listed]:
        """The same without quotes, for a list."""
        with explained(self.folder):
            return listing.listed(self._db, query)

    def choices(self, most: int = 1_000) -> Choices:
        """Names that the events can be chosen by, at most so many of each kind."""
        with explained(self.folder):
            return listing.choices(self._db, most)

    def event(self, id_: str) -> EventRow | None:
        """The event of that id."""
        return next(iter(self._events("id = ?", id_)), None)

    def overruled(self, id_: str) -> EventRow | None:
        """The event of that id as merging made it, where decisions put others in its stead."""
        found = self._rows("SELECT json FROM overruled WHERE id = ?", id_)
        return json.loads(found[0][0]) if found else None

    def lookup(self, prefix: str) -> list[EventRow]:
        """The event of that id, else all whose id begins so, in the chronology's order."""
        begun = self._events("id BETWEEN ? AND ?", prefix, f"{prefix}{chr(sys.maxunicode)}")
        return [event for event in begun if event["id"] == prefix] or begun

    def near(self, wanted: str, most: int = 3) -> list[tuple[str, str]]:
        """(id, title) of the events whose ids look most like a text, or whose title has it."""
        known = self._rows("SELECT id, title FROM event ORDER BY position")
        told = queries.fold(wanted)
        named = [row for row in known if len(told) > 2 and told in queries.fold(row[1])]
        if named or len(wanted) < 2:
            return named[:most]
        begun = {row[0][: len(wanted)]: row for row in reversed(known)}
        return [begun[start] for start in get_close_matches(wanted, begun, n=most, cutoff=0.7)]

    def events_of(self, document: str) -> list[EventRow]:
        """The events that a document tells of, in the chronology's order."""
        return self._events(queries.OF_DOCUMENT, document, document)

    def events_dated(self, date: str) -> list[EventRow]:
        """The events with a mention of that date, in the chronology's order."""
        return self._events(queries.DATED, date, date)

    def within(self, id_: str) -> list[EventRow]:
        """The events that are parts of the event of that id, in the chronology's order."""
        return self._events("part_of = ? AND hidden = 0", id_)

    def id_length(self, least: int = 4) -> int:
        """How many characters of an id tell every event of the store apart."""
        alike, before = 0, ""
        with explained(self.folder):
            # Of ids in order each is most like its neighbours.
            for (id_,) in self._db.execute("SELECT id FROM event ORDER BY id"):
                if id_.startswith(before[:alike]):
                    alike = max(alike, _common(before, id_))
                before = id_
        return max(least, alike + 1)

    def ruling(self) -> tuple[str, list[Any]]:
        """The digest of the decisions laid over the chronology and what is told of them."""
        with explained(self.folder):
            return layer.ruling(self._db)

    def laid(self) -> tuple[str, str, bool]:
        """See `layer.laid`."""
        with explained(self.folder):
            return layer.laid(self._db)

    def laid_over(self, ids: Iterable[str]) -> list[str]:
        """The ids of the events laid over these, which merging made."""
        sql = "SELECT id FROM layer WHERE base = ?"
        return [laid for id_ in ids for (laid,) in self._rows(sql, id_)]

    def decisions_on(self, id_: str) -> list[int]:
        """The numbers of the decisions that speak of an event that merging made."""
        with explained(self.folder):
            return layer.said_of(self._db, id_)

    def said_of_decision(self, number: int) -> tuple[layer.Said, Any]:
        """What became of a decision, and what is told of it. Raises KeyError for none."""
        with explained(self.folder):
            return layer.said(self._db, number)

    # -- who and where ---------------------------------------------------------------------------

    def actors(self, query: Query) -> list[Counted]:
        """The actors of the events that a query asks for, by name."""
        with explained(self.folder):
            return entities.actors(self._db, query)

    def places(self, query: Query) -> list[Counted]:
        """The places of the events that a query asks for, by name."""
        with explained(self.folder):
            return entities.places(self._db, query)

    def named_actors(self) -> list[tuple[str, str, str, tuple[str, ...]]]:
        """(id, name, kind, aliases) of every actor stored."""
        with explained(self.folder):
            return entities.named_actors(self._db)

    def base_actors(self) -> list[tuple[str, str, str, tuple[str, ...], int]]:
        """(id, name, kind, aliases, number of events) of every actor that merging made."""
        with explained(self.folder):
            return entities.base_actors(self._db)

    def base_places(self) -> list[tuple[str, str, str | None]]:
        """(name, kind, country) of every place that merging made, each once."""
        with explained(self.folder):
            return entities.base_places(self._db)

    def named_places(self) -> list[tuple[str, str, str | None]]:
        """(name, kind, country) of every place stored."""
        with explained(self.folder):
            return entities.named_places(self._db)

    def merged_with(self) -> Naming:
        """The file of names the chronology was merged with."""
        with explained(self.folder):
            return entities.merged_with(self._db)

    def preferred_language(self) -> str | None:
        """The language that titles were asked for in, None for that of most articles."""
        with explained(self.folder):
            return entities.preferred_language(self._db)

    # -- what articles held ----------------------------------------------------------------------

    def article(self, id_: str) -> str | None:
        """The article of that id as it was read, JSON; None where it isn't kept."""
        with explained(self.folder):
            return texts.article(self._db, id_)

    def text(self, id_: str) -> str | None:
        """The text of the article of that id as it was read, None where it isn't kept."""
        told = self.article(id_)
        return None if told is None else str(json.loads(told)["text"])

    def language(self, id_: str) -> str | None:
        """The language of the document of that id."""
        found = self._rows("SELECT language FROM document WHERE id = ?", id_)
        return str(found[0][0]) if found else None

    def placed(self, place: str) -> set[str]:
        """The ids of the articles whose file, or member of a file, lies there (texts.place)."""
        told = self._rows("SELECT id FROM source WHERE place = ?", place) if place else []
        return {id_ for (id_,) in told}

    def file(self, document: DocumentRow) -> str:
        """The path of a document's file, "" where it is gone; as it was given where nothing tells
        where it lies."""
        sql = "SELECT place FROM source WHERE id = ? AND place <> ''"
        found = self._rows(sql, document["id"])
        if not found or self.folder is None:
            return document["path"]
        return identity.file(self.folder, found[0][0]) or ""

    def names(self, documents: Iterable[DocumentRow]) -> dict[str, str]:
        """What documents are called for people to read, by id, of those that aren't by their id."""
        with explained(self.folder):
            paths = ((d["id"], d["path"]) for d in documents)
            return shown_names.other_than_ids(self._db, paths)

    # -- what articles gave ----------------------------------------------------------------------

    def told(self, documents: Iterable[str]) -> Iterator[Given]:
        """What these articles gave, by id."""
        for id_ in sorted(set(documents)):
            with explained(self.folder):
                found = list(articles.given(self._db, "a.id = ?", id_))
            for _, document, mentions in found:
                yield self._given(document, mentions)

    # -- plumbing --------------------------------------------------------------------------------

    def _rows(self, sql: str, *values: Any) -> list[Any]:
        with explained(self.folder):
            return self._db.execute(sql, values).fetchall()

    def _events(self, where: str, *values: Any) -> list[EventRow]:
        with explained(self.folder):
            return list(event_rows.Reader(self._db).where(where, *values))

    def _given(self, document: str, mentions: str) -> Given:
        from timeline.model import Document, Mentions

        with explained(self.folder):
            return Document.model_validate_json(document), Mentions(mentions)
