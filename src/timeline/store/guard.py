"""The file of a store while it is worked with: checked beside the work, noted without reading it
all again.

Invariants: nothing is committed before the whole file was found to be what the last run left. What
this process has checked itself, or written, is not checked again as long as its inode, size and
times say that nobody has touched it.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from timeline.store import file_sums, seals
from timeline.store.file_sums import Sum

# A file written again within one tick of the system's clock has the same times: at most 10 ms
# (CONFIG_HZ of 100), so that what was looked at sooner after a change is not relied on.
_TICK = 15_000_000
_LARGE = 8_000_000

_Times = tuple[int, int, int, int, int]
_known: dict[Path, tuple[_Times, Sum]] = {}


def remember(path: Path, sums: Sum, since: _Times | None = None) -> None:
    """Rely on a file being as these sums say until it is touched.

    since: its times when the sums were begun to be taken, by default now.
    """
    with suppress(OSError):
        now = _times(path)
        if (since is None or since == now) and time.time_ns() - now[-1] > _TICK:
            _known[path.absolute()] = now, sums
            return
    _known.pop(path.absolute(), None)


def relied_on(path: Path) -> Sum | None:
    """The sums of a file that nobody has touched since they were taken."""
    known = _known.get(path.absolute())
    with suppress(OSError):
        if known is not None and known[0] == _times(path):
            return known[1]
    return None


def damage(db: sqlite3.Connection, path: Path) -> str | None:
    """As `seals.damage`, but for what this process has checked already."""
    if relied_on(path) is not None:
        return None
    before = None
    with suppress(OSError):
        before = _times(path)
    found, sums = seals.damage(db, path)
    if found is None and sums is not None:
        remember(path, sums, before)
    return found


def _times(path: Path) -> _Times:
    told = path.stat()
    return told.st_dev, told.st_ino, told.st_size, told.st_mtime_ns, told.st_ctime_ns


class Guard:
    """Checks a file while it is open for one short change, and notes what that left.

    db: the connection that changes it. sound: whether no damage was found.
    """

    def __init__(self, db: sqlite3.Connection, path: Path) -> None:
        self._db, self._path = db, path
        self._file: BinaryIO | None = None
        self._thread: threading.Thread | None = None
        self._left: Sum | None = None
        self._found: Sum | None = None
        self._commits: list[set[int] | None] = []
        self.sound = True

    def begin(self) -> str | None:
        """Begin the check; what is found at once, None where that is nothing or comes later."""
        self._found = relied_on(self._path)
        if self._found is not None:
            return None
        self._left = seals.noted(self._path)
        self._file = self._path.open("rb")
        if self._left is None or file_sums.head(self._file) != self._left[:2]:
            self._left = None
            found = damage(self._db, self._path)  # by its rows; the handle stays open: see WRITTEN
            self.sound = found is None
            return found
        # Nothing reaches the file before the commit, which waits for the check.
        self._db.execute("PRAGMA cache_spill = OFF")
        self._thread = threading.Thread(target=self._sum, daemon=True)
        self._thread.start()
        return None

    def _sum(self) -> None:
        with suppress(OSError, ValueError):
            if self._file is not None:
                self._found = file_sums.of(self._file)

    def settle(self) -> str | None:
        """End the check; what is damaged, None where nothing is."""
        if self._joined():
            return None
        told = None if self._db.in_transaction else seals.broken(self._db)
        return told or "its content changed though nobody wrote"

    def _joined(self) -> bool:
        """Whether the file was sound, once the check has ended."""
        if self._thread is not None:
            self._thread.join()
            self._thread = None
            if self._found is None or self._left is None or self._found[:3] != self._left[:3]:
                self._found, self.sound = None, False
        return self.sound

    @contextmanager
    def committing(self) -> Iterator[None]:
        """Stands about a commit: learns which pages it changes."""
        journal = self._journal()
        try:
            yield
            self._commits.append(None if journal is None else file_sums.journaled(journal))
        finally:
            if journal is not None:
                journal.close()

    def _journal(self) -> BinaryIO | None:
        """The rollback journal: opened before the commit, which removes it, read after it."""
        if os.name != "posix":  # elsewhere what is open can't be removed
            return None
        with suppress(OSError):
            return self._path.with_name(f"{self._path.name}-journal").open("rb")
        return None

    def close(self) -> Sum | None:
        """Let go of the file, whose connection is closed; its sums, None where they aren't known
        without reading it all."""
        self._joined()
        if self._file is not None:
            self._file.close()
        if self._found is None:
            return None
        with self._path.open("rb") as file:
            if not self._commits:
                head = file_sums.head(file)
                return self._found if head == self._found[:2] else None
            if len(self._commits) > 1 or self._commits[0] is None:
                return None
            return file_sums.after(file, self._found, self._commits[0])


def wait_a_tick(path: Path) -> None:
    """Wait until a later change of a large file will show in its times."""
    with suppress(OSError):
        told = path.stat()
        left = _TICK - (time.time_ns() - told.st_ctime_ns)
        if told.st_size > _LARGE and 0 < left <= _TICK:
            time.sleep(left / 1e9)
