"""The arithmetic behind docs/salience.md: bins, calibration error, the regression."""

from __future__ import annotations

import numpy as np
import pytest

from reliability import bins, error
from salience import logistic, names, part


def test_like_values_make_a_bin() -> None:
    low, high = bins([(0.12, True), (0.18, False), (0.95, True), (1.0, True)])
    assert low == pytest.approx((0.15, 0.5, 2))
    assert high == pytest.approx((0.975, 1.0, 2))


def test_nothing_has_no_bins_and_no_error() -> None:
    assert bins([]) == []
    assert error([]) == 0


def test_the_error_is_the_mean_distance_by_size() -> None:
    assert error([(0.2, 0.2, 30), (0.8, 0.4, 10)]) == pytest.approx(0.1)
    assert error([(0.5, 0.5, 7)]) == 0


def test_the_regression_finds_the_odds_of_a_trait() -> None:
    # Kept three times in four with the trait, once in four without: odds of 3 and of 1/3.
    rows = np.array([[1.0, 1.0]] * 4 + [[0.0, 1.0]] * 4)
    kept = np.array([1.0, 1, 1, 0, 1, 0, 0, 0])
    found = logistic(rows, kept, np.ones(8), np.array([0.0, 0.0]))
    assert found[1] == pytest.approx(np.log(1 / 3), abs=1e-4)
    assert found.sum() == pytest.approx(np.log(3), abs=1e-4)


def test_a_pull_keeps_weights_small() -> None:
    rows, kept = np.array([[1.0], [1.0]]), np.array([1.0, 1.0])
    (found,) = logistic(rows, kept, np.ones(2), np.array([1.0]))
    assert 0 < found < 1


def test_seldom_traits_are_left_out() -> None:
    assert names([{"often": 1.0}] * 15 + [{"seldom": 1.0}]) == ["often"]


def test_an_article_is_in_one_part_wherever_it_lies() -> None:
    assert part("there/a.txt") == part("a.txt")
    assert len({part(f"{n}.txt") for n in range(100)}) == 10
