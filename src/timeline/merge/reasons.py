"""Why two mentions are one event, in words: what `evidence` weighs, one line an aspect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from timeline.merge import evidence, measures
from timeline.merge.features import Feature
from timeline.names import gazetteer


@dataclass(frozen=True, slots=True)
class Link:
    """Two mentions by their places in a list, and what tells for and against their being one.

    points: evidence in all; `evidence.JOIN` and more joins two mentions of one date by itself.
    reasons: (aspect, what is said of it), the aspects being meaning, date, type, who, where,
    amount, wording and against.
    """

    first: int
    second: int
    points: float
    reasons: tuple[tuple[str, str], ...]


def link(first: int, a: Feature, second: int, b: Feature) -> Link:
    """The evidence on two mentions."""
    return Link(first, second, round(evidence.points(a, b), 2), tuple(_reasons(a, b)))


def _reasons(a: Feature, b: Feature) -> Iterator[tuple[str, str]]:
    yield "meaning", _meaning(a, b)
    yield "date", _date(a, b)
    one, two = a.mention.event, b.mention.event
    yield "type", f"both {one.type}" if one.type == two.type else f"{one.type} and {two.type}"
    yield from _who(a, b)
    yield from _where(a, b)
    yield from _amounts(a, b)
    shared = sorted(a.content & b.content)
    if one.language == two.language and shared:
        yield "wording", f"shared words {', '.join(shared)}"
    elif things := sorted(a.things & b.things):
        yield "wording", f"the same things: {', '.join(t.removeprefix('=') for t in things)}"
    if evidence.opposed(a, b):
        yield "against", "told as two; others of the event connect them"


def _meaning(a: Feature, b: Feature) -> str:
    one, two = a.mention.event.trigger.text, b.mention.event.trigger.text
    near = evidence.relation(a, b)
    if a.concept is not None and a.concept == b.concept:
        return f"“{one}” and “{two}” mean one thing ({a.concept})"
    if not (a.concept and b.concept) and near >= 0.8:
        return f"“{one}” and “{two}” are one word"
    if near >= 0.99:
        return f"“{one}” and “{two}” are two sides of one thing ({a.concept}, {b.concept})"
    if near > 0:
        return f"“{one}” and “{two}” are akin ({near:.2f})"
    return f"“{one}” and “{two}” mean different things"


def _date(a: Feature, b: Feature) -> str:
    one, two = str(a.date), str(b.date)
    guess = [d for d, f in ((one, a), (two, b)) if f.guessed]
    which = guess[0] if len(guess) == 1 and one != two else "both" if guess[1:] else "one of them"
    doubt = f" ({which} only from the publication)" if guess else ""
    if one == two:
        return f"the same, {one}{doubt}"
    for (small, s), (wide, w) in (((a.date, one), (b.date, two)), ((b.date, two), (a.date, one))):
        if wide.contains(small):
            return f"{s} lies in {w}{doubt}"
    first, last = a.date.first_date, b.date.first_date
    if first is not None and last is not None:
        days = abs((last - first).days)
        return f"{one} and {two}, {days} day{'' if days == 1 else 's'} apart{doubt}"
    return f"{one} and {two}{doubt}"


def _who(a: Feature, b: Feature) -> Iterator[tuple[str, str]]:
    shared = sorted((a.persons & b.persons) | (a.organisations & b.organisations))
    if shared:
        yield "who", f"both with {', '.join(map(_name, shared))}"
    elif evidence.others(a, b):
        one, two = (", ".join(map(_name, sorted(f.named))) for f in (a, b))
        yield "who", f"{one} and {two}"
    elif evidence.sitting(a, b):
        yield "who", f"one body that decides ({', '.join(sorted(a.bodies & b.bodies))})"
    elif groups := sorted(a.groups & b.groups):
        yield "who", f"both with {', '.join(map(_name, groups))}"


def _where(a: Feature, b: Feature) -> Iterator[tuple[str, str]]:
    cities, countries = sorted(a.cities & b.cities), sorted(a.countries & b.countries)
    if cities:
        yield "where", f"both in {', '.join(c.partition('/')[0] for c in cities)}"
    elif a.cities and b.cities:
        one, two = (", ".join(c.partition("/")[0] for c in sorted(f.cities)) for f in (a, b))
        yield "where", f"{one} and {two}"
    elif countries:
        yield "where", f"both of {_countries(countries)}"
    elif about := sorted((a.countries or a.context) & (b.countries or b.context)):
        yield "where", f"both articles are about {_countries(about)}"
    elif a.countries and b.countries:
        yield "where", f"{_countries(a.countries)} and {_countries(b.countries)}"


def _amounts(a: Feature, b: Feature) -> Iterator[tuple[str, str]]:
    for x in a.mention.event.amounts:
        for y in b.mention.event.amounts:
            if measures.measure(x) == measures.measure(y):
                said = "agree" if measures.compatible(x, y) else "differ"
                yield "amount", f"{x.text} and {y.text} {said}"


def _countries(codes: Iterable[str]) -> str:
    return ", ".join(gazetteer.country_name(code) for code in sorted(codes))


def _name(key: str) -> str:
    name = key.partition(":")[2]
    return name.title() if name.islower() else name
