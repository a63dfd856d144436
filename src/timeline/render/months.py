"""Events under the year and the month in which they lie or begin."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import Any

from timeline.contract import EventRow
from timeline.render.words import ENGLISH, words

Month = tuple[int, int]


class Some(Sequence[EventRow]):
    """Some events of a sequence, each taken out of it when it is wanted."""

    def __init__(self, events: Sequence[EventRow]) -> None:
        self._events, self._places = events, array("L")

    def add(self, place: int) -> None:
        """The event at that place is one of them."""
        self._places.append(place)

    def __len__(self) -> int:
        return len(self._places)

    def __getitem__(self, at: Any) -> Any:
        """An event, or several, by place among these."""
        places = self._places[at]
        if isinstance(places, int):
            return self._events[places]
        return [self._events[place] for place in places]


def grouped(
    events: Sequence[EventRow],
) -> Iterator[tuple[int | None, list[tuple[Month | None, Some]]]]:
    """(year, (month, events) of it), in the order in which the events come.

    What is known to the year alone stands before the year's months; year None: undated.
    """
    years: dict[int | None, dict[Month | None, Some]] = {}
    for place, event in enumerate(events):
        month = month_of(event)
        year = None if month is None else month[0]
        months = years.setdefault(year, {})
        if month not in months:
            months[month] = Some(events)
        months[month].add(place)
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


def named(month: Month, language: str = ENGLISH) -> str:
    """August 2020; 44 BC; 2020 when no month is known."""
    return words(language).month(*month)


def anchor(month: Month) -> str:
    """The id of a month's or a year's heading."""
    return f"t{month[0]}-{month[1]:02d}" if month[1] else f"t{month[0]}"
