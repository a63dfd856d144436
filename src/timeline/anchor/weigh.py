"""How much each dated mention belongs in a chronology, and how sure its date is, both calibrated.

A score ranks the mentions of one article by their traits. The article has room for so many events,
and a mention's salience tells how far it stands above or below the last there is room for. Short
news has room for few; an article that dates most of what it tells, like an analysis of years, keeps
all it dates. Every figure is in
weights.toml, which bench/salience.py writes; docs/salience.md says what they rest on.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from timeline.anchor import traits
from timeline.anchor.traits import Told
from timeline.model import DatedMention

# A mention is told to stand out by no more than this many of its traits.
REASONS = 3
# A weight that changes the odds by less than a quarter is no reason.
TELLING = 0.25
# Nor is what holds of nearly all.
_USUAL = {"status-happened", "in-body"}
# The salience of what is trivial is no more than this.
TRIVIAL = 0.25
# Days before publication that are news.
RECENT = 3
_LEAST, _MOST = 0.01, 0.99


@dataclass(frozen=True, slots=True)
class Room:
    """How many events of an article are kept; see the comments in weights.toml."""

    events: float
    whole_from: float
    whole_over: float
    dated: float
    own: float
    trivial: float
    plain: float
    plain_trivial: float


@dataclass(frozen=True, slots=True)
class Weights:
    """What weights.toml holds: natural logarithms of odds for each trait."""

    salience: Mapping[str, float]
    chronicle: Mapping[str, float]
    room: Room
    slope: float
    confidence: Mapping[str, float]


@cache
def weights() -> Weights:
    """The trained weights."""
    source = resources.files("timeline.anchor") / "weights.toml"
    data = tomllib.loads(source.read_text("utf-8"))
    return Weights(
        salience=data["salience"],
        chronicle=data["chronicle"],
        room=Room(**data["room"]),
        slope=data["scale"]["slope"],
        confidence=data["confidence"],
    )


def weigh(told: Told) -> tuple[DatedMention, ...]:
    """The mentions of one article, in their order, with calibrated salience and confidence."""
    trained = weights()
    found = traits.traits(told)
    scores = [total(trained.salience, f) for f in found]
    heights = relative(told, scores, trained.chronicle, trained.room)
    chance = likely(told, trained.chronicle)
    result = []
    for m, f, height in zip(told.mentions, found, heights, strict=True):
        value = salience(height, trained.slope)
        if trivial(m, trained.room, chance):
            value = min(value, TRIVIAL)
        event = m.event.model_copy(update={"salience": round(value, 3)})
        confidence = round(odds(total(trained.confidence, sureness(m, f))), 3)
        rules = (*m.rules, *_reasons(trained.salience, f))
        changed = {"event": event, "confidence": confidence, "rules": rules}
        result.append(m.model_copy(update=changed))
    return tuple(result)


def salience(height: float, slope: float) -> float:
    """How likely an editor keeps what stands so high; at no height as likely as not."""
    return odds(slope * height)


def relative(
    told: Told, scores: Sequence[float], chronicle: Mapping[str, float], room: Room
) -> list[float]:
    """How far each score is above the last event its article has room for."""
    if not scores:
        return []
    chance = likely(told, chronicle)
    share = min(max((chance - room.whole_from) / room.whole_over, 0.0), 1.0)
    raised = [
        s + (room.own * share if traits.own(m) else 0.0)
        for s, m in zip(scores, told.mentions, strict=True)
    ]
    best: dict[tuple[str, str], float] = {}
    for m, s in zip(told.mentions, raised, strict=True):
        best[_same(m)] = max(best.get(_same(m), s), s)
    ranked = sorted(best.values(), reverse=True)
    kept = max(int(_room(told, share, room, chance) + 0.5), 1)
    # Halfway to the first that there is no room for.
    cut = (ranked[kept - 1] + ranked[kept]) / 2 if kept < len(ranked) else ranked[-1]
    return [s - cut for s in raised]


def kind(told: Told) -> dict[str, float]:
    """What tells a chronicle, which dates most of what it tells and is kept whole, from news.

    Shares of its mentions: those dated by their own words, and the dates of these; as if there were
    four more mentions, one of them so, since three of three prove little. Of those dates how many
    are of other days than the last few before publication (as if of one more in two). How many
    years and months it names, and how long it is. Nothing of what it is about: a history of a
    cathedral is as much a chronicle as one of a state.
    """
    count = len(told.mentions) + 4
    dates = [m.date for m in told.mentions if traits.own(m)]
    ages = (traits.age(m, told) for m in told.mentions if traits.own(m))
    old = sum(not 0 <= days <= RECENT for days in ages if days is not None)
    return {
        "always": 1.0,
        "old": (old + 1) / (len(dates) + 2),
        "dated": (len(dates) + 1) / count,
        "dates": (len(set(dates)) + 1) / count,
        "years": math.log(1 + len({date[:4] for date in dates})),
        "months": math.log(1 + len({date[:7] for date in dates})),
        "length": math.log(max(len(told.text.split()), 50) / 300),
    }


def likely(told: Told, chronicle: Mapping[str, float]) -> float:
    """How likely an article is a chronicle, 0 to 1."""
    return odds(total(chronicle, kind(told)))


def trivial(m: DatedMention, room: Room, chance: float) -> bool:
    """True for words that name hardly an event, or whose title would tell nobody anything.

    chance: how likely the article is a chronicle; in a plain one a date of its own makes an event
    of nearly anything.
    """
    plain = chance >= room.plain and traits.own(m)
    least = room.plain_trivial if plain else room.trivial
    return m.event.salience < least or "poor" in m.event.signs


def _same(m: DatedMention) -> tuple[str, str]:
    """What two mentions of one event in one article mostly share."""
    return m.event.lemma[:5], m.date


def _room(told: Told, share: float, room: Room, chance: float) -> float:
    """How many events of the article are kept, share: how much it is a chronicle."""
    dated = {_same(m) for m in told.mentions if traits.own(m) and not trivial(m, room, chance)}
    return room.events + share * room.dated * len(dated)


def sureness(m: DatedMention, found: Mapping[str, float]) -> dict[str, float]:
    """The traits that tell how sure it is that the event happened on that date.

    `steps` is the logarithm of the odds that the steps of reading and dating give it.
    """
    given = min(max(m.confidence, _LEAST), _MOST)
    named = {name: v for name, v in found.items() if name.startswith(_SURE)}
    named["steps"] = math.log(given / (1 - given))
    named[f"rule-{m.rules[0].removeprefix('anchor:')}"] = 1.0
    if m.time_expression is not None:
        named[f"read-{m.time_expression.how}"] = 1.0
    return named | {"always": 1.0}


_SURE = ("how-", "age-", "nominal", "status-", "present", "sign-strong", "reported", "adverbial")


def total(weight: Mapping[str, float], found: Mapping[str, float]) -> float:
    """The weights of some traits, each times how much of it there is."""
    return sum(weight.get(name, 0.0) * value for name, value in sorted(found.items()))


def odds(log: float) -> float:
    """The probability of a logarithm of odds, never quite 0 or 1."""
    return min(max(1 / (1 + math.exp(-max(min(log, 30.0), -30.0))), _LEAST), _MOST)


def _reasons(weight: Mapping[str, float], found: Mapping[str, float]) -> list[str]:
    """The traits that count most, as "salience+word-in-headline", strongest first."""
    told = sorted((-abs(weight.get(n, 0.0) * v), n) for n, v in found.items() if n not in _USUAL)
    return [
        f"salience{'+' if weight[name] > 0 else '-'}{name}"
        for size, name in told[:REASONS]
        if -size >= TELLING
    ]
