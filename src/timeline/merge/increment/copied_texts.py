"""Whose text the articles of a kept collection print (see copies.py), and what changes that.

Articles are told by their numbers, which order them as their ids do.
"""

from __future__ import annotations

import hashlib
import heapq
import sqlite3
from collections.abc import Iterable, Mapping

from timeline.merge import copies
from timeline.merge.increment import tables

# So many bytes tell the passages of a million articles apart.
_BYTES = 6


def quotes(written: Iterable[str]) -> set[int]:
    """A number for each long passage of one article. written: the quotes of its mentions."""
    return {_number(q) for q in copies.quotes(written)}


def _number(quote: str) -> int:
    digest = hashlib.blake2b(quote.encode(), digest_size=_BYTES).digest()
    return int.from_bytes(digest, "big")


class Printed:
    """Whose text each article prints, entered into empty tables one by one in the order of ids."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def enter(self, document: int, found: set[int]) -> int:
        """Enter the passages of an article; whose text it prints.

        merge_document must hold those entered before.
        """
        owners = [o for q in found if (o := _owner(self._db, q, document)) is not None]
        _enter(self._db, document, found)
        return copies.printed(document, len(found), owners)


def change(
    db: sqlite3.Connection, gone: Iterable[int], told: Mapping[int, set[int]]
) -> dict[int, int]:
    """Take the passages of some articles out, those of others in; the origins that changed.

    merge_document must hold the articles told already, with any origin.
    """
    heap = sorted(told)
    queued = set(heap)
    # Behind these all that have a passage are in the queue: a passage is not looked up for each.
    behind: dict[int, int] = {}

    def ask_after(document: int, found: Iterable[int]) -> None:
        for quote in found:
            if quote in behind and behind[quote] <= document:
                continue
            behind[quote] = document
            rows = db.execute(
                "SELECT document FROM merge_quote WHERE hash = ? AND document > ?",
                (quote, document),
            )
            for (other,) in rows:
                if other not in queued:
                    queued.add(other)
                    heapq.heappush(heap, other)

    before = {document: _of(db, document) for document in sorted(gone)}
    # All of them first: of two that go together neither is to be asked after.
    for document, found in before.items():
        rows = ((quote, document) for quote in found)
        db.executemany("DELETE FROM merge_quote WHERE hash = ? AND document = ?", rows)
        db.execute("DELETE FROM merge_quotes WHERE document = ?", (document,))
    for document, found in before.items():
        ask_after(document, found)
    for document, new in sorted(told.items()):
        _enter(db, document, new)
        ask_after(document, new)
    changed: dict[int, int] = {}
    while heap:
        document = heapq.heappop(heap)
        found = _of(db, document)
        owners = [o for q in found if (o := _owner(db, q, document)) is not None]
        now = copies.printed(document, len(found), owners)
        row = db.execute(
            "SELECT origin FROM merge_document WHERE number = ?", (document,)
        ).fetchone()
        if row[0] != now:
            changed[document] = now
            db.execute("UPDATE merge_document SET origin = ? WHERE number = ?", (now, document))
            ask_after(document, found)
    return changed


def _enter(db: sqlite3.Connection, document: int, found: Iterable[int]) -> None:
    """Enter the passages of an article: to be found by them, and those it has."""
    if hashes := sorted(found):
        packed = b"".join(quote.to_bytes(_BYTES, "big") for quote in hashes)
        tables.add(db, "merge_quotes", [(document, packed)])
        tables.add(db, "merge_quote", [(quote, document) for quote in hashes])


def _of(db: sqlite3.Connection, document: int) -> list[int]:
    """The passages of an article."""
    sql = "SELECT hashes FROM merge_quotes WHERE document = ?"
    packed = (db.execute(sql, (document,)).fetchone() or (b"",))[0]
    starts = range(0, len(packed), _BYTES)
    return [int.from_bytes(packed[at : at + _BYTES], "big") for at in starts]


def _owner(db: sqlite3.Connection, quote: int, document: int) -> int | None:
    """The origin of the first article that has a passage, if it comes before this one."""
    row = db.execute(
        "SELECT origin FROM merge_document WHERE number ="
        " (SELECT min(document) FROM merge_quote WHERE hash = ? AND document < ?)",
        (quote, document),
    ).fetchone()
    return None if row is None else row[0]
