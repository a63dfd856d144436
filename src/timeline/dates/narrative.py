"""Whether a text tells history or news, and where a history comes back to its own days.

An obituary goes back by years and ends with "a fall in November": the months of its last paragraphs
are those before publication.
"""

from __future__ import annotations

from collections.abc import Sequence

from timeline.dates.context import Context
from timeline.dates.engine import Found
from timeline.dates.meaning import Meaning
from timeline.dates.point import Point
from timeline.dates.tense import sentence_ends
from timeline.dates.tokens import BREAK, Tokens

MANY_YEARS = 8  # explicit years, from which on a text may be a history
# So many do for a text that opens with a year this long gone and has no word of today's news.
SOME_YEARS, LONG_GONE = 4, 30
FEW_YEARS = 3  # and so few, where all of them are
# A story whose last year is further back than this has not come up to its own day.
GAP = 40
# Tokens at the head of a text in which an obituary tells of the death; and of a clause behind it in
# which a year would say that it is long ago.
OPENING, CLAUSE = 160, 8
NEVER = 10**9


def is_narrative(found: Sequence[Found], published: Point | None) -> bool:
    """Whether a text tells history: many dates with their year, few counted from publication.

    An essay that cites many years and is of the last of them reads as news. So does a text that
    names weekdays, "next summer", days near its publication, or days and months before any year
    that could place them.
    """
    meanings = [f.meaning for f in found]
    years = [-m.year if m.bc else m.year for m in meanings if m.year is not None]
    news = sum(map(_of_now, meanings)) + _unplaced(meanings, published)
    first = next((m for m in meanings if m.kind in ("date", "unit", "offset")), None)
    if published is not None and first is not None and first.weekday is not None and _of_now(first):
        return False  # "…, the ministry said on Monday": news, however much it tells of the past
    gone = None if news else _opens_long_ago(first, published)
    if gone is not None and len(years) >= (FEW_YEARS if max(years) < gone else SOME_YEARS):
        return True
    return (
        len(years) >= MANY_YEARS
        and news * 8 < len(years)
        and _of_the_past(meanings, years, published)
    )


def is_headed(first: Meaning, others: Sequence[Meaning], published: Point) -> bool:
    """Whether the first date, in the headline, is of long ago, and no other is of today's news."""
    gone = _opens_long_ago(first, published)
    if gone is None or any(map(_of_now, others)):
        return False
    return all(m.year is None or m.year < gone for m in others)


def _of_the_past(meanings: list[Meaning], years: list[int], published: Point | None) -> bool:
    """Whether the years named are gone, or many days are told whose year only the story gives."""
    if published is None or max(years) < published.year - 3:
        return True
    named = (m for m in meanings if m.kind == "date" and not m.dated)
    return 12 * sum(m.month is not None or m.season is not None for m in named) > len(years)


def latest_year(found: Sequence[Found]) -> int | None:
    """The latest year that a text names in full, None where it names none."""
    named = (f.meaning.year for f in found if not f.meaning.bc)
    return max((y for y in named if y is not None and 1000 < y < 2100), default=None)


def _opens_long_ago(first: Meaning | None, published: Point | None) -> int | None:
    """The year that ends what is long gone, where the first date of a text is before it."""
    if first is None or first.year is None or published is None or first.bc:
        return None
    gone = published.year - LONG_GONE
    return gone if first.year < gone else None


def _of_now(m: Meaning) -> bool:
    """Whether a date is counted from publication by its words."""
    if m.kind == "unit" or m.season is not None:
        return m.anchor == "dct"
    return m.weekday is not None and m.day is None


def _unplaced(meanings: list[Meaning], published: Point | None) -> int:
    """Days and months that only the publication date can place, or that lie near it."""
    count, placed = 0, False
    for m in meanings if published is not None else ():
        if m.kind != "date" or m.bc:
            continue
        if m.year is None:
            count += not placed and m.month is not None
        elif published.unit == "day" and m.year == published.year and m.day is not None:  # type: ignore[union-attr]
            count += 0 <= published.month - (m.month or 0) <= 1  # type: ignore[union-attr]
        else:
            placed = True
    return count


def returns(tokens: Tokens, found: Sequence[Found], context: Context) -> int:
    """The token from which on a history is told as news; NEVER where it stays one.

    From the paragraph behind the last that names a year before publication, in an article that
    begins without one: a history names its years from its first paragraph on.
    """
    published = context.day()
    if published is None or not context.narrative or context.latest_year is None:
        return NEVER
    if published.year - context.latest_year > GAP:
        return NEVER
    past = [f for f in found if (y := f.meaning.year) is not None and y < published.year]
    opening = tokens.chars.find(BREAK)
    if not past or opening < 0 or past[0].first < opening:
        return NEVER
    after = tokens.chars.find(BREAK, past[-1].last)
    return NEVER if after < 0 else after


def is_obituary(tokens: Tokens, found: Sequence[Found], published: Point | None) -> bool:
    """Whether a text opens with somebody who "has died", with no year of long ago behind that."""
    if published is None:
        return False
    for i in range(1, min(OPENING, len(tokens.values))):
        if "death" in tokens.values[i] and "before_death" in tokens.values[i - 1]:
            ends = (j for j in range(i, len(tokens.values)) if sentence_ends(tokens, j))
            end = min(i + CLAUSE, next(ends, i + CLAUSE))
            beside = (f.meaning.year for f in found if i < f.first <= end)
            return all(year is None or year >= published.year - 1 for year in beside)
    return False
