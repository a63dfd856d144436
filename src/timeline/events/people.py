"""Who a pronoun or "the president" means, where the article makes that plain.

The cast is read off the article first: every person named, with the office and the nation stated
beside the name. A pronoun means the one person of its gender last spoken of, an office the one
person the article gives it to; where two could be meant, nobody is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from timeline import centering, names
from timeline.events import (
    article_topic,
    evidence,
    genders,
    offices,
    pronouns,
    tree,
    types,
)
from timeline.events.lexicon import Lexicon
from timeline.events.spelling import clean
from timeline.syntax import Entity, Sentence, Token

# How a name hangs on the office that stands beside it.
_BESIDE = ("appos", "flat", "flat:name", "nmod")


@dataclass(slots=True)
class Person:
    """One person of the article.

    name: the fullest form seen; nations: ISO codes; told: how often sentences read so far speak of
    the person.
    """

    name: str
    families: set[str] = field(default_factory=set)
    nations: set[str] = field(default_factory=set)
    gender: str | None = None
    seen: list[tuple[int, int, bool]] = field(default_factory=list)
    told: int = 0


class Cast:
    """The persons of one article, in order of appearance, and the article's theme."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        words: Lexicon,
        apart: frozenset[int] = frozenset(),
    ) -> None:
        """apart: passages that are no running text, which pronouns elsewhere don't look into."""
        self.words = words
        self.apart = apart
        self.sentences = {s.number: s for s in sentences}
        self.spots: dict[int, list[pronouns.Spot]] = {}
        # The sentences, by number, that speak of each person, as often as they do.
        self.spoken_of: dict[str | None, list[int]] = {}
        self._meant: dict[tuple[int, int], str | None] = {}
        self.people: dict[str, Person] = {}
        self.shared: set[str] = set()
        self.theme = types.theme(sentences, words)
        self.about = evidence.article(sentences, words)
        self.topic = article_topic.of(sentences, words)
        for sentence in sentences:
            for entity in (*sentence.entities, *_missed(sentence)):
                if entity.label == "PERSON" and _looks_named(entity):
                    self._meet(sentence, entity)
        self.by_name: dict[str | None, Person] = {}
        for person in self.people.values():
            self.by_name.setdefault(person.name, person)
        self.in_office = offices.by_office(self.people.values())
        self.tally = pronouns.Tally()
        pronouns.read(self, sentences)
        told = {s.number: s for s in sentences}
        persons = {told[n].tokens[i].start: name for (n, i), name in self._meant.items() if name}
        self.things = centering.meanings(sentences, persons)

    def _meet(self, sentence: Sentence, entity: Entity) -> None:
        person = self._named(clean(entity.text), sentence.language)
        if person is None:
            return
        head = head_of(sentence, entity)
        token = sentence.tokens[head]
        person.seen.append((sentence.number, head, token.dep in tree.SUBJECTS))
        person.gender = person.gender or self._gender(sentence, entity, head)
        near = [t for t in sentence.children(head) if t.dep in ("compound", "appos", "amod")]
        above = sentence.tokens[token.head]
        if token.dep in _BESIDE and tree.lemma(above) in self.words.people:
            near.append(above)
        for t in near:
            offices.held(person, sentence, t, self.words)

    def _named(self, name: str, language: str) -> Person | None:
        """The person of a name, a new one where it was not met; None where it is no one's."""
        full = " " in name
        if names.country(name, language) or (not full and names.places(name, language)):
            return None
        key = _surname(name)
        first = self.people.get(key)
        if full and first and " " in first.name and genders.namesakes(name, first.name):
            self.shared.add(key)
            key = name.casefold()
        elif key in self.shared and not full:
            return None  # one of two of the name, and nobody says which
        person = self.people.setdefault(key, Person(name))
        person.name = max(person.name, name, key=len)
        return person

    def _gender(self, sentence: Sentence, entity: Entity, head: int) -> str | None:
        """The gender told by what stands before the name, the name, or an apposition to it."""
        start = max(entity.first - 2, 0)
        before = [t.text for t in sentence.tokens[start : entity.first]][-1:]
        found = genders.of_name(clean(entity.text), before)
        if found is not None:
            return found
        for t in sentence.children(head):
            if t.dep == "appos" and (g := genders.of_noun(t.text, sentence.language)):
                return g
        return None

    def person(self, name: str) -> str:
        """The fullest form of a person's name that the article has."""
        known = self.people.get(name.casefold())
        if known is None and not (_surname(name) in self.shared and " " not in name):
            known = self.people.get(_surname(name))
        if known is None or (" " in name and genders.namesakes(name, known.name)):
            return name
        return known.name

    def is_person(self, name: str, label: str) -> bool:
        """Whether a name is a person's, also where the recogniser took it for a body or a place.

        The bare surname of somebody the article names in full ("Jobs said").
        """
        if label == "PERSON" or " " in name:
            return label == "PERSON"
        known = self.people.get(name.casefold())
        return known is not None and " " in known.name and name.casefold() not in self.shared

    def pronoun(self, sentence: Sentence, token: Token) -> tuple[str, str] | None:
        """Name and label of what a third-person pronoun means, None where it isn't plain.

        Of things only bodies, countries and groups of people.
        """
        if token.text.lower() in self.words.grammar["person_pronouns"]:
            found = self.meant(sentence, token)
            if found is not None:
                return found, "PERSON"
        meant = self.things.get(token.start)
        if meant is None or isinstance(meant, str):
            return None if meant is None else (meant, "PERSON")
        entity = tree.entity_at(meant.sentence, meant.noun.index)
        if entity is not None:
            # "The last Boeing 717" is a plane.
            numbered = meant.sentence.child(meant.noun.index, "nummod") or meant.noun.pos == "NUM"
            named = entity.label in ("ORG", "GPE", "LOC") and not numbered
            return (clean(entity.text), entity.label) if named else None
        group = self.words.people.get(tree.lemma(meant.noun)) == "groups"
        several = meant.noun.morph.get("Number") == "Plur"
        return (meant.noun.text, "") if group and several else None

    def owner(self, sentence: Sentence, token: Token) -> str | None:
        """The person a possessive belongs to ("sa visite"), None where it isn't plain."""
        return self.meant(sentence, token)

    def meant(self, sentence: Sentence, token: Token) -> str | None:
        """The person a personal or possessive pronoun means."""
        key = (sentence.number, token.index)
        if key not in self._meant:
            self._meant[key] = pronouns.resolve(self, sentence, token)
        return self._meant[key]


def bearers(sentence: Sentence, office: Token) -> list[Token]:
    """The named persons an office is said of ("les présidents A et B"), in text order."""
    for t in sentence.children(office.index):
        entity = tree.entity_at(sentence, t.index)
        if (
            entity is not None
            and entity.label == "PERSON"
            and t.dep in _BESIDE
            and not tree.cases(sentence, t.index)
        ):
            return tree.conjuncts(sentence, t.index)
    return []


def head_of(sentence: Sentence, entity: Entity) -> int:
    """The token of an entity that hangs on something outside it."""
    for index in range(entity.first, entity.last):
        if not entity.first <= sentence.tokens[index].head < entity.last:
            return index
        if sentence.tokens[index].head == index:
            return index
    return entity.last - 1


def _missed(sentence: Sentence) -> list[Entity]:
    """Names of persons that the recogniser left out: a given name before another proper noun."""
    found = []
    for t, after in pairwise(sentence.tokens):
        if t.pos != "PROPN" or after.pos != "PROPN" or not genders.given(t.text):
            continue
        over = tree.entity_at(sentence, t.index) or tree.entity_at(sentence, after.index)
        if over is not None and (
            over.label == "PERSON" or (over.first, over.last) != (t.index, after.index + 1)
        ):
            continue
        name = f"{t.text} {after.text}"
        cased = after.text[:1].isupper() and len(after.text) > 2
        if cased and not names.places(name, sentence.language):
            found.append(Entity(t.index, after.index + 1, "PERSON", name))
    return found


def _surname(name: str) -> str:
    words = name.replace("'s", "").split()
    return words[-1].casefold() if words else ""


def _looks_named(entity: Entity) -> bool:
    return entity.text[:1].isupper() and any(c.isalpha() for c in entity.text)
