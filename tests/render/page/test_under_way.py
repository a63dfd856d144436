from typing import Any

import pytest

from made import chronology, event
from timeline.render.page.under_way import parted, shown


def rows(*dates: str) -> list[Any]:
    events = [event(date, date) for date in dates]
    return chronology(*events).model_dump(mode="json")["events"]  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("edtf", "is_long"),
    [
        ("1980/..", True),
        ("2020-08-09/..", True),
        ("1914/1918", True),
        ("2019-03/2020-03", True),
        ("-0058/-0050", True),
        ("199X", True),
        ("2020", False),
        ("2019-12-20/2020-01-10", False),
        ("2020-06/2020-11", False),
        ("2020-08", False),
        ("2020-08-09", False),
        ("../2020-09-25", False),
    ],
)
def test_what_is_long_or_open_is_under_way(edtf: str, is_long: bool) -> None:
    long, days = parted(rows("-0100-01-01", edtf))
    assert [e["date"] for e in long] == ([edtf] if is_long else [])
    assert len(days) == 1 + (not is_long)


def test_what_reaches_into_the_first_days_is_under_way_and_what_ends_before_is_not() -> None:
    told = rows("2020-03/2020-05", "2020-06/2020-11", "2020-08-09", "2020-08-20/2020-09-02")
    long, days = parted(told)
    assert [e["date"] for e in long] == ["2020-06/2020-11"]
    assert [e["date"] for e in days] == ["2020-03/2020-05", "2020-08-09", "2020-08-20/2020-09-02"]


def test_spans_alone_are_parted_by_their_length() -> None:
    long, days = parted(rows("2019/..", "2020-01-30/2020-02-02"))
    assert ([e["date"] for e in long], len(days)) == (["2019/.."], 1)
    assert parted([]) == ([], [])


def test_six_of_many_stand_first_by_sources_weight_and_how_late_they_began() -> None:
    many = [
        event(f"e{n}", f"{1990 + n}/..", sources=3 if n in (0, 2) else 1, salience=0.9 if n == 1 else 0.2)
        for n in range(10)
    ]  # fmt: skip
    long, _ = parted(chronology(*many).model_dump(mode="json")["events"])
    first, rest = shown(long)
    assert [e["id"] for e in first] == ["e0", "e1", "e2", "e7", "e8", "e9"]
    assert [e["id"] for e in rest] == ["e3", "e4", "e5", "e6"]
    assert [len(part) for part in shown(long[:7])] == [7, 0], "one more needs no disclosure"
    assert shown([]) == ([], [])
