"""Edges come back from the database as they were entered."""

from __future__ import annotations

import sqlite3

import numpy as np

from timeline.merge.increment import tables
from timeline.merge.increment.edges import Edges

A, B = np.array([1, 1, 2, 7]), np.array([2, 300_000_000, 7, 128])
POINTS = np.array([1, 32_000, 127, 128])
ENTERED = {
    1: [(2, 1), (300_000_000, 32_000)],
    2: [(1, 1), (7, 127)],
    7: [(2, 127), (128, 128)],
    128: [(7, 128)],
    300_000_000: [(1, 32_000)],
}


def kept() -> Edges:
    db = sqlite3.connect(":memory:")
    tables.lay(db)
    return Edges(db)


def test_each_edge_is_found_at_both_ends() -> None:
    edges = kept()
    edges.add(A, B, POINTS)
    assert dict(edges.all()) == ENTERED
    assert [edges.of(n) for n in (1, 128, 3)] == [ENTERED[1], ENTERED[128], []]


def test_filled_at_once_they_are_the_same() -> None:
    edges = kept()
    few = A[[0, 2, 3]], B[[0, 2, 3]], POINTS[[0, 2, 3]]
    edges.fill(*few)
    one_by_one = kept()
    for a, b, points in zip(*few, strict=True):
        one_by_one.add(np.array([a]), np.array([b]), np.array([points]))
    assert dict(edges.all()) == dict(one_by_one.all())


def test_what_is_forgotten_leaves_the_others() -> None:
    edges = kept()
    edges.add(A, B, POINTS)
    assert edges.forget([2]) == {1, 7}
    assert dict(edges.all()) == {
        1: [(300_000_000, 32_000)], 7: [(128, 128)], 128: [(7, 128)], 300_000_000: [(1, 32_000)],
    }  # fmt: skip
