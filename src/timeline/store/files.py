"""The files of data/out: opened, locked, written aside and renamed, and their errors explained."""

from __future__ import annotations

import os
import shlex
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from timeline.contract import DocumentRow, EventRow, whole
from timeline.errors import StoreError

STORE = "timeline.sqlite"
EXPORT = "chronology.json"
LOCK = ".timeline.lock"


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """Open a database in SQLite's mode rw or rwc, with 20 seconds of patience with other users."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=20.0)


def take_lock(folder: Path) -> sqlite3.Connection:
    """Hold the folder for one run; the system lets go when the process ends, however it ends."""
    lock = sqlite3.connect(f"{(folder / LOCK).absolute().as_uri()}", uri=True, timeout=0.0)
    try:
        lock.isolation_level = None
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        lock.close()
        if "locked" not in str(error):
            raise
        raise StoreError(
            str(folder),
            "another run is writing here",
            "wait for it to end or choose another directory with -o",
        ) from error
    return lock


def write_aside(
    target: Path, documents: Iterable[DocumentRow], events: Iterable[EventRow | str]
) -> Path:
    """A chronology written in full beside its target, ready to be renamed."""
    aside = target.with_name(f".{target.name}.new")
    with aside.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(whole(documents, events))
        out.flush()
        os.fsync(out.fileno())
    return aside


def sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut, where the system knows how."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def how_to_make(folder: Path) -> str:
    """The command that makes the store that is missing."""
    where = "" if folder == Path("data/out") else f" -o {shlex.quote(str(folder))}"
    return f"make one with: timeline extract PATHS{where}"


@contextmanager
def explained(path: Path | None) -> Iterator[None]:
    """Turn the errors of SQLite, the file system and stale records into one clear StoreError."""
    what = "the store" if path is None else str(path)
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
        raise  # a mistake of ours, not of the file
    except sqlite3.DatabaseError as error:
        why, how = _cause(str(error))
        raise StoreError(what, why, how) from error
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise StoreError(what, why, "choose another directory with -o") from error
    except ValueError as error:  # json's and pydantic's: the file is whole but not what we wrote
        raise StoreError(
            what, "it holds records this version can't read", "extract again with --fresh"
        ) from error


def _cause(told: str) -> tuple[str, str]:
    if "locked" in told or "busy" in told:
        return "another program is using it", "wait for it to end and try again"
    if "not a database" in told or "malformed" in told:
        return "it is damaged or no database", "move it away, then extract again"
    if "full" in told:
        return "the disk is full", "free some space and run it again; what was finished is kept"
    if "readonly" in told or "unable to open" in told:
        return "it can't be opened or written", "check its permissions or use another -o directory"
    return told, "move it away, then extract again"
