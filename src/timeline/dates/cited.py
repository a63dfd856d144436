"""The year an article was written in, by the years it cites: never closer than a year."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from timeline import when
from timeline.dates.clues import Clue
from timeline.dates.lex import BREAK, Tokens
from timeline.model import Dating

FIRST, LAST = 1900, 2100  # years in which an article that cites years may have been written
BESIDE = frozenset([",", "(", "in"])  # what may stand between "ten years ago" and "in 2005"


def by_years(tokens: Tokens, clues: Sequence[Clue]) -> Dating | None:
    """The one year that fits the years told of, None where several do."""
    return _by_count(tokens, clues) or _between(clues)


def _by_count(tokens: Tokens, clues: Sequence[Clue]) -> Dating | None:
    """ "Ten years ago, in 2005", "last year (2014)": the year and how far off it lies."""
    told: set[int] = set()
    quoted = ""
    for a, b in pairwise(clues):
        for near, far in ((a, b), (b, a)):
            years, m = _years_off(near), far.meaning
            if years is None or m.kind != "date" or m.year is None or m.bc or m.month is not None:
                continue
            gap = range(a.found.last, b.found.first)
            if len(gap) > 2 or any(tokens.chars[i] == BREAK for i in gap):
                continue
            if len(gap) == 0 or any(_word(tokens, i) not in BESIDE for i in gap):
                continue
            told.add(m.year - years)
            quoted = " ".join(tokens.text[a.found.start : b.found.end].split())
    if len(told) != 1 or not FIRST < min(told) < LAST:
        return None
    year = told.pop()
    return _dating(year, 0.8, f"{quoted}: counted from {year}")


def _word(tokens: Tokens, i: int) -> str:
    word = tokens.low(i)
    return "in" if "in" in tokens.values[i] or "en" in tokens.values[i] else word


def _years_off(clue: Clue) -> int | None:
    """Years from the day of writing, of "last year" and "ten years ago"."""
    m = clue.meaning
    if m.unit != "Y" or m.anchor != "dct" or m.rel is None or m.mod is not None:
        return None
    if m.kind == "unit":
        return m.rel if m.rel else None
    if m.kind != "offset" or m.count is None or m.count != int(m.count):
        return None
    return m.rel * int(m.count)


def _between(clues: Sequence[Clue]) -> Dating | None:
    """The year between the latest told of as past and the first told of as to come.

    News calls its own year "this year"; the years it names are those before and after.
    """
    past, ahead = set[int](), set[int]()
    for clue in clues:
        m = clue.meaning
        if m.kind != "date" or m.year is None or m.bc or not FIRST < m.year < LAST:
            continue
        if clue.tense == "past" and not clue.planned:
            past.add(m.year)
        elif clue.tense == "future":
            ahead.add(m.year)
    if not past or not ahead or max(past) + 2 != min(ahead):
        return None
    year = max(past) + 1
    why = f"{year - 1} is told of as past, {year + 1} as still to come, {year} by no number"
    return _dating(year, 0.6, why)


def _dating(year: int, sure: float, why: str) -> Dating:
    published = when.of_year(year).edtf
    return Dating(published=published, how="inferred", confidence=sure, evidence=(why,))
