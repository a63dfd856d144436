"""Who is compared with whom, where there are very many."""

from __future__ import annotations

from array import array

import numpy as np

from timeline.merge.increment.filing import FiledRow
from timeline.merge.increment.leading import REACH, Neighbours


def filed(number: int, day: int, meaning: int, *others: int, language: int = 1) -> FiledRow:
    """A mention of an article of its own, as `filing.packed` has it."""
    head = array("i", (language, day - REACH, day + REACH, 1 + len(others), 0, 0))
    return number, day, head.tobytes() + array("I", (meaning, *others)).tobytes(), number, 0


def compared(near: Neighbours) -> set[tuple[int, int]]:
    places = np.arange(len(near.number))
    found = near.partners(places, places + 1)
    return {
        (a, b)
        for one, two in found
        for a, b in zip(near.number[one].tolist(), near.number[two].tolist(), strict=True)
    }


def test_one_name_is_not_enough_but_in_two_languages() -> None:
    one, two = filed(1, 5, 10, 7, 8), filed(2, 5, 11, 7, 9)
    assert compared(Neighbours([one, two])) == set()
    assert compared(Neighbours([one, filed(2, 5, 11, 7, 8)])) == {(1, 2)}
    assert compared(Neighbours([one, filed(2, 5, 10, 6)])) == {(1, 2)}
    assert compared(Neighbours([one, filed(2, 5, 11, 7, 9, language=2)])) == {(1, 2)}


def test_labels_times_mentions_may_be_more_than_four_bytes_hold() -> None:
    pairs = 50_000
    near = Neighbours(filed(n, n // 2, 1 + n // 2) for n in range(2 * pairs))
    assert compared(near) == {(n, n + 1) for n in range(0, 2 * pairs, 2)}
