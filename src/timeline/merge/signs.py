"""What tells for and against two mentions being one event: named signs, each a number 0 to 1.

The same signs are weighed apart for two mentions of one article and of two (pairs.toml); those of a
pair that tells nothing of a kind (no persons on one side) are left out.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from timeline import when
from timeline.merge import meaning, measures
from timeline.merge.features import Feature
from timeline.model import Amount

Sign = tuple[str, float]
# How many days apart two dates are at most to be called so, in order.
WEEK = 7
YEAR = 366
APART = ((1, "next day"), (WEEK, "days apart"), (31, "weeks apart"))
# Two articles of one story share at least this share of their names.
ONE_STORY = 0.4
# Counts of one thing differ by so much at most: rounded; those that rise from report to report.
_ROUNDED, _RISEN = 1.2, 4.0
# So many shared names of a clause count as all.
NAMES = 3
# Sentences so far apart or further are far apart.
FAR = 10


def signs(a: Feature, b: Feature) -> list[Sign]:
    """The signs of two mentions; the outcome is the same whichever comes first."""
    return [sign for kind in kinds(a, b) for sign in kind]


def kinds(a: Feature, b: Feature) -> list[list[Sign]]:
    """The signs of two mentions by what they are about, in the order in which they are added.

    What many pairs weigh is added in the same order (weighing.py), so that it is the same number.
    """
    meanings = list(meaning_signs(a, b, same_stem=bool(a.stem) and a.stem == b.stem))
    found = [[("date: " + time(a, b), 1.0)], meanings]
    found += (
        list(compare(a, b)) for compare in (_people, _roles, _places, _amounts, _wordings, manner)
    )
    if a.document == b.document:
        found.append(list(_one_article(a, b)))
    else:
        shared = story(a.story, b.story)
        found.append(list(story_signs(shared, has_one_meaning(meanings))))
    return found


def story_signs(share: float, one_meaning: bool) -> Iterator[Sign]:
    """What it says that two articles share so many of their names."""
    shared = min(1.0, share / ONE_STORY)
    yield "story", math.sqrt(shared)
    if one_meaning:
        yield "story and meaning", shared


# -- when --------------------------------------------------------------------------------------


def time(a: Feature, b: Feature) -> str:
    """How two dates stand to each other, and how many of them only the publication gave."""
    told = ("told", "one told", "none told")[a.guessed + b.guessed]
    if a.date == b.date:
        days = a.date.days
        if days is None or days > 31:
            return "same span"
        return "same month" if days > 1 else f"same day, {told}"
    if a.date.contains(b.date) or b.date.contains(a.date):
        return _inside(*sorted((a.date, b.date), key=lambda d: d.days or 1 << 30))
    if a.date.overlaps(b.date):
        return "inside a span"
    one, two = a.date.first_date, b.date.first_date
    if one is not None and two is not None:
        days = abs((one - two).days)
        for most, name in APART:
            if days <= most:
                return f"{name}, {told}"
    return "far apart"


def _inside(small: when.When, wide: when.When) -> str:
    """How a date lies in a wider one: it is its onset, or the wider is a month, a year, more."""
    if small.first == wide.first and wide.last is None:
        return "onset"
    if wide.days is None or wide.days > 366:
        return "inside a span"
    return "inside a month" if wide.days <= 31 else "inside a year"


# -- what --------------------------------------------------------------------------------------

_ONE_MEANING = ("same concept", "same stem")


def meaning_signs(a: Feature, b: Feature, *, same_stem: bool) -> Iterator[Sign]:
    """What two meanings say. Of the mentions only concepts and whether they are sayings are asked;
    same_stem: whether their words have one stem."""
    known = [f.concept for f in (a, b) if f.concept]
    near = meaning.affinity(*known) if len(known) == 2 else 0.0
    if near == 1.0 or (same_stem and len(known) < 2):
        yield ("same concept" if near else "same stem"), 1.0
        if near and same_stem:
            yield "same word", 1.0
        yield from _behaviours(a.concept)
    elif near:
        yield "kin", near
    else:
        yield ("both unknown", "one unknown", "strange")[len(known)], 1.0
    if saying(a) or saying(b):
        yield ("saying the same" if near == 1.0 else "saying"), 1.0


def has_one_meaning(meanings: Sequence[Sign]) -> bool:
    """Whether these signs of two meanings say that they are one."""
    return meanings[0][0] in _ONE_MEANING


def _behaviours(concept: str | None) -> Iterator[Sign]:
    """What tells of a meaning that two mentions share how much sharing it says."""
    for behaviour in ("light", "by_object", "one_off"):
        if meaning.behaves(concept, behaviour):
            yield behaviour.replace("_", " "), 1.0
    if not concept or meaning.behaves(concept, "common"):
        yield "common", 1.0


def saying(f: Feature) -> bool:
    """Whether the mention tells that somebody said something."""
    return f.mention.event.type == "statement" or meaning.behaves(f.concept, "saying")


# -- who ---------------------------------------------------------------------------------------


def _people(a: Feature, b: Feature) -> Iterator[Sign]:
    return people_signs(
        bool(a.persons & b.persons),
        bool(a.named and b.named),
        bool(a.organisations & b.organisations),
        bool(a.organisations and b.organisations),
    )


def people_signs(person: bool, named: bool, body: bool, bodies: bool) -> Iterator[Sign]:
    """person, body: one is in both; named, bodies: both tell some."""
    if person:
        yield "person", 1.0
    elif named:
        yield "other persons", 1.0
    if bodies:
        yield ("body" if body else "other bodies"), 1.0


def _roles(a: Feature, b: Feature) -> Iterator[Sign]:
    for role, one, two in (("agent", a.agent, b.agent), ("patient", a.patient, b.patient)):
        of_one_kind = bool({kind_of(k) for k in one} & {kind_of(k) for k in two})
        yield from role_signs(role, bool(one & two), bool(one and two), of_one_kind)
    yield from crossed_signs(bool(a.agent & b.patient or a.patient & b.agent))


def kind_of(key: str) -> str:
    """What kind of actor a key is of."""
    return key.partition(":")[0]


def role_signs(role: str, shared: bool, both: bool, of_one_kind: bool) -> Iterator[Sign]:
    """shared: one has the role in both; both: each tells who has it; of_one_kind: of these two."""
    if shared:
        yield role, 1.0
    elif both:
        yield f"other {role}", 1.0
        if of_one_kind:
            yield f"other {role} of one kind", 1.0


def crossed_signs(crossed: bool) -> Iterator[Sign]:
    """crossed: who acts in one is acted on in the other."""
    if crossed:
        yield "crossed roles", 1.0


# -- where, how many ---------------------------------------------------------------------------


def _places(a: Feature, b: Feature) -> Iterator[Sign]:
    return place_signs(
        bool(a.cities & b.cities),
        bool(a.cities and b.cities),
        bool(a.countries & b.countries),
        bool(a.countries and b.countries),
    )


def place_signs(city: bool, cities: bool, country: bool, countries: bool) -> Iterator[Sign]:
    """city, country: one is in both; cities, countries: both tell some."""
    if cities:
        yield ("city" if city else "other cities"), 1.0
    if countries and not country:
        yield "other countries", 1.0


def _amounts(a: Feature, b: Feature) -> Iterator[Sign]:
    rising = meaning.behaves(a.concept, "rising") or meaning.behaves(b.concept, "rising")
    yield from count_signs(a.mention.event.amounts, b.mention.event.amounts, rising)
    yield from figure_signs(bool(a.figures & b.figures), bool(a.figures and b.figures))


def figure_signs(figure: bool, figures: bool) -> Iterator[Sign]:
    """figure: one is in both; figures: both tell some."""
    if figures:
        yield ("figure" if figure else "other figures"), 1.0


def count_signs(one: Sequence[Amount], two: Sequence[Amount], rising: bool) -> Iterator[Sign]:
    """Whether amounts of one thing agree; the dead of a flood become more from day to day."""
    alike = [(x, y) for x in one for y in two if measures.measure(x) == measures.measure(y)]
    if any(measures.same(x, y) for x, y in alike):
        yield "amount", 1.0
    elif alike and not any(measures.compatible(x, y) for x, y in alike):
        far = min(measures.ratio(x, y) for x, y in alike) > (_RISEN if rising else _ROUNDED)
        yield ("other amount" if far else "risen amount"), 1.0


# -- in what words -----------------------------------------------------------------------------


def _wordings(a: Feature, b: Feature) -> Iterator[Sign]:
    if a.mention.event.language == b.mention.event.language:
        yield "words", share(a.words, b.words)
        if a.content and b.content and not a.content & b.content:
            yield "other content", 1.0
    else:
        yield "two languages", 1.0
        yield "things", min(NAMES, len(a.things & b.things)) / NAMES
    if a.names and b.names:
        shared = len(a.names & b.names)
        yield "names", share(a.names, b.names)
        yield "several names", min(NAMES, shared) / NAMES
        if not shared:
            yield "other names", 1.0


def share(one: frozenset[str], two: frozenset[str]) -> float:
    """The shared of all words of two sets, 0 to 1 (Jaccard)."""
    return len(one & two) / (len(one | two) or 1)


@lru_cache(maxsize=1 << 14)
def story(one: frozenset[str], two: frozenset[str]) -> float:
    """The share of names that two articles have in common, 0 to 1."""
    return share(one, two)


def manner(a: Feature, b: Feature) -> Iterator[Sign]:
    """What it says how two mentions are told: as another, as planned, by a noun."""
    one, two = a.mention.event, b.mention.event
    if a.another != b.another:
        yield "one told as another", 1.0
    if one.status != two.status:
        # What lasts began; what was planned came; only a denial is of something else.
        apart = {one.status, two.status} - {"happened"}
        yield f"status: {min(apart)}", 1.0
    if one.nominal or two.nominal:
        yield ("nouns" if one.nominal and two.nominal else "noun and verb"), 1.0


# -- in one article ----------------------------------------------------------------------------


def _one_article(a: Feature, b: Feature) -> Iterator[Sign]:
    one, two = a.mention.event, b.mention.event
    if a.chain == b.chain:
        yield "told again", 1.0
    if one.sentence == two.sentence:
        yield "one sentence", 1.0
    if "headline" in (one.passage_kind, two.passage_kind):
        yield "headline", 1.0
    yield "distance", min(FAR, abs(one.sentence - two.sentence)) / FAR


# -- what can't be -----------------------------------------------------------------------------


def opposed(a: Feature, b: Feature) -> bool:
    """Whether two mentions can't be one event, whatever else agrees."""
    return senses_differ(a.senses, b.senses) or _days_differ(a, b) or _other_people(a, b)


def senses_differ(one: Mapping[str, str], two: Mapping[str, str]) -> bool:
    """Whether a word tells them apart: the first round and the second, an earthquake's echo."""
    return any(
        one.get(sense) != two.get(sense) and (sense == "echo" or (sense in one and sense in two))
        for sense in one.keys() | two.keys()
    )


def _days_differ(a: Feature, b: Feature) -> bool:
    """Whether their days are two: told so by one article, or too far apart for a slip.

    Nor is what an article tells as past of a later day than the one it appeared on; one day later
    may be the same day elsewhere on earth.
    """
    # News that nothing dates may be of days before it was printed, not of a year before.
    if _gap(a.date, b.date) >= (YEAR if a.guessed or b.guessed else WEEK):
        return True
    one, two = _day(a), _day(b)
    if one is None or two is None or one == two:
        return False
    if a.direct and b.direct:
        return a.document == b.document
    apart = (two - one).days
    return (_printed(a) and b.direct and apart > 1) or (_printed(b) and a.direct and apart < -1)


def _gap(one: when.When, two: when.When) -> int:
    """The days between two dates, 0 where they meet or one is open towards the other."""
    earlier, later = sorted((one, two), key=lambda d: d.first or (0, 0, 0))
    if earlier.last_date is None or later.first_date is None:
        return 0
    return max(0, (later.first_date - earlier.last_date).days)


def _day(f: Feature) -> date | None:
    """The day of a mention that has exactly one."""
    return f.date.first_date if f.date.days == 1 and not f.date.approximate else None


def _printed(f: Feature) -> bool:
    """Whether a mention tells as past what only the day its article appeared dates."""
    return f.mention.how == "publication-day" and f.mention.event.status == "happened"


def _other_people(a: Feature, b: Feature) -> bool:
    """Whether both name who did it, or whom it was done to, and the other tells of none of these.

    Two meetings of one host, two men's arrests; who is met in one telling and meets in the other
    takes part in both.
    """
    return any(
        one and two and one.isdisjoint(b.persons) and two.isdisjoint(a.persons)
        for one, two in (
            (a.agent & a.named, b.agent & b.named),
            (a.patient & a.named, b.patient & b.named),
        )
    )
