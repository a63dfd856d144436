"""The file of decisions as bytes, and what names its content: all that `timeline show` needs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from timeline.errors import StoreError

FILE = "decisions.toml"


def digest(folder: Path) -> str:
    """What names the content of a folder's decisions, "" without any. Raises StoreError."""
    return digest_of(content_of(folder))


def digest_of(content: bytes) -> str:
    """What names a file's content, "" where it has none."""
    return hashlib.sha256(content).hexdigest() if content else ""


def content_of(folder: Path) -> bytes:
    """The bytes of a folder's decisions, none where there is no file. Raises StoreError."""
    with explained(folder / FILE):
        try:
            return (folder / FILE).read_bytes()
        except FileNotFoundError:
            return b""


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn an error of the file system into a StoreError."""
    try:
        yield
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise StoreError(
            str(path), why, "check its permissions and the room on the disk"
        ) from error
