"""Histories count from the date they are at, news from publication."""

from timeline.dates import tag

HISTORY = (
    "In March 1917 the garrison rose. On 12 March it took the arsenal, and the next day the palace. "
    "Two months later the council fell. In December 1917 the talks began. In January they broke off. "
    "The following year the army came back. "
)


def test_dates_without_a_year_follow_the_story() -> None:
    found = tag(HISTORY, language="en", published="2009-12-19", mode="narrative")
    assert [(e.text, e.value) for e in found] == [
        ("March 1917", "1917-03"),
        ("12 March", "1917-03-12"),
        ("the next day", "1917-03-13"),
        ("Two months later", "1917-05"),
        ("December 1917", "1917-12"),
        ("January", "1918-01"),
        ("The following year", "1919"),
    ]


def test_the_same_words_in_the_news_count_from_publication() -> None:
    found = tag("He quit in January.", language="en", published="2009-12-19", mode="news")
    assert [e.value for e in found] == ["2009-01"]


def test_a_text_full_of_years_is_taken_for_a_history() -> None:
    text = " ".join(f"In {y} the river froze." for y in range(1801, 1813)) + " In March it thawed."
    assert tag(text, language="en", published="2009-12-19")[-1].value == "1812-03"
    assert tag(text, language="en", published="2009-12-19", mode="news")[-1].value == "2009-03"


def test_a_plan_for_another_year_does_not_move_the_story() -> None:
    text = HISTORY + "A push was planned for 1920. On 3 May he died."
    assert tag(text, language="en", mode="narrative")[-1].value == "1919-05-03"


def test_french_next_day() -> None:
    text = (
        "Le 9 août 2020, il est réélu. Le lendemain, la foule sort. Trois jours plus tard, il cède."
    )
    found = tag(text, language="fr", published="2021-03-01")
    assert [e.value for e in found] == ["2020-08-09", "2020-08-10", "2020-08-13"]


def test_year_before_christ_in_context() -> None:
    text = "In 490 BC they landed. " * 3 + "In 480 they came back."
    assert tag(text, language="en", mode="narrative")[-1].value == "BC0480"
    assert tag(text, language="en", mode="narrative")[-1].edtf == "-0479"
