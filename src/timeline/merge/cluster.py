"""Which mentions make one event: first on one date, then across precisions, then across near days.

Mentions are never compared all with all. An index by date, meaning and entity proposes the few
clusters a mention could join; the work grows with the mentions, not with their square. Everything
runs over sorted sequences, so the outcome does not depend on the order of arrival.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice

from timeline import when
from timeline.merge import agree, meaning
from timeline.merge.features import Feature
from timeline.model import Amount

# A cluster is judged by its first, richest members; more would only repeat them.
_REPRESENTATIVES = 8
# Mentions that name nobody and no place are compared with so many clusters of their meaning.
_NAMELESS = 40
_NEAR_DAYS = 3
# A coarse date joins a finer one only when no other candidate comes this close.
_MARGIN = 1.0
# … or so many times fewer articles tell of it.
_FAR_MORE = 3
_MONTH = 31
_OTHERS = 0.6


class Cluster:
    """Mentions of one event so far, the richest first."""

    __slots__ = ("documents", "members")

    def __init__(self, first: Feature) -> None:
        self.members = [first]
        self.documents = {first.document}

    @property
    def head(self) -> Feature:
        """The member the cluster was begun with."""
        return self.members[0]

    def add(self, *members: Feature) -> None:
        """Take in further members."""
        self.members.extend(members)
        self.documents.update(f.document for f in members)

    def score(self, f: Feature) -> float:
        """The best agreement of a mention with the representatives; -inf where one is opposed."""
        if any(agree.opposed(f, m) for m in self.members):
            return float("-inf")
        told = self.members[:_REPRESENTATIVES]
        best = max(told, key=lambda m: agree.points(f, m))
        points = agree.points(f, best)
        if f.named and not best.persons and not meaning.behaves(f.concept, "reciprocal"):
            others = [m for m in told if m.named]
            if others and all(agree.others(f, m) for m in others):
                # Whoever names nobody does not make one of two people.
                points -= _OTHERS
        return points

    def agreement(self, other: Cluster) -> float:
        """The same for two clusters."""
        scores = [self.score(f) for f in other.members]
        return float("-inf") if min(scores) == float("-inf") else max(scores)

    def pairs(self, other: Cluster) -> Iterator[tuple[Feature, Feature]]:
        """The representatives of one with those of the other."""
        for a in self.members[:_REPRESENTATIVES]:
            for b in other.members[:_REPRESENTATIVES]:
                yield a, b

    def persons(self, other: Cluster) -> bool:
        """Whether a person or organisation takes part in both."""
        return any(
            a.persons & b.persons or a.organisations & b.organisations
            for a, b in self.pairs(other)
        )

    def strong(self, other: Cluster) -> bool:
        """Whether a member of one and a member of the other share who or where."""
        return any(agree.strong(a, b) for a, b in self.pairs(other))

    def once(self, other: Cluster) -> bool:
        """Whether they tell of a thing that does not happen again the next day."""
        if any(agree.saying(f) for f in (*self.members, *other.members)):
            return False
        pairs = list(self.pairs(other))
        if any(a.concept == b.concept and agree.once(a, b) for a, b in pairs):
            return True
        # A meeting of the same people is as good.
        return any(
            a.concept in ("meet", "visit") and len(a.persons & b.persons) > 1 for a, b in pairs
        )


def clusters(features: Iterable[Feature]) -> list[list[Feature]]:
    """Partition the mentions into events; members in canonical order, events by first member."""
    by_date: dict[tuple[object, object], list[Feature]] = defaultdict(list)
    for f in features:
        by_date[f.date.first, f.date.last].append(f)
    found: list[Cluster] = []
    for at in sorted(by_date, key=lambda k: (k[0] or (0,), k[1] or (0,))):
        found.extend(_same_date(by_date[at]))
    found = _across_precisions(found)
    found = _near_days(found)
    return sorted(
        (sorted(c.members, key=lambda f: f.order) for c in found), key=lambda m: m[0].order
    )


def _richness(f: Feature) -> tuple[bool, int, bool, float, int]:
    event = f.mention.event
    return (
        not f.direct,
        -min(4, len(f.entities) + bool(event.amounts)),
        f.concept is None,
        -f.mention.confidence,
        f.order,
    )


def _same_date(features: list[Feature]) -> list[Cluster]:
    index: dict[tuple[str, str], dict[int, Cluster]] = defaultdict(dict)
    found: list[Cluster] = []
    for f in sorted(features, key=_richness):
        best, best_score = None, agree.JOIN
        for cluster in _candidates(f, index).values():
            score = cluster.score(f)
            if score > best_score or (score == best_score and best is None):
                best, best_score = cluster, score
        if best is None:
            best = Cluster(f)
            found.append(best)
        else:
            best.add(f)
        for key in _keys(f):
            index[key].setdefault(id(best), best)
    return _joined(found, index)


def _joined(
    found: list[Cluster], index: dict[tuple[str, str], dict[int, Cluster]]
) -> list[Cluster]:
    """Join clusters that a mention come later showed to be one: it agrees with both."""
    number = {id(c): n for n, c in enumerate(found)}
    gone: set[int] = set()
    for n in range(len(found) - 1, 0, -1):
        later = found[n]
        candidates: dict[int, Cluster] = {}
        for f in later.members[:_REPRESENTATIVES]:
            candidates |= _candidates(f, index)
        best, best_score = None, agree.JOIN_AGAIN
        for k in sorted(number[i] for i in candidates):
            if k >= n or found[k].documents & later.documents:
                continue
            if (score := found[k].agreement(later)) > best_score:
                best, best_score = found[k], score
        if best is not None:
            best.add(*later.members)
            gone.add(n)
    return [c for n, c in enumerate(found) if n not in gone]


def _senses(f: Feature) -> Iterator[str]:
    """The meanings under which the mention is filed and sought, kindred ones included."""
    if f.concept:
        yield from meaning.kindred(f.concept)
    else:
        yield f"stem:{f.stem[:6]}"


def _keys(f: Feature) -> Iterator[tuple[str, str]]:
    sense = f.concept or f"stem:{f.stem[:6]}"
    for entity in f.entities or ("",):
        yield sense, entity
    yield sense, "*"
    for amount in f.mention.event.amounts:
        yield _amount_key(amount)


def _amount_key(amount: Amount) -> tuple[str, str]:
    return "amount", f"{amount.currency or amount.unit}:{amount.value:.2g}"


def _candidates(f: Feature, index: dict[tuple[str, str], dict[int, Cluster]]) -> dict[int, Cluster]:
    found: dict[int, Cluster] = {}
    for sense in _senses(f):
        for entity in (*sorted(f.entities), ""):
            found.update(index.get((sense, entity), {}))
        # A mention that names nobody, or one place only, may fit any of its meaning.
        anyone = index.get((sense, "*"), {})
        for key, cluster in islice(anyone.items(), _NAMELESS):
            found.setdefault(key, cluster)
    for amount in f.mention.event.amounts:
        found.update(index.get(_amount_key(amount), {}))
    return found


# -- across precisions -------------------------------------------------------------------------


class _Calendar:
    """Clusters with closed dates by meaning, sought by the days they cover."""

    def __init__(self, clusters: Iterable[Cluster]) -> None:
        self._rows: dict[str, list[tuple[tuple[int, int, int], int, Cluster]]] = defaultdict(list)
        for n, cluster in enumerate(clusters):
            first = cluster.head.date.first
            if first is not None:
                for sense in dict.fromkeys(s for f in cluster.members for s in _senses(f)):
                    self._rows[sense].append((first, n, cluster))
        for rows in self._rows.values():
            rows.sort(key=lambda r: r[:2])

    def starting(
        self, sense: str, first: tuple[int, int, int], last: tuple[int, int, int]
    ) -> Iterator[tuple[int, Cluster]]:
        """(number, cluster) of those of one meaning that start between two days."""
        rows = self._rows.get(sense, [])
        low = bisect_left(rows, (first, -1), key=lambda r: r[:2])
        high = bisect_right(rows, (last, 1 << 60), key=lambda r: r[:2])
        for _, n, cluster in rows[low:high]:
            yield n, cluster


def _across_precisions(found: list[Cluster]) -> list[Cluster]:
    """Let a month, a year, "since 2004" join the one finer event in it that agrees on who or where.

    The wider of two dates is told in passing, of an event that some other article dates.
    """
    ordered = sorted(found, key=lambda c: (c.head.date.days or 1 << 30, c.head.order))
    calendar = _Calendar(ordered)
    gone: dict[int, Cluster] = {}
    for n, coarse in enumerate(ordered):
        span = _span(coarse)
        if span is None:
            continue
        home = _home(coarse, span, n, calendar, gone)
        if home is not None:
            home.add(*coarse.members)
            gone[n] = home
    return [c for n, c in enumerate(ordered) if n not in gone]


def _span(coarse: Cluster) -> when.When | None:
    """Where the event of a cluster with a wide date is sought: what lasts since then began then."""
    date = coarse.head.date
    if agree.saying(coarse.head):
        return None
    if date.first is not None and date.edtf.endswith("/.."):
        onset = when.parse(date.edtf.removesuffix("/.."))
        return onset if onset.last is not None else None
    if date.days is None or date.days < 2 or date.precision == "range":
        return None
    return date


def _home(
    coarse: Cluster, span: when.When, number: int, calendar: _Calendar, gone: dict[int, Cluster]
) -> Cluster | None:
    if span.first is None or span.last is None:
        return None
    lasting = coarse.head.date.days is None
    scores: dict[int, tuple[float, Cluster]] = {}
    rivals = 0
    for sense in _told_senses(coarse) if lasting else _own_senses(coarse):
        for n, fine in calendar.starting(sense, span.first, span.last):
            if n == number or n in gone or n in scores or not span.contains(fine.head.date):
                continue
            if not lasting and (fine.head.date.days or 0) >= (span.days or 0):
                continue
            if _guessed(fine) and not coarse.documents & fine.documents:
                continue
            if (rivals := rivals + 1) > _NAMELESS * 4:
                return None
            if lasting and not (coarse.persons(fine) and coarse.strong(fine)):
                continue
            score = coarse.agreement(fine)
            if not (lasting or _may_lie_in(coarse, fine) or _sole(coarse, fine)):
                continue
            scores[n] = (score - (not coarse.once(fine)), fine)
    if rivals == 1 and scores:
        ((number, (score, fine)),) = scores.items()
        # Nothing else of its kind that month: it need not be a kind that happens once.
        scores[number] = (score + _sole(coarse, fine) * (not coarse.once(fine)), fine)
    best = _meant([s for s in scores.values() if s[0] >= agree.JOIN_COARSE - _MARGIN])
    if best is None:
        return None
    score, fine = best
    if rivals == 1 and _sole(coarse, fine):
        score += agree.JOIN_COARSE - agree.JOIN
    enough = score >= agree.JOIN_COARSE and (coarse.strong(fine) or _sole(coarse, fine))
    return fine if enough else None


def _meant(scores: list[tuple[float, Cluster]]) -> tuple[float, Cluster] | None:
    """The candidate that agrees best by far, else the one that most articles tell of by far."""
    ranked = sorted(scores, key=lambda s: (-s[0], s[1].head.order))
    if len(ranked) < 2 or ranked[1][0] <= ranked[0][0] - _MARGIN:
        return ranked[0] if ranked else None
    near = [s for s in ranked if s[0] > ranked[0][0] - _MARGIN]
    near.sort(key=lambda s: -len(s[1].documents))
    if len(near[0][1].documents) >= _FAR_MORE * len(near[1][1].documents):
        return near[0]
    return None


def _sole(coarse: Cluster, fine: Cluster) -> bool:
    """Whether a month and a day in it agree on a person, a town or two countries.

    With no other candidate that month they need no more; a year is too wide for that.
    """
    days = coarse.head.date.days
    if days is None or days > _MONTH or meaning.behaves(coarse.head.concept, "common"):
        return False
    return coarse.head.concept is not None and any(
        a.persons & b.persons
        or a.towns & b.towns
        or len((a.countries or a.context) & (b.countries or b.context)) > 1
        for a, b in coarse.pairs(fine)
    )


def _may_lie_in(coarse: Cluster, fine: Cluster) -> bool:
    """Across articles a month or year is enough only for what happens once to those who agree.

    The year's product launch may be any; the year's election in a country is one.
    """
    if coarse.documents & fine.documents or meaning.behaves(coarse.head.concept, "one_off"):
        return True
    return any(
        agree.overlap(a, b) > 2
        or (
            (a.persons | a.organisations | a.cities) & (b.persons | b.organisations | b.cities)
            and (agree.overlap(a, b) > 1 or a.cities & b.cities)
        )
        for a, b in coarse.pairs(fine)
    )


def _own_senses(cluster: Cluster) -> list[str]:
    """A cluster's meanings without kin: over unlike dates only the same word's sense will do."""
    return list(dict.fromkeys(f.concept or f"stem:{f.stem[:6]}" for f in cluster.members))


def _told_senses(cluster: Cluster) -> list[str]:
    """A cluster's meanings with those that tell the same from another side."""
    return list(dict.fromkeys(s for c in _own_senses(cluster) for s in (c, *meaning.family(c))))


# -- near days ---------------------------------------------------------------------------------


def _near_days(found: list[Cluster]) -> list[Cluster]:
    """Join what different articles date a few days apart though all else agrees.

    Only what happens once, told by articles none of which tells of both days; the event keeps both
    dates as a disagreement. Where one of the days is only guessed from the publication, any event
    will do, of one article too: the guess gives way.
    """
    ordered = sorted(found, key=lambda c: (c.head.date.sort_key, c.head.order))
    calendar = _Calendar(ordered)
    gone: set[int] = set()
    for n, later in enumerate(ordered):
        day = later.head.date.first_date
        if later.head.date.precision != "day" or day is None or day.toordinal() <= _NEAR_DAYS:
            continue
        since = day - timedelta(days=_NEAR_DAYS)
        low, high = (since.year, since.month, since.day), (day.year, day.month, day.day)
        best, best_score = None, 0.0
        for sense in _own_senses(later):
            for k, earlier in calendar.starting(sense, low, high):
                if k >= n or k in gone or not _may_be_near(earlier, later):
                    continue
                score = earlier.agreement(later) - _asked(later)
                if score > best_score or (score == best_score and best is None):
                    best, best_score = earlier, score
        if best is not None:
            best.add(*later.members)
            gone.add(n)
    return [c for n, c in enumerate(ordered) if n not in gone]


def _may_be_near(earlier: Cluster, later: Cluster) -> bool:
    one, two = earlier.head.date, later.head.date
    if one.precision != "day" or one == two:
        return False
    shared = bool(earlier.documents & later.documents)
    if not (earlier.strong(later) or (shared and _guessed(later))):
        return False
    if _guessed(later):
        return shared or earlier.once(later) or bool(earlier.head.persons & later.head.persons)
    if _guessed(earlier):
        # What is told of a later day can't have been in an article of this one.
        return False
    return not shared and earlier.once(later)


def _asked(later: Cluster) -> float:
    return agree.JOIN_GUESSED if _guessed(later) else agree.JOIN_NEAR


def _guessed(cluster: Cluster) -> bool:
    """Whether nothing but the publication day dates the cluster."""
    return all(f.guessed for f in cluster.members)
