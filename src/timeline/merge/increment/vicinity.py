"""The mentions that must be at hand to tell with whom some are compared, read from a database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from timeline.merge.increment.filing import HEAD
from timeline.merge.increment.leading import REACH, FiledRow, Neighbours

_ROW = "SELECT document, n, id, day, labels, chain, hidden FROM merge_mention"
# So many values are asked for at once.
_BATCH = 200

# A mention by its place in all articles, as it is filed, and whether it is hidden.
_Row = tuple[int, int, int, int, bytes, int, int]


def everyone(db: sqlite3.Connection) -> Neighbours:
    """All mentions."""
    sql = "SELECT id, day, labels, document, chain FROM merge_mention ORDER BY document, n"
    return Neighbours(db.execute(sql))


def around(db: sqlite3.Connection, numbers: Iterable[int]) -> Neighbours:
    """Some mentions with all that they may be compared with."""
    some = list(_of(db, "id", sorted(numbers)))
    spans = [(day - REACH, day + REACH) for _, _, _, day, *_ in some]
    for _, _, _, _, labels, *_ in some:
        if labels:
            low, high = np.frombuffer(labels[: HEAD * 4], np.int32)[:2].tolist()
            spans.append((low, high))
    found = {row[2]: row for row in _days(db, spans)}
    met = {row[2]: row for row in _of(db, "document", sorted({row[0] for row in some}))}
    asking: set[int] = set()
    for day in sorted({row[3] for row in some}):
        sql = "SELECT mention FROM merge_ask WHERE low <= ? AND high >= ?"
        asking.update(row[0] for row in db.execute(sql, (day, day)))
    met.update((row[2], row) for row in _of(db, "id", sorted(asking)))
    found.update(met)
    # Whom others lead before is seen with all of its day.
    hidden = [(row[3], row[3]) for row in met.values() if row[6]]
    found.update((row[2], row) for row in _days(db, hidden))
    return _neighbours(found.values())


def among(db: sqlite3.Connection, numbers: Sequence[int]) -> Neighbours:
    """Some mentions with all that tells which of them are compared with each other."""
    found = {row[2]: row for row in _of(db, "id", numbers)}
    hidden = [row for row in found.values() if row[6]]
    found.update((row[2], row) for row in _days(db, [(row[3], row[3]) for row in hidden]))
    documents = sorted({row[0] for row in hidden})
    found.update((row[2], row) for row in _of(db, "document", documents))
    return _neighbours(found.values())


def _neighbours(found: Iterable[_Row]) -> Neighbours:
    return Neighbours(_filed(row) for row in sorted(found))


def _filed(row: _Row) -> FiledRow:
    document, _, number, day, labels, chain, _ = row
    return number, day, labels, document, chain


def _of(db: sqlite3.Connection, column: str, values: Sequence[Any]) -> Iterator[_Row]:
    for start in range(0, len(values), _BATCH):
        some = values[start : start + _BATCH]
        yield from db.execute(f"{_ROW} WHERE {column} IN ({','.join('?' * len(some))})", some)


def _days(db: sqlite3.Connection, spans: Iterable[tuple[int, int]]) -> Iterator[_Row]:
    """All that is filed on the days of some spans."""
    read = -(1 << 31)
    for low, high in sorted(spans):
        if high > read:
            yield from db.execute(f"{_ROW} WHERE day BETWEEN ? AND ?", (max(low, read + 1), high))
            read = high
