"""Day against month in 04/05/2021: settled by what else the text says, or left open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from timeline.dates import engine
from timeline.dates.publication_clues import Clue, whole_day
from timeline.dates.tokens import Tokens

_PAIR = re.compile(r"\D*(\d{1,2})[/-](\d{1,2})[/-]\d")


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole day that a text names. other: the day with the two numbers the other way round,
    where nothing tells which is meant."""

    found: engine.Found
    day: date
    other: date | None = None


def readings(tokens: Tokens, clues: Sequence[Clue]) -> list[Reading]:
    """The whole days of a text, in order.

    Which number is the day is told by a weekday beside the date, by a date of the text that can be
    read in one order only, or by the months that it names in words.
    """
    day_first = _order(tokens, clues)
    named = {c.meaning.month for c in clues if "month" in c.meaning.named}
    found = []
    for at, clue in enumerate(clues):
        day = whole_day(clue.meaning)
        if day is None:
            continue
        other = next((date(*parts) for parts in clue.meaning.ambiguous), None)
        if other is not None:
            weekday = _beside(clues, at)
            if weekday is not None and (day.weekday() == weekday) != (other.weekday() == weekday):
                day, other = (day if day.weekday() == weekday else other), None
            elif day_first is not None:
                pair = _PAIR.match(tokens.text[clue.found.start : clue.found.end])
                first = int(pair[1]) if pair else day.day
                day, other = (day if (day.day == first) == day_first else other), None
            elif (day.month in named) != (other.month in named):
                day, other = (day if day.month in named else other), None
        found.append(Reading(clue.found, day, other))
    return found


def _order(tokens: Tokens, clues: Sequence[Clue]) -> bool | None:
    """Whether the day comes first in the dates that leave no choice; None: none, or both."""
    orders = set()
    for clue in clues:
        pair = _PAIR.match(tokens.text[clue.found.start : clue.found.end])
        if pair and clue.found.rule == "slashed" and max(int(pair[1]), int(pair[2])) > 12:
            orders.add(int(pair[1]) > 12)
    return orders.pop() if len(orders) == 1 else None


def _beside(clues: Sequence[Clue], at: int) -> int | None:
    """The weekday named by a date or just before it."""
    if clues[at].meaning.weekday is not None or at == 0:
        return clues[at].meaning.weekday
    before = clues[at - 1]
    near = clues[at].found.first - before.found.last <= 1
    return before.meaning.weekday if near and before.meaning.day is None else None
