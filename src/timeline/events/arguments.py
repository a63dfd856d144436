"""Participants, places and amounts of a candidate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from typing import Literal, TypeVar

from timeline import model, names
from timeline.events import offices, people, tree
from timeline.events.frames import Frame
from timeline.events.lexicon import Lexicon
from timeline.events.spelling import clean
from timeline.events.triggers import Candidate
from timeline.languages import calendar
from timeline.model import Amount, Participant, Passage, Place
from timeline.model.unchecked import record
from timeline.syntax import Sentence, Token

Role = Literal["agent", "patient", "other"]
_Named = TypeVar("_Named")
# A clause longer than this is read for places and amounts near its trigger only.
_NEAR = 25
# Labels of those who may take part in an event.
_ACTING = {"PERSON", "ORG", "GPE", "LOC", "NORP", "MISC"}
# What only describes a phrase, or tells something of its own.
_ASIDE = {"acl:relcl", "acl", "appos", "parataxis", "advcl", "discourse"}
# A clause that tells an event of its own.
_APART = {"conj", "parataxis", "advcl", "acl:relcl"}
# The clause that a verb governs ("said that …"), and an infinitive that tells the aim of a thing.
_GOVERNED = {"ccomp", "xcomp"}
_AIMS = {"advcl", "acl"}


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the arguments of the candidates of one sentence."""

    text: str
    sentence: Sentence
    passage: Passage
    cast: people.Cast
    words: Lexicon
    # What was found before, by the index of its token: candidates share subjects and objects.
    _arguments: dict[int, model.Argument] = field(default_factory=dict, init=False, repr=False)
    _named: dict[int, tuple[str, str]] = field(default_factory=dict, init=False, repr=False)

    def frame(self, candidate: Candidate, found: Frame) -> model.Frame:
        """The frame as a record."""
        content = self._content(candidate)
        return record(
            model.Frame,
            subject=self._argument(found.subject) if found.subject else None,
            object=self._argument(found.object) if found.object else None,
            others=tuple(self._argument(t) for t in found.others),
            content=self._argument(content) if content else None,
            passive=found.passive,
        )

    def _content(self, candidate: Candidate) -> Token | None:
        """The head of the clause that the event's words govern, or of what they are done for."""
        heads = dict.fromkeys((candidate.verb, *candidate.chain[:1], candidate.head))
        own = {candidate.head, *candidate.chain}
        below = [t for v in heads if v is not None for t in self.sentence.children(v)]
        found = [t for t in below if t.index not in own]
        governed = (t for t in found if t.dep in _GOVERNED)
        aims = (t for t in found if t.dep in _AIMS and t.morph.get("VerbForm") == "Inf")
        return next(chain(governed, aims), None)

    def _argument(self, token: Token) -> model.Argument:
        found = self._arguments.get(token.index)
        if found is None:
            found = self._arguments[token.index] = self._phrase(token)
        return found

    def _phrase(self, token: Token) -> model.Argument:
        sentence = self.sentence
        whole = sentence.subtree(token.index)
        away: set[int] = set()
        for t in whole:
            if t.dep in _ASIDE and t.index != token.index:
                away |= sentence.governed(t.index)
        told = [t for t in whole if t.index not in away and t.pos != "PUNCT"] or [token]
        text = " ".join(t.text for t in told)
        name, _ = self.named(token)
        return record(
            model.Argument,
            text=text,
            head=tree.lemma(token),
            start=whole[0].start,
            end=whole[-1].end,
            means=name if name and name not in text else None,
        )

    def participants(self, candidate: Candidate, found: Frame) -> tuple[Participant, ...]:
        """Named actors first by role, each once."""
        made: list[Participant] = []
        target = found.object
        if found.subject is not None:
            # "the officer who arrested Tom Bailey": not beside the officer, whatever the parser
            same = None if target is None else self._start(target)
            made += [p for p in self._actors(found.subject, "agent") if p.start != same]
        if target is not None:
            made += self._actors(target, "patient")
        made += self._owner(candidate)
        for t in found.others:
            made += self._other(candidate, t, owned=found.subject is not None)
        unique: dict[str, Participant] = {}
        for p in made:
            unique.setdefault(p.name.casefold(), p)
        return tuple(unique.values())

    def _other(self, candidate: Candidate, t: Token, *, owned: bool) -> list[Participant]:
        """Who takes part by what completes the event; of a place nobody but persons."""
        where = tree.cases(self.sentence, t.index)
        if where in self.words.grammar["sources"]:
            return []  # "according to Ann Lee": she only tells of it
        owns = candidate.nominal and t.dep == "nmod:poss" and t.head == candidate.head
        named = self._actors(t, "agent" if owns and not owned else "other")
        alone = candidate.nominal and candidate.verb is None
        located = where in self.words.grammar["place"] and not alone
        if located and not self._receives(candidate, t):
            return [p for p in named if p.kind == "person"]
        return named

    def _start(self, token: Token) -> int:
        entity = tree.entity_at(self.sentence, token.index)
        return token.start if entity is None else self.sentence.tokens[entity.first].start

    def _owner(self, candidate: Candidate) -> list[Participant]:
        """The person a possessive before the noun means (« son arrestation »)."""
        if not candidate.nominal:
            return []
        for t in self.sentence.children(candidate.head):
            if t.dep == "det" and t.text.lower() in self.words.own.possessives:
                name = self.cast.owner(self.sentence, t)
                if name is not None:
                    return [
                        record(
                            Participant,
                            name=name,
                            kind="person",
                            role="other",
                            start=t.start,
                            end=t.end,
                        )
                    ]
        return []

    def _receives(self, candidate: Candidate, t: Token) -> bool:
        """True for « à la Hongrie », which says to whom: where would be « en Hongrie »."""
        sentence, words = self.sentence, self.words
        articles = words.own.recipient_articles
        if not articles or tree.cases(sentence, t.index) not in words.grammar["recipient"]:
            return False
        key = tree.lemma(sentence.tokens[candidate.chain[-1]]) if candidate.chain else ""
        definite = any(c.text.lower() in articles for c in sentence.children(t.index))
        entity = tree.entity_at(sentence, t.index)
        if entity is None:
            return False
        state = names.country(clean(entity.text), sentence.language) is not None
        handed = key in words.grammar["handing"]
        return (state and (definite or handed)) or entity.label == "ORG"

    def _actors(self, token: Token, role: Role) -> list[Participant]:
        heads = tree.enumerated(self.sentence, token.index)
        listed = [named for t in heads for named in (self._bearers(t) or [t])]
        return [p for t in listed for p in self._acting(t, role)]

    def _acting(self, t: Token, role: Role) -> list[Participant]:
        """Who is meant by one member of a list."""
        actor = self._actor(t, role)
        beside = [p for c in self._beside(t) if (p := self._actor(c, role)) is not None]
        if beside and (actor is None or actor.kind == "group"):
            # "the striker Ivo Marin", "her husband, Karl Vogt"
            return beside
        if actor is not None:
            return [actor]
        # "the talks of the Russian president with …": one level down, names only.
        below = (
            self._actor(b, "other")
            for b in self.sentence.children(t.index)
            if b.dep in ("nmod", "nmod:poss", "appos")
            and not tree.is_time(self.sentence, b.index, self.words)
        )
        return [p for p in below if p is not None and p.kind != "group"]

    def _beside(self, token: Token) -> list[Token]:
        """The named persons or bodies in apposition to a noun."""
        sentence, words = self.sentence, self.words
        if token.pos != "NOUN" or tree.entity_at(sentence, token.index) is not None:
            return []
        near = []
        for t in sentence.children(token.index):
            entity = tree.entity_at(sentence, t.index)
            label = "" if entity is None else entity.label
            apposed = t.dep in ("appos", "flat", "flat:name", "nmod") and t.index > token.index
            apposed = apposed and not tree.cases(sentence, t.index)
            named = label in ("PERSON", "ORG") or (label == "" and t.pos == "PROPN")
            # "elected Joan Reed leader"
            office = words.people.get(tree.lemma(token), "groups") != "groups"
            before = t.dep == "compound" and label == "PERSON" and office
            if (apposed and named and t.text[:1].isupper()) or before:
                near += tree.conjuncts(sentence, t.index)
        return near

    def _bearers(self, token: Token) -> list[Token]:
        office = tree.lemma(token) in self.words.people
        return people.bearers(self.sentence, token) if office else []

    def _actor(self, token: Token, role: Role) -> Participant | None:
        sentence = self.sentence
        name, label = self.named(token)
        if not name:
            return None
        kind = names.kind(name, label, sentence.language)
        if label == "" and kind == "organisation":
            kind = "group"
        entity = tree.entity_at(sentence, token.index)
        first, last = (
            (entity.first, entity.last - 1) if entity is not None else (token.index, token.index)
        )
        return record(
            Participant,
            name=name,
            kind=kind,
            role=role,
            start=sentence.tokens[first].start,
            end=sentence.tokens[last].end,
        )

    def named(self, token: Token) -> tuple[str, str]:
        """Name and entity label of an actor; "" for both where the token names nobody."""
        found = self._named.get(token.index)
        if found is None:
            found = self._named[token.index] = self._name_of(token)
        return found

    def _name_of(self, token: Token) -> tuple[str, str]:
        sentence = self.sentence
        entity = tree.entity_at(sentence, token.index)
        if _is_day(sentence, token):
            return "", ""
        if entity is not None and entity.label in _ACTING:
            name = clean(entity.text)
            if token.pos == "ADJ" and entity.label != "PERSON":
                return "", ""
            if self.cast.is_person(name, entity.label):
                return name, "PERSON"
            if token.pos == "PROPN" or entity.label not in ("NORP", "MISC"):
                return name, entity.label
        return self._meant(token)

    def _meant(self, token: Token) -> tuple[str, str]:
        """Whom a pronoun, an office or a name means that no model has recognised."""
        sentence, words = self.sentence, self.words
        if token.pos == "PRON" or (token.pos == "DET" and token.dep == "nmod:poss"):
            return self.cast.pronoun(sentence, token) or ("", "")
        if tree.lemma(token) in words.people:
            return self._office(token)
        # "Sunday's vote" is nobody's
        if token.pos != "PROPN" or tree.is_time(sentence, token.index, words):
            return "", ""
        if not token.text[:1].isupper():
            return "", ""
        name = clean(self._name(token))
        return name, "PERSON" if self.cast.is_person(name, "") else ""

    def _office(self, token: Token) -> tuple[str, str]:
        sentence, words = self.sentence, self.words
        holder = offices.holder(self.cast, sentence, token)
        if holder is not None:
            return holder, "PERSON"
        if words.people[tree.lemma(token)] == "groups":
            return self._name(token), ""
        return "", ""

    def _name(self, token: Token) -> str:
        """The noun with the words that make it one name ("Russian troops")."""
        inside = [
            t
            for t in self.sentence.children(token.index)
            if (
                t.dep in ("compound", "amod", "flat", "flat:name")
                or (t.dep == "nmod" and t.pos == "PROPN" and t.index == token.index + 1)
            )
            and abs(t.index - token.index) <= 4
            and not tree.is_time(self.sentence, t.index, self.words)
        ]
        parts = sorted([*inside, token], key=lambda t: t.index)
        first, last = parts[0], parts[-1]
        raw = self.text[first.start : last.end]
        return " ".join(raw.split())

    def places(self, candidate: Candidate) -> tuple[Place, ...]:
        """Places of the gazetteer in the event's own clause."""
        sentence = self.sentence
        told = sentence.once("places", lambda: names.places(self._whole(), sentence.language))
        months = self.words.time["months"]
        found = _inside(told, sentence.start, self.window(candidate)) if told else []
        named = (p for start, end, p in found if self.text[start:end].lower() not in months)
        return tuple(dict.fromkeys(named))

    def amounts(self, candidate: Candidate) -> tuple[Amount, ...]:
        """Amounts in the event's own clause."""
        sentence = self.sentence
        told = sentence.once("amounts", lambda: names.amounts(self._whole(), sentence.language))
        if not told:
            return ()
        found = _inside(told, sentence.start, self.window(candidate))
        kept = (amount for start, _, amount in found if not self._day(start))
        return tuple(dict.fromkeys(kept))

    def _day(self, start: int) -> bool:
        """True behind a month: "the March 23 airstrikes" were not 23."""
        before = self.text[max(start - 12, 0) : start].lower().split()[-1:]
        return self.words.own.day_behind_month and not self.words.time["months"].isdisjoint(before)

    def _whole(self) -> str:
        return self.text[self.sentence.start : self.sentence.end]

    def window(self, candidate: Candidate) -> tuple[int, int]:
        """Raw span of the clause: all below the trigger, without clauses of their own."""
        key = ("window", candidate.head, candidate.verb)
        return self.sentence.once(key, lambda: _span(own_clause(self.sentence, candidate)))


def _span(tokens: list[Token]) -> tuple[int, int]:
    return tokens[0].start, tokens[-1].end


def _inside(
    found: Sequence[tuple[int, int, _Named]], offset: int, window: tuple[int, int]
) -> list[tuple[int, int, _Named]]:
    """What is found in a sentence that begins at `offset`, where it begins in a raw window."""
    return [
        (offset + start, offset + end, named)
        for start, end, named in found
        if window[0] <= offset + start < window[1]
    ]


def own_clause(sentence: Sentence, candidate: Candidate) -> list[Token]:
    """The unbroken run of tokens around the trigger that belongs to its clause."""
    top = candidate.head if candidate.verb is None else candidate.chain[0]
    if candidate.nominal and any(t.index == candidate.head for t in sentence.ancestors(top)):
        # In "sanctions imposed by …" the noun stands above its verb.
        top = candidate.head
    own = {top, *candidate.chain}
    inside = set(sentence.governed(top))
    for t in sentence.subtree(top):
        if t.dep in _APART and t.pos in tree.VERBAL and t.index in inside - own:
            below = sentence.governed(t.index)
            if candidate.head not in below:
                inside -= below
    inside |= {candidate.head, *range(*candidate.span)}
    return [
        t for t in sentence.tokens if t.index in inside and abs(t.index - candidate.head) <= _NEAR
    ]


def _is_day(sentence: Sentence, token: Token) -> bool:
    """Whether a word is the month of a day, whatever name was seen in it: "Oct. 30"."""
    numbered = any(t.dep == "nummod" and t.text.isdigit() for t in sentence.children(token.index))
    return numbered and token.text.lower().rstrip(".") in _months(sentence.language)


@cache
def _months(language: str) -> frozenset[str]:
    return frozenset(name for listed in calendar.names(language, "month") for name in listed)
