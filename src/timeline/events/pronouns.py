"""Which person a pronoun means: gender, number and who was spoken of, and nobody where unsure.

The sentences are read in order, so that a pronoun whose person is plain speaks for the next one. A
wrong name is worse than none: two persons that fit, an unnamed one that fits, or in French a thing
of the same gender as subject, and nobody is meant.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.events import genders, offices, tree
from timeline.events.lexicon import Lexicon
from timeline.syntax import Sentence, Token

if TYPE_CHECKING:
    from timeline.events.people import Cast, Person

# How many sentences back a pronoun may reach to somebody spoken of.
REACH = 2
# Who is a subject this early, alone of a gender, is the one an article is about.
_OPENING = 4
# A sentence of no more words may do without a verb.
_FRAGMENT = 8
# So often a person is spoken of whom a French article is about.
_OFTEN = 3
_QUOTES = frozenset('"“”«»')


@dataclass(frozen=True, slots=True)
class Spot:
    """A place where a person is spoken of. name: None for one the article leaves unnamed."""

    index: int
    name: str | None
    gender: str | None
    subject: bool


class Tally:
    """How often the sentences read so far speak of the persons of an article, by their gender.

    A person's gender may yet be told, but never changes.
    """

    def __init__(self) -> None:
        self.number = 0
        self.most: dict[str | None, Person] = {}
        self._all: Counter[str | None] = Counter()

    def speak_of(self, person: Person) -> None:
        """Count a person once more."""
        person.told += 1
        self._all[person.gender] += 1
        self._lead(person)

    def told(self, person: Person, gender: str) -> None:
        """Give a person a gender who had none."""
        self._all[None] -= person.told
        self._all[gender] += person.told
        person.gender = gender
        self._lead(person)

    def _lead(self, person: Person) -> None:
        first = self.most.get(person.gender)
        if first is None or first.told <= person.told:
            self.most[person.gender] = person

    def rivals(self, person: Person) -> int:
        """How often anyone else is spoken of who is of the person's gender, or may be."""
        return self._all[person.gender] + self._all[None] - person.told


def read(cast: Cast, sentences: Sequence[Sentence]) -> None:
    """Fill cast.spots and cast.spoken_of sentence by sentence, pronouns included."""
    named: dict[int, dict[int, Person]] = {}
    for p in cast.people.values():
        for n, index, _ in p.seen:
            named.setdefault(n, {})[index] = p
    pronouns = cast.words.grammar["person_pronouns"]
    for sentence in sentences:
        cast.tally.number = sentence.number
        spots = cast.spots.setdefault(sentence.number, [])
        here = named.get(sentence.number, {})
        for t in sentence.tokens:
            person = here.get(t.index) or _by_surname(cast, sentence, t)
            again = t.text.lower() in pronouns
            unnamed = t.pos in tree.NOMINAL and t.morph.get("Number") != "Plur"
            if person is None and not again and not unnamed:
                continue
            subject = t.dep in tree.SUBJECTS or _beside_subject(sentence, t, cast.words)
            if person is not None:
                spots.append(Spot(t.index, person.name, person.gender, subject))
            elif tree.entity_at(sentence, t.index) is not None:
                continue
            elif again:
                spots += _again(cast, sentence, t, subject)
            else:
                spots += _unnamed(cast, sentence, t, subject)
        for spot in spots:
            cast.spoken_of.setdefault(spot.name, []).append(sentence.number)
            if (spoken := cast.by_name.get(spot.name)) is not None:
                cast.tally.speak_of(spoken)
    cast.tally.number += 1


def _again(cast: Cast, sentence: Sentence, t: Token, subject: bool) -> list[Spot]:
    """A person spoken of by a pronoun, unless that may be a thing."""
    if t.pos not in ("PRON", "DET"):
        return []
    meant = cast.meant(sentence, t)
    gender = genders.of_pronoun(t.text)
    known = cast.by_name.get(meant)
    if known is not None:
        # Who is plainly meant by "he" is a man for the rest of the article.
        if known.gender is None and gender is not None:
            cast.tally.told(known, gender)
        gender = gender or known.gender
    nobody = meant is None and (t.pos != "PRON" or cast.words.own.things_have_gender)
    return [] if nobody else [Spot(t.index, meant, gender, subject)]


def _beside_subject(sentence: Sentence, t: Token, words: Lexicon) -> bool:
    """True for the name in "L'économiste Ann Lee a …", which French sets beside the subject."""
    head = sentence.tokens[t.head]
    return words.own.names_follow_offices and t.dep == "appos" and head.dep in tree.SUBJECTS


def _by_surname(cast: Cast, sentence: Sentence, t: Token) -> Person | None:
    """A person whom the parser took for something else here ("Jobs will stay")."""
    if t.pos != "PROPN":
        return None
    entity = tree.entity_at(sentence, t.index)
    alone = entity is None or entity.last - entity.first == 1
    person = cast.people.get(t.text.casefold()) if alone and t.text[:1].isupper() else None
    full = person is not None and " " in person.name and t.text.casefold() not in cast.shared
    return person if full and t.dep in (*tree.SUBJECTS, "obj", "obl", "nmod:poss") else None


def _unnamed(cast: Cast, sentence: Sentence, t: Token, subject: bool) -> list[Spot]:
    """A person spoken of by office or kin, unless it is said of a name beside it."""
    gender = genders.of_noun(t.text, sentence.language)
    family = cast.words.people.get(tree.lemma(t))
    if gender is None and (family in (None, "groups") or not subject):
        return []
    beside = [sentence.tokens[t.head], *sentence.children(t.index)]
    said = ("appos", "flat", "flat:name", "compound", "nmod")
    for other in beside:
        entity = tree.entity_at(sentence, other.index)
        tied = (t.dep if other.index == t.head else other.dep) in said
        if tied and entity is not None and entity.label == "PERSON":
            return []
    holder = offices.holder(cast, sentence, t) if family is not None else None
    known = cast.by_name.get(holder)
    return [Spot(t.index, holder, gender or (known.gender if known else None), subject)]


def resolve(cast: Cast, sentence: Sentence, token: Token) -> str | None:
    """The name of the person a pronoun means; None where it isn't plain."""
    gender = genders.of_pronoun(token.text)
    acting = token.dep in tree.SUBJECTS
    owned = _owns(token)
    gendered = cast.words.own.things_have_gender
    asked = acting or owned or not gendered
    if not asked or quoted(sentence, token) or _thing(cast, sentence, token.index, gender):
        return None
    own = clause_subject(sentence, token)
    here = _here(cast, sentence, token, None if acting or owned else own)
    if not here:
        unsure = (gendered and gender is None) or _told_of_another(cast, sentence, token)
        return None if unsure else _before(cast, sentence, token, gender)
    found = _plain(here)
    if found is None:
        found = _of_several(cast, sentence, token, here, own if owned else None)
    # In an English sentence nothing but a person is "he", even one named by the family alone.
    return _sure(cast, found, True, gender if gendered else None)


def _owns(token: Token) -> bool:
    return token.dep == "nmod:poss" or token.morph.get("Poss") == "Yes"


def _of_several(
    cast: Cast, sentence: Sentence, token: Token, spots: Sequence[Spot], own: Token | None
) -> Spot | None:
    """Whom of several a pronoun that acts or owns means. own: what acts where it owns."""
    if token.dep in tree.SUBJECTS:
        return _governing(sentence, token, spots)
    return None if own is None else _object(cast, sentence, own, spots)


def _here(cast: Cast, sentence: Sentence, token: Token, but: Token | None) -> list[Spot]:
    """The persons of the sentence whom a pronoun may mean. but: who acts on it."""
    gender = genders.of_pronoun(token.text)
    acting = set() if but is None else {t.index for t in tree.conjuncts(sentence, but.index)}
    before = [s for s in cast.spots.get(sentence.number, ()) if s.index < token.index]
    able = [
        s for s in before
        if s.index not in acting and not _own_kin(sentence, s, gender)
        and not _beside(sentence, s, token)
    ]  # fmt: skip
    return _fitting(able, gender)


def _beside(sentence: Sentence, spot: Spot, token: Token) -> bool:
    """True for Ann in "with Ann, she went" and "Ann, whom she met": who acts is somebody else."""
    other, verb = sentence.tokens[spot.index], sentence.tokens[token.head]
    if token.dep not in tree.SUBJECTS:
        return False
    relative = verb.dep == "acl:relcl" and verb.head == spot.index
    return relative or (other.head == token.head and other.dep.startswith(("obj", "obl", "iobj")))


def _told_of_another(cast: Cast, sentence: Sentence, token: Token) -> bool:
    """True in a clause about a person, who does not act in it: that may be one yet to come."""
    verb = sentence.tokens[token.head]
    spots = {s.index for s in cast.spots.get(sentence.number, ())}
    return token.dep in tree.SUBJECTS and verb.dep == "acl:relcl" and verb.head in spots


def _own_kin(sentence: Sentence, spot: Spot, gender: str | None) -> bool:
    """True for the father in "after the death of his father he …", who doesn't act."""
    noun = sentence.tokens[spot.index]
    owner = sentence.child(spot.index, "nmod:poss")
    aside = noun.dep.startswith(("nmod", "obl", "conj"))
    same = owner is not None and genders.of_pronoun(owner.text) == gender
    return spot.name is None and gender is not None and aside and same


def _before(cast: Cast, sentence: Sentence, token: Token, gender: str | None) -> str | None:
    """The person that the sentences before leave in mind."""
    for number in range(sentence.number - 1, sentence.number - REACH - 1, -1):
        past = cast.sentences.get(number)
        if past is None or not _in_sight(cast, past, sentence):
            break
        if _thing(cast, past, len(past.tokens), gender) or _untold(cast, past):
            return None
        spots = _fitting(cast.spots.get(number, ()), gender)
        # In French a person spoken of in passing is soon out of mind.
        near = number == sentence.number - 1 or not cast.words.own.things_have_gender
        if spots and (near or any(s.subject for s in spots)):
            return _last(cast, sentence, token, past, spots, gender)
    return _protagonist(cast, sentence, gender)


def _untold(cast: Cast, past: Sentence) -> bool:
    """True of a sentence, not a name or a heading, in which the parser finds nobody who acts: that
    may be a thing of the gender."""
    long = len(past.tokens) > _FRAGMENT
    return (
        cast.words.own.things_have_gender
        and long
        and not any(t.dep in tree.SUBJECTS for t in past.tokens)
    )


def _last(
    cast: Cast,
    sentence: Sentence,
    token: Token,
    past: Sentence,
    spots: Sequence[Spot],
    gender: str | None,
) -> str | None:
    """Of those whom the last sentence speaks of the only one, its subject, or the protagonist."""
    subjects = [s for s in spots if s.subject]
    found = _plain(spots)
    if found is None and token.dep in tree.SUBJECTS and _main(past, subjects[:1]):
        found = _plain(subjects)
    sure = _sure(cast, found, bool(subjects), gender)
    if sure is not None:
        return sure
    led = _protagonist(cast, sentence, gender)
    return led if any(s.name == led for s in spots) else None


def _protagonist(cast: Cast, sentence: Sentence, gender: str | None) -> str | None:
    """The one the article is about, named three times as often as any other of the gender.

    Where a thing may be meant as well, it takes more to be sure. Whom the first line names alone
    and the opening makes a subject, as an obituary does, need only be named oftener.
    """
    led = None if gender is None else _most_spoken_of(cast, sentence, gender)
    if led is None:
        return None
    name, most, rivals = led
    early = any(
        spot.subject and spot.name == name
        for number in range(min(sentence.number, _OPENING + 1))
        for spot in cast.spots.get(number, ())
    )
    if early and most > rivals and [s.name for s in cast.spots.get(0, ())] == [name]:
        return name
    fewest = _OFTEN if cast.words.own.things_have_gender else 1 if early else 2
    return name if most >= max(fewest, 3 * rivals) else None


def _most_spoken_of(cast: Cast, sentence: Sentence, gender: str) -> tuple[str, int, int] | None:
    """Who of a gender was spoken of most before a sentence, how often, and how often the others
    were who may be of it; None where one whose gender is unknown was as often."""
    if sentence.number == cast.tally.number:
        person = cast.tally.most.get(gender)
        if person is None:
            return None
        return person.name, person.told, cast.tally.rivals(person)
    # A pronoun that is asked after later, e.g. one in a name.
    able = [p for p in cast.people.values() if p.gender in (gender, None)]
    told = [(bisect_left(cast.spoken_of.get(p.name, ()), sentence.number), p) for p in able]
    most, person = max(told, key=lambda t: t[0], default=(0, None))
    if person is None or not most or person.gender != gender:
        return None
    return person.name, most, sum(n for n, _ in told) - most


def quoted(sentence: Sentence, token: Token) -> bool:
    """True inside quotation marks that opened in the sentence: another voice, another "he"."""
    marks = [t.text for t in sentence.tokens[: token.index] if t.text in _QUOTES]
    return bool(marks) and (marks[-1] in ("“", "«") or sum(m == '"' for m in marks) % 2 == 1)


def clause_subject(sentence: Sentence, token: Token) -> Token | None:
    """The subject of the verb a token hangs on, shared subjects included."""
    verb = tree.clause_verb(sentence, token.index)
    return None if verb is None else tree.subject(sentence, verb)


def _fitting(spots: Sequence[Spot], gender: str | None) -> list[Spot]:
    return [s for s in spots if gender is None or s.gender in (None, gender)]


def _plain(spots: Sequence[Spot]) -> Spot | None:
    """The last spot when all are of one named person."""
    if not spots or len({s.name for s in spots}) > 1 or spots[-1].name is None:
        return None
    return spots[-1]


def _governing(sentence: Sentence, token: Token, spots: Sequence[Spot]) -> Spot | None:
    """The one subject among several persons whose clause the pronoun's stands below."""
    above = {t.index for t in sentence.ancestors(token.index)}
    return _plain([s for s in spots if s.subject and sentence.tokens[s.index].head in above])


def _object(cast: Cast, sentence: Sentence, own: Token, spots: Sequence[Spot]) -> Spot | None:
    """The object of a verb that speaks of what that did ("congratulated B on his victory")."""
    verb = sentence.tokens[own.head]
    if tree.lemma(verb) not in cast.words.grammar["of_object"]:
        return None
    below = [s for s in spots if sentence.tokens[s.index].dep == "obj"]
    return _plain([s for s in below if sentence.tokens[s.index].head == verb.index])


def _main(sentence: Sentence, spots: Sequence[Spot]) -> bool:
    return bool(spots) and sentence.tokens[sentence.tokens[spots[0].index].head].dep == "root"


def _in_sight(cast: Cast, past: Sentence, now: Sentence) -> bool:
    if past.passage == now.passage:
        return True
    return past.passage not in cast.apart and now.passage not in cast.apart


def _sure(cast: Cast, spot: Spot | None, subject: bool, gender: str | None) -> str | None:
    """Its name; of someone whose gender nothing tells only as a subject with a full name, or one
    that the article names again."""
    if spot is not None and spot.gender is None and gender is not None:
        person = cast.by_name.get(spot.name)
        known = person is not None and (" " in person.name or len(person.seen) > 1)
        if not (subject and known):
            return None
    return None if spot is None else spot.name


def _thing(cast: Cast, sentence: Sentence, before: int, gender: str | None) -> bool:
    """True when a thing that a French pronoun could mean is a subject of the sentence.

    What is somebody's is none: « Son franc-parler lui a valu des ennuis. Il … ».
    """
    if not cast.words.own.things_have_gender:
        return False
    people = {s.index for s in cast.spots.get(sentence.number, ())}
    alike = {None, {"m": "Masc", "f": "Fem"}.get(gender or "")}

    def rival(t: Token) -> bool:
        speaks = t.index > t.head and tree.lemma(sentence.tokens[t.head]) in cast.words.reporting
        below = sentence.children(t.index)
        named = any(c.dep == "appos" and c.index in people for c in below)
        owned = any(c.text.lower() in cast.words.own.possessives for c in below)
        return not (speaks or named or owned)

    return any(
        t.dep in tree.SUBJECTS
        and t.pos in tree.NOMINAL
        and t.index not in people
        and t.morph.get("Number") != "Plur"
        and (gender is None or t.morph.get("Gender") in alike)
        and rival(t)
        for t in sentence.tokens[:before]
    )
