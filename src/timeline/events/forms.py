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
# A name has hardly more words.
_NAME = 3
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
    above = sentence.tokens[verb.head]
    own = sentence.child(above.index, "nsubj")
    if verb.dep == "conj" and own is not None and not tree.is_passive(sentence, above.index):
        # "… revoked five leases and granted three": a past tense like the verb before it
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
    if not after or after[0].pos not in ("ADJ", "ADV") or any(p.at == verb + 1 for p in parts):
        return []
    head = sentence.tokens[after[0].head]
    alone = after[0].head == verb or head.pos not in tree.NOMINAL or head.index < verb
    if words.language != "en" or not alone or tree.lemma(after[0]) not in _STATES:
        return []
    return [Part(after[0].text, verb + 1, 0)]


def misplaced(sentence: Sentence, candidate: Candidate, frame: Frame, words: Lexicon) -> bool:
    """True for a deed that its subject cannot do: a person takes place, a plane follows."""
    if frame.subject is None or candidate.nominal:
        return False
    if clashes(sentence, candidate.chain[0], frame.subject, words):
        return True
    if len(candidate.chain) > 1:
        return False
    verb = sentence.tokens[candidate.chain[0]]
    key = tree.lemma(verb)
    bare = not tree.auxiliaries(sentence, verb.index)
    if key == "follow" and verb.text.lower() == "following" and bare:
        # "following the landslide"
        return True
    alone = not any(
        t.index > verb.index and t.dep not in ("punct", "cc", "conj")
        and not (t.dep == "advcl" and sentence.tokens[verb.index + 1].text.lower() != "into")
        and not tree.is_time(sentence, t.index, words)
        for t in sentence.children(verb.index)
    )  # fmt: skip
    if key in _LASTING and alone:
        return True
    entity = tree.entity_at(sentence, frame.subject.index)
    if entity is None or entity.label not in ("PERSON", "ORG"):
        return False
    happens = tree.verb_key(sentence, verb.index, words.happening)
    return (key in words.phase and alone) or happens in ("take_place", "avoir_lieu")


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


def named_by(sentence: Sentence, token: Token, words: Lexicon) -> str:
    """The noun in "-ing" behind an object, which the parser takes for a verb ("flood warning")."""
    after = sentence.tokens[token.index + 1 : token.index + 2]
    if words.language != "en" or not after or after[0].head != token.index:
        return ""
    text = after[0].text.lower()
    known = text in words.nouns or text in words.weak or text == "warning"
    return text if after[0].dep == "acl" and text.endswith("ing") and known else ""


def clashes(sentence: Sentence, verb: int, subject: Token, words: Lexicon) -> bool:
    """True for a French subject of another number than its verb has in the text."""
    if words.language != "fr" or subject.pos != "NOUN" or len(
        tree.conjuncts(sentence, subject.index)
    ) > 1:  # fmt: skip
        return False
    if tree.lemma(subject) in words.grammar["measures"] | words.grammar["crowds"]:
        return False
    forms = [*tree.auxiliaries(sentence, verb), sentence.tokens[verb]]
    finite = next((t for t in forms if t.morph.get("VerbForm") == "Fin"), None)
    told = None if finite is None else finite.morph.get("Number")
    own = subject.morph.get("Number")
    if any(t.morph.get("Number") == "Plur" for t in sentence.children(subject.index)
           if t.dep in ("det", "nummod")):  # fmt: skip
        # "les Vingt-Sept"
        own = "Plur"
    counted = sentence.child(subject.index, "nmod") is not None
    return told is not None and own is not None and told != own and not (
        counted and own == "Sing"
    )  # fmt: skip


def doubled(subject: str, rest: str) -> bool:
    """True where what is done it is done to itself ("Ann Lee rejoices Ann Lee")."""
    name = subject.rpartition(" ")[2]
    told = rest.split()
    again = name.istitle() and len(name) > 2 and len(told) <= _NAME and told[-1:] == [name]
    return subject.casefold() == rest.casefold() or again


def bare_object(sentence: Sentence, verb: int, t: Token, words: Lexicon) -> bool:
    """A name right behind a French headline's verb, which the parser can't place."""
    needs = tree.lemma(sentence.tokens[verb]) in words.headline["needs"]
    return t.dep == "dep" and t.pos == "PROPN" and t.index == verb + 1 and needs


def loose(sentence: Sentence, verb: int, t: Token, own: Token | None, words: Lexicon) -> bool:
    """True for a French clause with a subject but no "que": it is none of the verb's own."""
    if words.language != "fr":
        return False
    if t.dep == "xcomp" and t.morph.get("VerbForm") == "Fin" and t.pos == "VERB":
        # "…, qui emploie 300 personnes, perd": the verb of another clause
        return True
    if own is None or t.dep != "ccomp":
        return False
    asked = ("que", "qu'", "si", "ce", "où", "comment", "pourquoi", "quand", "quel", "quelle")
    between = {c.text.lower() for c in sentence.tokens[verb + 1 : own.index + 1]}
    return not between & set(asked) or bool(between & {"alors", "tandis", "pendant"})
