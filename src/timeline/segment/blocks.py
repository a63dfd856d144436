"""Raw text -> blocks: one a line, with the mark that its first signs give it.

Blocks are in order and don't overlap; a block's span leaves out its mark ("## ", "- ", "[^1]: ").
Plain text holds Markdown often enough that both are read alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

Mark = Literal[
    "plain", "title", "heading", "item", "number", "quote", "note", "row", "matter", "image"
]

_FRONT = re.compile(r"\s*(---|\+\+\+)[ \t]*\n(?:(?!\1)[^\n]*\n){0,200}?\1[ \t]*(?:\n|$)")
_HEADING = re.compile(r"(#{1,6})[ \t]+")
_QUOTE = re.compile(r"(?:>[ \t]?)+")
_BULLET = re.compile(r"[-*+•‣◦▪●○■·][ \t]+")
_NUMBER = re.compile(r"\(?\d{1,3}[.)][ \t]+")
_NOTE = re.compile(
    r"\[\^[^\[\]\s]{1,30}\]:[ \t]*|<sup>\s*\[?(?:\d{1,3}|[*†‡])\]?\s*</sup>[ \t]*"
    r"|[⁰¹²³⁴-⁹]+[ \t]*(?=\w|[«“\"*\[])|\[\d{1,3}\][ \t]+(?!\()"
)
_RULE = re.compile(r"(?:[-*_=~•·—–][ \t]*){3,}")
_UNDERLINE = re.compile(r"=+|-{3,}")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_CLAUSE = 3  # words of a cell that may be a sentence
_ROW = re.compile(r"\|.*\|")
_ROW_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?")
_IMAGE = re.compile(r"!\[([^\[\]]*)\]\([^()]*\)")
_REFERENCE = re.compile(r"\[[^\[\]^][^\[\]]*\]:[ \t]+\S+.*")
_COMMENT = re.compile(r"<!--.*-->")
_FENCE = re.compile(r"(?:```|~~~).*")
_CLOSED = re.compile(r"\n[^\S\n]*(?:```|~~~)[^\n]*")


@dataclass(frozen=True, slots=True)
class Block:
    """A raw span [start, end) with what stands before it.

    drops: raw ranges inside that are marks. gap: blank lines before; rule: a horizontal rule;
    indent: white space before it on its line. hard: it ends in Markdown's line break. width:
    characters of its last line; lines: how many lines it joins.
    """

    start: int
    end: int
    mark: Mark = "plain"
    drops: tuple[tuple[int, int], ...] = ()
    gap: bool = False
    rule: bool = False
    indent: int = 0
    hard: bool = False
    width: int = 0
    lines: int = 1

    def joined(self, other: Block) -> Block:
        """This block and the next as one."""
        return replace(
            self,
            end=other.end,
            drops=self.drops + other.drops,
            hard=other.hard,
            width=other.width,
            lines=self.lines + other.lines,
        )


def scan(raw: str) -> list[Block]:
    """All blocks of the text."""
    out: list[Block] = []
    gap = rule = False
    start = 0
    if (front := _FRONT.match(raw)) and ":" in front[0] + "=":
        body = front[0].strip()
        if re.search(r"^[\w-]+[ \t]*[:=]", body, re.M):
            at = front[0].find(body)
            out.append(Block(at, at + len(body), "matter"))
            start = front.end()
    for block in _lines(raw, start):
        if isinstance(block, Block):
            out.append(replace(block, gap=gap, rule=rule))
            gap = rule = False
        elif block == "rule":
            gap = rule = True
        elif block == "underline" and out and not gap and _can_be_heading(raw, out[-1]):
            level: Mark = "title" if raw[out[-1].end :].lstrip()[:1] == "=" else "heading"
            out[-1] = replace(out[-1], mark=level)
        elif block == "underline":
            gap = rule = True
        elif block == "row rule" and _is_first_row(out):
            out[-1] = replace(out[-1], mark="matter")  # the names of the columns
        else:
            gap = True
    return out


def _is_first_row(out: list[Block]) -> bool:
    """Whether the last block is the first row of a table."""
    last, before = out[-1:], out[-2:-1]
    return (
        bool(last)
        and last[0].mark == "row"
        and (last[0].gap or not before or before[0].mark != "row")
    )


def _can_be_heading(raw: str, block: Block) -> bool:
    return block.mark == "plain" and block.end - block.start <= 120


def _lines(raw: str, at: int) -> Iterator[Block | str]:
    while at < len(raw):
        stop = raw.find("\n", at)
        stop = len(raw) if stop < 0 else stop
        line = raw[at:stop]
        text = line.strip()
        a = at + (len(line) - len(line.lstrip())) if text else at
        if not _FENCE.fullmatch(text):
            yield _line(line, text, a)
        elif closed := _CLOSED.search(raw, stop):
            stop = closed.end()
            yield Block(a, a + len(raw[a:stop].rstrip()), "matter")
        # Never closed, it is no fence: what is below it is read as if it were not there.
        at = stop + 1


def _line(line: str, text: str, a: int) -> Block | str:
    if not text:
        return "blank"
    b = a + len(text)
    width = len(line.rstrip())
    if text[0] in _SIGNS and (told := _whole(text, a, width)) is not None:
        return told
    block = Block(
        a, b,
        indent=len(line) - len(line.lstrip()),
        hard=line.endswith("  ") or text.endswith("\\"),
        width=width,
    )  # fmt: skip
    for mark, sign in _LEADING:
        if (m := sign.match(text)) and (m.end() < len(text) or mark == "note"):
            drops = ((a, a + m.end()),) if mark == "quote" else ()
            return replace(block, start=a + m.end(), mark=mark, drops=drops)
    return block


_SIGNS = frozenset("#>-*+•‣◦▪●○■·[<⁰¹²³⁴⁵⁶⁷⁸⁹=_~—–|!(")
_LEADING: tuple[tuple[Mark, re.Pattern[str]], ...] = (
    ("quote", _QUOTE), ("note", _NOTE), ("item", _BULLET), ("number", _NUMBER),
)  # fmt: skip


def _whole(text: str, a: int, width: int) -> Block | str | None:
    """What a line is whose signs stand for the whole of it, None where they don't."""
    b = a + len(text)
    if _RULE.fullmatch(text):
        return "underline" if _UNDERLINE.fullmatch(text) else "rule"
    if _ROW_RULE.fullmatch(text):
        return "row rule"
    if (m := _HEADING.match(text)) and m.end() < len(text):
        mark: Mark = "title" if len(m[1]) == 1 else "heading"
        told = max(len(text.rstrip("#").rstrip(" \t")), m.end() + 1)
        return Block(a + m.end(), a + told, mark, width=width)
    if _QUOTE.fullmatch(text):
        return "blank"
    if m := _IMAGE.fullmatch(text):
        if m[1].strip():
            return Block(a + m.start(1), a + m.end(1), "image")
        return Block(a, b, "matter")
    if _COMMENT.fullmatch(text) or _REFERENCE.fullmatch(text):
        return Block(a, b, "matter")
    if _ROW.fullmatch(text):
        return Block(a, b, "row", tuple((a + i, a + i + 1) for i in _pipes(text)))
    return None


def _pipes(row: str) -> Iterator[int]:
    """Where the bars of a row stand, but for those that part two cells which each tell something:
    no sentence goes over them."""
    cells = row.split("|")
    at = 0
    for before, behind in pairwise(cells):
        at += len(before)
        tells = min(len(_LETTERS.findall(cell)) for cell in (before, behind)) >= _CLAUSE
        if not (tells and behind.lstrip()[:1].isupper() and before.rstrip()[-1:].isalnum()):
            yield at
        at += 1
