"""What one article tells more than once: which mention tells again what an earlier one told.

A noun that is known ("the blast", « sa démission ») names a clause or another noun again; the
first sentences tell their headline again; a later clause tells the same of the same people again.
An earlier mention is taken only where nothing keeps the two apart, nor from what tells the same
already; of several that fit the nearest is meant. Dates that an article gives
by default say nothing here: that is what the result is for.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib import resources

from timeline import languages
from timeline.merge import meaning, naming
from timeline.merge.features import Feature
from timeline.merge.naming import Standing
from timeline.merge.unlike import Likeness, apart, likeness, misnamed

# An earlier mention is sought among so many of a meaning, the last ones first.
_CANDIDATES = 40
# So many mentions that tell the same are asked whether they stand for another event.
_MEMBERS = 8
# The headline and the first sentence open an article; so many sentences behind tell it again.
_OPENING = 2
_LEAD = 3
# How many sentences back a noun names something again: alone, and where who or what agrees.
_NEAR = 3
_FAR = 8
# How many sentences back a clause may tell the same again.
_TOLD = 6
# Concepts this near are one where a noun names it again, or the lead a headline.
_KINDRED = 0.7


class Manner(Enum):
    """How a mention tells again what was told."""

    NAMED = "named again"
    LEAD = "headline and lead"
    TOLD = "told again"


# The share of right links of each manner on annotated news (bench/retold.py, first halves).
SURE = {Manner.NAMED: 0.85, Manner.LEAD: 0.9, Manner.TOLD: 0.8}


class Relation(Enum):
    """How near the words of two mentions are: one word, one meaning, kindred, a wider noun."""

    WORD = 3
    MEANING = 2
    KIN = 1
    WIDE = 0


@dataclass(frozen=True, slots=True)
class Retelling:
    """A mention that tells again what an antecedent of its article told; sure: 0 to 1."""

    mention: Feature
    antecedent: Feature
    manner: Manner
    sure: float


def retellings(features: Sequence[Feature]) -> list[Retelling]:
    """What the mentions of one article, in text order, tell again: at most one link a mention.

    Links may form chains; `chains` gives the mentions that are one event. The time is linear in the
    number of mentions.
    """
    index: dict[str, list[Feature]] = defaultdict(list)
    told: dict[int, list[Feature]] = {}
    found: list[Retelling] = []
    places = _places(features)
    for f in features:
        told[id(f)] = [f]
        link = next(_links(f, index, told, places), None)
        if link is not None:
            found.append(link)
            told[id(f)] = told[id(link.antecedent)]
            told[id(f)].append(f)
        for key in {f.stem, f.concept or ""} - {""}:
            index[key].append(f)
    return found


def chains(links: Iterable[Retelling]) -> list[list[Feature]]:
    """The mentions that are one event by these links, each in the order in which it was met."""
    of: dict[int, list[Feature]] = {}
    for link in links:
        chain = of.setdefault(id(link.antecedent), [link.antecedent])
        of[id(link.mention)] = chain
        chain.append(link.mention)
    return list({id(chain): chain for chain in of.values()}.values())


def _places(features: Sequence[Feature]) -> dict[int, int]:
    """Sentence -> its place among those that tell something, the headline first."""
    told = {
        (f.mention.event.passage_kind != "headline", f.mention.event.sentence) for f in features
    }
    return {sentence: place for place, (_, sentence) in enumerate(sorted(told))}


def _links(
    b: Feature,
    index: dict[str, list[Feature]],
    told: dict[int, list[Feature]],
    places: dict[int, int],
) -> Iterator[Retelling]:
    for a in _candidates(b, index):
        relation, chain = related(a, b), told[id(a)][-_MEMBERS:]
        if relation is None or any(apart(f, b) for f in chain) or misnamed(b, chain):
            continue
        manner = _manner(a, b, relation, places)
        if manner is not None:
            yield Retelling(b, a, manner, SURE[manner])


def _candidates(b: Feature, index: dict[str, list[Feature]]) -> list[Feature]:
    """Earlier mentions of a near meaning, the last ones first."""
    keys = {b.stem, *(meaning.kindred(b.concept) if b.concept else ()), *wide(b)} - {""}
    near = {id(f): f for key in keys for f in index.get(key, ())[-_CANDIDATES:]}
    return sorted(near.values(), key=lambda f: f.order, reverse=True)[:_CANDIDATES]


@cache
def _wide(language: str) -> dict[str, frozenset[str]]:
    """Nouns of a wide meaning -> the concepts of what they may name again."""
    if language not in languages.having("retold"):
        return {}
    path = resources.files(__package__).joinpath("retold.toml")
    kinds = {k: v.split() for k, v in tomllib.loads(path.read_text("utf-8")).items()}
    found: dict[str, frozenset[str]] = {}
    for kind, nouns in languages.table(language, "retold")["wide_nouns"].items():
        for noun in nouns.split():
            found[noun] = found.get(noun, frozenset()) | frozenset(kinds[kind])
    return found


def wide(f: Feature) -> frozenset[str]:
    """The concepts that a noun may name again by its wide meaning: those of hurting by "attack"."""
    e = f.mention.event
    return _wide(e.language).get(e.lemma, frozenset()) if naming.noun(e) else frozenset()


def related(a: Feature, b: Feature) -> Relation | None:
    """How near what `b` says is to what `a` said before."""
    if a.stem and a.stem == b.stem:
        return Relation.WORD
    if a.concept and a.concept == b.concept:
        return Relation.MEANING
    if a.concept and b.concept and meaning.affinity(a.concept, b.concept) >= _KINDRED:
        return Relation.KIN
    return Relation.WIDE if a.concept in wide(b) else None


def _manner(a: Feature, b: Feature, relation: Relation, places: dict[int, int]) -> Manner | None:
    """How `b` tells `a` again, None where it hardly does."""
    place = places[a.mention.event.sentence]
    gap = places[b.mention.event.sentence] - place
    if gap == 0:
        return None
    if _saying(a) or _saying(b):
        # One speaker says many things in one article.
        return None
    stands = naming.standing(b.mention.event)
    if stands is Standing.OTHER:
        return None
    like = likeness(a, b)
    once = meaning.behaves(a.concept, "one_off")
    if place < _OPENING and gap <= _LEAD and _leads(relation, like, once):
        return Manner.LEAD
    if stands in (Standing.KNOWN, Standing.POINTED_AT, Standing.OWNED):
        return Manner.NAMED if _named(stands, relation, like, gap) else None
    if stands is Standing.NEW:
        return None
    return Manner.TOLD if _told(relation, like, gap, once) else None


def _saying(f: Feature) -> bool:
    return f.mention.event.type == "statement" or meaning.behaves(f.concept, "saying")


def _leads(relation: Relation, like: Likeness, once: bool) -> bool:
    """Whether a lead tells its headline: by the same word, else of the same things."""
    if relation is Relation.WORD or (once and relation is not Relation.WIDE):
        return True
    return like.what is True and like.who is not None


def _named(stands: Standing, relation: Relation, like: Likeness, gap: int) -> bool:
    """Whether a known noun names the mention so many sentences back."""
    agree = like.who is True or like.what is True
    if stands is Standing.POINTED_AT:
        return gap <= _NEAR
    if relation in (Relation.KIN, Relation.WIDE):
        return gap <= _NEAR and like.who is not False
    if stands is Standing.OWNED:
        return gap <= _NEAR or like.who is True
    return agree or (gap <= _FAR and like.what is not False)


def _told(relation: Relation, like: Likeness, gap: int, once: bool) -> bool:
    """Whether a clause tells again what one so many sentences back told."""
    if once and like.who:
        return True
    if relation is Relation.WORD:
        if like.who and like.what:
            return True
        return gap <= _TOLD and (like.who is True or like.what is True)
    return relation is Relation.MEANING and gap <= _TOLD and bool(like.who and like.what)
