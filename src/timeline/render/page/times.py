"""The list of years and months that a reader jumps to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.contract import EventRow
from timeline.render.interface import Interface
from timeline.render.months import Month, anchor, grouped

# A year of fewer events is seen at a glance: its months are not listed.
_WORTH_MONTHS = 8


@dataclass(frozen=True, slots=True)
class Time:
    """A year or a month. target: the id of its heading; said: what it is called."""

    target: str
    said: str
    count: int
    months: tuple[Time, ...] = ()


def times(events: Sequence[EventRow], ui: Interface) -> list[Time]:
    """The years of the events, each with the months that are known; the undated last."""
    return [_year(year, months, ui) for year, months in grouped(events)]


def _year(
    year: int | None, months: Sequence[tuple[Month | None, Sequence[EventRow]]], ui: Interface
) -> Time:
    count = sum(len(rows) for _, rows in months)
    if year is None:
        return Time("undated", ui.say("undated"), count)
    known = tuple(
        Time(anchor(month), ui.short_month(month[1]), len(rows))
        for month, rows in months
        if month is not None and month[1]
    )
    worth = count >= _WORTH_MONTHS and len(known) > 1
    return Time(anchor((year, 0)), ui.year(year), count, known if worth else ())
