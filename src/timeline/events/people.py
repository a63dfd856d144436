"""Who a pronoun or "the president" means, where the article makes that plain.

The cast is read off the article first: every person named, with the office and the nation stated
beside the name. A pronoun means the one person of its gender last spoken of, an office the one
person the article gives it to; where two could be meant, nobody is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from timeline.events import article_topic, evidence, genders, pronouns, tree, types
from timeline.events.lexicon import Lexicon
from timeline.events.spelling import clean
from timeline.syntax import Entity, Sentence, Token


@dataclass(slots=True)
class Person:
    """One person of the article. name: the fullest form seen; nations: ISO codes."""

    name: str
    families: set[str] = field(default_factory=set)
    nations: set[str] = field(default_factory=set)
    gender: str | None = None
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
        self._meant: dict[tuple[int, int], str | None] = {}
        self.people: dict[str, Person] = {}
        self.shared: set[str] = set()
        self.others: list[Other] = []
        self.theme = types.theme(sentences, words)
        self.about = evidence.article(sentences, words)
        self.topic = article_topic.of(sentences, words)
        for sentence in sentences:
            for entity in (*sentence.entities, *_missed(sentence)):
                if entity.label == "PERSON" and _looks_named(entity):
                    self._meet(sentence, entity)
                elif entity.label in ("ORG", "GPE", "LOC"):
                    head = head_of(sentence, entity)
                    if sentence.tokens[head].dep in tree.SUBJECTS:
                        name = clean(entity.text)
                        self.others.append(Other(name, entity.label, sentence.number, head))
            self.others += _groups(sentence, words)
        pronouns.read(self, sentences)
        self._chain(sentences)

    def _chain(self, sentences: Sequence[Sentence]) -> None:
        """Let "they" that is plain speak for the next "they"."""
        for sentence in sentences:
            for t in sentence.tokens:
                if t.text.lower() not in self.words.grammar["group_pronouns"]:
                    continue
                if t.dep in tree.SUBJECTS and (meant := self.pronoun(sentence, t)) is not None:
                    self.others.append(
                        Other(meant[0], meant[1] or "GROUP", sentence.number, t.index)
                    )
                    self.others.sort(key=lambda o: (o.sentence, o.token))

    def _meet(self, sentence: Sentence, entity: Entity) -> None:
        from timeline import names

        key = _surname(entity.text)
        if names.country(entity.text, sentence.language):
            return
        name = clean(entity.text)
        if " " not in name and names.places(name, sentence.language):
            return
        first = self.people.get(key)
        full = " " in name and first is not None and " " in first.name
        if full and first is not None and genders.namesakes(name, first.name):
            self.shared.add(key)
            key = name.casefold()
        elif key in self.shared and " " not in name:
            # One of two of the name, and nobody says which.
            return
        person = self.people.setdefault(key, Person(name))
        if len(name) > len(person.name):
            person.name = name
        head = head_of(sentence, entity)
        token = sentence.tokens[head]
        person.seen.append((sentence.number, head, token.dep in tree.SUBJECTS))
        if person.gender is None:
            person.gender = self._gender(sentence, entity, head)
        near = [t for t in sentence.children(head) if t.dep in ("compound", "appos", "amod")]
        if token.dep in ("appos", "flat", "flat:name", "nmod") and (
            tree.lemma(sentence.tokens[token.head]) in self.words.people
        ):
            near.append(sentence.tokens[token.head])
        for t in near:
            self._office(person, sentence, t)

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

    def _office(self, person: Person, sentence: Sentence, office: Token) -> None:
        out = self.words.grammar["not_in_office"]
        if any(t.text.lower() in out for t in sentence.children(office.index)):
            return  # "the former president, Ann Lee"
        family = family_of(sentence, office, self.words)
        found = nations(sentence, office)
        # The president of a council is not the one "the president" means in an article on a state.
        body = family in ("head", "government", "minister") and not found and any(
            t.dep.startswith("nmod") for t in sentence.children(office.index)
        )  # fmt: skip
        if family not in (None, "groups", "counterpart") and not body:
            person.families.add(str(family))
        person.nations.update(found)

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
        """Name and label of what a third-person pronoun means, None where it isn't plain."""
        text = token.text.lower()
        if text in self.words.grammar["person_pronouns"]:
            found = self.meant(sentence, token)
            if found is not None:
                return found, "PERSON"
            named = self._body(sentence, token) if self.words.own.things_have_gender else None
            return None if named is None else (named.name, named.label)
        if text in self.words.grammar["group_pronouns"]:
            labels = ("GROUP",) if self.words.own.things_have_gender else ("GROUP", "ORG")
            other = self._last_other(sentence, token, labels)
            return None if other is None else (other.name, other.label.replace("GROUP", ""))
        if text in self.words.grammar["thing_pronouns"]:
            thing = self._thing(sentence, token)
            return None if thing is None else (thing.name, thing.label)
        return None

    def owner(self, sentence: Sentence, token: Token) -> str | None:
        """The person a possessive belongs to ("sa visite"), None where it isn't plain."""
        return self.meant(sentence, token)

    def meant(self, sentence: Sentence, token: Token) -> str | None:
        """The person a personal or possessive pronoun means."""
        key = (sentence.number, token.index)
        if key not in self._meant:
            self._meant[key] = pronouns.resolve(self, sentence, token)
        return self._meant[key]

    def _thing(self, sentence: Sentence, token: Token) -> Other | None:
        """The body or country "it" means: the subject its own clause or the one above has."""
        possessive = token.dep == "nmod:poss"
        if not possessive and token.dep not in tree.SUBJECTS:
            return None
        above = {t.index for t in sentence.ancestors(token.index)}
        here = [
            o for o in self.others
            if o.sentence == sentence.number and o.token < token.index and o.label != "GROUP"
        ]  # fmt: skip
        owning = [
            o for o in here
            if sentence.tokens[o.token].head in above
            and (possessive or sentence.tokens[o.token].head != token.head)
        ]  # fmt: skip
        verb = sentence.tokens[token.head]
        below = verb.dep in ("ccomp", "advcl") or (verb.dep == "conj" and token.dep == "nsubj")
        if len(owning) == 1 and (possessive or below):
            return owning[0]
        if here or possessive or token.dep != "nsubj":
            return None
        # "It" of the next sentence: of things a product may be meant, of a country it hardly is.
        past = [o for o in self.others if o.sentence == sentence.number - 1]
        rivals = {o.name for o in past if o.label != "GROUP"}
        if len(rivals) == 1 and past[0].label == "GPE" and self._leads(past[0]):
            return past[0]
        return None

    def _body(self, sentence: Sentence, token: Token) -> Other | None:
        """The body or country that a French "il" or "elle" means, with no person to mean.

        The subject of the clause above ("la Turquie a dit qu'elle vendrait"), else that of the
        sentence before, when no other subject of the gender stands between.
        """
        if token.dep not in ("nsubj", "nsubj:pass") or token.text.lower() not in ("il", "elle"):
            return None
        fem = token.text.lower() == "elle"
        above = {t.index for t in sentence.ancestors(token.index)}
        here = [o for o in self.others if o.sentence == sentence.number and o.token < token.index]
        owning = [
            o for o in here
            if o.label != "GROUP" and sentence.tokens[o.token].head in above
            and sentence.tokens[o.token].head != token.head
        ]  # fmt: skip
        if self._rivals(sentence, token.index, fem, {o.token for o in owning}):
            return None
        if owning:
            return owning[0] if len(owning) == 1 and self._has_gender(owning[0], fem) else None
        past = self.sentences.get(sentence.number - 1)
        if past is None or past.passage in self.apart or sentence.passage in self.apart:
            return None
        told = [o for o in self.others if o.sentence == past.number and o.label != "GROUP"]
        if len(told) != 1 or not self._leads(told[0]) or not self._has_gender(told[0], fem):
            return None
        rivals = self._rivals(past, len(past.tokens), fem, {told[0].token})
        return None if rivals else told[0]

    def _rivals(self, sentence: Sentence, before: int, fem: bool, but: set[int]) -> bool:
        """True when another subject, or a person, could be meant."""
        gender = "f" if fem else "m"
        if any(
            s.index < before and s.gender in (gender, None)
            for s in self.spots.get(sentence.number, ())
        ):
            return True
        return any(
            t.dep in tree.SUBJECTS and t.pos in tree.NOMINAL and t.index not in but
            and t.morph.get("Number") != "Plur"
            and t.morph.get("Gender") in (None, "Fem" if fem else "Masc")
            for t in sentence.tokens[:before]
        )  # fmt: skip

    def _has_gender(self, other: Other, fem: bool) -> bool:
        """Whether a name's article or form lets it be "elle", or "il"."""
        sentence = self.sentences[other.sentence]
        articles = {t.text.lower() for t in sentence.children(other.token) if t.dep == "det"}
        if articles & {"la", "le"}:
            return ("la" in articles) == fem
        said = {t.morph.get("Gender") for t in sentence.children(other.token) if t.dep == "amod"}
        said.add(sentence.tokens[other.token].morph.get("Gender"))
        return said - {None} == {"Fem" if fem else "Masc"}

    def _last_other(
        self, sentence: Sentence, token: Token, labels: tuple[str, ...]
    ) -> Other | None:
        own = pronouns.clause_subject(sentence, token)
        near = [
            o
            for o in self.others
            if o.label in labels
            and 0 <= sentence.number - o.sentence <= 1
            and (o.sentence < sentence.number or o.token < token.index)
            and (token.dep == "nmod:poss" or own is None or o.sentence < sentence.number
                 or o.token != own.index)
            and self._agrees(token, o)
            and (o.sentence == sentence.number
                 or (token.dep in tree.SUBJECTS and self._leads(o)))
        ]  # fmt: skip
        if not near:
            return None
        # Two groups in the sentence that is nearest: either could be meant.
        rivals = {o.name for o in near if o.sentence == near[-1].sentence}
        return near[-1] if len(rivals) == 1 else None

    def _leads(self, other: Other) -> bool:
        """True for the subject of a whole sentence, which the next one goes on about."""
        tokens = self.sentences[other.sentence].tokens
        own = tokens[other.token]
        return own.dep in tree.SUBJECTS and (
            other.label == "GROUP" or tokens[own.head].dep == "root"
        )

    def _agrees(self, token: Token, other: Other) -> bool:
        """False where "elles" or "ils" can't be said of the noun."""
        if token.text.lower() not in ("ils", "elles"):
            return True
        found = self.sentences[other.sentence].tokens[other.token].morph.get("Gender")
        return found == "Fem" if token.text.lower() == "elles" else found != "Fem"

    def holder(self, sentence: Sentence, office: Token) -> str | None:
        """The person an office without a name means ("the Belarusian president").

        Only where the article ties office, and nation if one is named, to one person alone.
        """
        family = family_of(sentence, office, self.words)
        if family in (None, "groups", "other", "speaker", "lawmaker"):
            return None
        near = list(sentence.children(office.index))
        if office.morph.get("Number") == "Plur" or any(t.dep == "conj" for t in near):
            return None
        definite = any(
            t.dep == "nmod:poss"
            or (t.dep == "det" and t.text.lower() in self.words.grammar["definite"])
            for t in near
        )
        if not definite or any(t.text.lower() in self.words.grammar["not_in_office"] for t in near):
            return None
        wanted = nations(sentence, office)
        told = family == "counterpart" or any(
            t.dep.startswith(("nmod", "compound", "amod")) for t in near
        )
        of_state = any(tree.lemma(t) in self.words.grammar["of_state"] for t in near)
        if not wanted and told and not of_state:
            return None
        fitting = [
            p for p in self.people.values()
            if (p.families if family == "counterpart" else family in p.families)
            and (not wanted or wanted & p.nations)
            and any((n, i) < (sentence.number, office.index) for n, i, _ in p.seen)
        ]  # fmt: skip
        tied = [p for p in self.people.values() if family in p.families]
        if len(fitting) != 1 or (not wanted and len(tied) != 1):
            return None
        return fitting[0].name


def family_of(sentence: Sentence, office: Token, words: Lexicon) -> str | None:
    """The family of an office, None for a word that names none ("prime minister": government)."""
    base = tree.lemma(office)
    for t in sentence.children(office.index):
        if t.dep in ("compound", "amod") and t.index < office.index:
            pair = f"{tree.lemma(t)}_{base}"
        elif t.dep.startswith("nmod"):
            pair = f"{base}_{tree.cases(sentence, t.index)}_{tree.lemma(t)}"
        else:
            continue
        if pair in words.people:
            return words.people[pair]
    return words.people.get(base)


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


def _missed(sentence: Sentence) -> list[Entity]:
    """Names of persons that the recogniser left out: a given name before another proper noun."""
    from timeline import names

    held = {i: e for e in sentence.entities for i in range(e.first, e.last)}
    found = []
    for t, after in pairwise(sentence.tokens):
        if {t.pos, after.pos} != {"PROPN"} or not genders.given(t.text):
            continue
        over = held.get(t.index) or held.get(after.index)
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
