"""Day against month in dates of figures, by what the same text says elsewhere.

"23/04/2021" can only be read with the day first; so is then "04/05/2021" beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from timeline.dates.engine import Found
from timeline.dates.meaning import Meaning


def settle_order(found: Sequence[Found]) -> None:
    """Give the dates in figures of a text that may be read in two ways the order of the others.

    Where the others disagree, or there are none, they stay as they are.
    """
    unsure = [f for f in found if f.meaning.ambiguous]
    sure = (f.meaning.order for f in found if f.meaning.order and not f.meaning.ambiguous)
    orders = set(sure) if unsure else set()
    if len(orders) != 1:
        return
    (order,) = orders
    for f in unsure:
        f.meaning = _ordered(f.meaning, order)


def _ordered(m: Meaning, order: str) -> Meaning:
    """A date in figures with its day and month in that order, and no longer ambiguous."""
    if m.order == order:
        return replace(m, ambiguous=())
    _, month, day = m.ambiguous[0]
    return replace(m, month=month, day=day, ambiguous=())
