"""What is a date only where it opens a line: "1789: …", "- 4: …", "May" on a line of its own."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from timeline.dates.engine import Found
from timeline.dates.meaning import Meaning
from timeline.dates.tokens import Tokens

# So many sections, or lines opened by a date that nothing sets off, make a habit.
SECTIONS, HABIT = 2, 3
# No heading names a later year.
LATEST = 2100
# A bare number that opens its line and is set off, or has the line to itself.
_NUMBER = re.compile(
    r"^[ \t>#*_=|•·▪◦●○■+\[(–—-]*(\d{1,2}|[12]\d{3})(?:st|nd|rd|th|er)?"
    r"(?=[*_\])]*[ \t]*(?:[:|–—]|-\s|$))",
    re.MULTILINE,
)

_WORD = re.compile(r"^[ \t#*_=]*([^\W\d_]{3,9})[*_.:= \t]*$", re.MULTILINE)


def with_openers(text: str, tokens: Tokens, found: Sequence[Found]) -> list[Found]:
    """The expressions, with what is a date only where it opens a line: "1789: …", "- 4: …", "May".

    Years where that is the page's habit, months where several have lines to themselves, and days
    where any month has.
    """
    numbers = list(_NUMBER.finditer(text))
    told = [(m, Meaning("DATE", "date", year=int(m[1]))) for m in numbers if len(m[1]) == 4]
    told = [(m, meaning) for m, meaning in told if (meaning.year or 0) <= LATEST]
    if len(told) < HABIT:
        told = []
    months = [(m, n) for m in _WORD.finditer(text) if (n := _month(tokens, m)) is not None]
    if len(months) >= SECTIONS:
        days = (m for m in numbers if len(m[1]) < 4 and 1 <= int(m[1]) <= 31)
        told += [(m, Meaning("DATE", "date", day=int(m[1]))) for m in days]
        told += [(m, Meaning("DATE", "date", month=n)) for m, n in months]
    made = {f.start: f for f in found}
    for m, meaning in told:
        start = m.start(1)
        first = _token_at(tokens, start)
        if first is not None and start not in made:
            made[start] = Found(first, first + 1, start, tokens.ends[first], meaning, "heading")
    return sorted(made.values(), key=attrgetter("start"))


def _token_at(tokens: Tokens, start: int) -> int | None:
    """The token that begins at a raw offset."""
    at = bisect_left(tokens.starts, start)
    return at if at < len(tokens.starts) and tokens.starts[at] == start else None


def _month(tokens: Tokens, m: re.Match[str]) -> int | None:
    """The number of the month that a line of one word names."""
    at = _token_at(tokens, m.start(1))
    found = None if at is None else tokens.values[at].get("month")
    return found if isinstance(found, int) else None
