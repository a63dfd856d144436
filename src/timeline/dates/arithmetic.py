"""The day an article was written on, by arithmetic over two facts that it states.

A fact bounds that day: "yesterday (12 January 2010)" by a distance from a day named, "today, a
Sunday" by a weekday, "20 years ago today" and a date told beside it by both. The days that every
fact allows are tried; one day, or one month or year, is the answer, anything wider is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from timeline import when
from timeline.dates.clues import Clue, bound, whole_day
from timeline.dates.lex import BREAK, NAME, OTHER, Tokens
from timeline.dates.tense import sentence_ends
from timeline.model import Dating

# A weekday falls on the same date again after 5, 6 or 11 years: beyond that nothing is decided.
YEARS_AHEAD = 4
APPOSED = 3  # tokens between two expressions that name one day
# Code points and expressions around "20 years ago today" in which the day it was is told.
AROUND, BESIDE = 250, 6
MOST = 40  # facts weighed; a text that states more of them repeats itself
BEFORE, BEHIND = 8, 4  # tokens from a noun to the date it belongs to at most
FIRST, LAST = 1850, 2150  # years in which an article may have been written
SURE = {"day": 0.85, "month": 0.6, "year": 0.6}
ROUND = 5  # years that are counted to an anniversary, not from the calendar
DAYS = {"D": 1, "W": 7}


@dataclass(frozen=True, slots=True)
class Fact:
    """What a text says of the day it was written on: a test of a day, the words, years to try.

    of: where the date stands that it counts from, None for one that only narrows the day down.
    """

    holds: Callable[[date], bool]
    words: str
    years: frozenset[int] = frozenset()
    of: int | None = None


def by_arithmetic(
    tokens: Tokens, clues: Sequence[Clue], words: Mapping[str, list[str]]
) -> Dating | None:
    """The one day, month or year that every fact allows; None where several or none is left.

    clues: with durations. words: the [document] table.
    """
    facts = [*_apposed(tokens, clues), *_anniversaries(tokens, clues)]
    facts += _by_headline(tokens, clues)
    facts += [*_after_a_day(tokens, clues, words), *_events_of_a_weekday(tokens, clues)]
    if all(f.of is None for f in facts):
        return None
    facts = [*facts, *_weekdays_of_today(tokens, clues)][:MOST]
    used = {f.of for f in facts}
    told = bound(c for c in clues if c.found.start not in used)
    years = set[int]().union(*(f.years for f in facts))
    if not years and told is not None:
        years = set(range(told.year, told.year + YEARS_AHEAD + 1))
    days = [
        day
        for year in sorted(y for y in years if FIRST <= y <= LAST)
        for day in _days_of(year)
        if (told is None or day >= told) and all(f.holds(day) for f in facts)
    ]
    return _dating(days, tuple(dict.fromkeys(f.words for f in facts)))


def _days_of(year: int) -> Iterator[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(days=1)


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
    m, n = near.meaning, far.meaning
    if n.kind != "date" or n.month is None or n.bc or n.rel or m.anchor != "dct" or m.mod:
        return None
    words = " ".join(words.split())
    if m.kind == "unit" and m.unit == "D":
        return _fact(far, lambda d: d - timedelta(days=-(m.rel or 0)), words) if n.day else None
    if m.kind != "offset" or m.count is None or m.count != int(m.count) or m.rel is None:
        return None
    count = m.rel * int(m.count)
    if m.unit in DAYS and n.day is not None:
        exact = m.unit == "D" or _today_beside(tokens, near)
        steps = count * DAYS[m.unit]
        return _fact(far, lambda d: d + timedelta(days=steps), words) if exact else None
    if m.unit != "Y" or n.year is None:
        return None
    if _today_beside(tokens, near):
        return _fact(far, lambda d: _years_off(d, count), words)
    if count % ROUND:
        return None
    # "Ten years ago, on 26 October 2004" is near the anniversary: no closer than its year.
    year = n.year - count
    return Fact(lambda d: d.year == year, words, frozenset([year]), far.found.start)


def _fact(far: Clue, told: Callable[[date], date | None], words: str) -> Fact:
    """A fact from a date named and the day that it is told of as, counted from a day of writing."""
    n = far.meaning

    def holds(day: date) -> bool:
        other = told(day)
        if other is None or (n.weekday is not None and other.weekday() != n.weekday):
            return False
        return (
            (n.year in (None, other.year))
            and n.month == other.month
            and (n.day in (None, other.day))
        )

    years = frozenset[int]()
    if n.year is not None:
        # Where that year lies from the year of writing, by way of one in the middle of it.
        there = told(date(2000, 7, 1))
        off = 0 if there is None else there.year - 2000
        years = frozenset(range(n.year - off - 1, n.year - off + 2))
    return Fact(holds, words, years, far.found.start)


def _years_off(day: date, count: int) -> date | None:
    try:
        return day.replace(year=day.year + count)
    except ValueError:
        return None


def _anniversaries(tokens: Tokens, clues: Sequence[Clue]) -> Iterator[Fact]:
    """ "It was 20 years ago today that … The fire of October 1987 …": the date told beside it."""
    for at, clue in enumerate(clues):
        m, f = clue.meaning, clue.found
        if m.unit != "Y" or m.kind != "offset" or m.rel != -1 or not m.count:
            continue
        if m.count != int(m.count) or not _today_beside(tokens, clue):
            continue
        told = {
            (n.year, n.month, n.day): c
            for c in clues[max(0, at - BESIDE) : at + BESIDE + 1]
            if (n := c.meaning).kind == "date" and n.year and n.month and not n.bc
            and abs(c.found.start - f.start) <= AROUND and not c.planned
        }  # fmt: skip
        if len(told) != 1:
            continue
        ((year, month, _), far) = told.popitem()
        count = -int(m.count)
        words = f"{tokens.text[f.start : f.end]} today, told of {year}-{month:02d}"
        yield _fact(far, lambda d, count=count: _years_off(d, count), words)  # type: ignore[misc]


def _by_headline(tokens: Tokens, clues: Sequence[Clue]) -> Iterator[Fact]:
    """A headline "Ten years ago …" over a text that tells of one year, with the day in it."""
    text = tokens.text
    title = text.find("\n", len(text) - len(text.lstrip()))
    years = {n.year for c in clues if (n := c.meaning).kind == "date" and n.year and not n.bc}
    far = next((c for c in clues if c.meaning.day and c.meaning.year), None)
    for clue in clues:
        m, f = clue.meaning, clue.found
        if f.end > title or len(years) != 1 or far is None:
            return
        if m.kind != "offset" or m.unit != "Y" or m.rel != -1 or m.mod or (m.count or 1) % ROUND:
            continue
        year = (far.meaning.year or 0) + int(m.count or 0)
        words = f"{text[f.start : f.end]} in the headline, {far.meaning.year} in the text"
        yield Fact(lambda d, year=year: d.year == year, words, frozenset([year]), far.found.start)  # type: ignore[misc]


def _after_a_day(
    tokens: Tokens, clues: Sequence[Clue], words: Mapping[str, list[str]]
) -> Iterator[Fact]:
    """ "Today, …, a week after the January 1 inauguration": a distance from a day to today."""
    steps = dict.fromkeys(words.get("after", []), 1) | dict.fromkeys(words.get("before", []), -1)
    for at in range(len(clues) - 1):
        length, far = clues[at].meaning, clues[at + 1].meaning
        if length.kind != "duration" or length.unit not in DAYS or not length.count:
            continue
        between = range(clues[at].found.last, clues[at + 1].found.first)
        if not 1 <= len(between) <= APPOSED or far.kind != "date" or far.day is None:
            continue
        way = steps.get(tokens.low(between[0]))
        today = next((c for c in reversed(clues[max(0, at - 2) : at]) if _is_today(c)), None)
        if way is None or today is None or far.month is None:
            continue
        if not _one_phrase(tokens, today, clues[at]):
            continue
        off = timedelta(days=way * int(length.count * DAYS[length.unit]))
        quoted = tokens.text[today.found.start : clues[at + 1].found.end]
        yield _fact(clues[at + 1], lambda d, off=off: d - off, " ".join(quoted.split()))  # type: ignore[misc]


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


def _events_of_a_weekday(tokens: Tokens, clues: Sequence[Clue]) -> Iterator[Fact]:
    """ "Tuesday's earthquake" and "the earthquake of 12 January 2010": within the week after."""
    told: dict[tuple[int, str], tuple[date, Clue]] = {}
    for clue in clues:
        day = whole_day(clue.meaning)
        if day is not None:
            for word in _words_around(tokens, clue):
                told.setdefault((day.weekday(), word), (day, clue))
    for clue in clues:
        m = clue.meaning
        if m.kind != "date" or m.weekday is None or m.day is not None or m.rel:
            continue
        noun = _noun_of(tokens, clue)
        if noun is None or (m.weekday, noun) not in told:
            continue
        day, other = told[m.weekday, noun]
        yield Fact(
            lambda d, day=day: 0 < (d - day).days < 7,  # type: ignore[misc]
            f"the {noun} of {day.isoformat()} is told by its weekday alone",
            frozenset([day.year, day.year + 1]),
            other.found.start,
        )


def _noun_of(tokens: Tokens, clue: Clue) -> str | None:
    """The noun a weekday belongs to: "Tuesday's earthquake", « le séisme de mardi »."""
    f = clue.found
    after = range(f.last, min(f.last + 4, len(tokens.starts)))
    marks = [tokens.low(i) for i in after]
    if marks[:1] == ["'s"] or marks[:2] == ["'", "s"]:
        return next((tokens.low(i) for i in after if i > f.last and _is_word(tokens, i)), None)
    if f.first >= 2 and "of" in tokens.values[f.first - 1] and _is_word(tokens, f.first - 2):
        return tokens.low(f.first - 2)
    return None


def _words_around(tokens: Tokens, clue: Clue) -> set[str]:
    """The words of the sentence within reach of a date."""
    words = set[str]()
    for step, reach in ((-1, BEFORE), (1, BEHIND)):
        i = clue.found.first - 1 if step < 0 else clue.found.last
        for _ in range(reach):
            if not 0 <= i < len(tokens.starts) or sentence_ends(tokens, i):
                break
            if _is_word(tokens, i):
                words.add(tokens.low(i))
            i += step
    return words


def _is_word(tokens: Tokens, i: int) -> bool:
    return tokens.chars[i] in (NAME, OTHER) and tokens.ends[i] - tokens.starts[i] > 3


# -- what stands between two expressions -------------------------------------------------------


def _is_today(clue: Clue) -> bool:
    m = clue.meaning
    return m.kind == "unit" and m.unit == "D" and m.anchor == "dct" and not m.rel


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
