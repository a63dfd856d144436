"""What a pronoun means where it is no person: the phrase that acted just before.

Centering (Grosz, Joshi and Weinstein 1995), of the plainest kind: what is told of next is what the
last sentence was about. A wrong name is worse than a pronoun, so that of two phrases that agree
neither is meant, unless one of them is what the article keeps telling of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from timeline import languages
from timeline.languages import calendar, grammar
from timeline.syntax import Sentence, Token

SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "csubj:pass")
_NOUNS = ("NOUN", "PROPN")
_CORE = (*SUBJECTS, "obj", "iobj", "obl", "obl:arg", "obl:agent")
# So often what the article is about has acted before.
_TOPIC = 2
# How many sentences back what a pronoun means may stand, with nothing between that agrees.
_REACH = 2
# A pronoun of a new paragraph means something of the last one only among its first words.
_OPENING = 3
_QUOTES = frozenset('"“«')
_PLACES = ("GPE", "LOC")
_BODIES = ("GPE", "ORG")


class Phrase(NamedTuple):
    """A noun phrase, by the sentence it stands in and its noun."""

    sentence: Sentence
    noun: Token


def meanings(sentences: Sequence[Sentence], known: Mapping[int, str]) -> dict[int, Phrase | str]:
    """What pronouns mean, by the raw offset of the pronoun.

    sentences: of one article, in order. known: the names that some pronouns stand for, which the
    same pronoun hands on.
    """
    return _Reader(sentences, known).found


def agrees(pronoun: Token, noun: Token, sentence: Sentence) -> bool:
    """Whether a noun is a thing of the pronoun's number and gender, and nobody's own.

    Of what is somebody's, that person may be told of: « Son franc-parler … Il ».
    """
    if noun.pos not in _NOUNS or noun.lemma.lower() in _words(sentence.language).times:
        return False
    own = grammar.of(sentence.language)
    below = sentence.children(noun.index)
    owned = any(t.dep == "nmod:poss" or t.text.lower() in own.possessives for t in below)
    label = _label(sentence, noun)
    if owned or label == "PERSON":
        return False
    several = noun.morph.get("Number") == "Plur" or any(t.dep == "conj" for t in below)
    # "Aer Lingus said they would": a body is several people.
    either = label == "ORG" and not (several or own.things_have_gender)
    told = (t.morph.get("Gender") for t in (noun, *below) if t.dep not in ("nmod", "acl:relcl"))
    form = own.subject_forms[pronoun.text.lower()]
    return (either or several == _several(pronoun, sentence)) and own.stands_for(
        form, noun.lemma.lower(), next(filter(None, told), None)
    )


class _Reader:
    """Reads the sentences in order, so that a pronoun that is plain speaks for the next one."""

    def __init__(self, sentences: Sequence[Sentence], known: Mapping[int, str]) -> None:
        self.found: dict[int, Phrase | str] = dict(known)
        self.acted: Counter[str] = Counter()
        for at, sentence in enumerate(sentences):
            forms = grammar.of(sentence.language).subject_forms
            for t in sentence.tokens:
                named = t.pos in ("PRON", "DET") and t.text.lower() in forms
                acting = t.dep in SUBJECTS or t.dep in ("obj", "nmod:poss")
                if named and acting and not self._settled(sentence, t):
                    meant = self._meant(sentences[max(at - _REACH, 0) : at], sentence, t)
                    if meant is not None:
                        self.found[t.start] = meant
            self.acted.update(t.lemma.lower() for t in _acting(sentence))

    def _settled(self, sentence: Sentence, pronoun: Token) -> bool:
        """Whether it is known what a pronoun means, or that nothing tells.

        Another voice; "it is plain that", « il y a ».
        """
        return (
            pronoun.start in self.found
            or any(t.text in _QUOTES for t in sentence.tokens[: pronoun.index])
            or _stands_for_nothing(sentence, pronoun)
        )

    def _meant(
        self, past: Sequence[Sentence], now: Sentence, pronoun: Token
    ) -> Phrase | str | None:
        """What one pronoun means, None where that is not plain."""
        before = [t for t in now.tokens[: pronoun.index] if t.dep in _CORE]
        if pronoun.dep not in SUBJECTS:
            return self._below(past, now, pronoun, before)
        leading = _governing(now, pronoun)
        able = [t for t in before if _able(pronoun, t, now)]
        again = [t for t in able if t in leading] or [t for t in able if t.pos == "PRON"]
        if again:
            return self._named(now, pronoun, again[-1], before)
        if able or leading:
            return _people(now, pronoun, before) or _only_thing(now, pronoun, leading)
        return self._earlier(past, now, pronoun)

    def _earlier(
        self, past: Sequence[Sentence], now: Sentence, pronoun: Token
    ) -> Phrase | str | None:
        """What led the last sentence, or one before where that has nothing that agrees."""
        for sentence in reversed(past):
            if sentence.passage != now.passage and pronoun.index > _OPENING:
                return None
            core = [t for t in sentence.tokens if t.dep in _CORE]
            first = next(_acting(sentence), None)
            if first is not None and _able(pronoun, first, sentence):
                return self._named(sentence, pronoun, first, core)
            if any(agrees(pronoun, t, sentence) or t.pos == "PRON" for t in core):
                return _people(sentence, pronoun, _subjects(sentence))
        return None

    def _below(
        self, past: Sequence[Sentence], now: Sentence, pronoun: Token, before: Sequence[Token]
    ) -> Phrase | str | None:
        """What an object or a possessive means: the subject before it, where nothing else fits."""
        fit = [t for t in before if _able(pronoun, t, now)]
        if pronoun.dep == "obj":
            if not _several(pronoun, now):
                return None
            fit = [t for t in fit if t.head != pronoun.head]
            if not fit and past:
                return _people(past[-1], pronoun, _subjects(past[-1]))
        if not fit:
            return None
        first = fit[0]
        if first.dep not in SUBJECTS or _rivals(pronoun, first, fit[1:], now):
            return _people(now, pronoun, fit)
        return self.found.get(first.start) if first.pos == "PRON" else Phrase(now, first)

    def _named(
        self, sentence: Sentence, pronoun: Token, leading: Token, core: Sequence[Token]
    ) -> Phrase | str | None:
        """What led a clause, where it agrees and nothing else does."""
        if leading.pos == "PRON":
            return self.found.get(leading.start) if _same(pronoun, leading, sentence) else None
        if not agrees(pronoun, leading, sentence):
            return _people(sentence, pronoun, core)
        topic = self.acted[leading.lemma.lower()] >= _TOPIC
        if topic or not _rivals(pronoun, leading, core, sentence):
            return Phrase(sentence, leading)
        return _people(sentence, pronoun, core)


def _rivals(pronoun: Token, leading: Token, core: Sequence[Token], sentence: Sentence) -> bool:
    """Whether something else than what leads may be meant as well.

    Beside the name of a body or a country only what acts, or is one too; but in the sentence after
    "Boeing delivered the last 717" the plane may be "it".
    """
    own = grammar.of(sentence.language)
    label = _label(sentence, leading)
    here = sentence.start <= pronoun.start < sentence.end
    body = label == "GPE" or (label == "ORG" and (here or own.things_have_gender))
    return any(
        t.lemma != leading.lemma
        and (not body or t.dep in SUBJECTS or _label(sentence, t) in _BODIES)
        and _may_be_meant(pronoun, t, sentence)
        for t in core
    )


def _several(pronoun: Token, sentence: Sentence) -> bool:
    """Whether a pronoun means several: "they", "them", "their"."""
    own = grammar.of(sentence.language)
    return own.subject_forms[pronoun.text.lower()] in own.plural_pronouns


def _only_thing(sentence: Sentence, pronoun: Token, leading: Sequence[Token]) -> Phrase | None:
    """The only thing that "it" may mean where what acts above is a person: "Lee ran the mill until
    it closed"."""
    if grammar.of(sentence.language).things_have_gender or _several(pronoun, sentence):
        return None
    persons = leading and all(_label(sentence, t) == "PERSON" for t in leading)
    before = (t for t in sentence.tokens[: pronoun.index] if t.dep in (*_CORE, "nmod"))
    found = [t for t in before if agrees(pronoun, t, sentence)]
    return Phrase(sentence, found[0]) if persons and len(found) == 1 else None


def _people(sentence: Sentence, pronoun: Token, core: Sequence[Token]) -> Phrase | None:
    """The only people among what "they" may mean."""
    if not _several(pronoun, sentence):
        return None
    known = _words(sentence.language).people
    found = [
        t for t in core
        if t.dep in (*SUBJECTS, "obj") and t.lemma.lower() in known
        and agrees(pronoun, t, sentence)
    ]  # fmt: skip
    return Phrase(sentence, found[0]) if len({t.lemma for t in found}) == 1 else None


def _governing(sentence: Sentence, pronoun: Token) -> list[Token]:
    """What acts before a pronoun in the clauses above its own, no pronoun of another kind."""
    above = {t.index for t in sentence.ancestors(pronoun.index)} - {pronoun.head}
    acting = [t for t in _subjects(sentence) if t.index < pronoun.index and t.head in above]
    return [t for t in acting if t.pos in _NOUNS or _same(pronoun, t, sentence)]


def _same(pronoun: Token, other: Token, sentence: Sentence) -> bool:
    """Whether another word is a form of the same pronoun: "they", "them"."""
    forms = grammar.of(sentence.language).subject_forms
    return other.pos == "PRON" and (forms.get(other.text.lower()) == forms[pronoun.text.lower()])


def _able(pronoun: Token, other: Token, sentence: Sentence) -> bool:
    """Whether a pronoun may mean another word, or what that stands for."""
    return _same(pronoun, other, sentence) or agrees(pronoun, other, sentence)


def _subjects(sentence: Sentence) -> list[Token]:
    return [t for t in sentence.tokens if t.dep in SUBJECTS]


def _acting(sentence: Sentence) -> Iterator[Token]:
    """The subjects of main clauses."""
    heads = {t.index for t in sentence.tokens if t.dep == "root"}
    heads |= {t.index for t in sentence.tokens if t.dep == "conj" and t.head in heads}
    return (t for t in sentence.tokens if t.dep in SUBJECTS and t.head in heads)


def _stands_for_nothing(sentence: Sentence, pronoun: Token) -> bool:
    """True for "it" and « il » before verbs of weather and seeming, and of what a clause tells."""
    own = grammar.of(sentence.language)
    if pronoun.dep not in SUBJECTS or pronoun.text.lower() not in own.expletives:
        return False
    verb = sentence.tokens[pronoun.head]
    below = sentence.children(verb.index)
    near = [*below, *sentence.tokens[pronoun.index + 1 : pronoun.index + 2]]
    said = pronoun.dep == "nsubj:pass" and any(t.dep in ("ccomp", "csubj") for t in below)
    lasts = any(t.dep == "obj" and t.lemma.lower() in _words(own.code).times for t in below)
    empty = lasts or any(t.dep == "cop" or t.text.lower() == "y" for t in near)
    return said or empty or verb.lemma.lower() in own.impersonal_verbs


def _may_be_meant(pronoun: Token, noun: Token, sentence: Sentence) -> bool:
    """Whether a noun beside what led the clause may be meant as well: "he" may be a named person.

    Of a place beside ("to France") the next sentence hardly tells.
    """
    label = _label(sentence, noun)
    if label == "PERSON":
        return pronoun.text.lower() in _words(sentence.language).person_pronouns
    beside = noun.dep.startswith("obl") and label in _PLACES
    return not beside and agrees(pronoun, noun, sentence)


def _label(sentence: Sentence, noun: Token) -> str | None:
    """What kind of name a noun belongs to."""
    return next((e.label for e in sentence.entities if e.first <= noun.index < e.last), None)


class _Words(NamedTuple):
    """Words of a language. times: the nouns of time expressions: "year", "Monday"."""

    people: frozenset[str]
    person_pronouns: frozenset[str]
    times: frozenset[str]


@cache
def _words(language: str) -> _Words:
    """The words of a language, its table read once."""
    names = (*calendar.names(language, "month"), *calendar.names(language, "weekday"))
    listed = languages.table(language, "lexicon")
    return _Words(
        people=frozenset(word for words in listed["people"].values() for word in words.split()),
        person_pronouns=frozenset(listed["grammar"]["person_pronouns"].split()),
        times=frozenset(listed["time"]["words"].split()).union(*names),
    )
