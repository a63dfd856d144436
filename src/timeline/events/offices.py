"""Who an office without a name means ("the Belarusian president"), and what an office tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from timeline.events import tree
from timeline.events.lexicon import Lexicon
from timeline.syntax import Sentence, Token

if TYPE_CHECKING:
    from timeline.events.people import Cast, Person

# Words for many people at once, and for offices of which an article has many.
_MANY = (None, "groups", "speaker", "lawmaker")
# Offices of a state.
_OF_STATES = ("head", "government", "minister")


def held(person: Person, sentence: Sentence, office: Token, words: Lexicon) -> None:
    """Note that a person holds the office that stands beside the name."""
    out = words.grammar["not_in_office"]
    near = sentence.children(office.index)
    if any(t.text.lower() in out for t in near):
        return  # "the former president, Ann Lee"
    family = family_of(sentence, office, words)
    found = nations(sentence, office)
    # The president of a council is not the one "the president" means in an article on a state.
    body = family in _OF_STATES and not found and any(t.dep.startswith("nmod") for t in near)
    if family not in (None, "groups", "counterpart") and not body:
        person.families.add(_tie(family, office))
    person.nations.update(found)


def by_office(
    persons: Iterable[Person],
) -> Mapping[tuple[str | None, str | None], Sequence[Person]]:
    """Who holds each office of each nation, in the order in which they are named first.

    An office that is None stands for any, a nation that is None for any and none.
    """
    found: dict[tuple[str | None, str | None], list[Person]] = {}
    for person in sorted(persons, key=lambda p: min(p.seen)[:2]):
        for office in (*person.families, None) if person.families else ():
            for nation in (*person.nations, None):
                found.setdefault((office, nation), []).append(person)
    return found


def holder(cast: Cast, sentence: Sentence, office: Token) -> str | None:
    """The person an office without a name means.

    Only where the article ties office, and nation if one is named, to one person alone.
    """
    words = cast.words
    family = family_of(sentence, office, words)
    if family in _MANY or not _of_one(sentence, office, words):
        return None
    anyone = family == "counterpart"
    tie = None if anyone else _tie(family, office)
    wanted = nations(sentence, office)
    tied = [cast.in_office.get((tie, nation), ()) for nation in wanted or (None,)]
    if not wanted and (anyone or len(tied[0]) != 1 or _of_another(sentence, office, words)):
        return None
    # Of two that are named before it nobody is meant, however many more there are.
    known = {
        p.name
        for persons in tied
        for p in persons[:2]
        if min(p.seen)[:2] < (sentence.number, office.index)
    }
    return known.pop() if len(known) == 1 else None


def _of_another(sentence: Sentence, office: Token, words: Lexicon) -> bool:
    """Whether it is said of what or of what kind an office is, other than of state."""
    own = {t.index for t, _ in _pairs(sentence, office, words)}
    near = [t for t in sentence.children(office.index) if t.index not in own]
    told = any(t.dep.startswith(("nmod", "compound", "amod")) for t in near)
    return told and not any(tree.lemma(t) in words.grammar["of_state"] for t in near)


def _tie(family: str | None, office: Token) -> str:
    """What two mentions of one office share: its family, of an office of no family its word."""
    return tree.lemma(office) if family == "other" else str(family)


def _of_one(sentence: Sentence, office: Token, words: Lexicon) -> bool:
    """Whether an office is that of one known holder: "the president", not "a former president"."""
    near = sentence.children(office.index)
    several = office.morph.get("Number") == "Plur" or any(t.dep == "conj" for t in near)
    definite = any(
        t.dep == "nmod:poss" or (t.dep == "det" and t.text.lower() in words.grammar["definite"])
        for t in near
    )
    out = any(t.text.lower() in words.grammar["not_in_office"] for t in near)
    return definite and not several and not out


def family_of(sentence: Sentence, office: Token, words: Lexicon) -> str | None:
    """The family of an office, None for a word that names none ("prime minister": government)."""
    named = words.people.get(tree.lemma(office))
    return next((family for _, family in _pairs(sentence, office, words)), named)


def _pairs(sentence: Sentence, office: Token, words: Lexicon) -> Iterator[tuple[Token, str]]:
    """The words that make one office with another ("prime"), and the family of both."""
    base = tree.lemma(office)
    for t in sentence.children(office.index):
        pair = ""
        if t.dep in ("compound", "amod") and t.index < office.index:
            pair = f"{tree.lemma(t)}_{base}"
        elif t.dep.startswith("nmod"):
            pair = f"{base}_{tree.cases(sentence, t.index)}_{tree.lemma(t)}"
        if pair in words.people:
            yield t, words.people[pair]


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
