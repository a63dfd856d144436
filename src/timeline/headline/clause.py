"""The clause of a headline: which tokens of a sentence it may have, and what stands for others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from timeline.languages import grammar
from timeline.model import DatedMention
from timeline.syntax import Sentence, Token

SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "csubj:pass")
VERBAL = {"VERB", "AUX"}
AUXILIARY = ("aux", "aux:pass", "aux:tense", "cop")
# Of a noun's phrase what is neither a clause nor an aside.
_PHRASE = {
    "det", "amod", "compound", "nummod", "flat", "flat:name", "flat:foreign", "nmod", "nmod:poss",
    "case", "fixed", "goeswith", "conj", "cc", "punct", "advmod", "dep",
}  # fmt: skip
_MARKS = frozenset({*",;:()", "--", "–", "—"})
OPENING, CLOSING = frozenset('"“«„‘'), frozenset('"”»’')
# A word in small letters no longer than this may be an article.
_ARTICLE = 3


@dataclass(slots=True)
class Clause:
    """The tokens of one sentence that may stand in a headline, all by their index.

    top: the token that heads them. subject: who acts, None where nobody is told. trigger: the words
    that name the event. kept: all that stand. pronoun: one that acts but stands behind the verb.
    says: it tells that somebody says something. doubtful: what it is about does not agree with it.
    bound: words of other clauses that it can't do without. dates: what is left out as a date.
    instead: what is written in square brackets in the place of a token. behind: what is written so
    behind one, at -1 before all.
    """

    sentence: Sentence
    top: int
    kept: set[int]
    trigger: frozenset[int]
    subject: int | None = None
    pronoun: Token | None = None
    says: bool = False
    doubtful: bool = False
    bound: set[int] = field(default_factory=set)
    dates: set[int] = field(default_factory=set)
    instead: dict[int, str] = field(default_factory=dict)
    behind: dict[int, str] = field(default_factory=dict)

    @property
    def fixed(self) -> set[int]:
        """What is never left out."""
        told = {self.top, *self.trigger, *self.bound}
        return told if self.subject is None else told | {self.subject}

    def below(self, index: int) -> set[int]:
        """What is kept of a token and of all that it governs."""
        return self.kept & self.sentence.governed(index)

    def words(self) -> int:
        """How many words are kept; an English "'s" is part of the word before it."""
        return len(self.kept & self.sentence.once("words", self._counted))

    def _counted(self) -> frozenset[int]:
        tokens = self.sentence.tokens
        return frozenset(t.index for t in tokens if t.pos != "PUNCT" and t.text[:1] != "'")

    def name(self, means: Mapping[int, str]) -> None:
        """Put names in brackets where pronouns stand for them.

        means: the name that the phrase which begins at a raw offset stands for.
        """
        tokens = self.sentence.tokens
        if self.pronoun is not None and self.pronoun.start in means:
            self.behind[-1] = means[self.pronoun.start]
        told = {tokens[i].text for i in self.kept}
        own = grammar.of(self.sentence.language)
        for i in sorted(i for i in self.kept if tokens[i].start in means):
            known = means[tokens[i].start]
            if not told.isdisjoint(_telling(known)):
                continue
            if tokens[i].pos == "PRON" and tokens[i].dep != "nmod:poss":
                self.instead[i] = known
            elif tokens[i].dep == "nmod:poss" and i == min(self.kept):
                if own.possessive(known) == known:
                    continue  # « [le Louvre] présidente » is no French
                self.instead[i] = own.possessive(known)
            elif (noun := self._role(tokens[i])) is not None:
                self.behind[noun] = known
            else:
                continue
            told |= set(known.split())

    def _role(self, first: Token) -> int | None:
        """The noun of the bare role that a word opens, where nothing follows it: "the minister"."""
        noun = next((t for t in (first, *self.sentence.ancestors(first.index))
                     if t.pos in ("NOUN", "PROPN")), None)  # fmt: skip
        if noun is None or noun.pos == "PROPN" or first.pos not in ("DET", "NOUN", "ADJ"):
            return None
        after = self.below(noun.index)
        return noun.index if max(after, default=-1) == noun.index else None


def _telling(name: str) -> set[str]:
    """The words of a name by which it is known again, no article among them."""
    return {word for word in name.split() if word[:1].isupper() or len(word) > _ARTICLE}


def words_of(sentence: Sentence, mention: DatedMention) -> frozenset[int]:
    """The indices of the words that name the event."""
    trigger = mention.event.trigger
    return frozenset(t.index for t in sentence.covering(trigger.start, trigger.end))


def verbal(sentence: Sentence, token: Token) -> bool:
    """Whether a token heads a clause: a verb, or a noun or adjective with a verb of being."""
    return token.pos in VERBAL or sentence.child(token.index, "cop") is not None


def completes(sentence: Sentence, t: Token) -> bool:
    """Whether a phrase behind a word is what that means without which it would mean another thing.

    "confirmed as missing"; "ordered the shops closed"; "the right to strike"; "accused the guards
    of beating clerks"; "became the first woman to win a cup".
    """
    above, below = sentence.tokens[t.head], sentence.children(t.index)
    own = grammar.of(sentence.language)
    if any(c.dep in SUBJECTS for c in below) or t.index < above.index:
        return False
    leads = next((c for c in below if c.dep in ("mark", "case")), None)
    word = "" if leads is None else leads.text.lower()
    if t.dep in ("advcl", "dep", "obl") and above.pos == "VERB" and word in own.being:
        return t.pos == "VERB" or sentence.child(t.index, "det") is None
    if leads is not None and leads.dep == "mark":
        return accused_of(sentence, t) or _completes_noun(sentence, t, above)
    return _harming(sentence, t) or _completes_noun(sentence, t, above)


def _harming(sentence: Sentence, t: Token) -> bool:
    """Whether a participle tells what something came to: "crashed, killing ten"."""
    harms = t.lemma in grammar.of(sentence.language).harming
    return t.dep == "advcl" and harms and t.morph.get("VerbForm") in ("Part", "Ger")


def accused_of(sentence: Sentence, t: Token) -> bool:
    """Whether a clause tells what a verb above says somebody did: "convicted him of lying"."""
    own, above = grammar.of(sentence.language), sentence.tokens[t.head]
    verb = above if above.pos == "VERB" else sentence.tokens[above.head]
    marks = {c.text.lower() for c in sentence.children(t.index) if c.dep == "mark"}
    return bool(marks & own.genitive) and verb.lemma in own.accusing


def _ranked(sentence: Sentence, t: Token) -> bool:
    """Whether an infinitive tells of what a rank before it is one: "the first woman in ten years
    to win a cup"."""
    words = grammar.of(sentence.language).ranking
    above, mark = sentence.tokens[t.head], sentence.child(t.index, "mark")
    if t.morph.get("VerbForm") != "Inf" or mark is None or not words:
        return False
    nouns = [above, *(c for c in sentence.children(above.index) if c.dep in ("xcomp", "obj"))]
    return any(
        c.dep == "amod" and (c.text.lower() in words or c.morph.get("Degree") == "Sup")
        for noun in nouns
        if noun.index < t.index
        for c in sentence.children(noun.index)
    )


def _completes_noun(sentence: Sentence, t: Token, above: Token) -> bool:
    """Whether a clause about a noun is an infinitive that it or its rank leads to, or what it is
    made into."""
    if t.dep != "acl":
        return t.dep == "advcl" and _ranked(sentence, t)
    if _ranked(sentence, t):
        return True
    own, form = grammar.of(sentence.language), t.morph.get("VerbForm")
    if form == "Inf":
        return above.lemma.lower() in own.aiming
    made = above.dep == "obj" and sentence.tokens[above.head].lemma in own.making
    return made and form == "Part" and t.index == above.index + 1


def phrase_of(sentence: Sentence, noun: int, clause: int | None = None) -> set[int]:
    """The indices of a noun's phrase without what else is told about it.

    clause: the token of a clause about the noun, behind which nothing of the phrase stands.
    """
    found, open_ = {noun}, [noun]
    while open_:
        for t in sentence.children(open_.pop()):
            beyond = clause is not None and noun < clause <= t.index
            leads = t.dep in ("case", "cc") and t.head == noun
            other = t.text in _MARKS or (t.pos in VERBAL and t.dep == "conj")
            if t.dep in _PHRASE and not (beyond or leads or other):
                found.add(t.index)
                open_.append(t.index)
    return found


def text_of(sentence: Sentence, indices: set[int]) -> str:
    """The words of some tokens with the spaces that stand between them, none a capital only for
    opening the sentence."""
    text, end = "", None
    for i in sorted(indices):
        t = sentence.tokens[i]
        opens = i == 0 and t.pos not in ("PROPN", "NUM") and t.text[1:] == t.text[1:].lower()
        text += " " * (end is not None and t.start > end) + (t.text.lower() if opens else t.text)
        end = t.end
    return text


def quotation_marks(sentence: Sentence) -> dict[int, int]:
    """The quotation marks, each with the index of its other half, -1 where it has none."""
    return sentence.once("quotation marks", lambda: _pairs(sentence))


def _pairs(sentence: Sentence) -> dict[int, int]:
    open_: list[int] = []
    pairs: dict[int, int] = {}
    for t in sentence.tokens:
        if t.text in CLOSING and open_:
            first = open_.pop()
            pairs |= {first: t.index, t.index: first}
        elif t.text in OPENING | CLOSING:
            pairs[t.index] = -1
            if t.text in OPENING:
                open_.append(t.index)
    return pairs


def breaks_quotation(clause: Clause, below: set[int]) -> bool:
    """Whether a quotation would be no more what somebody said without some words.

    One that loses a mark is told as the source's own.
    """
    start, end = min(below), max(below)
    for first, last in quotation_marks(clause.sentence).items():
        inside = range(first + 1, last)
        # « Hier, il a neigé » may begin later.
        whole = start == inside.start or (start < first and end >= inside.stop - 1)
        if {first, last} <= clause.kept and (start in inside or end in inside) and not whole:
            return True
    return False
