"""One run at a time may write into a folder; another one waits for it, and can say on whom.

The lock is that of a small database, which the system lets go when the process ends, however it
ends. Its one row tells who holds it; it stays when the run ends, and counts for nothing then.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from timeline.errors import StoreError
from timeline.store import files

LOCK = ".timeline.lock"
_PAUSE = 0.05
_MOMENT = 1.0  # seconds
_OWNER = ("pid", "command", "since", "host")


def take(folder: Path, tell: Callable[[str], None] | None = None) -> sqlite3.Connection:
    """Hold a folder until the connection is closed.

    tell: is told once on whom it waits; None: it doesn't wait. Raises StoreError where another run
    has the folder for longer than files.PATIENCE, saying which.
    """
    until = time.monotonic() + (files.PATIENCE if tell is not None else 0.0)
    told = False
    while (lock := _try(folder / LOCK)) is None:
        who = _owner(folder / LOCK)
        if time.monotonic() >= until:
            how = "wait for it to end or choose another directory with --out-dir"
            raise StoreError(str(folder), f"another run is writing here: {who}", how)
        if not told and tell is not None:
            tell(f"{folder}: waiting up to {files.PATIENCE:.0f} s for another run: {who}")
        told = True
        time.sleep(_PAUSE)
    return lock


def _try(path: Path) -> sqlite3.Connection | None:
    """The lock, or None where another run has it."""
    lock = _connect(path)
    try:
        lock.execute("BEGIN IMMEDIATE")
        # Whoever looks who holds it is a moment in the way of its being written.
        lock.execute(f"PRAGMA busy_timeout = {int(_MOMENT * 1000)}")
        _sign(lock)
    except sqlite3.OperationalError as error:
        lock.close()
        if "locked" not in str(error):
            raise
        return None
    except sqlite3.DatabaseError:  # nobody can hold what is no database
        lock.close()
        path.unlink()
        return _try(path)
    return lock


def _sign(lock: sqlite3.Connection) -> None:
    """Write who holds it, keeping hold of it; a full disk is no hindrance."""
    import socket

    mine = (str(os.getpid()), _command(), _now(), socket.gethostname())
    while lock.execute("PRAGMA user_version").fetchone()[0] == 0 or _row(lock) != mine:
        try:
            lock.execute(f"CREATE TABLE IF NOT EXISTS owner ({', '.join(_OWNER)})")
            lock.execute("DELETE FROM owner")
            lock.execute("INSERT INTO owner VALUES (?, ?, ?, ?)", mine)
            lock.execute("PRAGMA user_version = 1")
            lock.execute("COMMIT")
        except sqlite3.OperationalError:
            if lock.in_transaction:  # half committed, it would bar those who only want to read
                lock.execute("ROLLBACK")
            lock.execute("BEGIN IMMEDIATE")
            return
        # Others read the row from now on. One that came in between has signed, and waits here now.
        lock.execute("BEGIN IMMEDIATE")


def _row(lock: sqlite3.Connection) -> tuple[str, ...] | None:
    found = lock.execute(f"SELECT {', '.join(_OWNER)} FROM owner").fetchone()
    return None if found is None else tuple(map(str, found))


def _owner(path: Path) -> str:
    """Who holds a lock, in words; one that has just taken it is given a moment to say so."""
    until = time.monotonic() + _MOMENT
    while (found := _read(path)) is None:
        if time.monotonic() >= until:
            return "it doesn't say which"
        time.sleep(_PAUSE)
    pid, command, since, host = found
    return f"{command}, process {pid} on {host}, since {since}"


def _read(path: Path) -> tuple[str, ...] | None:
    """The row of who holds a lock; None where there is none, or it can't be read."""
    try:
        with closing(_connect(path)) as db:
            return _row(db)
    except sqlite3.DatabaseError:
        return None


def _connect(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(files.address(path), uri=True, timeout=0.0)
    db.isolation_level = None
    return db


def _command() -> str:
    """The program and its command, without what it was given."""
    words = [w for w in sys.argv[1:2] if w.isalpha()]
    return " ".join([Path(sys.argv[0] or "python").name, *words])


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
