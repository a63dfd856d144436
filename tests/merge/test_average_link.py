"""Average-link clustering: who is joined, in which order, and that nothing else matters."""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.merge.average_link import MISS, UNIT, Block, clustering, side_by_side

Edges = dict[tuple[int, int], int]


def grouped(size: int, edges: Edges, hidden: Collection[int] = ()) -> list[list[int]]:
    def between(
        asked: Sequence[tuple[None, Sequence[Block]]],
    ) -> list[list[tuple[int, int]]]:
        return [[rest(*block) for block in blocks] for _, blocks in asked]

    def rest(some: Sequence[int], others: Sequence[int]) -> tuple[int, int]:
        pairs = [(min(a, b), max(a, b)) for a in some for b in others]
        told = [(edges[p], set(p) <= set(hidden)) for p in pairs if edges.get(p, 1) <= 0]
        points = sum(points if unsure else points - MISS for points, unsure in told)
        return points, sum(unsure for _, unsure in told)

    positive = ((a, b, points) for (a, b), points in edges.items() if points > 0)
    ((_, found),) = side_by_side([(None, clustering(size, positive, hidden))], between)
    return found


def everybody(size: int, points: int) -> Edges:
    return dict.fromkeys(combinations(range(size), 2), points)


def test_what_agrees_is_one_and_nothing_else() -> None:
    assert grouped(0, {}) == []
    assert grouped(2, {}) == [[0], [1]]
    assert grouped(3, {(0, 2): 1}) == [[0, 2], [1]]
    assert grouped(2, {(0, 1): 0}) == [[0], [1]]
    assert grouped(4, everybody(4, UNIT)) == [[0, 1, 2, 3]]


def test_a_chain_is_cut_where_its_ends_have_nothing_in_common() -> None:
    chain = {(0, 1): 3 * UNIT, (1, 2): 2 * UNIT, (2, 3): 3 * UNIT}
    assert grouped(4, chain) == [[0, 1], [2, 3]]


def test_one_that_speaks_against_is_outvoted_by_many_and_not_by_one() -> None:
    told = everybody(4, 2 * UNIT)
    assert grouped(4, {**told, (0, 3): -UNIT}) == [[0, 1, 2, 3]]
    assert grouped(3, {(0, 1): 3 * UNIT, (1, 2): UNIT, (0, 2): -2 * UNIT}) == [[0, 1], [2]]


def test_a_pair_without_evidence_counts_against() -> None:
    near = {(0, 1): 2 * UNIT, (1, 2): -MISS - 1}
    assert grouped(3, near) == [[0], [1, 2]]
    assert grouped(3, {(0, 1): 5 * UNIT, (1, 2): -MISS - 1}) == [[0, 1], [2]]
    assert grouped(3, {(0, 1): 5 * UNIT, (1, 2): -MISS + 1}) == [[0, 1, 2]]


def test_of_equals_the_first_are_joined_first() -> None:
    assert grouped(3, {(0, 1): UNIT, (1, 2): UNIT}) == [[0, 1], [2]]
    assert grouped(4, {(1, 2): UNIT, (2, 3): UNIT, (0, 3): UNIT}) == [[0, 3], [1, 2]]


def test_hidden_ones_count_with_each_other_only_if_they_were_compared() -> None:
    star = {(0, 1): UNIT, (0, 2): UNIT, (0, 3): UNIT}
    assert grouped(4, star) == [[0, 1], [2], [3]]
    assert grouped(4, star, {1, 2, 3}) == [[0, 1, 2, 3]]
    assert grouped(4, {**star, (1, 2): -2 * UNIT}, {1, 2, 3}) == [[0, 1, 3], [2]]


def _by_hand(size: int, edges: Mapping[tuple[int, int], int], hidden: set[int]) -> list[list[int]]:
    """The same, each average counted anew for every step."""
    found = [[n] for n in range(size)]

    def average(one: list[int], two: list[int]) -> Fraction:
        pairs = [tuple(sorted((a, b))) for a in one for b in two]
        told = [
            edges.get((p[0], p[1]), MISS)
            for p in pairs
            if (p[0], p[1]) in edges or not hidden.issuperset(p)
        ]
        return Fraction(sum(told), len(told)) if told else Fraction(0)

    while True:
        best = min(
            ((-average(a, b), a[0], b[0]) for a, b in combinations(found, 2)), default=(0, 0, 0)
        )
        if best[0] >= 0:
            return found
        one, two = (next(g for g in found if g[0] == first) for first in best[1:])
        found.remove(two)
        one += two
        one.sort()


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 1 << 30), st.integers(2, 12), st.floats(0, 1), st.floats(0, 0.7))
def test_it_is_what_one_finds_by_hand(seed: int, size: int, dense: float, hiding: float) -> None:
    rng = random.Random(seed)
    edges = {
        pair: rng.randrange(-2 * UNIT, 4 * UNIT)
        for pair in combinations(range(size), 2)
        if rng.random() < dense
    }
    hidden = {n for n in range(size) if rng.random() < hiding}
    assert grouped(size, edges, hidden) == _by_hand(size, edges, hidden)


@settings(max_examples=50, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_evidence_does_not_matter(rng: random.Random) -> None:
    pairs = [pair for pair in combinations(range(12), 2) if rng.random() < 0.5]
    edges = [(pair, rng.randrange(1, 4) * UNIT) for pair in pairs]
    turned = [(b, a, points) if rng.random() < 0.5 else (a, b, points) for (a, b), points in edges]
    rng.shuffle(turned)

    def nothing(
        asked: Sequence[tuple[str, Sequence[Block]]],
    ) -> list[list[tuple[int, int]]]:
        return [[(0, 0) for _ in blocks] for _, blocks in asked]

    # Nor does what goes on beside it.
    begun = [("small", clustering(1, (), ())), ("large", clustering(12, turned, ()))]
    found = dict(side_by_side(begun, nothing))
    assert found == {"small": [[0]], "large": grouped(12, dict(edges))}


def test_thousands_of_mentions_of_one_event_are_no_trouble() -> None:
    size, leading = 3000, 20
    edges = {(a, b): (7 * a + b) % UNIT + 1 for a in range(leading) for b in range(a + 1, size)}
    assert len(grouped(size, edges, range(leading, size))) == 1
