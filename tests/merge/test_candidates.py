"""Which mentions are compared: those of which one asks for the other."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from merging import BELARUS, MINSK, POLAND, SOCHI, mention
from timeline import when
from timeline.merge.candidates import asks, filed, numbered
from timeline.merge.features import Feature, features


def told(lemma: str, date: str, *people: str, **more: Any) -> Feature:
    [found] = features([mention("a", lemma, date, people=people, **more)])
    return found


def asking(a: Feature, b: Feature) -> bool:
    day, labels = filed(b)
    return any(ask.low <= day <= ask.high and ask.labels & labels for ask in asks(a))


def compared(a: Feature, b: Feature) -> bool:
    return asking(a, b) or asking(b, a)


@pytest.mark.parametrize("first", ["2020-08-09", "2020-08-31", "2019-12-31", "2020-02-29"])
def test_near_days_are_compared_where_what_or_who_agrees(first: str) -> None:
    one = told("meet", first, "Angela Merkel")
    for days in range(8):
        day = str(date.fromisoformat(first) + timedelta(days=days))
        assert compared(one, told("meet", day, "Ada Nyberg"))
        assert compared(one, told("loan", day, "Angela Merkel"))
        assert not compared(one, told("loan", day, "Ada Nyberg"))
    far = str(date.fromisoformat(first) + timedelta(days=16))
    assert not compared(one, told("meet", far, "Angela Merkel"))


def test_kindred_words_are_compared_and_each_asks_for_the_other() -> None:
    one, two = told("meet", "2020-09-14"), told("summit", "2020-09-16")
    assert one.concept != two.concept
    assert asking(one, two)
    assert asking(two, one)


def test_words_of_the_object_are_enough_on_days() -> None:
    one = told("loan", "2020-09-14", quote="the loan for the harbour", sort="finance")
    assert compared(one, told("visit", "2020-09-14", quote="they visit the harbour"))
    assert compared(one, told("visit", "2020-09-16", quote="they visit the harbour"))
    assert not compared(one, told("visit", "2020-09", quote="they visit the harbour"))


@pytest.mark.parametrize(
    ("wide", "there"),
    [
        ("2020-08", True),
        ("2020", True),
        ("2020-08-05/2020-08-12", True),
        ("2020-08~", True),
        ("2020-08-09/..", True),
        ("../2020-08-09", True),
        ("2020-08/..", True),
        ("2020-22", True),
        ("2019/2021", True),
        ("2020-07", False),
        ("2019", False),
        ("19XX", False),
    ],
)
def test_a_month_or_a_year_is_compared_with_its_days(wide: str, there: bool) -> None:
    day = told("vote", "2020-08-09", places=(MINSK,))
    assert compared(told("vote", wide, places=(BELARUS,)), day) is there
    assert compared(told("loan", wide, places=(MINSK,)), day) is there
    assert not compared(told("loan", wide, places=(SOCHI, POLAND)), day)


def test_days_order_by_their_numbers() -> None:
    days = ["-0044-03-15", "1066-10-14", "2019-12-31", "2020-01-01", "2020-08-31", "2020-09-01"]
    numbers = [numbered(first) for d in days if (first := when.parse(d).first)]
    assert numbers == sorted(numbers)
    assert len(set(numbers)) == len(days)
