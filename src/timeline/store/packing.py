"""Texts packed small: zlib with a dictionary of what texts of their kind have in common.

A few kilobytes of JSON by themselves are packed to a fifth, with a dictionary (RFC 1950, section
2.2) to an eighth. The dictionaries lie in presets/: names of fields and common values, common words
of English and French. What was packed with one is unpacked with that one alone, so that another
dictionary is another layout of the store.
"""

from __future__ import annotations

import zlib
from functools import cached_property
from pathlib import Path
from typing import Any

from timeline.store import columns

_WINDOW = -zlib.MAX_WBITS  # without zlib's own header and checksum: all that is packed has ours
_LEVEL = 9
# What a text of mentions begins with: as it is, or by columns.
_WHOLE, _FOLDED = "=", "|"


class Unreadable(ValueError):
    """What is to be unpacked was not packed so."""


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
        to = zlib.compressobj(_LEVEL, zlib.DEFLATED, _WINDOW, zdict=self._dictionary)
        return to.compress(text.encode()) + to.flush()

    def unpack(self, packed: Any) -> str:
        """The text that was packed so. Raises Unreadable."""
        if not isinstance(packed, bytes):
            raise Unreadable("what is packed are no bytes")
        back = zlib.decompressobj(_WINDOW, zdict=self._dictionary)
        try:
            text = back.decompress(packed).decode()
        except (zlib.error, UnicodeDecodeError) as error:
            raise Unreadable(f"it can't be unpacked: {error}") from error
        if not back.eof:
            raise Unreadable("it is cut off")
        return text


class MentionPacking(Packing):
    """Lists of mentions, column by column where that tells them wholly (columns.py)."""

    def pack(self, text: str) -> bytes:
        """A text as it is kept."""
        found = columns.folded(text)
        return super().pack(_WHOLE + text if found is None else _FOLDED + found)

    def unpack(self, packed: Any) -> str:
        """The text that was packed so. Raises Unreadable."""
        text = super().unpack(packed)
        if text[:1] == _WHOLE:
            return text[1:]
        if text[:1] != _FOLDED:
            raise Unreadable("it is no list of mentions")
        try:
            return columns.unfolded(text[1:])
        except columns.MALFORMED as error:
            raise Unreadable(f"it can't be unfolded: {error}") from error


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
