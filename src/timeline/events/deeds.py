"""What who acts, and what is acted on, make of a verb that by itself has another type, or none.

A storm that kills fights no battle, what parliament rejects it does not merely say, and whom
policemen beat has lost no match.
"""

from __future__ import annotations

from timeline.events import tree
from timeline.events.lexicon import Lexicon
from timeline.model import EventType
from timeline.syntax import Sentence, Token

# What a crash or a storm does as well as an armed man.
_VIOLENT = ("conflict", "protest")
# What voters do by voting.
_STANDS = ("statement", "politics", "other", None)


def of_deed(
    sentence: Sentence, index: int, words: Lexicon, key: str, own: EventType | None
) -> EventType | None:
    """The type that who acts, or what is acted on, gives a verb that has another by itself."""
    actor = tree.subject(sentence, index)
    passive = tree.is_passive(sentence, index)
    if passive:
        agent = sentence.child(index, "obl:agent")
        actor, target = agent, actor
    else:
        target = tree.direct_object(sentence, index, words)
    if own in _VIOLENT and (blind := _blind(sentence, index, actor, passive, words)) is not None:
        return blind
    if actor is not None and tree.entity_at(sentence, actor.index) is None:
        if key in words.grammar["hits"] and tree.lemma(actor) in words.grammar["vehicles"]:
            return "accident"
        if own in _STANDS and tree.lemma(actor) in words.grammar["electorate"]:
            return "election"
    if key in words.grammar["decides"] and _in_chamber(actor, target, words):
        return "politics"
    if key in words.grammar["plunges"] and _into_water(sentence, index, words):
        return "accident"
    if key in words.grammar["judged"] and _tried(sentence, index, actor, words):
        return "justice"
    if key in words.grammar["beats"] and actor is not None and _armed(sentence, actor, words):
        return "conflict"
    shown = sentence.child(index, "obj", "aux:pass") is not None
    if key in words.grammar["shows"] and target is not None and shown:
        # To demonstrate a product is no demonstration.
        return _kind(target, words) or "other"
    entity = None if target is None else tree.entity_at(sentence, target.index)
    if key in words.grammar["phones"] and entity is not None and entity.label == "PERSON":
        asked = sentence.child(index, "xcomp", "obl:arg", "iobj")
        # "appeler Anne" is a call, "appeler Anne à partir" a demand
        return None if asked is not None else "diplomacy"
    if target is None or entity is not None:
        return None
    return _by_target(target, words, key, own, passive)


def _by_target(
    target: Token, words: Lexicon, key: str, own: EventType | None, passive: bool
) -> EventType | None:
    """The type that what is acted on gives the verb."""
    if key in words.grammar["blocks"] and tree.lemma(target) in words.grammar["roads"]:
        return "protest"
    kind = _kind(target, words)
    if key in words.grammar["hits"] and kind == "sport" and own is not None:
        return "sport"
    if key in words.grammar["blows"] and not passive and own == "protest":
        # To strike something is no strike.
        return "conflict"
    if key in words.grammar["struggles"] and kind in ("disaster", "election", "justice", "sport"):
        return kind
    if key in words.grammar["halts"] and kind in ("economy", "science"):
        return None if tree.lemma(target) in words.people else kind
    return None


def _in_chamber(actor: Token | None, target: Token | None, words: Lexicon) -> bool:
    """True for what a parliament votes on or turns down, and for a law that anybody does."""
    if actor is not None and tree.lemma(actor) in words.grammar["chambers"]:
        return True
    return target is not None and tree.lemma(target) in words.grammar["laws"]


def _into_water(sentence: Sentence, index: int, words: Lexicon) -> bool:
    """True for "plunged into the sea": no price does so."""
    return any(
        t.dep.startswith("obl")
        and tree.cases(sentence, t.index) in words.grammar["inwards"]
        and tree.lemma(t) in words.grammar["waters"]
        for t in sentence.children(index)
    )


def _armed(sentence: Sentence, actor: Token, words: Lexicon) -> bool:
    """True for men, policemen, soldiers: whom they beat loses no match."""
    if actor.pos == "PRON" or tree.entity_at(sentence, actor.index) is not None:
        return False
    kind = _kind(actor, words)
    return kind in ("military", "justice", "conflict", "protest") or (
        tree.lemma(actor) in words.grammar["men"]
    )


def _tried(sentence: Sentence, index: int, actor: Token | None, words: Lexicon) -> bool:
    """True for what a court does, or does to a penalty ("condamné à deux ans de prison")."""
    if actor is not None and _kind(actor, words) == "justice":
        return True
    for t in sentence.children(index):
        if t.dep.startswith("obl") and tree.cases(sentence, t.index) in words.grammar["penalty"]:
            below = sentence.subtree(t.index)
            if any(tree.lemma(c) in words.grammar["penalties"] for c in below):
                return True
    return False


def _blind(
    sentence: Sentence, index: int, actor: Token | None, passive: bool, words: Lexicon
) -> EventType | None:
    """What kills, wounds or hits without being anybody's deed: a storm, a crash."""
    causes = []
    if actor is not None:
        causes = [actor]
        causes += [t for t in sentence.children(actor.index) if t.dep in ("compound", "flat:name")]
    elif passive:
        # "wounded in the crash"
        causes = [t for t in sentence.children(index) if t.dep.startswith("obl")]
    for t in causes:
        kind = _kind(t, words)
        if kind in ("disaster", "accident") and tree.lemma(t) not in words.people:
            return kind
    return None


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
