"""Places each meaning in the calendar: against the publication date, the tense, the narrative.

Invariant: nothing becomes more precise than its words; what can't be placed keeps a TIMEX3 value
with X for the unknown and no EDTF date.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from timeline.dates import relative
from timeline.dates.context import Ask, Context, Placed, finish, part_of, refused, unplaced
from timeline.dates.feasts import feast
from timeline.dates.meaning import Meaning
from timeline.dates.numbered import (
    nearest_fit,
    nth_day,
    short_year,
    span_named,
    week_number,
    week_of,
)
from timeline.dates.point import FINENESS, UNIT_OF, Point
from timeline.dates.years import Make, choose

# A bare number is a year in a history when it lies this near to the year told of.
NEAR_YEARS = 60
# Where the last of Europe to change were still to do so, a date may be of either calendar.
GREGORIAN = date(1923, 3, 1)
# Up to this month what a firm reports may be of the year before.
YEAR_OPENS = 3
LEAP = 2000  # a year that has every day


def resolve(m: Meaning, context: Context, tense: Ask) -> Placed:
    """Place one meaning. tense: asked only when it matters."""
    placed = _KINDS[m.kind](m, context, tense)
    if placed.point is not None and not placed.point.written:
        return refused()  # "20000 B.C.": EDTF level 1 has four digits for a year
    if m.moved:
        _move(placed, m)
    if placed.mod is None:
        placed.mod = m.mod
    return placed


def _move(placed: Placed, m: Meaning) -> None:
    """ "Two days before Christmas": so many units off, no more precise than they."""
    unit = UNIT_OF.get(m.unit or "")
    point = placed.point
    if point is not None and unit is not None and FINENESS[unit] <= FINENESS[point.unit]:
        point = point.off(unit, m.moved)
        if point is not None:
            placed.point, placed.value = point, point.value
            return
    placed.value, placed.point, placed.how = "XXXX-XX-XX", None, "unresolved"


# -- dates -------------------------------------------------------------------------------------


class Year(NamedTuple):
    """The year that an expression names or its words tell, None for neither; how; how surely; the
    other that two figures may stand for."""

    number: int | None
    how: str = "explicit"
    sure: float = 1.0
    other: int | None = None


def _date(m: Meaning, c: Context, tense: Ask) -> Placed:
    year = _year(m, c, tense)
    if m.how == "near-year" and not _near_year(c, year):
        return refused()
    place = _BY_HOW.get(m.how) or next(
        (p for part, p in _BY_PART.items() if getattr(m, part) is not None), None
    )
    if place is not None:
        return place(m, c, tense, year)
    if year.number is not None:
        placed = finish(Point("year", year.number), m, c, year.how, year.sure)
        # What was planned for a year does not move the story there.
        placed.aside = c.narrative and tense() == "future"
        return placed
    return _time_alone(m, c)


def _near_year(c: Context, year: Year) -> bool:
    told = c.last
    return (
        told is not None and year.number is not None and abs(told.year - year.number) <= NEAR_YEARS
    )


def _year(m: Meaning, c: Context, tense: Ask) -> Year:
    if m.year is not None:
        return Year(1 - m.year if m.bc else m.year)
    if m.short_year is not None:
        number, other = short_year(m.short_year, c, tense)
        return Year(number, "two-digit-year", 0.9 if other is None else 0.6, other)
    if m.rel is None or "year_word" not in m.named:
        return Year(None)
    if m.anchor == "dct" and c.narrative and c.last is not None:
        return Year(c.last.year + m.rel, "relative-to-narrative", 0.75)
    if m.anchor == "dct" and c.published is not None:
        return Year(c.published.year + m.rel, "relative-to-publication", 0.95)
    told = c.text_point("year") if m.anchor == "text" else None
    return Year(None) if told is None else Year(told.year + m.rel, "relative-to-narrative", 0.8)


def _in_year(
    m: Meaning, c: Context, tense: Ask, year: Year, make: Make, unknown: str, rel: int | None
) -> Placed:
    """What `make` gives for the year that is told, else for the likeliest; else `unknown`."""
    if year.number is not None:
        point, how, sure = make(year.number), year.how, year.sure
    else:
        point, how, sure = choose(c, tense(), make, rel, m.feast is None and m.anchor == "text")
    return unplaced(unknown, m) if point is None else finish(week_of(point, m), m, c, how, sure)


def _era_of_context(m: Meaning, c: Context, tense: Ask, year: Year) -> Placed:
    """ "In 480" among years before our era."""
    if c.last is None or c.last.year > 0 or m.year is None:
        return refused()
    return finish(Point("year", 1 - m.year), m, c, "era-of-narrative", 0.8)


def _part_of_month(m: Meaning, c: Context, tense: Ask, year: Year) -> Placed:
    """ "the last week of August": a week, of which only the month is known."""
    if m.month is None:
        known = year.number is not None
        placed = finish(Point("year", year.number), m, c, "explicit") if known else None  # type: ignore[arg-type]
    else:
        named = Year(year.number, "explicit", 0.9)
        placed = _month(m, c, tense, named)
    unit = m.unit or "W"
    if placed is None:
        return Placed(f"P1{unit}", how="unresolved", confidence=0.3, type="DURATION")
    placed.value, placed.type = f"P1{unit}", "DURATION"
    return placed


def _century(m: Meaning, c: Context, tense: Ask, year: Year) -> Placed:
    assert m.century is not None
    first = -m.century * 100 + 1 if m.bc else (m.century - 1) * 100
    return finish(Point("century", first), m, c, "explicit")


def _decade(m: Meaning, c: Context, tense: Ask, year: Year) -> Placed:
    decade = m.decade
    assert decade is not None
    if m.bc:
        decade = 1 - decade - 9
    elif decade < 100:
        now = c.published.year if c.published else 2000
        there = now - now % 100 + decade
        decade = there if there <= now else there - 100
    elif decade < 1000:
        return refused()
    return finish(Point("decade", decade), m, c, "explicit")


def _day(m: Meaning, c: Context, tense: Ask, year: Year) -> Placed:
    month, day = m.month, m.day
    assert day is not None
    if month is None:
        return _day_of_year_or_month(m, c, tense, year)

    def make(y: int) -> Point | None:
        return nth_day(Point("month", y, month), day)

    if make(LEAP if year.number is None else year.number) is None:
        named = "XXXX" if year.number is None else f"{year.number:04d}"
        # 31 February, 29 February 2021: kept as it is written, with no date.
        return Placed(f"{named}-{month:02d}-{day:02d}", how="no-such-day", confidence=0.1)
    if year.number is not None:
        return _whole_day(make(year.number), m, c, year)
    fitting = _fitting_year(m, c) if m.weekday is not None else None
    if fitting is not None:
        return finish(fitting, m, c, "weekday-and-date", 0.95)
    point, how, sure = choose(c, tense(), make, _rel_of_date(m))
    if point is None:
        return unplaced(f"XXXX-{month:02d}-{day:02d}", m)
    again = c.told_before(point) if how != "year-of-narrative" else None
    if again is not None and tense() not in ("future", "possible"):
        point, how, sure = again, "year-of-narrative", 0.8
    return finish(week_of(point, m), m, c, how, sure)


def _whole_day(point: Point | None, m: Meaning, c: Context, year: Year) -> Placed:
    """A day with its year, and what speaks against it."""
    assert point is not None
    placed = finish(week_of(point, m), m, c, year.how, year.sure)
    placed.aside |= m.how == "famous-day"
    if m.weekday is not None and point.date is not None and m.unit is None:
        _doubt(placed, point.date, m.weekday)
    if m.ambiguous:
        _, month, day = m.ambiguous[0]
        other = Point.make_day(point.year, month, day)
        if other is not None:
            placed.alternatives = (other.when.edtf,)
            # Where the language puts the day first, hardly anyone writes the month there.
            placed.confidence = 0.6 if m.order == "mdy" else 0.9
            placed.how = "day-month-order"
    if year.other is not None:
        other = Point.make_day(year.other, point.month, point.day)
        placed.alternatives += () if other is None else (other.when.edtf,)
    return placed


def _rel_of_date(m: Meaning) -> int | None:
    return m.rel if m.anchor != "text" else None


def _doubt(placed: Placed, day: date, weekday: int) -> None:
    """ "Sunday 10 August 2020", which was a Monday: the nearest Sunday may be meant."""
    # The weekday of a Julian date is not the one the Gregorian calendar gives it.
    if day.weekday() == weekday or day < GREGORIAN:
        return
    back = (day.weekday() - weekday) % 7
    near = day - timedelta(days=back if back < 4 else back - 7)
    placed.alternatives, placed.confidence = (near.isoformat(),), 0.7


def _fitting_year(m: Meaning, c: Context) -> Point | None:
    """The nearest year in which the day named falls on the weekday named."""
    base = c.published or c.last
    assert m.month is not None and m.day is not None
    for step in (0, 1, -1) if base is not None else ():
        point = Point.make_day(base.year + step, m.month, m.day)  # type: ignore[union-attr]
        if point and point.date and point.date.weekday() == m.weekday:
            return point
    return None


def _day_of_year_or_month(m: Meaning, c: Context, tense: Ask, year: Year) -> Placed:
    """ "The last day of 1999"; "the 14th": of the month the narrative is at, or that is named."""
    day = m.day
    assert day is not None
    if year.number is not None:
        return finish(nth_day(Point("year", year.number), day), m, c, year.how, year.sure)
    if m.weekday is not None and (near := nearest_fit(day, m.weekday, c.day())) is not None:
        return finish(near, m, c, "weekday-and-date", 0.9)
    base, how, sure = span_named(m, c, tense)
    point = None if base is None else nth_day(base, day)
    if point is None:
        named = f"XXXX-XX-{day:02d}" if day > 0 else "XXXX-XX-XX"
        return Placed(named, how="unresolved", confidence=0.2)
    return finish(point, m, c, how, sure)


def _month(m: Meaning, c: Context, tense: Ask, year: Year) -> Placed:
    month = m.month
    assert month is not None
    return _in_year(
        m, c, tense, year, lambda y: Point("month", y, month), f"XXXX-{month:02d}", m.rel
    )


def _season(m: Meaning, c: Context, tense: Ask, year: Year) -> Placed:
    code = m.season
    assert code is not None
    told = (c.base(tense) or c.published) if m.anchor == "text" and year.number is None else None
    if told is not None and (FINENESS[told.unit] <= FINENESS["year"] or not m.rel):
        year = Year(told.year + (m.rel or 0), "relative-to-narrative", 0.7)
    return _in_year(m, c, tense, year, lambda y: Point.of_season(y, code), f"XXXX-{code}", m.rel)


def _part_of_year(m: Meaning, c: Context, tense: Ask, year: Year) -> Placed:
    def make(y: int) -> Point:
        return Point.of_quarter(y, m.quarter) if m.quarter else Point.of_half(y, m.half or 1)

    number, how = year.number, year.how
    if number is not None:
        return finish(make(number), m, c, how)
    if m.half is not None and c.of_a_game():
        return refused()
    if c.published is None:
        if c.last is None:
            return unplaced(f"XXXX-{make(2000).sub}", m)
        return finish(make(c.last.year), m, c, "year-of-narrative")
    point = make(c.published.year + (m.rel or 0))
    if m.rel:
        return finish(point, m, c, "relative-to-publication")
    ahead = tense() == "future"
    # A quarter told of in the past that has not begun yet is last year's.
    if not ahead and point.key > c.published.key:
        point = make(c.published.year - 1)
    if m.fiscal and not ahead and c.published.unit in ("month", "day"):
        # When a firm's year begins is its own: of the quarter it reports, only the year is plain.
        c.latest["quarter"] = point  # which "a year earlier" counts from
        year_of = Point("year", c.published.year - (c.published.month <= YEAR_OPENS))
        return Placed(point.value, year_of, "nearest-year", 0.8, mod="APPROX", aside=True)
    return finish(point, m, c, "nearest-year", 0.8)


def _feast(m: Meaning, c: Context, tense: Ask, year: Year) -> Placed:
    code = m.feast
    assert code is not None
    if code.startswith("00:"):  # "the first Wednesday of last month"
        month, how, sure = span_named(m, c, tense)
        if month is None:
            return Placed("XXXX-XX-XX", how="unresolved", confidence=0.2)
        return finish(feast(f"{month.month:02d}{code[2:]}", month.year), m, c, how, sure)

    unknown = "XXXX-XX-XX" if ":" in code or "easter" in code else f"XXXX-{code}"
    named = Year(year.number)
    return _in_year(m, c, tense, named, lambda y: feast(code, y), unknown, _rel_of_date(m))


def _weekday(m: Meaning, c: Context, tense: Ask, year: Year) -> Placed:
    weekday = m.weekday
    assert weekday is not None
    base, how = _weekday_base(m, c)
    day = None if base is None else base.date
    if day is None:
        return unplaced(f"XXXX-WXX-{weekday + 1}", m, 0.2)
    back, ahead = (day.weekday() - weekday) % 7, (weekday - day.weekday()) % 7
    if m.rel is None and (how == "narrative" or c.entry):
        day += timedelta(days=ahead)
        return finish(Point.of_day(day), m, c, f"weekday-after-{how}", 0.6)
    if m.rel in (-1, 1):
        near, side = (-(back or 7), "before") if m.rel < 0 else (ahead or 7, "after")
        step = near + m.rel * 7 * (int(m.count or 1) - 1)
        return finish(Point.of_day(day).shift("day", step), m, c, f"weekday-{side}-{how}", 0.9)
    forward, sure = _forward(m, c, tense, how)
    before, after = day - timedelta(days=back), day + timedelta(days=ahead)
    chosen, other, side = (after, before, "after") if forward else (before, after, "before")
    placed = finish(Point.of_day(chosen), m, c, f"weekday-{side}-{how}", sure)
    if sure < 0.9 and chosen != other:
        placed.alternatives = (other.isoformat(),)
    return placed


def _forward(m: Meaning, c: Context, tense: Ask, how: str) -> tuple[bool, float]:
    """Whether a weekday is the next one rather than the last, and how sure that is."""
    told = tense()
    if m.rel is not None:
        # "That Friday" is of the week that the day told of opens.
        return told != "past" or (how == "narrative" and c.last is not None), 0.9
    told = told or ("future" if _announcing(c) else None)
    return told in ("future", "possible"), 0.9 if told else 0.7


def _weekday_base(m: Meaning, c: Context) -> tuple[Point | None, str]:
    """The day that a weekday counts from: publication, or in a story the day it is at."""
    base = c.day()
    if base is not None and m.anchor != "text" and not c.narrative:
        return base, "publication"
    told = c.text_point("day") if c.published is not None else c.close_day()
    if told is not None and told.unit == "day":
        return told, "narrative"
    return (None if c.narrative else base), "publication"


def _day_of_week(m: Meaning, c: Context, tense: Ask, year: Year) -> Placed:
    """ "Monday of last week": that day of a week counted from publication or from the text."""
    text = m.anchor == "text" or c.narrative
    base = c.text_point("day") if text else c.day()
    week = None if base is None else base.at("week").shift("week", m.rel or 0)
    if week is None or week.unit != "week" or m.weekday is None:
        value = "XXXX-WXX" if m.weekday is None else f"XXXX-WXX-{m.weekday + 1}"
        return Placed(value + part_of(m), how="unresolved", confidence=0.2)
    day = replace(week, unit="day").shift("day", m.weekday)
    how = "relative-to-narrative" if text else "relative-to-publication"
    return finish(day, m, c, how, 0.8 if text else 0.95)


def _announcing(c: Context) -> bool:
    """Whether the text has just named a day that is still to come, as a programme does."""
    if c.last is None or c.published is None or c.last.unit != "day" or c.far():
        return False
    return c.last.key > c.published.key


def _time_alone(m: Meaning, c: Context) -> Placed:
    """A time of day with no date: of the day the narrative is at, else of publication."""
    if m.clock is None and not m.part:
        return Placed("XXXX", how="unresolved", confidence=0.2)
    base = c.text_point("day")
    if base is None or base.unit != "day":
        value = part_of(m) if m.part else "XXXX-XX-XX" + part_of(m)
        return Placed(value, how="unresolved", confidence=0.3, type="TIME")
    return finish(base.at("day"), m, c, "day-of-narrative", 0.7)


Place = Callable[[Meaning, Context, Ask, Year], Placed]
_BY_HOW: dict[str, Place] = {
    "era-of-context": _era_of_context,
    "part-of-month": _part_of_month,
    "year-earlier": lambda m, c, tense, year: relative.year_earlier(m, c),
    "day-of-week": _day_of_week,
}
# The first part that a date names says how it is placed.
_BY_PART: dict[str, Place] = {
    "week_number": lambda m, c, tense, year: week_number(m, c, tense, year.number),
    "feast": _feast,
    "century": _century,
    "decade": _decade,
    "day": _day,
    "month": _month,
    "season": _season,
    "quarter": _part_of_year,
    "half": _part_of_year,
    "weekday": _weekday,
}
_KINDS: dict[str, Callable[[Meaning, Context, Ask], Placed]] = {
    "date": _date,
    "unit": relative.unit,
    "offset": relative.offset,
    "duration": relative.duration,
    "set": relative.repeated,
    "ref": relative.vague,
    "value": relative.stated,
}
