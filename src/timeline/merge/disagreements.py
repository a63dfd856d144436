"""What the sources of one event disagree on: its date, whether it happened, where, its figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from timeline import when
from timeline.merge import measures
from timeline.merge.features import Feature
from timeline.model import Amount, Conflict, ConflictValue
from timeline.names import gazetteer

_FACTS = ("happened", "ongoing", "denied")


def conflicts(members: Sequence[Feature]) -> tuple[Conflict, ...]:
    """The fields on which the mentions of one event differ, with who says what."""
    if all(f.document == members[0].document for f in members):
        # One article has corrected itself at most.
        return ()
    found = (
        _date_conflict(members),
        _status_conflict(members),
        _place_conflict(members),
        *_amount_conflicts(members),
    )
    return tuple(c for c in found if c is not None)


def _conflict(field: str, told: Mapping[str, set[str]]) -> Conflict:
    values = (
        ConflictValue(value=value, documents=tuple(sorted(told[value]))) for value in sorted(told)
    )
    return Conflict(field=field, values=tuple(values))


def _date_conflict(members: Sequence[Feature]) -> Conflict | None:
    """Dates told outright of which neither lies within the other, in different articles."""
    told: dict[str, set[str]] = defaultdict(set)
    for f in members:
        if f.direct:
            told[f.mention.date].add(f.document)
    parsed = {d: when.parse(d) for d in told}
    disputed = {
        a
        for a in told
        for b in told
        if not parsed[a].contains(parsed[b])
        and not parsed[b].contains(parsed[a])
        and told[a] - told[b]
    }
    return _conflict("date", {d: told[d] for d in disputed}) if len(disputed) > 1 else None


def _status_conflict(members: Sequence[Feature]) -> Conflict | None:
    """Denied by one, told as a fact by another; a plan and its outcome do not disagree."""
    told: dict[str, set[str]] = defaultdict(set)
    for f in members:
        told[f.mention.event.status].add(f.document)
    facts = {s: told[s] for s in sorted(told) if s in _FACTS}
    affirmed = set().union(*(d for s, d in facts.items() if s != "denied"))
    denied = facts.get("denied", set())
    return _conflict("status", facts) if denied - affirmed and affirmed - denied else None


def _place_conflict(members: Sequence[Feature]) -> Conflict | None:
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
    for a, city in one.items():
        if any(city != one[b] and (concepts[a] & concepts[b]) - {None} for b in one):
            values[city].add(a)
    return _conflict("places", values) if values else None


def _amount_conflicts(members: Sequence[Feature]) -> list[Conflict]:
    """Values of one measure that two articles give differently, none of them giving both."""
    by_measure: dict[str, dict[str, list[Amount]]] = defaultdict(lambda: defaultdict(list))
    for f in members:
        for amount in f.mention.event.amounts:
            by_measure[measures.measure(amount)][f.document].append(amount)
    found = []
    for measure in sorted(by_measure):
        told = by_measure[measure]
        if measure == "%" or len(told) < 2:
            continue
        values: dict[str, set[str]] = defaultdict(set)
        for document, amounts in sorted(told.items()):
            for amount in amounts:
                values[_text(amount)].add(document)
        pairs = [(a, b) for a in told for b in told if a < b]
        if any(_differ(told[a], told[b]) for a, b in pairs) and len(values) > 1:
            found.append(_conflict("amounts", values))
    return found


def _text(amount: Amount) -> str:
    number = f"{amount.value:.10g}"
    return f"{number} {amount.currency or amount.unit}"


def _differ(a: list[Amount], b: list[Amount]) -> bool:
    """No value of one may be a value of the other."""
    return not any(measures.compatible(x, y) for x in a for y in b)
