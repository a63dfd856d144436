"""Dates in figures: 04/05/2021, 12/2018, 2Q19; day against month by what the rest of a text says.

"23/04/2021" can only be read with the day first; so is then "04/05/2021" beside it.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.dates.meaning import Meaning
from timeline.when import month_length

if TYPE_CHECKING:
    from timeline.dates.engine import Found


def whole(slashed: tuple[int, int, int, int, str], order: str, meaning: Meaning) -> bool:
    """Note day, month and year in figures; whether there is such a date.

    slashed: the three numbers, the width of the third, the mark between them. order: which of day
    and month the language puts first.
    """
    a, b, year, width, mark = slashed
    setattr(meaning, "short_year" if width == 2 else "year", year)
    dotted = mark == "."  # only put where the day comes first
    orders = [(a, b), (b, a)] if order == "mdy" and not dotted else [(b, a), (a, b)]
    valid = [(month, day) for month, day in orders if 1 <= month <= 12 and 1 <= day <= 31]
    if not valid:
        return False
    if meaning.weekday is not None and meaning.year is not None:
        # "Tuesday 04/05/2021": the weekday says which of the two it is.
        valid = [v for v in valid if _falls_on(meaning.year, *v) == meaning.weekday] or valid
    meaning.month, meaning.day = valid[0]
    if a != b and not dotted:
        meaning.ambiguous = tuple((meaning.year or 0, *other) for other in valid[1:])
        meaning.order = "dmy" if valid[0] == (b, a) else "mdy"
    return True


def _falls_on(year: int, month: int, day: int) -> int | None:
    return calendar.weekday(year, month, day) if day <= month_length(year, month) else None


def settle_order(found: Sequence[Found]) -> None:
    """Give the dates in figures of a text that may be read in two ways the order of the others.

    Where the others disagree, or there are none, they stay as they are.
    """
    unsure = [f for f in found if f.meaning.ambiguous]
    sure = (f.meaning.order for f in found if f.meaning.order and not f.meaning.ambiguous)
    orders = set(sure) if unsure else set()
    if len(orders) != 1:
        return
    (order,) = orders
    for f in unsure:
        f.meaning = _ordered(f.meaning, order)


def _ordered(m: Meaning, order: str) -> Meaning:
    """A date in figures with its day and month in that order, and no longer ambiguous."""
    if m.order == order:
        return replace(m, ambiguous=())
    _, month, day = m.ambiguous[0]
    return replace(m, month=month, day=day, ambiguous=())
