"""Blocks of lines -> one text: paragraphs go on over columns and pages, past notes and captions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.read.pdf.lines import Block, Line

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")
_ITEM = re.compile(r"(?:[•‣◦▪●○■·–—*-]|\(?\d{1,3}[.)])\s")
# A line of a table of contents: dots lead to its page.
_LEADERS = re.compile(r"(?<!\.)(?<!\.\s)(?:\.\s?){4,}+\s*+\S{1,6}$")
_NOTE = re.compile(r"[⁰¹²³⁴-⁹]")
# Of a line's height.
_WELL_BELOW = 1.6
# Notes and captions between two halves of a paragraph.
_MOST_BETWEEN = 8


def flowed(blocks: Sequence[Block], pages: int) -> tuple[str, tuple[int, ...]]:
    """The text of blocks in reading order, and where in it each of so many pages begins."""
    pieces: list[str] = []
    starts: list[int] = []
    at = 0
    last: Line | None = None
    for block in put_together(blocks):
        between = "\n\n" if last is not None else ""
        for line in block.lines:
            if last is not None and line is not block.first:
                between = _between(last, line)
            pieces += (between, line.text)
            at += len(between)
            starts += [at] * (line.page + 1 - len(starts))
            at += len(line.text)
            last = line
    starts += [at] * (pages - len(starts))
    return "".join(pieces), tuple(starts)


def _between(a: Line, b: Line) -> str:
    """What parts two lines of one block: a space where the first was wrapped, else a line's end.

    A word that is split stays so, with its line's end: whether the hyphen is its own isn't known.
    """
    stays = a.row or a.split or _RIGHT_TO_LEFT.search(a.text) or _LEADERS.search(a.text)
    wrapped = a.full(b) or a.page != b.page
    return " " if wrapped and not (stays or _ITEM.match(b.text)) else "\n"


def put_together(blocks: Sequence[Block]) -> list[Block]:
    """Blocks with the two halves of a paragraph that a column's or a page's end parts as one.

    Notes and captions that stand between go before it where they are on the page that it begins
    on, else behind it, so that the pages stay in order.
    """
    out: list[Block] = []
    at = 0
    while at < len(blocks):
        whole = Block(blocks[at].column, list(blocks[at].lines))
        behind: list[Block] = []
        column = whole.column
        at += 1
        while (found := _goes_on_at(whole.last, column, blocks, at)) is not None:
            notes = blocks[at:found]
            before = [note for note in notes if note.first.page == whole.first.page]
            after = [note for note in notes if note.first.page == blocks[found].first.page]
            # What is on neither page, or what another page's text would follow, has no place.
            if len({id(n) for n in (*before, *after)}) < len(notes) or (behind and before):
                break
            out += before
            behind += [note for note in after if note not in before]
            whole.lines += blocks[found].lines
            column = blocks[found].column
            at = found + 1
        out += (whole, *behind)
    return out


def _goes_on_at(a: Line, column: int, blocks: Sequence[Block], at: int) -> int | None:
    """Which of the next blocks goes on with a paragraph that ends in a line of a column."""
    if at >= len(blocks) or a.row:
        return None
    if blocks[at].column != column and _goes_on(a, blocks[at].first):
        return at
    if a.ended:
        return None
    for found in range(at, min(at + _MOST_BETWEEN, len(blocks))):
        first = blocks[found].first
        if _like_text(a, first) and ((_is_lower(first) and a.full(first)) or a.split):
            return found if found > at else None
        if not (first.height < 0.95 * a.height or _NOTE.match(first.text)):
            return None
    return None


def _goes_on(a: Line, b: Line) -> bool:
    """Whether a paragraph goes on from the end of a column to the beginning of the next."""
    if not _like_text(a, b) or (a.ended and not _is_lower(b)):
        return False
    # What stands well below, and not beside, is another matter.
    if a.page == b.page and a.top - b.top > _WELL_BELOW * a.height and not _is_lower(b):
        return False
    return _is_lower(b) or a.split or a.full(b)


def _like_text(a: Line, b: Line) -> bool:
    return a.like(b) and not b.row


def _is_lower(line: Line) -> bool:
    return line.text[:1].islower()
