"""What who acts, and what is acted on, make of a verb that by itself has another type, or none.

A storm that kills fights no battle, and whom policemen beat has lost no match.
"""

from __future__ import annotations

from timeline.events import tree
from timeline.events.lexicon import Lexicon
from timeline.model import EventType
from timeline.syntax import Sentence, Token

# What a crash or a storm does as well as an armed man.
_VIOLENT = ("conflict", "protest")
_BLIND = ("disaster", "accident")
# What voters do by voting.
_STANDS = ("statement", "politics", "other", None)
# Of verbs the words beside them: the list of verbs, where the noun stands, its list, the type.
_TOGETHER: tuple[tuple[str, str, str, EventType], ...] = (
    ("decides", "agent", "chambers", "politics"),
    ("decides", "object", "laws", "politics"),
    ("blocks", "object", "roads", "protest"),
    ("hits", "agent", "vehicles", "accident"),
)
# What says what somebody is called to do.
_ASKED = ("xcomp", "obl:arg", "iobj")
_ARMED = ("military", "justice", "conflict", "protest")


def by_actor_or_target(
    sentence: Sentence, index: int, words: Lexicon, key: str, own: EventType | None
) -> EventType | None:
    """The type that who acts, or what is acted on, gives a verb that has another by itself."""
    actor = tree.subject(sentence, index)
    passive = tree.is_passive(sentence, index)
    if passive:
        actor, target = sentence.child(index, "obl:agent"), actor
    else:
        target = tree.direct_object(sentence, index, words)
    if own in _VIOLENT and (cause := _blind(sentence, index, actor, passive, words)) is not None:
        return cause
    if key in words.grammar["plunges"] and _into_water(sentence, index, words):
        return "accident"
    if (told := _together(sentence, words, key, own, actor, target)) is not None:
        return told
    if key in words.grammar["phones"] and target is not None and _called(sentence, index, target):
        return "diplomacy"
    # To demonstrate a product is no demonstration.
    shown = sentence.child(index, "obj", "aux:pass") is not None and target is not None
    if shown and key in words.grammar["shows"]:
        return (target and _kind(target, words)) or "other"
    return None


def _together(
    sentence: Sentence,
    words: Lexicon,
    key: str,
    own: EventType | None,
    actor: Token | None,
    target: Token | None,
) -> EventType | None:
    """The type that a verb has with who acts, or with its object, together."""
    grammar = words.grammar
    agent = _common(sentence, actor)
    if agent is not None and key in grammar["beats"] and _armed(agent, words):
        return "conflict"
    if own == "protest" and key in grammar["blows"] and _common(sentence, target) is not None:
        return "conflict"  # to strike something is no strike
    if own in _STANDS and _is(agent, grammar["electorate"]):
        return "election"
    beside = {"agent": actor, "object": _common(sentence, target)}
    for verbs, place, nouns, kind in _TOGETHER:
        if key in grammar[verbs] and _is(beside[place], grammar[nouns]):
            return kind
    return None


def _called(sentence: Sentence, index: int, target: Token) -> bool:
    """True for « appeler Anne », which is a call; « appeler Anne à partir » is a demand."""
    entity = tree.entity_at(sentence, target.index)
    person = entity is not None and entity.label == "PERSON"
    return person and sentence.child(index, *_ASKED) is None


def _common(sentence: Sentence, t: Token | None) -> Token | None:
    """A noun that is no name: names lend no type."""
    return None if t is None or tree.entity_at(sentence, t.index) is not None else t


def _is(t: Token | None, listed: frozenset[str]) -> bool:
    return t is not None and tree.lemma(t) in listed


def _into_water(sentence: Sentence, index: int, words: Lexicon) -> bool:
    """True for "plunged into the sea": no price does so."""
    return any(
        t.dep.startswith("obl")
        and tree.cases(sentence, t.index) in words.grammar["inwards"]
        and tree.lemma(t) in words.grammar["waters"]
        for t in sentence.children(index)
    )


def _armed(actor: Token, words: Lexicon) -> bool:
    """True for men, policemen, soldiers: whom they beat loses no match."""
    return actor.pos != "PRON" and (
        _kind(actor, words) in _ARMED or tree.lemma(actor) in words.grammar["men"]
    )


def _blind(
    sentence: Sentence, index: int, actor: Token | None, passive: bool, words: Lexicon
) -> EventType | None:
    """What kills, wounds or hits without being anybody's deed: a storm, a crash."""
    causes: list[Token] = []
    if actor is not None:
        beside = sentence.children(actor.index)
        causes = [actor, *(t for t in beside if t.dep in ("compound", "flat:name"))]
    elif passive:
        # "wounded in the crash"
        causes = [t for t in sentence.children(index) if t.dep.startswith("obl")]
    kinds = (_kind(t, words) for t in causes if tree.lemma(t) not in words.people)
    return next((kind for kind in kinds if kind in _BLIND), None)


def _kind(token: Token, words: Lexicon) -> EventType | None:
    key = tree.lemma(token)
    return words.topics.get(key) or words.nouns.get(key) or words.weak.get(key)


def office(sentence: Sentence, index: int, words: Lexicon) -> EventType | None:
    """What it is to become the holder of an office ("became mayor"): politics, or of a firm."""
    if tree.lemma(sentence.tokens[index]) not in words.grammar["becoming"]:
        return None
    for t in sentence.children(index):
        family = words.people.get(tree.lemma(t)) if t.dep in ("xcomp", "obj") else None
        if family is not None and words.topics.get(tree.lemma(t)) == "sport":
            return "sport"
        if family in ("head", "government", "minister", "lawmaker", "diplomat"):
            return "politics"
        if family == "executive":
            return "economy"
    return None
