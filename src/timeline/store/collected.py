"""The articles of a store as merging is told of them: few facts of each, the rest when it is read.

Of each article that is kept a few hundred bytes are in memory while all are merged.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import NamedTuple, cast

from timeline.contract import DocumentRow
from timeline.document_order import copied, id_of, key, keyed_text, originals
from timeline.store import articles, files
from timeline.store.drafts import Drafts


class Kept(NamedTuple):
    """An article as merging is told of it.

    version: changes with what the article gave; published: EDTF, "" if unknown; language: its code;
    mentions: reads the JSON text of the list of its mentions; draft: what merging made of them when
    they were read, "" for nothing.
    """

    version: str
    published: str
    language: str
    mentions: Callable[[], str]
    draft: Callable[[], str] = str


class Collected(Mapping[str, Kept]):
    """What is to be merged, by key (document_order.py): what each article gave but for copies.

    same: the copies of each that has any, by its id. Raises DamagedArticle.
    """

    def __init__(self, db: sqlite3.Connection, drafts: Drafts | None = None) -> None:
        self._db, self._drafts = db, drafts or Drafts()
        self._places: list[tuple[str, str]] = []
        self._told: dict[str, tuple[str, str]] = {}
        self.same = copied(self._met())
        self._places.sort()
        for copy in originals(self.same):
            del self._told[self._key_of(copy)]

    def _met(self) -> Iterator[DocumentRow]:
        """The record of each article, once."""
        for id_, version, told in articles.heads(self._db):
            document = _document(told)
            path = document["path"]
            self._places.append((id_ if path == id_ else path, id_))
            name = key(id_, document["published"], document["sha256"])
            self._told[name] = version, sys.intern(document["language"])
            yield document

    def __getitem__(self, name: str) -> Kept:
        version, language = self._told[name]
        id_, published = id_of(name), name.split(" ", 1)[0]
        draft = partial(self._drafts.of, id_, version)
        version = " ".join((version, *self.same.get(id_, ())))
        mentions = partial(self._mentions, id_, name)
        return Kept(version, "" if published == "~" else published, language, mentions, draft)

    def __iter__(self) -> Iterator[str]:
        return iter(self._told)

    def __len__(self) -> int:
        return len(self._told)

    def documents(self, copies: Mapping[str, str]) -> Iterator[DocumentRow]:
        """The records of all articles in the chronology's order, read one by one. copies: each
        article that prints another's text, and that other, by key."""
        of = {id_of(name): id_of(other) for name, other in copies.items()}
        of |= {c: of.get(other, other) for c, other in originals(self.same).items()}
        for _, id_ in self._places:
            document = self._record(id_)
            document["copy_of"] = of.get(id_)
            yield document

    def _record(self, id_: str) -> DocumentRow:
        sql = "SELECT document FROM article WHERE id = ?"
        return _document(articles.record(id_, self._db.execute(sql, (id_,)).fetchone()[0]))

    def _key_of(self, id_: str) -> str:
        document = self._record(id_)
        return key(id_, document["published"], document["sha256"])

    def _mentions(self, id_: str, name: str) -> str:
        return _mentions(self._db, id_, name)

    def copy(self, path: str) -> Callable[[], Callable[[str], str]]:
        """Copy the mentions of all articles to a new file; what gives, in any process, what reads
        the JSON text of the list of an article's mentions there, by its key."""
        with closing(sqlite3.connect(path)) as copy:
            for table in ("article", "article_sum", "source"):
                sql = "SELECT sql FROM sqlite_master WHERE name = ?"
                copy.execute(self._db.execute(sql, (table,)).fetchone()[0])
                rows = self._db.execute(f"SELECT * FROM {table}")
                marks = ",".join("?" * len(rows.description))
                copy.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
            copy.commit()
        return partial(_mentions_in, path)


def _mentions_in(path: str) -> Callable[[str], str]:
    """What reads the JSON text of the list of an article's mentions, by its key, from a database.
    Raises DamagedArticle."""
    db = files.connect(Path(path), "ro")
    articles.prepare(db)
    return lambda name: _mentions(db, id_of(name), name)


def _mentions(db: sqlite3.Connection, id_: str, name: str) -> str:
    return keyed_text(next(articles.given(db, "a.id = ?", id_))[2], id_, name)


def _document(told: str) -> DocumentRow:
    """The record of an article as it was kept, perhaps by a version that knew no addresses."""
    known = {"url": None, **json.loads(told)}
    return cast("DocumentRow", {name: known[name] for name in DocumentRow.__annotations__})
