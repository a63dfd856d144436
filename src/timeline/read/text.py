"""Plain text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from timeline.decode import decode
from timeline.read import press
from timeline.read.draft import Draft, Found, numbered, or_else


def read(data: bytes, name: str) -> Iterator[Found]:
    """The whole file as one article, or the articles of a press archive's export.

    Nothing but the encoding is interpreted otherwise.
    """
    text, warnings = decode(data, name)
    whole = partial(Draft, text=text, warnings=warnings)
    yield from numbered(or_else(press.split(text), whole))
