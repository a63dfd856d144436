from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from timeline.decisions.grouping import Grouping, Ruling, grouped

Side = tuple[tuple[str, int], ...]
SIZES = {"a": 3, "b": 2, "c": 1}
A: Side = (("a", 0), ("a", 1), ("a", 2))
B: Side = (("b", 0), ("b", 1))
C: Side = (("c", 0),)


def ruled(*rulings: Ruling, sizes: dict[str, int] | None = None) -> Grouping:
    return grouped(rulings, sizes or SIZES, lambda _, groups: 0)


def test_without_rulings_all_stays_as_it_is() -> None:
    assert ruled().groups == [list(A), list(B), list(C)]


def test_joined_events_are_one() -> None:
    assert ruled(Ruling(1, True, (A, B))).groups == [[*A, *B], list(C)]


def test_a_join_brings_all_that_merging_put_with_what_it_names() -> None:
    found = ruled(Ruling(1, True, ((A[0],), (B[1],))))
    assert found.groups == [[*A, *B], list(C)]


def test_what_is_split_off_is_an_event_of_its_own() -> None:
    found = ruled(Ruling(1, False, ((A[0],), (A[1], A[2]))))
    assert found.groups == [[A[0]], [A[1], A[2]], list(B), list(C)]


def test_what_nobody_spoke_of_goes_to_the_nearest_part() -> None:
    split = Ruling(1, False, ((A[0],), (A[1],)))
    for n, home in enumerate(([A[0], A[2]], [A[1], A[2]])):
        found = grouped([split], SIZES, lambda _, groups, n=n: n)  # type: ignore[misc]
        assert home in found.groups


def test_split_parts_stay_apart_when_merging_puts_them_with_others() -> None:
    """The split-off mention was joined with c; merging has c's event with the rest now."""
    sizes = {"a": 3}
    split = Ruling(1, False, ((A[0],), (A[1],)))
    join = Ruling(2, True, ((A[1],), (A[2],)))
    found = ruled(split, join, sizes=sizes)
    assert found.groups == [[A[0]], [A[1], A[2]]]
    assert found.overruled == {}


def test_the_later_of_two_that_contradict_each_other_holds() -> None:
    join, split = Ruling(1, True, (A, C)), Ruling(2, False, (A, C))
    found = ruled(join, split)
    assert found.groups == [list(A), list(B), list(C)]
    assert found.overruled == {1: {2}}
    again = ruled(join, split, Ruling(3, True, (A, C)))
    assert again.groups == [[*A, *C], list(B)]
    assert again.overruled == {2: {3}}


def test_of_an_overruled_join_the_rest_holds() -> None:
    join = Ruling(1, True, (A, B, C))
    found = ruled(join, Ruling(2, False, ((*A, *B), C)))
    assert found.groups == [[*A, *B], list(C)]
    assert found.overruled == {1: {2}}


@st.composite
def rulings(draw: st.DrawFn) -> list[Ruling]:
    spots = [*A, *B, *C]
    found = []
    for number in range(1, draw(st.integers(0, 5)) + 1):
        some = draw(st.lists(st.sampled_from(spots), min_size=2, max_size=5, unique=True))
        at = draw(st.integers(1, len(some) - 1))
        found.append(Ruling(number, draw(st.booleans()), (tuple(some[:at]), tuple(some[at:]))))
    return found


@given(rulings())
def test_every_ruling_holds_unless_a_later_one_says_otherwise(told: list[Ruling]) -> None:
    found = ruled(*told)
    spots = [spot for group in found.groups for spot in group]
    assert sorted(spots) == sorted([*A, *B, *C])
    home = {spot: n for n, group in enumerate(found.groups) for spot in group}
    for ruling in told:
        if ruling.number in found.overruled:
            assert all(later > ruling.number for later in found.overruled[ruling.number])
            continue
        one, two = ruling.sides
        if ruling.join:
            assert len({home[s] for s in (*one, *two)}) == 1
        else:
            assert {home[s] for s in one}.isdisjoint(home[s] for s in two)
            assert len({home[s] for s in two}) == 1
    if told:
        assert told[-1].number not in found.overruled


@given(rulings())
def test_only_rulings_take_apart_what_merging_put_together(told: list[Ruling]) -> None:
    joins = [r for r in told if r.join]
    home = {s: n for n, group in enumerate(ruled(*joins).groups) for s in group}
    for event in (A, B, C):
        for a, b in combinations(event, 2):
            assert home[a] == home[b]
