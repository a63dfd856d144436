"""Which mentions are compared: those that ask for each other by a label by which one of them leads.

Of many that are filed on one day by one label only the first lead, and so it is with many by which
an article tells one thing. What does not lead is not read for the others, so that the time is in
proportion to the mentions, however many are filed by one label on one day.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from timeline.merge.arrays import Numbers
from timeline.merge.increment.filing import HEAD, faint

MOST = 128
"""So many of those filed on one day by one label, the first in order, are compared with all; so
many of those by which one article tells one thing."""

ENOUGH = 2
"""What the labels that two mentions have in common must count to have them compared: a meaning, or
a kindred one, counts so much, any other label one; the meaning of a saying, which an article may
have in every sentence, counts one too."""

# No mention asks further than this to either side of its day, unless what it asks is kept.
REACH = 12


FiledRow = tuple[int, int, bytes, int, int]
"""A mention as it is filed: its number, its day, its labels packed, its article, its chain."""


class Posted:
    """What is filed by each label, in order of day, and which of it leads.

    Labels and mentions are told by their places: label after label, whose each is, in order within
    a label, and whether it leads. size: how many labels there are.
    """

    def __init__(self, label: Numbers, whose: Numbers, leads: NDArray[np.bool_], size: int) -> None:
        self._starts = np.searchsorted(label, np.arange(size + 1)).tolist()
        self._whose, self._leads = whose.astype(np.int32), leads
        # Few labels have so many that not all lead: these are listed apart.
        self._leading = {
            n: self._whose[self._starts[n] : self._starts[n + 1]][
                leads[self._starts[n] : self._starts[n + 1]]
            ]
            for n in np.unique(label[~leads]).tolist()
        }
        self._at = memoryview(self._whose.data)

    def has(self, label: int) -> bool:
        """Whether anything is filed by a label."""
        return bool(self._starts[label] < self._starts[label + 1])

    def leads(self, label: int, at: int) -> bool:
        """Whether a mention that is filed by a label leads by it."""
        if label not in self._leading:
            return True
        found = bisect_left(self._at, at, self._starts[label], self._starts[label + 1])
        return bool(self._leads[found])

    def between(self, label: int, low: int, high: int, everyone: bool) -> NDArray[np.int32]:
        """Those filed by a label from one place to before another, or those of them that lead."""
        if not everyone and label in self._leading:
            some = self._leading[label]
            return some[slice(*np.searchsorted(some, (low, high)))]
        start, end = self._starts[label], self._starts[label + 1]
        start = bisect_left(self._at, low, start, end)
        return self._whose[start : bisect_left(self._at, high, start, end)]


class _Label(NamedTuple):
    """A label of a mention: what it counts, and whether the mention leads by it."""

    number: int
    weight: int
    leads: bool


class _Labels(NamedTuple):
    """The labels of a mention: those it is filed by and asks for (and the kindred ones it only asks
    for), and those it is only filed by."""

    asked: list[_Label]
    filed: list[_Label]


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
        self._low, self._high = head_of[:, 0], head_of[:, 1]
        self._mutual = (self.day - self._low == self._high - self.day) & (head_of[:, 2] > 0)
        self._place_labels(_column(labels, np.uint32), _column(sizes), order, head_of[:, 2:])
        self._place_chains(_column(documents)[order], _column(chains)[order], order)
        self._low_at, self._high_at = self._between(self._low, self._high)
        self._near_at, self._far_at = self._between(self.day - REACH, self.day + REACH)
        self._rank = order
        self._by_number = np.argsort(self.number, kind="stable")

    def _between(self, low: Numbers, high: Numbers) -> tuple[list[int], list[int]]:
        """From which place to before which other stand the mentions of some days."""
        first: list[int] = np.searchsorted(self.day, low, side="left").tolist()
        last: list[int] = np.searchsorted(self.day, high, side="right").tolist()
        return first, last

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
        whose = np.repeat(np.arange(len(sizes)), sizes)
        within = np.arange(len(whose)) - self._starts[whose]
        known, labels = np.unique(told[starts[whose] + within], return_inverse=True)
        self._size = len(known)
        self._weight = np.where(np.isin(known, list(faint())), 1, ENOUGH).tolist()
        self._labels, self._counts = labels.astype(np.int32), counts.tolist()
        filed = np.flatnonzero(within < (counts[:, 0] + counts[:, 1])[whose])
        sort = filed[np.argsort(labels[filed], kind="stable")]
        label, at, asked = labels[sort], whose[sort], (within < counts[whose, 0])[sort]
        nth = _nth(label, self.day[at])
        leads = nth < MOST
        self._posted = Posted(label, at, leads, len(known))
        # By a wide date only some of its labels are asked for.
        wide = ~self._mutual[at] & asked
        self._wide = Posted(label[wide], at[wide], leads[wide], len(known))
        self.hidden = np.zeros(len(sizes), np.bool_)
        self.hidden[at[~leads]] = True

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

    def partners(self, at: int, first: int = 0) -> Numbers:
        """The places of the mentions that one is compared with, from a place on, in order."""
        labels = self._labels_of(at)
        low, high = max(first, self._low_at[at]), self._high_at[at]
        between = self._posted.between
        found = [between(n, low, high, leads) for n, _, leads in labels.asked]
        weights = [weight for _, weight, _ in labels.asked]
        more = list(self._otherwise(at, labels, first))
        if any(len(places) for _, places in more):
            # By one label two may be met in two ways.
            found += [places for _, places in more]
            weights += [label.weight for label, _ in more]
            numbers = [label.number for label in (*labels.asked, *(label for label, _ in more))]
            sizes = [len(places) for places in found]
            places, of = np.concatenate(found).astype(np.int64), np.repeat(numbers, sizes)
            _, once = np.unique(places * self._size + of, return_index=True)
            found, counts = [places[once]], np.repeat(weights, sizes)[once]
        else:
            counts = np.repeat(weights, [len(places) for places in found])
        told = self._told_again(at, first)
        found.append(told)
        counts = np.concatenate([counts, np.full(len(told), ENOUGH)])
        return _often(np.concatenate(found), counts, at)

    def _otherwise(
        self, at: int, labels: _Labels, first: int
    ) -> Iterator[tuple[_Label, NDArray[np.int32]]]:
        """Those that ask for one though it need not ask for them, by each label."""
        day = int(self.day[at])
        for label in labels.asked:
            if self._wide.has(label.number):
                wide = self._wide.between(label.number, first, len(self.day), label.leads)
                yield label, self._asking(day, wide, mutual=False)
        if not self._mutual[at]:
            low, high = max(first, self._near_at[at]), self._far_at[at]
            for label in (*labels.asked, *labels.filed):
                near = self._posted.between(label.number, low, high, label.leads)
                yield label, self._asking(day, near, mutual=True)

    def _asking(self, day: int, some: NDArray[np.int32], *, mutual: bool) -> NDArray[np.int32]:
        """Of some mentions those of one sort that ask for a day."""
        if not len(some):
            return some
        asks = (self._low[some] <= day) & (day <= self._high[some])
        return some[asks & (self._mutual[some] == mutual)]

    def _told_again(self, at: int, first: int) -> NDArray[np.int32]:
        """The mentions that tell one again in its article, or that it tells again.

        Of many that tell one thing the first lead, and the others are compared with those alone.
        """
        chain = self._chain[at]
        told = self._chained[self._chains[chain] : self._chains[chain + 1]]
        some = told if self._told_nth[at] < MOST else told[:MOST]
        return some[some >= first].astype(np.int32)

    def _labels_of(self, at: int) -> _Labels:
        told = self._labels[self._starts[at] : self._starts[at + 1]].tolist()
        asked, filed, _ = self._counts[at]
        posted, weight = self._posted, self._weight
        own = [_Label(label, 1, posted.leads(label, at)) for label in told[: asked + filed]]
        if not asked:
            return _Labels([], own)
        meaning, leads = told[0], own[0].leads
        most = weight[meaning]
        own[0] = _Label(meaning, most, leads)
        # A kindred meaning is asked for by its own.
        more = [_Label(label, min(most, weight[label]), leads) for label in told[asked + filed :]]
        return _Labels([*own[:asked], *more], own[asked:])


def _often(found: Numbers, counts: Numbers, but: int) -> Numbers:
    """The places that are found often enough but for one, each once, in order."""
    if not len(found):
        return found.astype(np.int64)
    low = int(found.min())
    common = np.bincount(found - low, counts)
    if low <= but < low + len(common):
        common[but - low] = 0
    return np.flatnonzero(common >= ENOUGH) + low


_NOTHING = array("i", (1, 0, 0, 0, 0)).tobytes()


def _column(told: array[int], kind: type[np.integer[Any]] = np.int32) -> Numbers:
    return np.frombuffer(told, kind).astype(np.int64) if told else np.empty(0, np.int64)


def _nth(one: Numbers, two: Numbers) -> Numbers:
    """The place of each in its run of two equal values."""
    begins = np.ones(len(one), np.bool_)
    begins[1:] = (one[1:] != one[:-1]) | (two[1:] != two[:-1])
    starts = np.flatnonzero(begins)
    found: Numbers = np.arange(len(one)) - starts[np.cumsum(begins) - 1]
    return found
