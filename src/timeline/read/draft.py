"""What a format's reader hands back: an article without its id, hash and the user's overrides."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.model import PublishedHow


@dataclass(frozen=True, slots=True)
class Draft:
    """One article as found in one file.

    text: as read, never blank. published: EDTF or None. id: only where the format carries one;
    `line` (from 1) tells articles of one file apart. source: the bytes the article came from,
    where these are not the whole file.
    """

    text: str
    title: str | None = None
    published: str | None = None
    published_how: PublishedHow = "unknown"
    language: str | None = None
    url: str | None = None
    id: str | None = None
    line: int | None = None
    source: bytes | None = None
    warnings: tuple[str, ...] = ()
