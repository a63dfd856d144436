"""Columns of a page -> blocks of lines: paragraphs, headings, notes, by gaps, indents and type."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from timeline.read.pdf.layout import Column, is_running
from timeline.read.pdf.runs import Run, text_of
from timeline.read.tables.rows import Written, written

_END = re.compile(r"[.!?…:][\"'”’»)\]]*(?:[⁰¹²³⁴-⁹]+| \[\d{1,3}\]|\[\^[ivx]+\])?$")
_HYPHEN = re.compile(r"[^\W\d_]-$")
# Of the usual distance between lines, and of their own height; below it they are one paragraph.
_GAP = 1.35
_LEADING = 1.5
# Of a line's height: so far in a line begins that opens a paragraph; more is another matter.
_INDENT, _DEEP = 0.5, 4.0
# Of a line's width: so much shorter it may be for no reason that is seen.
_RAGGED = 0.08
# A headline is among so many blocks, so much larger than any other, than the text, and no longer.
_OPENING, _LARGER, _LARGEST, _LONGEST = 10, 1.1, 1.3, 200
_LETTERS = re.compile(r"[^\W\d_]{3}")
# So many lines tell of themselves whether they are running text; fewer are as wide as others.
_LINES, _NEARLY = 3, 0.8


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a column; places in points. page: from 0. row: it is a table's.

    edge: how far to the right lines of its column and type go, infinite where they aren't wrapped.
    by_margin: whether that is but where the page's right margin is, if as wide as its left.
    word: how wide its first word is.
    """

    text: str
    left: float
    right: float
    top: float
    height: float
    page: int
    word: float = 0.0
    row: bool = False
    edge: float = float("inf")
    by_margin: bool = False

    @property
    def ended(self) -> bool:
        """Whether a sentence ends with it."""
        return _END.search(self.text) is not None

    @property
    def split(self) -> bool:
        """Whether its last word goes on in the next line, or seems to."""
        return _HYPHEN.search(self.text) is not None

    def full(self, after: Line) -> bool:
        """Whether there was no room on it for the first word of another line."""
        room = self.edge - self.right
        if self.by_margin:
            # Lines of a list may be as long by chance.
            if self.ended or (self.text[0].isdecimal() and after.text[0].isdecimal()):
                return False
        elif not self.ended:
            room -= _RAGGED * (self.right - self.left)
        return after.word + 0.1 * self.height > room

    def like(self, other: Line) -> bool:
        """Whether both are of one size."""
        return 0.93 * self.height < other.height < 1.07 * self.height


@dataclass(slots=True)
class Block:
    """Lines that nothing parts. column: the number of that it stands in."""

    column: int
    lines: list[Line] = field(default_factory=list)

    @property
    def first(self) -> Line:
        """Its first line."""
        return self.lines[0]

    @property
    def last(self) -> Line:
        """Its last line."""
        return self.lines[-1]


def blocks(pages: Sequence[Sequence[Column]], widths: Sequence[float]) -> list[Block]:
    """The blocks of all pages, which are so many points wide, in reading order."""
    columns = _edged(
        [
            lines
            for number, page in enumerate(pages)
            for column in page
            for lines in (_of_table if column.table else _of_column)(column, number)
        ],
        widths,
    )
    usual = _usual_step(columns)
    out: list[Block] = []
    for number, lines in enumerate(columns):
        for at, line in enumerate(lines):
            if at and not _apart(out[-1], line, usual):
                out[-1].lines.append(line)
            else:
                out.append(Block(number, [line]))
    return out


def headline(blocks: Sequence[Block]) -> str | None:
    """What stands at the beginning in much larger type than all else there and most of the text."""
    every = [line for block in blocks for line in block.lines]
    first = [b for b in blocks[:_OPENING] if b.first.page == 0 and not b.first.row]
    if not first:
        return None
    usual = median(line.height for line in every for _ in range(1 + len(line.text) // 20))
    tallest = max(first, key=lambda block: block.first.height)
    heights = sorted((block.first.height for block in first), reverse=True)
    if heights[0] <= max(_LARGER * max(heights[1:], default=0.0), _LARGEST * usual):
        return None
    told = " ".join(line.text for line in tallest.lines)
    return told if _LETTERS.search(told) and len(told) <= _LONGEST else None


def table(column: Column) -> Written:
    """A table as text: the rows that a column dates are a chronology."""
    return written([[cell.text for cell in row] for row in column.rows])


def _of_table(column: Column, page: int) -> Iterator[list[Line]]:
    """The blocks of a table."""
    first = next(cell for row in column.rows for cell in row if cell.text)
    for block in table(column).blocks:
        yield [
            Line(text, first.left, first.right, first.top, first.height, page, row=True)
            for text in block.split("\n")
        ]


def _of_column(column: Column, page: int) -> Iterator[list[Line]]:
    yield [_line(row, page) for row in column.rows]


def _line(row: Sequence[Run], page: int) -> Line:
    chief = max(row, key=lambda run: len(run.text))
    left, right = min(run.left for run in row), max(run.right for run in row)
    first = row[0]
    share = len(first.text.split(" ", 1)[0]) / len(first.text)
    word = share * (first.right - first.left)
    return Line(text_of(row), left, right, chief.top, chief.height, page, word)


def _edged(columns: Sequence[Sequence[Line]], widths: Sequence[float]) -> list[list[Line]]:
    """The lines with how far those of their column and type go, where these are running text, and
    else with where the page's right margin is."""
    every = [line for lines in columns for line in lines]
    everywhere = _by_size(every)
    margins = _right_margins(every, widths)
    running = {
        size: is_running([line.text for line in lines]) for size, lines in everywhere.items()
    }
    widest = {size: max(map(_width, lines)) for size, lines in everywhere.items()}

    def wrapped(size: int, alike: Sequence[Line]) -> bool:
        if len(alike) >= _LINES:
            return is_running([line.text for line in alike])
        # Of a few lines those around tell; a byline is short.
        return running[size] and max(map(_width, alike)) >= _NEARLY * widest[size]

    out = []
    for lines in columns:
        edges = {
            size: max(line.right for line in alike)
            for size, alike in _by_size(lines).items()
            if wrapped(size, alike)
        }
        out.append(
            [
                replace(line, edge=edges[round(line.height)])
                if round(line.height) in edges
                else replace(line, edge=margins[line.page], by_margin=True)
                for line in lines
            ]
        )
    return out


def _right_margins(lines: Sequence[Line], widths: Sequence[float]) -> list[float]:
    """Where each page's is if it is as wide as the left, or as narrow as its longest line asks."""
    lefts = [width / 2 for width in widths]
    rights = [0.0 for _ in widths]
    for line in lines:
        lefts[line.page] = min(lefts[line.page], line.left)
        rights[line.page] = max(rights[line.page], line.right)
    return [
        max(width - left, right) for width, left, right in zip(widths, lefts, rights, strict=True)
    ]


def _width(line: Line) -> float:
    return line.right - line.left


def _by_size(lines: Sequence[Line]) -> dict[int, list[Line]]:
    sizes: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        if not line.row:
            sizes[round(line.height)].append(line)
    return sizes


def _usual_step(columns: Sequence[Sequence[Line]]) -> float:
    """From one line down to the next, in the text at large."""
    steps = [a.top - b.top for lines in columns for a, b in pairwise(lines) if a.top > b.top]
    heights = [line.height for lines in columns for line in lines if line.height > 0]
    # On a page of few lines most steps may be gaps; double spacing is the widest there is.
    widest = 2.0 * median(heights) if heights else 0.0
    return min(median(steps), widest) if steps else 0.0


def _apart(block: Block, b: Line, usual: float) -> bool:
    """Whether the next line of a column begins a new block."""
    a = block.last
    if a.row and b.row:
        return False
    # A gap, or a clear change of type size.
    sizes = a.height > 0 and b.height > 0 and not 0.88 < a.height / b.height < 1.14
    if sizes or a.top - b.top > max(_GAP * usual, _LEADING * a.height):
        return True
    return _is_indented(block, b) and (a.ended or not a.full(b))


def _is_indented(block: Block, b: Line) -> bool:
    """Whether a line begins further in than the one above, or ends a block that does."""
    a = block.last
    if abs((a.left + a.right) - (b.left + b.right)) < 0.2 * b.height:
        return False  # both are centred
    inwards = (b.left - a.left) / max(b.height, 1.0)
    return _INDENT <= inwards <= _DEEP or (inwards <= -_INDENT and len(block.lines) > 1)
