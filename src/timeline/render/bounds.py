"""Where an event begins and ends, for formats that do not know EDTF."""

from __future__ import annotations

import re
from datetime import date, timedelta

from timeline.contract import EventRow


def days(event: EventRow) -> tuple[date, date] | None:
    """(first day, day after the last); None where an end is open or no calendar program holds it.

    A month or a year is all of its days. Years before 1 are None.
    """
    if event["start"] is None or event["end"] is None:
        return None
    try:
        return date.fromisoformat(event["start"]), date.fromisoformat(event["end"]) + timedelta(1)
    except (ValueError, OverflowError):
        return None


_REDUCED = re.compile(r"-?\d{4}(?:-(?:0\d|1[0-2])(?:-\d\d)?)?")


def bounds(event: EventRow) -> tuple[str | None, str | None]:
    """(begin, end) as ISO 8601 dates no finer than what was told: 2020, 2020-08, 2020-08-09.

    None for an open end. Seasons, quarters and weeks have no such form and are told by their months
    or days, decades and centuries by their first and last year.
    """
    parts = [part.rstrip("~?%") for part in event["date"].split("/")]
    return _bound(parts[0], event["start"], event), _bound(parts[-1], event["end"], event)


def _bound(told: str, day: str | None, event: EventRow) -> str | None:
    if day is None or _REDUCED.fullmatch(told):
        return None if day is None else told
    if event["precision"] in ("decade", "century", "millennium", "year") or "X" in told:
        return day.rsplit("-", 2)[0]
    return day[:-3] if event["precision"] in ("season", "quarter") else day
