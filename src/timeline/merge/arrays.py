"""The kinds of arrays that merging many mentions at once works with, and what is asked of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.integer[Any]]
Points = NDArray[np.float64]
Mask = NDArray[np.bool_]


def runs(told: Numbers) -> Iterator[tuple[int, int]]:
    """Where each run of one value begins and ends."""
    if len(told):
        bounds = [0, *(np.flatnonzero(np.diff(told)) + 1).tolist(), len(told)]
        yield from pairwise(bounds)
