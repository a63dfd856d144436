"""The user's file of names as bytes, and what names its content: all that `timeline show` needs."""

from __future__ import annotations

import os
from pathlib import Path

from timeline import content
from timeline.errors import InputError, TimelineError


class NamesError(TimelineError):
    """A file of names has a mistake; the line is told with it."""

    code = "names"

    def __init__(self, path: str, line: int, why: str, how: str) -> None:
        super().__init__(f"{path}, line {line}" if line else path, why, how)


def digest(path: Path) -> str:
    """What names a file's content, "" where there is no such file. Raises NamesError."""
    return digest_of(content_of(path))


def digest_of(told: bytes | None) -> str:
    """What names a file's content, "" for no file."""
    import hashlib

    return "" if told is None else hashlib.sha256(told).hexdigest()[:16]


def content_of(path: Path) -> bytes | None:
    """The bytes of a file, None where there is none. Raises NamesError."""
    if not os.path.lexists(path):
        return None
    try:
        return content.of_settings(path)
    except InputError as error:
        raise NamesError(error.what, 0, error.why, error.how) from error
