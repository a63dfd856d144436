"""What tells two mentions of one article apart, and what they have in common, by their frames."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.merge import frames, measures
from timeline.merge.telling import Telling
from timeline.model import EventMention

if TYPE_CHECKING:
    from timeline.merge.features import Feature


@dataclass(frozen=True, slots=True)
class Likeness:
    """Whether two mentions have their people and places, and their objects, in common.

    True: at least one; False: both tell some and none is the same; None: one of them tells none.
    """

    who: bool | None
    what: bool | None


def likeness(one: Telling, two: Telling) -> Likeness:
    """What fills the frames of two mentions, compared."""
    a, b = one.feature, two.feature
    what = bool(a.content & b.content) if a.content and b.content else None
    alike = (a.words & b.words) - {a.stem, b.stem} - a.content
    if _both_name(a, b) or alike:
        return Likeness(True, what)
    return Likeness(False if one.core and two.core else None, what)


def same_frame(one: Telling, two: Telling) -> bool:
    """Whether the same is done to the same, and by nobody else: by nouns and names, no pronouns."""
    shared = one.undergoer.words & two.undergoer.words
    if one.feature.concept is None:
        # "The break came", "the key play came": a word without a meaning tells nothing itself.
        shared &= {one.undergoer.head, two.undergoer.head}
    mine, yours = one.agent.words, two.agent.words
    return bool(shared) and not (mine and yours and not mine & yours)


def same_saying(one: Telling, two: Telling) -> bool:
    """Whether one speaker, by noun or name, tells of the same."""
    return bool(one.subject.words & two.subject.words and one.said & two.said)


def apart(one: Telling, two: Telling) -> bool:
    """Whether something keeps two mentions of one article apart, whatever their words."""
    a, b = one.feature, two.feature
    return (
        any(a.senses[s] != b.senses[s] for s in a.senses.keys() & b.senses.keys())
        or (one.event.status == "denied") != (two.event.status == "denied")
        or one.phrase.several != two.phrase.several
        or not two.others <= one.others
        or _elsewhere(a, b)
        or _other_day(a, b)
        or _other_names(one, two)
        or _other_number(one, two)
        or _counted_otherwise(one.event, two.event)
    )


def misnamed(telling: Telling, told: Sequence[Telling]) -> bool:
    """Whether the phrase of a noun names whom none of these sentences names: "the Ray trial"."""
    written = " ".join(w for w in telling.phrase.modifiers if w[:1].isupper())
    if not written:
        return False
    language = telling.event.language
    known = (frames.stems(t.event.quote, language) for t in told)
    return not frames.stems(written, language) <= frozenset[str]().union(*known)


def by_keys(a: Feature, b: Feature) -> int:
    """All that hangs on the keys of actors in what is told here of two mentions, in bits."""
    return _both_name(a, b) + 2 * _elsewhere(a, b) + 4 * _name_others(a, b)


def _both_name(a: Feature, b: Feature) -> bool:
    sets = ((a.persons, b.persons), (a.organisations, b.organisations), (a.cities, b.cities))
    return any(not one.isdisjoint(two) for one, two in sets)


def _name_others(a: Feature, b: Feature) -> bool:
    return bool(a.named and b.named) and a.persons.isdisjoint(b.persons)


def _elsewhere(a: Feature, b: Feature) -> bool:
    pairs = ((a.cities, b.cities), (a.countries, b.countries))
    return any(one and two and one.isdisjoint(two) for one, two in pairs)


def _other_day(a: Feature, b: Feature) -> bool:
    """Whether each is dated in its own clause, and by dates of which neither holds the other."""
    own = a.mention.how == b.mention.how == "modifier"
    return own and not (a.date.contains(b.date) or b.date.contains(a.date))


def _other_names(one: Telling, two: Telling) -> bool:
    """Whether others are named: as those who take part, or in one role."""
    if _name_others(one.feature, two.feature):
        return True
    for role in ("agent", "patient"):
        mine, yours = one.names[role], two.names[role]
        # "Reed placed on leave": who is acted on may be read as who acts, so any role will do.
        if mine and yours and not (mine & two.names[""] or yours & one.names[""]):
            return True
    return False


def _other_number(one: Telling, two: Telling) -> bool:
    """Whether one acts, or is acted on, here and several there, told by other words."""
    pairs = ((one.subject, two.subject), (one.object, two.object))
    return any(
        p.several != q.several and not p.words & q.words for p, q in pairs if p.noun and q.noun
    )


def _counted_otherwise(one: EventMention, two: EventMention) -> bool:
    """Whether they count one kind of thing and come to other figures."""
    return any(
        measures.measure(x) == measures.measure(y) and not measures.compatible(x, y)
        for x in one.amounts
        for y in two.amounts
    )
