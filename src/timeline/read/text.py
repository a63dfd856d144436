"""Plain text."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.errors import InputError
from timeline.read.decode import decode
from timeline.read.draft import Draft


def read(data: bytes, name: str) -> Iterator[Draft | InputError]:
    """The whole file as one article; nothing but its encoding is interpreted."""
    text, warnings = decode(data, name)
    yield Draft(text=text, warnings=warnings)
