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
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from timeline.contract import DocumentRow, EventRow, line
from timeline.errors import StoreError
from timeline.store import query as queries
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
from timeline.store.layout import APPLICATION_ID, LAYOUT, PUBLISHED, TABLES
from timeline.store.query import Query, Selection

__all__ = ["Query", "Selection", "Store"]

if TYPE_CHECKING:
    from timeline.model import Chronology, DatedMention, Document


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
            for statement in TABLES.split(";"):
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

    def publish(self, chronology: Chronology) -> None:
        """Make this the chronology that readers see, in the store and as chronology.json."""
        told = chronology.model_dump(mode="json")
        with explained(self.folder):
            # The file is written in full before the commit and renamed after it, so that the two
            # differ only if the run is killed between two system calls.
            export = None if self.folder is None else write_aside(self.folder / EXPORT, told)
            with self._transaction():
                if self._fresh:
                    self._forget_unseen()
                self._swap(told["documents"], told["events"])
            if export is not None and self.folder is not None:
                export.replace(self.folder / EXPORT)
                sync_folder(self.folder)

    def _forget_unseen(self) -> None:
        ids = [row[0] for row in self._db.execute("SELECT id FROM article")]
        gone = [(id_,) for id_ in ids if id_ not in self._seen]
        self._db.executemany("DELETE FROM article WHERE id = ?", gone)

    def _swap(self, documents: list[DocumentRow], events: list[EventRow]) -> None:
        for table in PUBLISHED:
            self._db.execute(f"DELETE FROM {table}")
        for at, d in enumerate(documents):
            self._insert("document", d["id"], at, *list(d.values())[1:-1], line(d["warnings"]))
        for at, e in enumerate(events):
            self._insert(
                "event", e["id"], at, e["title"], e["date"], e["start"], e["end"], e["precision"],
                e["approximate"], e["type"], e["status"], e["confidence"], e["salience"],
                e["sources"], line(e["languages"]), line(e),
            )  # fmt: skip
            for n, m in enumerate(e["mentions"]):
                t = m["time_expression"]
                times = (
                    (t["text"], t["type"], t["value"], t["edtf"], t["how"]) if t else (None,) * 5
                )
                self._insert(
                    "mention", e["id"], n, m["document"], m["start"], m["end"], m["quote"],
                    m["title"], m["date"], m["status"], m["confidence"], line(m["rules"]),
                    m["trigger"]["text"], *times,
                )  # fmt: skip
            for name in sorted({m["document"] for m in e["mentions"]}):
                self._insert("event_document", e["id"], name)
            for n, a in enumerate(e["actors"]):
                self._insert("actor", e["id"], n, a["name"], a["kind"], line(a["aliases"]))
            for n, p in enumerate(e["places"]):
                self._insert("place", e["id"], n, p["name"], p["kind"], p["country"])
            for n, q in enumerate(e["amounts"]):
                self._insert("amount", e["id"], n, q["value"], q["currency"], q["unit"], q["text"])
            told = ((c["field"], v) for c in e["conflicts"] for v in c["values"])
            for n, (field, v) in enumerate(told):
                self._insert("conflict", e["id"], n, field, v["value"], line(v["documents"]))

    def _insert(self, table: str, *values: Any) -> None:
        self._db.execute(f"INSERT INTO {table} VALUES ({','.join('?' * len(values))})", values)

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
        return cast("list[DocumentRow]", rows)

    def counts(self) -> dict[str, int]:
        """Number of events each document tells of, by document id."""
        with explained(self.folder):
            rows = self._db.execute("SELECT document, count(*) FROM event_document GROUP BY 1")
            return dict(rows.fetchall())

    def select(self, query: Query) -> Selection:
        """The events that a query asks for, in its order."""
        with explained(self.folder):
            rows = queries.rows(self._db, query)
        shown = [told for salience, told in rows if salience >= query.min_salience]
        hidden = len(rows) - len(shown)
        if query.reverse:
            shown.reverse()
        kept = shown if query.limit is None else shown[: query.limit]
        with explained(self.folder):
            return Selection([json.loads(told) for told in kept], hidden, len(shown) - len(kept))

    def lookup(self, prefix: str) -> list[EventRow]:
        """The event of that id, else all whose id begins so, in the chronology's order."""
        with explained(self.folder):
            rows = self._db.execute(
                "SELECT id, json FROM event WHERE substr(id, 1, ?) = ? ORDER BY position",
                (len(prefix), prefix),
            ).fetchall()
            exact = [row for row in rows if row[0] == prefix]
            return [json.loads(told) for _, told in exact or rows]

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


def _article(document: str, mentions: str) -> tuple[Document, tuple[DatedMention, ...]]:
    from timeline.model import DatedMention, Document

    told = json.loads(mentions)
    return (
        Document.model_validate_json(document),
        tuple(DatedMention.model_validate_json(json.dumps(m)) for m in told),
    )
