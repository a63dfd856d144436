"""Where cities lie, by GeoNames; read where they are asked for, not while articles are."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from timeline.names import cities


class Point(NamedTuple):
    """Degrees, WGS 84: north and east are positive. To two decimals, about a kilometre."""

    latitude: float
    longitude: float


def of_city(name: str, country: str | None) -> Point | None:
    """Where a city lies, the most populous of its name in its country; None where that is unknown.

    name: as GeoNames has it, which is how places are named. country: ISO 3166 alpha-2.
    """
    return _points().get((name, country or ""))


@cache
def _points() -> dict[tuple[str, str], Point]:
    points: dict[tuple[str, str], Point] = {}
    for (name, country, *_), (latitude, longitude) in zip(
        cities.rows("cities"), cities.rows("coordinates"), strict=True
    ):
        points.setdefault((name, country), Point(float(latitude), float(longitude)))
    return points
