"""The evidence on many pairs of mentions at once: the same number that `evidence.points` gives.

What signs a pair has is told by the functions of `signs`; here they are asked once for all pairs
that do not differ in what they ask for, and what they weigh is added in their order. So the outcome
is the same to the last bit (tests/merge/test_weighing.py compares both).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import product

import numpy as np
from numpy.typing import NDArray

from timeline.merge import evidence, signs
from timeline.merge.arrays import Mask, Numbers, Points
from timeline.merge.average_link import UNIT
from timeline.merge.columns import (
    AGENT_KINDS,
    FLAGS,
    LANES,
    PATIENT_KINDS,
    Columns,
)
from timeline.merge.features import Feature
from timeline.merge.pair_dates import DATES, codes, opposed
from timeline.merge.signs import Sign

Held = Mapping[str, Mask]
Shared = NDArray[np.uint64]

# So many mentions are held as numbers at once, some 250 bytes each.
_AT_HAND = 1 << 17
# So many pairs are weighed at once.
_BLOCK = 1 << 14


def units(points: float) -> int:
    """Evidence beyond what is asked, in 1/UNIT points."""
    return round((points - evidence.JOIN) * UNIT)


NEVER = units(evidence.NEVER)
"""What two mentions count that can't be one event."""

# What two numbers of amounts may tell, in the order of their numbers.
_COUNTS: tuple[list[Sign], ...] = (
    [],
    *([(name, 1.0)] for name in ("amount", "other amount", "risen amount")),
)


def _all(told: Callable[..., Iterator[Sign]], bits: int) -> list[list[Sign]]:
    """The signs for all that may be so or not, the first of it counting most."""
    return [list(told(*(bool(bit) for bit in each))) for each in product((0, 1), repeat=bits)]


def _roles(*told: bool) -> Iterator[Sign]:
    yield from signs.role_signs("agent", *told[:3])
    yield from signs.role_signs("patient", *told[3:6])
    yield from signs.crossed_signs(told[6])


class _Listed:
    """What lists of signs weigh, by their numbers, of two articles and of one."""

    def __init__(self, *listed: list[Sign]) -> None:
        self._told = np.array([[evidence.added(s, t) for s in listed] for t in evidence.tables()])

    def of(self, inside: Numbers, *told: Numbers | Mask) -> Points:
        """What those weigh that bits tell, or one number."""
        at: Numbers = told[0].astype(np.int64)
        for bit in told[1:]:
            at = 2 * at + bit
        found: Points = self._told[inside, at]
        return found


class _Known:
    """What a function tells of three numbers, asked once for each three."""

    def __init__(self, told: Callable[[int, int, int], float]) -> None:
        self._told, self._size = told, 0
        self._found = np.zeros((0, 0, 0))

    def of(self, one: Numbers, two: Numbers, three: Numbers) -> Points:
        """The same of many; one: below 4."""
        size = 1 + int(max(two.max(initial=0), three.max(initial=0)))
        if size > self._size:
            known, before = self._found, self._size
            self._size = max(size, 2 * before)
            self._found = np.full((4, self._size, self._size), np.nan)
            self._found[:, :before, :before] = known.reshape((4, before, before)) if before else 0.0
        flat = self._found.reshape(-1)
        at = (one * self._size + two) * self._size + three
        found: Points = flat.take(at)
        new = np.isnan(found)
        if new.any():
            for each in np.unique(at[new]).tolist():
                first, rest = divmod(each, self._size**2)
                flat[each] = self._told(first, *divmod(rest, self._size))
            found = flat.take(at)
        return found


class Weighing:
    """feature: hands out the mention of a number, which is read when it is first weighed."""

    def __init__(self, feature: Callable[[int], Feature]) -> None:
        self._feature = feature
        across, inside = self._tables = evidence.tables()
        self._bias = np.array([across["bias"], inside["bias"]])
        self._dates = _Listed(*([(f"date: {name}", 1.0)] for name in DATES))
        self._people = _Listed(*_all(signs.people_signs, 4))
        self._roles = _Listed(*_all(_roles, 7))
        self._places = _Listed(*_all(signs.place_signs, 4))
        self._figures = _Listed(*_all(signs.figure_signs, 2))
        self._amounts = _Listed(*_COUNTS)
        self._begin()

    def _begin(self) -> None:
        self._columns = Columns()
        self._number_of: list[int] = []
        self._row = np.full(1024, -1, np.int32)
        self._meanings = _Known(self._meaning)
        self._one_meaning = _Known(self._means_one)
        self._manners = _Known(self._manner)
        self._senses = _Known(self._differ)
        self._counts: dict[tuple[int, int, bool], int] = {}

    def points(self, one: Numbers, two: Numbers) -> Numbers:
        """The evidence on pairs of mentions in 1/UNIT points; quickest where `one` has long runs
        of one mention."""
        a, b = self._rows(one), self._rows(two)
        found = np.empty(len(a), np.int64)
        for start in range(0, len(a), _BLOCK):
            some = slice(start, start + _BLOCK)
            found[some] = self._block(a[some], b[some])
        return found

    def positive(self, one: Numbers, two: Numbers) -> tuple[Numbers, Numbers]:
        """The places of the pairs that evidence connects, and how much there is of it."""
        a, b = self._rows(one), self._rows(two)
        left = np.flatnonzero(~opposed(self._columns, a, b))
        found = np.empty(len(left), np.int64)
        for start in range(0, len(left), _BLOCK):
            some = left[start : start + _BLOCK]
            found[start : start + _BLOCK] = self._block(a[some], b[some])
        positive = found > 0
        return left[positive], found[positive]

    def _rows(self, numbers: Numbers) -> Numbers:
        """The rows of mentions, entered where they are new."""
        last = int(numbers.max(initial=0))
        if last >= len(self._row):
            longer = np.full(max(last + 1, 2 * len(self._row)), -1, np.int32)
            longer[: len(self._row)] = self._row
            self._row = longer
        rows = self._row.take(numbers)
        if (rows < 0).any():
            for number in np.unique(numbers[rows < 0]).tolist():
                self._row[number] = self._columns.add(self._feature(number))
                self._number_of.append(number)
            rows = self._row.take(numbers)
        return rows.astype(np.int64)

    def make_room(self) -> None:
        """Forget what was read where it is much."""
        if self._columns.size > _AT_HAND:
            self._begin()

    # -- the sum ---------------------------------------------------------------------------------

    def _block(self, a: Numbers, b: Numbers) -> Numbers:
        c = self._columns
        same = c["document"].take(a) == c["document"].take(b)
        inside = same.astype(np.int64)
        one, two = c["flags"].take(a), c["flags"].take(b)
        both, either = one & two, one | two
        shared = c.shared(a, b)
        held = {name: lane.any(shared) for name, lane in LANES.items()}
        stem = c["stem"].take(a)
        stems = ((stem == c["stem"].take(b)) & (stem >= 0)).astype(np.int64)
        concepts = self._concepts(a, b, stems)

        total = self._dates.of(inside, codes(c, a, b))
        total += self._meanings.of(inside + 2 * stems, *concepts)
        total += self._people.of(
            inside,
            held["person"],
            _has(both, "named"),
            held["body"],
            _has(both, "organisations"),
        )
        kinds = [(both >> at) & 15 > 0 for at in (AGENT_KINDS, PATIENT_KINDS)]
        total += self._roles.of(
            inside,
            *(held["agent"], _has(both, "agent"), kinds[0]),
            *(held["patient"], _has(both, "patient"), kinds[1]),
            held["crossed"],
        )
        total += self._places.of(
            inside,
            held["city"],
            _has(both, "cities"),
            held["country"],
            _has(both, "countries"),
        )
        counted = self._counted(a, b, held["measure"], _has(either, "rising"))
        total += self._amounts.of(inside, counted) + self._figures.of(
            inside, held["figure"], _has(both, "figures")
        )
        total += self._wordings(inside, a, b, both, shared)
        total += self._manners.of(inside, c["manner"].take(a), c["manner"].take(b))
        in_one = np.flatnonzero(same)
        total[in_one] += self._one_article(a[in_one], b[in_one], either[in_one])
        in_two = np.flatnonzero(~same)
        one_meaning = self._one_meaning.of(stems[in_two], *(k[in_two] for k in concepts))
        total[in_two] += self._two_articles(a[in_two], b[in_two], one_meaning)

        points = (self._bias.take(inside) + total - evidence.JOIN) * UNIT
        found: Numbers = np.rint(points).astype(np.int64)
        found[self._opposed(a, b, both, held)] = NEVER
        alone = _has(both, "big") | _has(either, "endless")
        for n in np.flatnonzero(alone).tolist():
            found[n] = self._alone(int(a[n]), int(b[n]))
        return found

    def _alone(self, a: int, b: int) -> int:
        one, two = (self._feature(self._number_of[row]) for row in (a, b))
        one, two = sorted((one, two), key=lambda f: f.order)
        return units(evidence.points(one, two))

    def _opposed(self, a: Numbers, b: Numbers, both: Numbers, held: Held) -> Mask:
        """As `signs.opposed` has it."""
        c = self._columns
        one, two = c["senses"].take(a), c["senses"].take(b)
        found = opposed(c, a, b)
        unlike = np.flatnonzero(one != two)
        if len(unlike):
            one, two = one[unlike], two[unlike]
            found[unlike] |= self._senses.of(np.zeros_like(one), one, two) > 0
        for role in ("agent", "patient"):
            met = held[f"named_{role}"] | held[f"{role}_named"]
            found |= _has(both, f"named_{role}") & ~met
        return found

    # -- kinds of signs ----------------------------------------------------------------------------

    def _concepts(self, a: Numbers, b: Numbers, stems: Numbers) -> tuple[Numbers, Numbers]:
        """What both mean; where one word has a meaning in one of them only, the first in order
        comes first, as it tells what the word says."""
        c = self._columns
        one, two = c["concept"].take(a), c["concept"].take(b)
        for n in np.flatnonzero(stems & (one != two)).tolist():
            if self._order(int(a[n])) > self._order(int(b[n])):
                one[n], two[n] = two[n], one[n]
        return one, two

    def _order(self, row: int) -> tuple[str, int]:
        c = self._columns
        return c.documents[c["document"][row]], int(c["place"][row])

    def _meaning(self, told: int, a: int, b: int) -> float:
        return evidence.added(self._meaning_signs(told >> 1, a, b), self._tables[told & 1])

    def _meaning_signs(self, stems: int, a: int, b: int) -> list[Sign]:
        one, two = self._columns.of_concept[a], self._columns.of_concept[b]
        return list(signs.meaning_signs(one, two, same_stem=bool(stems)))

    def _means_one(self, stems: int, a: int, b: int) -> float:
        return float(signs.has_one_meaning(self._meaning_signs(stems, a, b)))

    def _manner(self, inside: int, a: int, b: int) -> float:
        told = self._columns.of_manner
        return evidence.added(signs.manner(told[a], told[b]), self._tables[inside])

    def _differ(self, _: int, a: int, b: int) -> float:
        told = self._columns.of_senses
        return float(signs.senses_differ(told[a], told[b]))

    def _counted(self, a: Numbers, b: Numbers, measures: Mask, rising: Mask) -> Numbers:
        """What counts of one thing tell, by its number in _COUNTS."""
        c = self._columns
        found = np.zeros(len(a), np.int64)
        alike = np.flatnonzero(measures)
        amounts = (c["amounts"].take(rows[alike]).tolist() for rows in (a, b))
        told = zip(*amounts, rising[alike].tolist(), strict=True)
        for n, key in zip(alike.tolist(), told, strict=True):
            known = self._counts.get(key)
            if known is None:
                one, two = c.of_amounts[key[0]], c.of_amounts[key[1]]
                known = self._counts[key] = _COUNTS.index(list(signs.count_signs(one, two, key[2])))
            found[n] = known
        return found

    def _weight(self, name: str, inside: Numbers) -> Points:
        found: Points = np.array([told.get(name, 0.0) for told in self._tables]).take(inside)
        return found

    def _wordings(
        self, inside: Numbers, a: Numbers, b: Numbers, both: Numbers, shared: Shared
    ) -> Points:
        c = self._columns
        spoken = c["language"].take(a) == c["language"].take(b)
        words = _share(LANES["words"].of(shared), c["words"].take(a), c["words"].take(b))
        other = _has(both, "content") & ~LANES["content"].any(shared)
        things = np.minimum(signs.NAMES, LANES["things"].of(shared)) / signs.NAMES
        found: Points = np.where(
            spoken,
            self._weight("words", inside) * words + self._weight("other content", inside) * other,
            self._weight("two languages", inside) + self._weight("things", inside) * things,
        )
        names, named = LANES["names"].of(shared), _has(both, "names")
        found += self._weight("names", inside) * _share(
            names, c["names"].take(a), c["names"].take(b)
        )
        several = np.minimum(signs.NAMES, names) / signs.NAMES
        found += self._weight("several names", inside) * several
        found += self._weight("other names", inside) * (named & (names == 0))
        return found

    def _one_article(self, a: Numbers, b: Numbers, either: Numbers) -> Points:
        c, told = self._columns, self._tables[1]
        apart = np.abs(c["sentence"].take(a) - c["sentence"].take(b))
        found: Points = told.get("told again", 0.0) * (c["chain"].take(a) == c["chain"].take(b))
        found += told.get("one sentence", 0.0) * (apart == 0)
        found += told.get("headline", 0.0) * _has(either, "headline")
        found += told.get("distance", 0.0) * (np.minimum(signs.FAR, apart) / signs.FAR)
        return found

    def _two_articles(self, a: Numbers, b: Numbers, one_meaning: Points) -> Points:
        c, told = self._columns, self._tables[0]
        documents = c["document"].take(a), c["document"].take(b)
        shared = np.minimum(1.0, c.stories.shares(*documents) / signs.ONE_STORY)
        found: Points = told.get("story", 0.0) * np.sqrt(shared)
        found += told.get("story and meaning", 0.0) * (shared * one_meaning)
        return found


def _has(flags: Numbers, name: str) -> Mask:
    found: Mask = (flags & FLAGS[name]) > 0
    return found


def _share(shared: Numbers, one: Numbers, two: Numbers) -> Points:
    """As `signs.share` has it."""
    found: Points = shared / np.maximum(one + two - shared, 1)
    return found
