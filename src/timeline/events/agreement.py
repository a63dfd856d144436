"""Whether a French verb or participle agrees with the noun a title would give it.

A title whose verb disagrees with its subject is never only ill spelt: the parser took another noun
for the subject. Where a form does not tell, it agrees with everything.
"""

from __future__ import annotations

from timeline.events import genders, tree
from timeline.events.lexicon import Lexicon
from timeline.syntax import Sentence, Token

# Nouns that take a verb in either number ("la majorité des élus votent").
_WORDS = (
    "nombre majorité partie ensemble série groupe couple minorité poignée plupart beaucoup peu "
    "total quart tiers foule paire lot demi"
)
_EITHER = frozenset(_WORDS.split())


def verb(sentence: Sentence, subject: Token, plural: bool | None, words: Lexicon) -> bool:
    """Whether a noun can be the subject of a verb in that number; plural: None where unknown."""
    if plural is None or words.language != "fr" or subject.pos not in tree.NOMINAL:
        return True
    if len(tree.conjuncts(sentence, subject.index)) > 1:
        return True
    key = tree.lemma(subject)
    if key in _EITHER or key in words.grammar["measures"] or key in words.grammar["crowds"]:
        # "une dizaine de blessés sont", but never "les cinq millions est"
        return plural or subject.morph.get("Number") != "Plur"
    entity = tree.entity_at(sentence, subject.index)
    if subject.pos == "PROPN":
        person = entity is not None and entity.label == "PERSON"
        alone = sentence.child(subject.index, "det") is None
        return not (plural and person and alone)
    if any(t.pos in ("NUM", "SYM") or t.text == "%" for t in sentence.children(subject.index)):
        # "3 000 personnes", "20 % du capital"
        return True
    number = subject.morph.get("Number")
    return number is None or (number == "Plur") == plural


def participle(sentence: Sentence, done: Token, noun: Token, words: Lexicon) -> bool:
    """Whether a past participle can be said of a noun."""
    if words.language != "fr" or done.morph.get("VerbForm") != "Part":
        return True
    text = done.text.lower()
    form = text.removesuffix("s")
    accented = form.endswith(("é", "ée"))
    feminine = form.endswith("e")
    several = len(tree.conjuncts(sentence, noun.index)) > 1
    entity = tree.entity_at(sentence, noun.index)
    person = entity is not None and entity.label == "PERSON"
    if person and entity is not None and not several:
        gender = genders.of_name(entity.text, _before(sentence, entity.first))
        if gender is None:
            return not (accented and text.endswith("s"))
        return (gender == "f") == feminine
    if noun.pos != "NOUN":
        return True
    key = tree.lemma(noun)
    if key in _EITHER or key in words.grammar["measures"] or key in words.grammar["crowds"]:
        return True
    number = noun.morph.get("Number")
    counted = any(t.pos in ("NUM", "SYM") for t in sentence.children(noun.index))
    if accented and number is not None and not several and not counted and (
        (number == "Plur") != text.endswith("s")
    ):  # fmt: skip
        return False
    own = noun.morph.get("Gender")
    if own is None or several or key in words.people:
        return True
    return (own == "Fem") == feminine


def _before(sentence: Sentence, first: int) -> tuple[str, ...]:
    return () if not first else (sentence.tokens[first - 1].text,)
