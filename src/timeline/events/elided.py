"""Events of which the sentence leaves out the verb: "Mauritius reached it in 1973, Kenya in 2019".

The verb is said once and meant again. What is left out is spelled out in a tree of its own, from
which the mention is made as any other; its trigger is the noun that stands for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from timeline.events import tree
from timeline.events.lexicon import Lexicon
from timeline.events.triggers import Candidate
from timeline.syntax import Sentence, Token

# How many words the noun's phrase, and what is set between commas behind it, may have.
_PHRASE, _ASIDE = 8, 12
_INSIDE = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "ADP", "PRON"})
_CLOSING = frozenset(",;:.)")
_ROLES = (*tree.SUBJECTS, "obj")


@dataclass(frozen=True, slots=True)
class Elided:
    """One event whose verb is left out. sentence: with the verb where it is meant; noun: the index
    of the word that stands for it."""

    sentence: Sentence
    candidate: Candidate
    noun: int


def find(sentence: Sentence, found: Sequence[Candidate], words: Lexicon) -> list[Elided]:
    """The events left to be understood beside those found, in text order."""
    verbs = [c for c in found if not c.nominal and len(c.chain) == 1 and c.rule[:4] == "verb"]
    taken = {c.head for c in found}
    made = []
    for first, noun, when in _members(sentence, words):
        above = [c for c in verbs if c.head < first and _timed(sentence, c.head, first, words)]
        if not above or noun in taken:
            continue
        candidate = above[-1]
        role = _role(sentence, candidate.head, sentence.tokens[noun], words)
        if role is None:
            continue
        spelled = _spelled(sentence, candidate.head, role, noun, when)
        rule = candidate.rule.replace("verb:", "elided:", 1)
        own = replace(candidate, rule=rule, span=(noun, noun + 1))
        made.append(Elided(spelled, own, noun))
    return made


def _members(sentence: Sentence, words: Lexicon) -> Iterator[tuple[int, int, int]]:
    """(first token, noun, time) of each "and Kenya in 2019", "and a hall, paid by X, in 1897"."""
    tokens = sentence.tokens
    for t in tokens[:-2]:
        if t.pos != "CCONJ" and t.text not in (",", ";"):
            continue
        at = first = t.index + 1
        while at < len(tokens) and at - first < _PHRASE and tokens[at].pos in _INSIDE:
            if tree.is_time(sentence, at, words) or _opens_time(sentence, at, words):
                break
            at += 1
        nouns = [n for n in range(first, at) if tokens[n].pos in tree.NOMINAL]
        bare = (
            tokens[first].pos == "NOUN" and tokens[first].text.islower()
        )  # « mort en 1941, président du club en 1930 »
        if not nouns or tokens[first].pos == "ADP" or (bare and t.pos != "CCONJ"):
            continue
        when = _time(sentence, _behind(sentence, at), words)
        if when is not None:
            inside = set(nouns)
            noun = next((n for n in nouns if tokens[n].head not in inside), nouns[0])
            yield first, noun, when


def _opens_time(sentence: Sentence, at: int, words: Lexicon) -> bool:
    """Whether a preposition or article, or a number, begins a time."""
    return sentence.tokens[at].pos in ("ADP", "DET", "NUM") and (
        _time(sentence, at, words) is not None
    )


def _behind(sentence: Sentence, at: int) -> int:
    """What stands behind a participle between commas ("a hall, paid for by the guild, in 1897")."""
    tokens = sentence.tokens
    if at + 2 >= len(tokens) or tokens[at].text != "," or not tree.is_participle(tokens[at + 1]):
        return at
    ends = (t.index for t in tokens[at + 2 : at + _ASIDE] if t.text == ",")
    return next(ends, at - 1) + 1


def _time(sentence: Sentence, at: int, words: Lexicon) -> int | None:
    """The time that begins there and ends its clause."""
    tokens = sentence.tokens
    start = at
    while at < len(tokens) and tokens[at].pos in ("ADP", "DET"):
        if tokens[at].pos == "ADP" and tokens[at].text.lower() not in words.grammar["dates"]:
            return None
        at += 1
    end = at
    while end < len(tokens) and (tokens[end].pos == "NUM" or tree.is_time(sentence, end, words)):
        end += 1
    told = [n for n in range(at, end) if tree.is_time(sentence, n, words)]
    closed = end >= len(tokens) or tokens[end].text in _CLOSING or tokens[end].pos == "CCONJ"
    return told[0] if told and closed and at > start else None


def _timed(sentence: Sentence, verb: int, end: int, words: Lexicon) -> bool:
    """Whether the verb has a time of its own before the member, no other verb between."""
    between = sentence.tokens[verb + 1 : end]
    if any(t.pos == "VERB" and t.dep not in ("acl", "amod") for t in between):
        return False
    return any(tree.is_time(sentence, t.index, words) for t in between)


def _role(sentence: Sentence, verb: int, noun: Token, words: Lexicon) -> Token | None:
    """What of the verb's the noun stands in for: its object where they are alike, else its subject.

    None where it is a complement with a preposition.
    """
    subject = sentence.child(verb, *tree.SUBJECTS)
    target = tree.direct_object(sentence, verb, words)
    if target is None:
        placed = any(
            t.dep.startswith("obl")
            and t.pos == noun.pos
            and not tree.is_time(sentence, t.index, words)
            for t in sentence.children(verb)
            if t.index < noun.index and subject is not None and subject.pos != noun.pos
        )
        return None if placed else subject
    if subject is None or _likeness(sentence, target, noun) > _likeness(sentence, subject, noun):
        return target if target.head == verb else None
    alike = _likeness(sentence, target, noun) == _likeness(sentence, subject, noun)
    return target if alike and noun.pos == "NOUN" and target.head == verb else subject


def _likeness(sentence: Sentence, one: Token, other: Token) -> int:
    first, second = (sentence.child(t.index, "det", "nmod:poss") for t in (one, other))
    same = (first is None) == (second is None)
    word = first is not None and second is not None and tree.lemma(first) == tree.lemma(second)
    return 2 * (one.pos == other.pos) + same + word


def _spelled(sentence: Sentence, verb: int, role: Token, noun: int, when: int) -> Sentence:
    """The sentence with the noun in the place of what it stands in for, dated by its own time."""
    tokens = list(sentence.tokens)
    away = {t.index for t in sentence.subtree(role.index)}
    for t in sentence.tokens:
        if t.index == role.index:
            tokens[t.index] = replace(t, dep="reparandum", head=verb)
        elif t.head == verb and verb < t.index < noun and t.dep.startswith(("obl", "conj")):
            tokens[t.index] = replace(t, dep="reparandum")
    tokens[noun] = replace(tokens[noun], dep=role.dep, head=verb)
    if when not in away:
        tokens[when] = replace(tokens[when], dep="obl", head=verb)
    return replace(sentence, tokens=tuple(tokens))
