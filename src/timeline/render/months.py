"""Events under the year and the month in which they lie or begin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from timeline.contract import EventRow

MONTHS = "January February March April May June July August September October November December"

Month = tuple[int, int]


def grouped(
    events: Sequence[EventRow],
) -> Iterator[tuple[int | None, list[tuple[Month | None, list[EventRow]]]]]:
    """(year, (month, events) of it), in the order in which the events come.

    What is known to the year alone stands before the year's months; year None: undated.
    """
    years: dict[int | None, dict[Month | None, list[EventRow]]] = {}
    for event in events:
        month = month_of(event)
        year = None if month is None else month[0]
        years.setdefault(year, {}).setdefault(month, []).append(event)
    for year, months in years.items():
        yield year, sorted(months.items(), key=lambda pair: bool(pair[0] and pair[0][1]))


def month_of(event: EventRow) -> Month | None:
    """(year, month) in which an event lies or begins; month 0 when only the year is known.

    None for an event with neither start nor end.
    """
    day = event["start"] or event["end"]
    if day is None:
        return None
    year, month, _ = day.rsplit("-", 2)
    known = event["precision"] in ("day", "month", "time", "week") or (
        event["start"] is not None and event["end"] is not None and event["end"][:-3] == day[:-3]
    )
    return int(year), int(month) if known else 0


def named(month: Month) -> str:
    """August 2020; 44 BC; 2020 when no month is known."""
    year = str(month[0]) if month[0] > 0 else f"{1 - month[0]} BC"
    return f"{MONTHS.split()[month[1] - 1]} {year}" if month[1] else year


def anchor(month: Month) -> str:
    """The id of a month's or a year's heading."""
    return f"t{month[0]}-{month[1]:02d}" if month[1] else f"t{month[0]}"
