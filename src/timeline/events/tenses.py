"""The verb group of a clause: its tense, mood and negation, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from timeline.events import tree
from timeline.events.lexicon import Lexicon
from timeline.syntax import Sentence, Token, remembered

Tense = Literal["past", "present", "future", "none"]
_FINITE = ("root", "conj", "parataxis", "acl:relcl")
_PAST_ENDINGS = ("ait", "aient", "ais", "ions", "iez")
_FUTURE_ENDINGS = ("ront", "rons", "rez", "ra")
# Stems that are shorter than their verb.
_FUTURE_STEMS = {"fer": "faire", "aur": "avoir", "ser": "être", "ir": "aller", "saur": "savoir"}
_CONDITIONAL_ENDINGS = ("rait", "raient", "rais", "rions", "riez")


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
    texts = {t.text.lower() for t in parts}
    finite = [t for t in [*parts, token] if t.morph.get("VerbForm") == "Fin" or _no_infinitive(t)]
    if words.language == "en" and not finite and not parts and _untagged(sentence, token):
        finite = [token]
    forms = {t.morph.get("Tense") for t in finite}
    conditional = any(_conditional(t) for t in [*parts, token]) and words.language == "fr"
    marks = [t.text.lower() for t in sentence.children(index) if t.dep in ("mark", "case")]
    have = any(tree.lemma(t) in words.grammar["have"] for t in parts)
    infinitive = not finite and (
        token.morph.get("VerbForm") == "Inf" or "to" in marks or any(m == "to" for m in texts)
    )
    future = bool(texts & words.status["future"])
    future = future or any(t.morph.get("Tense") == "Fut" and not simple_past(t) for t in finite)
    future = future or (words.language == "fr" and not parts and _simple_future(token))
    if words.language == "fr" and any(simple_past(t) or _imperfect(t) for t in finite):
        forms.add("Past")
    modals = texts & words.status["modal"]
    tense: Tense = "none"
    if future or _is_to(sentence, index, words):
        tense = "future"
    elif "Past" in forms or "Imp" in forms or have or _composed(sentence, index, parts, words):
        tense = "past"
    elif finite:
        tense = "present"
    elif tree.is_participle(token):
        tense = "past"
    return Group(
        tense=tense,
        negated=negated(sentence, index, words),
        modal=bool(modals) or conditional,
        would=modals <= words.status["would"]
        and (conditional or bool(modals))
        and tree.lemma(token) not in words.status["able"],
        expected=any(t.text.lower() in words.status["expected"] for t in [*parts, token]),
        progressive=token.morph.get("Aspect") == "Prog" and bool(parts),
        have=have,
        infinitive=infinitive,
        passive=tree.is_passive(sentence, index),
    )


def _untagged(sentence: Sentence, token: Token) -> bool:
    """True for "the leaders meet on Monday", which the model may take for an infinitive."""
    # "the leaders meet today, they will …": a clause before the one it hangs on.
    before = token.dep == "ccomp" and token.head > token.index
    if token.morph.get("VerbForm") != "Inf" or not (token.dep in _FINITE or before):
        return False
    below = list(sentence.children(token.index))
    if any(t.text.lower() == "to" for t in below):
        return False
    if any(t.dep == "nsubj" and t.index < token.index for t in below):
        return True
    # "two brothers open a shop and hire a clerk"
    above = sentence.tokens[token.head]
    if token.dep != "conj" or above.pos != "VERB" or tree.auxiliaries(sentence, above.index):
        return False
    return above.morph.get("VerbForm") == "Fin" or _untagged(sentence, above)


def _no_infinitive(token: Token) -> bool:
    """True for "s'effondre", "réunit", which the model may take for the infinitive."""
    base = tree.lemma(token)
    tagged = token.pos == "VERB" and token.morph.get("VerbForm") == "Inf"
    alike = base.endswith(("er", "ir", "re")) and base[:3] == token.text.lower()[:3]
    return tagged and alike and token.text.lower() != base and not token.text.endswith("r")


def _composed(sentence: Sentence, index: int, parts: tuple[Token, ...], words: Lexicon) -> bool:
    """True for a French passé composé: "a signé", "est mort", but not the passive "est signé"."""
    token = sentence.tokens[index]
    if words.language != "fr" or not parts or not tree.is_participle(token):
        return False
    present = all(t.dep in ("aux:pass", "cop") and t.morph.get("Tense") == "Pres" for t in parts)
    reflexive = any(
        t.morph.get("Reflex") == "Yes" or t.text.lower() in ("se", "s'")
        for t in sentence.children(index)
    )
    return not present or reflexive or tree.lemma(token) in words.grammar["etre"]


def _imperfect(token: Token) -> bool:
    """True for "montrait", "ouvrait": the r is the stem's, whatever the model says."""
    text, base = token.text.lower(), tree.lemma(token)
    alike = base.endswith(("rer", "rir")) and text.startswith(base[:-2])
    return alike and text[len(base) - 2 :] in _PAST_ENDINGS


def _conditional(token: Token) -> bool:
    if _imperfect(token):
        return False
    ending = token.text.lower().endswith(_CONDITIONAL_ENDINGS)
    return token.morph.get("Mood") == "Cnd" or (token.pos in tree.VERBAL and ending)


def _simple_future(token: Token) -> bool:
    """True for a French future the model did not see ("recevra"), not for "entra"."""
    text, base = token.text.lower(), tree.lemma(token)
    ending = next((e for e in _FUTURE_ENDINGS if text.endswith(e)), None)
    if token.pos != "VERB" or ending is None or token.morph.get("Mood") == "Cnd":
        return False
    stem = text.removesuffix(ending) + "r"
    if stem in _FUTURE_STEMS:
        return _FUTURE_STEMS[stem] == base
    regular = stem in (base, base.removesuffix("e")) or len(stem) > len(base)
    return regular or (base.endswith("oir") and stem[-2:] in ("vr", "rr", "dr"))


def simple_past(token: Token) -> bool:
    """True for a French passé simple, which the model often takes for a present."""
    text, base = token.text.lower(), tree.lemma(token)
    if base.endswith("er") and text.endswith("a"):
        return len(text) == len(base) - 1 and text[:2] == base[:2]
    return len(text) > 4 and text.endswith(("èrent", "irent", "urent", "inrent", "int", "înt"))


def _is_to(sentence: Sentence, index: int, words: Lexicon) -> bool:
    """True below "is to", "are to", "was to" ("is to be held")."""
    token = sentence.tokens[index]
    head = sentence.tokens[token.head]
    return (
        words.language == "en"
        and token.dep == "xcomp"
        and tree.lemma(head) in words.grammar["copula"]
        and any(t.text.lower() == "to" for t in sentence.children(index))
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
    nobody = words.language == "en" and tree.lemma(subject) in words.grammar["nothing"]
    return nobody or tree.polarity_negative(sentence, subject.index, words)
