"""What a pronoun that acts means where it is no person: the thing that acted just before.

Centering, of the plainest kind: what is told of next is what the last sentence was about. A wrong
name is worse than a pronoun, so that of two phrases that agree neither is meant, unless one of them
is what the article keeps telling of. Persons are named by `events`; here a pronoun only hands on
what the same pronoun meant before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from timeline.headline.clause import SUBJECTS, phrase_of, text_of
from timeline.languages import grammar
from timeline.syntax import Sentence, Token

_NOUNS = ("NOUN", "PROPN")
_CORE = (*SUBJECTS, "obj", "iobj", "obl", "obl:arg", "obl:agent")
# A longer phrase is named by its noun with what stands before it.
_WORDS = 6
_BEFORE = ("det", "amod", "compound", "nmod:poss", "flat", "flat:name", "flat:foreign")
# So often what the article is about has acted before.
_TOPIC = 2
# A pronoun of a new paragraph means something of the last one only among its first words.
_OPENING = 3
_QUOTES = frozenset('"“«')


def meanings(sentences: Sequence[Sentence], known: Mapping[int, str]) -> dict[int, str]:
    """What the pronouns that act mean, by their raw offset, `known` ones included."""
    found = dict(known)
    acted: Counter[str] = Counter()
    past: Sentence | None = None
    for sentence in sentences:
        for t in sentence.tokens:
            if t.dep in SUBJECTS and t.pos == "PRON" and t.start not in found:
                named = _meant(t, sentence, past, found, acted)
                if named is not None:
                    found[t.start] = named
        for t in _acting(sentence):
            acted[t.lemma.lower()] += 1
        past = sentence
    return found


def _acting(sentence: Sentence) -> list[Token]:
    """The subjects of main clauses."""
    heads = {t.index for t in sentence.tokens if t.dep == "root"}
    heads |= {t.index for t in sentence.tokens if t.dep == "conj" and t.head in heads}
    return [t for t in sentence.tokens if t.dep in SUBJECTS and t.head in heads]


def _meant(
    pronoun: Token,
    sentence: Sentence,
    past: Sentence | None,
    found: Mapping[int, str],
    acted: Mapping[str, int],
) -> str | None:
    """What one pronoun means, None where that is not plain."""
    words = sentence.tokens[: pronoun.index]
    # Another voice; "it is plain that", « il y a ».
    if any(t.text in _QUOTES for t in words) or _stands_for_nothing(sentence, pronoun):
        return None
    above = {t.index for t in sentence.ancestors(pronoun.index)}
    here = [t for t in words if t.dep in SUBJECTS and t.head in above and t.head != pronoun.head]
    if here:
        return _named(pronoun, here[-1:], sentence, words, found, acted)
    if past is None or (past.passage != sentence.passage and pronoun.index > _OPENING):
        return None
    leading = _acting(past)
    return _named(pronoun, leading[:1], past, past.tokens, found, acted)


def _stands_for_nothing(sentence: Sentence, pronoun: Token) -> bool:
    near = [
        *sentence.children(pronoun.head),
        *sentence.tokens[pronoun.index + 1 : pronoun.index + 2],
    ]
    return any(t.dep == "cop" or t.text.lower() == "y" for t in near)


def _named(
    pronoun: Token,
    leading: Sequence[Token],
    sentence: Sentence,
    words: Sequence[Token],
    found: Mapping[int, str],
    acted: Mapping[str, int],
) -> str | None:
    """The name of what led a clause, where it agrees and nothing else does."""
    for subject in leading:
        if subject.pos == "PRON":
            same = subject.text.lower() == pronoun.text.lower()
            return found.get(subject.start) if same else None
        if not _agrees(pronoun, subject, sentence):
            return None
        rivals = [
            t
            for t in words
            if t.dep in _CORE and t.index != subject.index and _agrees(pronoun, t, sentence)
        ]
        topic = acted.get(subject.lemma.lower(), 0) >= _TOPIC
        if rivals and not topic:
            return None
        return _text(sentence, subject)
    return None


def _agrees(pronoun: Token, noun: Token, sentence: Sentence) -> bool:
    """Whether a noun is a thing of the pronoun's number and gender."""
    if noun.pos not in _NOUNS or sentence.child(noun.index, "nmod:poss") is not None:
        return False  # of what is somebody's, that person may be told of
    if any(e.label == "PERSON" and e.first <= noun.index < e.last for e in sentence.entities):
        return False
    several = any(t.dep == "conj" for t in sentence.children(noun.index))
    number = "Plur" if several else noun.morph.get("Number", "Sing")
    return number == pronoun.morph.get("Number", "Sing") and grammar.of(
        sentence.language
    ).stands_for(pronoun.text.lower(), noun.lemma.lower(), noun.morph.get("Gender"))


def _text(sentence: Sentence, noun: Token) -> str | None:
    """A short phrase that names a noun, None where there is none."""
    phrase = phrase_of(sentence, noun.index)
    if len(phrase) > _WORDS:
        if any(t.dep == "conj" for t in sentence.children(noun.index)):
            return None
        before = {t.index for t in sentence.children(noun.index) if t.dep in _BEFORE}
        phrase = {noun.index, *(i for top in before for i in phrase_of(sentence, top))}
    return text_of(sentence, phrase)
