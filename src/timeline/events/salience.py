"""How much a mention belongs in a chronology, and how sure it is that it tells of an event.

Below 0.3 a mention is trivial and is not printed unless asked for. The weights are set by hand on
development articles; `bench/` measures what they let through.
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
    """What is weighed. main: the trigger heads a main clause; spoken: the speaker is the actor."""

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
    bare: bool = False
    sentence: int = 0


def salience(facts: Facts, words: Lexicon) -> float:
    """0 to 1; see the module."""
    value = _BASE[facts.type] + _STATUS[facts.status] + _PASSAGE.get(facts.kind, 0.0)
    if facts.key in words.high:
        value += 0.15
    if facts.key in words.low and not (facts.nominal and facts.dated):
        value -= 0.15
    # News tells the weightiest first; far down, what has no date of its own is background.
    if facts.sentence <= _LEAD:
        value += 0.1
    elif facts.sentence > _DEEP and not facts.dated:
        value -= 0.1
    if facts.bare:
        value -= 0.25
    if facts.spoken:
        value = min(value - 0.3, 0.25)
    if facts.empty:
        value -= 0.15
    if facts.reporting:
        value -= 0.2
    if not facts.strong:
        value -= 0.15
    if facts.dated:
        value += 0.2
    if facts.measured:
        value += 0.05
    value += 0.05 * min(facts.named, 2)
    if not facts.named:
        value -= 0.1
    if facts.nominal and not facts.dated:
        value -= 0.15
    if not facts.main:
        value -= 0.05
    if not facts.nominal and not facts.finite:
        value -= 0.1
    return round(min(max(value, 0.0), 1.0), 3)


def confidence(facts: Facts) -> float:
    """How sure it is that the words name an event at all, 0 to 1."""
    value = 0.6
    value += 0.15 if facts.strong else -0.15
    value += 0.1 if facts.dated else 0.0
    value += 0.05 if facts.named else -0.05
    value -= 0.1 if facts.nominal and not facts.dated else 0.0
    value -= 0.1 if facts.status == "possible" else 0.0
    return round(min(max(value, 0.05), 0.95), 3)
