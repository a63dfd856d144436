"""Raw spans -> clean text with a map back: white space collapsed, marks and invisible signs gone.

Invariants of `Clean`: runs ascend on both sides, the first is at text position 0; each character
of the text equals the raw one it maps to, but for a space (white space or a line break there)
and a plain apostrophe (a typographic one there).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

Runs = tuple[tuple[int, int], ...]

_PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‛": "'"})
# Soft hyphens, zero-width and direction signs, and control characters that are no white space.
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]+"
)
_NOTE_MARKS = re.compile(
    r"<sup>\s*+(?:<a[^<>]{0,200}>\s*+)?\[?(?:\d{1,3}|[*†‡])\]?\s*+(?:</a>\s*+)?</sup>"
    r"|\[\^[^\[\]\s]{1,30}\]"
    r"|(?<=[^\s\d\[(])\[\d{1,3}\](?!\()"
    r"|(?<=[^\W\d_]|[.,;:!?)»”\"'’])[⁰¹²³⁴-⁹]+"
    r"|(?<=[12]\d\d\d\.)(?<!\d\d\d\d\d\.)\d{1,2}(?=\s+[A-ZÀ-Þ«\"“]|\s*\Z)"
)
# A square metre is no footnote.
_UNIT = re.compile(r"(?:^|[\s\d(])[kcdm]?m$")
_TAGS = re.compile(
    r"<(/?)(sup|sub|em|strong|b|i|u|s|span|a|small|mark|cite|q|br|p|div|font|abbr|time)"
    r"\b[^<>]{0,300}>",
    re.I,
)
_COMMENT = re.compile(r"<!--.{0,2000}?-->", re.S)
_LINK = re.compile(
    r"!?\[((?:[^\[\]]|\[[^\[\]]{0,200}\]){0,500})\]"
    r"(?:\([^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?(?:\s+\"[^\"]{0,200}\")?\)|\[[^\[\]]{0,100}\])"
)
_ESCAPE = re.compile(r"\\(?=[\\`*_{}\[\]()#+\-.!$|>~<&])")
_CODE = re.compile(r"(?<!`)`(?!`)([^`\n]{1,200})`(?!`)")
_ENTITY = re.compile(r"&(?:nbsp|#160|#xa0|thinsp|ensp|emsp);|&amp;", re.I)
_STARS = re.compile(r"\*{1,3}|_{1,3}|~~")
_MARKUP_HINT = re.compile(r"[\[<\\*_`&~⁰¹²³⁴-⁹]|\d{4}\.\d")
# Emphasis is closed within a sentence or two; beyond, the marks are something else.
_REACH = 1500
_KEPT = re.compile(b"[\x00\x02]+")
# Words with one space between them stand as they are.
_WORDS = re.compile(r"\S+(?: \S+)*")


@dataclass(frozen=True, slots=True)
class Clean:
    """Clean text and its runs (see model.Passage)."""

    text: str
    runs: Runs

    @property
    def start(self) -> int:
        """Raw offset of the first character; the text must not be empty."""
        return self.runs[0][1]

    @property
    def end(self) -> int:
        """Raw offset past the last character."""
        return self.raw(len(self.text) - 1) + 1

    def raw(self, position: int) -> int:
        """Raw offset of a position in the text."""
        at, raw = self.runs[bisect_right(self.runs, (position, 1 << 62)) - 1]
        return raw + position - at

    def slice(self, start: int, end: int) -> Clean:
        """The part [start, end) without the spaces at its ends."""
        while start < end and self.text[start] == " ":
            start += 1
        while end > start and self.text[end - 1] == " ":
            end -= 1
        if start >= end:
            return EMPTY
        first = bisect_right(self.runs, (start, 1 << 62))
        last = bisect_right(self.runs, (end - 1, 1 << 62))
        rest = ((at - start, raw) for at, raw in self.runs[first:last])
        return Clean(self.text[start:end], ((0, self.raw(start)), *rest))


EMPTY = Clean("", ())


def clean(
    raw: str,
    start: int,
    end: int,
    drops: Iterable[tuple[int, int]] = (),
    *,
    hyphens: bool = False,
) -> Clean:
    """Clean text of raw[start:end].

    drops: further raw ranges to leave out (list marks, quote marks). hyphens: a hyphen at a line's
    end splits a word, as in print, unless the hyphenated word occurs elsewhere in `raw`.
    """
    body = raw[start:end]
    mask = bytearray(len(body))  # 0 kept, 1 left out, 2 white space
    if _MARKUP_HINT.search(body):
        _mark_markup(body, mask)
    for m in _INVISIBLE.finditer(body):
        _fill(mask, m.start(), m.end())
    for a, b in drops:
        _fill(mask, max(a - start, 0), min(b - start, len(body)))
    if hyphens:
        _mark_hyphens(raw, body, mask)
    return _collapse(body, mask, start)


def _collapse(body: str, mask: bytearray, start: int) -> Clean:
    out: list[str] = []
    runs: list[tuple[int, int]] = []
    size = 0
    space = -1  # where the white space before the next word stands

    def put(piece: str, at: int) -> None:
        nonlocal size
        if not runs or runs[-1][1] - runs[-1][0] != at + start - size:
            runs.append((size, at + start))
        out.append(piece)
        size += len(piece)

    plain = body.translate(_PLAIN)
    for kept in _KEPT.finditer(mask):
        a, b = kept.span()
        while a < b:
            if mask[a] == 2:
                space = a if space < 0 else space
                a += 1
                continue
            stop = mask.find(2, a, b)
            stop = b if stop < 0 else stop
            at = a
            for m in _WORDS.finditer(plain, a, stop):
                if m.start() > at and space < 0:
                    space = at
                if space >= 0:
                    if out:
                        put(" ", space)
                    space = -1
                put(m[0], m.start())
                at = m.end()
            if at < stop and space < 0:
                space = at
            a = stop
    return Clean("".join(out), tuple(runs))


def _fill(mask: bytearray, a: int, b: int, value: int = 1) -> None:
    if b > a:
        mask[a:b] = bytes([value]) * (b - a)


def _mark_markup(body: str, mask: bytearray) -> None:
    """Inline Markdown and HTML: the marks go, what they mark stays."""
    for m in _COMMENT.finditer(body):
        _fill(mask, m.start(), m.end())
    for m in _LINK.finditer(body):
        _fill(mask, m.start(), m.start(1))
        _fill(mask, m.end(1), m.end())
    for m in _NOTE_MARKS.finditer(body):
        if not (body[m.start()] in "<²³" and _UNIT.search(body[max(0, m.start() - 4) : m.start()])):
            _fill(mask, m.start(), m.end())
    for m in _TAGS.finditer(body):
        block = m[2].lower() in ("br", "p", "div")
        _fill(mask, m.start(), m.end(), 2 if block else 1)
    for m in _ESCAPE.finditer(body):
        _fill(mask, m.start(), m.end())
    for m in _CODE.finditer(body):
        mask[m.start()] = mask[m.end() - 1] = 1
    for m in _ENTITY.finditer(body):
        if m[0].lower() == "&amp;":
            _fill(mask, m.start() + 1, m.end())
        else:
            _fill(mask, m.start(), m.end(), 2)
    _mark_emphasis(body, mask)


def _mark_emphasis(body: str, mask: bytearray) -> None:
    """Pairs of * _ ~~ that open before and close after a word."""
    opened: dict[str, int] = {}
    for m in _STARS.finditer(body):
        a, b = m.span()
        if a and body[a - 1] == "\\":
            continue
        before = body[a - 1] if a else " "
        after = body[b] if b < len(body) else " "
        opens, closes = not after.isspace(), not before.isspace()
        if m[0][0] == "_":
            opens, closes = opens and not before.isalnum(), closes and not after.isalnum()
        start = opened.get(m[0])
        if closes and start is not None and a - start <= _REACH:
            _fill(mask, start, start + len(m[0]))
            _fill(mask, a, b)
            del opened[m[0]]
        elif opens:
            opened[m[0]] = a


_BROKEN = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,}+)(-)[ \t]*\n[ \t]*([^\W\d_]{2,})")


def _mark_hyphens(raw: str, body: str, mask: bytearray) -> None:
    for m in _BROKEN.finditer(body):
        if not m[3][0].islower():
            continue
        known = f"{m[1]}-{m[3]}".lower() in _hyphenated(raw)
        _fill(mask, m.end(2) if known else m.start(2), m.start(3))


@lru_cache(maxsize=2)
def _hyphenated(raw: str) -> frozenset[str]:
    return frozenset(w.lower() for w in re.findall(r"(?<![^\W\d_])[^\W\d_]{2,}+-[^\W\d_]{2,}", raw))
