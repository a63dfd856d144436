"""Months in figures behind their year: "2020-03", which looks like the span of years "2010-11"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from timeline.dates.engine import Found
from timeline.dates.meaning import Meaning
from timeline.dates.tokens import Tokens

_YEAR_MONTH = re.compile(
    r"(?<![\w.,/:–—-])(1[5-9]\d\d|20\d\d)-(0[1-9]|1[0-2])(?![\w/–—-]|[.,:]\d)", re.ASCII
)
# What numbers a thing, not a month: "No. 2020-03", "Act 1990-05", "ISO 2020-03".
_NUMBERS = ("nomark", "act")
_MARKS = 12  # code points of marks at most, before what opens its line


def with_year_months(text: str, tokens: Tokens, found: Sequence[Found]) -> list[Found]:
    """The expressions, with the months in figures in place of the years they were read as.

    A month is what no span of years can be, its end being before its beginning ("2020-03"); so are
    those that open their line ("2003-05") where one that opens its line surely is.
    """
    told = [m for m in _YEAR_MONTH.finditer(text) if not _numbered(tokens, m.start())]
    leads = any(_surely(m) and _opens(text, m) for m in told)
    sure = (m for m in told if _surely(m) or (leads and _opens(text, m)))
    made = [one for m in sure if (one := _made(tokens, m)) is not None]
    if not made:
        return list(found)
    starts = [one.start for one in made]
    kept = [f for f in found if not _overlaps(f, made, starts)]
    return sorted([*kept, *made], key=attrgetter("start"))


def _made(tokens: Tokens, m: re.Match[str]) -> Found | None:
    first = bisect_left(tokens.starts, m.start())
    last = bisect_left(tokens.starts, m.end())
    if first >= last or tokens.starts[first] != m.start() or tokens.ends[last - 1] != m.end():
        return None
    meaning = Meaning("DATE", "date", year=int(m[1]), month=int(m[2]))
    return Found(first, last, m.start(), m.end(), meaning, "year-month")


def _surely(m: re.Match[str]) -> bool:
    return int(m[2]) <= int(m[1][2:])


def _opens(text: str, m: re.Match[str]) -> bool:
    """Whether nothing but marks stands before it on its line."""
    wide = max(0, m.start() - _MARKS)
    begin = text.rfind("\n", wide, m.start()) + 1
    if not begin and wide:
        return False
    return not any(c.isalnum() for c in text[begin : m.start()])


def _numbered(tokens: Tokens, start: int) -> bool:
    before = bisect_left(tokens.starts, start) - 1
    if before < 0 or "\n" in tokens.text[tokens.ends[before] : start]:
        return False
    word = tokens.text[tokens.starts[before] : tokens.ends[before]]
    return any(name in tokens.values[before] for name in _NUMBERS) or (
        len(word) > 1 and word.isalpha() and word.isupper()
    )


def _overlaps(f: Found, made: Sequence[Found], starts: Sequence[int]) -> bool:
    at = bisect_left(starts, f.end) - 1
    return at >= 0 and made[at].end > f.start
