"""What is no matter of a day or a year, parted from what is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from timeline.contract import EventRow

# A year and its leap day: what is told to a year alone isn't long.
_LONG_DAYS = 366
_SPANS = ("range", "decade", "century")
# As many stand before the days; one more takes no more room than to say that there is one.
_FIRST = 6


class Shown(NamedTuple):
    """Those under way that stand before the days, and those behind a disclosure."""

    first: list[EventRow]
    rest: list[EventRow]


def shown(under_way: Sequence[EventRow]) -> Shown:
    """First those that most sources tell of, of these the weightiest, of these what began last;
    both in the order of the events."""
    if len(under_way) <= _FIRST + 1:
        return Shown(list(under_way), [])
    ranked = sorted(
        range(len(under_way)),
        key=lambda n: (under_way[n]["sources"], under_way[n]["salience"], n),
        reverse=True,
    )
    first = set(ranked[:_FIRST])
    parts = [[e for n, e in enumerate(under_way) if (n in first) is is_first]
             for is_first in (True, False)]  # fmt: skip
    return Shown(*parts)


def parted(events: Sequence[EventRow]) -> tuple[list[EventRow], list[EventRow]]:
    """(those under way, all others), each in the order of the events.

    Under way is what has no known end or lasts longer than a year, and a span that has begun
    before the first event which is none, and reaches to it. What has an end alone ("until 25
    September") stands where it ends.
    """
    starts = (e["start"] for e in events if e["start"] and not _spans(e))
    first = min(starts, key=_number, default=None)
    under_way = [e for e in events if _is_long(e) or (first is not None and _leads_to(e, first))]
    ids = {e["id"] for e in under_way}
    return under_way, [e for e in events if e["id"] not in ids]


def _spans(event: EventRow) -> bool:
    return event["precision"] in _SPANS


def _is_long(event: EventRow) -> bool:
    start, end = event["start"], event["end"]
    if not _spans(event) or start is None:
        return False
    return end is None or _number(end) - _number(start) >= _LONG_DAYS


def _leads_to(event: EventRow, first: str) -> bool:
    start, end = event["start"], event["end"]
    if not _spans(event) or start is None or end is None:
        return False
    return _number(start) < _number(first) <= _number(end)


def _number(iso: str) -> int:
    """A day as a number; also one before the year 1, which the calendar module doesn't know."""
    year, month, day = iso.rsplit("-", 2)
    cycles, within = divmod(int(year) - 1, 400)
    return cycles * 146_097 + date(within + 1, int(month), int(day)).toordinal()
