"""What runs met and did not read: photos, archives, files that failed. Rows of `unread`.

A file is known there by its place, seen from the store's folder, whatever it was called: what a
later run reads of it, or no longer meets in a folder that it goes through, is no more told of.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from timeline.store import files, seals


class UnreadFile(NamedTuple):
    """A file, or a part of one. path: as it was told; kind: what it is, in words; failed: whether
    it was to be read, and could not be."""

    path: str
    kind: str
    why: str
    how: str
    failed: bool


class Unread:
    """What is kept of them in a database; every method raises StoreError when the file fails.

    folder: where the store lies, None for one in memory.
    """

    def __init__(self, db: sqlite3.Connection, folder: Path | None) -> None:
        self._db, self._folder = db, folder

    def all(self) -> list[UnreadFile]:
        """All of them, by path."""
        with files.explained(self._folder):
            rows = self._db.execute("SELECT path, kind, why, how, failed FROM unread ORDER BY path")
            return [UnreadFile(a, b, c, d, bool(failed)) for a, b, c, d, failed in rows]

    def note(
        self, met: Iterable[tuple[str, UnreadFile]], covered: Iterable[str], *, anew: bool
    ) -> None:
        """Keep what a run met and did not read, in place of what was known of what it covered.

        met: each with the path of the file that it is, or is a part of. covered: paths of the
        files and folders that the run went through, asked for where anything was known. anew: of
        all.
        """
        with files.explained(self._folder), files.transaction(self._db):
            known = self._db.execute("SELECT * FROM unread ORDER BY path").fetchall()
            stays = () if anew else known
            gone = {_whereabouts(path) for path in covered} if stays else set[str]()
            rows = {row[0]: row for row in stays if not self._below(row[1], gone)}
            for path, file in met:
                told = (
                    file.path,
                    self._place(path),
                    file.kind,
                    file.why,
                    file.how,
                    int(file.failed),
                )
                rows[file.path] = told
            now = [rows[p] for p in sorted(rows)]
            if now == known:
                return
            self._db.execute("DELETE FROM unread")
            self._db.executemany("INSERT INTO unread VALUES (?, ?, ?, ?, ?, ?)", now)
            seals.renew(self._db)

    def _place(self, path: str) -> str:
        folder, name = os.path.split(_whereabouts(path))
        return f"{files.place(folder, self._folder)}/{name}"

    def _below(self, place: str, folders: set[str]) -> bool:
        """Whether a place is one of these, or in one of them."""
        base = os.path.realpath(self._folder or os.curdir)
        path = os.path.normpath(os.path.join(base, place))  # noqa: PTH118
        while path not in folders:
            above = os.path.dirname(path)  # noqa: PTH120
            if above == path:
                return False
            path = above
        return True


def _whereabouts(path: str) -> str:
    """Where a file is. A link is itself, not what it leads to: it may be what isn't read."""
    folder, name = os.path.split(os.path.abspath(path))  # noqa: PTH100
    return os.path.join(os.path.realpath(folder), name)  # noqa: PTH118
