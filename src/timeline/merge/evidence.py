"""How strongly two mentions agree to be one event: evidence for and against, in points.

The points were set on hand-made cases and measured on annotated news (tests/test_floors.py);
JOIN and more is one event. What can't be one event at all is told by `opposed`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from timeline.merge import frames, meaning, measures
from timeline.merge.features import Feature
from timeline.model import Amount

JOIN = 2.5
# English and French share learned words; so many first letters alike make a pair.
_COGNATE = 5
_SHORTEST = 4
# So many words of the object in common are a name of their own ("the iTunes Music Store").
_TITLE_LIKE = 3
# What it tells against a pair that a pronoun of one was read as another person.
_PRONOUN = -0.4
# How near words of one family are where who or where agrees, in one article and in two.
_RETOLD = 0.85
_ONE_STORY = 1.0
# Over unlike dates (a day in its month, two days that sources disagree on) more is asked.
JOIN_COARSE = 3.0
JOIN_NEAR = 3.5
# The publication day given to news without a date gives way to a day that is told.
JOIN_GUESSED = 3.0


def saying(f: Feature) -> bool:
    """Whether the mention tells that somebody said something."""
    return f.mention.event.type == "statement" or meaning.behaves(f.concept, "saying")


def once(a: Feature, b: Feature) -> bool:
    """Whether the two tell of a thing that happens one at a time, or of one object's."""
    if meaning.behaves(a.concept, "one_off"):
        return True
    by_object = meaning.behaves(a.concept, "by_object") and meaning.behaves(b.concept, "by_object")
    return by_object and bool(overlap(a, b) or _amounts(a, b) > 0.5 or a.persons & b.persons)


def relation(a: Feature, b: Feature) -> float:
    """How near the triggers' meanings are, 0 to 1."""
    if a.concept and b.concept:
        near = meaning.affinity(a.concept, b.concept)
        firm = _RETOLD if a.document == b.document else _ONE_STORY
        return firm if near < firm and (_firm(a, b) or _within(a, b)) else near
    if a.stem and a.stem == b.stem:
        return 1.0 if a.mention.event.language == b.mention.event.language else 0.8
    return 0.0


def _firm(a: Feature, b: Feature) -> bool:
    """Whether words of one family agree on enough to tell of one happening.

    Within one article, that calls most things by one name, who and where must both agree.
    """
    ways = meaning.firm_ways(a.concept or "", b.concept or "")
    if not ways or others(a, b) or (a.groups and b.groups and not a.groups & b.groups):
        return False
    if a.document == b.document:
        return bool(a.persons & b.persons and (a.cities & b.cities or a.countries & b.countries))
    return any(all(_SAME[name](a, b) for name in way) for way in ways)


def _one_country(a: Feature, b: Feature) -> bool:
    """Whether one who is named is told of in one country: crowds cross borders every day."""
    crowd = a.groups or b.groups or a.mention.event.amounts or b.mention.event.amounts
    return bool(a.countries & b.countries and (a.persons or b.persons) and not crowd)


def _within(a: Feature, b: Feature) -> bool:
    """Whether one sentence tells of one happening in full and in part, by kindred words.

    "Travel to Sochi" in "travel to Sochi to meet Putin", "the flight" in "the flight's diversion".
    """
    one, two = a.mention.event, b.mention.event
    if a.document != b.document or one.sentence != two.sentence or a.date != b.date:
        return False
    if not (frames.holds(one, two) or frames.holds(two, one)):
        return False
    return bool(a.concept and b.concept and b.concept in meaning.kindred(a.concept))


def sitting(a: Feature, b: Feature) -> bool:
    """Whether both tell of one body that sits and decides, in articles about one country."""
    apart = a.organisations and b.organisations and not a.organisations & b.organisations
    return bool(a.bodies & b.bodies and a.about & b.about and not apart)


def opposed(a: Feature, b: Feature) -> bool:
    """Whether something rules out that the two are one event, however alike otherwise."""
    one, two = a.mention.event, b.mention.event
    for sense in a.senses.keys() | b.senses.keys():
        if a.senses.get(sense) != b.senses.get(sense) and (
            sense == "echo" or (sense in a.senses and sense in b.senses)
        ):
            return True
    if a.document == b.document and one.sentence == two.sentence and _amounts(a, b) < 1:
        # Two verbs of one sentence tell of two events; a noun may name one of them again.
        if _within(a, b) or _narrowed(a, b):
            return False
        return not (one.nominal or two.nominal) or relation(a, b) < 0.9
    return False


def _narrowed(a: Feature, b: Feature) -> bool:
    """Whether one sentence gives a thing that happens once a wide date, then a day in it."""
    if a.concept != b.concept or not meaning.behaves(a.concept, "one_off"):
        return False
    return a.date != b.date and (a.date.contains(b.date) or b.date.contains(a.date))


def points(a: Feature, b: Feature) -> float:
    """Evidence that two mentions of compatible dates are one event; JOIN and more says so."""
    near = relation(a, b)
    total = 2.0 * near if near else -0.5
    if near >= 0.9 and once(a, b):
        total += 0.5
    total += _types(a, b) + (_people(a, b) + _bodies(a, b)) + _where(a, b) + _amounts(a, b)
    wording = _wording(a, b)
    # A session and what it decides, a journey and the talks there have other objects.
    total += max(0.0, wording) if near >= _RETOLD and a.concept != b.concept else wording
    if a.date == b.date:
        total += _vagueness(a)
    total += _number(a, b)
    if a.document == b.document:
        total += _one_author(a, b, near)
    if not a.concept or meaning.behaves(a.concept, "common"):
        total -= 0.0 if _telling(a, b) else 1.0
    if saying(a) or saying(b):
        total += _sayings(a, b)
    return total


def _types(a: Feature, b: Feature) -> float:
    one, two = a.mention.event.type, b.mention.event.type
    if one == two:
        return 0.4
    return 0.0 if "other" in (one, two) or meaning.types_alike(one, two) else -0.3


def _number(a: Feature, b: Feature) -> float:
    """What tells against a pair of which one is several, or goes on, and the other is not."""
    # "The meetings of recent days" are not the day's meeting.
    total = -1.5 if a.plural != b.plural else 0.0
    ongoing = [f.mention.event.status == "ongoing" for f in (a, b)]
    # The protests that go on are not the march of their first day.
    return total - (meaning.behaves(a.concept, "lasting") and ongoing[0] != ongoing[1])


def _one_author(a: Feature, b: Feature, near: float) -> float:
    if near < 0.9:
        # One author calls one thing by one name more often than not.
        return -0.7
    one, two = a.mention.event, b.mention.event
    # A headline tells what its article tells.
    again = one.nominal or two.nominal or "headline" in (one.passage_kind, two.passage_kind)
    return 0.5 if again else 0.0


def _telling(a: Feature, b: Feature) -> bool:
    """Whether somebody or something besides a word of every day agrees."""
    named = a.persons & b.persons or a.organisations & b.organisations or a.cities & b.cities
    return bool(named or overlap(a, b))


def _sayings(a: Feature, b: Feature) -> float:
    """What is asked more where somebody says something: people do so all day long."""
    total = -1.0
    if not (a.persons | a.organisations) & (b.persons | b.organisations):
        total -= 1.0
    one_language = a.mention.event.language == b.mention.event.language
    if one_language and 4 * overlap(a, b) <= len(a.content | b.content):
        total -= 0.7
    return total


def strong(a: Feature, b: Feature) -> bool:
    """Whether two mentions agree on who or where, not by their articles' context only."""
    return bool(
        a.persons & b.persons
        or a.organisations & b.organisations
        or a.cities & b.cities
        or a.countries & b.countries
        or (a.countries & b.context)
        or (a.context & b.countries)
        or overlap(a, b) >= _TITLE_LIKE
    )


def others(a: Feature, b: Feature) -> bool:
    """Whether both name people and none in common; a pronoun's person rules nothing out."""
    return bool(a.named and b.named and not a.persons & b.persons)


def _people(a: Feature, b: Feature) -> float:
    shared = a.persons & b.persons
    if shared:
        total = 1.0 + 0.5 * min(2, len(shared) - 1)
        # "Met one" and "met another" share the host only.
        if a.named - shared and b.named - shared:
            total -= 1.5
        return total
    if not a.persons or not b.persons:
        return 0.0
    return -1.2 if others(a, b) else _PRONOUN


def _bodies(a: Feature, b: Feature) -> float:
    shared = a.organisations & b.organisations
    if shared:
        return 0.8 + 0.3 * min(2, len(shared) - 1)
    if sitting(a, b):
        return 0.8
    total = 0.0
    if a.organisations and b.organisations and not a.persons & b.persons:
        # One article may name the maker here and the product there.
        total = -0.2 if a.document == b.document else -0.7
    return total + (0.3 if a.groups & b.groups else 0.0)


def _where(a: Feature, b: Feature) -> float:
    if a.cities & b.cities:
        return 1.0
    if sitting(a, b) and a.concept != b.concept:
        # Where a body meets and where what it decides takes effect are two places.
        return 0.4
    total = 0.0
    if a.cities and b.cities:
        total -= 1.5
    if a.countries & b.countries:
        return total + 0.6 + 0.3 * min(1, len(a.countries & b.countries) - 1)
    if a.countries and b.countries:
        return total - 0.8
    if a.countries & b.context or a.context & b.countries or a.context & b.context:
        return total + 0.4
    return total


def _amounts(a: Feature, b: Feature) -> float:
    one, two = a.mention.event, b.mention.event
    if not one.amounts or not two.amounts:
        return _written(a, b)
    pairs = [(x, y) for x in one.amounts for y in two.amounts]
    alike = [(x, y) for x, y in pairs if measures.measure(x) == measures.measure(y)]
    if any(measures.same(x, y) for x, y in alike):
        return 1.2
    if one.language != two.language and any(_one_count(x, y) for x, y in pairs):
        return 0.6
    return _unlike(alike) if alike else _written(a, b)


def _unlike(pairs: Sequence[tuple[Amount, Amount]]) -> float:
    """The same of pairs of one measure each, of which none are one value."""
    if any(measures.compatible(x, y) for x, y in pairs):
        return 0.3
    # Sources that differ on a figure rarely differ by more than half.
    nearest = min(measures.ratio(x, y) for x, y in pairs)
    return 0.3 if nearest <= 2 else -0.3 if nearest <= 4 else -1.0


def _one_count(x: Amount, y: Amount) -> bool:
    """Forty officials, quarante responsables: the nouns can't be compared, the figure can."""
    return x.value == y.value >= frames.TELLING


def _written(a: Feature, b: Feature) -> float:
    """The same of figures that their words write out."""
    across = a.mention.event.language != b.mention.event.language
    return 0.6 if across and a.figures & b.figures else 0.0


def counted(a: Feature, b: Feature) -> bool:
    """Whether both tell one figure of one thing of its kind: the same thirty-three arrests."""
    return a.concept == b.concept and once(a, b) and _amounts(a, b) > 0.5


def overlap(a: Feature, b: Feature) -> int:
    """How many words of the objects are shared; across languages those that begin alike count."""
    return _shared(a, a.content, b, b.content)


def _shared(a: Feature, one: frozenset[str], b: Feature, two: frozenset[str]) -> int:
    if a.mention.event.language == b.mention.event.language:
        return len(one & two)
    return max(_cognates(one, two), len(a.things & b.things))


def _cognates(one: frozenset[str], two: frozenset[str]) -> int:
    """How many stems of one language begin like one of another, of which one may be cut shorter."""
    mine, yours = ({w[:_COGNATE] for w in words if len(w) >= _SHORTEST} for words in (one, two))
    return sum(
        w in yours or any(w[:_SHORTEST] == v[:_SHORTEST] and len(w) != len(v) for v in yours)
        for w in mine
    )


def _wording(a: Feature, b: Feature) -> float:
    """Shared words of what fills the frames, names left out."""
    if shared := overlap(a, b):
        # Two sayings share a word easily; they are one only when they share most.
        least = min(len(a.content), len(b.content))
        of = (len(a.content) * len(b.content)) ** 0.5 if saying(a) or saying(b) else least
        return 1.2 * min(1.0, shared / max(1, of))
    if _shared(a, a.content, b, b.words) or _shared(a, a.words, b, b.content):
        return 0.4
    if not a.content or not b.content:
        return 0.0
    one, two = a.mention.event, b.mention.event
    if one.language != two.language:
        return 0.0
    # Apple unveils a phone, Apple unveils a laptop; a headline or a noun says it in other words.
    again = "headline" in (one.passage_kind, two.passage_kind) or one.nominal or two.nominal
    if once(a, b) and a.concept == b.concept:
        # What happens one at a time is told in other words as often as in the same.
        return -0.2
    return -0.4 if again and a.document == b.document else -0.8


def _vagueness(a: Feature) -> float:
    """What a shared date is short of being a shared day: many things happen in one year."""
    days = a.date.days
    if days is not None and days <= 31:
        return -0.3 if days > 1 else 0.0
    return -0.6 if meaning.behaves(a.concept, "one_off") else -1.3


# What may have to be the same for words of one family to tell of one happening (concepts.toml).
_SAME: Mapping[str, Callable[[Feature, Feature], bool]] = {
    "persons": lambda a, b: len(a.persons & b.persons) > 1,
    "person": lambda a, b: bool(a.persons & b.persons),
    "city": lambda a, b: bool(a.towns & b.towns),
    "anywhere": lambda a, b: bool(a.cities & b.cities),
    "country": _one_country,
    "body": sitting,
    "amount": lambda a, b: _amounts(a, b) > 1,
}
