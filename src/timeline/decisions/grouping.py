"""Which mentions are one event once decisions are heard.

Invariants: mentions that a join names are one event, those that a split parts never are, unless a
later decision says otherwise of these very mentions; of all else what merging put together stays
together. The outcome depends on the decisions and on merging's groups, on no other order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from timeline.decisions.finder import Spot

Group = list[Spot]


@dataclass(frozen=True, slots=True)
class Ruling:
    """A join or a split by its number in the file; sides: the mentions of each event it names."""

    number: int
    join: bool
    sides: tuple[tuple[Spot, ...], ...]


@dataclass(slots=True)
class Grouping:
    """groups: the events, mentions in order. overruled: number of a decision -> of the later
    ones that it gives way to, wholly or in part."""

    groups: list[Group] = field(default_factory=list)
    overruled: dict[int, set[int]] = field(default_factory=dict)


Nearest = Callable[[Spot, Sequence[Group]], int]
"""The place of the group that a mention no decision speaks of agrees with best."""


def grouped(rulings: Sequence[Ruling], sizes: Mapping[str, int], nearest: Nearest) -> Grouping:
    """The events that the mentions of some of merging's events make.

    sizes: base event id -> number of its mentions; every event a ruling names is among them.
    """
    ties, overruled = _ruled(rulings)
    free: dict[str, Group] = {}
    for id_ in sorted(sizes):
        spots = [(id_, n) for n in range(sizes[id_])]
        free[id_] = [spot for spot in spots if spot not in ties.parent]
        _kept_together([spot for spot in spots if spot in ties.parent], ties)
    found = ties.groups()
    homes_of: dict[str, list[Group]] = {}
    for tied in found:
        for id_ in dict.fromkeys(spot[0] for spot in tied):
            homes_of.setdefault(id_, []).append(tied)
    for id_, group in free.items():
        homes = homes_of.get(id_)
        if homes:
            _add(group, homes, nearest)
        elif group:
            found.append(group)
    return Grouping(sorted(sorted(g) for g in found), overruled)


def _add(group: Group, homes: Sequence[Group], nearest: Nearest) -> None:
    """Add each mention of a group to the home it agrees with best, as the homes were before."""
    before = [list(home) for home in homes]
    for spot in group:
        homes[nearest(spot, before) if len(homes) > 1 else 0].append(spot)


def _ruled(rulings: Sequence[Ruling]) -> tuple[_Ties, dict[int, set[int]]]:
    """What decisions say of the mentions they name: the later are heard first."""
    ties = _Ties()
    overruled: dict[int, set[int]] = {}
    for ruling in reversed(rulings):
        against: set[int] = set()
        for side in ruling.sides:
            for spot in side:
                ties.parent.setdefault(spot, spot)
        if ruling.join:
            against |= ties.tie([s for side in ruling.sides for s in side], ruling.number)
        else:
            for n, side in enumerate(ruling.sides):
                # What comes away is an event of its own; what stays is as merging has it.
                against |= ties.tie(list(side), ruling.number) if n else set()
            for n, one in enumerate(ruling.sides):
                for other in ruling.sides[n + 1 :]:
                    for a in one:
                        for b in other:
                            against |= ties.part(a, b, ruling.number)
        if against:
            overruled[ruling.number] = against
    return ties, overruled


def _kept_together(named: Group, ties: _Ties) -> None:
    """What merging put together stays so as far as decisions let it, the greater part first."""
    count: dict[Spot, int] = {}
    for spot in named:
        count[ties.root(spot)] = count.get(ties.root(spot), 0) + 1
    first = {root: n for n, root in reversed(list(enumerate(map(ties.root, named))))}
    homes: list[Spot] = []
    for root in sorted(count, key=lambda r: (-count[r], first[r])):
        home = next((h for h in homes if not ties.foes(h, root)), None)
        if home is None:
            homes.append(root)
        else:
            ties.union(home, root, set())
            homes = [ties.root(h) for h in homes]


class _Ties:
    """Mentions tied together, and those kept apart, each with the decisions that did it."""

    def __init__(self) -> None:
        self.parent: dict[Spot, Spot] = {}
        self._foes: dict[Spot, dict[Spot, set[int]]] = {}
        self._by: dict[Spot, set[int]] = {}

    def root(self, spot: Spot) -> Spot:
        while self.parent[spot] != spot:
            self.parent[spot] = self.parent[self.parent[spot]]
            spot = self.parent[spot]
        return spot

    def foes(self, a: Spot, b: Spot) -> set[int]:
        """The decisions that keep two mentions apart."""
        return self._foes.get(self.root(a), {}).get(self.root(b), set())

    def tie(self, spots: Group, number: int) -> set[int]:
        """Make the mentions one where nothing keeps them apart; the decisions that do."""
        against: set[int] = set()
        homes: list[Spot] = []
        for spot in spots:
            for home in homes:
                if hindered := self.foes(home, spot):
                    against |= hindered
                    continue
                self.union(home, spot, {number})
                break
            else:
                homes.append(spot)
        return against

    def union(self, a: Spot, b: Spot, by: set[int]) -> None:
        one, two = sorted((self.root(a), self.root(b)))
        if one == two:
            self._by.setdefault(one, set()).update(by)
            return
        self.parent[two] = one
        self._by[one] = self._by.get(one, set()) | self._by.pop(two, set()) | by
        for foe, why in self._foes.pop(two, {}).items():
            self._foes.setdefault(one, {}).setdefault(foe, set()).update(why)
            del self._foes[foe][two]
            self._foes[foe].setdefault(one, set()).update(why)

    def part(self, a: Spot, b: Spot, number: int) -> set[int]:
        """Keep two mentions apart; where they are tied, the decisions that tied them."""
        one, two = self.root(a), self.root(b)
        if one == two:
            return set(self._by.get(one, set())) - {number}
        self._foes.setdefault(one, {}).setdefault(two, set()).add(number)
        self._foes.setdefault(two, {}).setdefault(one, set()).add(number)
        return set()

    def groups(self) -> list[Group]:
        """The mentions that are tied together."""
        found: dict[Spot, Group] = {}
        for spot in self.parent:
            found.setdefault(self.root(spot), []).append(spot)
        return list(found.values())
