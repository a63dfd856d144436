"""The verb group of a clause: its tense, mood and negation, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from timeline.events import tree
from timeline.events.lexicon import Lexicon
from timeline.syntax import Sentence, Token, remembered

Tense = Literal["past", "present", "future", "none"]
_FINITE = ("root", "conj", "parataxis", "acl:relcl")


@dataclass(frozen=True, slots=True)
class Group:
    """The verb group of a clause: its words that carry tense, mood and negation."""

    tense: Tense
    negated: bool
    modal: bool
    would: bool
    expected: bool
    progressive: bool
    have: bool
    infinitive: bool
    passive: bool


@remembered
def group(sentence: Sentence, index: int, words: Lexicon) -> Group:
    """Read the verb group of a verb or of a predicate with a copula."""
    token = sentence.tokens[index]
    parts = tree.auxiliaries(sentence, index)
    whole = (*parts, token)
    texts = {t.text.lower() for t in parts}
    finite = _finite(sentence, token, parts, words)
    marks = {t.text.lower() for t in sentence.children(index) if t.dep in ("mark", "case")}
    modals = texts & words.status["modal"]
    modal = bool(modals) or any(words.own.is_conditional(t) for t in whole)
    able = tree.lemma(token) in words.status["able"]
    return Group(
        tense=_tense(sentence, token, parts, finite, words),
        negated=negated(sentence, index, words),
        modal=modal,
        would=modal and modals <= words.status["would"] and not able,
        expected=any(t.text.lower() in words.status["expected"] for t in whole),
        progressive=token.morph.get("Aspect") == "Prog" and bool(parts),
        have=any(tree.lemma(t) in words.grammar["have"] for t in parts),
        infinitive=not finite
        and (token.morph.get("VerbForm") == "Inf" or "to" in marks or "to" in texts),
        passive=tree.is_passive(sentence, index),
    )


def _finite(
    sentence: Sentence, token: Token, parts: tuple[Token, ...], words: Lexicon
) -> list[Token]:
    """The finite words of a group."""
    own = words.own
    found = [t for t in (*parts, token) if t.morph.get("VerbForm") == "Fin" or own.is_finite(t)]
    untagged = own.present_looks_infinitive and not parts and _untagged(sentence, token)
    return found or ([token] if untagged else [])


def _tense(
    sentence: Sentence,
    token: Token,
    parts: tuple[Token, ...],
    finite: list[Token],
    words: Lexicon,
) -> Tense:
    """The tense of a group, by its words in the order in which they decide."""
    own = words.own
    future = {t.text.lower() for t in parts} & words.status["future"]
    ahead = (t.morph.get("Tense") == "Fut" and not own.is_simple_past(t) for t in finite)
    simple = not parts and own.is_simple_future(token)
    if future or any(ahead) or simple or _is_to(sentence, token, words):
        return "future"
    if _past(sentence, token, parts, finite, words):
        return "past"
    if finite:
        return "present"
    return "past" if tree.is_participle(token) else "none"


def _past(
    sentence: Sentence,
    token: Token,
    parts: tuple[Token, ...],
    finite: list[Token],
    words: Lexicon,
) -> bool:
    own = words.own
    told = any(
        t.morph.get("Tense") in ("Past", "Imp") or own.is_simple_past(t) or own.is_imperfect(t)
        for t in finite
    )
    have = any(tree.lemma(t) in words.grammar["have"] for t in parts)
    return told or have or _composed(sentence, token.index, parts, words)


def _untagged(sentence: Sentence, token: Token) -> bool:
    """True for "the leaders meet on Monday", which the model may take for an infinitive."""
    told = (_untagged_itself(sentence, t) for t in sentence.shared(token.index, "conj"))
    return bool(next((untagged for untagged in told if untagged is not None), False))


def _untagged_itself(sentence: Sentence, token: Token) -> bool | None:
    """None where that is left to the verb it is coordinated with."""
    # "the leaders meet today, they will …": a clause before the one it hangs on.
    before = token.dep == "ccomp" and token.head > token.index
    if token.morph.get("VerbForm") != "Inf" or not (token.dep in _FINITE or before):
        return False
    below = sentence.children(token.index)
    if any(t.text.lower() == "to" for t in below):
        return False
    if any(t.dep == "nsubj" and t.index < token.index for t in below):
        return True
    # "two brothers open a shop and hire a clerk"
    above = sentence.tokens[token.head]
    if token.dep != "conj" or above.pos != "VERB" or tree.auxiliaries(sentence, above.index):
        return False
    return True if above.morph.get("VerbForm") == "Fin" else None


def _composed(sentence: Sentence, index: int, parts: tuple[Token, ...], words: Lexicon) -> bool:
    """True for a French passé composé: "a signé", "est mort", but not the passive "est signé"."""
    token = sentence.tokens[index]
    if not words.own.compound_past or not parts or not tree.is_participle(token):
        return False
    present = all(t.dep in ("aux:pass", "cop") and t.morph.get("Tense") == "Pres" for t in parts)
    reflexive = any(
        t.morph.get("Reflex") == "Yes" or t.text.lower() in ("se", "s'")
        for t in sentence.children(index)
    )
    return not present or reflexive or tree.lemma(token) in words.grammar["etre"]


def _is_to(sentence: Sentence, token: Token, words: Lexicon) -> bool:
    """True below "is to", "are to", "was to" ("is to be held")."""
    head = sentence.tokens[token.head]
    return (
        words.own.being_with_infinitive_is_due
        and token.dep == "xcomp"
        and tree.lemma(head) in words.grammar["copula"]
        and any(t.text.lower() == "to" for t in sentence.children(token.index))
    )


def _until(sentence: Sentence, index: int, words: Lexicon) -> bool:
    """Whether a time behind a verb is the one until which it is denied."""
    return any(
        t.index > index
        and tree.is_time(sentence, t.index, words)
        and tree.cases(sentence, t.index) in words.status["until"]
        for t in sentence.children(index)
    )


def negated(sentence: Sentence, index: int, words: Lexicon) -> bool:
    """True when a verb or predicate is negated, by a word of its own or by its subject.

    What was "not lifted until 1996" was lifted.
    """
    if _until(sentence, index, words):
        return False
    if tree.polarity_negative(sentence, index, words):
        return True
    subject = sentence.child(index, *tree.SUBJECTS)
    if subject is None:
        return False
    nobody = words.own.nobody_denies and tree.lemma(subject) in words.grammar["nothing"]
    return nobody or tree.polarity_negative(sentence, subject.index, words)
