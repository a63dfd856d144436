"""Edges come back from the database as they were entered."""

from __future__ import annotations

import sqlite3

import numpy as np

from timeline.merge.increment import tables
from timeline.merge.increment.edges import Edges

A, B = np.array([1, 300_000_000, 2, 7]), np.array([2, 1, 7, 128])
POINTS = np.array([1, 32_000, 127, 128])
ENTERED = {1: [(2, 1), (300_000_000, 32_000)], 2: [(7, 127)], 7: [(128, 128)]}


def kept() -> Edges:
    db = sqlite3.connect(":memory:")
    tables.lay(db)
    return Edges(db)


def test_each_edge_is_kept_with_its_lower_end() -> None:
    edges = kept()
    edges.add(A, B, POINTS)
    assert dict(edges.all()) == ENTERED
    assert [edges.after(n) for n in (1, 128, 3)] == [ENTERED[1], [], []]


def test_filled_at_once_they_are_the_same() -> None:
    edges = kept()
    edges.fill(A, B, POINTS)
    one_by_one = kept()
    for a, b, points in zip(A, B, POINTS, strict=True):
        one_by_one.add(np.array([a]), np.array([b]), np.array([points]))
    assert dict(edges.all()) == dict(one_by_one.all()) == ENTERED


def test_what_is_connected_is_found_from_either_end() -> None:
    edges = kept()
    edges.fill(np.array([1, 300, 900]), np.array([300, 2, 901]), np.array([5, 6, 7]))
    assert edges.connected(1) == edges.connected(2) == edges.connected(300) == {1, 2, 300}
    assert edges.connected(901) == {900, 901}
    assert edges.connected(5) == {5}


def test_what_is_forgotten_leaves_the_others() -> None:
    edges = kept()
    edges.add(A, B, POINTS)
    assert edges.forget([2]) == {1, 7}
    assert dict(edges.all()) == {1: [(300_000_000, 32_000)], 7: [(128, 128)]}
    assert edges.forget([300_000_000]) == {1}
    assert dict(edges.all()) == {7: [(128, 128)]}
