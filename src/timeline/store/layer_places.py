"""Where events of the layer stand among those that merging made.

One that is dated as what it gave way to stands where that stood; all others between the two that
they lie between in the order of merging, evenly, so that it doesn't matter in which order they
came. Everything here runs inside the caller's transaction.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection

from timeline.store.rows import APART

_Key = tuple[str, str, str, str]
_KEY = "coalesce({0}start, {0}\"end\", '9999'), coalesce({0}\"end\", '9999'), {0}date, {0}id"
_SAME = 'o.id = e.id AND o.date = e.date AND o.start IS e.start AND o."end" IS e."end"'

_AS_BEFORE = (
    "UPDATE event_row SET position = o.position FROM event e, overruled o"
    f" WHERE e.number = event_row.number AND {_SAME}"
)


def moved(db: sqlite3.Connection, id_: str) -> bool:
    """Whether an event of the layer stands elsewhere than what it gave way to."""
    sql = f"SELECT 1 FROM event e JOIN overruled o ON {_SAME} WHERE e.id = ?"
    return db.execute(sql, (id_,)).fetchone() is None


def place(db: sqlite3.Connection, ids: Collection[str], *, again: bool = False) -> None:
    """Give events of the layer their places. again: all that stand between others are placed anew,
    as one of them is gone."""
    db.executemany(
        f"{_AS_BEFORE} AND e.id = ? AND e.position <> o.position",
        ((id_,) for id_ in ids),
    )
    if again or any(moved(db, id_) for id_ in ids):
        while not _between(db):
            _space(db)


def _between(db: sqlite3.Connection) -> bool:
    """Place all that stand between others; False where there is no room for them."""
    known = db.execute(
        f"SELECT {_KEY.format('')}, position FROM event WHERE id NOT IN (SELECT id FROM layer)"
        f" UNION ALL SELECT {_KEY.format('')}, position FROM overruled ORDER BY 1, 2, 3, 4"
    ).fetchall()
    keys: list[_Key] = [row[:4] for row in known]
    places = [row[4] for row in known]
    behind = sorted(places)
    gaps: dict[tuple[int, int], list[_Key]] = defaultdict(list)
    between = db.execute(
        f"SELECT {_KEY.format('e.')} FROM layer l JOIN event e ON e.id = l.id"
        f" WHERE NOT EXISTS (SELECT 1 FROM overruled o WHERE {_SAME}) ORDER BY 1, 2, 3, 4"
    ).fetchall()
    for key in between:
        n = bisect_left(keys, key)
        before = places[n - 1] if n else 0
        after = places[n] if n < len(places) else max(places, default=0) + APART
        if after <= before:  # the order of merging isn't that of the texts of dates
            n = bisect_left(behind, before + 1)
            after = behind[n] if n < len(behind) else before + APART
        gaps[before, after].append(key)
    given: list[tuple[int, str]] = []
    for (before, after), mine in gaps.items():
        if after - before <= len(mine):
            return False
        step = len(mine) + 1
        given += [(before + (after - before) * n // step, k[3]) for n, k in enumerate(mine, 1)]
    db.executemany(
        "UPDATE event_row SET position = ? WHERE id = ? AND position <> ?",
        ((at, id_, at) for at, id_ in given),
    )
    return True


def _space(db: sqlite3.Connection) -> None:
    """Make room between all events that merging made."""
    ids = db.execute(
        "SELECT id FROM (SELECT id, position FROM event WHERE id NOT IN (SELECT id FROM layer)"
        " UNION ALL SELECT id, position FROM overruled) ORDER BY position, id"
    ).fetchall()
    spaced = [(n * APART, id_) for n, (id_,) in enumerate(ids, 1)]
    for table in ("event_row", "overruled"):
        db.executemany(f"UPDATE {table} SET position = ? WHERE id = ?", spaced)
    db.execute(_AS_BEFORE)
