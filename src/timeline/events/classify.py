"""The type of a mention, once it is known who takes part: what its words say, else the theme's."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events import tree, types
from timeline.events.lexicon import Lexicon
from timeline.events.people import Cast
from timeline.events.triggers import Candidate
from timeline.model import EventType, Participant
from timeline.syntax import Sentence


def settled(
    sentence: Sentence,
    candidate: Candidate,
    participants: Sequence[Participant],
    cast: Cast,
    words: Lexicon,
) -> EventType:
    """Its type; where its words say nothing, politics of a state, else the theme."""
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
    craft = candidate.type in ("economy", "visit") and cast.theme == "science"
    if craft and (candidate.nominal or key in words.frames_generic or candidate.type == "visit"):
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
    if key in words.grammar["exits"] and candidate.type == "other":
        entity = tree.entity_at(sentence, actor.index)
        person = actor.pos == "PRON" or (
            entity is not None and cast.is_person(entity.text, entity.label)
        )
        for t in sentence.children(candidate.head):
            goal = tree.entity_at(sentence, t.index)
            country = t.dep in ("obj", "obl") and goal is not None and goal.label == "GPE"
            if person and country:
                return "migration"
    return None
