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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from timeline.contract import EventRow, MentionRow
from timeline.digest.collection import Collection, favoured

LAGS = {0: 1.0, 7: 0.5, 30: 0.5}
"""Days after which articles still tell of a day -> how much that counts."""
# An article that could tell of a day and does not weighs little where there are few: so many are
# taken for granted, and as much of one that does.
_SINCE, _TOLD = 20.0, 0.5
# How a mention got its date from another: the words themselves name no day.
_FROM_ANOTHER = "merge:dated-by-event"
_NOT_YET = ("planned", "possible", "denied")

USUAL = 15
"""Days of a short chronology, where the material holds many; of few days rather more than of many
are shown. By so much there may be fewer or more, where importance falls off sooner or later."""
_FEWER, _MORE = 3 / 4, 4 / 3


@dataclass(slots=True)
class _Told:
    """The documents that tell of a day: all; by lag, those that name it and came so long after."""

    all: set[str] = field(default_factory=set)
    after: dict[int, set[str]] = field(default_factory=lambda: {lag: set() for lag in LAGS})


def best_days(collection: Collection, wanted: int | None = None) -> list[int]:
    """The numbers of the days that matter most, in their order.

    Days of events that the user accepted come first, whatever is told of them, days on which
    nothing is printed by default last; of equals the one with the more salient event. wanted: how
    many at most; by default those before importance falls off, none of the last.
    """
    importance = importances(collection)
    ranks = {day: _rank(events, importance[day]) for day, events in collection.days.items()}
    ranked = sorted(ranks, key=lambda day: (ranks[day], day))
    if wanted is None:
        shown = [day for day in ranked if ranks[day].shown]
        wanted = usual_number([importance[day] for day in shown])
        wanted = max(wanted, sum(rank.favoured for rank in ranks.values()))
    return sorted(ranked[:wanted])


class _Rank(NamedTuple):
    """What days are sorted by, best first, and what of it was asked."""

    key: tuple[float, ...]
    favoured: bool
    shown: bool


def _rank(events: Sequence[EventRow], importance: float) -> _Rank:
    liked, shown = any(map(favoured, events)), any(e["shown"] for e in events)
    salience = max(e["salience"] * e["confidence"] for e in events)
    # Sums of logarithms in another order differ in the last digits.
    return _Rank((-liked, -shown, -round(importance, 9), -salience), liked, shown)


def usual_number(importance: Sequence[float]) -> int:
    """How many days are shown where nobody says, of days of this importance, most important first.

    About twice the square root of how many there are, at most about USUAL: where the importance
    falls most from one to the next.
    """
    about = min(USUAL, 2 * math.sqrt(len(importance)))
    least, most = math.ceil(about * _FEWER), min(int(about * _MORE), len(importance))
    if most <= least:
        return most
    falls = {n: importance[n - 1] - importance[n] for n in range(least, most)}
    # Where all matter as much there is nothing to stop at.
    steepest = max(falls.values(), default=0.0)
    return min(n for n in falls if falls[n] == steepest) if steepest > 0 else round(about)


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
            own = collection.day_of(mention)
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
