"""Who a pronoun or "the president" means, where the article makes that plain.

The cast is read off the article first: every person named, with the office and the nation stated
beside the name. A pronoun means the last person spoken of, an office its nearest holder; where two
could be meant, nobody is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from timeline.events import tree, types
from timeline.events.lexicon import Lexicon
from timeline.events.spelling import clean
from timeline.syntax import Entity, Sentence, Token

# How many sentences back a pronoun may reach.
REACH = 2


@dataclass(slots=True)
class Person:
    """One person of the article. name: the fullest form seen; nations: ISO codes."""

    name: str
    families: set[str] = field(default_factory=set)
    nations: set[str] = field(default_factory=set)
    seen: list[tuple[int, int, bool]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Other:
    """A named country or organisation as the subject of a clause: what "it" may mean."""

    name: str
    label: str
    sentence: int
    token: int


class Cast:
    """The persons of one article, in order of appearance, and the article's theme."""

    def __init__(self, text: str, sentences: Sequence[Sentence], words: Lexicon) -> None:
        self.words = words
        self.people: dict[str, Person] = {}
        self.others: list[Other] = []
        self.theme = types.theme(sentences, words)
        for sentence in sentences:
            for entity in sentence.entities:
                if entity.label == "PERSON" and _looks_named(entity):
                    self._meet(sentence, entity)
                elif entity.label in ("ORG", "GPE", "LOC"):
                    head = head_of(sentence, entity)
                    if sentence.tokens[head].dep in tree.SUBJECTS:
                        name = clean(entity.text)
                        self.others.append(Other(name, entity.label, sentence.number, head))
            self.others += _groups(sentence, words)

    def _meet(self, sentence: Sentence, entity: Entity) -> None:
        from timeline import names

        key = _surname(entity.text)
        if names.country(entity.text, sentence.language):
            return
        name = clean(entity.text)
        person = self.people.setdefault(key, Person(name))
        if len(name) > len(person.name):
            person.name = name
        head = head_of(sentence, entity)
        token = sentence.tokens[head]
        person.seen.append((sentence.number, head, token.dep in tree.SUBJECTS))
        near = [t for t in sentence.children(head) if t.dep in ("compound", "appos", "amod")]
        if token.dep in ("appos", "flat", "flat:name", "nmod") and (
            tree.lemma(sentence.tokens[token.head]) in self.words.people
        ):
            near.append(sentence.tokens[token.head])
        for t in near:
            self._office(person, sentence, t)

    def _office(self, person: Person, sentence: Sentence, office: Token) -> None:
        key = tree.lemma(office)
        family = self.words.people.get(key)
        if family not in (None, "groups", "counterpart"):
            person.families.add(str(family))
        person.nations.update(nations(sentence, office))

    def person(self, name: str) -> str:
        """The fullest form of a person's name that the article has."""
        known = self.people.get(_surname(name))
        return known.name if known is not None else name

    def pronoun(self, sentence: Sentence, token: Token) -> tuple[str, str] | None:
        """Name and label of what a third-person pronoun means, None where it isn't plain."""
        text = token.text.lower()
        if text in self.words.grammar["person_pronouns"]:
            found = self._local(sentence, token) or self._last(sentence, token)
            return None if found is None else (found, "PERSON")
        if text in self.words.grammar["group_pronouns"]:
            other = self._last_other(sentence, token, ("GROUP", "ORG"))
            return None if other is None else (other.name, other.label.replace("GROUP", ""))
        if text in self.words.grammar["thing_pronouns"]:
            other = self._last_other(sentence, token, ("ORG", "GPE", "LOC"))
            return None if other is None else (other.name, other.label)
        return None

    def owner(self, sentence: Sentence, token: Token) -> str | None:
        """The person a possessive belongs to ("sa visite"), None where it isn't plain."""
        return self._local(sentence, token) or self._last(sentence, token)

    def _local(self, sentence: Sentence, token: Token) -> str | None:
        """The holder of an office spoken of before the token in its own sentence."""
        for t in reversed(sentence.tokens[: token.index]):
            entity = tree.entity_at(sentence, t.index)
            if entity is not None and entity.label == "PERSON":
                return None
            if t.dep in tree.SUBJECTS and tree.lemma(t) in self.words.people:
                return self.holder(sentence, t)
        return None

    def _last(self, sentence: Sentence, token: Token) -> str | None:
        """The nearest person before the token; a subject goes before others of its sentence."""
        if self._unnamed(sentence, token):
            return None
        owned = token.dep == "nmod:poss" or token.morph.get("Poss") == "Yes"
        best: tuple[tuple[int, bool, int], str] | None = None
        for person in self.people.values():
            for number, index, subject in person.seen:
                back = sentence.number - number
                if not 0 <= back <= REACH or (back == 0 and index >= token.index):
                    continue
                # "A congratulated B on his victory": an owner is the last one named.
                rank = (-back, subject and not owned, index)
                if best is None or rank > best[0]:
                    best = (rank, person.name)
        return None if best is None else best[1]

    def _unnamed(self, sentence: Sentence, token: Token) -> bool:
        """True when a person without a name is the nearer one ("the spokesman … his")."""
        for t in reversed(sentence.tokens[: token.index]):
            entity = tree.entity_at(sentence, t.index)
            if entity is not None and entity.label == "PERSON":
                return False
            family = self.words.people.get(tree.lemma(t))
            if t.dep in tree.SUBJECTS and family is not None and family != "groups":
                return True
        return False

    def _last_other(
        self, sentence: Sentence, token: Token, labels: tuple[str, ...]
    ) -> Other | None:
        near = [
            o
            for o in self.others
            if o.label in labels
            and 0 <= sentence.number - o.sentence <= (2 if "GROUP" in labels else 1)
            and (o.sentence < sentence.number or o.token < token.index)
        ]
        return near[-1] if near else None

    def holder(self, sentence: Sentence, office: Token) -> str | None:
        """The person an office without a name means ("the Belarusian president")."""
        family = self.words.people.get(tree.lemma(office))
        if family in (None, "groups", "other", "speaker", "lawmaker"):
            return None
        wanted = nations(sentence, office)
        definite = any(
            t.dep in ("det", "nmod:poss", "amod") for t in sentence.children(office.index)
        )
        if not definite:
            return None
        fitting = []
        for person in self.people.values():
            if family != "counterpart" and family not in person.families:
                continue
            if wanted and not wanted & person.nations:
                continue
            if family == "counterpart" and not wanted:
                continue
            before = [
                (n, i) for n, i, _ in person.seen
                if n < sentence.number or (n == sentence.number and i < office.index)
            ]  # fmt: skip
            if before:
                fitting.append((max(before), person.name))
        if not fitting or (len(fitting) > 1 and not wanted):
            return None
        return max(fitting)[1]


def nations(sentence: Sentence, office: Token) -> set[str]:
    """ISO codes of the nations named beside an office ("Russian President", "président russe")."""
    from timeline import names

    found = set()
    around = list(sentence.children(office.index))
    if office.dep in ("compound", "appos", "amod"):
        around += list(sentence.children(office.head))
    for t in around:
        if t.dep in ("amod", "compound", "nmod", "nmod:poss", "flat"):
            code = names.demonym(t.text, sentence.language)
            if code is None and t.dep.startswith("nmod") and t.pos == "PROPN":
                code = names.country(t.text, sentence.language)
            if code is not None:
                found.add(code)
    return found


def bearers(sentence: Sentence, office: Token) -> list[Token]:
    """The named persons an office is said of ("les présidents A et B"), in text order."""
    for t in sentence.children(office.index):
        entity = tree.entity_at(sentence, t.index)
        if (
            entity is not None
            and entity.label == "PERSON"
            and t.dep in ("appos", "flat", "flat:name", "nmod")
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


def _groups(sentence: Sentence, words: Lexicon) -> list[Other]:
    """Groups of people that a sentence speaks of, in their plain words ("migrants")."""
    return [
        Other(t.text, "GROUP", sentence.number, t.index)
        for t in sentence.tokens
        if words.people.get(tree.lemma(t)) == "groups"
        and t.morph.get("Number") == "Plur"
        and t.dep in (*tree.SUBJECTS, "obj")
    ]


def _surname(name: str) -> str:
    words = name.replace("'s", "").split()
    return words[-1].casefold() if words else ""


def _looks_named(entity: Entity) -> bool:
    return entity.text[:1].isupper() and any(c.isalpha() for c in entity.text)
