"""What tells two mentions of one article apart, and what they have in common, by their frames."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from timeline.languages import grammar
from timeline.merge import frames, measures, naming
from timeline.merge.features import Feature
from timeline.model import Argument, EventMention

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Likeness:
    """Whether two mentions have their people and places, and their objects, in common.

    True: at least one; False: both tell some and none is the same; None: one of them tells none.
    """

    who: bool | None
    what: bool | None


def likeness(a: Feature, b: Feature) -> Likeness:
    """What fills the frames of two mentions, compared."""
    what = bool(a.content & b.content) if a.content and b.content else None
    named = a.persons & b.persons or a.organisations & b.organisations or a.cities & b.cities
    alike = (a.words & b.words) - {a.stem, b.stem} - a.content
    if named or alike:
        return Likeness(True, what)
    one, two = _core(a.mention.event), _core(b.mention.event)
    return Likeness(False if one and two else None, what)


def _core(e: EventMention) -> frozenset[str]:
    """Stems of who acts and who is acted on."""
    return _stems(e.frame.subject, e) | _stems(e.frame.object, e)


def _stems(a: Argument | None, e: EventMention) -> frozenset[str]:
    return frozenset() if a is None else frames.stems(a.means or a.text, e.language)


def apart(a: Feature, b: Feature) -> bool:
    """Whether something keeps two mentions of one article apart, whatever their words."""
    one, two = a.mention.event, b.mention.event
    return (
        any(a.senses[s] != b.senses[s] for s in a.senses.keys() & b.senses.keys())
        or (one.status == "denied") != (two.status == "denied")
        or naming.several(one) != naming.several(two)
        or not naming.others(two) <= naming.others(one)
        or _elsewhere(a, b)
        or _other_day(a, b)
        or _others(a, b)
        or _counted_otherwise(one, two)
    )


def misnamed(b: Feature, told: Sequence[Feature]) -> bool:
    """Whether the phrase of a noun names whom none of these sentences names: "the Ray trial"."""
    names = _names_before(b.mention.event)
    return bool(names) and not names <= frozenset[str]().union(
        *(frames.stems(f.mention.event.quote, f.mention.event.language) for f in told)
    )


def _elsewhere(a: Feature, b: Feature) -> bool:
    pairs = ((a.towns, b.towns), (a.countries, b.countries))
    return any(one and two and not one & two for one, two in pairs)


def _other_day(a: Feature, b: Feature) -> bool:
    """Whether each is dated in its own clause, and by dates of which neither holds the other."""
    own = a.mention.how == b.mention.how == "modifier"
    return own and not (a.date.contains(b.date) or b.date.contains(a.date))


def _others(a: Feature, b: Feature) -> bool:
    """Whether other people act or are acted on: by name, or one here and several there."""
    if a.named and b.named and not a.persons & b.persons:
        return True
    one, two = a.mention.event, b.mention.event
    for role in ("agent", "patient"):
        mine, yours = _names(one, role), _names(two, role)
        # "Reed placed on leave": who is acted on may be read as who acts, so any place will do.
        if mine and yours and not (mine & _names(two) or yours & _names(one)):
            return True
    f, g = one.frame, two.frame
    return any(
        _number(p, one) != _number(q, two) and not _stems(p, one) & _stems(q, two)
        for p, q in ((f.subject, g.subject), (f.object, g.object))
        if _tells(p, one) and _tells(q, two)
    )


def _names(e: EventMention, role: str | None = None) -> set[str]:
    """Words of the names of those who take part in a role, None for any."""
    return {
        w
        for p in e.participants
        if role in (p.role, None) and p.kind != "group"
        for w in p.name.casefold().split()
    }


def _tells(a: Argument | None, e: EventMention) -> bool:
    """Whether an argument is a noun or a name, no pronoun."""
    return a is not None and a.head not in grammar.of(e.language).subject_forms


def _number(a: Argument | None, e: EventMention) -> bool:
    """Whether an argument is several: "two climbers", "a man and a woman"."""
    text = "" if a is None else a.text.casefold()
    words = _WORD.findall(text)
    if a is None or not words:
        return False
    own = grammar.of(e.language)
    joined = not naming.words(e.language).joining.isdisjoint(words)
    return joined or (words[-1] != a.head and own.looks_plural(words[-1]))


def _counted_otherwise(one: EventMention, two: EventMention) -> bool:
    """Whether they count one kind of thing and come to other figures."""
    return any(
        measures.measure(x) == measures.measure(y) and not measures.compatible(x, y)
        for x in one.amounts
        for y in two.amounts
    )


def _names_before(e: EventMention) -> frozenset[str]:
    """Stems of the names in the phrase of a noun: "Air India" of "the Air India order"."""
    if not naming.noun(e):
        return frozenset()
    return frames.stems(" ".join(_capitals(e)), e.language)


def _capitals(e: EventMention) -> Iterator[str]:
    return (w for w in naming.modifiers(e) if w[:1].isupper())
