"""Feasts by name: fixed days, days counted from Easter, and nth weekdays of a month.

The language files write a feast as `MM-DD`, `easter+N` (days), or `MM:w#n` (the nth weekday w of
the month, Monday 0, n = -1 for the last). Easter: the anonymous Gregorian algorithm (Meeus, 1991).
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from timeline.dates.point import Point
from timeline.when import month_length


@lru_cache(maxsize=512)
def easter(year: int) -> date:
    """Easter Sunday of a Gregorian year."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    lead = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * lead) // 451
    month, day = divmod(h + lead - 7 * m + 114, 31)
    return date(year, month, day + 1)


def feast(code: str, year: int) -> Point | None:
    """The day of a feast in a year; None for a year outside 1 to 9999."""
    if not 1 <= year <= 9999:
        return None
    if code.startswith("easter"):
        return Point.of_day(easter(year) + timedelta(days=int(code[6:] or 0)))
    if ":" in code:
        month_text, _, rest = code.partition(":")
        weekday, _, nth = rest.partition("#")
        return Point.of_day(_nth_weekday(year, int(month_text), int(weekday), nth))
    month, day = code.split("-")
    return Point.make_day(year, int(month), int(day))


def _nth_weekday(year: int, month: int, weekday: int, nth: str) -> date:
    extra = 0
    if nth.endswith("+1"):  # the day after the nth weekday, as with an election Tuesday
        nth, extra = nth[:-2], 1
    if nth == "-1":
        last = date(year, month, month_length(year, month))
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    step = (weekday - first.weekday()) % 7 + 7 * (int(nth) - 1)
    return first + timedelta(days=step + extra)
