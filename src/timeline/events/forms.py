"""Verbs whose form says more than the parser: participles of headlines, states, aims."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events import tree
from timeline.events.arguments import Frame
from timeline.events.lexicon import Lexicon
from timeline.events.parts import Part
from timeline.events.triggers import Candidate
from timeline.syntax import Sentence, Token

# What people are said to be: with an adjective alone the headline has left out "are".
_DECLARING = frozenset({
    "fear", "presume", "believe", "report", "declare", "pronounce", "confirm", "find", "leave",
    "consider", "rule", "deem",
})  # fmt: skip
# What somebody is found, pronounced or left.
_LASTING = frozenset({"last", "durer"})
_STATES = frozenset({
    "dead", "alive", "guilty", "missing", "unconscious", "unhurt", "unharmed", "safe", "homeless",
    "stranded", "trapped", "responsible", "liable", "fit", "unfit", "void", "invalid", "bankrupt",
    "insolvent", "ill", "sick", "pregnant", "open", "closed", "free", "innocent", "extinct",
    "empty",
})  # fmt: skip


def aimed(sentence: Sentence, verb: int, words: Lexicon) -> bool:
    """True for a French verb that with "se" always has an aim ("s'attaquer à")."""
    reflexive = any(
        t.text.lower() in ("se", "s'") and t.index < verb for t in sentence.children(verb)
    )
    return reflexive and tree.lemma(sentence.tokens[verb]) in words.headline["aimed"]


def participial(sentence: Sentence, candidate: Candidate, frame: Frame, words: Lexicon) -> bool:
    """True where a past tense that lacks its object must be a participle ("equipped")."""
    if words.language != "en" or len(candidate.chain) > 1 or frame.subject is None:
        return False
    verb = sentence.tokens[candidate.chain[0]]
    if tree.auxiliaries(sentence, verb.index) or frame.subject.pos == "PRON":
        return False
    past = verb.morph.get("Tense") == "Past" or verb.text.lower().endswith("ed")
    return past and verb.text.lower() not in words.participles


def declared(sentence: Sentence, candidate: Candidate, words: Lexicon) -> bool:
    """True for a headline's participle ("hundreds feared dead") taken for a past tense."""
    verb = sentence.tokens[candidate.chain[0]]
    told = sentence.child(verb.index, "xcomp")
    return (
        words.language == "en" and len(candidate.chain) == 1
        and verb.text.lower().endswith("ed") and tree.lemma(verb) in _DECLARING
        and not tree.auxiliaries(sentence, verb.index)
        and told is not None and told.pos == "ADJ" and told.index == verb.index + 1
        and sentence.child(verb.index, "obj") is None
    )  # fmt: skip


def state(sentence: Sentence, verb: int, parts: Sequence[Part], words: Lexicon) -> list[Part]:
    """What somebody is pronounced, where the parser hangs it on what follows ("dead")."""
    after = sentence.tokens[verb + 1 : verb + 2]
    if not after or after[0].pos != "ADJ" or any(p.at == verb + 1 for p in parts):
        return []
    head = sentence.tokens[after[0].head]
    alone = after[0].head == verb or head.pos not in tree.NOMINAL or head.index < verb
    if words.language != "en" or not alone or tree.lemma(after[0]) not in _STATES:
        return []
    return [Part(after[0].text, verb + 1, 0)]


def misplaced(sentence: Sentence, candidate: Candidate, frame: Frame, words: Lexicon) -> bool:
    """True for a deed that its subject cannot do: a person takes place, a plane follows."""
    if frame.subject is None or candidate.nominal or len(candidate.chain) > 1:
        return False
    verb = sentence.tokens[candidate.chain[0]]
    key = tree.lemma(verb)
    bare = not tree.auxiliaries(sentence, verb.index)
    if key == "follow" and verb.text.lower() == "following" and bare:
        # "following the landslide"
        return True
    alone = not any(
        t.index > verb.index and t.dep in ("obj", "xcomp", "ccomp", "obl", "compound:prt")
        and not tree.is_time(sentence, t.index, words)
        for t in sentence.children(verb.index)
    )  # fmt: skip
    if key in _LASTING and alone:
        return True
    entity = tree.entity_at(sentence, frame.subject.index)
    if entity is None or entity.label not in ("PERSON", "ORG"):
        return False
    happens = tree.verb_key(sentence, verb.index, words.happening)
    return (key in words.phase and alone) or ("_" in happens and happens in words.happening)


def named_beside(sentence: Sentence, token: Token) -> Token | None:
    """The name set off by commas behind a body's kind ("the carmaker, Oak Motors, said")."""
    if token.pos != "NOUN" or len(tree.conjuncts(sentence, token.index)) > 1:
        return None
    for t in sentence.children(token.index):
        entity = tree.entity_at(sentence, t.index)
        if t.dep != "appos" or entity is None or entity.label != "ORG" or t.pos != "PROPN":
            continue
        first = min(b.index for b in sentence.subtree(t.index))
        commas = sentence.tokens[first - 1].text == ","
        return t if commas and tree.conjuncts(sentence, t.index) == [t] else None
    return None
