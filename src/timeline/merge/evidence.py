"""How strongly two mentions agree to be one event, in log-odds: what their signs weigh.

The weights (pairs.toml) are learned by `bench/coreference.py --write`; those of two mentions of one
article stand apart from those of two articles.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources

from timeline.merge.features import Feature
from timeline.merge.signs import Sign, kinds, opposed, signs

JOIN = 0.0
"""What two groups of mentions must agree by, on average, to be one event."""
NEVER = -20.0
"""The points of two mentions that a word tells apart."""


@cache
def tables() -> tuple[Mapping[str, float], Mapping[str, float]]:
    """What each sign weighs, of two articles and of one."""
    path = resources.files(__package__).joinpath("pairs.toml")
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    return told["across"], told["inside"]


def weights(a: Feature, b: Feature) -> Mapping[str, float]:
    """What each sign of two mentions weighs; "bias" is what a pair without signs has."""
    across, inside = tables()
    return inside if a.document == b.document else across


def points(a: Feature, b: Feature) -> float:
    """Evidence that two mentions are one event: log-odds, NEVER where that can't be."""
    if opposed(a, b):
        return NEVER
    told = weights(a, b)
    total = 0.0
    for kind in kinds(a, b):
        total += added(kind, told)
    return told["bias"] + total


def added(found: Iterable[Sign], told: Mapping[str, float]) -> float:
    """What some signs weigh, added one after the other; `sum` rounds by the version of Python."""
    total = 0.0
    for name, value in found:
        total += told.get(name, 0.0) * value
    return total


def weighed(a: Feature, b: Feature) -> list[tuple[str, float]]:
    """The signs of two mentions with what each adds to their points, the weightiest first."""
    told = weights(a, b)
    found = [(name, told.get(name, 0.0) * value) for name, value in signs(a, b)]
    return sorted(found, key=lambda sign: (-abs(sign[1]), sign[0]))
