"""What stands on pages and is no part of what they say: running heads and feet, page numbers, and
the lines that a browser prints above and below a web page.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from timeline.read.pdf.runs import Run, rows, text_of

# Rows at the top and at the foot of a page that may be its furniture, and its number.
_EDGE, _NUMBER_EDGE = 3, 2
# Points between the heights that one running head has on its pages.
_SAME_HEIGHT = 3.0
_OF = r"(?:/|of|sur|de|von|di)"
_DIGITS = re.compile(r"\d+|^[ivxlc]+\b|\b[ivxlc]+$")
_PAGE_NUMBER = re.compile(
    rf"\W*\d{{1,4}}(?:\s*{_OF}\s*\d{{1,4}})?\W*"
    rf"|.{{0,60}}\bpage\s+\d{{1,4}}(?:\s*{_OF}\s*\d{{1,4}})?\W*",
    re.I,
)
# A page's number at an end of its head or foot, which is no longer than this.
_NUMBERED = re.compile(r"(\d{1,4}|[ivxlc]{1,8})\b(?=\W)|.*\s(\d{1,4}|[ivxlc]{1,8})[\s|·–—-]*")
_LONGEST_HEAD = 120
_LETTER = re.compile(r"[^\W\d_]")
_ALONE = re.compile(r"\W*(\d{1,4}|[ivxlc]{1,8}|[IVXLC]{1,8})\W*")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_YEARS = range(1500, 2100)
# A browser's own: the address, the moment of printing, which page of how many.
_ADDRESS = re.compile(r"(?:https?|file)://\S+|about:\S+")
_MOMENT = re.compile(
    r"\b\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}\.?,?\s+(?:(?:at|à|um)\s+)?\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?"
    r"(?:\s?[AP]\.?M\.?)?",
    re.I,
)
_COUNTED = re.compile(rf"(?:page\s+)?(\d{{1,4}})\s*{_OF}\s*(\d{{1,4}})$", re.I)


@dataclass(frozen=True, slots=True)
class Told:
    """Pages without their furniture, and the web address that a browser printed with them."""

    pages: tuple[tuple[Run, ...], ...]
    url: str | None


@dataclass(frozen=True, slots=True)
class _Edge:
    """A row near the top or the foot of a page, its place counted from there."""

    runs: tuple[Run, ...]
    text: str
    at_top: bool
    place: int

    @property
    def shape(self) -> tuple[bool, str]:
        """What stays of it from page to page."""
        return self.at_top, _DIGITS.sub("#", self.text)


def without(pages: Sequence[Sequence[Run]]) -> Told:
    """The pages without running heads, feet and numbers.

    The running head of the first page stays: it may be all that dates the paper.
    """
    edges = [list(_edges(page)) for page in pages]
    printed = [_by_browser(page) for page in edges]
    repeated, counted = _repeated(edges), _counting(edges)
    numbers = [_numbers(page) for page in edges]

    def goes(edge: _Edge, page: int) -> bool:
        if edge in printed[page] or _is_number(edge, page, numbers):
            return True
        kept = page == 0 and edge.at_top
        return not kept and (edge.shape in repeated or not counted.isdisjoint(_steps(edge, page)))

    gone = {
        id(run)
        for page, rows_ in enumerate(edges)
        for edge in rows_
        if goes(edge, page)
        for run in edge.runs
    }
    urls = {_whole_address(edge.text) for page in printed for edge in page} - {None}
    return Told(
        tuple(tuple(run for run in page if id(run) not in gone) for page in pages),
        urls.pop() if len(urls) == 1 else None,
    )


def _edges(page: Sequence[Run]) -> Iterator[_Edge]:
    lines = rows(page)
    for at, row in enumerate(lines):
        from_foot = len(lines) - 1 - at
        if min(at, from_foot) < _EDGE:
            top = at <= from_foot
            yield _Edge(tuple(row), text_of(row), top, at if top else from_foot)


def _repeated(pages: Sequence[Sequence[_Edge]]) -> set[tuple[bool, str]]:
    """The shapes that stand on most pages, on most odd or even ones, or thrice at one height."""
    found: dict[tuple[bool, str], dict[int, float]] = defaultdict(dict)
    for number, page in enumerate(pages):
        for edge in page:
            found[edge.shape].setdefault(number, edge.runs[0].base)
    on_side = Counter(number % 2 for number in range(len(pages)))
    out = set()
    for shape, heights in found.items():
        if not _LETTER.search(shape[1]):
            continue  # numbers alone are a matter of their own
        sides = {number % 2 for number in heights}
        among = on_side[sides.pop()] if len(sides) == 1 else len(pages)
        most = len(heights) >= 2 and 2 * len(heights) > among
        level = max(heights.values()) - min(heights.values()) <= _SAME_HEIGHT
        # Of few pages two may begin alike by chance.
        if (most and level) or (len(heights) >= 3 and (most or level)):
            out.add(shape)
    return out


# -- page numbers ------------------------------------------------------------------------------


def _is_number(edge: _Edge, page: int, numbers: Sequence[set[int]]) -> bool:
    """Whether a row is a page's number: a year or a capital is one where other pages go on.

    A year at the top is none: it heads what happened in it.
    """
    if edge.place >= _NUMBER_EDGE:
        return False
    alone = _ALONE.fullmatch(edge.text)
    if alone is None:
        return _PAGE_NUMBER.fullmatch(edge.text) is not None
    value = _value(alone[1])
    if value is None or _heads(edge):
        return False
    if alone[1].islower() or (alone[1].isdecimal() and value not in _YEARS):
        return True
    others = ((other, told) for other, told in enumerate(numbers) if other != page)
    return any(value + other - page in told for other, told in others)


def _heads(edge: _Edge) -> bool:
    """Whether a row at the top is but a year."""
    alone = _ALONE.fullmatch(edge.text)
    return bool(edge.at_top and alone and alone[1].isdecimal() and int(alone[1]) in _YEARS)


def _counting(pages: Sequence[Sequence[_Edge]]) -> set[int]:
    """What is added to the place of pages, three and most of them, to make a number they bear."""
    found = Counter(
        step
        for number, page in enumerate(pages)
        for step in {s for edge in page for s in _steps(edge, number)}
    )
    return {step for step, n in found.items() if n >= 3 and 2 * n > len(pages)}


def _steps(edge: _Edge, page: int) -> set[int]:
    """The numbers at the ends of an outermost row, less the place of its page."""
    if edge.place or len(edge.text) > _LONGEST_HEAD or _heads(edge):
        return set()
    found = (_NUMBERED.match(edge.text), _NUMBERED.fullmatch(edge.text))
    values = (_value(told) for m in found if m for told in m.groups() if told)
    return {value - page for value in values if value is not None}


def _numbers(page: Sequence[_Edge]) -> set[int]:
    """The numbers that stand alone at the edges of a page."""
    alone = (_ALONE.fullmatch(edge.text) for edge in page if edge.place < _NUMBER_EDGE)
    return {value for m in alone if m and (value := _value(m[1])) is not None}


def _value(number: str) -> int | None:
    """Of a number in digits, or in Roman ones as they are written rightly."""
    if number.isdecimal():
        return int(number)
    total = 0
    digits = [_ROMAN[c] for c in number.lower()]
    for digit, after in zip(digits, [*digits[1:], 0], strict=True):
        total += -digit if digit < after else digit
    return total if _roman(total) == number.lower() else None


def _roman(value: int) -> str:
    written = ""
    for sign, worth in (
        ("c", 100), ("xc", 90), ("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4),
        ("i", 1),
    ):  # fmt: skip
        written += sign * (value // worth)
        value %= worth
    return written


# -- browsers ----------------------------------------------------------------------------------


def _by_browser(page: Sequence[_Edge]) -> list[_Edge]:
    """The head and foot that a browser prints: two of address, moment and number, outermost."""
    outermost = [edge for edge in page if edge.place == 0]
    moments = [edge for edge in outermost if _MOMENT.search(edge.text)]
    addresses = [edge for edge in outermost if _ADDRESS.search(edge.text)]
    counted = [edge for edge in outermost if _counted(edge)]
    if sum(map(bool, (moments, addresses, counted))) < 2:
        return []
    return [edge for edge in outermost if edge in (*moments, *addresses, *counted)]


def _counted(edge: _Edge) -> bool:
    """Whether a row holds a page's number and that of all pages, at one of its ends."""
    ends = (_COUNTED.match(run.text) for run in (edge.runs[0], edge.runs[-1]))
    return any(m and 0 < int(m[1]) <= int(m[2]) for m in ends)


def _whole_address(text: str) -> str | None:
    """A web address that isn't cut short."""
    m = _ADDRESS.search(text)
    return m[0] if m and m[0].startswith("http") and not m[0].endswith(("…", "...")) else None
