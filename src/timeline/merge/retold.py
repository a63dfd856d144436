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
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from timeline import languages
from timeline.merge import frames, meaning, naming
from timeline.merge.naming import Standing
from timeline.merge.telling import Telling, telling
from timeline.merge.unlike import Likeness, apart, likeness, misnamed, same_frame, same_saying

if TYPE_CHECKING:
    from timeline.merge.features import Feature

# An earlier mention is sought among so many of a meaning, the last ones first.
_CANDIDATES = 40
# So many mentions that tell the same are asked whether they stand for another event.
_MEMBERS = 8
# The headline and the first sentence open an article; so many sentences behind tell it again.
_OPENING = 2
_LEAD = 5
# How many sentences back a noun names something again: alone, and where who or what agrees.
_NEAR = 3
_FAR = 8
# How many sentences back a clause may tell the same again.
_TOLD = 6
# Concepts this near are one where a noun names it again, or the lead a headline.
_KINDRED = 0.8

Pair = tuple[int, int]


class Manner(Enum):
    """How a mention tells again what was told."""

    NAMED = "named again"
    LEAD = "headline and lead"
    TOLD = "told again"
    INSIDE = "in one sentence"


class Relation(Enum):
    """How near the words of two mentions are: one word, one meaning, kindred, a wider noun."""

    WORD = 3
    MEANING = 2
    KIN = 1
    WIDE = 0


@dataclass(frozen=True, slots=True)
class Retelling:
    """A mention that tells again what an antecedent of its article told."""

    mention: Feature
    antecedent: Feature
    manner: Manner


def retellings(features: Sequence[Feature], looked_at: set[Pair] | None = None) -> list[Retelling]:
    """What the mentions of one article, in text order, tell again: at most one link a mention.

    looked_at: takes the places in the article of each two that were compared.
    Links may form chains; `chains` gives the mentions that are one event. The time is linear in the
    number of mentions.
    """
    so_far = _SoFar(features, looked_at)
    return [link for f in features if (link := so_far.tell(f)) is not None]


def anew(
    features: Sequence[Feature],
    firsts: Sequence[int],
    looked_at: Iterable[Pair],
    changed: Collection[Pair],
) -> list[int]:
    """The place of the first mention of the chain of each, after keys of actors changed.

    firsts: those places before; looked_at: each two that were compared for them, all mentions of
    the article in text order; changed: those of them that the keys tell apart otherwise now.
    """
    compared: dict[int, list[int]] = defaultdict(list)
    for a, b in looked_at:
        compared[b].append(a)
    so_far, found = _SoFar(features), list[int]()
    again, moved = {b for _, b in changed}, set[int]()
    for n, (f, first) in enumerate(zip(features, firsts, strict=True)):
        # All else is compared with the same chains as before, and found to be the same.
        if n in again or any(found[a] in moved for a in compared[n]):
            link = so_far.tell(f)
            now = n if link is None else found[link.antecedent.order[1]]
            if now != first:
                moved |= {now, first}
            found.append(now)
        else:
            so_far.put(f, features[first] if first < n else None)
            found.append(first)
    return found


class _SoFar:
    """The mentions of an article up to one, and what they tell again."""

    def __init__(self, features: Sequence[Feature], looked_at: set[Pair] | None = None) -> None:
        self._places, self._looked_at = _places(features), looked_at
        self._index: dict[str, list[Feature]] = defaultdict(list)
        self._chain_of: dict[int, list[Feature]] = {}
        self._telling = cache(telling)

    def tell(self, f: Feature) -> Retelling | None:
        """Add the next mention by what it is found to tell again."""
        one, manner = next(self._antecedents(self._telling(f)), (None, None))
        self.put(f, one)
        return None if one is None or manner is None else Retelling(f, one, manner)

    def put(self, f: Feature, one: Feature | None) -> None:
        """Add the next mention, which tells again what another does."""
        chain = self._chain_of[f.number] = [] if one is None else self._chain_of[one.number]
        chain.append(f)
        for key in {f.stem, f.concept or ""} - {""}:
            self._index[key].append(f)

    def _antecedents(self, two: Telling) -> Iterator[tuple[Feature, Manner]]:
        """What a mention may tell again and how, the likeliest first."""
        for f in self._candidates(two):
            one, chain = self._telling(f), self._chain_of[f.number][-_MEMBERS:]
            relation = related(one, two)
            if relation and self._looked_at is not None:
                at = two.feature.order[1]
                self._looked_at.update((t.order[1], at) for t in (f, *chain))
            manner = _manner(one, two, relation, self._places) if relation else None
            if manner is None:
                continue
            told = [self._telling(t) for t in chain]
            if not any(apart(t, two) for t in told) and not misnamed(two, told):
                yield f, manner

    def _candidates(self, two: Telling) -> list[Feature]:
        """Earlier mentions of a near meaning, the last ones first."""
        concept = two.feature.concept
        keys = {two.feature.stem, *(meaning.kindred(concept) if concept else ()), *wide(two)} - {""}
        near = {f.number: f for key in keys for f in self._index.get(key, ())[-_CANDIDATES:]}
        return sorted(near.values(), key=lambda f: f.order, reverse=True)[:_CANDIDATES]


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


def wide(t: Telling) -> frozenset[str]:
    """The concepts that a noun may name again by its wide meaning: those of hurting by "attack"."""
    return _wide(t.event.language).get(t.event.lemma, frozenset()) if t.phrase.noun else frozenset()


def related(one: Telling, two: Telling) -> Relation | None:
    """How near what the second says is to what the first said before."""
    a, b = one.feature, two.feature
    if a.stem and a.stem == b.stem:
        return Relation.WORD
    if a.concept and a.concept == b.concept:
        return Relation.MEANING
    if a.concept and b.concept and meaning.affinity(a.concept, b.concept) >= _KINDRED:
        return Relation.KIN
    return Relation.WIDE if a.concept in wide(two) else None


def _manner(
    one: Telling, two: Telling, relation: Relation, places: dict[int, int]
) -> Manner | None:
    """How the second tells the first again, None where it hardly does."""
    place = places[one.event.sentence]
    gap = places[two.event.sentence] - place
    if two.phrase.standing is Standing.OTHER:
        return None
    if gap == 0:
        return Manner.INSIDE if _inside(one, two, relation) else None
    leading = place < _OPENING and gap <= _LEAD
    if _saying(one) or _saying(two):
        # One speaker says many things in one article; in its headline, what the article tells.
        again = two.phrase.standing is Standing.BARE and same_saying(one, two)
        return Manner.LEAD if leading and again else None
    return _retold(one, two, relation, gap, leading)


def _retold(
    one: Telling, two: Telling, relation: Relation, gap: int, leading: bool
) -> Manner | None:
    """The same of mentions in two sentences that tell of no saying."""
    like = likeness(one, two)
    once = any(meaning.behaves(t.feature.concept, "one_off") for t in (one, two))
    if leading and _leads(relation, like, once, gap):
        return Manner.LEAD
    stands = two.phrase.standing
    if stands is Standing.BARE:
        told = same_frame(one, two) and _told(relation, like, gap, once)
        return Manner.TOLD if told else None
    if stands is Standing.NEW:
        return None
    return Manner.NAMED if _named(stands, relation, like, gap) else None


def _inside(one: Telling, two: Telling, relation: Relation) -> bool:
    """Whether one sentence says in a noun again what it told: "they met, and their meeting …".

    Two verbs tell of two events, however near ("shot and killed"), and so do two nouns in a row.
    """
    a, b = one.event, two.event
    one_meaning = relation in (Relation.WORD, Relation.MEANING)
    if one_meaning and two.phrase.noun and not one.phrase.noun:
        return two.phrase.standing in (Standing.POINTED_AT, Standing.OWNED)
    if not (a.nominal and b.nominal):
        return False
    # "The signing of the agreement": of two nouns of one meaning one holds the other.
    between = a.quote[a.trigger.end - a.start : max(0, b.trigger.start - b.start)]
    return (one_meaning and frames.holds(a, b)) or naming.apposes(between, b.language)


def _saying(t: Telling) -> bool:
    """Whether it tells that somebody said something, by a word of saying or with what was said."""
    spoken = t.event.type == "statement" and t.event.frame.content is not None
    return spoken or meaning.behaves(t.feature.concept, "saying")


def _leads(relation: Relation, like: Likeness, once: bool, gap: int) -> bool:
    """Whether a lead tells its headline: by the same word, else of the same things."""
    if relation is Relation.WORD or (once and relation is not Relation.WIDE):
        return gap <= _NEAR or like.who is True or like.what is True
    return like.what is True and like.who is not None


def _named(stands: Standing, relation: Relation, like: Likeness, gap: int) -> bool:
    """Whether a known noun names the mention so many sentences back."""
    agree = like.who is True or like.what is True
    if stands is Standing.POINTED_AT:
        return gap <= _NEAR
    if relation in (Relation.KIN, Relation.WIDE):
        alike = like.who is not False and (relation is Relation.KIN or stands is Standing.KNOWN)
        return gap <= _NEAR and alike
    if stands is Standing.OWNED:
        return gap <= _NEAR or like.who is True
    far = _FAR if relation is Relation.WORD else _NEAR
    return agree or (gap <= far and like.what is not False)


def _told(relation: Relation, like: Likeness, gap: int, once: bool) -> bool:
    """Whether a clause of the same frame tells again what one so many sentences back told."""
    if once or like.what:
        return relation in (Relation.WORD, Relation.MEANING)
    return relation is Relation.WORD and gap <= _TOLD
