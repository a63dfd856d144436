"""Which mentions are compared: those with enough labels in common by which one of them leads.

Of many that are filed on one day by one label only the first lead, and so it is with many by which
an article tells one thing. What does not lead is not read for the others, so that the time is in
proportion to the mentions, however many are filed by one label on one day.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from timeline.merge.arrays import Mask, Numbers
from timeline.merge.increment.filing import HEAD, FiledRow, faint

MOST = 128
"""So many of those filed on one day by one label, the first in order, are compared with all; so
many of those by which one article tells one thing."""

ENOUGH = 2
"""So much must count what two mentions have in common to have them compared. A meaning, or a
kindred one, counts so much, any other label one, and so does the meaning of a saying: an article
may have one in every sentence. Two languages have little more than names in common: there any label
is enough. (Haiti's earthquake in Timeline17: a quarter of the pairs that have one label in common,
and 98 in 100 of those that evidence connects.)"""

# No mention asks further than this to either side of its day, unless what it asks is kept.
REACH = 12

# So many mentions are looked at together; so many are found by their labels at once, or those of
# one; so many numbers may stand for whom some have been found with.
_TOGETHER, _FOUND, _ROOM = 256, 1 << 20, 1 << 22


class _Posted:
    """What is filed by each label, in order of day. Labels and mentions are told by their places.

    size: how many mentions there are.
    """

    def __init__(self, label: Numbers, at: Numbers, size: int) -> None:
        self._size = size
        self._key = label.astype(np.int64) * size + at

    def between(self, label: Numbers, low: Numbers, high: Numbers) -> tuple[Numbers, Numbers]:
        """Where those stand that are filed by labels from one place to before another: the first,
        and how many they are."""
        begun = label.astype(np.int64) * self._size  # beyond four bytes where there are many
        first = np.searchsorted(self._key, begun + low)
        last = np.searchsorted(self._key, begun + np.maximum(low, high))
        return first, last - first

    def at(self, n: Numbers) -> Numbers:
        """The mentions that stand there."""
        found: Numbers = self._key.take(n) % self._size
        return found


_Range = tuple[Numbers, _Posted, Numbers, Numbers]
"""Labels that are looked for, and of each where the first stands that is filed by it, how many."""


class _Ways(NamedTuple):
    """Mentions that are found: by which of the labels, or for which mention; their places."""

    of: Numbers
    at: Numbers

    def where(self, some: Mask) -> _Ways:
        """Some of them."""
        return _Ways(self.of[some], self.at[some])


class _Asked(NamedTuple):
    """Some mentions by their places, from which place on others are sought for each; their labels:
    whose of these each is, and where it stands among those of all."""

    places: Numbers
    first: Numbers
    whose: Numbers
    entry: Numbers


class Neighbours:
    """Some mentions, and which of them are compared with each other.

    rows: in order of article and place there. Who leads is told rightly of mentions with whom all
    are there that are filed on their day, and all of their article.
    """

    def __init__(self, rows: Iterable[FiledRow]) -> None:
        numbers, days, chains, documents = (array("i") for _ in range(4))
        heads, labels, sizes = array("i"), array("I"), array("i")
        document = None
        at = -1
        for number, day, packed, name, chain in rows:
            at += name != document
            document = name
            numbers.append(number)
            days.append(day)
            chains.append(chain)
            documents.append(at)
            head, told = packed[: HEAD * 4] or _NOTHING, packed[HEAD * 4 :]
            heads.frombytes(head)
            labels.frombytes(told)
            sizes.append(len(told) // 4)
        filed_on = _column(days)
        order = np.argsort(filed_on, kind="stable")
        self.number, self.day = _column(numbers)[order], filed_on[order]
        head_of = _column(heads).reshape(-1, HEAD)[order]
        self._language, self._low, self._high = head_of[:, 0], head_of[:, 1], head_of[:, 2]
        self._mutual = (self.day - self._low == self._high - self.day) & (head_of[:, 3] > 0)
        self._place_labels(np.frombuffer(labels, np.uint32), _column(sizes), order, head_of[:, 3:])
        self._place_chains(_column(documents)[order], _column(chains)[order], order)
        self._low_at, self._high_at = self._between(self._low, self._high)
        self._near_at, self._far_at = self._between(self.day - REACH, self.day + REACH)
        self._rank = order
        self._by_number = np.argsort(self.number, kind="stable")

    def _between(self, low: Numbers, high: Numbers) -> tuple[Numbers, Numbers]:
        """From which place to before which other stand the mentions of some days."""
        return (
            np.searchsorted(self.day, low, side="left"),
            np.searchsorted(self.day, high, side="right"),
        )

    def in_order(self, numbers: Sequence[int]) -> tuple[list[int], Numbers]:
        """Some mentions in order of article and place there, and their places here."""
        found = np.searchsorted(self.number, numbers, sorter=self._by_number)
        places = self._by_number[found]
        places = places[np.argsort(self._rank[places])]
        return self.number[places].tolist(), places

    def _place_labels(self, told: Numbers, sizes: Numbers, order: Numbers, counts: Numbers) -> None:
        """counts: of each mention, in its place, its labels of the three sorts."""
        starts = (np.cumsum(sizes) - sizes)[order]
        sizes = sizes[order]
        self._starts = np.concatenate([[0], np.cumsum(sizes)])
        # There are some twenty labels a mention: what is told of each takes four bytes.
        whose = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
        within = np.arange(len(whose), dtype=np.int32)
        within -= self._starts.astype(np.int32)[whose]
        told = told[starts.astype(np.int32)[whose] + within]
        known = np.unique(told)
        self._labels = np.searchsorted(known, told).astype(np.int32)
        del told
        first = within < counts[whose, 0]
        kindred = within >= (counts[:, 0] + counts[:, 1])[whose]
        self._asked = first | kindred
        # A kindred meaning is asked for by its own.
        by_meaning = np.flatnonzero((within == 0) & first | kindred)
        own = self._starts[whose[by_meaning]]
        meant = np.where(np.isin(known, list(faint())), 1, ENOUGH)[self._labels]
        self._weight = np.ones(len(whose), np.int8)
        self._weight[by_meaning] = np.minimum(meant[by_meaning], meant[own])
        filed_at = np.flatnonzero(~kindred).astype(np.int32)
        sort = filed_at[np.argsort(self._labels[filed_at], kind="stable")]
        label, at = self._labels[sort], whose[sort]
        leading = _nth(label, self.day[at]) < MOST
        self._leads = np.zeros(len(whose), np.bool_)
        self._leads[sort] = leading
        self._leads[by_meaning] = self._leads[own]
        # By a wide date only some of its labels are asked for.
        wide = ~self._mutual[at] & first[sort]
        size = len(sizes)
        self._posted, self._leading, self._wide, self._wide_leading = (
            _Posted(label[some], at[some], size)
            for some in (slice(None), leading, wide, wide & leading)
        )
        self.hidden = np.zeros(size, np.bool_)
        self.hidden[at[~leading]] = True

    def _place_chains(self, document: Numbers, chain: Numbers, order: Numbers) -> None:
        """order: the places of mentions in order of article."""
        sort = np.lexsort((order, chain, document))
        nth = _nth(document[sort], chain[sort])
        self._told_nth = np.empty_like(nth)
        self._told_nth[sort] = nth
        self.hidden |= self._told_nth >= MOST
        self._chained = sort
        first = np.flatnonzero(nth == 0)
        self._chain = np.empty_like(nth)
        self._chain[sort] = np.cumsum(nth == 0) - 1
        self._chains = np.concatenate([first, [len(sort)]])

    def partners(
        self, places: Numbers, first: Numbers | None = None
    ) -> Iterator[tuple[Numbers, Numbers]]:
        """The places of mentions and of those that each is compared with, one row a pair: all of a
        mention's together, in order.

        first: from which place on each is compared with others; None: from the first.
        """
        first = np.zeros(len(places), np.int64) if first is None else first
        for begin in range(0, len(places), _TOGETHER):
            some = slice(begin, begin + _TOGETHER)
            yield from self._compared(places[some], first[some])

    def _compared(self, places: Numbers, first: Numbers) -> Iterator[tuple[Numbers, Numbers]]:
        asked = _Asked(places, first, *_spread(self._starts, places))
        by = self._asked[asked.entry]
        ranges = list(self._ranges(asked, by, self._low_at, self._high_at))
        if len(places) > 1 and sum(int(many.sum()) for _, _, _, many in ranges) > _FOUND:
            half = len(places) // 2
            yield from self._compared(places[:half], first[:half])
            yield from self._compared(places[half:], first[half:])
            return
        found = self._once(_found(ranges), self._otherwise(asked), len(asked.entry))
        again = self._told_again(asked)
        of = np.concatenate([asked.whose[found.of], again.of])
        at = np.concatenate([found.at, again.at])
        counts = np.full(len(of), ENOUGH, np.int8)
        alike = self._language[places[asked.whose[found.of]]] == self._language[found.at]
        counts[: len(alike)][alike] = self._weight[asked.entry[found.of[alike]]]
        one, two = _often(of, at, counts)
        one = places[one]
        others = one != two
        yield one[others], two[others]

    def _ranges(
        self, asked: _Asked, some: Mask, low: Numbers, high: Numbers, *, wide: bool = False
    ) -> Iterator[_Range]:
        """Where those stand that are filed by some of the labels between places told by mention."""
        leads = self._leads[asked.entry]
        everyone, leading = (
            (self._wide, self._wide_leading) if wide else (self._posted, self._leading)
        )
        for posted, those in ((everyone, leads), (leading, ~leads)):
            of = np.flatnonzero(some & those)
            whose = asked.whose[of]
            at, label = asked.places[whose], self._labels[asked.entry[of]]
            start = np.maximum(asked.first[whose], low[at])
            yield (of, posted, *posted.between(label, start, high[at]))

    def _otherwise(self, asked: _Asked) -> _Ways:
        """Those that ask for one by a label, though it need not ask for them."""
        none, all_ = np.zeros(len(self.day), np.int64), np.full(len(self.day), len(self.day))
        by = self._asked[asked.entry]
        wide = _found(self._ranges(asked, by, none, all_, wide=True))
        some = ~self._mutual[asked.places[asked.whose]]
        near = _found(self._ranges(asked, some, self._near_at, self._far_at))
        near = near.where(self._mutual[near.at])
        both = _Ways(*map(np.concatenate, zip(wide, near, strict=True)))
        day = self.day[asked.places[asked.whose[both.of]]]
        return both.where((self._low[both.at] <= day) & (day <= self._high[both.at]))

    def _once(self, found: _Ways, more: _Ways, labels: int) -> _Ways:
        """What is found by each label in one way or two, once."""
        if not len(more.of):
            return found
        twice = np.zeros(labels, np.bool_)
        twice[more.of] = True
        some = twice[found.of]
        size = len(self.day)
        both = np.concatenate([(w.of * size + w.at) for w in (found.where(some), more)])
        both.sort()
        of, at = np.divmod(both[np.diff(both, prepend=-1) > 0], size)
        rest = found.where(~some)
        return _Ways(np.concatenate([rest.of, of]), np.concatenate([rest.at, at]))

    def _told_again(self, asked: _Asked) -> _Ways:
        """The mentions that tell one again in its article, or that it tells again.

        Of many that tell one thing the first lead, and the others are compared with those alone.
        """
        chain = self._chain[asked.places]
        first, many = self._chains[chain], np.diff(self._chains)[chain]
        many = np.where(self._told_nth[asked.places] < MOST, many, np.minimum(many, MOST))
        found = _Ways(*_runs(first, many))
        found = _Ways(found.of, self._chained[found.at])
        return found.where(found.at >= asked.first[found.of])


def _spread(starts: Numbers, places: Numbers) -> tuple[Numbers, Numbers]:
    """The labels of some mentions: whose of them, and which."""
    return _runs(starts[places], starts[places + 1] - starts[places])


def _runs(first: Numbers, many: Numbers) -> tuple[Numbers, Numbers]:
    """So many numbers from each first on: of which run, and they."""
    of = np.repeat(np.arange(len(first)), many)
    before = np.cumsum(many) - many
    return of, np.arange(len(of)) + (first - before)[of]


def _found(ranges: Iterable[_Range]) -> _Ways:
    """What stands in ranges."""
    ways = []
    for of, posted, first, many in ranges:
        which, n = _runs(first, many)
        ways.append((of[which], posted.at(n)))
    return _Ways(*map(np.concatenate, zip(*ways, strict=True)))


def _often(of: Numbers, at: Numbers, counts: Numbers) -> tuple[Numbers, Numbers]:
    """What counts enough together, each once, in order."""
    if not len(of):
        return of, at
    low = int(at.min())
    size = int(at.max()) - low + 1
    key = of * size + (at - low)
    if size * (int(of.max()) + 1) > _ROOM:
        known, key = np.unique(key, return_inverse=True)
        found = known[np.bincount(key, counts) >= ENOUGH]
    else:
        found = np.flatnonzero(np.bincount(key, counts) >= ENOUGH)
    one, two = np.divmod(found, size)
    return one, two + low


_NOTHING = array("i", (0, 1, 0, 0, 0, 0)).tobytes()


def _column(told: array[int], kind: type[np.integer[Any]] = np.int32) -> Numbers:
    return np.frombuffer(told, kind).astype(np.int64) if told else np.empty(0, np.int64)


def _nth(one: Numbers, two: Numbers) -> Numbers:
    """The place of each in its run of two equal values."""
    begins = np.ones(len(one), np.bool_)
    begins[1:] = (one[1:] != one[:-1]) | (two[1:] != two[:-1])
    starts = np.flatnonzero(begins)
    found: Numbers = np.arange(len(one)) - starts[np.cumsum(begins) - 1]
    return found
