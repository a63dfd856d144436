"""Plain text."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.errors import InputError
from timeline.read import press
from timeline.read.decode import decode
from timeline.read.draft import Draft, numbered


def read(data: bytes, name: str) -> Iterator[Draft | InputError]:
    """The whole file as one article, or the articles of a press archive's export.

    Nothing but the encoding is interpreted otherwise.
    """
    text, warnings = decode(data, name)
    exported = list(numbered(press.split(text)))
    yield from exported or [Draft(text=text, warnings=warnings)]
