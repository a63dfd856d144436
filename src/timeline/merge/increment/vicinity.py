"""The mentions that must be at hand to tell with whom some are compared, read from a database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from timeline.merge.increment import filing
from timeline.merge.increment.filing import HEAD, Article, FiledRow, Kept
from timeline.merge.increment.leading import REACH, Neighbours

_Found = dict[tuple[int, int], FiledRow]
"""Mentions by their articles and their places there, which order them."""


def everyone(db: sqlite3.Connection) -> Neighbours:
    """All mentions."""
    return Neighbours(a.filed(n) for a in Kept(db).all() for n in range(len(a.rows)))


def around(db: sqlite3.Connection, numbers: Iterable[int]) -> Neighbours:
    """Some mentions with all that they may be compared with."""
    kept = Kept(db)
    some = _of(db, kept, sorted(numbers))
    spans: list[tuple[int, int]] = []
    for _, day, told, _, _ in some.values():
        spans.append((day - REACH, day + REACH))
        if told:
            low, high = np.frombuffer(told[: HEAD * 4], np.int32)[1:3].tolist()
            spans.append((low, high))
    met: _Found = {}
    for document in sorted({document for document, _ in some}):
        _enter(met, kept.of(document))
    asking: set[int] = set()
    for day in sorted({row[1] for row in some.values()}):
        sql = "SELECT mention FROM merge_ask WHERE low <= ? AND high >= ?"
        asking.update(row[0] for row in db.execute(sql, (day, day)))
    met |= _of(db, kept, sorted(asking))
    # Whom others lead before is seen with all of its day.
    spans += ((row[1], row[1]) for row in _hidden(db, met))
    return _neighbours(_on(kept, spans) | met)


def among(db: sqlite3.Connection, numbers: Sequence[int]) -> Neighbours:
    """Some mentions with all that tells which of them are compared with each other."""
    kept = Kept(db)
    found = _of(db, kept, numbers)
    hidden = list(_hidden(db, found))
    found |= _on(kept, [(row[1], row[1]) for row in hidden])
    for document in sorted({row[3] for row in hidden}):
        _enter(found, kept.of(document))
    return _neighbours(found)


def _neighbours(found: _Found) -> Neighbours:
    return Neighbours(found[place] for place in sorted(found))


def _enter(found: _Found, article: Article, places: Iterable[int] | None = None) -> None:
    """Add the mentions of an article, or those at some places."""
    for n in range(len(article.rows)) if places is None else places:
        found[article.document, n] = article.filed(n)


def _of(db: sqlite3.Connection, kept: Kept, numbers: Sequence[int]) -> _Found:
    places = (filing.place(db, number) for number in numbers)
    return {(document, n): kept.of(document).filed(n) for document, n in places}


def _hidden(db: sqlite3.Connection, some: _Found) -> Iterator[FiledRow]:
    """Those that do not lead everywhere."""
    hidden = {row[0] for row in db.execute("SELECT mention FROM merge_hidden")}
    return (row for row in some.values() if row[0] in hidden)


def _on(kept: Kept, spans: Iterable[tuple[int, int]]) -> _Found:
    """All that is filed on the days of some spans."""
    found: _Found = {}
    read = -(1 << 31)
    for low, high in sorted(spans):
        if high > read:
            for article, places in kept.between(max(low, read + 1), high):
                _enter(found, article, places)
            read = high
    return found
