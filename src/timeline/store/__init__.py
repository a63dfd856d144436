"""data/out: one SQLite file and chronology.json beside it, safe against being killed at any moment.

Two halves share the file. `article` is the working half: what each article gave, committed one by
one as soon as it is done, so that a run broken off goes on where it stood. All other tables are the
published half: the last whole chronology, swapped in one transaction, so that a reader never sees
a half-made one. Only one run at a time may write; readers are never kept waiting for it.

Nothing here imports pydantic before it must: `timeline show` reads plain JSON (contract.py).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, cast

from timeline.contract import DocumentRow, EventRow
from timeline.errors import StoreError
from timeline.store import entities, rows
from timeline.store import layer as layers
from timeline.store import query as queries
from timeline.store.entities import Counted
from timeline.store.files import (
    EXPORT,
    STORE,
    connect,
    explained,
    how_to_make,
    sync_folder,
    take_lock,
    write_aside,
)
from timeline.store.layer import Layer
from timeline.store.layout import APPLICATION_ID, LAYOUT, SEARCH, TABLES
from timeline.store.query import Query, Selection

__all__ = ["Counted", "Layer", "Query", "Selection", "Store"]

if TYPE_CHECKING:
    from timeline.model import Chronology, DatedMention, Document, Event


class Kept(NamedTuple):
    """An article as merging is told of it.

    version: changes with what the article gave; published: EDTF, "" if unknown; mentions: reads the
    JSON text of the list of its mentions.
    """

    version: str
    published: str
    mentions: Callable[[], str]


class Merged(Protocol):
    """What a merging changed: whole where `made` is all there is, else what goes and comes.

    copies: each article that prints another's text, and that other.
    """

    @property
    def whole(self) -> bool: ...
    @property
    def gone(self) -> Sequence[str]: ...
    @property
    def made(self) -> Sequence[Event]: ...
    @property
    def copies(self) -> Mapping[str, str]: ...


class Store:
    """An open store, a context manager; every method raises StoreError when the file fails."""

    def __init__(
        self, db: sqlite3.Connection, folder: Path | None, rules: str = "", *, fresh: bool = False
    ) -> None:
        self._db, self.folder, self._rules, self._fresh = db, folder, rules, fresh
        self._lock: sqlite3.Connection | None = None
        self._seen: set[str] = set()
        db.isolation_level = None
        queries.prepare(db)

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file, and of the right to write it."""
        self._db.close()
        if self._lock is not None:
            self._lock.close()

    # -- opening -------------------------------------------------------------------------------

    @classmethod
    def read(cls, folder: Path) -> Store:
        """Open an existing store for reading."""
        path = folder / STORE
        if not path.is_file():
            raise StoreError(str(folder), "there is no chronology here yet", how_to_make(folder))
        with explained(path):
            # Opened for writing where that's allowed: a run killed in the middle of a commit leaves
            # a journal that the next one to open the file must roll back.
            store = cls(connect(path, "rw"), folder)
            # A chronology has at least one document: a run without any publishes nothing.
            if not store._check(path) or not store._value("SELECT count(*) FROM document"):
                store.close()
                raise StoreError(
                    str(folder), "no run has been finished here yet", how_to_make(folder)
                )
            store._db.execute("PRAGMA query_only = ON")
        return store

    @classmethod
    def write(cls, folder: Path, rules: str, *, fresh: bool = False) -> Store:
        """Open a store for writing, made if there is none; only one run may hold it.

        rules: the version of rules and models (`pipeline.fingerprint`). fresh: nothing stored
        before is reused, and what this run doesn't keep goes when it publishes.
        """
        path = folder / STORE
        with explained(path):
            folder.mkdir(parents=True, exist_ok=True)
            lock = take_lock(folder)
            try:
                store = cls(connect(path, "rwc"), folder, rules, fresh=fresh)
                store._lock = lock
                if not store._check(path):
                    store._create()
            except BaseException:
                lock.close()
                raise
        return store

    @classmethod
    def memory(cls, rules: str = "") -> Store:
        """A store that is gone when it is closed."""
        store = cls(sqlite3.connect(":memory:"), None, rules)
        store._create()
        return store

    def _check(self, path: Path) -> bool:
        """False for a file with nothing in it yet; StoreError for one that isn't ours to use."""
        application, layout, tables = (
            self._value("PRAGMA application_id"),
            self._value("PRAGMA user_version"),
            self._value("SELECT count(*) FROM sqlite_master"),
        )
        if application == APPLICATION_ID and layout == LAYOUT:
            return True
        if not application and not layout and not tables:
            return False
        self.close()
        away = "move it away or choose another directory with -o"
        if application != APPLICATION_ID:
            raise StoreError(str(path), "it is another program's database", away)
        age = "a newer" if layout > LAYOUT else "an older"
        raise StoreError(str(path), f"it was written by {age} version of timeline", away)

    def _create(self) -> None:
        with self._transaction():
            for statement in (*TABLES.split(";"), *SEARCH):
                self._db.execute(statement)
            self._db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            self._db.execute(f"PRAGMA user_version = {LAYOUT}")

    # -- the working half ------------------------------------------------------------------------

    def keep(self, key: str, document: Document, mentions: Iterable[DatedMention]) -> str | None:
        """Commit what one article gave; it replaces what an article of the same id gave before.

        Returns the path of the article it replaces when that came from another file, else None.
        """
        told = "[" + ",".join(m.model_dump_json() for m in mentions) + "]"
        row = (document.id, key, self._rules, document.model_dump_json(), told)
        with explained(self.folder), self._transaction():
            before = self._db.execute(
                "SELECT document FROM article WHERE id = ?", (document.id,)
            ).fetchone()
            self._db.execute("INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?, ?)", row)
            self._seen.add(document.id)
            path = str(json.loads(before[0])["path"]) if before and not self._fresh else None
        return path if path != document.path else None

    def kept(self, key: str) -> tuple[Document, tuple[DatedMention, ...]] | None:
        """What was kept under a key, or None. In a fresh run only what that run itself kept."""
        with explained(self.folder):
            found = self._db.execute(
                "SELECT id, document, mentions FROM article WHERE key = ?", (key,)
            ).fetchone()
            if found is None or (self._fresh and found[0] not in self._seen):
                return None
            self._seen.add(found[0])
            return _article(found[1], found[2])

    def all_kept(self) -> Iterator[tuple[Document, tuple[DatedMention, ...]]]:
        """Every article the next chronology is made of, by id."""
        with explained(self.folder):
            rows = self._db.execute("SELECT id, document, mentions FROM article ORDER BY id")
            for id_, document, mentions in rows:
                if not self._fresh or id_ in self._seen:
                    yield _article(document, mentions)

    def outdated(self) -> int:
        """How many kept articles were read under other rules or models than this run's."""
        with explained(self.folder):
            if self._fresh:
                return 0
            count = "SELECT count(*) FROM article WHERE rules <> ?"
            return int(self._value(count, (self._rules,)))

    # -- the published half ----------------------------------------------------------------------

    def publish(
        self, chronology: Chronology, decide: Callable[[Store], Layer] | None = None
    ) -> None:
        """Make this the chronology that readers see, in the store and as chronology.json.

        decide: what the user decided of it, asked for when it is in the tables.
        """
        told = chronology.model_dump(mode="json")
        with self._published():
            if self._fresh:
                self._forget_unseen()
            self._unmerge()
            rows.swap(self._db, told["documents"], told["events"])
            if decide is not None:
                self._lay(decide)

    def merge(
        self,
        merging: Callable[[sqlite3.Connection, Mapping[str, Kept]], Merged],
        decide: Callable[[Store], Layer] | None = None,
    ) -> None:
        """Make the chronology of all articles kept the one that readers see, as `publish` does.

        merging: merges them; it may keep what it likes in tables of its own in this file, whose
        names begin with merge_, and tells what has changed since it was asked last.
        """
        with self._published():
            if self._fresh:
                self._forget_unseen()
                self._unmerge()
            layers.take_off(self._db)
            told, kept = self._articles()
            merged = merging(self._db, kept)
            for document in told:
                document["copy_of"] = merged.copies.get(document["id"])
            if merged.whole:
                rows.swap(self._db, told, (_row(e) for e in merged.made))
            else:
                for id_ in merged.gone:
                    rows.delete(self._db, id_)
                for e in merged.made:
                    rows.put_event(self._db, _row(e))
                rows.put_documents(self._db, told)
            rows.in_order(self._db)
            if decide is not None:
                self._lay(decide)

    def _articles(self) -> tuple[list[DocumentRow], dict[str, Kept]]:
        found = self._db.execute("SELECT id, key, document FROM article ORDER BY id").fetchall()
        documents: list[DocumentRow] = [json.loads(document) for _, _, document in found]
        kept = {
            id_: Kept(key, told["published"] or "", partial(self._mentions, id_))
            for (id_, key, _), told in zip(found, documents, strict=True)
        }
        return documents, kept

    def _mentions(self, document: str) -> str:
        return str(self._value("SELECT mentions FROM article WHERE id = ?", (document,)))

    def _unmerge(self) -> None:
        """What merging keeps is no longer what readers see."""
        kept = "SELECT count(*) FROM sqlite_master WHERE name = 'merge_rules'"
        if self._value(kept):
            self._db.execute("DELETE FROM merge_rules")

    def decide(self, decide: Callable[[Store], Layer]) -> None:
        """Lay what the user decided over the chronology, in place of what was laid before."""
        with self._published():
            layers.take_off(self._db)
            self._lay(decide)

    def _lay(self, decide: Callable[[Store], Layer]) -> None:
        layers.lay(self._db, decide(self))
        rows.in_order(self._db)

    @contextmanager
    def _published(self) -> Iterator[None]:
        """Change the published half and chronology.json, both or neither."""
        with explained(self.folder):
            export = None
            with self._transaction():
                yield
                if self.folder is not None:
                    # Written in full before the commit and renamed after it, so that the two
                    # differ only if the run is killed between two system calls.
                    shown = self._db.execute(
                        "SELECT json FROM event WHERE hidden = 0 ORDER BY position"
                    )
                    told = (row[0] for row in shown)
                    export = write_aside(self.folder / EXPORT, self.documents(), told)
            if export is not None and self.folder is not None:
                export.replace(self.folder / EXPORT)
                sync_folder(self.folder)

    def _forget_unseen(self) -> None:
        ids = [row[0] for row in self._db.execute("SELECT id FROM article")]
        gone = [(id_,) for id_ in ids if id_ not in self._seen]
        self._db.executemany("DELETE FROM article WHERE id = ?", gone)

    # -- reading ---------------------------------------------------------------------------------

    def documents(self) -> list[DocumentRow]:
        """All documents of the chronology, in its order."""
        with explained(self.folder):
            cursor = self._db.execute("SELECT * FROM document ORDER BY position")
            names = [column[0] for column in cursor.description]
            rows = [dict(zip(names, row, strict=True)) for row in cursor]
        for row in rows:
            del row["position"]
            row["warnings"] = json.loads(row["warnings"])
            row["kind_by"] = json.loads(row["kind_by"])
        return cast("list[DocumentRow]", rows)

    def counts(self) -> dict[str, int]:
        """Number of events each document tells of, by document id."""
        with explained(self.folder):
            rows = self._db.execute(
                "SELECT document, count(*) FROM event_document JOIN event ON event.id = event"
                " WHERE hidden = 0 GROUP BY 1"
            )
            return dict(rows.fetchall())

    def select(self, query: Query, *, spooled: bool = False) -> Selection:
        """The events that a query asks for, in its order.

        spooled: they are kept outside of memory, for those who go through them one by one.
        """
        with explained(self.folder):
            return queries.select(self._db, query, spooled=spooled)

    def lookup(self, prefix: str) -> list[EventRow]:
        """The event of that id, else all whose id begins so, in the chronology's order."""
        with explained(self.folder):
            rows = self._db.execute(
                "SELECT id, json FROM event WHERE substr(id, 1, ?) = ? ORDER BY position",
                (len(prefix), prefix),
            ).fetchall()
            exact = [row for row in rows if row[0] == prefix]
            return [json.loads(told) for _, told in exact or rows]

    def near(self, wanted: str, most: int = 3) -> list[tuple[str, str]]:
        """(id, title) of the events whose ids look most like a text, or whose title has it."""
        with explained(self.folder):
            known = self._db.execute("SELECT id, title FROM event ORDER BY position").fetchall()
        told = queries.fold(wanted)
        named = [row for row in known if len(told) > 2 and told in queries.fold(row[1])]
        if named or len(wanted) < 2:
            return named[:most]
        begun = {row[0][: len(wanted)]: row for row in reversed(known)}
        return [begun[start] for start in get_close_matches(wanted, begun, n=most, cutoff=0.7)]

    def ruling(self) -> tuple[str, list[Any]]:
        """The digest of the decisions laid over the chronology and what is told of them."""
        with explained(self.folder):
            return layers.ruling(self._db)

    # -- who and where ---------------------------------------------------------------------------

    def actors(self, query: Query) -> list[Counted]:
        """The actors of the events that a query asks for, as each event names them, by name."""
        with explained(self.folder):
            return entities.counted(self._db, "actor", query)

    def places(self, query: Query) -> list[Counted]:
        """The places of the events that a query asks for, by name."""
        with explained(self.folder):
            return entities.counted(self._db, "place", query)

    def named(self, table: str) -> list[tuple[str, str, tuple[str, ...]]]:
        """(name, kind, aliases) of every actor, (name, kind, country) of every place stored."""
        with explained(self.folder):
            return entities.names(self._db, table)

    def languages(self) -> list[str]:
        """Codes of the languages in which events are told, in alphabetical order."""
        with explained(self.folder):
            found = self._db.execute(
                "SELECT DISTINCT value FROM event, json_each(event.languages) ORDER BY value"
            )
            return [str(row[0]) for row in found]

    def merged_with(self) -> tuple[str, str]:
        """Path and digest of the file of names the chronology was merged with, "" for none."""
        with explained(self.folder):
            return entities.merged_with(self._db)

    def note_names(self, path: str, digest: str) -> None:
        """Remember the file of names the chronology is merged with."""
        with explained(self.folder), self._transaction():
            entities.note(self._db, path, digest)

    # -- what decisions are made of: with no layer on, as merging made it -------------------------

    def events_of(self, document: str) -> list[EventRow]:
        """The events that a document tells of, in the chronology's order."""
        with explained(self.folder):
            rows = self._db.execute(
                "SELECT json FROM event WHERE id IN (SELECT event FROM event_document"
                " WHERE document = ?) ORDER BY position",
                (document,),
            )
            return [json.loads(row[0]) for row in rows]

    def event(self, id_: str) -> EventRow | None:
        """The event of that id."""
        with explained(self.folder):
            row = self._db.execute("SELECT json FROM event WHERE id = ?", (id_,)).fetchone()
            return None if row is None else json.loads(row[0])

    def parts(self, id_: str) -> list[EventRow]:
        """The events that are parts of the event of that id, in the chronology's order."""
        with explained(self.folder):
            told = self._db.execute(
                "SELECT json FROM event WHERE part_of = ? AND hidden = 0 ORDER BY position", (id_,)
            )
            return [json.loads(row[0]) for row in told]

    def document_ids(self) -> list[str]:
        """The ids of all documents, in the chronology's order."""
        with explained(self.folder):
            return [r[0] for r in self._db.execute("SELECT id FROM document ORDER BY position")]

    def told(self, documents: Iterable[str]) -> Iterator[tuple[Document, tuple[DatedMention, ...]]]:
        """What these articles gave, by id."""
        with explained(self.folder):
            for id_ in sorted(set(documents)):
                row = self._db.execute(
                    "SELECT document, mentions FROM article WHERE id = ?", (id_,)
                ).fetchone()
                if row is not None:
                    yield _article(row[0], row[1])

    def id_length(self, least: int = 4) -> int:
        """How many characters of an id tell every event of the store apart."""
        with explained(self.folder):
            ids = sorted(row[0] for row in self._db.execute("SELECT id FROM event"))
        shared = (_shared(a, b) + 1 for a, b in pairwise(ids))
        return max([least, *shared])

    # -- plumbing --------------------------------------------------------------------------------

    def _value(self, sql: str, values: tuple[Any, ...] = ()) -> Any:
        return self._db.execute(sql, values).fetchone()[0]

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise


def _shared(a: str, b: str) -> int:
    """How many characters two texts begin with together."""
    differ = (i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y)
    return next(differ, min(len(a), len(b)))


def _row(event: Event) -> EventRow:
    return cast("EventRow", event.model_dump(mode="json"))


def _article(document: str, mentions: str) -> tuple[Document, tuple[DatedMention, ...]]:
    from pydantic import TypeAdapter

    from timeline.model import DatedMention, Document

    told = TypeAdapter(tuple[DatedMention, ...]).validate_json(mentions)
    return Document.model_validate_json(document), told
