"""Partial dates and spans: a small codec for EDTF levels 0 and 1 (ISO 8601-2), stdlib only.

Invariants: a `When` knows its first and last day as (year, month, day) tuples in the proleptic
Gregorian calendar, first <= last, None where that end is open or unknown; `str(When)` is the EDTF
text and `parse(str(w)) == w`. Nothing here ever makes a date more precise than it was given.

EDTF level 1 has no week and no quarter: a week is written as the span Monday/Sunday, a quarter as
the span of its three months, and `precision` recognises both shapes. It lets no `~` stand behind an
X either: an approximate decade or century is written as the span of its years (2000~/2009~).
Seasons follow the northern
meteorological convention (spring: March to May … winter: December to February of the next year).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

Day = tuple[int, int, int]
Precision = Literal[
    "day", "week", "month", "season", "quarter", "year", "decade", "century", "range"
]

SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}

_ONE = re.compile(
    r"(?P<century>-?\d{2})XX|(?P<decade>-?\d{3})X"
    r"|(?P<year>-?\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?"
)


class NotEdtfError(ValueError):
    """The text is no EDTF level 0 or 1 date this tool writes or reads."""

    def __init__(self, text: str, why: str) -> None:
        super().__init__(f"{text!r} is not an EDTF date: {why}")


@dataclass(frozen=True, slots=True)
class When:
    """A date, a partial date or a span, as EDTF says it.

    edtf: the text itself; first, last: (year, month, day) or None where open or unknown;
    precision: the unit that is known; approximate: EDTF's `~` stands at either end.
    """

    edtf: str
    first: Day | None
    last: Day | None
    precision: Precision
    approximate: bool = False

    def __str__(self) -> str:
        return self.edtf

    @property
    def start(self) -> str | None:
        """First day as ISO text, or None."""
        return None if self.first is None else iso(self.first)

    @property
    def end(self) -> str | None:
        """Last day as ISO text, or None."""
        return None if self.last is None else iso(self.last)

    @property
    def first_date(self) -> date | None:
        """First day as a `date`; None where open or outside the years 1 to 9999."""
        return _as_date(self.first)

    @property
    def last_date(self) -> date | None:
        """Last day as a `date`; None where open or outside the years 1 to 9999."""
        return _as_date(self.last)

    @property
    def days(self) -> int | None:
        """Number of days the span covers; None where an end is open."""
        return _days(self.first, self.last)

    @property
    def sort_key(self) -> tuple[Day, Day]:
        """Orders by first day, then the more precise first; open starts sort by their end."""
        first = self.first or self.last or (10000, 1, 1)
        return first, self.last or (10000, 1, 1)

    def contains(self, other: When) -> bool:
        """True when every day of `other` is a day of this span."""
        low = self.first is None or (other.first is not None and self.first <= other.first)
        high = self.last is None or (other.last is not None and other.last <= self.last)
        return low and high

    def overlaps(self, other: When) -> bool:
        """True when the two spans share a day."""
        return not (
            (self.last and other.first and self.last < other.first)
            or (other.last and self.first and other.last < self.first)
        )


@lru_cache(maxsize=65536)
def _days(first: Day | None, last: Day | None) -> int | None:
    begun, ended = _as_date(first), _as_date(last)
    return None if begun is None or ended is None else (ended - begun).days + 1


def _as_date(day: Day | None) -> date | None:
    return date(*day) if day is not None and 1 <= day[0] <= 9999 else None


def iso(day: Day) -> str:
    """(2020, 8, 9) as 2020-08-09; a year before 1 as EDTF writes it (-0043)."""
    year = f"{day[0]:04d}" if day[0] >= 0 else f"-{-day[0]:04d}"
    return f"{year}-{day[1]:02d}-{day[2]:02d}"


def month_length(year: int, month: int) -> int:
    """Days in a month of the proleptic Gregorian calendar, any year."""
    # The Gregorian calendar repeats every 400 years, which keeps years before 1 in range.
    return calendar.monthrange(2000 + year % 400, month)[1]


@lru_cache(maxsize=65536)
def parse(text: str) -> When:
    """Read EDTF level 0/1 (days, months, years, seasons, decades, centuries, `~ ? %`, spans).

    Raises NotEdtfError for anything else: impossible days (2021-02-30), spans that run backwards.
    """
    if "/" in text:
        left, _, right = text.partition("/")
        a = None if left in ("", "..") else _parse_one(left, text)
        b = None if right in ("", "..") else _parse_one(right, text)
        if a is None and b is None:
            raise NotEdtfError(text, "a span needs at least one end")
        first = None if a is None else a.first
        last = None if b is None else b.last
        if first is not None and last is not None and first > last:
            raise NotEdtfError(text, "the span ends before it starts")
        approximate = bool((a and a.approximate) or (b and b.approximate))
        return When(text, first, last, _span_precision(a, b, first, last), approximate)
    return _parse_one(text, text)


def _parse_one(text: str, whole: str) -> When:
    body = text.rstrip("~?%")
    approximate = "~" in text or "%" in text
    m = _ONE.fullmatch(body)
    if not m or len(text) - len(body) > 1:
        raise NotEdtfError(
            whole, "expected forms like 2020, 2020-08, 2020-08-09, 201X, 2020-21, 2014/.."
        )
    if m["century"]:
        base = int(m["century"]) * 100
        return When(text, (base, 1, 1), (base + 99, 12, 31), "century", approximate)
    if m["decade"]:
        base = int(m["decade"]) * 10
        return When(text, (base, 1, 1), (base + 9, 12, 31), "decade", approximate)
    year, month = int(m["year"]), int(m["month"] or 0)
    if not m["month"]:
        return When(text, (year, 1, 1), (year, 12, 31), "year", approximate)
    if m["day"]:
        day = int(m["day"])
        if not 1 <= month <= 12 or not 1 <= day <= month_length(year, month):
            raise NotEdtfError(whole, "there is no such day")
        return When(text, (year, month, day), (year, month, day), "day", approximate)
    if month in SEASON_MONTHS:
        a, b = SEASON_MONTHS[month]
        end_year = year + (b < a)
        last = (end_year, b, month_length(end_year, b))
        if end_year > 9999:
            last = (year, 12, 31)  # the last day that can be written
        return When(text, (year, a, 1), last, "season", approximate)
    if not 1 <= month <= 12:
        raise NotEdtfError(whole, "there is no such month")
    last = (year, month, month_length(year, month))
    return When(text, (year, month, 1), last, "month", approximate)


def _span_precision(
    a: When | None, b: When | None, first: Day | None, last: Day | None
) -> Precision:
    """Week and quarter have no EDTF level 1 form of their own: recognise their spans."""
    low, high = _as_date(first), _as_date(last)
    if a is not None and b is not None and a.precision == b.precision == "year":
        return _years_precision(a, b)
    if a is None or b is None or low is None or high is None:
        return "range"
    if a.precision == b.precision == "day" and low.weekday() == 0 and (high - low).days == 6:
        return "week"
    if (
        a.precision == b.precision == "month"
        and low.year == high.year
        and low.month in (1, 4, 7, 10)
        and high.month == low.month + 2
    ):
        return "quarter"
    return "range"


def _years_precision(a: When, b: When) -> Precision:
    """Approximate decades and centuries are spans of approximate years."""
    if a.first is None or b.first is None or not (a.approximate and b.approximate):
        return "range"
    first, last = a.first[0], b.first[0]
    if first % 10 == 0 and last == first + 9:
        return "decade"
    return "century" if first % 100 == 0 and last == first + 99 else "range"


# -- constructors: the only places that write EDTF ---------------------------------------------


def of_day(day: date) -> When:
    """One calendar day."""
    return parse(day.isoformat())


def of_month(year: int, month: int) -> When:
    """One month, 1 to 12."""
    return parse(f"{_year(year)}-{month:02d}")


def of_year(year: int) -> When:
    """One year; years before 1 are astronomical (0 = 1 B.C.)."""
    return parse(_year(year))


def of_decade(year: int) -> When:
    """The decade that holds `year`: 2014 -> 201X."""
    return parse(f"{_year(year)[:-1]}X")


def of_century(number: int) -> When:
    """The nth century as the hundred years of its digits: 20 -> 19XX."""
    return parse(f"{number - 1:02d}XX")


def of_season(year: int, code: int) -> When:
    """A season by its EDTF code, 21 spring to 24 winter (the winter that begins in `year`)."""
    return parse(f"{_year(year)}-{code}")


def of_quarter(year: int, quarter: int) -> When:
    """A calendar quarter, 1 to 4, as the span of its months."""
    month = 3 * quarter - 2
    return parse(f"{_year(year)}-{month:02d}/{_year(year)}-{month + 2:02d}")


def of_week(day: date) -> When:
    """The ISO week (Monday to Sunday) that holds `day`."""
    monday = later(day, -day.weekday())  # 1 January of the year 1 was one
    return of_days(monday or day, 7)


def of_days(first: date, count: int) -> When:
    """So many days from one on, as far as the calendar goes."""
    return span(of_day(first), of_day(later(first, count - 1) or date.max))


def later(day: date, days: int) -> date | None:
    """The day so many days after another, before it for less than 0; None beyond the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def span(first: When | None, last: When | None) -> When:
    """From the start of `first` to the end of `last`, each kept as precise as given; None is open.

    A span already is taken by its outer end; a decade or century stands as its outer year, marked
    approximate, since EDTF lets no X into a span. Raises NotEdtfError when it would run backwards.
    """
    a = ".." if first is None else _end(first.edtf.split("/")[0], 0)
    b = ".." if last is None else _end(last.edtf.split("/")[-1], -1)
    if a == b and a != "..":
        return parse(a)
    return parse(f"{a}/{b}")


def _end(text: str, side: int) -> str:
    if "X" not in text:
        return text
    one = parse(text)
    day = one.first if side == 0 else one.last
    return text if day is None else f"{_year(day[0])}~"


def about(when: When) -> When:
    """The same date marked approximate; spans are marked at their known ends."""
    if when.precision in ("decade", "century") and "X" in when.edtf:
        if when.first is None or when.last is None:
            return when
        return parse(f"{_year(when.first[0])}~/{_year(when.last[0])}~")
    parts = [p if p in ("", "..") or p[-1] in "~?%" else f"{p}~" for p in when.edtf.split("/")]
    return parse("/".join(parts))


def _year(year: int) -> str:
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"
