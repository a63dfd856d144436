"""The mentions of an article by which it tells one thing, where they are very many."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable

from timeline.merge.increment import leading
from timeline.merge.increment.filing import Filed, Kept


def told_by_many(db: sqlite3.Connection, old: Iterable[Filed], new: Iterable[Filed]) -> set[int]:
    """The mentions of articles that changed, where so many tell one thing that only the first
    lead, or did before."""
    changed = Counter(filed.place[0] for filed in (*old, *new))
    kept = Kept(db)
    found: set[int] = set()
    for document, moves in changed.items():
        _, first, rows = kept.of(document)
        sizes = Counter(row.chain for row in rows)
        found.update(
            first + n for n, row in enumerate(rows) if sizes[row.chain] + moves > leading.MOST
        )
    return found
