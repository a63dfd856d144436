"""What stays open in a text whose day of writing nobody knows, and what the text bears out."""

import pytest

from timeline.dates import tag


def edtf(text: str, words: str, language: str = "en", published: str | None = None) -> str | None:
    """EDTF of the expression with those words."""
    found = {e.text: e for e in tag(text, language=language, published=published)}
    return found[words].edtf


@pytest.mark.parametrize(
    ("text", "words", "language"),
    [
        ("He was born on 3 March 1959. On Monday he resigned.", "Monday", "en"),
        ("He was born on 3 March 1959. He resigned last Tuesday.", "last Tuesday", "en"),
        ("He was born on 3 March 1959. He resigned yesterday.", "yesterday", "en"),
        ("Il est né le 3 mars 1959. Lundi, il a démissionné.", "Lundi", "fr"),
        ("Il est né le 3 mars 1959. Hier, il a démissionné.", "Hier", "fr"),
    ],
)
def test_what_counts_from_the_day_of_writing_stays_open(
    text: str, words: str, language: str
) -> None:
    assert edtf(text, words, language) is None


def test_under_a_date_that_leads_an_entry_weekdays_follow_it() -> None:
    text = "Monday 3 August 2020\nWe left the port. On Thursday we came to an island."
    assert edtf(text, "Thursday") == "2020-08-06"
    assert edtf("3 August 2020: we left. On Thursday we came back.", "Thursday") == "2020-08-06"
    told = "We left on 3 August 2020 with a cat. On Thursday we came to an island."
    assert edtf(told, "Thursday") is None


@pytest.mark.parametrize(
    ("text", "words", "language", "year"),
    [
        (
            "The plan of 2019 was sent out on 23/04/21 and printed in 2022.",
            "23/04/21",
            "en",
            "2021",
        ),
        (
            "The wall of 1911 was built again on 23/04/21. In 1915 it fell.",
            "23/04/21",
            "en",
            "1921",
        ),
        ("Le plan de 2019 a été envoyé le 23/04/21.", "23/04/21", "fr", "2021"),
        ("Il est né en 36. Le plan est de 2019.", "36", "fr", "1936"),
        ("The plan was sent out on 23/04/98.", "23/04/98", "en", "1998"),
    ],
)
def test_two_digits_are_a_year_near_those_of_the_text(
    text: str, words: str, language: str, year: str
) -> None:
    found = edtf(text, words, language)
    assert found is not None
    assert found[:4] == year


@pytest.mark.parametrize(
    ("text", "words", "year"),
    [
        ("He was born in '25 on a farm.", "'25", "1925"),
        ("The loan will be repaid in '35.", "'35", "2035"),
        ("They won in '98.", "'98", "1998"),
        ("It was signed in '19.", "'19", "2019"),
    ],
)
def test_the_tense_tells_the_century_of_two_digits(text: str, words: str, year: str) -> None:
    assert edtf(text, words, published="2019-06-03") == year


def test_won_is_told_in_the_past_and_wont_of_the_future() -> None:
    assert edtf("Harrow won on Monday.", "Monday", published="2020-09-16") == "2020-09-14"
    for text in ("They won't leave on Monday.", "On Monday they won’t leave."):
        assert edtf(text, "Monday", published="2020-09-16") == "2020-09-21"
