"""An output file as the user names it: a stream that is written into, or a file put in place whole.

A FIFO, a device and an open descriptor (/dev/stdout, `>(gzip)`) are streams: they are written into
and never replaced. Anything else is written aside, made to last, and renamed over the file that the
name leads to in the end, so that links stay links. A file that can't be replaced but may be written
(its folder is closed, it is mounted by itself) is filled with the whole output at the end.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from timeline.errors import TimelineError, UsageError
from timeline.store.files import sync_folder

_OPEN_IS_FREE = os.name == "posix"
"""Whether a file that is open can be renamed."""
_MOST_LINKS = 40  # as the kernel follows
_LONGEST = 200  # bytes of a file's name that the name of its part can hold
# Why a file can't be replaced that may be writable all the same.
_CLOSED = (errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY, errno.EXDEV)
_WHERE = "choose a place that can be written to"


@dataclass(frozen=True, slots=True)
class Stream:
    """Something to write into. descriptor: one of this process, to be had without opening."""

    path: Path
    descriptor: int | None = None


def stream(path: Path) -> Stream | None:
    """The stream that a path names; None for a file, a directory, and what is not there."""
    number = _descriptor(path)
    if number is not None:
        return Stream(path, number)
    try:
        kind = path.stat().st_mode
    except (OSError, ValueError):
        return None
    into = stat.S_ISFIFO(kind) or stat.S_ISCHR(kind) or stat.S_ISSOCK(kind)
    return Stream(path) if into else None


def _descriptor(path: Path) -> int | None:
    """The open descriptor of this process that a path leads to: 1 for /dev/stdout."""
    own = {os.path.realpath("/dev/fd"), f"/proc/{os.getpid()}/fd"}
    for _ in range(_MOST_LINKS):
        # Taken link by link: what the last one says is no path (`pipe:[123]`), or a file's own.
        try:
            if path.name.isdecimal() and os.path.realpath(path.parent) in own:
                return int(path.name)
            path = path.parent / path.readlink()
        except (OSError, ValueError):
            return None
    return None


def check(path: Path) -> None:
    """Raise, before any work is done, where nothing can be written. Raises TimelineError."""
    if stream(path) is not None:
        return
    try:
        kind = path.stat().st_mode
    except FileNotFoundError:
        _check_new(path)
        return
    except (OSError, ValueError) as error:
        raise unwritable(path, error) from error
    if stat.S_ISDIR(kind):
        raise UsageError(str(path), "it is a directory", "name a file in it")
    if not stat.S_ISREG(kind):
        raise UsageError(str(path), "it is a disk", "name a file")
    if not os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        raise TimelineError(str(path), "it may not be written (permission denied)", _WHERE)


def _check_new(path: Path) -> None:
    folder = Path(os.path.realpath(path)).parent if path.is_symlink() else path.parent
    if not folder.is_dir():
        raise UsageError(
            str(path), f"there is no directory {folder}", f"make it: mkdir -p {folder}"
        )


@contextmanager
def opened(path: Path, *, binary: bool) -> Iterator[Any]:
    """What to write to. Of a file nothing is changed unless all was written.

    Raises TimelineError for what can't be written, BrokenPipeError where a stream's reader left.
    """
    check(path)
    into = stream(path)
    try:
        if into is None:
            with _file(Path(os.path.realpath(path)), binary=binary) as out:
                yield out
        else:
            with _stream(into, binary=binary) as out:
                yield out
    except BrokenPipeError:
        raise
    except OSError as error:
        raise unwritable(path, error) from error


@contextmanager
def _stream(into: Stream, *, binary: bool) -> Iterator[Any]:
    # O_NOCTTY: a terminal that is written to does not become the one that is read from.
    handle = (
        os.open(into.path, os.O_WRONLY | getattr(os, "O_NOCTTY", 0))
        if into.descriptor is None
        else os.dup(into.descriptor)
    )
    out = _wrapped(handle, binary=binary)
    try:
        yield out
        out.flush()
    finally:
        with suppress(BrokenPipeError):  # what is left in the buffer has no reader either
            out.close()


def _wrapped(handle: int, *, binary: bool) -> IO[Any]:
    if binary:
        return os.fdopen(handle, "wb")
    return os.fdopen(handle, "w", encoding="utf-8", newline="")


# -- files -----------------------------------------------------------------------------------------


@contextmanager
def _file(target: Path, *, binary: bool) -> Iterator[Any]:
    """A file's whole new content, written aside and put in its place."""
    old = target.stat() if target.exists() else None
    clear(target)
    part: Path | None = part_of(target)
    assert part is not None
    try:
        handle = _created(part, 0o666 if old is None else 0o600)
    except OSError as error:
        if old is None or error.errno not in _CLOSED:
            raise
        part, handle = None, _spool()
    try:
        # A second handle, so that the lock on the part lasts until it has its name.
        with _wrapped(os.dup(handle), binary=binary) as out:
            yield out
        if part is None or not _replaced(target, part, handle, old):
            _fill(target, handle)
    finally:
        if part is not None:
            part.unlink(missing_ok=True)
        os.close(handle)


def _replaced(target: Path, part: Path, handle: int, old: os.stat_result | None) -> bool:
    """Give a finished part its name, and what it replaces its mode; False where that is barred."""
    if old is not None:
        _keep(handle, old)
    os.fsync(handle)
    try:
        with _let_go(part, handle):
            part.replace(target)
    except OSError as error:
        if old is None or error.errno not in _CLOSED:
            raise
        return False
    with suppress(OSError):  # not every file system knows how, nor is every folder to be read
        sync_folder(target.parent)
    return True


@contextmanager
def _let_go(part: Path, handle: int) -> Iterator[None]:
    """Its handle leads to nothing where a part has to be closed to be renamed, and back to the part
    where that failed."""
    if _OPEN_IS_FREE:
        yield
        return
    _lead(handle, os.devnull)
    try:
        yield
    except OSError:
        _lead(handle, part)
        raise


def _lead(handle: int, path: Path | str) -> None:
    opened = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    os.dup2(opened, handle)
    os.close(opened)


def _keep(handle: int, old: os.stat_result) -> None:
    """The owner and the mode of a file that is replaced, as far as this user may give them."""
    mode = stat.S_IMODE(old.st_mode) & 0o777
    if hasattr(os, "fchown"):
        try:
            os.fchown(handle, old.st_uid, old.st_gid)
        except OSError:
            try:
                os.fchown(handle, -1, old.st_gid)
            except OSError:
                mode &= ~0o070  # those rights were another group's
    if hasattr(os, "fchmod"):
        os.fchmod(handle, mode)


def _spool() -> int:
    """A file without a name, for what is copied when it is whole."""
    import tempfile

    with tempfile.TemporaryFile(prefix="timeline-") as file:
        return os.dup(file.fileno())


def _fill(target: Path, source: int) -> None:
    """Copy the whole output into a file that can't be replaced."""
    os.lseek(source, 0, os.SEEK_SET)
    into = os.open(target, os.O_WRONLY)
    try:
        with os.fdopen(os.dup(source), "rb") as told, os.fdopen(os.dup(into), "wb") as out:
            shutil.copyfileobj(told, out)
            out.truncate()
        os.fsync(into)
    except OSError as error:
        why = f"{_reason(error)} while it was filled, and it is not whole now"
        how = "make room, or choose a file whose folder may be written to"
        raise TimelineError(str(target), why, how) from error
    finally:
        os.close(into)


def unwritable(path: Path, error: Exception) -> TimelineError:
    """The error of a path that can't be written."""
    if isinstance(error, OSError) and error.errno == errno.ELOOP:
        return UsageError(str(path), "its links lead round in a circle", "remove one of them")
    return TimelineError(str(path), _reason(error), _WHERE)


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()


# -- parts: what runs that were killed leave behind ------------------------------------------------


def part_of(target: Path) -> Path:
    """Where this process writes a file before it is whole."""
    return target.with_name(f"{_stem(target)}{os.getpid()}.part")


def _stem(target: Path) -> str:
    """How the names of a file's parts begin; of a very long name a digest stands for it."""
    name = target.name
    if len(os.fsencode(name)) > _LONGEST:
        import hashlib

        name = hashlib.sha256(os.fsencode(name)).hexdigest()
    return f".{name}."


def _created(part: Path, mode: int) -> int:
    """A new part, locked while it is open: whoever can lock it knows that its writer is gone."""
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    for _ in range(10):
        handle = os.open(part, flags, mode)
        # Another run may have cleared it away between these two calls.
        if _locked(handle) is not False and part.exists():
            return handle
        os.close(handle)
    raise FileExistsError(errno.EEXIST, "another run keeps removing it", str(part))


def _locked(handle: int) -> bool | None:
    """Whether the lock of an open part is ours now; None where there are no locks."""
    try:
        import fcntl
    except ImportError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def clear(target: Path) -> None:
    """Remove a file's parts that nobody writes any more: this user's, and named as ours are."""
    named = re.compile(rf"{re.escape(_stem(target))}(\d{{1,10}})\.part")
    with suppress(OSError), os.scandir(target.parent) as entries:
        for entry in entries:
            found = named.fullmatch(entry.name)
            if found and entry.is_file(follow_symlinks=False):
                with suppress(OSError):
                    _clear(Path(entry.path), int(found[1]))


def _clear(part: Path, process: int) -> None:
    quietly = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    handle = os.open(part, os.O_RDWR | quietly)
    try:
        if hasattr(os, "geteuid") and os.fstat(handle).st_uid != os.geteuid():
            return
        locked = _locked(handle)
        if locked is None:  # no locks here: the number in its name has to do
            locked = os.name == "posix" and process != os.getpid() and not _runs(process)
        if locked and os.path.samestat(os.fstat(handle), os.lstat(part)):
            part.unlink()
    finally:
        os.close(handle)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
