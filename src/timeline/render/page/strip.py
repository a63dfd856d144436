"""The density strip: how many events a month, a year or a decade has, each bar a way to jump."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape

from timeline.contract import EventRow
from timeline.render.months import Month, anchor, month_of, named

# The most bars that a strip holds before it takes the next coarser unit.
MOST = 120
HEIGHT, WIDTH, GAP = 48, 1000, 1
LONGEST_GAP = 3


def svg(events: Sequence[EventRow]) -> str:
    """The strip as it stands without scripts; empty for fewer than two dated months."""
    months = [m for e in events if (m := month_of(e)) is not None]
    if len(set(months)) < 2:
        return ""
    unit, counts = _counted(months)
    slots, gaps, width = layout(sorted(counts))
    step = WIDTH / width
    most = max(counts.values())
    bars = [
        f'<line x1="{at * step:.2f}" x2="{at * step:.2f}" y1="{HEIGHT / 2:g}" y2="{HEIGHT}"/>'
        for at in gaps
    ]
    for at, slot in slots.items():
        height = max(2.0, HEIGHT * counts[at] / most)
        where, said = _target(at, unit)
        bars.append(
            f'<a href="#{where}"><title>{escape(said)}: {counts[at]}</title>'
            f'<rect x="{slot * step:.2f}" y="{HEIGHT - height:.2f}" '
            f'width="{max(step - GAP, 0.6):.2f}" height="{height:.2f}"/></a>'
        )
    said = f"Events per {unit}, {_target(min(counts), unit)[1]} to {_target(max(counts), unit)[1]}"
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none" role="group" '
        f'aria-label="{escape(said)}">{"".join(bars)}</svg>'
    )


def layout(periods: Sequence[int]) -> tuple[dict[int, float], list[float], float]:
    """(slot of each period, where a long empty time was cut short, number of slots).

    One event of the Middle Ages must not press all others into a single bar: more than
    LONGEST_GAP empty periods take the room of that many, with a line in their midst.
    """
    slots: dict[int, float] = {}
    gaps: list[float] = []
    at = 0.0
    for n, period in enumerate(periods):
        if n:
            empty = period - periods[n - 1] - 1
            if empty > LONGEST_GAP:
                gaps.append(at + LONGEST_GAP / 2)
                empty = LONGEST_GAP
            at += empty
        slots[period] = at
        at += 1
    return slots, gaps, at


def _counted(months: Sequence[Month]) -> tuple[str, Counter[int]]:
    """(unit, events by number of month, year or decade since year 0)."""
    by_month = Counter(year * 12 + max(month, 1) - 1 for year, month in months)
    if layout(sorted(by_month))[2] <= MOST:
        return "month", by_month
    by_year = Counter(year for year, _ in months)
    if layout(sorted(by_year))[2] <= MOST:
        return "year", by_year
    return "decade", Counter(year // 10 for year, _ in months)


def _target(at: int, unit: str) -> tuple[str, str]:
    """(id of the heading to jump to, name of the period)."""
    if unit == "month":
        month = (at // 12, at % 12 + 1)
        return anchor(month), named(month)
    year = at if unit == "year" else at * 10
    return f"{unit[0]}{year}" if unit == "decade" else anchor((year, 0)), (
        named((year, 0)) + ("s" if unit == "decade" else "")
    )
