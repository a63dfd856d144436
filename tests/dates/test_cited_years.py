"""The year an article was written in, by the years it cites."""

import pytest

from timeline.dates import date_document


@pytest.mark.parametrize(
    ("text", "language", "year"),
    [
        ("The bridge was built ten years ago, in 2005, by the town.", "en", "2015"),
        ("Sales were poor last year (2014) but rose again.", "en", "2015"),
        ("The bridge, closed two years ago (2013), has been sold.", "en", "2015"),
        ("Le pont a été construit il y a dix ans, en 2005, par la ville.", "fr", "2015"),
        ("Les ventes ont baissé l'an dernier (2014).", "fr", "2015"),
        ("It earned a million in 2014. It will build a plant in 2016.", "en", "2015"),
        ("La ville a vendu le pont en 2014. Elle construira un tunnel en 2016.", "fr", "2015"),
    ],
)
def test_the_years_leave_one(text: str, language: str, year: str) -> None:
    dating = date_document(text, language=language)
    assert (dating.published, dating.how) == (year, "inferred")
    assert dating.confidence <= 0.8
    assert any(year in told for told in dating.evidence)


@pytest.mark.parametrize(
    "text",
    [
        "The bridge was built in 2005.",
        "It earned a million in 2014. It will build a plant in 2015.",
        "It earned a million in 2014. It will build a plant in 2020.",
        "He was indicted last year in the October 2014 shooting.",
        "Some 2000 came in 1980, and 3000 last year.",
        "The bridge was built ten years ago.\n\nIn 2005 the town grew.",
        "Ten years ago, in 2005, they met; two years ago, in 2010, they parted.",
        "The bridge was built some ten years ago, in 2005, by the town.",
    ],
)
def test_nothing_is_made_of_less(text: str) -> None:
    assert date_document(text, language="en").published is None
