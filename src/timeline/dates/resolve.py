"""Places each meaning in the calendar: against the publication date, the tense, the narrative.

Invariant: nothing becomes more precise than its words; what can't be placed keeps a TIMEX3 value
with X for the unknown and no EDTF date.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from timeline.dates import lengths
from timeline.dates.meaning import Meaning, Type
from timeline.dates.moving import feast
from timeline.dates.point import FINENESS, UNIT_OF, Point, Unit
from timeline.dates.tense import Tense

# From this many months back on, a month with no year is taken as the next year's.
TURN = 9
# A bare number is a year in a history when it lies this near to the year told of.
NEAR_YEARS = 60
PARTS = {"MO": "TMO", "AF": "TAF", "EV": "TEV", "NI": "TNI", "DT": "TDT"}


@dataclass(slots=True)
class Placed:
    """A resolved expression: TIMEX3 value, the Point when there is one, how it was found."""

    value: str
    point: Point | None = None
    how: str = "explicit"
    confidence: float = 1.0
    type: Type | None = None
    alternatives: tuple[str, ...] = ()
    mod: str | None = None
    aside: bool = False


@dataclass(slots=True)
class Context:
    """What earlier text has established.

    published: the publication date, as precise as known; last: the latest date told; latest: the
    latest of each unit; narrative: the text tells history rather than news.
    """

    published: Point | None
    narrative: bool
    last: Point | None = None
    latest: dict[str, Point] = field(default_factory=dict)
    last_at: int = -1
    passing: Point | None = None

    def day(self) -> Point | None:
        """The publication day, None when it is not known to the day."""
        return self.published if self.published and self.published.unit == "day" else None

    def note(self, placed: Placed, at: int) -> None:
        """Remember a placed date for what the text says next."""
        if placed.point is None or placed.aside:
            return
        if self.narrative and placed.how.endswith("publication"):
            return
        point = replace(placed.point, part="")
        # A history that names a far-off year in passing has not moved there.
        if self.narrative and self.last is not None and point.unit in ("year", "decade", "century"):
            far = abs(point.year - self.last.year) > 12
            if far and (self.passing is None or abs(self.passing.year - point.year) > 12):
                self.passing = point
                return
        self.passing = None
        self.last, self.last_at = point, at
        self.latest[point.unit] = point

    def text_point(self, unit: Unit) -> Point | None:
        """The date the narrative is at, no coarser than `unit` where one was told."""
        if self.last is not None and FINENESS[self.last.unit] >= FINENESS[unit]:
            return self.last
        best = None
        for name, point in self.latest.items():
            if FINENESS[name] >= FINENESS[unit] and (best is None or point.unit == unit):
                best = point
        if best is not None and self.last is not None and best.at(self.last.unit) == self.last:
            return best
        return best or (None if self.narrative else self.published)


def resolve(m: Meaning, context: Context, tense: Callable[[], Tense | None]) -> Placed:
    """Place one meaning. tense: asked only when it matters."""
    placed = _KINDS[m.kind](m, context, tense)
    if placed.mod is None:
        placed.mod = m.mod
    return placed


# -- dates -------------------------------------------------------------------------------------


def _date(m: Meaning, c: Context, tense: Callable[[], Tense | None]) -> Placed:
    year, how, sure = _year(m, c)
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
        placed = _point(Point("year", year), m, c, how, sure)
        # What was planned for a year does not move the story there.
        placed.aside = c.narrative and tense() == "future"
        return placed
    if m.clock is not None or m.part:
        return _time_alone(m, c)
    return Placed("XXXX", how="unresolved", confidence=0.2)


def _special(
    m: Meaning, c: Context, tense: Callable[[], Tense | None], year: int | None
) -> Placed | None:
    """Dates that are not built up from year, month and day."""
    if m.how == "era-of-context":
        if c.last is None or c.last.year > 0 or m.year is None:
            return Placed("", how="refused")
        return _point(Point("year", 1 - m.year), m, c, "era-of-narrative", 0.8)
    if m.how == "near-year" and (
        c.last is None or year is None or abs(c.last.year - year) > NEAR_YEARS
    ):
        return Placed("", how="refused")
    if m.how == "part-of-month":
        return _part_of_month(m, c, tense, year)
    if m.how == "year-earlier":
        return _year_earlier(m, c)
    if m.feast is not None:
        return _feast(m, c, tense, year)
    if m.century is not None:
        first = -m.century * 100 + 1 if m.bc else (m.century - 1) * 100
        return _point(Point("century", first), m, c, "explicit")
    if m.decade is not None:
        if m.bc:
            return _point(Point("decade", 1 - m.decade - 9), m, c, "explicit")
        if 100 <= m.decade < 1000:
            return Placed("", how="refused")
        return _point(Point("decade", _decade(m, c)), m, c, "explicit")
    return None


def _year(m: Meaning, c: Context) -> tuple[int | None, str, float]:
    if m.year is not None:
        return (1 - m.year if m.bc else m.year), "explicit", 1.0
    if m.short_year is not None:
        told = c.last if c.narrative else c.published
        base = told.year if told else 2000
        century = base - base % 100
        year = century + m.short_year
        return (year if year <= base + 15 else year - 100), "two-digit-year", 0.9
    if m.rel is not None and m.anchor == "dct" and c.published and "year_word" in m.named:
        return c.published.year + m.rel, "relative-to-publication", 0.95
    if m.rel is not None and m.anchor == "text" and "year_word" in m.named:
        told = c.text_point("year")
        if told is not None:
            return told.year + m.rel, "relative-to-narrative", 0.8
    return None, "", 1.0


def _part_of_month(
    m: Meaning, c: Context, tense: Callable[[], Tense | None], year: int | None
) -> Placed:
    """ "the last week of August": a week, of which only the month is known."""
    if m.month is None:
        placed = _point(Point("year", year), m, c, "explicit") if year is not None else None
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


def _nearest(
    c: Context, tense: Tense | None, make: Callable[[int], Point | None], rel: int | None
) -> tuple[Point | None, str, float]:
    """Choose the year of a date that names none."""
    text, base = c.last, c.published
    if (c.narrative or base is None) and rel is None:
        if text is None:
            return None, "unresolved", 0.2
        point = make(text.year)
        # In December 1941 … in January: the story goes on, it does not go back.
        if (
            point is not None
            and text.unit in ("month", "day")
            and point.unit in ("month", "day")
            and text.month - point.month >= TURN
        ):
            point = make(text.year + 1)
        return point, "year-of-narrative", 0.75
    if base is None:
        return None, "unresolved", 0.2
    options = [p for y in (base.year - 1, base.year, base.year + 1) if (p := make(y)) is not None]
    if not options:
        return None, "unresolved", 0.2
    here = base.at(options[0].unit)
    before = [p for p in options if p.key <= here.key]
    after = [p for p in options if p.key >= here.key]
    if rel == -1:
        strict = [p for p in before if p.key < here.key]
        return (strict or before or options)[-1], "last-before-publication", 0.9
    if rel == 1:
        strict = [p for p in after if p.key > here.key]
        return (strict or after or options)[0], "next-after-publication", 0.9
    if rel == 0:
        same = [p for p in options if p.year == base.year]
        return (same or options)[0], "year-of-publication", 0.9
    if base.unit == "year" and (point := make(base.year)) is not None:
        # No day to stand on: the year of writing is likelier than the one before or after.
        return point, "year-of-publication", 0.6
    day = here.date
    near = _far_off(before, after, tense, day)
    if near is not None:
        return near, "nearest-year", 0.8
    if tense == "past" and before:
        return before[-1], "last-before-publication", 0.9
    if tense == "future" and after:
        return after[0], "next-after-publication", 0.85
    if day is None:
        return before[-1] if before else options[0], "nearest-year", 0.6
    nearest = min(options, key=lambda p: (abs((p.date - day).days), p.key > here.key))  # type: ignore[operator]
    return nearest, "nearest-year", 0.75


def _far_off(
    before: list[Point], after: list[Point], tense: Tense | None, day: date | None
) -> Point | None:
    """The other side's date, where the tense's own is most of a year off and the other near."""
    if day is None or not before or not after or before[-1].unit != "day":
        return None
    back = (day - before[-1].date).days  # type: ignore[operator]
    ahead = (after[0].date - day).days  # type: ignore[operator]
    if tense == "past" and back > 230 and ahead < 70:
        return after[0]
    if tense == "future" and ahead > 230 and back < 100:
        return before[-1]
    return None


def _rel_of_date(m: Meaning) -> int | None:
    return m.rel if m.anchor != "text" else None


def _day(
    m: Meaning,
    c: Context,
    tense: Callable[[], Tense | None],
    year: int | None,
    how: str,
    sure: float,
) -> Placed:
    month, day = m.month, m.day
    assert day is not None
    if month is None:
        return _bare_day(m, c)
    if year is not None:
        point = Point.make_day(year, month, day)
        if point is None:
            return _impossible(m, year)
        placed = _point(point.at("week") if m.unit == "W" else point, m, c, how, sure)
        if m.ambiguous:
            _, mo, d = m.ambiguous[0]
            other = Point.make_day(year, mo, d)
            if other is not None:
                placed.alternatives = (other.when.edtf,)
                placed.confidence = 0.6
                placed.how = "day-month-order"
        return placed
    if m.weekday is not None and (c.published is not None or c.last is not None):
        fitting = _fitting_year(m, c)
        if fitting is not None:
            return _point(fitting, m, c, "weekday-and-date", 0.95)
    point, how, sure = _nearest(
        c, tense(), lambda y: Point.make_day(y, month, day), _rel_of_date(m)
    )
    if point is None:
        return _unknown_year(m, f"XXXX-{month:02d}-{day:02d}")
    if m.unit == "W":
        point = point.at("week")
    return _point(point, m, c, how, sure)


def _fitting_year(m: Meaning, c: Context) -> Point | None:
    """The nearest year in which the day named falls on the weekday named."""
    base = c.published or c.last
    assert base is not None and m.month is not None and m.day is not None
    for step in (0, 1, -1):
        point = Point.make_day(base.year + step, m.month, m.day)
        if point and point.date and point.date.weekday() == m.weekday:
            return point
    return None


def _impossible(m: Meaning, year: int) -> Placed:
    return Placed(f"{year:04d}-{m.month:02d}-{m.day:02d}", how="no-such-day", confidence=0.1)


def _unknown_year(m: Meaning, value: str) -> Placed:
    return Placed(value + _part(m), how="unresolved", confidence=0.3)


def _bare_day(m: Meaning, c: Context) -> Placed:
    """ "the 14th": the month the narrative is at."""
    base = c.text_point("month")
    if base is None or m.day is None:
        return Placed(f"XXXX-XX-{m.day or 0:02d}", how="unresolved", confidence=0.2)
    point = Point.make_day(base.year, base.month, m.day)
    if point is None:
        return Placed(f"XXXX-XX-{m.day:02d}", how="unresolved", confidence=0.2)
    return _point(point, m, c, "relative-to-narrative", 0.7)


def _month(
    m: Meaning,
    c: Context,
    tense: Callable[[], Tense | None],
    year: int | None,
    how: str,
    sure: float,
) -> Placed:
    month = m.month
    assert month is not None
    if year is not None:
        if not 1 <= month <= 12:
            return Placed("XXXX", how="unresolved", confidence=0.2)
        return _point(Point("month", year, month), m, c, how, sure)
    point, how, sure = _nearest(c, tense(), lambda y: Point("month", y, month), _rel_of_date(m))
    if point is None:
        return _unknown_year(m, f"XXXX-{month:02d}")
    return _point(point, m, c, how, sure)


def _season(
    m: Meaning,
    c: Context,
    tense: Callable[[], Tense | None],
    year: int | None,
    how: str,
    sure: float,
) -> Placed:
    code = m.season
    assert code is not None
    if year is not None:
        return _point(Point.of_season(year, code), m, c, how, sure)
    if m.anchor == "text" and c.last is not None:
        return _point(
            Point.of_season(c.last.year + (m.rel or 0), code), m, c, "relative-to-narrative", 0.7
        )
    point, how, sure = _nearest(c, tense(), lambda y: Point.of_season(y, code), _rel_of_date(m))
    if point is None:
        return _unknown_year(m, f"XXXX-{code}")
    return _point(point, m, c, how, sure)


def _part_of_year(
    m: Meaning, c: Context, tense: Callable[[], Tense | None], year: int | None, how: str
) -> Placed:
    def make(y: int) -> Point:
        return Point.of_quarter(y, m.quarter) if m.quarter else Point.of_half(y, m.half or 1)

    if year is None and c.published is None and c.last is not None:
        year, how = c.last.year, "year-of-narrative"
    if year is None and c.published is not None:
        if m.rel == 0 or m.rel is None:
            point = make(c.published.year)
            # A quarter told of in the past that has not begun yet is last year's.
            if tense() != "future" and point.key > c.published.key:
                point = make(c.published.year - 1)
            return _point(point, m, c, "nearest-year", 0.8)
        year, how = c.published.year + m.rel, "relative-to-publication"
    if year is None:
        return _unknown_year(m, f"XXXX-{make(2000).sub}")
    return _point(make(year), m, c, how)


def _feast(m: Meaning, c: Context, tense: Callable[[], Tense | None], year: int | None) -> Placed:
    code = m.feast
    assert code is not None
    if year is not None:
        point = feast(code, year)
        return _point(point, m, c, "explicit") if point else _unknown_year(m, "XXXX-XX-XX")
    point, how, sure = _nearest(c, tense(), lambda y: feast(code, y), _rel_of_date(m))
    if point is not None and m.unit == "W":
        point = point.at("week")
    if point is None:
        return _unknown_year(m, "XXXX-XX-XX" if ":" in code or "easter" in code else f"XXXX-{code}")
    return _point(point, m, c, how, sure)


def _weekday(m: Meaning, c: Context, tense: Callable[[], Tense | None]) -> Placed:
    weekday = m.weekday
    assert weekday is not None
    base, how = c.day(), "publication"
    told = c.text_point("day")
    if m.anchor == "text" or c.narrative or base is None:
        if (
            told is not None
            and told.unit == "day"
            and (base is None or c.narrative or m.anchor == "text")
        ):
            base, how = told, "narrative"
        elif base is None or c.narrative:
            return Placed(f"XXXX-WXX-{weekday + 1}" + _part(m), how="unresolved", confidence=0.2)
    day = base.date if base is not None else None
    if day is None:
        return Placed(f"XXXX-WXX-{weekday + 1}" + _part(m), how="unresolved", confidence=0.2)
    back = (day.weekday() - weekday) % 7
    ahead = (weekday - day.weekday()) % 7
    before, after = day - timedelta(days=back), day + timedelta(days=ahead)
    if how == "narrative" and m.rel is None:
        return _point(Point.of_day(after), m, c, "weekday-after-narrative", 0.6)
    sure = 0.9
    if m.rel == -1:
        chosen, side = day - timedelta(days=back or 7), "before"
    elif m.rel == 1:
        chosen, side = day + timedelta(days=ahead or 7), "after"
    elif m.rel == 0:
        chosen, side = (before, "before") if tense() == "past" else (after, "after")
    else:
        told_tense = tense()
        sure = 0.9 if told_tense else 0.7
        chosen, side = (after, "after") if told_tense == "future" else (before, "before")
    placed = _point(Point.of_day(chosen), m, c, f"weekday-{side}-{how}", sure)
    if sure < 0.9 and before != after:
        placed.alternatives = ((before if chosen == after else after).isoformat(),)
    return placed


def _part(m: Meaning) -> str:
    if m.clock is not None:
        hour, *rest = m.clock
        minutes = f":{rest[0]:02d}" if rest else ":00"
        return f"T{hour:02d}{minutes}" + "".join(f":{s:02d}" for s in rest[1:])
    return PARTS.get(m.part, "")


def _point(point: Point | None, m: Meaning, c: Context, how: str, sure: float = 1.0) -> Placed:
    """Finish a placed point: time of day, type."""
    if point is None:
        return Placed("XXXX-XX-XX", how="unresolved", confidence=0.2)
    part = _part(m)
    if part and point.unit == "day":
        point = replace(point, part=part)
        return Placed(point.value, point, how, sure, "TIME")
    return Placed(point.value, point, how, sure)


def _time_alone(m: Meaning, c: Context) -> Placed:
    """A time of day with no date: of the day the narrative is at, else of publication."""
    base = c.text_point("day")
    if base is None or base.unit != "day":
        return Placed(
            _part(m) if m.part else "XXXX-XX-XX" + _part(m),
            how="unresolved",
            confidence=0.3,
            type="TIME",
        )
    return _point(replace(base, part=""), m, c, "day-of-narrative", 0.7)


# -- units and offsets -------------------------------------------------------------------------


def _unit(m: Meaning, c: Context, tense: Callable[[], Tense | None]) -> Placed:
    unit = UNIT_OF.get(m.unit or "")
    rel = m.rel or 0
    if m.unit == "T":
        if c.last is None:
            return Placed("PRESENT_REF", how="vague", confidence=0.3)
        return _point(c.last, m, c, "relative-to-narrative", 0.5)
    if m.how == "same-quarter" and (told := c.latest.get("quarter")) is not None:
        return _point(told, m, c, "relative-to-narrative", 0.75)
    if unit is None:  # this hour, this minute
        return Placed(
            "PRESENT_REF" if rel == 0 else ("PAST_REF" if rel < 0 else "FUTURE_REF"), how="vague"
        )
    anchor = m.anchor
    if m.weekend and m.rel in (None, 0):
        return _weekend(m, c, tense)
    base = c.published if anchor == "dct" else c.text_point(unit)
    if anchor is None:
        base = c.last if c.narrative else c.published or c.last
    if (
        c.narrative
        and (anchor == "dct" or anchor is None)
        and c.last is not None
        and m.deictic is False
    ):
        base = c.last
    if base is None or FINENESS[base.unit] < FINENESS[unit]:
        how = "unresolved"
        if anchor == "text" and base is not None:
            return Placed(_unknown_unit(unit, base), how=how, confidence=0.3)
        return Placed(
            {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}[max(-1, min(1, rel))],
            how=how,
            confidence=0.3,
        )
    how = "relative-to-publication" if base is c.published else "relative-to-narrative"
    point = base.at(unit).shift(unit, rel)
    placed = _point(point, m, c, how, 0.95 if anchor == "dct" else 0.75)
    if m.unit == "D" and rel == 0 and anchor == "text" and not _part(m) and placed.point is None:
        placed.value = "XXXX-XX-XX"
    return placed


def _unknown_unit(unit: Unit, base: Point) -> str:
    if unit == "day":
        return f"{base.value}-XX" if base.unit == "month" else f"{base.year:04d}-XX-XX"
    return f"{base.year:04d}-XX" if unit == "month" else f"{base.year:04d}-WXX"


def _weekend(m: Meaning, c: Context, tense: Callable[[], Tense | None]) -> Placed:
    base = c.day() if not c.narrative else c.text_point("day")
    if base is None or base.date is None:
        return Placed("XXXX-WXX-WE", how="unresolved", confidence=0.3)
    here = base.at("weekend")
    day = base.date
    chosen = here
    if tense() != "future" and day.weekday() < 5:
        chosen = here.shift("weekend", -1) or here
    return _point(chosen, m, c, "relative-to-publication", 0.8)


def _offset(m: Meaning, c: Context, tense: Callable[[], Tense | None]) -> Placed:
    sign = m.rel or 0
    if m.how == "year-earlier":
        return _year_earlier(m, c)
    unit = UNIT_OF.get(m.unit or "")
    if m.count is None:
        return Placed("FUTURE_REF" if sign > 0 else "PAST_REF", how="vague", confidence=0.4)
    if unit is None:
        return _hours_off(m, c, sign)
    text = m.anchor == "text" or (c.narrative and c.last is not None)
    base = c.text_point(unit) if text else c.published
    if base is None or FINENESS[base.unit] < FINENESS[unit]:
        return Placed(
            lengths.value(m.count, m.unit or "D", ()),
            how="unresolved",
            confidence=0.3,
            type="DURATION",
        )
    how = "relative-to-narrative" if text else "relative-to-publication"
    count = m.count
    if count != int(count):  # a year and a half ago: in months
        point = (
            base.at("month").shift("month", sign * round(count * 12)) if unit == "year" else None
        )
    elif unit == "week":
        point = (
            base.shift("day", sign * int(count) * 7)
            if base.unit == "day"
            else base.shift("week", sign * int(count))
        )
    elif unit == "decade":
        point = base.at("year").shift("year", sign * int(count) * 10)
    elif unit == "century":
        point = base.at("year").shift("year", sign * int(count) * 100)
    else:
        point = base.at(unit).shift(unit, sign * int(count))
    return _point(point, m, c, how, 0.85 if text else 0.95)


def _year_earlier(m: Meaning, c: Context) -> Placed:
    """ "a year earlier" among quarterly figures is the same quarter of the year before."""
    base = c.latest.get("quarter") or c.latest.get("half")
    if m.quarter is not None and (base or c.published) is not None:
        year = base.year if base is not None else c.published.year  # type: ignore[union-attr]
        base = Point.of_quarter(year, m.quarter)
    if base is None:
        told = c.last if c.narrative else c.published or c.last
        base = None if told is None else told.at("year")
    if base is None:
        return Placed("P1Y", how="unresolved", confidence=0.3, type="DURATION")
    back = {"quarter": ("quarter", -4), "half": ("half", -2)}.get(base.unit, ("year", -1))
    placed = _point(base.shift(*back), m, c, "year-earlier", 0.7)  # type: ignore[arg-type]
    placed.aside = True
    return placed


def _hours_off(m: Meaning, c: Context, sign: int) -> Placed:
    """Hours and minutes stay within the day they are counted from."""
    return Placed(
        lengths.value(m.count, m.unit or "H", ()), how="unresolved", confidence=0.4, type="DURATION"
    )


# -- lengths, sets, vague ----------------------------------------------------------------------


def _duration(m: Meaning, c: Context, tense: Callable[[], Tense | None]) -> Placed:
    return Placed(lengths.value(m.count, m.unit or "D", m.extra), how="duration")


def _set(m: Meaning, c: Context, tense: Callable[[], Tense | None]) -> Placed:
    if m.weekday is not None:
        return Placed(f"XXXX-WXX-{m.weekday + 1}" + _part(m), how="set")
    if m.month is not None:
        return Placed(f"XXXX-{m.month:02d}", how="set")
    if m.season is not None:
        return Placed(f"XXXX-{m.season}", how="set")
    if m.part:
        return Placed("XXXX-XX-XX" + PARTS.get(m.part, ""), how="set")
    return Placed(lengths.value(m.count or 1, m.unit or "D", ()), how="set")


def _ref(m: Meaning, c: Context, tense: Callable[[], Tense | None]) -> Placed:
    return Placed(m.value, how="vague", confidence=0.5)


def _value(m: Meaning, c: Context, tense: Callable[[], Tense | None]) -> Placed:
    return Placed(m.value, how="stated")


_KINDS: dict[str, Callable[[Meaning, Context, Callable[[], Tense | None]], Placed]] = {
    "date": _date,
    "unit": _unit,
    "offset": _offset,
    "duration": _duration,
    "set": _set,
    "ref": _ref,
    "value": _value,
}
