"""The mentions that must be at hand to tell with whom some are compared, read from a database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from timeline.merge.increment.filing import HEAD, Labels
from timeline.merge.increment.leading import REACH, FiledRow, Neighbours

_ROW = "SELECT document, n, id, day, chain, hidden FROM merge_mention"
# So many values are asked for at once.
_BATCH = 200

# A mention by its place in all articles, its number, its day, its chain, and whether it is hidden.
_Row = tuple[int, int, int, int, int, int]


def everyone(db: sqlite3.Connection) -> Neighbours:
    """All mentions."""
    return _neighbours(db, db.execute(f"{_ROW} ORDER BY document, n"))


def around(db: sqlite3.Connection, numbers: Iterable[int]) -> Neighbours:
    """Some mentions with all that they may be compared with."""
    some = list(_of(db, "id", sorted(numbers)))
    spans = [(day - REACH, day + REACH) for _, _, _, day, _, _ in some]
    labels = Labels(db)
    for document, n, *_ in sorted(some):
        if told := labels.of(document)[n]:
            low, high = np.frombuffer(told[: HEAD * 4], np.int32)[1:3].tolist()
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
    hidden = [(row[3], row[3]) for row in met.values() if row[5]]
    found.update((row[2], row) for row in _days(db, hidden))
    return _neighbours(db, sorted(found.values()))


def among(db: sqlite3.Connection, numbers: Sequence[int]) -> Neighbours:
    """Some mentions with all that tells which of them are compared with each other."""
    found = {row[2]: row for row in _of(db, "id", numbers)}
    hidden = [row for row in found.values() if row[5]]
    found.update((row[2], row) for row in _days(db, [(row[3], row[3]) for row in hidden]))
    documents = sorted({row[0] for row in hidden})
    found.update((row[2], row) for row in _of(db, "document", documents))
    return _neighbours(db, sorted(found.values()))


def _neighbours(db: sqlite3.Connection, found: Iterable[_Row]) -> Neighbours:
    """found: in order."""
    labels = Labels(db)

    def filed() -> Iterator[FiledRow]:
        for document, n, number, day, chain, _ in found:
            yield number, day, labels.of(document)[n], document, chain

    return Neighbours(filed())


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
