"""Groups of mentions with unlike dates that are one event all the same: the rules.

A month or a year holds the day, what lasts since then began then, two articles differ by a day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date as date_type
from datetime import timedelta
from functools import cache
from itertools import islice
from typing import Any

from timeline import when
from timeline.merge import evidence, meaning
from timeline.merge.features import Feature
from timeline.merge.group import NAMELESS, Cluster
from timeline.merge.joining import Ask, Rule, day, own_senses

_NEAR_DAYS = 3
# A day told roughly ("five weeks after …") may be so many days off.
_ROUGHLY = 4
# A range no longer than this is one time told loosely ("at the weekend"), not a stretch of events.
_SHORT_RANGE = 8
# A coarse date joins a finer one only when no other candidate comes this close …
_MARGIN = 1.0
# … or the others are told of by so many times fewer articles.
_FAR_MORE = 3
# Of so many candidates and fewer those that agree as little as this do not compete.
_FEW = 8
_RIVAL = 1.0
_MONTH = 31


# -- across precisions -------------------------------------------------------------------------


class _Precisions:
    """A month, a year, "since 2004" joins the one finer event in it that agrees on who or where.

    The wider of two dates is told in passing, of an event that some other article dates.
    """

    def order(self, group: Cluster) -> tuple[Any, ...]:
        return group.date.days or 1 << 30, group.order

    def asks(self, group: Cluster) -> Sequence[Ask]:
        span = _span(group)
        if span is None or span.first is None or span.last is None:
            return ()
        lasts = group.date.days is None
        senses = _told_senses(group) if lasts else own_senses(group)
        return [Ask(sense, day(span.first), day(span.last)) for sense in senses]

    def choose(self, group: Cluster, found: Iterable[Cluster]) -> Cluster | None:
        span = _span(group)
        return None if span is None else _home(group, span, found)


def _span(coarse: Cluster) -> when.When | None:
    """Where the event of a cluster with a wide date is sought: what lasts since then began then."""
    date = coarse.date
    if evidence.saying(coarse.head):
        return None
    if date.first is not None and date.edtf.endswith("/.."):
        onset = when.parse(date.edtf.removesuffix("/.."))
        return onset if onset.last is not None else None
    if date.days == 1 and date.approximate:
        return _around(date)
    if date.days is None or date.days < 2:
        return None
    return None if date.precision == "range" and date.days > _SHORT_RANGE else date


def _around(date: when.When) -> when.When | None:
    """The days that a day told roughly may mean."""
    at = date.first_date
    if at is None or not _ROUGHLY < at.toordinal() < date_type.max.toordinal() - _ROUGHLY:
        return None
    off = timedelta(days=_ROUGHLY)
    return when.parse(f"{(at - off).isoformat()}/{(at + off).isoformat()}")


def _home(coarse: Cluster, span: when.When, found: Iterable[Cluster]) -> Cluster | None:
    lasts = coarse.date.days is None
    rivals = list(islice(_within(coarse, span, found), NAMELESS * 4 + 1))
    if len(rivals) > NAMELESS * 4:
        return None
    # Asked twice of most, and what takes longest here.
    agreement = cache(coarse.agreement)
    alone = _unrivalled(rivals, agreement)
    scores = [
        (agreement(fine) + _bonus(coarse, fine, alone), fine)
        for fine in rivals
        if (_surely(coarse, fine) if lasts else _may_lie_in(coarse, fine) or _sole(coarse, fine))
    ]
    best = _meant([s for s in scores if s[0] >= evidence.JOIN_COARSE - _MARGIN])
    if best is None:
        return None
    score, fine = best
    if alone is fine and _sole(coarse, fine):
        score += evidence.JOIN_COARSE - evidence.JOIN
    enough = lasts or coarse.strong(fine) or _sole(coarse, fine)
    return fine if enough and score >= evidence.JOIN_COARSE else None


def _within(coarse: Cluster, span: when.When, found: Iterable[Cluster]) -> Iterator[Cluster]:
    """The groups that may be meant by their dates: finer ones in the span."""
    lasts, width = coarse.date.days is None, span.days or 0
    for fine in found:
        date = fine.date
        # Many are as wide themselves: asked first, for it takes least.
        if not lasts and (date.days or 0) >= width:
            continue
        if span.contains(date) and (not fine.guessed or coarse.documents & fine.documents):
            yield fine


def _bonus(coarse: Cluster, fine: Cluster, alone: Cluster | None) -> int:
    """What tells for a finer group beside how well it agrees, in points."""
    if coarse.once(fine):
        return 0
    # Since when it lasts is told of one thing of its kind.
    points = -(coarse.date.days is not None)
    # Nothing else of its kind that month: it need not be a kind that happens once.
    return points + (alone is fine and _sole(coarse, fine))


def _unrivalled(rivals: Sequence[Cluster], agreement: Callable[[Cluster], float]) -> Cluster | None:
    """The only one of some that could be meant, as far as words, who and where tell."""
    if len(rivals) > _FEW:
        return None
    likely = [c for c in rivals if len(rivals) == 1 or agreement(c) >= _RIVAL]
    return likely[0] if len(likely) == 1 else None


def _surely(coarse: Cluster, fine: Cluster) -> bool:
    """Whether they share a person or organisation, or two words of what it is about."""
    if coarse.persons(fine):
        return True
    return any(
        evidence.overlap(a, b) > 1 and not evidence.others(a, b) for a, b in coarse.pairs(fine)
    )


def _meant(scores: list[tuple[float, Cluster]]) -> tuple[float, Cluster] | None:
    """The candidate that agrees best by far, else the one that most articles tell of by far."""
    ranked = sorted(scores, key=lambda s: (-s[0], s[1].order))
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
    days = coarse.date.days
    concept = coarse.head.concept
    if days is None or days > _MONTH or concept is None or meaning.behaves(concept, "common"):
        return False
    if coarse.documents & fine.documents and any(_named_again(a, b) for a, b in coarse.pairs(fine)):
        return not any(evidence.others(a, b) for a, b in coarse.pairs(fine))
    return any(
        a.persons & b.persons
        or a.towns & b.towns
        or len((a.countries or a.context) & (b.countries or b.context)) > 1
        for a, b in coarse.pairs(fine)
    )


def _named_again(coarse: Feature, fine: Feature) -> bool:
    """Whether an article that told of a thing by its day names it again, by its word and month.

    Of what happens to many that month, or all month long, it may name the whole.
    """
    concept = coarse.concept
    one = meaning.behaves(concept, "one_off") or meaning.behaves(concept, "by_object")
    whole = meaning.behaves(concept, "lasting") or coarse.plural or coarse.mention.event.amounts
    return concept == fine.concept and coarse.mention.event.nominal and one and not whole


def _may_lie_in(coarse: Cluster, fine: Cluster) -> bool:
    """Across articles a month or year is enough only for what happens once to those who agree.

    The year's product launch may be any; the year's election in a country is one.
    """
    if coarse.documents & fine.documents or meaning.behaves(coarse.head.concept, "one_off"):
        return True
    return any(
        evidence.overlap(a, b) > 2
        or evidence.counted(a, b)
        or (
            (a.persons | a.organisations | a.cities) & (b.persons | b.organisations | b.cities)
            and (evidence.overlap(a, b) > 1 or a.cities & b.cities)
        )
        for a, b in coarse.pairs(fine)
    )


def _told_senses(cluster: Cluster) -> list[str]:
    """A cluster's meanings with those that tell the same from another side."""
    return list(dict.fromkeys(s for c in own_senses(cluster) for s in (c, *meaning.family(c))))


# -- what goes on ------------------------------------------------------------------------------


class _Lasting:
    """What goes on since one day, or since one month and a day in it, whenever it was told."""

    def order(self, group: Cluster) -> tuple[Any, ...]:
        return group.date.sort_key, group.order

    def asks(self, group: Cluster) -> Sequence[Ask]:
        span = _onset(group)
        if span is None or span.first is None or span.last is None:
            return ()
        return [Ask(group.head.concept or "", day(span.first), day(span.last))]

    def choose(self, group: Cluster, found: Iterable[Cluster]) -> Cluster | None:
        span = _onset(group)
        if span is None:
            return None
        onsets = ((other, at) for other in found if (at := _onset(other)) is not None)
        for other, at in islice(onsets, NAMELESS):
            if not span.contains(at) or not other.strong(group):
                continue
            if other.agreement(group) >= evidence.JOIN:
                return other
        return None


def _onset(cluster: Cluster) -> when.When | None:
    """The day or month since when it goes on, None where it is over or no state of things."""
    if not meaning.behaves(cluster.head.concept, "lasting"):
        return None
    if any(f.mention.event.status != "ongoing" or f.guessed for f in cluster.members):
        return None
    date = cluster.date
    if date.first is None:
        return None
    onset = when.parse(date.edtf.split("/")[0])
    return onset if onset.days is not None and onset.days <= _MONTH else None


# -- near days ---------------------------------------------------------------------------------


class _NearDays:
    """What different articles date a few days apart though all else agrees.

    Only what happens once, told by articles none of which tells of both days; the event keeps both
    dates as a disagreement. Where one of the days is only guessed from the publication, any event
    will do, of one article too: the guess gives way.
    """

    def order(self, group: Cluster) -> tuple[Any, ...]:
        return group.date.sort_key, group.order

    def asks(self, group: Cluster) -> Sequence[Ask]:
        date = group.date
        if date.precision != "day" or date.first is None or date.first_date is None:
            return ()
        if date.first_date.toordinal() <= _NEAR_DAYS:
            return ()
        since = date.first_date - timedelta(days=_NEAR_DAYS)
        low = day((since.year, since.month, since.day))
        return [Ask(sense, low, day(date.first)) for sense in own_senses(group)]

    def choose(self, group: Cluster, found: Iterable[Cluster]) -> Cluster | None:
        best, best_score = None, 0.0
        at = self.order(group)
        for earlier in found:
            if self.order(earlier) > at or not _may_be_near(earlier, group):
                continue
            score = earlier.agreement(group) - _asked(group)
            if score > best_score or (score == best_score and best is None):
                best, best_score = earlier, score
        return best


def _may_be_near(earlier: Cluster, later: Cluster) -> bool:
    one, two = earlier.date, later.date
    if one.precision != "day" or one == two:
        return False
    shared = bool(earlier.documents & later.documents)
    if shared and _yields(earlier, later):
        return True
    if not (earlier.strong(later) or (shared and later.guessed)):
        return False
    if later.guessed:
        return shared or earlier.once(later) or bool(earlier.head.persons & later.head.persons)
    if earlier.guessed:
        # What is told of a later day can't have been in an article of this one.
        return False
    return not shared and earlier.once(later)


def _yields(earlier: Cluster, later: Cluster) -> bool:
    """Whether a day that only the context gave stands beside the day told of what happens once.

    "Voters went to the polls on Sunday. … The vote was not free": the vote is Sunday's.
    """
    if earlier.guessed or later.guessed:
        return False
    one, two = (any(f.direct for f in c.members) for c in (earlier, later))
    return one != two and any(_sole_of_its_kind(a, b) for a, b in earlier.pairs(later))


def _sole_of_its_kind(a: Feature, b: Feature) -> bool:
    """Whether there is one such thing in an article's view; of deaths and arrests one a person."""
    if a.concept != b.concept or not evidence.once(a, b):
        return False
    each = not meaning.behaves(a.concept, "one_off") or meaning.behaves(a.concept, "of_one")
    return bool(a.persons & b.persons) if each else not evidence.others(a, b)


def _asked(later: Cluster) -> float:
    return evidence.JOIN_GUESSED if later.guessed else evidence.JOIN_NEAR


RULES: tuple[Rule, ...] = (_Precisions(), _Lasting(), _NearDays())
"""The rules, in the order they are applied."""
