"""How much each day matters, and which days matter most.

A day matters by how many articles, independent of one another, tell of it by its own date, and for
how long: what is still told of weeks later belongs in a chronology, as Kessler et al. (ACL 2012)
and Ghalandari and Ifrim (ACL 2020) found too. A chronicle among them is the choice of an editor
who knew the story. Articles are most where a story is new; so that a late day stands a chance,
those that tell of it are counted against all those published since.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from timeline.digest.collection import Collection
from timeline.digest.columns import FAVOURED, NAMED, NOT_YET, SHOWN


@dataclass(frozen=True, slots=True)
class Weights:
    """What each trait of a day counts, set by hand; bench/digest.py prints what each is worth.

    told: how many documents tell of it. confirmed: that more than one does. listed: how many
    chronicles name it, the choice of another editor, where any other document tells of it too.
    after: days later -> that documents still name it so long after. since: how far those are
    counted against all documents published since, 0 to 1.
    """

    told: float = 0.75
    confirmed: float = 1.0
    listed: float = 2.0
    after: Mapping[int, float] = field(default_factory=lambda: {0: 0.5, 7: 0.5, 30: 0.5})
    since: float = 0.75


WEIGHTS = Weights()
# An article that could tell of a day and does not weighs little where there are few: so many are
# taken for granted, and as much of one that does.
_SINCE, _TOLD = 10.0, 0.5
# Days after which a chronicle looks back.
_CHRONICLE, _LOOKS_BACK = "chronicle", 7

USUAL = 15
"""Days of a short chronology, where the material holds many; of few days rather more than of many
are shown. By so much there may be fewer or more, where importance falls off sooner or later."""
_FEWER, _MORE = 3 / 4, 4 / 3


class Days(NamedTuple):
    """Numbers of days: the best in their order, and those next to them, the best of them first."""

    best: list[int]
    spare: list[int]


@dataclass(slots=True)
class Evidence:
    """What tells of a day.

    told: the numbers of the documents that do, copies left out. named: those that name it, each
    with how many days later it was published. chronicles: those of them that list days and their
    events, and were published long enough after it to be no diary and no live page.
    """

    told: set[int] = field(default_factory=set)
    named: dict[int, int] = field(default_factory=dict)
    chronicles: set[int] = field(default_factory=set)

    def after(self, lag: int) -> int:
        """How many documents name it that were published so many days later, or later still."""
        return sum(later >= lag for later in self.named.values())


def best_days(
    collection: Collection, wanted: int | None = None, *, everything: bool = False
) -> Days:
    """The days that matter most, and those that take the place of what tells nothing of its own.

    Days of events that the user accepted come first, whatever is told of them, days on which
    nothing is printed by default last; of equals the one with the more salient event. wanted: how
    many at most; by default those before importance falls off, none of the last. everything: days
    on which nothing is printed by default are as good as others.
    """
    importance = importances(collection)
    ranks = {
        day: _rank(events, collection, importance[day], everything=everything)
        for day, events in collection.days.items()
    }
    ranked = sorted(ranks, key=lambda day: (ranks[day], day))
    if wanted is None:
        shown = [day for day in ranked if ranks[day].shown]
        wanted = usual_number([importance[day] for day in shown])
        if collection.few_favoured:
            wanted = max(wanted, sum(rank.favoured for rank in ranks.values()))
        ranked = ranked[: max(wanted, len(shown))]
    return Days(sorted(ranked[:wanted]), ranked[wanted:])


class _Rank(NamedTuple):
    """What days are sorted by, best first, and what of it was asked."""

    key: tuple[float, ...]
    favoured: bool
    shown: bool


def _rank(
    events: Sequence[int], collection: Collection, importance: float, *, everything: bool
) -> _Rank:
    """events: their places."""
    flags, weights = collection.columns.flags, collection.columns.weights
    liked = any(flags[n] & FAVOURED for n in events)
    shown = everything or any(flags[n] & SHOWN for n in events)
    # Sums of logarithms in another order differ in the last digits.
    key = (-liked, -shown, -round(importance, 9), -max(weights[n] for n in events))
    return _Rank(key, liked, shown)


def usual_number(importance: Sequence[float]) -> int:
    """How many days are shown where nobody says, of days of this importance, most important first.

    About three times the square root of how many there are, at most about USUAL: where the
    importance falls most from one to the next.
    """
    about = min(USUAL, 3 * math.sqrt(len(importance)))
    least, most = math.ceil(about * _FEWER), min(int(about * _MORE), len(importance))
    if most <= least:
        return most
    falls = {n: importance[n - 1] - importance[n] for n in range(least, most)}
    # Where all matter as much there is nothing to stop at.
    steepest = max(falls.values(), default=0.0)
    return min(n for n in falls if falls[n] == steepest) if steepest > 0 else round(about)


def importances(collection: Collection, weights: Weights = WEIGHTS) -> dict[int, float]:
    """How much each day matters that an event is dated on; only differences mean anything.

    The natural logarithm of how many documents tell of it, plus that of how many chronicles do,
    plus, for some times, that of the share of the documents published so long after or later which
    name it. Of days that one article alone tells of none matters more for being looked back on, so
    that the more salient are chosen: what an article brings.
    """
    return {day: importance(day, e, collection, weights) for day, e in evidence(collection)}


def importance(
    day: int, found: Evidence, collection: Collection, weights: Weights = WEIGHTS
) -> float:
    """How much a day matters of which so much tells."""
    told = len(found.told)
    listed = max(min(len(found.chronicles), told - 1), 0)
    score = weights.told * math.log1p(told) + weights.listed * math.log1p(listed)
    score += weights.confirmed * (told > 1)
    published = collection.publications
    for lag, counts in weights.after.items():
        # One article that looks back on a day says no more of it than one that brings its news.
        several = told > 1
        since = len(published) - bisect_left(published, day + lag) * several
        named = found.after(lag) if several or not lag else 0
        score += counts * (math.log(named + _TOLD) - weights.since * math.log(since + _SINCE))
    return score


def evidence(collection: Collection) -> Iterator[tuple[int, Evidence]]:
    """What tells of each day that an event is dated on, by its number, in order.

    An event's documents tell of its day; that they name it each mention's own date must tell.
    """
    columns, sources = collection.columns, collection.sources
    for day, events in collection.days.items():
        found = Evidence()
        for event in events:
            found.told.update(sources[columns.documents[n]] for n in columns.mentions(event))
        for mention in collection.mentions_of.get(day, ()):
            _add(mention, day, found, collection)
        yield day, found


def _add(mention: int, day: int, found: Evidence, collection: Collection) -> None:
    """mention: its place."""
    document, names = collection.columns.documents[mention], collection.columns.names[mention]
    source = collection.sources[document]
    found.told.add(source)
    if not names & NAMED:
        return
    published = collection.published_of(document)
    if published is not None:
        later = published - day
    elif names & NOT_YET:
        return
    else:
        later = 0  # Who knows when it was written? What it tells as past it tells afterwards.
    if later >= 0:
        found.named[source] = max(later, found.named.get(source, 0))
    if later >= _LOOKS_BACK and collection.kind_of(document) == _CHRONICLE:
        found.chronicles.add(source)
