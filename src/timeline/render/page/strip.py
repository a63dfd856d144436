"""The density strip: how many events a month, a year or a decade has, each bar a way to jump."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from timeline.contract import EventRow
from timeline.render.interface import Interface
from timeline.render.months import Month, anchor, month_of

# The most bars that a strip holds before it takes the next coarser unit.
MOST = 200
# Percent of the width that a word of the scale takes.
APART = 11
HEIGHT, WIDTH, GAP = 48, 1000, 1
LONGEST_GAP = 3


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: where it stands, how high it is, the id it leads to, what it stands for."""

    x: float
    height: float
    target: str
    said: str
    count: int


@dataclass(frozen=True, slots=True)
class Strip:
    """The strip as the template draws it. bar: width of one; gaps: where time was cut short; ticks:
    (where in percent of the width, None at its end, what is said there); most: the highest's
    events."""

    said: str
    bars: list[Bar]
    gaps: list[float]
    bar: float
    ticks: list[tuple[float | None, str]]
    most: int
    width: int = WIDTH
    height: int = HEIGHT


def drawn(events: Sequence[EventRow], ui: Interface) -> Strip | None:
    """The strip as it stands without scripts; None for fewer than two dated months."""
    months = [m for e in events if (m := month_of(e)) is not None]
    if len(set(months)) < 2:
        return None
    unit, counts = _counted(months)
    slots, gaps, width = layout(sorted(counts))
    step = WIDTH / width
    most = max(counts.values())
    bars = [
        Bar(slot * step, max(2.0, HEIGHT * counts[at] / most), *_target(at, unit, ui), counts[at])
        for at, slot in slots.items()
    ]
    said = ui.say(f"per_{unit}", span=ui.span(bars[0].said, bars[-1].said))
    cut = [at * step for at in gaps]
    return Strip(said, bars, cut, max(step - GAP, 0.6), list(_ticks(bars)), most)


def _ticks(bars: Sequence[Bar]) -> Iterator[tuple[float | None, str]]:
    """The scale: the first bar and the last, and between them what has room."""
    free, last = 0.0, 100 * bars[-1].x / WIDTH
    for bar in bars:
        x = 100 * bar.x / WIDTH
        if bar is bars[-1] or free <= x <= last - APART:
            free = x + APART
            yield None if x > 100 - APART else x, bar.said


def layout(periods: Sequence[float]) -> tuple[dict[float, float], list[float], float]:
    """(slot of each period, where a long empty time was cut short, number of slots).

    One event of the Middle Ages must not press all others into a single bar: more than
    LONGEST_GAP empty periods take the room of that many, with a line in their midst.
    """
    slots: dict[float, float] = {}
    gaps: list[float] = []
    at = 0.0
    for n, period in enumerate(periods):
        if n:
            empty = math.ceil(period - periods[n - 1] - 1)
            if empty > LONGEST_GAP:
                gaps.append(at + LONGEST_GAP / 2)
                empty = LONGEST_GAP
            at += empty
        slots[period] = at
        at += 1
    return slots, gaps, at


def _counted(months: Sequence[Month]) -> tuple[str, Counter[float]]:
    """(unit, events by number of month, year or decade since year 0).

    Where no month is known the year has a bar of its own, half a month before its January.
    """
    by_month = Counter[float](12 * year + (month - 1 if month else -0.5) for year, month in months)
    if layout(sorted(by_month))[2] <= MOST:
        return "month", by_month
    by_year = Counter[float](year for year, _ in months)
    if layout(sorted(by_year))[2] <= MOST:
        return "year", by_year
    return "decade", Counter[float](year // 10 for year, _ in months)


def _target(at: float, unit: str, ui: Interface) -> tuple[str, str]:
    """(id of the heading to jump to, name of the period)."""
    if unit == "decade":
        return f"d{int(at) * 10}", ui.decade(int(at) * 10)
    year, month = (int(at), 0) if unit == "year" else divmod(math.ceil(at), 12)
    if unit == "month" and at == int(at):
        month += 1
    return anchor((year, month)), ui.month(year, month)
