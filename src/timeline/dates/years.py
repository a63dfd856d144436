"""Chooses the year of a date that names none: by the story, the words beside it, or the tense."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from timeline.dates.context import Context
from timeline.dates.narrative import GAP
from timeline.dates.point import Point
from timeline.dates.tense import Tense

# The date, how its year was found, how sure that is.
Chosen = tuple[Point | None, str, float]
Make = Callable[[int], Point | None]

UNKNOWN: Chosen = None, "unresolved", 0.2
# From this many months back on, a month with no year is taken as the next year's.
TURN = 9
# A date told in the past this many days back gives way to one ahead that is this near, and so on.
FAR_BACK, NEAR_AHEAD = 230, 70
# Days that a story told with its year goes on for; days around publication that are news.
WEEKS, RECENT = 60, 45
# And where no past tense tells so (« le 23 janvier, il est mis en examen »).
SOON = 7
FAR_AHEAD, NEAR_BACK = 230, 100


def choose(
    c: Context, tense: Tense | None, make: Make, rel: int | None, anchored: bool = False
) -> Chosen:
    """The date of the likeliest year; make builds it for a year, None where there is no such day.

    rel: -1, 0, +1 where the words say last, this, next; anchored: they count from the text's date.
    """
    text, base = (c.base(lambda: tense) if anchored else c.last), c.published
    if anchored and (told := text or (base if rel else None)) is not None:
        return _near_text(told, make, rel or 0)
    if rel is not None:
        return UNKNOWN if base is None else _told_by_words(_around(base, make), base, rel)
    if base is not None and (near := _news_of_history(c, tense, make, base)):
        return near
    if base is None or c.narrative:
        return UNKNOWN if text is None else _of_story(text, make)
    options = _around(base, make)
    if not options:
        return UNKNOWN
    if base.unit == "year" and (point := make(base.year)) is not None:
        return _within_year(point, text, make, tense)
    return _of_passage(c, tense, make, options, base) or _by_tense(
        options, base, tense, bygone=c.bygone
    )


def _around(base: Point, make: Make) -> list[Point]:
    """The dates of the year of publication and of those beside it, where there are such days."""
    years = (base.year - 1, base.year, base.year + 1)
    return [point for year in years if (point := make(year)) is not None]


def _told_by_words(options: list[Point], base: Point, rel: int) -> Chosen:
    """The date that "last", "this" or "next" means."""
    if not options:
        return UNKNOWN
    return _this(options, base) if rel == 0 else _beside(options, base, rel)


def _news_of_history(c: Context, tense: Tense | None, make: Make, base: Point) -> Chosen | None:
    """What a text that tells the past says of its own days: a death just before publication, and
    what is to come just after it."""
    day = base.date
    ahead = tense == "future" and c.narrative and c.latest_year is not None
    ahead = ahead and base.year - (c.latest_year or 0) <= GAP
    if day is None or not (ahead or (tense != "future" and c.of_the_death())):
        return None
    for year in (day.year - 1, day.year, day.year + 1):
        point = make(year)
        if point is None or point.unit != "day" or point.date is None:
            continue
        gone = (day - point.date).days
        if ahead and 0 < -gone <= RECENT:
            return point, "next-after-publication", 0.8
        if not ahead and 0 <= gone <= RECENT:
            return point, "last-before-publication", 0.85
    return None


def _within_year(point: Point, text: Point | None, make: Make, tense: Tense | None) -> Chosen:
    """No day to stand on: the year of writing is likelier than the one before or after.

    What is still to come is not of an earlier year, whatever the text has just told of one.
    """
    ahead = tense == "future" and text is not None and text.year < point.year
    if text is not None and text.unit in ("day", "month") and not ahead:
        return make(text.year), "year-of-narrative", 0.7
    return point, "year-of-publication", 0.6


def _of_passage(
    c: Context, tense: Tense | None, make: Make, options: list[Point], base: Point
) -> Chosen | None:
    """By a past year that the news has gone back to, or a past day that it has just told."""
    if tense != "future" and (opened := c.opened_date()) is not None:
        chosen = _of_story(opened, make)
        if chosen[0] is not None and chosen[0].key <= base.key:
            return chosen
    if tense in ("future", "possible") or (told := c.whole_date()) is None:
        return None
    point, day = _soon_after(told, make, WEEKS if tense == "past" else SOON), base.date
    if point is None or (day is not None and any(_days(p, day) <= RECENT for p in options)):
        return None
    return point, "year-of-narrative", 0.7


def _soon_after(told: Point, make: Make, days: int) -> Point | None:
    """ "arrested on 29 May 2017; on 3 June she was freed": the day that follows within some."""
    for year in (told.year, told.year + 1):
        point = make(year)
        if point is None or point.date is None or told.date is None:
            continue
        if 0 <= (point.date - told.date).days <= days:
            return point
    return None


def _of_story(text: Point, make: Make) -> Chosen:
    point = make(text.year)
    # In December 1941 … in January: the story goes on, it does not go back.
    if (
        point is not None
        and text.unit in ("month", "day", "season")
        and point.unit in ("month", "day")
        and text.month - point.month >= TURN
    ):
        point = make(text.year + 1)
    return point, "year-of-narrative", 0.75


def _beside(options: list[Point], base: Point, rel: int) -> Chosen:
    """ "last May", "next May": strictly before or after publication."""
    how = "last-before-publication" if rel < 0 else "next-after-publication"
    return _next_to(options, base, rel), how, 0.9


def _next_to(options: list[Point], base: Point, rel: int) -> Point:
    """The last of the dates before another, or for rel 1 the first after it; else the outermost."""
    here = base.at(options[0].unit).key
    if rel < 0:
        return ([p for p in options if p.key < here] or options)[-1]
    return ([p for p in options if p.key > here] or options)[0]


def _by_tense(options: list[Point], base: Point, tense: Tense | None, *, bygone: bool) -> Chosen:
    """bygone: something has been so since then, so that it lies behind however far."""
    here = base.at(options[0].unit)
    before = [p for p in options if p.key <= here.key]
    after = [p for p in options if p.key >= here.key]
    day = here.date
    near = None if bygone else _far_off(before, after, tense, day)
    if near is not None:
        return near, "nearest-year", 0.8
    if tense == "past" and before:
        return before[-1], "last-before-publication", 0.9
    if tense == "future" and after:
        return after[0], "next-after-publication", 0.85
    if day is None:
        return before[-1] if before else options[0], "nearest-year", 0.6
    return min(options, key=lambda p: (_days(p, day), p.key > here.key)), "nearest-year", 0.75


def _days(point: Point, day: date) -> int:
    if point.unit == "season":
        return _apart(point, Point.of_day(day))
    return 10**6 if point.date is None else abs((point.date - day).days)


def _this(options: list[Point], base: Point) -> Chosen:
    """ "this May" is of the year of publication, "this winter" the nearest one."""
    if options[0].unit == "season":
        return min(options, key=lambda p: _apart(p, base)), "nearest-season", 0.8
    same = [p for p in options if p.year == base.year]
    return (same or options)[0], "year-of-publication", 0.9


def _near_text(text: Point, make: Make, rel: int) -> Chosen:
    """ "that November", "the previous April": counted from the date the text is at."""
    options = [p for y in (text.year - 1, text.year, text.year + 1) if (p := make(y)) is not None]
    point = _next_to(options, text, rel) if rel and options else make(text.year)
    return point, "relative-to-narrative", 0.75


def _apart(season: Point, here: Point) -> int:
    """Days between a season and a date, 0 within it."""
    told, day = season.when, here.when
    first, last, at = told.first_date, told.last_date, day.first_date
    if first is None or last is None or at is None:
        return 10**6
    return max((first - at).days, (at - last).days, 0)


def _far_off(
    before: list[Point], after: list[Point], tense: Tense | None, day: date | None
) -> Point | None:
    """The other side's date, where the tense's own is most of a year off and the other near."""
    if day is None or not before or not after or before[-1].unit != "day":
        return None
    back, ahead = _days(before[-1], day), _days(after[0], day)
    if tense == "past" and back > FAR_BACK and ahead < NEAR_AHEAD:
        return after[0]
    if tense == "future" and ahead > FAR_AHEAD and back < NEAR_BACK:
        return before[-1]
    return None
