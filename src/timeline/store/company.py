"""The company of a store: what each of its articles tells of the time of the others.

An article that says nowhere when it was published is dated by those it is read with, and those are
all of the store, whichever run brought them. So what they tell is kept, and such an article with
it, to be dated anew when its company changes.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from timeline.store import articles, texts
from timeline.store.files import explained, transaction
from timeline.store.layout import TABLES

# What another company begins with: of what was read its keys alone.
_COPIED = {
    "company": "id, key, rules, language, published, told, waits, coalesce(article, (SELECT"
    " s.article FROM source s WHERE s.id = company.id AND waits))",
    "settled": "*",
    "article": "id, key, rules, packed('{}'), ''",
}


class Member(NamedTuple):
    """One article of the company.

    key: changes with the article and the rules it is read by. language: None where its dates are
    not read; it tells nothing then. published: its EDTF date. names, days: what it tells, sorted.
    waits: whether it is to be dated by the others.
    """

    id: str
    key: str
    language: str | None = None
    published: str | None = None
    names: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    waits: bool = False


class Company:
    """The tables `company` and `settled` of a database; each call commits what it changes.

    rules: the version of rules and models. fresh: who has not been noted by this object is none of
    the company. Every method raises StoreError when the file fails.
    """

    def __init__(
        self, db: sqlite3.Connection, rules: str, *, fresh: bool = False, folder: Path | None = None
    ) -> None:
        self._db, self._rules, self._fresh, self._folder = db, rules, fresh, folder
        self._noted: set[str] = set()

    @classmethod
    @contextmanager
    def memory(cls, rules: str, begun: Company | None = None) -> Iterator[Company]:
        """One that ends with the block. begun: it begins as this one, which stays as it is."""
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
            articles.prepare(db)
            for statement in TABLES.split(";"):
                db.execute(statement)
            if begun is not None:
                with explained(begun._folder):
                    for table, columns in _COPIED.items():
                        for row in begun._db.execute(f"SELECT {columns} FROM {table}"):
                            holes = ",".join("?" * len(row))
                            db.execute(f"INSERT INTO {table} VALUES ({holes})", row)
            yield cls(db, rules)

    def follow(self, rules: str) -> None:
        """From here on articles are read by these rules."""
        self._rules = rules

    # -- who is in it ----------------------------------------------------------------------------

    def note(self, member: Member, article: str) -> None:
        """Take an article in, in place of the one of its id. article: it as read, JSON.

        One that waits stays here until what it gives is kept, and its text with that (texts.py).
        """
        told = texts.pack(json.dumps((member.names, member.days), ensure_ascii=False))
        packed = texts.pack(article) if member.waits else None
        row = (member.id, member.key, self._rules, member.language, member.published, told)
        with self._change():
            self._db.execute("DELETE FROM settled")
            self._db.execute(
                "INSERT OR REPLACE INTO company VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (*row, member.waits, packed),
            )
        self._noted.add(member.id)

    def key(self, id_: str) -> str | None:
        """The key of the article of that id, None where it is not in the company."""
        found: str | None = self._of("SELECT key FROM company WHERE id = ?", id_)
        return found if self._in(id_) else None

    def waits(self, id_: str) -> bool:
        """Whether the article of that id is one of the company and dated by the others."""
        sql = "SELECT waits FROM company WHERE id = ?"
        return self._in(id_) and bool(self._of(sql, id_))

    def waiting(self) -> list[str]:
        """The ids of all that are dated by the others, in alphabetical order.

        Those noted under other rules are left as they were read, like all that was.
        """
        sql = "SELECT id FROM company WHERE waits AND rules = ? ORDER BY id"
        return [id_ for (id_,) in self._rows(sql, self._rules) if self._in(id_)]

    def article(self, id_: str) -> str:
        """The article of that id, one that is dated by the others, as it was read, as JSON."""
        sql = (
            "SELECT coalesce(c.article, s.article) FROM company c LEFT JOIN source s USING (id)"
            " WHERE id = ?"
        )
        packed = self._of(sql, id_)
        with explained(self._folder):
            return texts.unpack(id_, packed)

    def members(self) -> Iterator[Member]:
        """Those who tell something, without their articles."""
        sql = "SELECT id, key, language, published, told FROM company WHERE language IS NOT NULL"
        with explained(self._folder):
            for id_, key, language, published, told in self._db.execute(sql):
                if self._in(id_):
                    names, days = json.loads(texts.unpack(id_, told))
                    yield Member(id_, key, language, published, tuple(names), tuple(days))

    # -- what was made of those who wait ---------------------------------------------------------

    def read_as(self, id_: str) -> str | None:
        """The key under which what the article of that id gave is stored, None where it is not."""
        found: str | None = self._of("SELECT key FROM article WHERE id = ?", id_)
        return found

    def holds(self, id_: str) -> bool:
        """Whether the text of the article of that id is kept here, for the time being."""
        sql = "SELECT 1 FROM company WHERE id = ? AND article IS NOT NULL"
        return self._of(sql, id_) is not None

    def kept(self, id_: str) -> None:
        """What the article of that id gave is kept now, and its text with that; for a transaction
        of the caller's."""
        self._db.execute("UPDATE company SET article = NULL WHERE id = ?", (id_,))

    def failed(self, id_: str) -> None:
        """What the article of that id gave goes, for it can't be read as the others date it now.

        What another article of that id gave before it stays.
        """
        sha256 = json.loads(self.article(id_))["sha256"]
        sql = "DELETE FROM article WHERE id = ? AND json_extract(record(document), '$.sha256') = ?"
        with self._change():
            self._db.execute(sql, (id_, sha256))

    def settled(self) -> bool:
        """Whether all who wait have been read as they are, and nobody has come since."""
        unread = "SELECT 1 FROM company WHERE waits AND id NOT IN (SELECT id FROM article)"
        sql = f"SELECT 1 FROM settled WHERE rules = ? AND NOT EXISTS ({unread})"
        return not self._fresh and self._of(sql, self._rules) is not None

    def settle(self) -> None:
        """Note that all who wait have been read as they are now."""
        # After a fresh run those are still to go who were not noted.
        if not self._fresh:
            with self._change():
                self._db.execute("DELETE FROM settled")
                self._db.execute("INSERT INTO settled VALUES (?)", (self._rules,))

    def forget_unnoted(self) -> None:
        """What a fresh run has not met goes; for a transaction of the caller's."""
        gone = [row for row in self._db.execute("SELECT id FROM company") if not self._in(row[0])]
        self._db.executemany("DELETE FROM company WHERE id = ?", gone)

    # -- plumbing --------------------------------------------------------------------------------

    def _in(self, id_: str) -> bool:
        return not self._fresh or id_ in self._noted

    def _of(self, sql: str, value: str) -> Any:
        """The first column of the first row, None where there is no row."""
        return next((row[0] for row in self._rows(sql, value)), None)

    def _rows(self, sql: str, *values: str) -> list[Any]:
        with explained(self._folder):
            return self._db.execute(sql, values).fetchall()

    @contextmanager
    def _change(self) -> Iterator[None]:
        with explained(self._folder), transaction(self._db):
            yield
