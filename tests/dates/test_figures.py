"""Day against month, and years of two figures."""

import pytest

from timeline.dates import date_document, tag


def test_one_sure_date_settles_the_others() -> None:
    text = "It opened on 23/04/2021 and was sold on 04/05/2021."
    found = tag(text, language="en", published="2021-06-01")
    assert [e.value for e in found] == ["2021-04-23", "2021-05-04"]
    assert found[1].alternatives == () and found[1].confidence == 1.0


def test_without_one_both_readings_are_told() -> None:
    (found,) = tag("It was sold on 04/05/2021.", language="en", published="2021-06-01")
    assert (found.value, found.alternatives) == ("2021-04-05", ("2021-05-04",))
    assert found.ambiguous and found.confidence < 0.7
    text = "23/04/2021, 04/23/2021, 04/05/2021"
    assert [e.ambiguous for e in tag(text, language="en")] == [False, False, True]


def test_the_order_holds_for_the_date_of_the_article() -> None:
    text = "Published 04/05/2021\n\nThe bridge shut on 23/04/2021 for repairs."
    assert date_document(text, language="en").published == "2021-05-04"


@pytest.mark.parametrize(
    ("text", "published", "year"),
    [
        ("He was born on 23/04/36.", "2020-09-16", "1936"),
        ("The loan is due on 23/04/35.", "2020-09-16", "2035"),
        ("The loan will be repaid by 23/04/38.", "2020-09-16", "2038"),
        ("It was founded on 23/04/21.", "2020-09-16", "1921"),
        ("It opened on 23/04/18.", None, "2018"),
        ("It opened on 23-Apr-72.", None, "1972"),
        ("It opened in 2019, moved in 2020 and shut on 23/04/21.", None, "2021"),
        ("It opened in 1919, moved in 1920 and shut on 23/04/21.", None, "1921"),
    ],
)
def test_years_of_two_figures_are_what_the_text_bears_out(
    text: str, published: str | None, year: str
) -> None:
    assert tag(text, language="en", published=published)[-1].value == f"{year}-04-23"


def test_where_no_year_is_known_the_other_century_is_told_too() -> None:
    (found,) = tag("It opened on 23.04.18.", language="en")
    assert (found.value, found.alternatives) == ("2018-04-23", ("1918-04-23",))
    assert found.how == "two-digit-year" and found.confidence == 0.6
    (known,) = tag("It opened on 23.04.18.", language="en", published="2020-09-16")
    assert known.alternatives == () and known.confidence > 0.6


def test_a_day_that_both_numbers_may_be_keeps_all_it_may_mean() -> None:
    (found,) = tag("It opened on 03/04/19.", language="en")
    assert (found.value, found.alternatives) == ("2019-03-04", ("2019-04-03", "1919-03-04"))


def test_the_day_comes_first_in_french_and_that_is_nearly_sure() -> None:
    (found,) = tag("Ouvert le 04/05/2021.", language="fr")
    assert (found.value, found.alternatives) == ("2021-05-04", ("2021-04-05",))
    assert found.confidence == 0.9


def test_the_span_of_a_war_is_no_date_of_two_figures() -> None:
    assert all("2014" not in e.value for e in tag("He fought in 14-18.", language="en"))
