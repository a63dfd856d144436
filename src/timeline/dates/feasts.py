"""Feasts by name: fixed days, days counted from Easter, and nth weekdays of a month.

The language files write a feast as `MM-DD`, `easter+N` (days), or `MM:w#n` (the nth weekday w of
the month, Monday 0, n = -1 for the last, `+1` behind it for the day after).
"""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta, weekday

from timeline.dates.point import Point


def feast(code: str, year: int) -> Point | None:
    """The day of a feast in a year; None for a year outside 1 to 9999."""
    if not 1 <= year <= 9999:
        return None
    if code.startswith("easter"):
        return Point.of_day(easter(year) + timedelta(days=int(code[6:] or 0)))
    if ":" not in code:
        month, day = code.split("-")
        return Point.make_day(year, int(month), int(day))
    month, _, rest = code.partition(":")
    day, _, nth = rest.partition("#")
    # "1+1": the day after the first, as with an election Tuesday.
    nth, after = nth[:2] if nth[0] == "-" else nth[0], nth.endswith("+1")
    return Point.of_day(_nth_weekday(year, int(month), int(day), int(nth)) + timedelta(days=after))


def _nth_weekday(year: int, month: int, day: int, nth: int) -> date:
    first = date(year, month, 1)
    # Day 31 is the last there is.
    found: date = first + relativedelta(day=1 if nth > 0 else 31, weekday=weekday(day)(nth))
    return found
