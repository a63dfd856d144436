"""The file of decisions as bytes, and what names its content: all that `timeline show` needs."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from timeline import content as bytes_of
from timeline.errors import InputError, StoreError

FILE = "decisions.toml"


def digest(folder: Path) -> str:
    """What names the content of a folder's decisions, "" without any. Raises StoreError."""
    return digest_of(content_of(folder))


def digest_of(content: bytes) -> str:
    """What names a file's content, "" where it has none."""
    if not content:
        return ""
    import hashlib

    return hashlib.sha256(content).hexdigest()


def content_of(folder: Path) -> bytes:
    """The bytes of a folder's decisions, none where there is no file. Raises StoreError."""
    if not os.path.lexists(folder / FILE):
        return b""
    try:
        return bytes_of.of_settings(folder / FILE)
    except InputError as error:
        raise StoreError(error.what, error.why, error.how) from error


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn an error of the file system into a StoreError."""
    try:
        yield
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        full = error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
        shut = error.errno in (errno.EACCES, errno.EPERM, errno.EROFS)
        how = "make it writable, or copy the folder and work on the copy"
        how = "make room on the disk" if full else how if shut else "check its permissions"
        raise StoreError(str(path), why, how) from error
