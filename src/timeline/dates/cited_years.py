"""The year an article was written in, by the years it cites: never closer than a year."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from timeline import when
from timeline.dates.publication_clues import Clue
from timeline.dates.tokens import Tokens
from timeline.model import Dating

FIRST, LAST = 1900, 2100  # years in which an article that cites years may have been written
_IN = frozenset(["in", "en"])  # classes of the preposition before a year


def by_years(tokens: Tokens, clues: Sequence[Clue]) -> Dating | None:
    """The one year that fits the years told of, None where several do."""
    return _by_count(tokens, clues) or _between(clues)


def _by_count(tokens: Tokens, clues: Sequence[Clue]) -> Dating | None:
    """ "Ten years ago, in 2005", "last year (2014)": the year and how far off it lies."""
    told: dict[int, str] = {}
    for a, b in pairwise(clues):
        gap = range(a.found.last, b.found.first)
        if not 1 <= len(gap) <= 2 or not all(_joins(tokens, i) for i in gap):
            continue
        for near, far in ((a, b), (b, a)):
            years, m = _years_off(near), far.meaning
            if years is not None and m.kind == "date" and m.year and not m.bc and not m.month:
                quoted = " ".join(tokens.text[a.found.start : b.found.end].split())
                told[m.year - years] = quoted
    if len(told) != 1:
        return None
    ((year, quoted),) = told.items()
    return _dating(year, 0.8, f"{quoted}: counted from {year}") if FIRST < year < LAST else None


def _joins(tokens: Tokens, i: int) -> bool:
    """Whether a token may stand between "ten years ago" and "in 2005"."""
    return tokens.low(i) in (",", "(") or not _IN.isdisjoint(tokens.values[i])


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
