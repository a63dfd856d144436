"""Groups of mentions with unlike dates that are one event all the same.

A month or a year holds the day, what lasts since then began then, two articles differ by a day.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice

from timeline import when
from timeline.merge import agree, meaning
from timeline.merge.group import NAMELESS, Cluster, senses

_NEAR_DAYS = 3
# A coarse date joins a finer one only when no other candidate comes this close …
_MARGIN = 1.0
# … or the others are told of by so many times fewer articles.
_FAR_MORE = 3
_MONTH = 31


# -- across precisions -------------------------------------------------------------------------


class _Calendar:
    """Clusters with closed dates by meaning, sought by the days they cover."""

    def __init__(self, clusters: Iterable[Cluster]) -> None:
        self._rows: dict[str, list[tuple[tuple[int, int, int], int, Cluster]]] = defaultdict(list)
        for n, cluster in enumerate(clusters):
            first = cluster.head.date.first
            if first is not None:
                for sense in dict.fromkeys(s for f in cluster.members for s in senses(f)):
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


def precisions(found: list[Cluster]) -> list[Cluster]:
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
            if (rivals := rivals + 1) > NAMELESS * 4:
                return None
            if lasting and not _surely(coarse, fine):
                continue
            score = coarse.agreement(fine)
            if not (lasting or _may_lie_in(coarse, fine) or _sole(coarse, fine)):
                continue
            # Since when it lasts is told of one thing of its kind.
            scores[n] = (score - (not lasting and not coarse.once(fine)), fine)
    if rivals == 1 and scores:
        ((number, (score, fine)),) = scores.items()
        # Nothing else of its kind that month: it need not be a kind that happens once.
        scores[number] = (score + (_sole(coarse, fine) and not coarse.once(fine)), fine)
    best = _meant([s for s in scores.values() if s[0] >= agree.JOIN_COARSE - _MARGIN])
    if best is None:
        return None
    score, fine = best
    if rivals == 1 and _sole(coarse, fine):
        score += agree.JOIN_COARSE - agree.JOIN
    enough = lasting or coarse.strong(fine) or _sole(coarse, fine)
    return fine if enough and score >= agree.JOIN_COARSE else None


def _surely(coarse: Cluster, fine: Cluster) -> bool:
    """Whether they share a person or organisation, or two words of what it is about."""
    if coarse.persons(fine):
        return True
    return any(agree.overlap(a, b) > 1 and not agree.others(a, b) for a, b in coarse.pairs(fine))


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


# -- what goes on ------------------------------------------------------------------------------


def lasting(found: list[Cluster]) -> list[Cluster]:
    """Join what goes on since one day, or since one month and a day in it, whenever it was told."""
    ordered = sorted(found, key=lambda c: (c.head.date.sort_key, c.head.order))
    onsets = [_onset(c) for c in ordered]
    calendar = _Calendar(c for c, at in zip(ordered, onsets, strict=True) if at is not None)
    number = {id(c): n for n, c in enumerate(ordered)}
    gone: set[int] = set()
    for n, cluster in enumerate(ordered):
        span = onsets[n]
        if span is None or span.first is None or span.last is None:
            continue
        for _, other in islice(
            calendar.starting(cluster.head.concept or "", span.first, span.last), NAMELESS
        ):
            k = number[id(other)]
            at = onsets[k]
            if k == n or k in gone or at is None or not span.contains(at):
                continue
            if other.strong(cluster) and other.agreement(cluster) >= agree.JOIN:
                other.add(*cluster.members)
                gone.add(n)
                break
    return [c for n, c in enumerate(ordered) if n not in gone]


def _onset(cluster: Cluster) -> when.When | None:
    """The day or month since when it goes on, None where it is over or no state of things."""
    if not meaning.behaves(cluster.head.concept, "lasting"):
        return None
    if any(f.mention.event.status != "ongoing" or f.guessed for f in cluster.members):
        return None
    date = cluster.head.date
    if date.first is None:
        return None
    onset = when.parse(date.edtf.split("/")[0])
    return onset if onset.days is not None and onset.days <= _MONTH else None


# -- near days ---------------------------------------------------------------------------------


def near_days(found: list[Cluster]) -> list[Cluster]:
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
