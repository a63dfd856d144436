"""Joining groups one after the other, each to the best of those it may ask.

A rule says in what order groups are asked, where each seeks (meanings, and the days where a group
must begin) and which of the groups found there it joins. Where it seeks is settled before the rule
begins; what it finds is as it stands when its turn comes. So its outcome follows from what stands
where it seeks, and a change of some groups touches only those that seek where these are: the
ledger relies on that.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, Protocol

from timeline import when
from timeline.merge import meaning
from timeline.merge.group import Cluster


class Ask(NamedTuple):
    """Where a group seeks: groups of a meaning, or of kindred ones, that begin between two days."""

    sense: str
    low: int
    high: int


class Rule(Protocol):
    """One way for groups to be found one event."""

    def order(self, group: Cluster) -> tuple[Any, ...]:
        """When it is asked; no two alike."""

    def asks(self, group: Cluster) -> Sequence[Ask]:
        """Where it seeks, () where it joins none."""

    def choose(self, group: Cluster, found: Iterable[Cluster]) -> Cluster | None:
        """The one it joins of those found, none of them itself or gone into another."""


def day(at: when.Day) -> int:
    """A number for a day that orders as days do, two neighbours at most four apart."""
    return 372 * at[0] + 31 * at[1] + at[2]


def begins(group: Cluster) -> int | None:
    """The day under which a group is filed, None where it is not."""
    first = group.date.first
    return None if first is None else day(first)


def own_senses(group: Cluster) -> list[str]:
    """A group's meanings without kin."""
    return list(dict.fromkeys(f.sense for f in group.members))


def kindred(sense: str) -> tuple[str, ...]:
    """The meanings under which what may be of this meaning is filed."""
    return (sense,) if sense.startswith("stem:") else meaning.kindred(sense)


def run(rule: Rule, groups: Iterable[Cluster]) -> list[Cluster]:
    """Apply a rule to all groups: those left, in its order."""
    ordered = sorted(groups, key=rule.order)
    calendar = _Calendar(ordered)
    asks = [rule.asks(c) for c in ordered]
    gone: set[int] = set()
    for n, group in enumerate(ordered):
        if not asks[n]:
            continue
        found = (c for k, c in calendar.found(asks[n]) if k != n and k not in gone)
        home = rule.choose(group, found)
        if home is not None:
            home.add(*group.members)
            gone.add(n)
    return [c for n, c in enumerate(ordered) if n not in gone]


class _Calendar:
    """Groups by meaning and the day they begin."""

    def __init__(self, ordered: Sequence[Cluster]) -> None:
        rows: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for n, group in enumerate(ordered):
            at = begins(group)
            if at is not None:
                for sense in own_senses(group):
                    rows[sense].append((at, n))
        self._ordered = ordered
        self._rows: dict[str, tuple[list[int], list[int]]] = {}
        for sense, filed in rows.items():
            filed.sort()
            self._rows[sense] = [at for at, _ in filed], [n for _, n in filed]

    def found(self, asks: Iterable[Ask]) -> Iterator[tuple[int, Cluster]]:
        """Each group once, by the askings, the kindred meanings, the day, the rule's order."""
        seen: set[int] = set()
        for ask in asks:
            for sense in kindred(ask.sense):
                if sense not in self._rows:
                    continue
                days, numbers = self._rows[sense]
                for k in range(bisect_left(days, ask.low), bisect_right(days, ask.high)):
                    n = numbers[k]
                    if n not in seen:
                        seen.add(n)
                        yield n, self._ordered[n]
