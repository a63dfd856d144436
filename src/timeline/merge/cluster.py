"""Which mentions make one event: first on one date, then across dates.

Mentions are never compared all with all. An index by date, meaning and entity proposes the few
clusters a mention could join; the work grows with the mentions, not with their square. Everything
runs over sorted sequences, so the outcome does not depend on the order of arrival.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from timeline.merge import evidence, joining, unlike_dates
from timeline.merge.features import Feature
from timeline.merge.group import NAMELESS, REPRESENTATIVES, Cluster, senses
from timeline.model import Amount

# Meaning -> who or where, "*" for all of it -> clusters by their identity.
_Index = dict[str, dict[str, dict[int, Cluster]]]
# What two words of one article and of two articles must agree by to be one event's all the same.
_LIKELY = 1.5
_CLEARLY = 3.5


def clusters(features: Iterable[Feature]) -> list[list[Feature]]:
    """Partition the mentions into events; members in canonical order, events by first member."""
    by_date: dict[tuple[object, object], list[Feature]] = defaultdict(list)
    for f in features:
        by_date[f.date.first, f.date.last].append(f)
    found: list[Cluster] = []
    for at in sorted(by_date, key=lambda k: (k[0] or (0,), k[1] or (0,))):
        found.extend(same_date(by_date[at]))
    for rule in unlike_dates.RULES:
        found = joining.run(rule, found)
    return sorted(
        (sorted(c.members, key=lambda f: f.order) for c in found), key=lambda m: m[0].order
    )


def _richness(f: Feature) -> tuple[bool, int, bool, float, tuple[str, int]]:
    event = f.mention.event
    return (
        not f.direct,
        -min(4, len(f.entities) + bool(event.amounts)),
        f.concept is None,
        -f.mention.confidence,
        f.order,
    )


def same_date(features: Iterable[Feature]) -> list[Cluster]:
    """The groups of the mentions of one date; what is dated there roughly makes its own."""
    exactly: list[Feature] = []
    roughly: list[Feature] = []
    for f in features:
        (roughly if f.date.approximate else exactly).append(f)
    return _grouped(exactly) + _grouped(roughly)


def _grouped(features: Iterable[Feature]) -> list[Cluster]:
    index: _Index = defaultdict(lambda: defaultdict(dict))
    found: list[Cluster] = []
    for f in sorted(features, key=_richness):
        best, best_score = None, evidence.JOIN
        for cluster in _candidates(f, index).values():
            score = cluster.score(f, best_score)
            if score > best_score or (score == best_score and best is None):
                best, best_score = cluster, score
        if best is None:
            best = Cluster(f)
            found.append(best)
        else:
            best.add(f)
        for sense, key in _keys(f):
            index[sense][key].setdefault(id(best), best)
    return _joined(found, index)


def _joined(found: list[Cluster], index: _Index) -> list[Cluster]:
    """Join clusters that mentions come later showed to be one.

    Those of one article stay apart as it tells them, but for one person's.
    """
    number = {id(c): n for n, c in enumerate(found)}
    gone: set[int] = set()
    for n in range(len(found) - 1, 0, -1):
        later = found[n]
        candidates: dict[int, Cluster] = {}
        for f in later.members[:REPRESENTATIVES]:
            candidates |= _candidates(f, index)
        best, best_score = None, evidence.JOIN
        for k in sorted(number[i] for i in candidates):
            if k >= n or (
                found[k].documents & later.documents and not _told_twice(found[k], later)
            ):
                continue
            if (score := found[k].agreement(later)) > best_score:
                best, best_score = found[k], score
        if best is not None:
            best.add(*later.members)
            gone.add(n)
    return [c for n, c in enumerate(found) if n not in gone]


def _told_twice(one: Cluster, two: Cluster) -> bool:
    """Whether two clusters an article shares may be one: one person's, or clearly so elsewhere."""
    if one.persons(two):
        return True
    inside = ((a, b) for a, b in one.pairs(two) if a.document == b.document)
    across = ((a, b) for a, b in one.pairs(two) if a.document != b.document)
    return any(evidence.points(a, b) >= _CLEARLY for a, b in across) and all(
        evidence.points(a, b) >= _LIKELY for a, b in inside
    )


def _keys(f: Feature) -> Iterator[tuple[str, str]]:
    sense = f.concept or f"stem:{f.stem[:6]}"
    for entity in f.entities or ("",):
        yield sense, entity
    yield sense, "*"
    for amount in f.mention.event.amounts:
        yield _amount_key(amount)


def _amount_key(amount: Amount) -> tuple[str, str]:
    return "amount", f"{amount.currency or amount.unit}:{amount.value:.2g}"


def _candidates(f: Feature, index: _Index) -> dict[int, Cluster]:
    found: dict[int, Cluster] = {}
    entities = (*sorted(f.entities), "")
    for sense in senses(f):
        if (filed := index.get(sense)) is None:
            continue
        for entity in entities:
            if entity in filed:
                found.update(filed[entity])
        # A mention that names nobody, or one place only, may fit any of its meaning.
        for key, cluster in islice(filed["*"].items(), NAMELESS):
            found.setdefault(key, cluster)
    for amount in f.mention.event.amounts:
        kind, value = _amount_key(amount)
        if kind in index:
            found.update(index[kind].get(value, {}))
    return found
