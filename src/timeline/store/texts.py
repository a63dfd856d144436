"""The articles as they were read, compressed, with what is said of them by hand beside them.

Quotes are checked against them, printed from them, and stages read them again where a user says
something else of a document. A text is kept with what was read in it and goes with that. Everything
here runs inside the caller's transaction, if any.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from heapq import merge
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from timeline.errors import StoreError
from timeline.store import files
from timeline.store.articles import DamagedArticle
from timeline.store.event_rows import Reader
from timeline.store.packing import ARTICLES, Unreadable

SUM = "crc(id, sha256, place, given, laid, hex(article))"
WHOLE = (
    "crc(s.id, s.sha256, s.place, s.given, s.laid, hex(s.article))"
    " = (SELECT sum FROM source_sum m WHERE m.id = s.id)"
)


class Source(NamedTuple):
    """An article as it was read.

    sha256: of what it was read from. path: of its file, "-" for standard input. article: all of it,
    JSON. given, laid: what options of `extract` say of it, and what stages read of what is said of
    it in all: JSON of values by field. part: which article of its file it is, see `Article`.
    """

    id: str
    sha256: str
    path: str
    article: str
    given: str = "{}"
    laid: str = "{}"
    part: str | None = None


class Said(NamedTuple):
    """What is said of an article whose text is kept, values by field; as in `Source`."""

    id: str
    sha256: str
    place: str
    given: dict[str, str]
    laid: dict[str, str]


def said(db: sqlite3.Connection, id_: str | None = None) -> Iterator[Said]:
    """What is said of each article, or of that of an id, by id."""
    where = "" if id_ is None else " WHERE id = ?"
    sql = f"SELECT id, sha256, place, given, laid FROM source{where} ORDER BY id"
    for row in db.execute(sql, () if id_ is None else (id_,)).fetchall():
        yield Said(row[0], row[1], row[2], json.loads(row[3]), json.loads(row[4]))


def keep(db: sqlite3.Connection, source: Source, where: str) -> None:
    """Keep a text, in place of the one of its id. where: its `place`."""
    db.execute(
        "INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?, ?, ?)",
        (source.id, source.sha256, where, source.given, source.laid, pack(source.article)),
    )


def differs(db: sqlite3.Connection, source: Source, where: str) -> bool:
    """Whether a text isn't kept as it is, or lies elsewhere. where: its `place`."""
    told = (source.sha256, where, source.given, source.laid)
    sql = "SELECT sha256, place, given, laid FROM source WHERE id = ?"
    return bool(db.execute(sql, (source.id,)).fetchone() != told)


def place(path: str, part: str | None, folder: Path | None) -> str:
    """Where an article's file lies as seen from the store's folder, with slashes, and which of the
    file's articles it is: "../in/box.zip/a.txt", "../in/all.mbox#2". "" where there is no file."""
    if folder is None or files.is_stream(path):
        return ""
    return files.place(path, folder) + (part or "")


def article(db: sqlite3.Connection, id_: str) -> str | None:
    """The article of that id as it was read, JSON; None where it isn't kept.

    Raises DamagedArticle.
    """
    found = whole(db, id_)
    if found is None:
        if db.execute("SELECT 1 FROM source_sum WHERE id = ?", (id_,)).fetchone():
            raise _damaged(id_)
        return None
    return unpack(id_, found[-1])


def whole(db: sqlite3.Connection, id_: str) -> tuple[Any, ...] | None:
    """The row of an article, None where there is none. Raises DamagedArticle."""
    sql = f"SELECT s.*, {WHOLE} FROM source s WHERE s.id = ?"
    found = db.execute(sql, (id_,)).fetchone()
    if found is None:
        return None
    if not found[-1]:
        raise _damaged(id_)
    return tuple(found[:-1])


def pack(told: str) -> bytes:
    """An article as it is kept."""
    return ARTICLES.pack(told)


def unpack(id_: str, packed: Any) -> str:
    """The article that was packed so. Raises DamagedArticle."""
    try:
        return ARTICLES.unpack(packed)
    except Unreadable as error:
        raise _damaged(id_) from error


def damaged(db: sqlite3.Connection) -> Iterator[str]:
    """The ids of texts that are not as they were written, or gone."""
    yield from (
        id_
        for (id_,) in db.execute(
            f"SELECT s.id FROM source s WHERE {WHOLE} IS NOT TRUE UNION"
            " SELECT id FROM source_sum WHERE id NOT IN (SELECT id FROM source) ORDER BY 1"
        )
    )


def misquoted(db: sqlite3.Connection) -> Iterator[str]:
    """The ids of articles with a quote, or a word that tells of an event, that isn't what their
    text has where it is said to be."""
    spots = db.execute(
        'SELECT d.id, p.start, p."end", p.quote FROM document d'
        " JOIN passage p ON p.document = d.number ORDER BY 1"
    )
    again = (
        (r["document"], r["trigger"]["start"], r["trigger"]["end"], r["trigger"]["text"])
        for e in Reader(db).where()
        for m in e["mentions"]
        for r in m["also_in"]
    )
    both = merge(spots, sorted(again), key=itemgetter(0))
    for id_, found in groupby(both, itemgetter(0)):
        with suppress(DamagedArticle):  # told by `damaged`
            told = article(db, id_)
            text = None if told is None else json.loads(told)["text"]
            if text is not None and any(text[start:end] != quote for _, start, end, quote in found):
                yield id_


def not_kept(id_: str) -> StoreError:
    """The error of a document whose text is asked for and isn't there."""
    why = "its text isn't kept: an earlier version read it, or only what it gave was taken in"
    return StoreError(id_, why, "extract the article again")


def _damaged(id_: str) -> DamagedArticle:
    return DamagedArticle(f"the text of article {id_} is malformed")
