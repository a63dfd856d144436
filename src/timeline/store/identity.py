"""Which document an article is: what it holds and where its file lies tell, what it is called does
not. Its id and path are labels, and stay what they were when it was first read.

- A file at the place of a document is that document, edited or not, by whatever path it is named.
- One that holds what a document held whose file is gone is that document, which has moved.
- Any other is a document of its own; a copy is one, though its words are told once.

A document that has moved gives its id up to a file that bears that name. Everything here runs
inside the caller's transaction.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath, PurePosixPath
from typing import Any, NamedTuple

from timeline.store import articles, texts
from timeline.store.packing import MENTIONS

_NUMBER = re.compile(r"[#:]\d{1,18}$")


class Met(NamedTuple):
    """An article as it is met: its labels, what it holds, where it lies (`texts.place`).

    named: whether its file gave it its id.
    """

    id: str
    path: str
    sha256: str
    place: str
    named: bool


class Known(NamedTuple):
    """What an article is known by.

    id, path: its labels. before: the path it had where it has moved. published: the date that only
    its earlier name told. renamed: the id that another document has from now on, in place of this.
    """

    id: str
    path: str
    before: str | None = None
    published: str | None = None
    renamed: str | None = None


def find(db: sqlite3.Connection, met: Met, folder: Path, taken: Collection[str]) -> Known:
    """The document that an article is. taken: ids of those that were met before in this run."""
    if not met.place:
        return Known(met.id, met.path)
    row = db.execute("SELECT place FROM source WHERE id = ?", (met.id,)).fetchone()
    stays = row is not None and row[0] == met.place
    if met.named:
        return _named(db, met, stays=stays)
    if stays:
        return Known(met.id, met.path)
    # Two tell that there are several: a file may hold any number of articles.
    rows = db.execute("SELECT id FROM source WHERE place = ? LIMIT 2", (met.place,))
    here = [id_ for (id_,) in rows]
    if len(here) == 1 and here[0] not in taken:
        told = _document(db, here[0])
        return Known(here[0], told.get("path", met.path), published=_by_name(told))
    return _moved(db, met, folder, taken) or _new(db, met, folder, taken)


def _named(db: sqlite3.Connection, met: Met, *, stays: bool) -> Known:
    """The document of an id that a file gave. stays: whether it lies where it did."""
    told = _document(db, met.id)
    if not told or told["sha256"] != met.sha256 or told["path"] == met.path:
        return Known(met.id, met.path)
    if stays:
        return Known(met.id, told["path"])
    return Known(met.id, met.path, before=told["path"])


def _moved(db: sqlite3.Connection, met: Met, folder: Path, taken: Collection[str]) -> Known | None:
    """The document that held the same and whose file is gone."""
    rows = db.execute(
        "SELECT id, place FROM source s WHERE substr(sha256, 1, 12) = substr(?, 1, 12)"
        f" AND sha256 = ? AND place <> '' AND {texts.WHOLE}",
        (met.sha256, met.sha256),
    ).fetchall()
    gone = [id_ for id_, place in rows if id_ not in taken and not is_there(folder, place)]
    if not gone:
        return None
    name = PurePosixPath(met.place).name
    id_ = min(gone, key=lambda i: (PurePath(i).name != name, i))
    told = _document(db, id_)
    return Known(id_, met.path, told.get("path", id_), _by_name(told))


def _new(db: sqlite3.Connection, met: Met, folder: Path, taken: Collection[str]) -> Known:
    """A document of its own, which goes by its path, where no other that is there does."""
    row = db.execute("SELECT place FROM source WHERE id = ?", (met.id,)).fetchone()
    if met.id not in taken and (row is None or not is_there(folder, row[0])):
        return Known(met.id, met.path)
    told = texts.article(db, met.id)
    other = json.loads(told) if told and met.id not in taken else {}
    if other and other["part"] is None:
        return Known(met.id, met.path)  # it had no right to that name
    label = other.get("path", "") + other.get("part", "")
    known = "SELECT 1 FROM source WHERE id = ?"
    if not label or label == met.id or db.execute(known, (label,)).fetchone():
        return Known(met.place, met.path)  # as is another that is called so
    return Known(met.id, met.path, renamed=label)


def is_there(folder: Path, place: str) -> bool:
    """Whether the file of a place is there, as seen from the store's folder."""
    return file(folder, place) is not None


def file(folder: Path, place: str) -> str | None:
    """The absolute path of the file of a place, that of the outer one where it lies in another;
    None where there is none."""
    path = os.path.normpath(os.path.join(os.path.realpath(folder), place))  # noqa: PTH118
    for name in (path, _NUMBER.sub("", path)):
        while not os.path.lexists(name):
            name = os.path.dirname(name)  # noqa: PTH120, PLW2901 - of a file within a file
        if not os.path.isdir(name):  # noqa: PTH112
            return name
    return None


def _by_name(told: dict[str, Any]) -> str | None:
    """The date that the name of a document's file told, None where something else does."""
    return told["published"] if told.get("published_how") == "filename" else None


def _document(db: sqlite3.Connection, id_: str) -> dict[str, Any]:
    """The record of a document, empty where none is kept."""
    row = db.execute("SELECT document FROM article WHERE id = ?", (id_,)).fetchone()
    return dict(json.loads(articles.record(id_, row[0]))) if row else {}


def relocate(db: sqlite3.Connection, id_: str, path: str, part: str | None, place: str) -> None:
    """Note where a document lies now."""
    with _summed(db, id_, id_):
        sql = "UPDATE article SET document = packed(json_set(record(document), '$.path', ?))"
        db.execute(f"{sql} WHERE id = ?", (path, id_))
        db.execute("UPDATE source SET place = ? WHERE id = ?", (place, id_))
        _relabel(db, id_, {"path": path, "part": part})


def rename(db: sqlite3.Connection, old: str, new: str) -> None:
    """Give a document another id. What is kept of it is read anew when its file is met again."""
    before, now = (f'"document":{json.dumps(id_, ensure_ascii=False)}' for id_ in (old, new))
    with _summed(db, old, new):
        read = texts.article(db, old)
        text = None if read is None else json.loads(read)["text"]
        for _, _, mentions in articles.given(db, "a.id = ?", old):
            packed = MENTIONS.pack(mentions.replace(before, now), text)
            db.execute("UPDATE article SET mentions = ? WHERE id = ?", (packed, old))
        db.execute(
            "UPDATE article SET id = ?, key = key || ' ' || ?,"
            " document = packed(json_set(record(document), '$.id', ?)) WHERE id = ?",
            (new, new, new, old),
        )
        db.execute("UPDATE source SET id = ? WHERE id = ?", (new, old))
        db.execute("DELETE FROM company WHERE id = ?", (new,))
        db.execute("UPDATE company SET id = ?, key = key || ' ' || ? WHERE id = ?", (new, new, old))
        db.execute("DELETE FROM failed WHERE id = ?", (old,))
        _relabel(db, new, {"id": new})


@contextmanager
def _summed(db: sqlite3.Connection, old: str, new: str) -> Iterator[None]:
    """Change what is kept of a document, and its checksums with it. Raises DamagedArticle."""
    for _ in articles.given(db, "a.id = ?", old):
        pass  # what is damaged is not to be summed as it is
    texts.whole(db, old)
    yield
    for table, sums in (("article", articles.SUMS), ("source", texts.SUM)):
        db.execute(f"DELETE FROM {table}_sum WHERE id = ?", (old,))
        sql = f"INSERT OR REPLACE INTO {table}_sum SELECT id, {sums} FROM {table} WHERE id = ?"
        db.execute(sql, (new,))


def _relabel(db: sqlite3.Connection, id_: str, labels: dict[str, str | None]) -> None:
    """Change labels in an article as it was read, wherever it is kept."""
    for table in ("source", "company"):
        sql = f"SELECT article FROM {table} WHERE id = ? AND article IS NOT NULL"
        for (packed,) in db.execute(sql, (id_,)).fetchall():
            told = json.loads(texts.unpack(id_, packed)) | labels
            again = texts.pack(json.dumps(told, ensure_ascii=False, separators=(",", ":")))
            db.execute(f"UPDATE {table} SET article = ? WHERE id = ?", (again, id_))
