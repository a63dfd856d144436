from datetime import date
from typing import Any

import pytest

from made import chronology, event
from timeline.render.bounds import bounds, days


def told(edtf: str) -> Any:
    return chronology(event(date=edtf)).model_dump(mode="json")["events"][0]


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2020-08-09", ("2020-08-09", "2020-08-09")),
        ("2020-08", ("2020-08", "2020-08")),
        ("2020~", ("2020", "2020")),
        ("1961/1968", ("1961", "1968")),
        ("2020-08-28/2020-09-02", ("2020-08-28", "2020-09-02")),
        ("2014/..", ("2014", None)),
        ("../2015", (None, "2015")),
        ("201X", ("2010", "2019")),
        ("2020-22", ("2020-06", "2020-08")),
        ("-0043-03-15", ("-0043-03-15", "-0043-03-15")),
    ],
)
def test_bounds_are_no_finer_than_what_was_told(
    edtf: str, expected: tuple[str | None, str | None]
) -> None:
    assert bounds(told(edtf)) == expected


def test_days_cover_a_month_and_end_on_the_day_after() -> None:
    assert days(told("2020-02")) == (date(2020, 2, 1), date(2020, 3, 1))


@pytest.mark.parametrize("edtf", ["2014/..", "../2015", "-0043-03-15"])
def test_what_no_calendar_holds_has_no_days(edtf: str) -> None:
    assert days(told(edtf)) is None
