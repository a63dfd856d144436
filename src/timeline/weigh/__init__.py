"""How sure each dated mention is, how much it weighs, and whether it is printed by default.

Confidence: how likely the words tell an event, of that day; what is sure enough is printed, unless
the article has told it already. Salience ranks: how sooner than others an editor keeps it in a
short chronology. Both are logistic, of few named traits; every figure is in weights.toml, which
bench/salience.py writes, and docs/salience.md says what they rest on.
"""

from __future__ import annotations

import math
import tomllib
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from timeline.model import DatedMention
from timeline.model.unchecked import changed
from timeline.weigh import traits
from timeline.weigh.traits import Told

# A mention is told to stand out by no more than this many of its traits.
REASONS = 3
# A weight that changes the odds by less than a quarter is no reason.
TELLING = 0.25
# Nor is what holds of nearly all.
_USUAL = {"status-happened", "in-body"}
# What a verb acts on.
_ACTED_ON = {"obj", "nsubj", "nsubj:pass", "nmod", "obl", "obl:mod", "obl:arg", "obl:agent"}
# How a clause without a subject of its own hangs on another.
_BARE = {"advcl", "acl", "xcomp", "ccomp"}
_LEAST, _MOST = 0.01, 0.99
# With no more others than this a mention is compared that tell of the same by the same word.
_COMPARED = 200

# Who acts and who suffers; the mentions that are sure enough, by their sentences and tokens.
_Acting = tuple[frozenset[str], frozenset[str]]
_Shown = dict[int, dict[int, DatedMention]]


@dataclass(frozen=True, slots=True)
class Weights:
    """What weights.toml holds: natural logarithms of odds for each trait.

    shown: the confidence from which on a mention is printed by default.
    """

    shown: float
    salience: Mapping[str, float]
    confidence: Mapping[str, float]


@cache
def weights() -> Weights:
    """The trained weights."""
    source = resources.files(__package__) / "weights.toml"
    data = tomllib.loads(source.read_text("utf-8"))
    return Weights(data["print"]["shown"], data["salience"], data["confidence"])


def weigh(told: Told) -> tuple[DatedMention, ...]:
    """The mentions of one article, in their order, with salience and confidence, some shown."""
    trained = weights()
    found = traits.traits(told)
    sure = [odds(total(trained.confidence, sureness(m, f))) for m, f in _pairs(told, found)]
    again = repeated(told, sure, trained.shown)
    result = []
    for i, (m, f) in enumerate(_pairs(told, found)):
        salience = round(odds(total(trained.salience, f | {"always": 1.0})), 3)
        weighed = changed(
            m,
            event=changed(m.event, salience=salience),
            confidence=round(_capped(sure[i], m), 3),
            rules=(*m.rules, *_reasons(trained.salience, f)),
            shown=sure[i] >= trained.shown and i not in again,
        )
        result.append(weighed)
    return tuple(result)


def _pairs(
    told: Told, found: Sequence[dict[str, float]]
) -> list[tuple[DatedMention, dict[str, float]]]:
    return list(zip(told.mentions, found, strict=True))


def _capped(sure: float, m: DatedMention) -> float:
    """No more than the words that date it allow, where these may be another date: 04/05/2021."""
    told = m.time_expression
    return sure if told is None or not told.ambiguous else min(sure, told.confidence)


def repeated(told: Told, sure: Sequence[float], least: float) -> set[int]:
    """The mentions, by index, that only say the same, only report or only describe.

    Of those sure enough: what the article has told with the same word, of the same date and nobody
    else; what belongs to the clause above; a verb of saying, whose content is the event; a state
    ("it was late"); what somebody asks.
    """
    seen: dict[tuple[str, str], deque[_Acting]] = {}
    shown: _Shown = {}
    for m, s in zip(told.mentions, sure, strict=True):
        if s >= least:
            shown.setdefault(m.event.sentence, {})[m.event.token] = m
    again: set[int] = set()
    for i, m in enumerate(told.mentions):
        key = m.event.lemma[: traits.STEM], m.date
        if sure[i] < least:
            continue
        tokens = told.sentences[m.event.sentence].tokens
        token = tokens[m.event.token]
        if (
            tokens[-1].text == "?"
            or token.pos == "ADJ"
            or ("reporting" in m.event.signs and not _says(m, shown))
        ):
            again.add(i)
            continue
        before = seen.setdefault(key, deque(maxlen=_COMPARED))
        who = _acting(m)
        if any(not _others(who, other) for other in before) or _part(told, m, shown):
            again.add(i)
        # What belongs to a clause behind it hides nothing: "at the election he was elected mayor".
        if i not in again and who not in before:
            before.append(who)
    return again


def _acting(m: DatedMention) -> _Acting:
    """The names of those who act and of those who suffer."""
    agents, patients = (
        frozenset(p.name for p in m.event.participants if p.role == role)
        for role in ("agent", "patient")
    )
    return agents, patients


def _says(m: DatedMention, shown: _Shown) -> bool:
    """Whether that somebody said something is all there is: he is named, it has a time of its own,
    and what was said is not shown for itself."""
    here = shown[m.event.sentence].values()
    named = any(p.role == "agent" for p in m.event.participants)
    return named and traits.own(m) and all(o is m or o.date != m.date for o in here)


def _others(one: _Acting, two: _Acting) -> bool:
    """Whether two mentions name others who act or suffer: "Smith scored … Jones scored"."""
    return any(a and b and not a & b for a, b in zip(one, two, strict=True))


def _part(told: Told, m: DatedMention, shown: _Shown) -> bool:
    """Whether what a verb acts on or a bare participle belongs to what the verb tells of that day.

    "He proclaimed the independence", "the shuttle exploded, killing the crew".
    """
    sentence = told.sentences[m.event.sentence]
    token = sentence.tokens[m.event.token]
    below = {c.dep.partition(":")[0] for c in sentence.children(token.index)}
    bare = token.dep in _BARE and "nsubj" not in below
    # "He collapsed and died": no more than another word for it.
    bare |= token.dep == "conj" and not below & {"nsubj", "obj", "obl", "ccomp", "xcomp"}
    if not (bare or (m.event.nominal and token.dep in _ACTED_ON)):
        return False
    for above in sentence.ancestors(token.index):
        other = shown[m.event.sentence].get(above.index)
        if other is not None:
            return other.date == m.date
    return False


def sureness(m: DatedMention, found: Mapping[str, float]) -> dict[str, float]:
    """The traits that tell how sure it is that the words tell an event of that date.

    steps: the logarithm of the odds that reading and dating give it. found: its traits.
    """
    given = min(max(m.confidence, _LEAST), _MOST)
    rule = m.rules[0].removeprefix("anchor:")
    named = {n: v for n, v in found.items() if n.startswith(_SURE)}
    named |= {"steps": math.log(given / (1 - given)), "always": 1.0}
    named[f"rule-{rule}"] = 1.0
    if rule in _DEFAULTS:
        lead = any(name in found for name in _LEAD)
        below = any(name in found for name in _BELOW)
        named |= {"default-lead": float(lead), "default-below": float(below)}
        named["behind-old"] = found.get("behind-old", 0.0)
    if m.event.rules[0].startswith("entry:"):
        named["any-noun"] = 1.0
    return named


_SURE = (
    "nominal",
    "type-",
    "in-",
    "named-",
    "status-",
    "sign-",
    "no-subject",
    "nobody-named",
    "relative",
    "reported",
)
# Dates that no words give: that of the story, that of publication.
_DEFAULTS = ("story-day", "publication-day")
_LEAD = ("in-headline", "paragraph-1", "paragraph-2")
_BELOW = ("relative", "reported", "adverbial")


def total(weight: Mapping[str, float], found: Mapping[str, float]) -> float:
    """The weights of some traits, each times how much of it there is."""
    # The exact sum: the same in any order, and on any Python (`sum` rounds anew since 3.12).
    return math.fsum(weight.get(name, 0.0) * value for name, value in found.items())


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
