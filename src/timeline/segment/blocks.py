"""Raw text -> blocks: one a line, with the mark that its first signs give it.

Blocks are in order and don't overlap; a block's span leaves out its mark ("## ", "- ", "[^1]: ").
Plain text holds Markdown often enough that both are read alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

Mark = Literal[
    "plain", "title", "heading", "item", "number", "quote", "note", "row", "matter", "image"
]

_FRONT = re.compile(r"\s*(---|\+\+\+)[ \t]*\n(?:(?!\1)[^\n]*\n){0,200}?\1[ \t]*(?:\n|$)")
_HEADING = re.compile(r"(#{1,6})[ \t]+(\S.*?)[ \t]*#*$")
_QUOTE = re.compile(r"(?:>[ \t]?)+")
_BULLET = re.compile(r"[-*+•‣◦▪●○■·][ \t]+")
_NUMBER = re.compile(r"\(?\d{1,3}[.)][ \t]+")
_NOTE = re.compile(
    r"\[\^[^\[\]\s]{1,30}\]:[ \t]*|<sup>\s*\[?(?:\d{1,3}|[*†‡])\]?\s*</sup>[ \t]*"
    r"|[⁰¹²³⁴-⁹]+[ \t]*(?=\w|[«“\"*\[])|\[\d{1,3}\][ \t]+(?!\()"
)
_RULE = re.compile(r"(?:[-*_=~•·—–][ \t]*){3,}")
_UNDERLINE = re.compile(r"=+|-{3,}")
_ROW = re.compile(r"\|.*\|")
_ROW_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?")
_IMAGE = re.compile(r"!\[([^\[\]]*)\]\([^()]*\)")
_REFERENCE = re.compile(r"\[[^\[\]^][^\[\]]*\]:[ \t]+\S+.*")
_COMMENT = re.compile(r"<!--.*-->")
_FENCE = re.compile(r"(?:```|~~~).*")


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
        else:
            gap = True
    return out


def _can_be_heading(raw: str, block: Block) -> bool:
    return block.mark == "plain" and block.end - block.start <= 120


def _lines(raw: str, start: int) -> Iterator[Block | str]:
    fence: int | None = None
    at = start
    while at < len(raw):
        stop = raw.find("\n", at)
        stop = len(raw) if stop < 0 else stop
        line = raw[at:stop]
        text = line.strip()
        a = at + (len(line) - len(line.lstrip())) if text else at
        if _FENCE.fullmatch(text):
            if fence is None:
                fence = a
            else:
                yield Block(fence, a + len(text), "matter")
                fence = None
        elif fence is None:
            yield _line(line, text, a)
        at = stop + 1
    if fence is not None:
        # Never closed, so it was no fence: read on after it as if it were not there.
        after = raw.find("\n", fence)
        if after >= 0:
            yield from _plain_lines(raw, after + 1)


def _plain_lines(raw: str, at: int) -> Iterator[Block | str]:
    while at < len(raw):
        stop = raw.find("\n", at)
        stop = len(raw) if stop < 0 else stop
        line = raw[at:stop]
        text = line.strip()
        yield _line(line, text, at + (len(line) - len(line.lstrip())) if text else at)
        at = stop + 1


def _line(line: str, text: str, a: int) -> Block | str:
    if not text:
        return "blank"
    b = a + len(text)
    indent = len(line) - len(line.lstrip())
    hard = line.endswith("  ") or text.endswith("\\")
    if text[0] not in _SIGNS:
        width = len(line.rstrip())
        if text[0].isdigit() and (m := _NUMBER.match(text)) and m.end() < len(text):
            return Block(a + m.end(), b, "number", indent=indent, hard=hard, width=width)
        return Block(a, b, indent=indent, hard=hard, width=width)
    return _marked(text, a, b, indent, hard, len(line.rstrip()))


_SIGNS = frozenset("#>-*+•‣◦▪●○■·[<⁰¹²³⁴⁵⁶⁷⁸⁹=_~—–|!(")


def _marked(text: str, a: int, b: int, indent: int, hard: bool, width: int) -> Block | str:
    if _RULE.fullmatch(text):
        return "underline" if _UNDERLINE.fullmatch(text) else "rule"
    if _ROW_RULE.fullmatch(text):
        return "row rule"
    if m := _HEADING.fullmatch(text):
        mark: Mark = "title" if len(m[1]) == 1 else "heading"
        return Block(a + m.start(2), a + m.end(2), mark, width=width)
    if m := _QUOTE.match(text):
        if m.end() == len(text):
            return "blank"
        return Block(a + m.end(), b, "quote", ((a, a + m.end()),), hard=hard, width=width)
    if m := _IMAGE.fullmatch(text):
        if m[1].strip():
            return Block(a + m.start(1), a + m.end(1), "image")
        return Block(a, b, "matter")
    if _COMMENT.fullmatch(text) or _REFERENCE.fullmatch(text):
        return Block(a, b, "matter")
    if m := _NOTE.match(text):
        return Block(a + m.end(), b, "note", indent=indent, hard=hard, width=width)
    if _ROW.fullmatch(text):
        pipes = tuple((a + i, a + i + 1) for i, c in enumerate(text) if c == "|")
        return Block(a, b, "row", pipes)
    if (m := _BULLET.match(text)) and m.end() < len(text):
        return Block(a + m.end(), b, "item", indent=indent, hard=hard, width=width)
    if (m := _NUMBER.match(text)) and m.end() < len(text):
        return Block(a + m.end(), b, "number", indent=indent, hard=hard, width=width)
    return Block(a, b, indent=indent, hard=hard, width=width)
