"""The binary format of Word 97 to 2003 ([MS-DOC]): text by pieces, and what holds of its ranges.

Read is what the text needs: the table of pieces, of characters what is deleted or hidden, of
paragraphs what they are in. Places in the text are counted in characters (cp), those in the stream
in bytes (fc).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

_MAGIC = 0xA5EC
_OLDEST = 0x00C1  # of the versions with this layout: Word 97
_PAGE = 512
_LONGEST = 20_000_000
_MOST_SPANS = 1_000_000
# Places in the header: numbers of characters of each part, pairs of place and length of tables.
_COUNTS = 0x4C
PARTS = ("text", "footnotes", "headers", "macros", "comments", "endnotes", "boxes")
_TABLES = {
    "footnote marks": 0xAA, "footnotes": 0xB2, "comment marks": 0xBA, "characters": 0xFA,
    "paragraphs": 0x102, "pieces": 0x1A2, "endnote marks": 0x20A, "endnotes": 0x212,
}  # fmt: skip
# Bytes that an operation's operand has, by the upper bits of its number.
_OPERANDS = (1, 1, 2, 4, 2, 2, -1, 3)
_TABLE_SHAPE = 0xD608  # its own length has two bytes
_DELETED, _HIDDEN = 0x0800, 0x083C
_IN_TABLE, _ROW_ENDS, _IN_LIST, _OUTLINE = 0x2416, 0x2417, 0x460B, 0x2640


class DamagedError(Exception):
    """What is no file of this format, or a damaged one; LockedError and TooOldError say more."""


class LockedError(DamagedError):
    """It is protected by a password."""


class TooOldError(DamagedError):
    """It was written by Word 95 or before."""


@dataclass(frozen=True, slots=True)
class Span:
    """Characters [start, end) of which the same holds."""

    start: int
    end: int
    operations: dict[int, int]
    style: int = 0


@dataclass(frozen=True, slots=True)
class _Piece:
    """Characters [start, end), at a place in the stream, of `width` bytes each."""

    start: int
    end: int
    at: int
    width: int


class Binary:
    """A document's streams. text: all its parts one behind another, as they stand there.

    Raises DamagedError, or what of it says more.
    """

    def __init__(self, main: bytes, table: Callable[[str], bytes]) -> None:
        """table: gives the stream of a name."""
        if len(main) < 0x21A or _short(main, 0) != _MAGIC:
            raise DamagedError
        flags = _short(main, 0xA)
        if _short(main, 2) < _OLDEST:
            raise TooOldError
        if flags & 0x0100:
            raise LockedError
        self._main, self._table = main, table("1Table" if flags & 0x0200 else "0Table")
        counts = [_long(main, _COUNTS + 4 * n) for n in range(len(PARTS))]
        self.parts: dict[str, tuple[int, int]] = {}
        at = 0
        for part, count in zip(PARTS, counts, strict=True):
            self.parts[part] = (at, at + count)
            at += count
        self._pieces = [piece for piece in self._read_pieces() if piece.end > piece.start]
        self._pieces.sort(key=lambda piece: piece.start)
        self._by_place = sorted(self._pieces, key=lambda piece: piece.at)
        self.text = self._read_text()

    def _of_table(self, name: str) -> bytes:
        place = _TABLES[name]
        at, length = _long(self._main, place), _long(self._main, place + 4)
        return self._table[at : at + length]

    def _read_pieces(self) -> Iterator[_Piece]:
        held, at = self._of_table("pieces"), 0
        while at < len(held) and held[at] == 1:  # properties that pieces share
            at += 3 + _short(held, at + 1)
        if at + 5 > len(held) or held[at] != 2:
            raise DamagedError
        length = _long(held, at + 1)
        plex = held[at + 5 : at + 5 + length]
        count = (len(plex) - 4) // 12
        for n in range(count):
            start, end = _long(plex, 4 * n), _long(plex, 4 * n + 4)
            place = _long(plex, 4 * (count + 1) + 8 * n + 2)
            narrow = bool(place & 0x40000000)
            place &= 0x3FFFFFFF
            yield _Piece(start, end, place // 2 if narrow else place, 1 if narrow else 2)

    def _read_text(self) -> str:
        told: list[str] = []
        at = 0
        for piece in self._pieces:
            if piece.start != at or piece.end > _LONGEST:
                raise DamagedError
            raw = self._main[piece.at : piece.at + (piece.end - piece.start) * piece.width]
            text = raw.decode("cp1252" if piece.width == 1 else "utf-16-le", "replace")
            # A character beyond the first 65536 counts as two; the second is set aside.
            text = "".join(c if c < "\U00010000" else c + "\x1f" for c in text)
            told.append(text[: piece.end - at].ljust(piece.end - at, "\x1f"))
            at = piece.end
        return "".join(told)

    def _characters(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The ranges of the text that a range of the stream holds."""
        number = bisect_left(self._by_place, end, key=lambda piece: piece.at)
        while number:
            number -= 1
            piece = self._by_place[number]
            first = max(0, start - piece.at) // piece.width
            last = min(piece.end - piece.start, -(-(end - piece.at) // piece.width))
            if first >= last:
                return
            yield piece.start + first, piece.start + last

    def characters(self) -> list[Span]:
        """What holds of ranges of characters, in the order of the text."""
        return self._sorted("characters")

    def paragraphs(self) -> list[Span]:
        """The same of paragraphs."""
        return self._sorted("paragraphs")

    def _sorted(self, name: str) -> list[Span]:
        return sorted(islice(self._spans(name), _MOST_SPANS), key=lambda span: span.start)

    def _spans(self, name: str) -> Iterator[Span]:
        plex = self._of_table(name)
        count = (len(plex) - 4) // 8
        numbers = (_long(plex, 4 * (count + 1) + 4 * n) & 0x3FFFFF for n in range(count))
        for page in (number * _PAGE for number in dict.fromkeys(numbers)):
            held = self._main[page : page + _PAGE]
            if len(held) == _PAGE:
                for start, end, operations, style in _page(held, name == "paragraphs"):
                    for first, last in self._characters(start, end):
                        yield Span(first, last, operations, style)

    def places(self, name: str) -> list[int]:
        """The places that a table of marks or notes lists. name: one of _TABLES."""
        plex = self._of_table(name)
        size = {"comment marks": 30}.get(name, 2 if name.endswith("marks") else 0)
        count = (len(plex) - 4) // (4 + size) if plex else -1
        return [_long(plex, 4 * n) for n in range(count + 1)]


def _page(held: bytes, paragraphs: bool) -> Iterator[tuple[int, int, dict[int, int], int]]:
    """A page of the stream that tells what holds of ranges of it."""
    count = held[-1]
    step = 13 if paragraphs else 1
    if 4 * (count + 1) + step * count > _PAGE:
        return
    for n in range(count):
        start, end = _long(held, 4 * n), _long(held, 4 * n + 4)
        place = 2 * held[4 * (count + 1) + step * n]
        if not place:
            yield start, end, {}, 0
        elif paragraphs:
            size = 2 * held[place] - 1 if held[place] else 2 * held[place + 1]
            place += 1 if held[place] else 2
            inner = held[place : place + size]
            style = _short(inner, 0) if len(inner) > 1 else 0
            yield start, end, _operations(inner[2:]), style
        else:
            yield start, end, _operations(held[place + 1 : place + 1 + held[place]]), 0


def _operations(held: bytes) -> dict[int, int]:
    """The operations of a list and their operands, as far as they are short."""
    found: dict[int, int] = {}
    at = 0
    while at + 2 < len(held):
        operation = _short(held, at)
        size = _OPERANDS[operation >> 13]
        at += 2
        if size < 0:
            at += (
                1
                + held[at]
                + (held[at + 1] * 256 if operation == 0xD608 and at + 1 < len(held) else 0)
            )
            continue
        found[operation] = int.from_bytes(held[at : at + size], "little")
        at += size
    return found


def is_deleted(span: Span) -> bool:
    """Whether a tracked change deletes it."""
    return span.operations.get(_DELETED, 0) == 1


def is_hidden(span: Span) -> bool:
    """Whether it is not shown."""
    return span.operations.get(_HIDDEN, 0) == 1


def is_in_table(span: Span) -> bool:
    """Whether a paragraph stands in a table."""
    return span.operations.get(_IN_TABLE, 0) == 1


def ends_row(span: Span) -> bool:
    """Whether it is the mark at a row's end."""
    return span.operations.get(_ROW_ENDS, 0) == 1


def level(span: Span) -> int | None:
    """Of a heading, how deep it stands, from 0; None of other paragraphs.

    The styles of headings have the numbers 1 to 9 in every document.
    """
    if 1 <= span.style <= 9:
        return span.style - 1
    outline = span.operations.get(_OUTLINE, 9)
    return outline if outline < 9 else None


def is_listed(span: Span) -> bool:
    """Whether it is an item of a list."""
    return span.operations.get(_IN_LIST, 0) not in (0, 0xF801)


def at(spans: list[Span], place: int) -> Span | None:
    """The one that holds at a place; spans are sorted."""
    found = bisect_right(spans, place, key=lambda span: span.start) - 1
    return spans[found] if found >= 0 and place < spans[found].end else None


def _short(held: bytes, place: int) -> int:
    return int.from_bytes(held[place : place + 2], "little")


def _long(held: bytes, place: int) -> int:
    return int.from_bytes(held[place : place + 4], "little")
