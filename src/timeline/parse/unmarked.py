"""Passage text without the marks of Markdown and HTML, with a way back to its positions.

The parser reads `<sup>3</sup>` or `*so*` as words and goes wrong around them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

# A note mark, a link (its words stay), emphasis, a heading's or list's sign, a stray tag.
_MARKS = re.compile(
    r"<sup>[^<]{1,12}</sup>"
    r"|\[\^?\d{1,3}\](?!\()"
    r"|(?P<link>!?\[(?=[^\]\n]{1,300}\]\([^)\s]{0,1000}\)))"
    r"|(?P<target>\]\([^)\s]{0,1000}\))"
    r"|\*{1,3}|(?<!\w)_{1,2}(?=\w)|(?<=\w)_{1,2}(?!\w)"
    r"|\A#{1,6} +|\A> +"
    r"|</?[a-z][a-z0-9]{0,10}/?>"
    r"|\\(?=[$*_#\[\]])"
)


@dataclass(frozen=True, slots=True)
class Unmarked:
    """Text to parse. at[i] is the position in the passage's text of character i."""

    text: str
    at: tuple[int, ...] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Span of the passage's text, end exclusive, of a non-empty span of `text`."""
        return (start, end) if self.at is None else (self.at[start], self.at[end - 1] + 1)


def unmark(text: str) -> Unmarked:
    """The text without marks."""
    if not _MARKS.search(text):
        return Unmarked(text, None)
    keep: list[int] = []
    last = 0
    for mark in _MARKS.finditer(text):
        keep.extend(range(last, mark.start()))
        last = mark.end()
    keep.extend(range(last, len(text)))
    # White space that a mark stood between is one space again.
    tidy: list[int] = []
    for position in keep:
        if text[position].isspace() and (not tidy or text[tidy[-1]].isspace()):
            continue
        tidy.append(position)
    return Unmarked("".join(text[p] for p in tidy), tuple(tidy))


# What a link leads to, in brackets behind the words that it belongs to.
_TAG = re.compile(r" \[(?:[^\[\]\s]+ ){0,4}([\w-]+)\](?!\()")


def without_tags(whole: Unmarked, ends: frozenset[str]) -> Unmarked:
    """The text without the names of links ("accepted a plea [text, PDF] in May"), known by their
    last word, one of `ends`: the parser takes them for what happened, or ends a sentence there."""
    gone = {
        i for tag in _TAG.finditer(whole.text) if tag[1].lower() in ends for i in range(*tag.span())
    }
    kept = [i for i in range(len(whole.text)) if i not in gone] if gone else []
    if not kept:
        return whole
    at = tuple(kept) if whole.at is None else tuple(whole.at[i] for i in kept)
    return Unmarked("".join(whole.text[i] for i in kept), at)


# A place in capitals, or with a day or an agency behind it, and a dash between blanks.
_MORE = r"(?:, [A-ZÀ-Þ\d][\w. ]{1,25}| \d{1,2} \w{3,10}\.?(?: \d{4})?){0,3}"
_AGENCY = r"(?: ?\([A-ZÀ-Þ][\w/.&, -]{1,30}\))"
_NAME = r"[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){0,3}"
_DATELINE = re.compile(
    rf"(?:[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ.'’-]+){{0,3}}{_MORE},?{_AGENCY}?"
    rf"|{_NAME}{_MORE},?{_AGENCY})(?: ?— ?| (?:–|--?) )(?=[A-ZÀ-Þ\d\"“«'‘])"
)


def behind_dateline(whole: Unmarked) -> Unmarked:
    """The text without the dateline that opens it ("OSLO, June 1 — Britain …"): the parser takes
    its place for what acts, its day for when."""
    found = _DATELINE.match(whole.text)
    return whole if found is None else _part(whole, found.end(), len(whole.text))


# So many characters without a blank are no word; what splits off their signs one by one reads all
# of them for each.
_NO_WORD = 400
_BAR = re.compile(r" \| (?=[^\W\d_])")
_RUN = re.compile(rf"(?<!\S)\S{{{_NO_WORD}}}")


def parts(whole: Unmarked, most: int) -> list[Unmarked]:
    """The text in parts that a parser takes in proportion: as `cut`, and words of a dump apart."""
    found: list[Unmarked] = []
    for cell in _cells(whole):
        found += [cell] if len(cell.text) <= most else cut(cell, most)
    return [piece for part in found for piece in _broken(part)]


def _cells(whole: Unmarked) -> list[Unmarked]:
    """The cells of a row that each tell something, between which bars were kept."""
    bars = [m.span() for m in _BAR.finditer(whole.text)]
    if not bars:
        return [whole]
    starts, ends = [0, *(end for _, end in bars)], [*(start for start, _ in bars), len(whole.text)]
    return [_part(whole, a, b) for a, b in zip(starts, ends, strict=True) if a < b]


def _broken(whole: Unmarked) -> list[Unmarked]:
    """Parts between which a run without a blank is broken."""
    cuts = []
    at = 0
    while run := _RUN.search(whole.text, at):
        at = run.end()
        cuts.append(at)
        while (more := _RUN.match(whole.text[at : at + _NO_WORD])) is not None:
            at += more.end()
            cuts.append(at)
    bounds = [0, *cuts, len(whole.text)]
    return [_part(whole, a, b) for a, b in pairwise(bounds) if a < b] if cuts else [whole]


def cut(whole: Unmarked, most: int) -> list[Unmarked]:
    """Parts of at most `most` characters, cut behind a sentence's end if there is one, else at a
    blank; the parser's time and memory grow faster than its text, and it refuses a million."""
    parts, start, text = [], 0, whole.text
    while len(text) - start > most:
        window = text[start : start + most]
        end = max(window.rfind(mark) + 2 for mark in (". ", "! ", "? "))
        if end < most // 2:
            end = window.rfind(" ") + 1 or most
        parts.append(_part(whole, start, start + end))
        start += end
    parts.append(_part(whole, start, len(text)))
    return [part for part in parts if part.text.strip()]


def _part(whole: Unmarked, start: int, end: int) -> Unmarked:
    at = tuple(range(start, end)) if whole.at is None else whole.at[start:end]
    return Unmarked(whole.text[start:end], at)
