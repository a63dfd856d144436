"""The bytes of what a path names: a file, a pipe, standard input; never endless, never for ever.

A file is read whole. A named pipe (`mkfifo`, `<(command)`) is read as a stream, with patience for
whoever writes into it. Devices, sockets and directories hold no text to read.
"""

from __future__ import annotations

import errno
import os
import select
import stat
from pathlib import Path
from typing import BinaryIO

from timeline.errors import InputError

MOST = 50_000_000
"""Bytes that are read of one input."""
PATIENCE = 60.0
"""Seconds that a pipe may stay silent."""
LONGEST_PATH = 4096
_SETTINGS = 10_000_000
_CHUNK = 1 << 16
_KINDS = (
    (stat.S_ISDIR, "a directory", "name the files in it"),
    (stat.S_ISSOCK, "a socket", "pipe what it sends into - (standard input)"),
    (stat.S_ISBLK, "a device", "name a file"),
    (stat.S_ISCHR, "a device", "name a file, or - for standard input"),
)


def read(
    path: str, name: str | None = None, *, most: int = MOST, patience: float = PATIENCE
) -> bytes:
    """What a file or a named pipe holds.

    name: what it is called in messages. most: larger ones are refused. patience: seconds that a
    pipe may stay silent, 0 for as long as it likes.

    Raises InputError for what can't be read, with what, why and how.
    """
    told = shown(path) if name is None else name
    if not path or "\0" in path:
        raise InputError(ascii(path), "it is no path", "name a file")
    try:
        _check_kind(Path(path).stat().st_mode, told)
        # Without O_NONBLOCK the mere opening waits for somebody to write into a pipe.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        number = os.open(path, flags | getattr(os, "O_NOCTTY", 0))
        with os.fdopen(number, "rb", buffering=0) as file:
            there = os.fstat(number)
            _check_kind(there.st_mode, told)
            if stat.S_ISFIFO(there.st_mode):
                told_by = "pipe:[" not in os.path.realpath(path)
                return _of_pipe(number, told, most, patience, waits=told_by)
            if there.st_size > most:
                raise _too_large(told, most)
            return _of_stream(file, told, most)
    except (OSError, ValueError) as error:  # ValueError: a name that the system can't have
        raise _unreadable(told, error) from error


def of_file(stream: BinaryIO, name: str, *, most: int = MOST) -> bytes:
    """What an open file holds. Raises InputError for a larger one, and what reading raises."""
    return _of_stream(stream, name, most)


def of_stdin(stream: BinaryIO, name: str, *, most: int = MOST) -> bytes:
    """What comes from standard input. Raises InputError as `read` does."""
    try:
        return _of_stream(stream, name, most)
    except (OSError, ValueError) as error:
        if isinstance(error, ValueError) or error.errno == errno.EBADF:
            how = "pipe something in or name files"
            raise InputError(name, "it is closed", how) from error
        raise _unreadable(name, error) from error


def of_settings(path: Path) -> bytes:
    """What a file of settings holds, which is small; a pipe gets little patience.

    Raises InputError as `read` does.
    """
    return read(str(path), most=_SETTINGS, patience=2.0)


def shown(path: str) -> str:
    """A path as messages name it: the beginning of one that is longer than any can be."""
    return path if len(path) <= LONGEST_PATH else f"{path[:60]}…"


def _of_stream(stream: BinaryIO, name: str, most: int) -> bytes:
    parts, size = [], 0
    while chunk := stream.read(min(_CHUNK << 4, most + 1 - size)):
        parts.append(chunk)
        size += len(chunk)
        if size > most:
            raise _too_large(name, most)
    return b"".join(parts)


def _of_pipe(number: int, name: str, most: int, patience: float, *, waits: bool) -> bytes:
    """What is written into a pipe until nobody has it open for writing.

    waits: whether somebody may still open it for writing when nobody has yet.
    """
    parts: list[bytes] = []
    size = 0
    while (chunk := _piece(number)) is None or chunk or (waits and not parts):
        if not chunk:
            # Nobody has opened it yet, or who has is silent.
            waits = _happens(number, name, patience) and waits
            continue
        parts.append(chunk)
        size += len(chunk)
        if size > most:
            raise _too_large(name, most)
    return b"".join(parts)


def _piece(number: int) -> bytes | None:
    """What can be read now: nothing where nobody has it open, None where who has is silent."""
    try:
        return os.read(number, _CHUNK)
    except BlockingIOError:
        return None


def _happens(number: int, name: str, patience: float) -> bool:
    """Wait until something happens with a pipe; False where somebody came and went without a word.

    Raises InputError where nothing does.
    """
    poll = select.poll()
    poll.register(number, select.POLLIN)
    events = poll.poll(patience * 1000 if patience else None)
    if not events:
        why = f"nothing was written into this pipe for {patience:g} s"
        raise InputError(name, why, "start the program that writes into it, or leave it out")
    return any(event & select.POLLIN for _, event in events)


def _check_kind(mode: int, name: str) -> None:
    for is_kind, kind, how in _KINDS:
        if is_kind(mode):
            raise InputError(name, f"it is {kind}", how)


def _too_large(name: str, most: int) -> InputError:
    how = "split it, or raise --limit-size"
    if most == _SETTINGS:
        how = "cut it down, or move it away"
    return InputError(name, f"it is larger than {most / 1e6:g} MB", how)


def _unreadable(name: str, error: OSError | ValueError) -> InputError:
    why = (getattr(error, "strerror", None) or "its name is no plain text").lower()
    if getattr(error, "errno", 0) == errno.ENAMETOOLONG:
        return InputError(name, "its name is longer than any can be", "check the spelling")
    return InputError(name, f"it can't be read ({why})", "check its name and permissions")
