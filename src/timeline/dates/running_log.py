"""Running logs of a day: entries that open with the time, the newest mostly first.

    20:33  The mayor has resigned.
    20:10  Two survivors are found under the rubble.

Such a page is written while things happen: its times are of the day it appeared, whatever day its
head says that it all began. Some write the time in four figures ("2033 The mayor …"), which are
years only in a list of years.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter

from timeline.dates.engine import Found
from timeline.dates.meaning import Meaning
from timeline.dates.tokens import Tokens

HOW = "day-of-log"
"""How the day of an entry's time is found."""

# So many entries make a log.
_ENTRIES = 4
# Of so many of them at least the figures are no year that a page would list, which are these; or so
# many of them fall, over more years than a page would tell of backwards.
_NO_YEARS, _YEARS = 2, (1000, 2100)
_FALLING, _SPAN = 6, 100
# So many of all steps from entry to entry at least go one way.
_ONE_WAY = 0.9
# Two entries so many minutes apart lie on either side of midnight.
_NIGHT = 12 * 60
# Four figures that open a line, and a sentence behind them.
FIGURES = re.compile(
    r"^[ \t]*(\d{4})(?=(?:[ \t]*(?:GMT|UTC|[A-Z]{1,3}T))?[:.]?[ \t]+[\"'“«‘(]?[^\W\d_])",
    re.MULTILINE,
)
_BLANK = re.compile(r"\n[ \t\r]*\n")


def with_times(text: str, tokens: Tokens, found: list[Found], published: int | None) -> list[Found]:
    """The expressions, with the times in four figures that open the entries of a log in place of
    the years that they were taken for. published: the year of publication."""
    times = list(FIGURES.finditer(text))
    told = [int(m[1]) for m in times]
    clocks = [divmod(t, 100) for t in told]
    if len(told) < _ENTRIES or any(h > 23 or m > 59 for h, m in clocks) or not _one_way(clocks):
        return found
    first, last = _YEARS
    no_years = sum(not first <= t <= min(last, published or last) for t in told)
    falling = len(told) >= _FALLING and told[0] - told[-1] > _SPAN and _one_way(clocks, (-1,))
    if no_years < _NO_YEARS and not falling:
        return found
    made: dict[int, Found] = {}
    for m, clock in zip(times, clocks, strict=True):
        start = m.start(1)
        at = bisect_left(tokens.starts, start)
        if at < len(tokens.starts) and tokens.starts[at] == start:
            meaning = Meaning("TIME", "date", clock=clock)
            made[at] = Found(at, at + 1, start, tokens.ends[at], meaning, "log-time")
    others = (f for f in found if made.keys().isdisjoint(range(f.first, f.last)))
    return sorted((*others, *made.values()), key=attrgetter("start"))


def newest_first(heads: Sequence[Meaning]) -> bool:
    """Whether a page is a log that shows its newest entry first. heads: of the dates that open
    lines."""
    clocks = [m.clock for m in heads if m.clock is not None and m.day is None]
    return len(clocks) >= _ENTRIES and _one_way(clocks, (-1,))


def _one_way(clocks: Sequence[tuple[int, ...]], ways: Sequence[int] = (1, -1)) -> bool:
    """Whether times rise, or fall, from entry to entry, but for midnight and a slip."""
    minutes = [60 * clock[0] + sum(clock[1:2]) for clock in clocks]
    pairs = [(a, b) for a, b in pairwise(minutes) if a != b and abs(a - b) < _NIGHT]
    steps = [(b > a) - (b < a) for a, b in pairs]
    return bool(steps) and max(map(steps.count, ways)) >= _ONE_WAY * len(steps)


def entry_end(text: str, start: int, end: int) -> int:
    """Where what an entry is about ends, its first paragraph; below it others say what they think
    of it, and that a log has it told makes that no event. end: that of the entry."""
    blank = _BLANK.search(text, start, end)
    line = text.find("\n", start, end)
    return blank.start() if blank else line if line >= 0 else end
