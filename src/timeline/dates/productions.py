"""The productions that read a rule's match: what each kind of phrase means.

A production takes a match and gives one `Meaning` for each bracket of its rule (one when it has
none), or None to refuse the match. It knows classes and values, never a word of any language.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from timeline.dates import figures
from timeline.dates.match import PRODUCTIONS, Match, production
from timeline.dates.meaning import Kind, Meaning, Type

__all__ = ["PRODUCTIONS", "Match"]


# Captures and constants that bear the name of the part they tell.
_DIRECT = ("month", "weekday", "season", "quarter", "half", "decade", "feast", "rel", "anchor",
           "unit", "part", "mod", "quant", "freq", "zone", "type", "value", "century",
           "week_number")  # fmt: skip
# Captures that tell another part, or several by one word (12/2018, 2Q19); of two, the last holds.
_PARTS: dict[str, tuple[str, ...]] = {
    "recent": ("year",),
    "yyyy": ("year",),
    "year": ("year",),
    "short": ("short_year",),
    "yyq": ("short_year",),
    "monthyear": ("month", "year"),
    "thinmonthyear": ("month", "year"),
    "yearquarter": ("quarter", "short_year"),
    "yearhalf": ("half", "short_year"),
    "day": ("day",),
    "dd": ("day",),
    "dth": ("day",),
    "nrel": ("rel",),
    "trel": ("rel",),
    "deictic": ("rel",),
    "approx": ("mod",),
    "wend": (),
}
# What such a capture says besides: what its number counts from, the unit.
_BESIDE: dict[str, dict[str, Any]] = {
    "nrel": {"anchor": "text"},
    "trel": {"anchor": "dct"},
    "deictic": {"unit": "D", "anchor": "dct", "kind": "unit", "deictic": True},
    "wend": {"unit": "WE"},
}


def _common(m: Match, kind: Kind, type_: Type = "DATE") -> Meaning:
    """A Meaning with every part that a capture or a constant of the rule names."""
    meaning = Meaning(type_, kind)
    meaning.named = frozenset(k for k in m.rule.groups if m.get(k) is not None)
    for name in _DIRECT:
        value = m.get(name) if name in meaning.named else m.arg(name)
        if value is not None:
            setattr(meaning, name, value)
    for word, rel in m.arg("rels", {}).items():
        if f"'{word}'" in meaning.named:
            meaning.rel = rel
    _captured(m, meaning)
    _fused(m, meaning)
    meaning.bc = "bc" in meaning.named
    if meaning.year is None and "num" in meaning.named and {"bc", "ad"} & meaning.named:
        meaning.year = int(m.get("num"))
    meaning.fiscal = bool(m.get("fiscal"))
    _time(m, meaning)
    meaning.how = m.arg("how", "")
    meaning.narrative = bool(m.arg("narrative"))
    return meaning


def _captured(m: Match, meaning: Meaning) -> None:
    """What the captures of _PARTS tell."""
    for name in (n for n in _PARTS if n in meaning.named):
        told = m.get(name)
        values = told if isinstance(told, tuple) else (told,)
        parts = dict(zip(_PARTS[name], values, strict=False)) | _BESIDE.get(name, {})
        for part, value in parts.items():
            setattr(meaning, part, int(value) if isinstance(value, float) else value)


def _fused(m: Match, meaning: Meaning) -> None:
    """Words that say two things at once: Monday evening (`0 EV`), last week (`W -1`)."""
    if "dayparted" in meaning.named:
        weekday, meaning.part = m.get("dayparted").split()
        meaning.weekday = int(weekday)
    if "shifted" in meaning.named:
        meaning.unit, rel, *part = m.get("shifted").split()
        meaning.rel, meaning.anchor = int(rel), "dct"
        meaning.part = part[0] if part else meaning.part


def _time(m: Match, meaning: Meaning) -> None:
    clock = _clock(m)
    if clock is not None:
        hour, *minutes = clock
        half = m.get("ampm")
        if half == "am" and hour == 12:
            hour = 0
        # "at 9 in the evening": the part of day says which nine is meant.
        elif hour < 12 and (half == "pm" or (hour and meaning.part in ("AF", "EV", "NI"))):
            hour += 12
        past = m.get("past")
        meaning.clock = (hour, *minutes) if past is None else (hour, int(past))
    if clock is not None or meaning.part:
        meaning.type = "TIME"


def _clock(m: Match) -> tuple[int, ...] | None:
    told: tuple[int, ...] | None = m.get("clock") or m.get("dotted")
    if told is None and m.get("hour") is not None:
        return tuple(int(v) for name in ("hour", "min") if (v := m.get(name)) is not None)
    if told is None and m.get("hhmm") is not None:
        return divmod(int(m.get("hhmm")), 100)
    return told


# The highest number of a part of a year.
_MOST = {"quarter": 4, "half": 2, "week_number": 53}


def _there_is(meaning: Meaning) -> bool:
    """Whether a year has such a quarter, half and week, and there is such a year and decade."""
    # There is no year 0: 1 B.C. comes before A.D. 1.
    if meaning.year == 0 or (meaning.decade is not None and meaning.decade % 1):
        return False
    numbers = ((getattr(meaning, part), most) for part, most in _MOST.items())
    return all(number is None or 1 <= number <= most for number, most in numbers)


@production
def date(m: Match) -> list[Meaning] | None:
    """A date by its parts: day, month, year, weekday, season, quarter …, each optional."""
    meaning = _common(m, "date")
    if m.get("slashed") is not None:
        return [meaning] if figures.whole(m.get("slashed"), m.arg("order"), meaning) else None
    if m.get("iso") is not None:
        meaning.year, meaning.month, meaning.day, clock = m.get("iso")
        meaning.clock = clock or None
        meaning.type = "TIME" if meaning.clock else meaning.type
    if m.arg("era") == "context":
        meaning.year, meaning.how = int(m.get("y3")), "era-of-context"
    if m.arg("week"):
        meaning.unit = m.arg("unit", "W")
    if m.get("roman") is not None and m.arg("roman", True):
        meaning.century = m.get("roman")
    nth, target = m.get("nth"), m.arg("nth")
    if nth is not None and target is not None:
        setattr(meaning, target, int(nth))
    elif nth is not None and meaning.how != "part-of-month":
        return None
    if not _there_is(meaning):
        return None
    if meaning.decade is not None and meaning.decade < 100 and m.get("century_of") is None:
        meaning.named |= {"short_decade"}
    return [meaning]


_SHARED = ("day", "month", "weekday", "year", "quarter", "season", "century", "feast")


@production
def days(m: Match) -> list[Meaning] | None:
    """Several days, months or years that share what only one of them names ("3, 4 and 5 May")."""
    base = _common(m, "date")
    out: list[Meaning] = []
    for i in range(1, 5):
        told = {name: v for name in _SHARED if (v := m.get(f"{name}{i}")) is not None}
        one = replace(base, weekday=None)
        for name, value in told.items():
            setattr(one, name, int(value) if isinstance(value, float) else value)
        short = m.get(f"short{i}")
        if short is not None:
            one.year = _short_year(int(short), base, out)
            if one.year is None or (m.arg("consecutive") and not _follows(one.year, out)):
                return None
        if told or short is not None:
            out.append(one)
    if len(out) > 1 and out[-1].weekday is not None and out[0].weekday is None:
        return None  # « Jour 1 – lundi 2 janvier »
    return out


def _short_year(short: int, base: Meaning, out: list[Meaning]) -> int | None:
    """The year of two figures behind another ("1999/00"), None where it is no later than that."""
    before = out[-1].year if out else None
    century = (before or base.year or 0) // 100 * 100
    year = century + (short or (100 if century else 0))
    return None if before is not None and year <= before else year


def _follows(year: int, out: list[Meaning]) -> bool:
    return not out or year == (out[-1].year or 0) + 1


@production
def unit(m: Match) -> list[Meaning] | None:
    """A calendar unit relative to now or to the narrative: last week, that year, the next day."""
    meaning = _common(m, "unit")
    if m.get("units") is not None:
        meaning.unit = m.get("units")
    return [meaning]


@production
def units_beside(m: Match) -> list[Meaning] | None:
    """Two units beside each other, of which only the first is named: this year and next."""
    first, second = m.get("trel1"), m.get("trel2")
    if first is None or second is None or abs(first - second) != 1:
        return None
    base = _common(m, "unit")
    base.anchor = "dct"
    return [replace(base, rel=first), replace(base, rel=second)]


_IN_DAYS = {"D": 1, "W": 7}


@production
def from_today(m: Match) -> list[Meaning] | None:
    """A day counted in days from today or a day beside it: a week tomorrow, a week ago yesterday.

    way: 1 forward, -1 back; counts: the number that a word of the rule tells.
    """
    meaning = _common(m, "unit")
    told = next((n for word, n in m.arg("counts", {}).items() if m.get(f"'{word}'")), None)
    count = _count(m) if told is None else told
    size, way = _IN_DAYS.get(m.get("unit") or m.arg("unit")), m.arg("way")
    if size is None or count is None or count != int(count):
        return None
    # "Two weeks yesterday" is how long it has lasted; "a week ago today" is read elsewhere.
    if meaning.deictic and (way * (meaning.rel or 0) < 0 or (way < 0 and not meaning.rel)):
        return None
    meaning.rel, meaning.unit, meaning.anchor = (
        (meaning.rel or 0) + way * int(count) * size,
        "D",
        "dct",
    )
    return [meaning]


@production
def nth_weekday(m: Match) -> list[Meaning] | None:
    """A weekday by its place in a month, which makes it a moving feast: the first Monday of May."""
    meaning = _common(m, "date")
    last = m.get("lastday") is not None or (m.get("trel") == -1 and m.get("unit") is None)
    nth = -1 if last else int(m.get("nth") or 0)
    if meaning.weekday is None or nth not in (-1, 1, 2, 3, 4):
        return None
    if meaning.month is None and meaning.unit != "M":
        return None
    meaning.feast = f"{meaning.month or 0:02d}:{meaning.weekday}#{nth}"
    if meaning.month is not None:
        meaning.rel = meaning.anchor = None
    elif meaning.anchor is None:
        meaning.anchor = "text"
    meaning.month = meaning.weekday = None
    return [meaning]


@production
def nth_day(m: Match) -> list[Meaning] | None:
    """A day by its place in a month or a year: the last day of April, the 5th of last month."""
    meaning = _common(m, "date")
    if m.get("lastday") is not None:
        meaning.day = -1
    elif meaning.day is None:
        meaning.day = m.get("nth")
    if meaning.day is None or not -1 <= meaning.day <= 31:
        return None
    if meaning.month is None and meaning.year is None and meaning.unit not in ("M", "Y"):
        return None
    if meaning.unit is not None and meaning.anchor is None:
        meaning.anchor, meaning.rel = "text", meaning.rel or 0
    return [meaning]


@production
def famous_day(m: Match) -> list[Meaning] | None:
    """A day and month that have become a name: `famous` gives the year of each MM-DD."""
    meaning = _common(m, "date")
    year = m.arg("famous", {}).get(f"{meaning.month or 0:02d}-{meaning.day or 0:02d}")
    meaning.year, meaning.how = year, "famous-day"
    return None if year is None else [meaning]


@production
def moved(m: Match) -> list[Meaning] | None:
    """So many units before or after a date that is named: two days before Christmas."""
    meaning = _common(m, "date")
    count = _count(m)
    if count is None or count != int(count) or meaning.rel is None or meaning.unit is None:
        return None
    meaning.moved, meaning.rel = int(count) * meaning.rel, None
    return [meaning]


@production
def weekday_after(m: Match) -> list[Meaning] | None:
    """A weekday further off than the nearest: Friday week, the Friday before last."""
    meaning = _common(m, "date")
    meaning.count = float(m.arg("count"))
    return [meaning]


@production
def weekdays_ago(m: Match) -> list[Meaning] | None:
    """So many weekdays back: two Fridays ago."""
    meaning = _common(m, "date")
    meaning.weekday, meaning.rel, meaning.count = int(m.get("weekdays")), -1, _count(m)
    return [meaning] if meaning.count else None


@production
def offset(m: Match) -> list[Meaning] | None:
    """So many units before or after: two weeks ago, three days later."""
    meaning = _common(m, "offset")
    meaning.count = _count(m)
    if meaning.how == "to-the-unit":
        meaning.rel_unit = m.get("within") or "D"
    return [meaning]


@production
def counted(m: Match) -> list[Meaning] | None:
    """So many units before or after, where the words around the number only together say which."""
    sides = [set(s.split()) for n in ("opening", "closing") if (s := m.get(n)) is not None]
    readings = set[str].intersection(*sides) if sides else set()
    if len(readings) != 1:
        return None
    told = readings.pop()
    meaning = _common(m, "offset")
    meaning.unit, meaning.rel, meaning.anchor = told[:-1], 1 if told[-1] == "+" else -1, "dct"
    meaning.count = _count(m)
    return [meaning]


@production
def ref(m: Match) -> list[Meaning] | None:
    """A vague date: now, recently, the future."""
    meaning = _common(m, "ref")
    meaning.value = meaning.value or m.get("ref")
    return [meaning]


def _count(m: Match) -> float | None:
    """The number a phrase counts by, None for an unnamed one."""
    told = next((n for n in ("quantity", "num", "count") if m.get(n) is not None), None)
    number = m.arg("count") if told is None else m.get(told)
    if number == "X" or (number is None and m.plural("unit")):
        return None
    if told == "quantity":
        return float(number)
    total = float(1 if number is None else number) * float(m.get("scale") or 1)
    if m.get("half_of") is not None:
        total = (0.0 if number is None else total) + 0.5
    if m.get("plus_half") is not None:
        total += 0.5
    if m.get("quarter_of") is not None:
        total *= 0.25
    return total + float(m.get("n1")) / float(m.get("n2")) if m.get("n2") else total


_SIZES = " S MIN H D W M Q H2 Y DE CE ML "  # TIMEX3 unit letters, the shortest first


@production
def duration(m: Match) -> list[Meaning] | None:
    """A length of time: three days, half an hour, several years."""
    meaning = _common(m, "duration", "DURATION")
    meaning.type = "DURATION"
    meaning.count = _count(m)
    meaning.unit = m.get("unit") or m.get("units") or m.arg("unit")
    second = m.get("unit2")
    if second is not None:
        if _SIZES.find(f" {second} ") >= _SIZES.find(f" {meaning.unit} "):
            return None  # "between 18 months and 60 years": two lengths, not one
        meaning.extra = ((float(m.get("num2") or 1), second),)
    return [meaning]


@production
def times(m: Match) -> list[Meaning] | None:
    """A set: every Friday, twice a week, daily."""
    meaning = _common(m, "set", "SET")
    meaning.type = "SET"
    meaning.count = _count(m)
    often = [str(f).removesuffix(".0") for f in m.all("freq")]
    if often:  # "three times a day": 3 and X
        meaning.freq, meaning.count = "".join(often), 1
    if m.get("often") is not None:
        meaning.unit = m.get("often")
        if isinstance(meaning.unit, str) and meaning.unit[0].isdigit():
            meaning.count, meaning.unit = float(meaning.unit[0]), meaning.unit[1:]
    if m.get("units") is not None:
        meaning.unit = m.get("units")
    return [meaning]


@production
def literal(m: Match) -> list[Meaning] | None:
    """An expression whose TIMEX3 value the rule states."""
    meaning = _common(m, "value", m.arg("type", "DATE"))
    meaning.type = m.arg("type", "DATE")
    meaning.value = m.arg("value")
    return [meaning]


@production
def nothing(m: Match) -> list[Meaning] | None:
    """No time expression: a score, an age, a page number."""
    return []
