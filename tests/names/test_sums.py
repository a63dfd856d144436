"""Money, counts and percentages; years, dates, ages and ordinals are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.names import amounts

MONEY: dict[str, list[tuple[str, float, str, str | None]]] = {
    "en": [
        ("a $1.5bn loan", 1.5e9, "USD", "$1.5bn"),
        ("$ 1.5 billion", 1.5e9, "USD", "$ 1.5 billion"),
        ("\\$100 billion in subsidies", 1e11, "USD", "$100 billion"),
        ("one and a half billion dollars", 1.5e9, "USD", None),
        ("a billion and a half dollars", 1.5e9, "USD", None),
        ("half a billion euros", 5e8, "EUR", None),
        ("€200m of aid", 2e8, "EUR", "€200m"),
        ("US$5 million", 5e6, "USD", None),
        ("EUR 20 million", 2e7, "EUR", None),
        ("25 000 roubles", 25e3, "RUB", None),
        ("$1,234,567.89", 1234567.89, "USD", None),
        ("10 million Canadian dollars", 1e7, "CAD", None),
        ("5 million Belarusian rubles", 5e6, "BYN", None),
        ("three million US dollars", 3e6, "USD", None),
        ("billions of dollars", 1e9, "USD", None),
        ("a $10-million deal", 1e7, "USD", "$10-million"),
    ],
    "fr": [
        ("1,5 milliard d'euros", 1.5e9, "EUR", None),
        ("1,5 milliard d’euros", 1.5e9, "EUR", None),
        ("un milliard et demi de dollars", 1.5e9, "USD", None),
        ("deux millions et demi d'euros", 2.5e6, "EUR", None),
        ("un demi-milliard d'euros", 5e8, "EUR", None),
        ("25 000 roubles", 25e3, "RUB", None),
        ("25\u202f000 euros", 25e3, "EUR", None),
        ("200 M€", 2e8, "EUR", None),
        ("2,5 Md€", 2.5e9, "EUR", None),
        ("5 millions de dollars canadiens", 5e6, "CAD", None),
        ("10 milliards de roubles biélorusses", 1e10, "BYN", None),
        ("des milliards de dollars", 1e9, "USD", None),
    ],
}
COUNTS: dict[str, list[tuple[str, float, str]]] = {
    "en": [
        ("80,000 tons of oil", 80000, "tons"),
        ("tens of thousands of demonstrators marched", 10000, "demonstrators"),
        ("hundreds of thousands of people", 100000, "people"),
        ("several thousand migrants", 1000, "migrants"),
        ("some 200 people", 200, "people"),
        ("a hundred people", 100, "people"),
        ("two dozen soldiers", 24, "soldiers"),
        ("twenty-five thousand people", 25000, "people"),
        ("two hundred and fifty soldiers", 250, "soldiers"),
        ("3,000 Russian soldiers", 3000, "soldiers"),
        ("at least 27 dead", 27, "dead"),
        ("five people were killed", 5, "people"),
        ("15 percent", 15, "%"),
        ("a rise of 59%", 59, "%"),
        ("2000 people", 2000, "people"),
        ("1.2 million barrels", 1.2e6, "barrels"),
    ],
    "fr": [
        ("des dizaines de milliers de manifestants", 10000, "manifestants"),
        ("plusieurs milliers de migrants", 1000, "migrants"),
        ("une centaine de personnes", 100, "personnes"),
        ("quelques centaines de manifestants", 100, "manifestants"),
        ("cent mille manifestants", 100000, "manifestants"),
        ("vingt-cinq mille personnes", 25000, "personnes"),
        ("1.500 policiers", 1500, "policiers"),
        ("3 000 soldats russes", 3000, "soldats"),
        ("trois jeunes soldats", 3, "soldats"),
        ("27 morts", 27, "morts"),
        ("15 %", 15, "%"),
        ("15 pour cent", 15, "%"),
        ("12 000 emplois", 12000, "emplois"),
    ],
}
NONE = {
    "en": [
        "in 2014 protesters came", "the 2020 elections", "August 9, 2020", "66 years old", "the 15th victim",
        "at 10 am", "for three weeks", "two countries", "six post-Soviet states", "the A380s and 777s",
        "one of the people", "a 180-degree turn", "more than four hours", "a thousand", "in 2020", "",
    ],
    "fr": [
        "66 ans", "le 9 août 2020", "le 66e anniversaire", "en 2014 des manifestants", "deux pays",
        "le 10 mars", "une quinzaine de jours", "à 10 heures", "trois fois", "depuis deux mois", "le XIXe siècle",
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text", "value", "currency", "span"),
    [(lang, *row) for lang, rows in MONEY.items() for row in rows],
)
def test_money(language: str, text: str, value: float, currency: str, span: str | None) -> None:
    ((start, end, amount),) = amounts(text, language)
    assert amount.value == pytest.approx(value)
    assert (amount.currency, amount.unit) == (currency, None)
    assert amount.text == text[start:end]
    assert span is None or amount.text == span


@pytest.mark.parametrize(
    ("language", "text", "value", "unit"),
    [(lang, *row) for lang, rows in COUNTS.items() for row in rows],
)
def test_counts(language: str, text: str, value: float, unit: str) -> None:
    ((start, end, amount),) = amounts(text, language)
    assert amount.value == pytest.approx(value)
    assert (amount.currency, amount.unit) == (None, unit)
    assert amount.text == text[start:end]


@pytest.mark.parametrize(
    ("language", "text"), [(lang, text) for lang, texts in NONE.items() for text in texts]
)
def test_no_amount(language: str, text: str) -> None:
    assert amounts(text, language) == ()


def test_two_amounts_of_one_sentence() -> None:
    found = [a for _, _, a in amounts("from 90 % to 30 %, or $5m for 200 people", "en")]
    assert [(a.value, a.currency or a.unit) for a in found] == [
        (90, "%"),
        (30, "%"),
        (5e6, "USD"),
        (200, "people"),
    ]


@given(
    st.text(alphabet="0123456789 .,$€%abdeilmnorst-'\u00a0", max_size=60),
    st.sampled_from(["en", "fr"]),
)
def test_any_text_is_read_without_a_fault(text: str, language: str) -> None:
    last = 0
    for start, end, amount in amounts(text, language):
        assert last <= start < end
        assert amount.text == text[start:end]
        last = end
