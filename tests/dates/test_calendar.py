"""Points, feasts and lengths: arithmetic that must be exact."""

from datetime import date

import pytest
from dateutil.easter import easter
from hypothesis import assume, given
from hypothesis import strategies as st

from timeline.dates import lengths
from timeline.dates.feasts import feast
from timeline.dates.point import Point

days = st.dates(date(2, 1, 8), date(9998, 12, 20))


# Easter Sundays as published in the Astronomical Almanac.
@pytest.mark.parametrize(
    "day",
    [
        "1998-04-12",
        "1999-04-04",
        "2000-04-23",
        "2008-03-23",
        "2011-04-24",
        "2019-04-21",
        "2020-04-12",
        "2024-03-31",
        "2038-04-25",
    ],
)
def test_easter(day: str) -> None:
    assert easter(int(day[:4])).isoformat() == day


@pytest.mark.parametrize(
    ("code", "year", "day"),
    [("12-25", 2020, "2020-12-25"), ("easter+49", 2020, "2020-05-31"), ("easter-2", 2020, "2020-04-10"), ("11:3#4", 2020, "2020-11-26"),
     ("05:0#-1", 2020, "2020-05-25"), ("11:0#1+1", 2020, "2020-11-03"), ("09:0#1", 2021, "2021-09-06")],
)  # fmt: skip
def test_feasts(code: str, year: int, day: str) -> None:
    point = feast(code, year)
    assert point is not None
    assert point.value == day


def test_no_feasts_outside_the_calendar() -> None:
    assert feast("easter+0", 0) is None
    assert feast("12-25", 10000) is None


@given(days, st.integers(-400, 400))
def test_shifting_there_and_back_by_days(day: date, count: int) -> None:
    point = Point.of_day(day)
    there = point.shift("day", count)
    if there is not None and there.date is not None and 2 < there.year < 9998:
        assert there.shift("day", -count) == point


@given(
    days,
    st.sampled_from(
        ["month", "quarter", "half", "season", "year", "decade", "century", "week", "weekend"]
    ),
)
def test_a_unit_holds_the_day_it_is_taken_from(day: date, unit: str) -> None:
    point = Point.of_day(day)
    unit_point = point.at(unit)  # type: ignore[arg-type]
    if unit != "weekend":
        assert unit_point.when.contains(point.when)
    assert unit_point.at(unit_point.unit) == unit_point


@given(days, st.sampled_from(["month", "quarter", "half", "year", "decade"]), st.integers(-30, 30))
def test_shifting_units_there_and_back(day: date, unit: str, count: int) -> None:
    assume(abs(day.year + 10 * count) <= 9999)  # beyond, there is no such date
    point = Point.of_day(day).at(unit)  # type: ignore[arg-type]
    there = point.shift(unit, count)  # type: ignore[arg-type]
    assert there is not None
    assert there.shift(unit, -count) == point  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("point", "value", "edtf"),
    [
        (Point("day", 2020, 8, 9), "2020-08-09", "2020-08-09"),
        (Point("day", 2020, 8, 9, part="TEV"), "2020-08-09TEV", "2020-08-09"),
        (Point.of_quarter(2020, 3), "2020-Q3", "2020-07/2020-09"),
        (Point.of_half(2020, 2), "2020-H2", "2020-07/2020-12"),
        (Point.of_season(2020, "WI"), "2020-WI", "2020-24"),
        (Point("decade", 1990), "199X", "199X"),
        (Point("century", 1900), "19XX", "19XX"),
        (Point("week", 2020, 12, 28), "2020-W53", "2020-12-28/2021-01-03"),
        (Point("weekend", 2020, 9, 12), "2020-W37-WE", "2020-09-12/2020-09-13"),
        (Point("year", -263), "BC0264", "-0263"),
        (Point("decade", -478), "BC047X", "-0478/-0469"),
    ],
)
def test_values_and_edtf(point: Point, value: str, edtf: str) -> None:
    assert (point.value, point.when.edtf) == (value, edtf)


def test_impossible_days_are_no_points() -> None:
    assert Point.make_day(2021, 2, 29) is None
    assert Point.make_day(2020, 2, 29) is not None
    assert Point.make_day(2020, 13, 1) is None


@pytest.mark.parametrize(
    ("count", "unit", "value"),
    [(3, "D", "P3D"), (None, "W", "PXW"), (None, "H", "PTXH"), (2.5, "Y", "P2Y6M"), (0.5, "H", "PT30M"), (1.5, "MIN", "PT1M30S"),
     (2, "DE", "P20Y"), (None, "DE", "PXDE"), (30.4, "S", "PT30.4S"), (1, "WE", "P1WE"), (0.5, "Y", "P6M"), (0.25, "CE", "P25Y"),
     (1, "H2", "P6M"), (1.5, "D", "P1DT12H")],
)  # fmt: skip
def test_lengths(count: float | None, unit: str, value: str) -> None:
    assert lengths.value(count, unit, ()) == value
