"""Which events stand for each day, and the words they are told by.

A day's lines are chosen among all tellings of its events: of each event each mention, with its own
sentence. The best is what lies in the middle of what the day's sentences say and of what the
collection is about, is salient, is told by many sources by its date, and stands in a chronicle,
whose sentences an editor has chosen before. Nothing is told twice, on one day or the next.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cache
from heapq import heapify, heappop, heappush
from importlib import resources
from itertools import islice
from typing import cast

from timeline.contract import EventRow
from timeline.digest import wording
from timeline.digest.collection import Collection, favoured
from timeline.digest.standing import faults, own_sentence
from timeline.digest.tellings import Telling, tellings
from timeline.digest.vocabulary import Vocabulary, likeness

SURE = 0.5
"""What is less likely an event of its day than not stands for it only where nothing else does."""

# Likeness from which on two sentences tell the same: on one day, and on neighbouring days, where
# the same words may tell of the next meeting.
_SAME, _SAME_BESIDE = 0.5, 0.7
# So much less alike need those of one day be for each fact that their events share, to a least.
_FACT, _LEAST = 0.1, 0.1
_NOT_YET = ("planned", "possible")
# Days that the telling of one event may be apart, where a source takes the day it writes for it.
_BESIDE = 1


@cache
def weights() -> Mapping[str, float]:
    """How much each trait of a telling counts."""
    source = resources.files(__package__) / "lines.toml"
    told: dict[str, float] = tomllib.loads(source.read_text("utf-8"))["weights"]
    return told


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A telling that stands for its day, and its line."""

    telling: Telling
    line: str


@dataclass(slots=True)
class _Day:
    """A day with its tellings, each with its worth, what the best is worth, and those chosen."""

    number: int
    tellings: list[tuple[float, Telling]]
    best: float
    chosen: list[_Chosen] = field(default_factory=list)


def lines(
    days: Iterable[int],
    k: int | None,
    collection: Collection,
    *,
    spare: Sequence[int] = (),
    everything: bool = False,
    among: Set[str] | None = None,
) -> list[EventRow]:
    """The events that stand for some days, k a day at most, each with its line for a title. None:
    as `digest` says of `per_day`.

    days: their numbers (`collection.day_number`). spare: those that take the place of a day that
    has nothing to tell of its own, the best first. everything: whether what is not likely an event
    of its day may stand for it too. among: as for `digest`. In the order of the days, of a day as
    they were given.
    """
    if k is None and not collection.few_favoured:
        k = 1
    vocabulary = Vocabulary(collection)
    wanted, left = list(days), iter(spare)
    number, found = len(wanted), dict[int, _Day]()
    while True:
        for n in wanted:
            if n not in found:
                found[n] = _day(n, collection, vocabulary, everything, among)
        kept = _told([found[n] for n in wanted], k, vocabulary)
        if len(kept) == number or not (more := list(islice(left, number - len(kept)))):
            return [row for day in kept for row in _rows(day, collection)]
        # What is told on a day that is left out now may come with another: all is chosen anew.
        wanted = [day.number for day in kept] + more


def _told(days: Sequence[_Day], k: int | None, vocabulary: Vocabulary) -> list[_Day]:
    """The days that have something to tell beside each other, in their order, with their lines."""
    by_number = {day.number: day for day in days}
    quoted: set[str] = set()
    for day in days:
        day.chosen = []
    # Where two days tell the same, the one whose best telling is better has it.
    for day in sorted(days, key=lambda day: (-day.best, day.number)):
        near = (by_number.get(n) for n in (day.number - _BESIDE, day.number + _BESIDE))
        beside = [c for other in near if other is not None for c in other.chosen]
        most = _wanted_of(day) if k is None else k
        _choose(day, most, beside, quoted, vocabulary)
        quoted.update(c.telling.mention["quote"] for c in day.chosen)
    return sorted((day for day in days if day.chosen), key=lambda day: day.number)


def _day(
    number: int,
    collection: Collection,
    vocabulary: Vocabulary,
    everything: bool,
    among: Set[str] | None,
) -> _Day:
    """A day with what may stand for it."""
    told = tellings(collection.events_of(number), collection, vocabulary)
    told = [t for t in told if among is None or t.event["id"] in among]
    sure = [t for t in told if everything or t.event["shown"] or t.event["confidence"] >= SURE]
    # What was still to come, or only might, is no news of a day on which something happened.
    real = [t for t in sure if t.event["status"] not in _NOT_YET or favoured(t.event)]
    found = [(_worth(t.traits), t) for t in real or sure or told]
    return _Day(number, found, max((worth for worth, _ in found), default=0.0))


def _wanted_of(day: _Day) -> int:
    """How many lines a day has where nobody says and what the user wants is little."""
    return max(1, len({t.event["id"] for _, t in day.tellings if favoured(t.event)}))


def _worth(traits: Mapping[str, float]) -> float:
    """What the traits of a telling add up to; those without a weight count nothing."""
    by_trait = weights()
    return round(math.fsum(by_trait.get(name, 0.0) * value for name, value in traits.items()), 9)


def _choose(
    day: _Day, k: int, beside: Sequence[_Chosen], quoted: Set[str], vocabulary: Vocabulary
) -> None:
    """Choose the lines of a day: what the user wants first, then by worth.

    beside: those chosen for the days next to it; quoted: the sentences chosen for any day.
    """
    queue: list[tuple[bool, float, int, str | None]] = [
        (not favoured(t.event), -worth, n, None) for n, (worth, t) in enumerate(day.tellings)
    ]
    heapify(queue)
    while queue and len(day.chosen) < k:
        usual, below, n, text = heappop(queue)
        telling = day.tellings[n][1]
        told = telling.mention["quote"] in quoted or _again(telling, day.chosen, beside)
        if usual and told:
            continue
        if any(c.telling.event["id"] == telling.event["id"] for c in day.chosen):
            continue
        if text is None:
            text, found = _line(telling, vocabulary)
            # Lines are made of few tellings only; one that has faults waits for its turn.
            if found:
                heappush(queue, (usual, below - _worth(found), n, text))
                continue
        day.chosen.append(_Chosen(telling, text))


def _again(telling: Telling, chosen: Sequence[_Chosen], beside: Sequence[_Chosen]) -> bool:
    """Whether what is chosen for the day, or beside it, tells the same."""
    return any(
        _same(
            telling, c.telling, max(_LEAST, _SAME - _FACT * _facts(telling.event, c.telling.event))
        )
        for c in chosen
    ) or any(_same(telling, c.telling, _SAME_BESIDE) for c in beside)


def _same(a: Telling, b: Telling, alike: float) -> bool:
    """Whether two tell the same: their words are alike, or one's event is part of the other's.

    In two languages no words are alike; there what is of one type on one day is taken for one.
    """
    one, other = a.event, b.event
    foreign = a.language != b.language and bool(a.language and b.language)
    if foreign and one["type"] == other["type"] and one["date"] == other["date"]:
        return True
    whole = one["part_of"] == other["id"] or other["part_of"] == one["id"]
    return whole or likeness(a.vector, b.vector) >= alike


def _facts(a: EventRow, b: EventRow) -> int:
    """How much two events of one day share: type, actors, places and, for two, an amount."""
    actors = {actor["id"] for actor in a["actors"]} & {actor["id"] for actor in b["actors"]}
    places = {place["name"] for place in a["places"]} & {place["name"] for place in b["places"]}
    amounts = _sums(a) & _sums(b)
    return (a["type"] == b["type"]) + bool(actors) + bool(places) + 2 * bool(amounts)


def _sums(event: EventRow) -> set[tuple[float, str | None]]:
    return {(sum_["value"], sum_["currency"] or sum_["unit"]) for sum_ in event["amounts"]}


def _rows(day: _Day, collection: Collection) -> list[EventRow]:
    """The chosen events in the order they were given, with their lines."""
    told = {c.telling.event["id"]: c.line for c in day.chosen}
    given = (e for e in collection.events_of(day.number) if e["id"] in told)
    return [cast("EventRow", {**e, "title": told[e["id"]]}) for e in given]


def _line(telling: Telling, vocabulary: Vocabulary) -> tuple[str, Mapping[str, float]]:
    """The line that tells an event, and its faults by name, as lines.toml weighs them.

    The title that the user gave it stands as it is.
    """
    event = telling.event
    given = any(
        d["action"] == "add" or (d["action"] == "set" and d["field"] == "title")
        for d in event["decided"]
    )
    if given:
        return event["title"], {}
    text, sound = wording.line(telling.mention)
    text = own_sentence(text, telling, vocabulary)
    found = faults(text, telling, vocabulary)
    return text, found if sound else {**found, "unsound": 1.0}
