"""The files of data/out: opened, written aside and renamed, and their errors explained."""

from __future__ import annotations

import errno
import os
import re
import shlex
import shutil
import sqlite3
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

from timeline.errors import StoreError, working_directory_gone
from timeline.store.seals import FILE as SUMS

STORE = "timeline.sqlite"
EXPORT = "chronology.json"
PAGE = 1024
"""Bytes of a page: texts of a kilobyte or two leave less of their last page empty than in larger
ones, and so do the many small tables of a small store; it is read as fast."""
PATIENCE = 30.0
"""Seconds that a run waits for another program to let go of the store, or of its folder."""
MERGING = ".timeline.merging"
"""The folder that processes which help with merging read from, while that lasts."""
LEFTOVERS = (f".{EXPORT}.new", ".decisions.toml.new", f"{SUMS}.new", f".{STORE}.new", MERGING)
"""What a killed run may leave; the next one that holds the folder clears it."""

# Where what has no place of its own is named, and the folders of open descriptors.
_STREAMS = ("/dev/", "/proc/")
_DESCRIPTORS = re.compile(r"/dev/fd|/proc/(?:self|\d+)(?:/task/\d+)?/fd")

# How a transaction begins, ends and is taken back.
_OUTER = ("BEGIN IMMEDIATE", "COMMIT", "ROLLBACK")
_INNER = ("SAVEPOINT inner_", "RELEASE inner_", "ROLLBACK TO inner_")


class Connection(sqlite3.Connection):
    """committing: what stands about each commit. gathers: whether what is written stays open, to be
    committed with what comes after it, by `settle`; since: when that began."""

    committing: Callable[[], AbstractContextManager[None]] = nullcontext
    gathers = False
    since = 0.0


def connect(path: Path, mode: str) -> Connection:
    """Open a database in SQLite's mode ro, rw or rwc."""
    db = sqlite3.connect(
        f"{address(path)}?mode={mode}", uri=True, timeout=PATIENCE, factory=Connection
    )
    db.execute(f"PRAGMA page_size = {PAGE}")  # of a new file; one that is there has its own
    return db


def address(path: Path) -> str:
    """A path as SQLite's address of a file."""
    return without_host(path.absolute().as_uri())


def without_host(uri: str) -> str:
    """The URI of a file as SQLite takes it, which knows no host: what lies on one (Windows'
    `\\\\host\\share`) has a path there that begins with two slashes."""
    return uri if uri.startswith("file:///") else uri.replace("file://", "file:////", 1)


def aside(target: Path) -> Path:
    """Where a file is written in full before it takes its target's place."""
    return target.with_name(f".{target.name}.new")


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All of what is written inside, or nothing of it; may stand within another."""
    if isinstance(db, Connection) and db.gathers and not db.in_transaction:
        db.execute(_OUTER[0])
        db.since = time.monotonic()
    inner = db.in_transaction
    begin, end, back = _INNER if inner else _OUTER
    db.execute(begin)
    try:
        yield
        with nullcontext() if inner else getattr(db, "committing", nullcontext)():
            db.execute(end)
    except BaseException:
        if db.in_transaction:
            db.execute(back)
            if inner:
                db.execute(end)
        raise


def settle(db: sqlite3.Connection, seconds: float = 0) -> None:
    """Commit what was gathered, if that began so long ago."""
    if not isinstance(db, Connection) or not db.gathers or not db.in_transaction:
        return
    if time.monotonic() - db.since >= seconds:
        try:
            with db.committing():
                db.execute(_OUTER[1])
        except BaseException:
            if db.in_transaction:
                db.execute(_OUTER[2])
            raise


def place(path: str, folder: Path | None) -> str:
    """Where a file lies as seen from the store's folder, with slashes, so that both can be moved
    together; as it is named where there is no folder, or it lies in another file system."""
    if folder is None or ("://" in path and not os.path.lexists(path)):
        return path
    there = os.path.realpath(path)
    try:
        return Path(os.path.relpath(there, os.path.realpath(folder))).as_posix()
    except ValueError:  # on another drive
        return Path(there).as_posix()


def is_stream(path: str) -> bool:
    """Whether a path leads to what lies nowhere: standard input, a device, an open descriptor."""
    if path == "-" or path.startswith("/dev/std"):
        return True
    if not path.startswith(_STREAMS):
        return False
    if _DESCRIPTORS.fullmatch(os.path.realpath(os.path.dirname(path))):  # noqa: PTH120
        return True
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116
    except OSError:  # it is gone, or lies in another file
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut, where the system knows how."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def make(folder: Path) -> None:
    """Make the folder of a store, if it is not there. Raises StoreError where it can't be."""
    barred = _barred(folder)
    if barred is not None:
        raise barred
    folder.mkdir(parents=True, exist_ok=True)


def none_yet(folder: Path) -> StoreError:
    """The error of a folder without a chronology."""
    why = "there is no chronology here yet"
    return _barred(folder) or StoreError(str(folder), why, how_to_make(folder))


def _barred(folder: Path) -> StoreError | None:
    """Why no store can be in a folder; None where one can."""
    if folder.exists() and not folder.is_dir():
        how = "choose another directory with --out-dir"
        return StoreError(str(folder), "it is a file, not a directory", how)
    if not folder.is_absolute() and working_directory_gone():
        why = "the working directory was removed while a program was in it"
        return StoreError(str(folder), why, "go to a directory that is there: cd DIR")
    return None


def how_to_make(folder: Path) -> str:
    """The command that makes the store that is missing."""
    where = "" if folder == Path("data/out") else f" --out-dir {shlex.quote(str(folder))}"
    return f"make one with: timeline extract PATHS{where}"


def how_to_check(path: Path | None) -> str:
    """The command that says what of a store, or of its folder, can be mended."""
    if path is None:
        return "read the articles again"
    folder = path.parent if path.name == STORE else path
    where = "" if folder == Path("data/out") else f" --out-dir {shlex.quote(str(folder))}"
    return f"see what can be mended: timeline check{where}"


def clear(folder: Path) -> None:
    """Remove what killed runs left; the caller holds the folder."""
    for name in LEFTOVERS:
        left = folder / name
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)


@contextmanager
def explained(path: Path | None) -> Iterator[None]:
    """Turn the errors of SQLite, the file system and stale records into one clear StoreError."""
    what = "the store" if path is None else str(path)
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
        raise  # a mistake of ours, not of the file
    except sqlite3.DatabaseError as error:
        why, how = _cause(str(error), how_to_check(path))
        raise StoreError(what, why, how) from error
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise StoreError(what, why, _remedy(error, path)) from error
    except UnicodeDecodeError as error:  # no version wrote that
        raise damaged(path, "text in it can't be read") from error
    except ValueError as error:  # json's and pydantic's: the file is whole but not what we wrote
        raise StoreError(
            what, "it holds records this version can't read", "extract again with --fresh"
        ) from error


_ROOM = "make room on the disk and run it again; what was finished is kept"
WRITABLE = "make it writable, or copy the folder and work on the copy"
"""What to do about a store, or a file beside it, that can't be written."""


def _remedy(error: OSError, path: Path | None) -> str:
    """What to do about an error of the file system. Who has a store can't do without its folder."""
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return _ROOM
    folder = path.parent if path is not None and path.name == STORE else path
    # Not Path.exists, which raises where the folder can't be searched.
    if folder is not None and not os.path.lexists(folder / STORE):
        return "choose another directory with --out-dir"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return WRITABLE
    return "check its permissions and the disk that it is on"


def damaged(path: Path | None, what: str) -> StoreError:
    """The error of a store that isn't what was written."""
    return StoreError(str(path or "the store"), f"it is damaged ({what})", how_to_check(path))


def _cause(told: str, check: str) -> tuple[str, str]:
    if "locked" in told or "busy" in told:
        return "another program is using it", "wait for it to end and try again"
    if "not a database" in told or "malformed" in told:
        return "it is damaged or no database", check
    if "full" in told:
        return "the disk is full", _ROOM
    if "readonly" in told or "unable to open" in told:
        return "it can't be opened or written", WRITABLE
    return told, check
