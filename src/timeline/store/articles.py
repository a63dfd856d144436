"""What each article gave, as text, with checksums that are compared whenever it is read."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any
from zlib import crc32

from timeline.store.packing import ARTICLES, DOCUMENTS, MENTIONS, Unreadable

SUMS = "crc(id, key, rules, hex(document)), crc(hex(mentions))"
_TOLD = "crc(a.id, a.key, a.rules, hex(a.document)) = s.told"
_MENTIONS = "crc(hex(a.mentions)) = s.mentions"


class DamagedArticle(sqlite3.DatabaseError):
    """What an article gave isn't what was written."""


def prepare(db: sqlite3.Connection) -> None:
    """Give the connection the function that the sums are made by, and those by which `document` is
    asked for its fields and given others."""
    db.create_function("crc", -1, _crc, deterministic=True)
    db.create_function("record", 1, _record, deterministic=True)
    db.create_function("packed", 1, DOCUMENTS.pack, deterministic=True)
    # What `INSERT OR REPLACE` replaces goes by the trigger, too.
    db.execute("PRAGMA recursive_triggers = ON")


def heads(db: sqlite3.Connection) -> Iterator[tuple[str, str, str]]:
    """(id, key, document) of every article, by id. Raises DamagedArticle."""
    rows = db.execute(
        f"SELECT a.id, a.key, a.document, {_TOLD} FROM article a"
        " LEFT JOIN article_sum s ON s.id = a.id ORDER BY a.id"
    )
    count = 0
    for id_, key, document, whole in rows:
        _checked(id_, whole)
        yield id_, key, record(id_, document)
        count += 1
    if count != db.execute("SELECT count(*) FROM article_sum").fetchone()[0]:
        raise DamagedArticle("what an article gave is gone: malformed")


def given(
    db: sqlite3.Connection, where: str = "TRUE", *values: Any
) -> Iterator[tuple[str, str, str]]:
    """(id, document, mentions) of those articles, by id. Raises DamagedArticle.

    where: of the columns of `article` under the name a.
    """
    rows = db.execute(
        f"SELECT a.id, a.document, a.mentions, t.article, {_TOLD} AND {_MENTIONS} FROM article a"
        " LEFT JOIN article_sum s ON s.id = a.id LEFT JOIN source t ON t.id = a.id"
        f" WHERE {where} ORDER BY a.id",
        values,
    )
    for id_, document, mentions, article, whole in rows:
        _checked(id_, whole)
        yield id_, record(id_, document), unpacked(id_, mentions, article)


def unpacked(id_: str, mentions: Any, article: Any) -> str:
    """What an article gave, JSON, as MENTIONS has packed it beside the text of the article, which
    ARTICLES has packed. Raises DamagedArticle."""

    def text() -> str:
        try:
            return str(json.loads(ARTICLES.unpack(article))["text"])
        except (ValueError, LookupError, TypeError) as error:
            raise Unreadable(f"its text can't be read: {error}") from error

    try:
        return MENTIONS.unpack(mentions, text)
    except Unreadable as error:
        raise DamagedArticle(f"what article {id_} gave is malformed") from error


def record(id_: str, document: Any) -> str:
    """What is known of an article, JSON, as DOCUMENTS has packed it. Raises DamagedArticle."""
    try:
        return DOCUMENTS.unpack(document)
    except Unreadable as error:
        raise DamagedArticle(f"what is known of article {id_} is malformed") from error


def _record(document: Any) -> str:
    """The same for SQL, where what is no JSON is told as malformed."""
    try:
        return DOCUMENTS.unpack(document)
    except Unreadable:
        return ""


def _checked(id_: str, whole: int | None) -> None:
    if not whole:
        raise DamagedArticle(f"what article {id_} gave is malformed")


def _crc(*values: Any) -> int:
    found = 0
    for value in values:
        if isinstance(value, bytes):  # no text, where text is: damaged
            return -1
        found = crc32(json.dumps(value).encode(), found)
    return found
