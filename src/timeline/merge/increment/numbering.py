"""Numbers for the articles kept, in the order of their ids, and for the texts that many rows tell.

Rows that hold numbers take a fraction of the room. What orders mentions is the order of the ids of
their articles: an article that comes gets a number between those of its neighbours.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

# So far apart are the numbers of articles at first, so that others go between them.
APART = 1 << 12
IS = "substr(text, -6) = substr(?, -6) AND text IS ?"
"""Of a text in merge_text: whether it is one; they are found by their ends alone, for an index over
the whole of them takes as much room as they do. IS, since after "text = ?" SQLite writes that for
text in the other condition as well, and no longer sees that there is an index for it. Asked with
the text, twice."""
# So many texts are at hand at most.
_AT_HAND = 1 << 16


def first_numbers(ids: Iterable[str]) -> dict[str, int]:
    """Numbers for some articles where there are none yet."""
    return {id_: n * APART for n, id_ in enumerate(sorted(ids), 1)}


def between(known: Mapping[str, int], new: Iterable[str]) -> dict[str, int] | None:
    """Numbers for some articles more; None where there is no room between two that are known."""
    there = sorted(known)
    found: dict[str, int] = {}
    for at, some in groupby(sorted(new), key=lambda id_: bisect_left(there, id_)):
        run = list(some)
        low = known[there[at - 1]] if at else 0
        high = known[there[at]] if at < len(there) else low + APART * (len(run) + 1)
        step = (high - low) // (len(run) + 1)
        if step < 1:
            return None
        found.update((id_, low + step * n) for n, id_ in enumerate(run, 1))
    return found


class Texts:
    """Names, keys of actors and codes of languages, each kept once, by number."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        """The number of a text, which is entered if it is not there."""
        found = self.known(text)
        if found is None:
            sql = "INSERT INTO merge_text (text) VALUES (?) RETURNING id"
            found = self._numbers[text] = int(self._db.execute(sql, (text,)).fetchone()[0])
        return found

    def known(self, text: str) -> int | None:
        """The number of a text, None where it has none."""
        found = self._numbers.get(text)
        if found is None:
            row = self._db.execute(f"SELECT id FROM merge_text WHERE {IS}", (text, text)).fetchone()
            if row is None:
                return None
            if len(self._numbers) >= _AT_HAND:
                self._numbers.clear()
            found = self._numbers[text] = int(row[0])
        return found

    def text(self, number: int) -> str:
        """The text of a number."""
        row = self._db.execute("SELECT text FROM merge_text WHERE id = ?", (number,)).fetchone()
        return str(row[0])

    def numbers(self, texts: Sequence[str]) -> list[int]:
        """Those of some texts."""
        return [self.number(text) for text in texts]
