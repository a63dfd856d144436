"""The day an article was written on, by arithmetic over two facts that it states.

A fact bounds that day: "yesterday (12 January 2010)" by a distance from a day named, "today, a
Sunday" by a weekday, "20 years ago today" and a date told beside it by both. The days that every
fact allows are tried; one day, or one month or year, is the answer, anything wider is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from dateutil.relativedelta import relativedelta

from timeline import when
from timeline.dates.publication_clues import Clue, bound
from timeline.dates.tense import sentence_ends
from timeline.dates.tokens import BREAK, NAME, OTHER, Tokens
from timeline.model import Dating

# A weekday falls on the same date again after 5, 6 or 11 years: beyond that nothing is decided.
YEARS_AHEAD = 4
APPOSED = 3  # tokens between two expressions that name one day
# Code points and expressions around "20 years ago today" in which the day it was is told.
AROUND, BESIDE = 250, 6
MOST = 40  # facts weighed; a text that states more of them repeats itself
FIRST, LAST = 1850, 2150  # years in which an article may have been written
SURE = {"day": 0.85, "month": 0.6, "year": 0.6}
ROUND = 5  # years that are counted to an anniversary, not from the calendar
DAYS = {"D": 1, "W": 7}
FARTHEST = {"D": 365_000, "W": 52_000, "Y": 1000}  # more of them is no date an article tells


@dataclass(frozen=True, slots=True)
class Fact:
    """What a text says of the day it was written on: a test of a day, the words, years to try.

    of: where the date stands that it counts from, None for one that only narrows the day down.
    """

    holds: Callable[[date], bool]
    words: str
    years: frozenset[int] = frozenset()
    of: int | None = None


def by_arithmetic(tokens: Tokens, clues: Sequence[Clue]) -> Dating | None:
    """The one day, month or year that every fact allows; None where several or none is left.

    clues: with durations.
    """
    facts = [*_apposed(tokens, clues), *_anniversaries(tokens, clues)]
    used = {f.of for f in facts}
    facts = [*facts, *(_weekdays_of_today(tokens, clues) if facts else ())][:MOST]
    told = bound(c for c in clues if c.found.start not in used) or date.min
    years = set[int]().union(*(f.years for f in facts))
    if facts and not years and told > date.min:
        years = set(range(told.year, told.year + YEARS_AHEAD + 1))
    tried = (day for year in sorted(years) if FIRST <= year <= LAST for day in _days_of(year))
    days = [day for day in tried if day >= told and all(f.holds(day) for f in facts)]
    return _dating(days, tuple(dict.fromkeys(f.words for f in facts)))


def _days_of(year: int) -> Iterator[date]:
    first = date(year, 1, 1).toordinal()
    return map(date.fromordinal, range(first, date(year + 1, 1, 1).toordinal()))


def _dating(days: Sequence[date], evidence: tuple[str, ...]) -> Dating | None:
    if not days:
        return None
    first, last = days[0], days[-1]
    if first == last:
        edtf, precision = first.isoformat(), "day"
    elif (first.year, first.month) == (last.year, last.month):
        edtf, precision = when.of_month(first.year, first.month).edtf, "month"
    elif first.year == last.year and len(days) > 31:
        edtf, precision = when.of_year(first.year).edtf, "year"
    else:
        return None
    return Dating(published=edtf, how="inferred", confidence=SURE[precision], evidence=evidence)


# -- facts -------------------------------------------------------------------------------------


def _apposed(tokens: Tokens, clues: Sequence[Clue]) -> Iterator[Fact]:
    """ "Yesterday (12 January 2010)", "three days ago, on 12 January": two names of one day."""
    dated: list[Clue] = []
    for clue in clues:
        counted = dated and _today_beside(tokens, dated[-1]) and clue.meaning.kind == "unit"
        if clue.meaning.kind != "duration" and not counted:
            dated.append(clue)  # the "today" of "a year ago today" is no day of its own
    for a, b in pairwise(dated):
        if not _stand_together(tokens, a, b):
            continue
        for near, far in ((a, b), (b, a)):
            fact = _distance(tokens, near, far, tokens.text[a.found.start : b.found.end])
            if fact is not None:
                yield fact


def _distance(tokens: Tokens, near: Clue, far: Clue, words: str) -> Fact | None:
    """The day of writing by an expression counted from it and the date it stands for."""
    n, words = far.meaning, " ".join(words.split())
    count = _count(near)
    if count is None or n.kind != "date" or n.month is None or n.bc or n.rel:
        return None
    unit, today = near.meaning.unit, _today_beside(tokens, near)
    if unit in DAYS and n.day is not None and (unit == "D" or today):
        return _fact(far, timedelta(days=count * DAYS[unit]), words)
    if unit != "Y" or n.year is None or (count % ROUND and not today):
        return None
    if today:
        return _fact(far, relativedelta(years=count), words)
    # "Ten years ago, on 26 October 2004" is near the anniversary: no closer than its year.
    year = n.year - count
    return Fact(lambda d: d.year == year, words, frozenset([year]), far.found.start)


def _count(clue: Clue) -> int | None:
    """How many of its units an expression lies from the day of writing."""
    m = clue.meaning
    if m.anchor != "dct" or m.mod:
        return None
    if m.kind == "unit":
        return m.rel or 0 if m.unit == "D" else None
    if m.kind != "offset" or m.count is None or m.count != int(m.count) or m.rel is None:
        return None
    return m.rel * int(m.count) if m.count <= FARTHEST.get(m.unit or "", 0) else None


def _fact(far: Clue, off: timedelta | relativedelta, words: str) -> Fact:
    """A fact from a date named and how far off from the day of writing it lies."""
    n = far.meaning

    def holds(day: date) -> bool:
        other = day + off
        named = ((n.year, other.year), (n.month, other.month), (n.day, other.day))
        wanted = (*named, (n.weekday, other.weekday()))
        return all(told is None or told == found for told, found in wanted)

    years = frozenset[int]()
    if n.year is not None:
        # Where that year lies from the year of writing, by way of one in the middle of it.
        away = (date(2000, 7, 1) + off).year - 2000
        years = frozenset(range(n.year - away - 1, n.year - away + 2))
    return Fact(holds, words, years, far.found.start)


def _anniversaries(tokens: Tokens, clues: Sequence[Clue]) -> Iterator[Fact]:
    """ "It was 20 years ago today that … The fire of October 1987 …": the date told beside it."""
    for at, clue in enumerate(clues):
        m = clue.meaning
        if m.unit != "Y" or m.rel != -1 or not m.count or m.count != int(m.count):
            continue
        if m.count > FARTHEST["Y"] or not _today_beside(tokens, clue):
            continue
        near = clues[max(0, at - BESIDE) : at + BESIDE + 1]
        told = {_day_named(c): c for c in near if abs(c.found.start - clue.found.start) <= AROUND}
        told.pop(None, None)
        if len(told) == 1:
            ((_, far),) = told.items()
            words = f"{tokens.quote(clue.found)} today, told of {tokens.quote(far.found)}"
            yield _fact(far, relativedelta(years=-int(m.count)), words)


def _day_named(clue: Clue) -> tuple[int, int, int | None] | None:
    """Year, month and day, if it has one, of a date that is not said to be still to come."""
    m = clue.meaning
    if m.kind != "date" or not m.year or not m.month or m.bc or clue.planned:
        return None
    return m.year, m.month, m.day


def _weekdays_of_today(tokens: Tokens, clues: Sequence[Clue]) -> Iterator[Fact]:
    """ "Today, a Sunday", "tomorrow, Thursday": the weekday of a day counted from today."""
    for at, clue in enumerate(clues):
        m = clue.meaning
        if m.kind != "unit" or m.unit != "D" or m.anchor != "dct":
            continue
        weekday, off = m.weekday, timedelta(days=m.rel or 0)
        if weekday is None and at + 1 < len(clues):
            after = clues[at + 1]
            if after.meaning.day is None and _one_phrase(tokens, clue, after):
                weekday = after.meaning.weekday
        if weekday is not None:
            words = f"{tokens.text[clue.found.start : clue.found.end]} is a weekday named"
            yield Fact(
                lambda d, off=off, weekday=weekday: (d + off).weekday() == weekday,  # type: ignore[misc]
                words,
            )


# -- what stands between two expressions -------------------------------------------------------


def _stand_together(tokens: Tokens, a: Clue, b: Clue) -> bool:
    """Whether a comma, a bracket or nothing parts two expressions, with a preposition at most."""
    gap = range(a.found.last + _today_beside(tokens, a), b.found.first)
    if len(gap) > APPOSED or any(tokens.chars[i] == BREAK for i in gap):
        return False
    return all(
        tokens.low(i) in (",", "(", "-", "–", "—") or "prep" in tokens.values[i]
        or "the" in tokens.values[i] or "det" in tokens.values[i]
        for i in gap
    )  # fmt: skip


def _today_beside(tokens: Tokens, clue: Clue) -> bool:
    """Whether "today" follows a distance, or ends it: "20 years ago today"."""
    if clue.meaning.kind != "offset":
        return False
    near = tokens.values[clue.found.last - 1 : clue.found.last + 1]
    return any(values.get("deictic") == 0 for values in near)


def _one_phrase(tokens: Tokens, a: Clue, b: Clue) -> bool:
    """Whether two expressions stand in one sentence with no verb or name between them."""
    return not any(
        (tokens.chars[i] in (NAME, OTHER, BREAK) and tokens.ends[i] - tokens.starts[i] > 1)
        or sentence_ends(tokens, i)
        for i in range(a.found.last, b.found.first)
    )
