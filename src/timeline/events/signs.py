"""What the words of a mention show of whether they name an event, and how sure that is.

The signs go with the mention; `weigh` learns from them when the whole article is dated.
"""

from __future__ import annotations

from dataclasses import dataclass

from timeline.events.lexicon import Lexicon
from timeline.model import Status


@dataclass(frozen=True, slots=True)
class Facts:
    """What is seen. main: the trigger heads a main clause; spoken: the speaker is the actor.

    empty: the words say too little; state: a verb of being, kept for its date.
    """

    status: Status
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


def names(facts: Facts, words: Lexicon) -> tuple[str, ...]:
    """Names of what was seen of a mention, for whoever weighs it with its date and its article."""
    seen = {
        "empty": facts.empty,
        "infinite": not facts.nominal and not facts.finite,
        "measured": facts.measured,
        "own-time": facts.dated,
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
