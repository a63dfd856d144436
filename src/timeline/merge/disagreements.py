"""What the sources of one event disagree on: its date, whether it happened, where, its figures.

Values stand in the order in which they were first published, so that a toll that rises is told as
it rose; no value is in conflict with one that is only rounder.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from timeline import when
from timeline.merge import meaning, measures
from timeline.merge.features import Feature
from timeline.model import Amount, Conflict, ConflictValue
from timeline.names import fold, gazetteer

_FACTS = ("happened", "ongoing", "denied")
# "about five weeks after" may be so many days off.
_ROUGHLY = 10
# "More than a thousand" may be so many times a thousand.
_BEYOND = 1.3
# Figures of so few digits are exact.
_EXACT = 2
# So many words before a figure tell what it is of; a part of a sum stands farther off than the
# sum's own noun does ("an instalment of the loan of").
_BEFORE = 8
_NEXT = 2
# So many values are compared, each with each: what sources differ on is for a reader to look at.
_VALUES = 200


def conflicts(members: Sequence[Feature], published: Mapping[str, str]) -> tuple[Conflict, ...]:
    """The fields on which the mentions of one event differ, with who says what.

    published: EDTF publication date by document id, "" if unknown.
    """
    if all(f.document == members[0].document for f in members):
        # One article has corrected itself at most.
        return ()
    told = _Told(published)
    found = (
        _date_conflict(members, told),
        _status_conflict(members, told),
        _place_conflict(members, told),
        *_amount_conflicts(members, told),
    )
    return tuple(c for c in found if c is not None)


@dataclass(frozen=True, slots=True)
class _Told:
    """Puts what is told in order. published: as for `conflicts`."""

    published: Mapping[str, str]

    def at(self, document: str) -> tuple[str, str]:
        """What orders articles: when they were published, then their ids."""
        return self.published.get(document) or "~", document

    def conflict(self, field: str, told: Mapping[str, set[str]]) -> Conflict:
        """The conflict of these values, by the documents that tell each."""

        def first(value: str) -> tuple[str, str]:
            return min(self.at(d)[0] for d in told[value]), value

        values = (
            ConflictValue(value=value, documents=tuple(sorted(told[value], key=self.at)))
            for value in sorted(told, key=first)
        )
        return Conflict(field=field, values=tuple(values))


def _date_conflict(members: Sequence[Feature], order: _Told) -> Conflict | None:
    """Dates told outright of which neither lies within the other, in different articles."""
    told: dict[str, set[str]] = defaultdict(set)
    for f in members:
        if f.direct:
            told[f.mention.date].add(f.document)
    told = _most_told(told)
    parsed = {d: when.parse(d) for d in told}
    disputed = {
        a
        for a in told
        for b in told
        if not _one_date(parsed[a], parsed[b]) and not told[a] <= told[b]
    }
    return order.conflict("date", {d: told[d] for d in disputed}) if len(disputed) > 1 else None


def _one_date(a: when.When, b: when.When) -> bool:
    """Whether one lies in the other, or about there where one is only about right."""
    if a.contains(b) or b.contains(a):
        return True
    one, two = a.first_date, b.first_date
    if not (a.approximate or b.approximate) or one is None or two is None:
        return False
    return abs((one - two).days) <= _ROUGHLY


def _status_conflict(members: Sequence[Feature], order: _Told) -> Conflict | None:
    """Denied by one, told as a fact by another; a plan and its outcome do not disagree."""
    told: dict[str, set[str]] = defaultdict(set)
    for f in members:
        told[f.mention.event.status].add(f.document)
    facts = {s: told[s] for s in sorted(told) if s in _FACTS}
    affirmed = set().union(*(d for s, d in facts.items() if s != "denied"))
    denied = facts.get("denied", set())
    return order.conflict("status", facts) if denied - affirmed and affirmed - denied else None


def _place_conflict(members: Sequence[Feature], order: _Told) -> Conflict | None:
    """One city here, another there, told of the same act by articles that each name one only.

    A city that acts ("Warsaw closes …") is no place where it happened.
    """
    told: dict[str, set[str]] = defaultdict(set)
    concepts: dict[str, set[str | None]] = defaultdict(set)
    for f in members:
        e = f.mention.event
        acting = {gazetteer.lookup(p.name, e.language) for p in e.participants}
        named = {p.name for p in e.places if p.kind == "city" and p not in acting}
        if named:
            told[f.document] |= named
            concepts[f.document].add(f.concept)
    values: dict[str, set[str]] = defaultdict(set)
    one = {document: next(iter(named)) for document, named in told.items() if len(named) == 1}
    cities: dict[str, set[str]] = defaultdict(set)
    for document, city in one.items():
        for concept in concepts[document] - {None}:
            cities[str(concept)].add(city)
    for document, city in one.items():
        if any(cities[str(concept)] - {city} for concept in concepts[document] - {None}):
            values[city].add(document)
    return order.conflict("places", values) if values else None


def _amount_conflicts(members: Sequence[Feature], told: _Told) -> list[Conflict]:
    """Figures of one thing that two articles give differently, none of them giving both."""
    by_thing: dict[str, dict[str, list[_Figure]]] = defaultdict(lambda: defaultdict(list))
    for f in members:
        for amount in f.mention.event.amounts:
            figure = _figure(f, amount)
            if figure is not None:
                by_thing[figure.thing][f.document].append(figure)
    found = []
    for thing in sorted(by_thing):
        figures = _first_figures(by_thing[thing], told)
        values: dict[str, set[str]] = defaultdict(set)
        for a, b in combinations(sorted(figures), 2):
            pairs = [(x, y) for x in figures[a] for y in figures[b]]
            if any(_agree(x, y) for x, y in pairs):
                continue
            for x, y in pairs:
                if _one_count(x, y):
                    values[_text(x.amount)].add(a)
                    values[_text(y.amount)].add(b)
        if len(values) > 1:
            found.append(told.conflict("amounts", values))
    return found


def _first_figures(
    figures: Mapping[str, list[_Figure]], told: _Told
) -> Mapping[str, list[_Figure]]:
    """The figures to compare: where there are very many, the first of the articles published
    first."""
    if sum(map(len, figures.values())) <= _VALUES:
        return figures
    first = sorted(figures, key=told.at)[:_VALUES]
    return {document: figures[document][: _VALUES // len(first)] for document in first}


def _most_told(told: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """The values that most articles tell, where there are very many; of equals the first."""
    most = set(sorted(told, key=lambda value: (-len(told[value]), value))[:_VALUES])
    return {value: told[value] for value in told if value in most}


@dataclass(frozen=True, slots=True)
class _Figure:
    """What an article says of how many or how much. thing: what it counts, one word for it in all
    languages. bound: it is said to be more than that."""

    said_in: Feature
    amount: Amount
    thing: str
    bound: bool


def _figure(f: Feature, amount: Amount) -> _Figure | None:
    """A figure of the event of a mention; None where it may be of something else.

    So may a share and a length, the whole that the event has a part of ("the second instalment of a
    loan of a billion"), and some of several ("the first ten", "another ten", "ten of twelve").
    """
    e = f.mention.event
    if amount.unit is not None and not _counted(amount.unit, e.language):
        return None
    thing = measures.measure(amount)
    words = _counts(e.language)
    if amount.unit is not None:
        thing = next((words[w] for w in fold.key(thing).split() if w in words), thing)
        if thing == "people" and e.type == "death":
            thing = "dead"
    at = e.quote.find(amount.text)
    before = fold.key(e.quote[: max(at, 0)]).split()[-_BEFORE:]
    if not _words("portions", e.language).isdisjoint(before[:-_NEXT]):
        return None
    last = before[-1:]
    if not _words("some", e.language).isdisjoint(last):
        return None
    if before[-2:-1] and before[-2].isdigit() and not _words("out_of", e.language).isdisjoint(last):
        return None
    lead = f" {' '.join(before)} "
    return _Figure(f, amount, thing, any(lead.endswith(f" {w} ") for w in _bounds(e.language)))


def _counted(unit: str, language: str) -> bool:
    """Whether a unit is a noun that counts, not a share and no unit of measure."""
    plain = fold.key(unit)
    return bool(plain) and plain not in _words("units", language)


def _one_count(a: _Figure, b: _Figure) -> bool:
    """Whether two figures may count one thing: nobody else acts, it is nowhere else, and it is said
    by one verb, or what they count is money or a toll."""
    f, g = a.said_in, b.said_in
    for one, other in (
        (f.named, g.named),
        (f.organisations, g.organisations),
        (f.cities, g.cities),
    ):
        if one and other and one.isdisjoint(other):
            return False
    told = a.amount.currency is not None or a.thing in _counts(f.mention.event.language).values()
    return told or f.sense == g.sense


def _agree(a: _Figure, b: _Figure) -> bool:
    """Whether two figures may be one: equal, a round one for the other, or "more than" a less."""
    x, y = a.amount, b.amount
    if x.value == y.value:
        return True
    low = a if x.value < y.value else b
    if low.bound and measures.ratio(x, y) <= _BEYOND:
        return True
    return measures.compatible(x, y) and (_round(x) or _round(y))


def _round(amount: Amount) -> bool:
    """Whether a figure may stand for those about it: one or two digits that are no 0, of a
    hundred and more; all sums of money."""
    if amount.currency is not None:
        return True
    digits = f"{amount.value:.0f}"
    return len(digits) > _EXACT and len(digits.rstrip("0")) <= _EXACT


def _text(amount: Amount) -> str:
    return f"{amount.value:.10g} {amount.currency or amount.unit}"


# -- words of a language -----------------------------------------------------------------------


@cache
def _counts(language: str) -> Mapping[str, str]:
    """Noun -> what figures of it count, one word in all languages."""
    told = meaning.words(language).get("counts", {})
    return {word: thing for thing, nouns in told.items() for word in nouns.split()}


@cache
def _bounds(language: str) -> tuple[str, ...]:
    """What stands before a figure that is the least there are."""
    told = meaning.words(language).get("figures", {}).get("more", "")
    return tuple(word.replace("_", " ") for word in told.split())


@cache
def _words(kind: str, language: str) -> frozenset[str]:
    """Words that tell of what a figure is: units of measure, what stands before some of several or
    between them and all of them, nouns of a part of a sum."""
    told = meaning.words(language).get("figures", {}).get(kind, "")
    return frozenset(told.split())
