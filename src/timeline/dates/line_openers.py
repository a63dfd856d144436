"""What is a date only where it opens a line: "1789: …", "- 4: …", "- 1820s: …", "May" alone."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter

from timeline.dates.engine import Found
from timeline.dates.meaning import Meaning
from timeline.dates.running_log import FIGURES
from timeline.dates.tokens import Tokens

# So many sections, or lines opened by a date that nothing sets off, make a habit.
SECTIONS, HABIT = 2, 3
# No heading names a later year; nor does a list whose years nothing sets off name an earlier one.
LATEST, FIRST = 2100, 1000
# A number that a heading marks as one is a year without company in this span only.
_OF_OUR_DAYS = range(1900, 2040)
# A bare number that opens its line and is set off, or has the line to itself.
_MARKED = r"^[ \t>#*_=|•·▪◦●○■+\[(–—-]*"
_SET_OFF = r"(?=[*_\])]*[ \t]*(?:[:|–—]|-\s|$))"
_NUMBER = re.compile(
    rf"{_MARKED}(\d{{1,2}}|[12]\d{{3}})(?:st|nd|rd|th|er)?{_SET_OFF}", re.MULTILINE
)
# A year with the word that makes it a rough one, and a decade: "vers 1290", "1820s".
_ROUGH = re.compile(rf"{_MARKED}([^\W\d_][^\n\d:|]{{0,20}}[12]\d{{3}}){_SET_OFF}", re.MULTILINE)
_DECADE = re.compile(rf"{_MARKED}([12]\d\d0['’]?s){_SET_OFF}", re.MULTILINE)
# The classes of such words.
_ABOUT = ("around", "about")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s")
_ROW = re.compile(r"\s*\|")
# What may stand beside a month that has its line to itself.
_WORD = re.compile(r"^[ \t#*_=]*([^\W\d_]{3,9})[*_.:= \t]*$", re.MULTILINE)
_MARKS = 12  # code points of marks at most, on either side of such a month
_BESIDE = re.compile(r"[ \t#*_.:=]*")


def with_openers(text: str, tokens: Tokens, found: Sequence[Found]) -> list[Found]:
    """The expressions, with what is a date only where it opens a line: "1789: …", "- 4: …", "May".

    Years where that is the page's habit or a mark makes them headings or rows, months where several
    have lines to themselves, and days where any month has.
    """
    numbers = list(_NUMBER.finditer(text))
    rough, decades = _rough(text, tokens), _decades(text, tokens)
    years = _years(numbers, len(rough) + len(decades))
    habit = len(years) + len(rough) + len(decades) >= HABIT
    found = _with_rough(found, [*decades, *(rough if habit else ())])
    told = [(m, Meaning("DATE", "date", year=int(m[1]))) for m in (*_unmarked(text), *years)]
    months = [(m, n) for m in _WORD.finditer(text) if (n := _month(tokens, m)) is not None]
    dated = [f for f in found if heads_alone(text, f)]
    if len(months) < SECTIONS:
        months = []
    days = _days(text, numbers, [*(m.start() for m, _ in months), *(f.start for f in dated)])
    told += [(m, Meaning("DATE", "date", day=int(m[1]))) for m in days]
    told += [(m, Meaning("DATE", "date", month=n)) for m, n in months]
    made = {f.start: f for f in found}
    for m, meaning in told:
        start = m.start(1)
        first, there = _token_at(tokens, start), made.get(start)
        # "1850" is in prose a year only among others near it.
        if first is not None and (there is None or there.meaning.how == "near-year"):
            made[start] = Found(first, first + 1, start, tokens.ends[first], meaning, "heading")
    return sorted(made.values(), key=attrgetter("start"))


def _rough(text: str, tokens: Tokens) -> list[Found]:
    """The rough years that open lines, set off: "vers 1290 : …"."""
    made: list[Found] = []
    for m in _ROUGH.finditer(text):
        first, last = _token_at(tokens, m.start(1)), _token_at(tokens, m.end(1) - 4)
        if first is None or last != first + 1 or tokens.values[first].keys().isdisjoint(_ABOUT):
            continue
        meaning = Meaning("DATE", "date", year=int(m[1][-4:]), mod="APPROX")
        made.append(Found(first, last + 1, m.start(1), m.end(1), meaning, "heading"))
    return made


def _decades(text: str, tokens: Tokens) -> list[Found]:
    """The decades that open lines without an article: "1820s: …"."""
    made: list[Found] = []
    for m in _DECADE.finditer(text):
        first = _token_at(tokens, m.start(1))
        decade = None if first is None else tokens.values[first].get("decade")
        if first is not None and isinstance(decade, int):
            meaning = Meaning("DATE", "date", decade=decade)
            made.append(Found(first, first + 1, m.start(1), tokens.ends[first], meaning, "heading"))
    return made


def _with_rough(found: Sequence[Found], openers: Sequence[Found]) -> list[Found]:
    """The expressions, with those openers that none of them holds, in place of their own parts."""
    held = {f.start: f for f in found}
    new = [o for o in openers if o.start not in held]
    inside = {at for o in new for at in range(o.first, o.last)}
    return [*(f for f in found if f.first not in inside), *new]


def _years(numbers: Sequence[re.Match[str]], others: int) -> list[re.Match[str]]:
    """Those that are years: many of a page, two of a table or two headings that rise or fall, and a
    heading's of our days. others: how many lines are opened by rough years and decades."""
    told = [m for m in numbers if len(m[1]) == 4 and int(m[1]) <= LATEST]
    if len(told) + others >= HABIT:
        return told
    headings = [m for m in told if _HEADING.match(m[0])]
    if not _in_order(headings):
        headings = [m for m in headings if int(m[1]) in _OF_OUR_DAYS]
    rows = [m for m in told if _ROW.match(m[0])]
    return [*headings, *(rows if _in_order(rows) else ())]


def _unmarked(text: str) -> Sequence[re.Match[str]]:
    """The years of a list that nothing sets off from the sentences behind them, one after the
    other: "1815 The battle is lost."."""
    told = [m for m in FIGURES.finditer(text) if FIRST <= int(m[1]) <= LATEST]
    return told if len(told) > HABIT and _in_order(told) else ()


def _in_order(numbers: Sequence[re.Match[str]]) -> bool:
    """Whether they are several that go one way."""
    years = [int(m[1]) for m in numbers]
    steps = {(a < b) - (a > b) for a, b in pairwise(years)}
    return len(years) >= SECTIONS and len(steps) == 1 and 0 not in steps


def heads_alone(text: str, f: Found) -> bool:
    """A month with its year that has its line to itself: "## October 2020"."""
    m = f.meaning
    if m.kind != "date" or m.month is None or m.day is not None or m.year is None:
        return False
    before = text[max(0, f.start - _MARKS) : f.start].rpartition("\n")
    behind = text[f.end : f.end + _MARKS].partition("\n")
    begins, ends = before[1] or f.start <= _MARKS, behind[1] or f.end + _MARKS >= len(text)
    return bool(begins and ends and _BESIDE.fullmatch(before[2]) and _BESIDE.fullmatch(behind[0]))


def _days(
    text: str, numbers: Sequence[re.Match[str]], months: Sequence[int]
) -> list[re.Match[str]]:
    """The days of a month that heads them.

    What stands below a month alone and counts from 1 on are the items of a list or the parts of a
    report that the month dates.
    """
    days = [m for m in numbers if len(m[1]) < 4 and 1 <= int(m[1]) <= 31]
    if len(months) < SECTIONS:
        days = [m for m in days if months and m.start() > min(months)]
        if [int(m[1]) for m in days] == list(range(1, len(days) + 1)):
            return []
    return days


def _token_at(tokens: Tokens, start: int) -> int | None:
    """The token that begins at a raw offset."""
    at = bisect_left(tokens.starts, start)
    return at if at < len(tokens.starts) and tokens.starts[at] == start else None


def _month(tokens: Tokens, m: re.Match[str]) -> int | None:
    """The number of the month that a line of one word names."""
    at = _token_at(tokens, m.start(1))
    found = None if at is None else tokens.values[at].get("month")
    return found if isinstance(found, int) else None
