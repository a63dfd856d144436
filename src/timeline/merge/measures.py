"""Comparing the amounts of two mentions: one value, an order of magnitude that holds it, or not."""

from __future__ import annotations

import math
from functools import cache

from timeline.merge import meaning
from timeline.model import Amount
from timeline.names import data

# Values this near are one value, rounded differently.
_NEAR = 0.05


def measure(amount: Amount) -> str:
    """What an amount counts: its currency, or its noun, one for all nouns of a group of people."""
    return amount.currency or meaning.group(amount.unit or "")


def same(a: Amount, b: Amount) -> bool | None:
    """Whether two amounts are one value; None when they measure different things."""
    return None if measure(a) != measure(b) else ratio(a, b) <= 1 / (1 - _NEAR)


def compatible(a: Amount, b: Amount) -> bool:
    """Whether amounts of one measure may both be right.

    "Tens of thousands" holds anything from ten thousand to a hundred thousand.
    """
    low, high = sorted((a, b), key=lambda v: v.value)
    return bool(same(a, b)) or (_vague(low) and low.value <= high.value < 10 * low.value)


def ratio(a: Amount, b: Amount) -> float:
    """The greater value over the lesser, 1 and more."""
    low, high = sorted((abs(a.value), abs(b.value)))
    return 1.0 if low == high else math.inf if low == 0 else high / low


def _vague(amount: Amount) -> bool:
    """An order of magnitude: no digit, a power of ten, and not "one billion", "un milliard"."""
    if any(c.isdigit() for c in amount.text) or math.log10(max(1.0, amount.value)) % 1:
        return False
    return amount.text.split()[0].casefold() not in _ones()


@cache
def _ones() -> frozenset[str]:
    """The words of all languages that make one of a size: "a billion", "un milliard"."""
    return frozenset().union(*(data.language(code)["amounts"]["one"] for code in data.LANGUAGES))
