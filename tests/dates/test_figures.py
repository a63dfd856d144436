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
        ("It opened in 2019, moved in 2020 and shut on 23/04/21.", None, "2021"),
        ("It opened in 1919, moved in 1920 and shut on 23/04/21.", None, "1921"),
    ],
)
def test_years_of_two_figures_are_what_the_text_bears_out(
    text: str, published: str | None, year: str
) -> None:
    assert tag(text, language="en", published=published)[-1].value == f"{year}-04-23"
