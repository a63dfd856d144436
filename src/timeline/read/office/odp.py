"""OpenDocument decks (.odp): the slides that are shown, without what the speaker notes."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.read.draft import Found
from timeline.read.office import decks
from timeline.read.office.odt import body
from timeline.read.office.package import opened


def read(data: bytes, name: str) -> Iterator[Found]:
    """The deck as one article. Raises InputError for what is damaged, or holds no text."""
    with opened(data, name, "OpenDocument file") as package:
        document, title, whole = body(package)
    shown = [held for called, held in document.pages if called not in document.hidden]
    hidden = len(document.pages) - len(shown)
    yield decks.draft(shown, name, title=title, seen=document.seen, hidden=hidden, whole=whole)
