"""Days as programs and editors print them in one line: 4 May 2021, May 4, 2021, 04/05/2021."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from timeline.read import labels

# Two-digit years below it are of this century: mail and web pages began in the nineties.
_CENTURY = 70


@dataclass(frozen=True, slots=True)
class Printed:
    """A day in a line, from `start` to `end`.

    days: ISO days it may be, one but for numbers of which either may be the month; the day-first
    reading stands first.
    """

    days: tuple[str, ...]
    start: int
    end: int

    @property
    def day(self) -> str | None:
        """The day where there is but one reading."""
        return self.days[0] if len(self.days) == 1 else None


def printed_days(line: str) -> Iterator[Printed]:
    """Every full day of a line, in order. Linear in the line's length."""
    for m in _pattern().finditer(line):
        days = _days(m)
        if days:
            yield Printed(days, m.start(), m.end())


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    month = "|".join(sorted(map(re.escape, labels.months()), key=lambda m: -len(m)))
    return re.compile(
        rf"""(?<![\w.,/-])(?:
        (?P<iy>\d{{4}})-(?P<im>\d{{2}})-(?P<id>\d{{2}})(?=[T\s,.;:)]|$)
        |(?P<wd>\d{{1,2}})(?:st|nd|rd|th|er)?[\s-]{{1,3}}(?:of\s)?(?P<wm>{month})\.?,?[\s-]{{1,3}}(?P<wy>\d{{4}})
        |(?P<mm>{month})\.?\s{{1,3}}(?P<md>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,3}}(?P<my>\d{{4}})
        |(?P<n1>\d{{1,2}})(?P<sep>[/.-])(?P<n2>\d{{1,2}})(?P=sep)(?P<ny>\d{{4}}|\d{{2}})
        |(?P<sy>\d{{4}})[/.](?P<sm>\d{{1,2}})[/.](?P<sd>\d{{1,2}})
        )(?![\d/]|[.-]\d)""",
        re.I | re.X,
    )


def _days(m: re.Match[str]) -> tuple[str, ...]:
    if m["iy"]:
        return _valid(int(m["iy"]), int(m["im"]), int(m["id"]))
    if m["sy"]:
        return _valid(int(m["sy"]), int(m["sm"]), int(m["sd"]))
    if m["wd"]:
        return _valid(int(m["wy"]), labels.months()[m["wm"].casefold()], int(m["wd"]))
    if m["mm"]:
        return _valid(int(m["my"]), labels.months()[m["mm"].casefold()], int(m["md"]))
    year = int(m["ny"])
    if len(m["ny"]) == 2:
        year += 2000 if year < _CENTURY else 1900
    one, two = int(m["n1"]), int(m["n2"])
    return tuple(dict.fromkeys(_valid(year, two, one) + _valid(year, one, two)))


def _valid(year: int, month: int, day: int) -> tuple[str, ...]:
    try:
        return (date(year, month, day).isoformat(),) if year > 1500 else ()
    except ValueError:
        return ()
