"""Who does what to whom: the tokens of the tree that fill the places of an event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.events import people, tree
from timeline.events.lexicon import Lexicon
from timeline.events.triggers import Candidate
from timeline.syntax import Sentence, Token

_SPEAKER_WITHIN = 10


@dataclass(frozen=True, slots=True)
class Frame:
    """The tokens that fill the places of an event. subject and object are heads, others too."""

    subject: Token | None
    object: Token | None
    others: tuple[Token, ...]
    passive: bool


def frame(sentence: Sentence, candidate: Candidate, words: Lexicon) -> Frame:
    """Who does what to whom, as the tree has it."""
    if candidate.verb is None:
        return _nominal(sentence, candidate, words)
    verb = candidate.verb
    passive = tree.is_passive(sentence, verb)
    subject = _subject(sentence, candidate, verb, passive, words)
    target = _object(sentence, verb, subject, words)
    own = (verb, candidate.head)
    subject, target = (None if t is None or t.index in own else t for t in (subject, target))
    others = [t for t in _obliques(sentence, candidate, words) if t is not subject]
    if passive:
        agents = _agents(sentence, verb, others, words)
        others = [t for t in others if t not in agents]
        if target is None:
            subject, target = None, subject
        subject = agents[0] if agents else subject
    return Frame(subject, target, tuple(others), passive)


def _object(sentence: Sentence, verb: int, subject: Token | None, words: Lexicon) -> Token | None:
    """The object of a verb that is not its subject: "the loan that Ann Lee granted"."""
    found = tree.direct_object(sentence, verb, words)
    if found is None or found is subject:
        return None
    whole = tree.relative_head(sentence, found)
    return found if whole is subject else whole


def _obliques(sentence: Sentence, candidate: Candidate, words: Lexicon) -> list[Token]:
    """What completes the verbs of an event, and the noun that names it."""
    found = [
        t
        for v in dict.fromkeys((candidate.verb, candidate.chain[0]))
        if v is not None
        for t in sentence.children(v)
        if t.dep.startswith("obl") or t.dep == "iobj"
        if not tree.is_time(sentence, t.index, words)
    ]
    return found + (_complements(sentence, candidate.head, words) if candidate.nominal else [])


def _subject(
    sentence: Sentence, candidate: Candidate, verb: int, passive: bool, words: Lexicon
) -> Token | None:
    """The subject of its clause, or the speaker behind a quotation."""
    top = candidate.chain[0]
    found = tree.subject(sentence, top)
    if found is None and top != verb:
        found = tree.subject(sentence, verb)
    behind = found is None or found.index > verb  # « a lancé la maire, Ann Lee »
    if behind and candidate.type == "statement" and not candidate.nominal:
        found = _speaker(sentence, top) or found or _inverted(sentence, verb, words)
    if found is not None and not passive and _bare_time(sentence, found, words):
        return None
    return found


def _agents(sentence: Sentence, verb: int, others: Sequence[Token], words: Lexicon) -> list[Token]:
    """Who a passive says it was done by, also where the parser hangs that on a date."""
    found = [t for t in others if t.dep == "obl:agent"]
    if found:
        return found
    below = [
        c
        for t in sentence.children(verb)
        if t.dep.startswith("obl") and tree.is_time(sentence, t.index, words)
        for c in sentence.children(t.index)
        if c.dep == "obl:agent"
    ]
    named = [
        t
        for t in others
        if tree.cases(sentence, t.index) in words.grammar["agent"]
        and (tree.entity_at(sentence, t.index) is not None or tree.lemma(t) in words.people)
    ]
    return below or named


def _bare_time(sentence: Sentence, subject: Token, words: Lexicon) -> bool:
    """True for "August 9 gave him a term", not for "five hours of talks ended"."""
    of = any(t.dep.startswith("nmod") for t in sentence.children(subject.index))
    return not of and tree.is_time(sentence, subject.index, words)


def _speaker(sentence: Sentence, verb: int) -> Token | None:
    """The person named behind a verb of saying without a subject ("…, said on Monday Ann Lee")."""
    for entity in sentence.entities:
        near = 0 < entity.first - verb <= _SPEAKER_WITHIN
        if entity.label == "PERSON" and near and sentence.tokens[entity.first - 1].pos != "ADP":
            return sentence.tokens[people.head_of(sentence, entity)]
    return None


def _inverted(sentence: Sentence, verb: int, words: Lexicon) -> Token | None:
    """The speaker behind the verb that closes a quotation ("… », assure l'entreprise")."""
    target = tree.direct_object(sentence, verb, words)
    if target is None or target.index < verb or not tree.closes_quotation(sentence, verb):
        return None
    return target


def _nominal(sentence: Sentence, candidate: Candidate, words: Lexicon) -> Frame:
    owner = sentence.child(candidate.head, "nmod:poss")
    others = _complements(sentence, candidate.head, words)
    return Frame(
        owner, None, tuple(t for t in others if owner is None or t.index != owner.index), False
    )


def _complements(sentence: Sentence, noun: int, words: Lexicon) -> list[Token]:
    return [
        t
        for t in sentence.children(noun)
        if t.dep.startswith(("nmod", "obl", "compound", "amod"))
        and t.pos in ("NOUN", "PROPN", "PRON", "ADJ", "DET")
        and not tree.is_time(sentence, t.index, words)
    ]
