"""A year that is a date only where it opens a line: "1789: …"."""

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
# A bare year that opens its line and is set off, or has the line to itself.
_YEAR = re.compile(
    r"^[ \t>#*_=|•·▪◦●○■+\[(–—-]*([12]\d{3})"
    r"(?=[*_\])]*[ \t]*(?:[:|–—]|-\s|$))",
    re.MULTILINE,
)


def with_openers(text: str, tokens: Tokens, found: Sequence[Found]) -> list[Found]:
    """The expressions, with the bare years that open lines, where that is the page's habit."""
    made = {f.start: f for f in found}
    years = [m for m in _YEAR.finditer(text) if int(m[1]) <= LATEST]
    for m in years if len(years) >= HABIT else ():
        start = m.start(1)
        first = bisect_left(tokens.starts, start)
        if start not in made and tokens.starts[first : first + 1] == [start]:
            meaning = Meaning("DATE", "date", year=int(m[1]))
            made[start] = Found(first, first + 1, start, tokens.ends[first], meaning, "heading")
    return sorted(made.values(), key=attrgetter("start"))
