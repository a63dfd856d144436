"""What tells for and against two mentions being one event: named signs, each a number 0 to 1.

The same signs are weighed apart for two mentions of one article and of two (pairs.toml); those of a
pair that tells nothing of a kind (no persons on one side) are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from timeline import when
from timeline.merge import meaning, measures
from timeline.merge.features import Feature

Sign = tuple[str, float]
# How many days apart two dates are at most to be called so, in order.
_WEEK = 7
_APART = ((1, "next day"), (_WEEK, "days apart"), (31, "weeks apart"))
# Two articles of one story share at least this share of their names.
_ONE_STORY = 0.4
# Counts of one thing differ by so much at most: rounded; those that rise from report to report.
_ROUNDED, _RISEN = 1.2, 4.0
# So many shared names of a clause count as all.
_NAMES = 3


def signs(a: Feature, b: Feature) -> list[Sign]:
    """The signs of two mentions; the outcome is the same whichever comes first."""
    found = [("date: " + time(a, b), 1.0), *_meanings(a, b)]
    for compare in (_people, _roles, _places, _amounts, _wordings, _manner):
        found += compare(a, b)
    if a.document == b.document:
        found += _one_article(a, b)
    else:
        shared = min(1.0, story(a.story, b.story) / _ONE_STORY)
        found.append(("story", shared**0.5))
        if found[1][0] in _ONE_MEANING:
            found.append(("story and meaning", shared))
    return found


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
        for most, name in _APART:
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


def _meanings(a: Feature, b: Feature) -> Iterator[Sign]:
    known = [f.concept for f in (a, b) if f.concept]
    near = meaning.affinity(*known) if len(known) == 2 else 0.0
    same_word = bool(a.stem) and a.stem == b.stem
    if near == 1.0 or (same_word and len(known) < 2):
        yield ("same concept" if near else "same stem"), 1.0
        if near and same_word:
            yield "same word", 1.0
        yield from _behaviours(a.concept)
    elif near:
        yield "kin", near
    else:
        yield ("both unknown", "one unknown", "strange")[len(known)], 1.0
    if saying(a) or saying(b):
        yield ("saying the same" if near == 1.0 else "saying"), 1.0


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
    if a.persons & b.persons:
        yield "person", 1.0
    elif others(a, b):
        yield "other persons", 1.0
    if a.organisations and b.organisations:
        yield ("body" if a.organisations & b.organisations else "other bodies"), 1.0


def others(a: Feature, b: Feature) -> bool:
    """Whether both name people and none in common; a pronoun's person rules nothing out."""
    return bool(a.named and b.named and not a.persons & b.persons)


def _roles(a: Feature, b: Feature) -> Iterator[Sign]:
    for role, one, two in (("agent", a.agent, b.agent), ("patient", a.patient, b.patient)):
        if not one or not two:
            continue
        if one & two:
            yield role, 1.0
        else:
            yield f"other {role}", 1.0
            if {k.partition(":")[0] for k in one} & {k.partition(":")[0] for k in two}:
                yield f"other {role} of one kind", 1.0
    if a.agent & b.patient or a.patient & b.agent:
        yield "crossed roles", 1.0


# -- where, how many ---------------------------------------------------------------------------


def _places(a: Feature, b: Feature) -> Iterator[Sign]:
    if a.cities and b.cities:
        yield ("city" if a.cities & b.cities else "other cities"), 1.0
    if a.countries and b.countries and not a.countries & b.countries:
        yield "other countries", 1.0


def _amounts(a: Feature, b: Feature) -> Iterator[Sign]:
    yield from _counts(a, b)
    if a.figures and b.figures:
        yield ("figure" if a.figures & b.figures else "other figures"), 1.0


def _counts(a: Feature, b: Feature) -> Iterator[Sign]:
    """Whether amounts of one thing agree; the dead of a flood become more from day to day."""
    one, two = a.mention.event.amounts, b.mention.event.amounts
    alike = [(x, y) for x in one for y in two if measures.measure(x) == measures.measure(y)]
    if any(measures.same(x, y) for x, y in alike):
        yield "amount", 1.0
    elif alike and not any(measures.compatible(x, y) for x, y in alike):
        rising = meaning.behaves(a.concept, "rising") or meaning.behaves(b.concept, "rising")
        far = min(measures.ratio(x, y) for x, y in alike) > (_RISEN if rising else _ROUNDED)
        yield ("other amount" if far else "risen amount"), 1.0


# -- in what words -----------------------------------------------------------------------------


def _wordings(a: Feature, b: Feature) -> Iterator[Sign]:
    if a.mention.event.language == b.mention.event.language:
        yield "words", _share(a.words, b.words)
        if a.content and b.content and not a.content & b.content:
            yield "other content", 1.0
    else:
        yield "two languages", 1.0
        yield "things", min(_NAMES, len(a.things & b.things)) / _NAMES
    if a.names and b.names:
        shared = len(a.names & b.names)
        yield "names", _share(a.names, b.names)
        yield "several names", min(_NAMES, shared) / _NAMES
        if not shared:
            yield "other names", 1.0


def _share(one: frozenset[str], two: frozenset[str]) -> float:
    """The shared of all words of two sets, 0 to 1 (Jaccard)."""
    return len(one & two) / (len(one | two) or 1)


@lru_cache(maxsize=1 << 14)
def story(one: frozenset[str], two: frozenset[str]) -> float:
    """The share of names that two articles have in common, 0 to 1."""
    return _share(one, two)


def _manner(a: Feature, b: Feature) -> Iterator[Sign]:
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
    yield "distance", min(10, abs(one.sentence - two.sentence)) / 10


# -- what can't be -----------------------------------------------------------------------------


def opposed(a: Feature, b: Feature) -> bool:
    """Whether two mentions can't be one event, whatever else agrees."""
    return _senses_differ(a, b) or _days_differ(a, b) or _other_people(a, b)


def _senses_differ(a: Feature, b: Feature) -> bool:
    """Whether a word tells them apart: the first round and the second, an earthquake's echo."""
    return any(
        a.senses.get(sense) != b.senses.get(sense)
        and (sense == "echo" or (sense in a.senses and sense in b.senses))
        for sense in a.senses.keys() | b.senses.keys()
    )


def _days_differ(a: Feature, b: Feature) -> bool:
    """Whether their days are two: told so by one article, or too far apart for a slip.

    Nor is what an article tells as past of a later day than the one it appeared on; one day later
    may be the same day elsewhere on earth.
    """
    if not a.guessed and not b.guessed and _gap(a.date, b.date) >= _WEEK:
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
