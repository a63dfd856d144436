"""How much each day matters, and which days matter most.

A day matters by how many articles, independent of one another, tell of it by its own date, and for
how long: what is still told of weeks later belongs in a chronology, as Kessler et al. (ACL 2012)
and Ghalandari and Ifrim (ACL 2020) found too. Articles are most where a story is new; so that a
late day stands a chance, those that tell of it are counted against all those published since.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from timeline.contract import MentionRow
from timeline.digest.collection import Collection, day_number, favoured

LAGS = {0: 1.0, 7: 0.5, 30: 0.5}
"""Days after which articles still tell of a day -> how much that counts."""
# An article that could tell of a day and does not weighs little where there are few: so many are
# taken for granted, and as much of one that does.
_SINCE, _TOLD = 20.0, 0.5
# How a mention got its date from another: the words themselves name no day.
_FROM_ANOTHER = "merge:dated-by-event"
_NOT_YET = ("planned", "possible", "denied")

USUAL = 15
"""Days of a short chronology, where the material holds as many."""


@dataclass(slots=True)
class _Told:
    """The documents that tell of a day: all; by lag, those that name it and came so long after."""

    all: set[str] = field(default_factory=set)
    after: dict[int, set[str]] = field(default_factory=lambda: {lag: set() for lag in LAGS})


def best_days(collection: Collection, wanted: int | None = None) -> list[int]:
    """The numbers of the days that matter most, in their order. wanted: how many at most.

    Days of events that the user accepted come first, whatever is told of them.
    """
    told = importances(collection)
    ranked = sorted(told, key=lambda day: (-_favoured(day, collection), -told[day], day))
    return sorted(ranked[: USUAL if wanted is None else wanted])


def importances(collection: Collection) -> dict[int, float]:
    """How much each day matters that an event is dated on; only differences mean anything.

    The natural logarithm of how many documents tell of it, plus, for each of LAGS, that of the
    share of the documents published since then which name it.
    """
    told = _tellings(collection)
    return {day: _importance(day, told[day], collection) for day in collection.days}


def _importance(day: int, told: _Told, collection: Collection) -> float:
    score = math.log1p(len(told.all))
    published = collection.publications
    for lag, counts in LAGS.items():
        since = len(published) - bisect_left(published, day + lag)
        score += counts * math.log((len(told.after[lag]) + _TOLD) / (since + _SINCE))
    return score


def _tellings(collection: Collection) -> Mapping[int, _Told]:
    """What tells of each day, by its number.

    An event's documents tell of its day; that they name it each mention's own date must tell.
    """
    found: dict[int, _Told] = defaultdict(_Told)
    for day, events in collection.days.items():
        found[day].all.update(*map(collection.sources, events))
    for event in collection.events:
        for mention in event["mentions"]:
            own = day_number(mention["date"])
            if own is not None:
                _count(mention, own, found[own], collection)
    return found


def _count(mention: MentionRow, day: int, told: _Told, collection: Collection) -> None:
    source = collection.source(mention["document"])
    told.all.add(source)
    if mention["time_expression"] is None or _FROM_ANOTHER in mention["rules"]:
        return
    published = collection.published(mention["document"])
    if published is None:
        # Who knows when it was written? What it tells as past it tells afterwards.
        if mention["status"] not in _NOT_YET:
            told.after[0].add(source)
        return
    for lag, sources in told.after.items():
        if published - day >= lag:
            sources.add(source)


def _favoured(day: int, collection: Collection) -> bool:
    return any(map(favoured, collection.events_of(day)))
