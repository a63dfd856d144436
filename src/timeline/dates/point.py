"""A place in the calendar as precise as the text makes it, and its TIMEX3 and EDTF forms.

Invariant: a Point never knows more than its unit says: a month has no day, a decade is its first
year. Years are astronomical (0 = 1 B.C.), the calendar is the proleptic Gregorian one; a date is
written as the text writes it, never converted from the Julian calendar.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from timeline import when
from timeline.when import When, month_length

Unit = Literal[
    "millennium", "century", "decade", "year", "half", "quarter", "season", "month", "week",
    "weekend", "day",
]  # fmt: skip

SEASONS = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}
SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
FINENESS: dict[str, int] = {
    "millennium": 0, "century": 1, "decade": 2, "year": 3, "half": 4, "season": 5, "quarter": 5,
    "month": 6, "week": 7, "weekend": 8, "day": 9,
}  # fmt: skip
LAST_YEAR = 9999
# How many years, and how many months, the coarser units last.
_YEARS = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}
_MONTHS = {"month": 1, "quarter": 3, "season": 3, "half": 6}
# TIMEX3 unit letters to Point units; hours and finer stay within a day.
UNIT_OF: dict[str, Unit] = {
    "ML": "millennium", "CE": "century", "DE": "decade", "Y": "year", "H2": "half", "Q": "quarter",
    "S4": "season", "M": "month", "W": "week", "WE": "weekend", "D": "day",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Point:
    """One date. month, day: first month or day of the unit; sub: season code, quarter or half.

    part: the TIMEX3 time of day ("TMO", "T22:00", "T22:00Z"), empty for none.
    """

    unit: Unit
    year: int
    month: int = 1
    day: int = 1
    sub: str = ""
    part: str = ""
    fiscal: bool = False

    # -- constructors ----------------------------------------------------------------------

    @staticmethod
    def of_day(day: date) -> Point:
        """One calendar day."""
        return Point("day", day.year, day.month, day.day)

    @staticmethod
    def make_day(year: int, month: int, day: int) -> Point | None:
        """A day, None where the calendar has no such day."""
        if not 1 <= month <= 12 or not 1 <= day <= month_length(year, month):
            return None
        return Point("day", year, month, day)

    @staticmethod
    def of_season(year: int, code: str) -> Point:
        """A season (SP SU FA WI); a winter by the year it begins in."""
        return Point("season", year, SEASON_START[code], 1, code)

    @staticmethod
    def of_quarter(year: int, number: int) -> Point:
        """A quarter, 1 to 4."""
        return Point("quarter", year, 3 * number - 2, 1, f"Q{number}")

    @staticmethod
    def of_half(year: int, number: int) -> Point:
        """A half year, 1 or 2."""
        return Point("half", year, 6 * number - 5, 1, f"H{number}")

    @property
    def _first(self) -> date:
        return date(self.year, self.month, self.day)

    # -- calendar --------------------------------------------------------------------------

    @property
    def date(self) -> date | None:
        """First day as a `date`; None outside the years 2 to 9998.

        So the days and weeks on either side of it are in the calendar of `date` too.
        """
        return self._first if 1 < self.year < 9999 else None

    @property
    def written(self) -> bool:
        """Whether EDTF level 1, with four digits for a year, can write it."""
        return abs(self.year) <= LAST_YEAR

    @property
    def key(self) -> tuple[int, int, int]:
        """First day, for comparing."""
        return self.year, self.month, self.day

    def at(self, unit: Unit) -> Point:
        """The unit this point lies in; the point itself when it is no finer than that."""
        if unit == self.unit:
            return replace(self, part="")
        if FINENESS[unit] > FINENESS[self.unit]:
            return self
        if unit in _YEARS:
            return Point(unit, self.year - self.year % _YEARS[unit])
        if unit == "month":
            return Point("month", self.year, self.month)
        if unit == "quarter":
            return Point.of_quarter(self.year, (self.month + 2) // 3)
        if unit == "half":
            return Point.of_half(self.year, 1 if self.month < 7 else 2)
        if unit == "season":
            code = ("WI", "SP", "SU", "FA")[self.month % 12 // 3]
            return Point.of_season(self.year - (code == "WI" and self.month < 3), code)
        return self._week(5 if unit == "weekend" else 0)

    def _week(self, weekday: int) -> Point:
        """The week that a day lies in, or from weekday 5 its weekend."""
        day = self.date
        if day is None or self.unit not in ("day", "week", "weekend"):
            return self
        first = day + timedelta(days=weekday - day.weekday())
        return Point("weekend" if weekday else "week", first.year, first.month, first.day)

    def shift(self, unit: Unit, count: int) -> Point | None:
        """The point `count` units away, as precise as the coarser unit; None off the map."""
        base = self.at(unit)
        if unit in ("day", "week", "weekend"):
            if base.unit not in ("day", "week", "weekend") or base.date is None:
                return None
            moved = when.later(base.date, count * (1 if unit == "day" else 7))
            if moved is None or not 1 < moved.year < 9999:
                return None
            return replace(base, year=moved.year, month=moved.month, day=moved.day, part="")
        # Not by dateutil, whose dates end with the year 1.
        months = _MONTHS[unit] if unit in _MONTHS else 12 * _YEARS[unit]
        year, month = divmod(base.year * 12 + base.month - 1 + months * count, 12)
        if abs(year) > LAST_YEAR:
            return None
        if base.unit in ("season", "quarter", "half"):
            return Point("day", year, month + 1).at(base.unit)
        day = min(base.day, month_length(year, month + 1)) if base.unit == "day" else 1
        return replace(base, year=year, month=month + 1, day=day, part="")

    def off(self, unit: Unit, count: int) -> Point | None:
        """The point so many units away as one counts: weeks from a day lead to a day, decades and
        centuries to a year."""
        if unit == "week" and self.unit == "day":
            return self.shift("day", 7 * count)
        if unit in ("decade", "century"):
            return self.shift("year", _YEARS[unit] * count)
        return self.shift(unit, count)

    # -- forms -----------------------------------------------------------------------------

    @property
    def value(self) -> str:
        """The TIMEX3 value."""
        if self.unit in ("decade", "century", "millennium"):
            return self._years_value(_YEARS[self.unit])
        y = f"{self.year:04d}" if self.year > 0 else f"BC{1 - self.year:04d}"
        if self.unit == "year":
            return y
        if self.unit in ("quarter", "half", "season"):
            return f"{y}-{self.sub}"
        if self.unit == "month":
            return f"{y}-{self.month:02d}{self.part}"
        if self.unit in ("week", "weekend"):
            iso = self._first.isocalendar()
            return f"{iso.year}-W{iso.week:02d}{'-WE' if self.unit == 'weekend' else ''}{self.part}"
        return f"{y}-{self.month:02d}-{self.day:02d}{self.part}"

    def _years_value(self, size: int) -> str:
        cut = len(str(size)) - 1
        # The first century is the hundred years before 100, as every other is. Before our era a
        # decade is named by its last year: the 470s B.C. end in 470.
        y = f"{self.year:04d}" if self.year >= 0 else f"BC{1 - (self.year + size - 1):04d}"
        return y[:-cut] + "X" * cut

    @property
    def when(self) -> When:
        """The EDTF date; a time of day is a day there."""
        if self.unit == "day":
            return when.parse(when.iso(self.key))
        if self.unit == "month":
            return when.of_month(self.year, self.month)
        if self.unit == "season":
            return when.of_season(self.year, SEASONS[self.sub])
        if self.unit == "quarter":
            return when.of_quarter(self.year, int(self.sub[1]))
        if self.unit == "half":
            month = self.month
            return when.span(when.of_month(self.year, month), when.of_month(self.year, month + 5))
        if self.unit in ("week", "weekend"):
            return when.of_days(self._first, 7 if self.unit == "week" else 2)
        if self.unit == "decade" and self.year >= 0:
            return when.of_decade(self.year)
        if self.unit == "century" and self.year >= 0:
            return when.of_century(self.year // 100 + 1)
        last = self.year + _YEARS[self.unit] - 1
        return when.span(when.of_year(self.year), when.of_year(last))
