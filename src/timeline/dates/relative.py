"""Places what counts from another date: last week, two days later, every Friday, now."""

from __future__ import annotations

from timeline.dates import lengths
from timeline.dates.context import PARTS, Ask, Context, Placed, finish, part_of
from timeline.dates.meaning import Meaning, Type
from timeline.dates.point import FINENESS, UNIT_OF, Point, Unit

# The last month in which "this past year" is the one before.
YEARS_END = 10
DAYS = 30.44  # of a month
TIME: Type = "TIME"
VAGUE = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}
# How many days "some days", "some weeks", "some months" come to, and how exact that is at most.
SOME: dict[str, tuple[int, Unit]] = {
    "day": (4, "month"),
    "week": (24, "month"),
    "month": (150, "year"),
}


def unit(m: Meaning, c: Context, tense: Ask) -> Placed:
    """A calendar unit before, at or after now or the narrative's date."""
    unit, rel = UNIT_OF.get(m.unit or ""), _rel(m, c)
    vague = VAGUE[max(-1, min(1, rel))]
    if m.unit == "T" or m.how == "same-quarter":
        told, sure = (c.last, 0.5) if m.unit == "T" else (c.latest.get("quarter"), 0.75)
        if told is not None:
            return finish(told, m, c, "relative-to-narrative", sure)
        if m.unit == "T":
            return Placed("PRESENT_REF", how="vague", confidence=0.3)
    if unit is None:  # this hour, this minute
        return Placed(vague, how="vague")
    if m.unit == "WE" and rel == 0:
        return _weekend(m, c, tense)
    base = _counted_from(m, c, unit, tense)
    if base is None or FINENESS[base.unit] < FINENESS[unit]:
        part = "" if base is not None and base.unit == "month" else part_of(m)
        value, type_ = (f"XXXX-XX-XX{part}", TIME) if part else (vague, None)
        return Placed(value, how="unresolved", confidence=0.3, type=type_)
    how = "relative-to-publication" if base is c.published else "relative-to-narrative"
    return finish(base.shift(unit, rel), m, c, how, 0.95 if m.anchor == "dct" else 0.75)


def _rel(m: Meaning, c: Context) -> int:
    """How many units off it lies: "this past year" is this one when that is nearly over."""
    if m.how == "year-just-over" and c.published is not None and c.published.month > YEARS_END:
        return 0
    if c.headed is not None and len(c.told) == 1 and m.unit == "Y" and m.anchor == "text":
        return 0  # « L'année suivante » opens a part of a longer story: the headline has its year
    return m.rel or 0


def _counted_from(m: Meaning, c: Context, unit: Unit, tense: Ask) -> Point | None:
    """The date that "last week", "that year", "the spring" count from."""
    if m.anchor == "text":
        return c.text_point(unit, tense)
    if c.narrative and (m.anchor is None or (c.last is not None and not m.deictic)):
        return c.last
    return c.published if m.anchor == "dct" else c.published or c.last


def _weekend(m: Meaning, c: Context, tense: Ask) -> Placed:
    base = c.day() if not c.narrative else c.text_point("day")
    if base is None or base.date is None:
        return Placed("XXXX-WXX-WE", how="unresolved", confidence=0.3)
    here = base.at("weekend")
    day = base.date
    chosen = here
    told = tense()
    if day.weekday() < 5 and (told == "past" or (told is None and m.rel is None)):
        chosen = here.shift("weekend", -1) or here
    return finish(chosen, m, c, "relative-to-publication", 0.8)


def offset(m: Meaning, c: Context, tense: Ask) -> Placed:
    """So many units before or after now or the narrative's date."""
    if m.how == "year-earlier":
        return year_earlier(m, c)
    unit, sign = UNIT_OF.get(m.unit or ""), m.rel or 0
    text = m.anchor == "text" or (c.narrative and c.last is not None)
    if m.count is None:
        return _some_off(unit, sign, c.text_point("day", tense) if text else c.published)
    if unit is None:
        return _length(m, 0.4)  # hours and minutes stay within the day they are counted from
    count, unit = _whole(m.count, unit)
    if m.how == "to-the-unit" and unit in ("year", "month") and c.day() is not None:
        return _to_the_unit(m, c, sign * int(count) * (12 if unit == "year" else 1))
    base = c.text_point(unit, tense) if text else c.published
    if base is None or FINENESS[base.unit] < FINENESS[unit]:
        return _length(m, 0.3)
    how = "relative-to-narrative" if text else "relative-to-publication"
    return finish(_off(base, unit, sign * count), m, c, how, 0.85 if text else 0.95)


def _off(base: Point, unit: Unit, count: float) -> Point | None:
    """So many units away; a year and a half in months, a month and a half to the month."""
    if count == int(count):
        return base.off(unit, int(count))
    if unit == "year":
        return base.shift("month", round(count * 12))
    day = base.shift("day", round(count * DAYS)) if unit == "month" else None
    return None if day is None else day.at("month")


def _length(m: Meaning, sure: float) -> Placed:
    """The length alone, where nothing tells from when on it counts."""
    value = lengths.value(m.count, m.unit or "D", ())
    return Placed(value, how="unresolved", confidence=sure, type="DURATION")


def _some_off(unit: Unit | None, sign: int, base: Point | None) -> Placed:
    """ "Some weeks later": about the month they lead to; "some months later": about the year."""
    placed = Placed("FUTURE_REF" if sign > 0 else "PAST_REF", how="vague", confidence=0.4)
    step, coarse = SOME.get(unit or "", (0, "day"))
    if not step or base is None or base.unit != "day":
        return placed
    point = base.shift("day", sign * step)
    if point is not None:
        placed.point, placed.mod, placed.aside = point.at(coarse), "APPROX", True
    return placed


def _to_the_unit(m: Meaning, c: Context, months: int) -> Placed:
    """ "20 years ago today", "ten years ago this week": as exact as the word behind."""
    day = c.day()
    assert day is not None
    point = month = day.at("month").shift("month", months)
    if month is not None and m.rel_unit == "D":
        point = Point.make_day(month.year, month.month, day.day)
    elif month is not None:
        there = Point.make_day(month.year, month.month, min(day.day, 28)) or month
        point = there.at(UNIT_OF.get(m.rel_unit, "day"))
    return finish(point, m, c, "relative-to-publication")


def _whole(count: float, unit: Unit) -> tuple[float, Unit]:
    """Half a century as fifty years, half a decade as five."""
    years = {"decade": 10, "century": 100}.get(unit)
    if years is None or count == int(count):
        return count, unit
    return round(count * years), "year"


def year_earlier(m: Meaning, c: Context) -> Placed:
    """ "A year earlier" among quarterly figures is the same quarter of the year before."""
    base = c.latest.get("quarter") or c.latest.get("half")
    now = base or c.published
    if m.quarter is not None and now is not None:
        base = Point.of_quarter(now.year, m.quarter)
    told = c.last if c.narrative else c.published or c.last
    base = base or (None if told is None else told.at("year"))
    if base is None:
        return Placed("P1Y", how="unresolved", confidence=0.3, type="DURATION")
    back: dict[str, tuple[Unit, int]] = {"quarter": ("quarter", -4), "half": ("half", -2)}
    placed = finish(base.shift(*back.get(base.unit, ("year", -1))), m, c, "year-earlier", 0.7)
    placed.aside = True
    return placed


# -- lengths, sets, vague ----------------------------------------------------------------------


def duration(m: Meaning, c: Context, tense: Ask) -> Placed:
    """A length of time, not placed by itself."""
    placed = Placed(lengths.value(m.count, m.unit or "D", m.extra), how="duration")
    if m.count is None and m.rel == -1:
        _lately(placed, m, c)
    return placed


def repeated(m: Meaning, c: Context, tense: Ask) -> Placed:
    """A set of times."""
    if m.weekday is not None:
        return Placed(f"XXXX-WXX-{m.weekday + 1}" + part_of(m), how="set")
    if m.month is not None:
        day = "" if m.day is None else f"-{m.day:02d}"
        return Placed(f"XXXX-{m.month:02d}{day}", how="set")
    if m.season is not None:
        return Placed(f"XXXX-{m.season}", how="set")
    if m.part:
        return Placed("XXXX-XX-XX" + PARTS.get(m.part, ""), how="set")
    return Placed(lengths.value(m.count or 1, m.unit or "D", ()), how="set")


def vague(m: Meaning, c: Context, tense: Ask) -> Placed:
    """A past, present or future that is not named."""
    placed = Placed(m.value, how="vague", confidence=0.5)
    if m.value == "PAST_REF":
        _lately(placed, m, c)
    return placed


def _lately(placed: Placed, m: Meaning, c: Context) -> None:
    """ "in recent weeks": about the month of publication, "in recent months": about its year."""
    unit: Unit | None = {"D": "month", "W": "month", "M": "year"}.get(m.unit or "")  # type: ignore[assignment]
    if unit is None or c.published is None or c.narrative:
        return
    if FINENESS[c.published.unit] >= FINENESS[unit]:
        placed.point, placed.mod, placed.aside = c.published.at(unit), "APPROX", True
        placed.confidence = 0.4


def stated(m: Meaning, c: Context, tense: Ask) -> Placed:
    """A value that the rule itself states."""
    return Placed(m.value, how="stated")
