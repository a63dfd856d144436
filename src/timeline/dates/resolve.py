"""Places each meaning in the calendar: against the publication date, the tense, the narrative.

Invariant: nothing becomes more precise than its words; what can't be placed keeps a TIMEX3 value
with X for the unknown and no EDTF date.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from timeline.dates import relative
from timeline.dates.meaning import Meaning
from timeline.dates.moving import feast
from timeline.dates.numbered import (
    nearest_fit,
    nth_day,
    short_year,
    span_named,
    week_number,
    week_of,
)
from timeline.dates.place import Ask, Context, Placed, finish, part_of
from timeline.dates.point import FINENESS, UNIT_OF, Point
from timeline.dates.years import choose

# A bare number is a year in a history when it lies this near to the year told of.
NEAR_YEARS = 60
# Where the last of Europe to change were still to do so, a date may be of either calendar.
GREGORIAN = date(1923, 3, 1)
LAST_YEAR = 9999
# How many years after the text's own a year of two digits may lie, and one told of as past.
AHEAD, NEXT = 15, 2
LEAP = 2000  # a year that has every day


def resolve(m: Meaning, context: Context, tense: Ask) -> Placed:
    """Place one meaning. tense: asked only when it matters."""
    placed = _KINDS[m.kind](m, context, tense)
    if placed.point is not None and abs(placed.point.year) > LAST_YEAR:
        return Placed("", how="refused")  # "20000 B.C.": EDTF level 1 has four digits for a year
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
        weeks = unit == "week" and point.unit == "day"
        point = point.shift("day" if weeks else unit, m.moved * (7 if weeks else 1))
        if point is not None:
            placed.point, placed.value = point, point.value
            return
    placed.value, placed.point, placed.how = "XXXX-XX-XX", None, "unresolved"


# -- dates -------------------------------------------------------------------------------------


def _date(m: Meaning, c: Context, tense: Ask) -> Placed:
    year, how, sure = _year(m, c, tense)
    special = _special(m, c, tense, year)
    if special is not None:
        return special
    if m.day is not None:
        return _day(m, c, tense, year, how, sure)
    if m.month is not None:
        return _month(m, c, tense, year, how, sure)
    if m.season is not None:
        return _season(m, c, tense, year, how, sure)
    if m.quarter is not None or m.half is not None:
        return _part_of_year(m, c, tense, year, how)
    if m.weekday is not None:
        return _weekday(m, c, tense)
    if year is not None:
        placed = finish(Point("year", year), m, c, how, sure)
        # What was planned for a year does not move the story there.
        placed.aside = c.narrative and tense() == "future"
        return placed
    if m.clock is not None or m.part:
        return _time_alone(m, c)
    return Placed("XXXX", how="unresolved", confidence=0.2)


def _special(m: Meaning, c: Context, tense: Ask, year: int | None) -> Placed | None:
    """Dates that are not built up from year, month and day."""
    if m.how == "era-of-context":
        if c.last is None or c.last.year > 0 or m.year is None:
            return Placed("", how="refused")
        return finish(Point("year", 1 - m.year), m, c, "era-of-narrative", 0.8)
    if m.how == "near-year" and (
        c.last is None or year is None or abs(c.last.year - year) > NEAR_YEARS
    ):
        return Placed("", how="refused")
    if m.how == "part-of-month":
        return _part_of_month(m, c, tense, year)
    if m.how == "year-earlier":
        return relative.year_earlier(m, c)
    if m.week_number is not None:
        return week_number(m, c, tense, year)
    if m.feast is not None:
        return _feast(m, c, tense, year)
    if m.century is not None:
        first = -m.century * 100 + 1 if m.bc else (m.century - 1) * 100
        return finish(Point("century", first), m, c, "explicit")
    if m.decade is not None:
        if m.bc:
            return finish(Point("decade", 1 - m.decade - 9), m, c, "explicit")
        if 100 <= m.decade < 1000:
            return Placed("", how="refused")
        return finish(Point("decade", _decade(m, c)), m, c, "explicit")
    return None


def _year(m: Meaning, c: Context, tense: Ask) -> tuple[int | None, str, float]:
    if m.year is not None:
        return (1 - m.year if m.bc else m.year), "explicit", 1.0
    if m.short_year is not None:
        return short_year(m.short_year, c, tense), "two-digit-year", 0.9
    if m.rel is not None and m.anchor == "dct" and "year_word" in m.named:
        if c.narrative and c.last is not None:
            return c.last.year + m.rel, "relative-to-narrative", 0.75
        if c.published is not None:
            return c.published.year + m.rel, "relative-to-publication", 0.95
    if m.rel is not None and m.anchor == "text" and "year_word" in m.named:
        told = c.text_point("year")
        if told is not None:
            return told.year + m.rel, "relative-to-narrative", 0.8
    return None, "", 1.0


def _part_of_month(m: Meaning, c: Context, tense: Ask, year: int | None) -> Placed:
    """ "the last week of August": a week, of which only the month is known."""
    if m.month is None:
        placed = finish(Point("year", year), m, c, "explicit") if year is not None else None
    else:
        placed = _month(m, c, tense, year, "explicit", 0.9)
    unit = m.unit or "W"
    if placed is None:
        return Placed(f"P1{unit}", how="unresolved", confidence=0.3, type="DURATION")
    placed.value, placed.type = f"P1{unit}", "DURATION"
    return placed


def _decade(m: Meaning, c: Context) -> int:
    assert m.decade is not None
    if m.decade >= 100:
        return m.decade
    base = c.published.year if c.published else 2000
    year = base - base % 100 + m.decade
    return year if year <= base else year - 100


def _rel_of_date(m: Meaning) -> int | None:
    return m.rel if m.anchor != "text" else None


def _day(
    m: Meaning,
    c: Context,
    tense: Ask,
    year: int | None,
    how: str,
    sure: float,
) -> Placed:
    month, day = m.month, m.day
    assert day is not None
    if month is None and year is not None:
        return finish(nth_day(Point("year", year), day), m, c, how, sure)
    if month is None:
        return _bare_day(m, c, tense)
    if year is not None:
        point = nth_day(Point("month", year, month), day)
        if point is None:
            return _impossible(m, year)
        placed = finish(week_of(point, m), m, c, how, sure)
        placed.aside |= m.how == "famous-day"
        if m.weekday is not None and point.date is not None and m.unit is None:
            _doubt(placed, point.date, m.weekday)
        if m.ambiguous:
            _, mo, d = m.ambiguous[0]
            other = Point.make_day(year, mo, d)
            if other is not None:
                placed.alternatives = (other.when.edtf,)
                placed.confidence = 0.6
                placed.how = "day-month-order"
        return placed
    if nth_day(Point("month", LEAP, month), day) is None:
        return _impossible(m, None)
    if m.weekday is not None and (c.published is not None or c.last is not None):
        fitting = _fitting_year(m, c)
        if fitting is not None:
            return finish(fitting, m, c, "weekday-and-date", 0.95)
    point, how, sure = choose(
        c, tense(), lambda y: nth_day(Point("month", y, month), day), _rel_of_date(m)
    )
    if point is None:
        return _unknown_year(m, f"XXXX-{month:02d}-{day:02d}")
    again = c.told_before(point) if how != "year-of-narrative" else None
    if again is not None and tense() not in ("future", "possible"):
        point, how, sure = again, "year-of-narrative", 0.8
    return finish(week_of(point, m), m, c, how, sure)


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
    assert base is not None and m.month is not None and m.day is not None
    for step in (0, 1, -1):
        point = Point.make_day(base.year + step, m.month, m.day)
        if point and point.date and point.date.weekday() == m.weekday:
            return point
    return None


def _impossible(m: Meaning, year: int | None) -> Placed:
    """31 February, 29 February 2021: kept as it is written, with no date."""
    named = "XXXX" if year is None else f"{year:04d}"
    return Placed(f"{named}-{m.month:02d}-{m.day:02d}", how="no-such-day", confidence=0.1)


def _unknown_year(m: Meaning, value: str) -> Placed:
    return Placed(value + part_of(m), how="unresolved", confidence=0.3)


def _bare_day(m: Meaning, c: Context, tense: Ask) -> Placed:
    """ "the 14th": of the month the narrative is at, or that is named: "the 5th of last month"."""
    assert m.day is not None
    if m.weekday is not None and (near := nearest_fit(m.day, m.weekday, c.day())) is not None:
        return finish(near, m, c, "weekday-and-date", 0.9)
    base, how, sure = span_named(m, c, tense)
    named = f"XXXX-XX-{m.day:02d}" if m.day > 0 else "XXXX-XX-XX"
    point = None if base is None else nth_day(base, m.day)
    if point is None:
        return Placed(named, how="unresolved", confidence=0.2)
    return finish(point, m, c, how, sure)


def _month(
    m: Meaning,
    c: Context,
    tense: Ask,
    year: int | None,
    how: str,
    sure: float,
) -> Placed:
    month = m.month
    assert month is not None
    if year is not None:
        if not 1 <= month <= 12:
            return Placed("XXXX", how="unresolved", confidence=0.2)
        return finish(Point("month", year, month), m, c, how, sure)
    anchored = m.anchor == "text"
    rel = m.rel if anchored else _rel_of_date(m)
    point, how, sure = choose(c, tense(), lambda y: Point("month", y, month), rel, anchored)
    if point is None:
        return _unknown_year(m, f"XXXX-{month:02d}")
    return finish(point, m, c, how, sure)


def _season(
    m: Meaning,
    c: Context,
    tense: Ask,
    year: int | None,
    how: str,
    sure: float,
) -> Placed:
    code = m.season
    assert code is not None
    if year is not None:
        return finish(Point.of_season(year, code), m, c, how, sure)
    anchored = m.anchor == "text"
    told = c.base(tense) or c.published
    if anchored and told is not None and (FINENESS[told.unit] <= FINENESS["year"] or not m.rel):
        season = Point.of_season(told.year + (m.rel or 0), code)
        return finish(season, m, c, "relative-to-narrative", 0.7)
    rel = m.rel if anchored else _rel_of_date(m)
    point, how, sure = choose(c, tense(), lambda y: Point.of_season(y, code), rel, anchored)
    if point is None:
        return _unknown_year(m, f"XXXX-{code}")
    return finish(point, m, c, how, sure)


def _part_of_year(m: Meaning, c: Context, tense: Ask, year: int | None, how: str) -> Placed:
    def make(y: int) -> Point:
        return Point.of_quarter(y, m.quarter) if m.quarter else Point.of_half(y, m.half or 1)

    if year is None and m.half is not None and c.of_a_game():
        return Placed("", how="refused")
    if year is None and c.published is None and c.last is not None:
        year, how = c.last.year, "year-of-narrative"
    if year is None and c.published is not None:
        if m.rel == 0 or m.rel is None:
            point = make(c.published.year)
            # A quarter told of in the past that has not begun yet is last year's.
            if tense() != "future" and point.key > c.published.key:
                point = make(c.published.year - 1)
            return finish(point, m, c, "nearest-year", 0.8)
        year, how = c.published.year + m.rel, "relative-to-publication"
    if year is None:
        return _unknown_year(m, f"XXXX-{make(2000).sub}")
    return finish(make(year), m, c, how)


def _feast(m: Meaning, c: Context, tense: Ask, year: int | None) -> Placed:
    code = m.feast
    assert code is not None
    if code.startswith("00:"):  # "the first Wednesday of last month"
        month, how, sure = span_named(m, c, tense)
        if month is None:
            return Placed("XXXX-XX-XX", how="unresolved", confidence=0.2)
        return finish(feast(f"{month.month:02d}{code[2:]}", month.year), m, c, how, sure)
    if year is not None:
        point = feast(code, year)
        return (
            finish(week_of(point, m), m, c, "explicit") if point else _unknown_year(m, "XXXX-XX-XX")
        )
    point, how, sure = choose(c, tense(), lambda y: feast(code, y), _rel_of_date(m))
    if point is not None:
        point = week_of(point, m)
    if point is None:
        return _unknown_year(m, "XXXX-XX-XX" if ":" in code or "easter" in code else f"XXXX-{code}")
    return finish(point, m, c, how, sure)


def _weekday(m: Meaning, c: Context, tense: Ask) -> Placed:
    weekday = m.weekday
    assert weekday is not None
    if m.how == "day-of-week":
        return _day_of_week(m, c)
    base, how = c.day(), "publication"
    told = c.text_point("day") if c.published is not None else c.close_day()
    if m.anchor == "text" or c.narrative or base is None:
        if (
            told is not None
            and told.unit == "day"
            and (base is None or c.narrative or m.anchor == "text")
        ):
            base, how = told, "narrative"
        elif base is None or c.narrative:
            return Placed(f"XXXX-WXX-{weekday + 1}" + part_of(m), how="unresolved", confidence=0.2)
    day = base.date if base is not None else None
    if day is None:
        return Placed(f"XXXX-WXX-{weekday + 1}" + part_of(m), how="unresolved", confidence=0.2)
    back = (day.weekday() - weekday) % 7
    ahead = (weekday - day.weekday()) % 7
    before, after = day - timedelta(days=back), day + timedelta(days=ahead)
    if (how == "narrative" or c.entry) and m.rel is None:
        return finish(Point.of_day(after), m, c, f"weekday-after-{how}", 0.6)
    sure = 0.9
    if m.rel == -1:
        weeks = int(m.count or 1) - 1
        chosen, side = day - timedelta(days=(back or 7) + 7 * weeks), "before"
    elif m.rel == 1:
        weeks = int(m.count or 1) - 1
        chosen, side = day + timedelta(days=(ahead or 7) + 7 * weeks), "after"
    elif m.rel == 0:
        # "That Friday" is of the week that the day told of opens.
        back = tense() == "past" and (how != "narrative" or c.last is None)
        chosen, side = (before, "before") if back else (after, "after")
    else:
        told_tense = tense()
        if told_tense is None and _announcing(c):
            told_tense = "future"
        sure = 0.9 if told_tense else 0.7
        chosen, side = (
            (after, "after") if told_tense in ("future", "possible") else (before, "before")
        )
    placed = finish(Point.of_day(chosen), m, c, f"weekday-{side}-{how}", sure)
    if sure < 0.9 and before != after:
        placed.alternatives = ((before if chosen == after else after).isoformat(),)
    return placed


def _day_of_week(m: Meaning, c: Context) -> Placed:
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
    base = c.text_point("day")
    if base is None or base.unit != "day":
        return Placed(
            part_of(m) if m.part else "XXXX-XX-XX" + part_of(m),
            how="unresolved",
            confidence=0.3,
            type="TIME",
        )
    return finish(replace(base, part="") if base.part else base, m, c, "day-of-narrative", 0.7)


_KINDS: dict[str, Callable[[Meaning, Context, Ask], Placed]] = {
    "date": _date,
    "unit": relative.unit,
    "offset": relative.offset,
    "duration": relative.duration,
    "set": relative.repeated,
    "ref": relative.vague,
    "value": relative.stated,
}
