"""What each file held when it was last read, so that one that is as it was is not read again.

A file is taken for the same by its size, its times and its number on the disk, as version control
does; one that was changed so shortly before it was read that the next change might bear the same
time is read again. What a run reads otherwise than the last (other rules, other limits) is read.
"""

from __future__ import annotations

import json
import os
import posixpath
import sqlite3
import stat
import time
from collections.abc import MutableMapping, Sequence
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from timeline.store import files

_TABLE = """CREATE TABLE IF NOT EXISTS known_file (
    place TEXT PRIMARY KEY, state TEXT NOT NULL, held TEXT NOT NULL, sum INTEGER NOT NULL)
    WITHOUT ROWID"""
_THERE = "SELECT 1 FROM sqlite_master WHERE name = 'known_file'"
# File systems tell times to two seconds at worst (FAT).
_UNSURE = 3_000_000_000  # nanoseconds
# So many digits tell texts apart.
_DIGITS = 12
# So many files are noted in one transaction.
_BATCH = 256


class Held(NamedTuple):
    """An article of a file. where: what tells it from others (`path:3`) beyond the file's name; id:
    the one that it had as it was read; known: the one that it goes by; sha256: the first
    digits of that of `Article`, by which a text that is kept is known again."""

    where: str
    id: str
    known: str
    sha256: str


class KnownFiles:
    """The table `known_file` of a database, made when it is first needed.

    folder: where the store lies. rules: the version of rules and models. how: names what else
    decides how files are read. stamps: takes those of files as they were before they were read.
    Every method raises StoreError when the file fails.
    """

    def __init__(
        self,
        db: sqlite3.Connection,
        folder: Path,
        rules: str,
        how: str,
        stamps: MutableMapping[str, str],
    ) -> None:
        self._db, self._folder, self._rules, self._stamps = db, folder, rules, stamps
        self._how = f"{rules} {how}"
        self._path, self._held = "", list[Held]()
        self._places: dict[str, str] = {}  # of folders: finding out each takes long
        self._noted: list[tuple[str, str, str, int]] = []
        with files.explained(folder):
            self._any = db.execute(_THERE).fetchone() is not None

    def unchanged(self, path: str) -> Sequence[Held] | None:
        """What a file holds that is as it was when it was read; None where it is to be read, of
        which `note` tells afterwards."""
        if not self._any or path not in self._stamps:
            return None
        place, state = self._place(path), f"{self._how} {self._stamps[path]}"
        with files.explained(self._folder):
            row = self._db.execute(
                "SELECT held, sum FROM known_file WHERE place = ? AND state = ?", (place, state)
            ).fetchone()
            if row is None or row[1] != _sum(place, state, row[0]):
                return None
            found = [Held(*one) for one in json.loads(row[0])]
            return found if all(self._is_kept(one, place) for one in found) else None

    def _place(self, path: str) -> str:
        """As `files.place`."""
        folder, name = os.path.split(path)
        if not folder or name in {"", os.curdir, os.pardir} or os.path.islink(path):  # noqa: PTH114
            return files.place(path, self._folder)
        if folder not in self._places:
            self._places[folder] = files.place(folder, self._folder)
        return posixpath.normpath(posixpath.join(self._places[folder], name))

    def _is_kept(self, one: Held, place: str) -> bool:
        sql = (
            "SELECT s.sha256, s.place FROM source s JOIN article a USING (id)"
            " WHERE s.id = ? AND a.rules = ?"
        )
        row = self._db.execute(sql, (one.known, self._rules)).fetchone()
        return row is not None and row[0].startswith(one.sha256) and str(row[1]).startswith(place)

    def note(self, path: str, held: Held) -> None:
        """An article that was read from a file; those of one file come one after the other."""
        if path != self._path:
            self._whole()
            self._path = path
        self._held.append(held._replace(sha256=held.sha256[:_DIGITS]))

    def spoil(self, path: str) -> None:
        """A file gave something else, too: the next run is to read it and to say so again."""
        self._stamps.pop(path, None)

    def _whole(self) -> None:
        """All that a file gave is noted."""
        stamp = self._stamps.pop(self._path, None)
        if stamp is not None and self._held:
            state = f"{self._how} {stamp}"
            place, told = self._place(self._path), json.dumps(self._held)
            self._noted.append((place, state, told, _sum(place, state, told)))
            if len(self._noted) >= _BATCH:
                self._commit()
        self._held = []

    def flush(self) -> None:
        """Commit what was noted: all files were read to their end."""
        self._whole()
        self._commit()

    def _commit(self) -> None:
        if not self._noted:
            return
        with files.explained(self._folder), files.transaction(self._db):
            self._db.execute(_TABLE)
            self._db.executemany("INSERT OR REPLACE INTO known_file VALUES (?,?,?,?)", self._noted)
        self._any, self._noted = True, []


def stamp(path: str) -> str | None:
    """What tells a file from what it was, None for what is none or was changed just now."""
    try:
        told = os.stat(path)  # noqa: PTH116 - the path is kept as the user wrote it
    except (OSError, ValueError):
        return None
    changed = max(told.st_mtime_ns, told.st_ctime_ns)
    if not stat.S_ISREG(told.st_mode) or changed > time.time_ns() - _UNSURE:
        return None
    at = (told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_dev, told.st_ino)
    return " ".join(map(str, at))


def _sum(*told: str) -> int:
    return crc32("\0".join(told).encode())
