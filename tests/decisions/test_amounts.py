"""Amounts in decisions: read as in articles, written so that they read back equal."""

from typing import Any, cast

import pytest

from timeline.contract import AmountRow
from timeline.decisions import amounts


@pytest.mark.parametrize(
    ("text", "value", "measure"),
    [
        ("1.5bn USD", 1.5e9, "USD"), ("1.5bn usd", 1.5e9, "USD"), ("$40m", 4e7, "USD"),
        ("40 million euros", 4e7, "EUR"), ("1,5 milliard d'euros", 1.5e9, "EUR"),
        ("12 %", 12, "%"), ("300 people", 300, "people"), ("300 personnes", 300, "personnes"),
        ("three hundred people", 300, "people"), ("2.5 tonnes", 2.5, "tonnes"),
        ("1,500 people", 1500, "people"), ("7 EUR", 7, "EUR"),
    ],
)  # fmt: skip
def test_amounts_are_read(text: str, value: float, measure: str) -> None:
    found = amounts.read(text)
    assert found is not None
    assert (found["value"], found["currency"] or found["unit"]) == (value, measure)
    assert amounts.told([found]) == found["text"]


@pytest.mark.parametrize("text", ["plenty", "300", "$", "9 August 2020", "40m", "people 300"])
def test_what_is_no_amount_is_none(text: str) -> None:
    assert amounts.read(text) is None


def amount(**changes: Any) -> AmountRow:
    told = {"value": 1.5e9, "currency": None, "unit": None, "text": ""} | changes
    return cast("AmountRow", told)


@pytest.mark.parametrize(
    "one",
    [
        amount(currency="EUR", text="1,5 milliard"),
        amount(value=3.0, unit="balconies", text="three of them; at least"),
        amount(value=0.25, currency="USD", text="a quarter"),
        amount(value=1500.0, currency="EUR", text="1.500 euros"),
    ],
)
def test_words_that_would_read_otherwise_are_written_in_figures(one: AmountRow) -> None:
    again = amounts.read(amounts.told([one]))
    assert again is not None
    assert {**again, "text": ""} == {**one, "text": ""}
