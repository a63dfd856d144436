"""Which mentions share a key: those that may be one event by time and by who, where or what."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from merging import BELARUS, MINSK, POLAND, SOCHI, mention
from timeline.merge.candidates import HELD, keys, packed, unpacked
from timeline.merge.features import Feature, features


def told(lemma: str, date: str, *people: str, **more: Any) -> Feature:
    [found] = features([mention("a", lemma, date, people=people, **more)])
    return found


def compared(a: Feature, b: Feature) -> bool:
    one, two = (unpacked(packed(keys(f))) for f in (a, b))
    (seeks, held), (others, theirs) = one, two
    return not (
        set(seeks).isdisjoint([*others, *theirs]) and set(others).isdisjoint([*seeks, *held])
    )


def test_keys_are_sorted_and_follow_from_the_mention() -> None:
    f = told("meet", "2020-09-14", "Vladimir Putin", places=(SOCHI,))
    assert keys(f) == tuple(sorted(set(keys(f))))
    assert keys(f) == keys(told("meet", "2020-09-14", "Vladimir Putin", places=(SOCHI,)))


@pytest.mark.parametrize("first", ["2020-08-09", "2020-08-31", "2019-12-31", "2020-02-29"])
def test_near_days_share_a_key_where_what_and_who_agree(first: str) -> None:
    one = told("meet", first, "Angela Merkel")
    for days in range(8):
        day = str(date.fromisoformat(first) + timedelta(days=days))
        assert compared(one, told("meet", day, "Angela Merkel"))
    far = str(date.fromisoformat(first) + timedelta(days=16))
    assert not compared(one, told("meet", far, "Angela Merkel"))
    assert not compared(one, told("meet", day, "Ada Nyberg"))


def test_on_one_day_either_what_or_who_is_enough() -> None:
    one = told("meet", "2020-09-14", "Angela Merkel")
    assert compared(one, told("meet", "2020-09-14", "Ada Nyberg"))
    assert compared(one, told("loan", "2020-09-14", "Angela Merkel"))
    assert not compared(one, told("loan", "2020-09-14", "Ada Nyberg"))


def test_kindred_words_are_compared() -> None:
    one, two = told("meet", "2020-09-14"), told("summit", "2020-09-14")
    assert one.concept != two.concept
    assert compared(one, two)


@pytest.mark.parametrize(
    ("wide", "there"),
    [
        ("2020-08", True),
        ("2020", True),
        ("2020-08-05/2020-08-12", True),
        ("2020-08~", True),
        ("2020-08-09/..", True),
        ("2020-08/..", True),
        ("2020-22", True),
        ("2019/2021", True),
        ("2020-07", False),
        ("2019", False),
    ],
)
def test_a_month_or_a_year_is_compared_with_its_days(wide: str, there: bool) -> None:
    day = told("vote", "2020-08-09", places=(BELARUS,))
    assert compared(told("vote", wide, places=(BELARUS,)), day) is there
    assert not compared(told("loan", wide, places=(POLAND,)), day)


def test_days_are_not_compared_for_their_month() -> None:
    assert not compared(
        told("vote", "2020-08-01", places=(MINSK,)), told("vote", "2020-08-28", places=(MINSK,))
    )


@pytest.mark.parametrize("date", ["18XX", "../2020", "201X", "2020-08-09/..", "1914/1918"])
def test_every_date_gives_a_key(date: str) -> None:
    seeks, _ = unpacked(packed(keys(told("vote", date))))
    assert seeks


def test_numbers_order_as_times_do() -> None:
    times = ["-0044", "-0044-03-15", "1066-10-14", "2020", "2020-08", "2020-08-09", "2020-08-10"]
    numbers = [unpacked(packed([f"{time}|D|vote"]))[0][0] for time in times]
    assert numbers[1:] == sorted(numbers[1:])
    assert unpacked(packed([f"2020|Y|vote{HELD}"])) == ([], unpacked(packed(["2020|Y|vote"]))[0])
