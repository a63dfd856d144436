"""Texts packed small: zlib with a dictionary of what texts of their kind have in common.

A few kilobytes of JSON by themselves are packed to a fifth, with a dictionary (RFC 1950, section
2.2) to an eighth. The dictionaries lie in presets/: names of fields and common values, common words
of English and French. What was packed with one is unpacked with that one alone, so that another
dictionary is another layout of the store.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from timeline.store import columns

_WINDOW = -zlib.MAX_WBITS  # without zlib's own header and checksum: all that is packed has ours
_LEVEL = 9
# What packed mentions begin with: as they are, by columns, by columns beside the article's text,
# whose CRC-32 stands next.
_WHOLE, _FOLDED, _BESIDE = b"=", b"|", b">"
_SUM = 4
_NONE = "[]"


class Unreadable(ValueError):
    """What is to be unpacked was not packed so."""


class Packed(NamedTuple):
    """What an article gave as the store keeps it: its record, its mentions, and what merging made
    of them until they are merged (drafts.py)."""

    document: bytes
    mentions: bytes
    draft: bytes


class Packing:
    """One kind of text. preset: its dictionary, or the name of the file that holds it."""

    def __init__(self, preset: str | bytes) -> None:
        self._preset = preset

    @cached_property
    def _dictionary(self) -> bytes:
        if isinstance(self._preset, bytes):
            return self._preset
        return (Path(__file__).parent / "presets" / self._preset).read_bytes()

    def pack(self, text: str) -> bytes:
        """A text as it is kept."""
        return self._packed(text)

    def unpack(self, packed: Any) -> str:
        """The text that was packed so. Raises Unreadable."""
        return self._unpacked(packed)

    def _packed(self, text: str, beside: bytes = b"") -> bytes:
        """beside: what is at hand when it is unpacked, too."""
        to = zlib.compressobj(_LEVEL, zlib.DEFLATED, _WINDOW, zdict=beside + self._dictionary)
        return to.compress(text.encode()) + to.flush()

    def _unpacked(self, packed: Any, beside: bytes = b"") -> str:
        if not isinstance(packed, bytes):
            raise Unreadable("what is packed are no bytes")
        back = zlib.decompressobj(_WINDOW, zdict=beside + self._dictionary)
        try:
            text = back.decompress(packed).decode()
        except (zlib.error, UnicodeDecodeError) as error:
            raise Unreadable(f"it can't be unpacked: {error}") from error
        if not back.eof:
            raise Unreadable("it is cut off")
        return text


class MentionPacking(Packing):
    """Lists of mentions, column by column where that tells them wholly (columns.py)."""

    def pack(self, text: str, article: str | None = None) -> bytes:
        """A text as it is kept. article: the text that the mentions are of, where that is kept."""
        beside_it = None if article is None or text == _NONE else columns.folded(text, article)
        if article is not None and beside_it is not None:
            beside = article.encode()
            return _BESIDE + _sum(beside) + self._packed(beside_it, beside)
        found = columns.folded(text)
        return _WHOLE + self._packed(text) if found is None else _FOLDED + self._packed(found)

    def unpack(self, packed: Any, article: Callable[[], str | None] = lambda: None) -> str:
        """The text that was packed so. article: reads the text that the mentions are of, None where
        there is none. Raises Unreadable."""
        if not isinstance(packed, bytes):
            raise Unreadable("what is packed are no bytes")
        how, rest = packed[:1], packed[1:]
        if how == _WHOLE:
            return self._unpacked(rest)
        if how not in (_FOLDED, _BESIDE):
            raise Unreadable("it is no list of mentions")
        text = article() if how == _BESIDE else None
        beside = b"" if text is None else text.encode()
        if how == _BESIDE:
            if _sum(beside) != rest[:_SUM]:
                raise Unreadable("the text that it is of is another")
            rest = rest[_SUM:]
        try:
            return columns.unfolded(self._unpacked(rest, beside), text)
        except columns.MALFORMED as error:
            raise Unreadable(f"it can't be unfolded: {error}") from error


def _sum(text: bytes) -> bytes:
    return zlib.crc32(text).to_bytes(_SUM, "little")


ARTICLES = Packing("articles.txt")
"""An article as it was read, JSON."""
MENTIONS = MentionPacking("mentions.txt")
"""What an article gave, JSON."""
DOCUMENTS = Packing(
    b'"author":"","url":"https://www.","kind_by":["headed 0.9"],"kind":null,"language":"fr",'
    b'"published_how":"metadata","published_how":"filename","published_how":"inferred",'
    b'{"id":"","path":".html","path":".txt","title":"","author":null,"url":null,"published":"20'
    b'","published_how":"given","language":"en","words":1,"sha256":"","warnings":[],"copy_of":null,'
    b'"kind":"news","kind_by":["dates of the last week 0","of other years 0"]}'
)
"""What is known of an article, JSON."""
EVENTS = Packing(
    b'"country"],["person:"organisation","country:","group"],["happened","planned"'
    b'","city","USD","people","date",["hidden",null,"accepted",[[],[],[],[],[],null,[['
)
"""What of an event stands in no column (event_rows.py), JSON."""
