"""A first guess, by its words alone, how much a mention belongs in a chronology.

And how sure it is that it tells of an event at all. The weights are set by hand on development
articles. Once the whole article is dated, `anchor.weigh` goes by the signs named here and by much
else; what this guess calls trivial it never prints.
"""

from __future__ import annotations

from dataclasses import dataclass

from timeline.events.lexicon import Lexicon
from timeline.model import EventType, PassageKind, Status

_BASE: dict[EventType, float] = {
    "election": 0.7, "meeting": 0.6, "visit": 0.5, "agreement": 0.6, "statement": 0.35,
    "protest": 0.6, "conflict": 0.6, "military": 0.55, "sanction": 0.6, "finance": 0.5,
    "economy": 0.45, "justice": 0.5, "politics": 0.5, "diplomacy": 0.5, "media": 0.4,
    "migration": 0.5, "disaster": 0.65, "accident": 0.6, "death": 0.7, "science": 0.5,
    "culture": 0.4, "sport": 0.5, "other": 0.3,
}  # fmt: skip
_STATUS: dict[Status, float] = {
    "happened": 0.0, "ongoing": -0.05, "planned": 0.0, "possible": -0.25, "denied": -0.1,
}  # fmt: skip
_PASSAGE: dict[str, float] = {
    "headline": 0.1, "caption": 0.05, "footnote": -0.05, "quotation": -0.05,
}  # fmt: skip


_LEAD, _DEEP = 2, 12


@dataclass(frozen=True, slots=True)
class Facts:
    """What is weighed. main: the trigger heads a main clause; spoken: the speaker is the actor.

    empty, bare: the words or the title say too little; state: a verb of being, kept for its date;
    poor: its title should not be printed.
    """

    type: EventType
    status: Status
    kind: PassageKind
    key: str
    strong: bool
    nominal: bool
    named: int
    dated: bool
    main: bool
    reporting: bool
    finite: bool
    measured: bool
    spoken: bool = False
    empty: bool = False
    state: bool = False
    bare: bool = False
    poor: bool = False
    sentence: int = 0


def salience(facts: Facts, words: Lexicon) -> float:
    """0 to 1; see the module."""
    value = _BASE[facts.type] + _STATUS[facts.status] + _PASSAGE.get(facts.kind, 0.0)
    named_thing = facts.nominal and facts.dated
    weights = (
        (facts.key in words.high, 0.15),
        (facts.key in words.low and not named_thing, -0.15),
        # News tells the weightiest first; far down, what has no date of its own is background.
        (facts.sentence <= _LEAD, 0.1),
        (facts.sentence > _DEEP and not facts.dated, -0.1),
        (facts.bare, -0.25),
        (facts.empty, -0.15),
        (facts.state, -0.1),
        (facts.reporting, -0.2),
        (not facts.strong, -0.1 if facts.dated else -0.15),
        (facts.dated, 0.2),
        (facts.measured, 0.05),
        (facts.named >= 1, 0.05),
        (facts.named >= 2, 0.05),
        (not facts.named, -0.05 if facts.dated else -0.1),
        (facts.nominal and not facts.dated, -0.15),
        (not facts.main, -0.05),
        (not facts.nominal and not facts.finite, -0.1),
    )
    value += sum(weight for holds, weight in weights if holds)
    if facts.poor:
        # A title that tells nobody anything is not worth its line.
        value = min(value, 0.25)
    if facts.spoken:
        value = min(value - 0.3, 0.25)
    return round(min(max(value, 0.0), 1.0), 3)


def signs(facts: Facts, words: Lexicon) -> tuple[str, ...]:
    """Names of what was seen of a mention, for whoever weighs it with its date and its article."""
    seen = {
        "bare": facts.bare,
        "empty": facts.empty,
        "infinite": not facts.nominal and not facts.finite,
        "measured": facts.measured,
        "own-time": facts.dated,
        "poor": facts.poor,
        "reporting": facts.reporting,
        "spoken": facts.spoken,
        "state": facts.state,
        "strong": facts.strong,
        "subordinate": not facts.main,
        "trivial-word": facts.key in words.low,
        "weighty-word": facts.key in words.high,
    }
    return tuple(name for name, holds in seen.items() if holds)


def confidence(facts: Facts) -> float:
    """How sure it is that the words name an event at all, 0 to 1."""
    value = 0.6
    value += 0.15 if facts.strong else -0.15
    value += 0.1 if facts.dated else 0.0
    value += 0.05 if facts.named else -0.05
    value -= 0.1 if facts.nominal and not facts.dated else 0.0
    value -= 0.1 if facts.status == "possible" else 0.0
    return round(min(max(value, 0.05), 0.95), 3)
