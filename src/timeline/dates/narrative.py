"""Whether a text tells history or news."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.dates.engine import Found
from timeline.dates.meaning import Meaning
from timeline.dates.point import Point

MANY_YEARS = 8  # explicit years, from which on a text may be a history


def is_narrative(found: Sequence[Found], published: Point | None) -> bool:
    """Whether a text tells history: many dates with their year, few counted from publication.

    An essay that cites many years and is of the last of them reads as news. So does a text that
    names weekdays, "next summer", days near its publication, or days and months before any year
    that could place them.
    """
    meanings = [f.meaning for f in found]
    years = [-m.year if m.bc else m.year for m in meanings if m.year is not None]
    news = sum(map(_of_now, meanings)) + _unplaced(meanings, published)
    return (
        len(years) >= MANY_YEARS
        and news * 8 < len(years)
        and _of_the_past(meanings, years, published)
    )


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
