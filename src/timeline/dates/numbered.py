"""Days, weeks and years that are told by a number: the 5th of last month, week 15, '98."""

from __future__ import annotations

from datetime import date

from timeline.dates.context import Ask, Context, Placed, finish, refused, unplaced
from timeline.dates.meaning import Meaning
from timeline.dates.point import FINENESS, Point, Unit
from timeline.dates.years import choose
from timeline.when import month_length

PIVOT = 69  # from which on two figures are of the last century, where a text names no year at all


def nth_day(span: Point, day: int) -> Point | None:
    """The day of that number in a month or year, -1 for its last; None where there is none."""
    if span.unit == "month":
        last = month_length(span.year, span.month)
        return Point.make_day(span.year, span.month, last if day == -1 else day)
    if day == -1:
        return Point.make_day(span.year, 12, 31)
    return Point.make_day(span.year, 1, day)


def nearest_fit(day: int, weekday: int, here: Point | None) -> Point | None:
    """ "Friday the 11th": of the month at hand, else of one beside it, where the weekday fits."""
    if here is None:
        return None
    for step in (0, -1, 1):
        month = here.at("month").shift("month", step)
        point = None if month is None else nth_day(month, day)
        if point is not None and point.date is not None and point.date.weekday() == weekday:
            return point
    return None


def week_of(point: Point, m: Meaning) -> Point:
    """The week or weekend of a day, where that is meant; a week begins on Monday.

    A week that begins on a Saturday or Sunday lies mostly in the next, one that ends before
    Thursday mostly in the one before.
    """
    if m.unit not in ("W", "WE") or m.moved or point.unit != "day":
        return point
    if point.date is None:
        return point.at("month")  # the weeks of that year are not known
    day, weekday = point, point.date.weekday()
    if m.how == "week-beginning" and weekday > 4:
        day = point.shift("day", 7 - weekday) or point
    elif m.how == "week-ending" and weekday < 3:
        day = point.shift("day", -7) or point
    return day.at("week" if m.unit == "W" else "weekend")


def week_number(m: Meaning, c: Context, tense: Ask, year: int | None) -> Placed:
    """ "Week 15": by the numbers of ISO 8601."""
    if c.of_a_game():
        return refused()

    def make(y: int) -> Point | None:
        try:
            monday = Point.of_day(date.fromisocalendar(y, m.week_number or 0, 1))
        except ValueError:
            return None
        return None if monday.date is None else monday.at("week")

    if year is not None:
        return finish(make(year), m, c, "explicit")
    point, how, sure = choose(c, tense(), make, None)
    if point is None:
        return unplaced(f"XXXX-W{m.week_number:02d}", m)
    return finish(point, m, c, how, sure)


def span_named(m: Meaning, c: Context, tense: Ask) -> tuple[Point | None, str, float]:
    """The month, or for unit Y the year, that words count from publication or from the text."""
    unit: Unit = "year" if m.unit == "Y" else "month"
    dct = m.anchor == "dct" and not (c.narrative and not m.deictic and c.last is not None)
    base = c.published if dct else c.text_point(unit, tense)
    if base is None or FINENESS[base.unit] < FINENESS[unit]:
        return None, "unresolved", 0.2
    span = base.at(unit).shift(unit, m.rel or 0)
    how = "relative-to-publication" if base is c.published else "relative-to-narrative"
    return span, how, 0.95 if dct else 0.7


def short_year(short: int, c: Context, tense: Ask) -> tuple[int, int | None]:
    """The year that two figures stand for by what the text bears out, else the likelier, and the
    other.

    Counted from the story in a history, else from publication, else from the latest year told;
    what is told as past is no later than that, what is told as to come no earlier. Where no year is
    known, 69 to 99 are of the last century, as POSIX has it.
    """
    told = c.last if c.narrative else c.published
    base = c.latest_year if told is None else told.year
    if base is None:
        late, early = 1900 + short, 2000 + short
        return (late, early) if short >= PIVOT else (early, late)
    year = base - base % 100 + short
    said = tense()
    if said == "future":
        return (year if year >= base else year + 100), None
    limit = base if said == "past" and told is not None and not c.narrative else base + 15
    return (year if year <= limit else year - 100), None
