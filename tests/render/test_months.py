from typing import Any

import pytest

from made import chronology, event
from timeline.render.months import anchor, grouped, month_of, named


def rows(*dates: str) -> list[Any]:
    events = [event(f"e{n}", d) for n, d in enumerate(dates)]
    return chronology(*events).model_dump(mode="json")["events"]  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("edtf", "month"),
    [
        ("2020-08-09", (2020, 8)),
        ("2020-08", (2020, 8)),
        ("2020", (2020, 0)),
        ("2020-22", (2020, 0)),
        ("2020-08-28/2020-09-02", (2020, 0)),
        ("2020-08-03/2020-08-09", (2020, 8)),
        ("../2015", (2015, 0)),
        ("-0043-03-15", (-43, 3)),
    ],
)
def test_a_month_is_told_only_where_it_is_known(edtf: str, month: tuple[int, int]) -> None:
    assert month_of(rows(edtf)[0]) == month


def test_what_is_known_to_the_year_alone_stands_before_its_months() -> None:
    told = [
        (year, [month for month, _ in months])
        for year, months in grouped(rows("2021-01-01", "2020-08-09", "2020", "2020-03"))
    ]
    assert told == [(2021, [(2021, 1)]), (2020, [(2020, 0), (2020, 8), (2020, 3)])]


def test_names_and_anchors() -> None:
    assert named((-43, 3)) == "March 44 BC"
    assert (anchor((2020, 8)), anchor((2020, 0))) == ("t2020-08", "t2020")
