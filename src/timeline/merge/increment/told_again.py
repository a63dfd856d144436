"""The mentions of an article by which it tells one thing, where they are very many."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable

from timeline.merge.increment import leading
from timeline.merge.increment.filing import Filed


def told_by_many(db: sqlite3.Connection, old: Iterable[Filed], new: Iterable[Filed]) -> set[int]:
    """The mentions of articles that changed, where so many tell one thing that only the first
    lead, or did before."""
    changed = Counter(filed.place[0] for filed in (*old, *new))
    found: set[int] = set()
    for document, moves in changed.items():
        rows = db.execute(
            "SELECT id FROM merge_mention WHERE document = ? AND chain IN (SELECT chain FROM"
            " merge_mention WHERE document = ? GROUP BY chain HAVING count(*) + ? > ?)",
            (document, document, moves, leading.MOST),
        )
        found.update(row[0] for row in rows)
    return found
