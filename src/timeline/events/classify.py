"""The type of a mention, once it is known who takes part: what its words say, weighed with the
signs around it (`evidence`)."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, get_args

from timeline.events import tree, types
from timeline.events.evidence import Signs
from timeline.events.lexicon import Lexicon
from timeline.events.people import Cast
from timeline.events.triggers import Candidate
from timeline.model import EventType, Participant
from timeline.syntax import Sentence, Token

if TYPE_CHECKING:
    from numpy.typing import NDArray

TYPES: tuple[EventType, ...] = get_args(EventType)
_OTHER = TYPES.index("other")


@dataclass(frozen=True, slots=True)
class Weights:
    """What typed.toml holds: natural logarithms of odds.

    same: of a place ("object"), for the type that what stands there lends. signs: of a whole sign
    ("object=finance"), for each type. number, rows: both together; the row of a sign has a figure
    for each of TYPES, and row 0, of signs that say nothing, only zeros.
    """

    same: Mapping[str, float]
    signs: Mapping[str, Mapping[EventType, float]]
    number: dict[str, int] = field(init=False, repr=False, compare=False)
    rows: NDArray[Any] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        import numpy

        own = {f"{place}={kind}": {kind: w} for place, w in self.same.items() for kind in TYPES}
        names = dict.fromkeys((*own, *self.signs))
        told = [[of.get(name, {}) for of in (own, self.signs)] for name in names]
        rows = [[sum(row.get(kind, 0.0) for row in both) for kind in TYPES] for both in told]
        object.__setattr__(self, "number", {name: n for n, name in enumerate(names, 1)})
        object.__setattr__(self, "rows", numpy.array([[0.0] * len(TYPES), *rows]))


@cache
def weights() -> Weights:
    """The trained weights."""
    source = resources.files("timeline.events") / "typed.toml"
    data = tomllib.loads(source.read_text("utf-8"))
    return Weights(data["same"], data["signs"])


def settled(
    sentence: Sentence,
    candidate: Candidate,
    participants: Sequence[Participant],
    cast: Cast,
    words: Lexicon,
) -> EventType:
    """The likeliest type of a candidate."""
    return likeliest(signs(sentence, candidate, participants, cast, words), weights())


def signs(
    sentence: Sentence,
    candidate: Candidate,
    participants: Sequence[Participant],
    cast: Cast,
    words: Lexicon,
) -> dict[str, float]:
    """All that speaks for a type, each sign with its strength."""
    told = by_rule(sentence, candidate, participants, cast, words)
    found = Signs(sentence, candidate, words, told)
    found.own()
    found.frame()
    found.around()
    found.theme(cast.about)
    found.actors(participants)
    return found.found


def likeliest(found: Mapping[str, float], trained: Weights) -> EventType:
    """The type that the signs speak for most; of equals the first in the scheme's order.

    A verb of mere saying is a statement, whatever is said.
    """
    if "reporting" in found and "told=statement" in found:
        return "statement"
    numbers = [trained.number.get(name, 0) for name in found]
    total = [*found.values()] @ trained.rows[numbers]
    if "told=other" not in found:
        # What a word tells is something, if not always what the rules say.
        total[_OTHER] = -math.inf
    return TYPES[total.argmax()]


def by_rule(
    sentence: Sentence,
    candidate: Candidate,
    participants: Sequence[Participant],
    cast: Cast,
    words: Lexicon,
) -> EventType:
    """Its type by the rules; where its words say nothing, politics of a state, else the theme."""
    told = _told_beside(sentence, candidate, cast, words)
    if told is not None:
        return told
    state = any(p.kind == "country" and p.role != "other" for p in participants)
    if not state and candidate.type == "other":
        return types.lent(cast.theme, participants)
    if not state or candidate.nominal:
        return candidate.type
    key = tree.lemma(sentence.tokens[candidate.head])
    if key in words.states:
        return "diplomacy"
    return "politics" if candidate.type == "other" else candidate.type


def _told_beside(
    sentence: Sentence, candidate: Candidate, cast: Cast, words: Lexicon
) -> EventType | None:
    """The type that what stands beside a verb gives it, whatever the verb's own is."""
    key = tree.lemma(sentence.tokens[candidate.head])
    if cast.theme == "science" and _of_craft(candidate, key, words):
        return "science"
    if candidate.nominal or candidate.verb is None:
        return None
    actor = tree.subject(sentence, candidate.chain[0])
    if actor is None:
        return None
    if candidate.type == "visit":
        armed = types.topic(sentence, actor.index, words) == "military"
        return "military" if armed else None
    if candidate.type == "election" and sentence.child(candidate.head, "xcomp") is not None:
        # "parliament voted to build a wall"
        return "politics"
    leaves = key in words.grammar["exits"] and candidate.type == "other"
    return "migration" if leaves and _emigrates(sentence, candidate, actor, cast) else None


def _of_craft(candidate: Candidate, key: str, words: Lexicon) -> bool:
    """True for what a spacecraft does as well as a firm or a traveller: "launch", "arrival"."""
    generic = candidate.nominal or key in words.frames_generic
    return candidate.type == "visit" or (candidate.type == "economy" and generic)


def _emigrates(sentence: Sentence, candidate: Candidate, actor: Token, cast: Cast) -> bool:
    """True for a person who "left Belarus for Lithuania", not for one who left the room."""
    entity = tree.entity_at(sentence, actor.index)
    person = actor.pos == "PRON" or (
        entity is not None and cast.is_person(entity.text, entity.label)
    )
    near = [t for t in sentence.children(candidate.head) if t.dep in ("obj", "obl")]
    goals = [e for t in near if (e := tree.entity_at(sentence, t.index)) is not None]
    return person and any(e.label == "GPE" for e in goals)
