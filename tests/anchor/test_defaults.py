"""What is background gets no day of the news, and dates go by the tense of what they date."""

import pytest

from dating import day_of, days

PUBLISHED = "2015-10-04"  # a Sunday


@pytest.mark.parametrize(
    "text",
    [
        "Rain fell on Saturday. The ground was sold to a developer long ago.",
        "Rain fell on Saturday.\n\nThe mayor praised Ann Pike, whose son drowned.",
        'Rain fell on Saturday. "I sold the house when I was poor," he said.',
        "He was born in Leeds in 1951 and was sold into service at the age of five.",
        "If nobody sold a ticket, the match will be called off.",
    ],
)
def test_background_has_no_day(text: str) -> None:
    found = days("en", text, PUBLISHED)
    assert day_of(found, "sold") is None
    assert day_of(found, "drowned") is None


def test_news_has_one() -> None:
    found = days("en", "Rain fell on Saturday.\n\nThe club sold its ground.", PUBLISHED)
    assert day_of(found, "sold") == "2015-10-03"


def test_what_is_planned_lies_ahead() -> None:
    found = days("en", "On Wednesday Rovers travel to Leeds in the cup.", PUBLISHED)
    assert day_of(found, "travel") == "2015-10-07"


def test_french_passive_news_is_dated() -> None:
    found = days("fr", "Une enquête a été ouverte.", PUBLISHED)
    assert list(found.values()) == [PUBLISHED]


def test_news_goes_on_from_the_last_day_told() -> None:
    text = "He died on Thursday in Oslo.\n\nCrowds gathered on Friday.\n\nPolice closed the square."
    assert day_of(days("en", text, PUBLISHED), "closed") == "2015-10-02"


def test_a_paragraph_goes_on_from_its_main_clause() -> None:
    text = "Shares fell on Friday after parliament rejected a plan on Thursday. The bank lost most."
    assert day_of(days("en", text, PUBLISHED), "lost") == "2015-10-02"


def test_what_was_reported_of_another_month_is_not_of_the_day() -> None:
    text = "Troops left the town on Saturday. In May observers reported that rebels controlled it."
    assert day_of(days("en", text, PUBLISHED), "controlled") is None


@pytest.mark.parametrize(
    ("language", "text", "noun"),
    [
        (
            "en",
            "Ann Pike resigned on Friday.\n\nMinisters welcomed her resignation.",
            "resignation",
        ),
        ("en", "Paul Martin died on Friday.\n\nThousands mourned his death.", "death"),
        ("fr", "Le maire a démissionné vendredi.\n\nSa démission a surpris la ville.", "démission"),
    ],
)
def test_a_deed_named_again_is_of_its_day(language: str, text: str, noun: str) -> None:
    assert day_of(days(language, text, PUBLISHED), noun) == "2015-10-02"


def test_another_deed_is_not() -> None:
    text = "Ann Pike resigned on Friday.\n\nMinisters welcomed the deaths of two rebels in May."
    assert day_of(days("en", text, PUBLISHED), "deaths") != "2015-10-02"


def test_a_year_in_a_name_dates_nothing() -> None:
    text = "Its chief announced the release of the firm's Office '11 software suite on Friday."
    assert day_of(days("en", text, PUBLISHED), "announced") == "2015-10-02"


def test_a_strike_called_for_a_day_to_come() -> None:
    found = days("fr", "La CGT a appelé à une grève pour jeudi.", PUBLISHED)
    assert day_of(found, "appelé") == PUBLISHED
    assert day_of(found, "grève") == "2015-10-08"


def test_as_early_as_a_day_is_that_day() -> None:
    found = days("fr", "Le ministre s'est rendu sur place dès vendredi.", PUBLISHED)
    assert day_of(found, "rendu") == "2015-10-02"


@pytest.mark.parametrize(
    ("language", "text", "trigger", "expected"),
    [
        ("fr", "L'opposition a appelé à manifester samedi.", "manifester", "2015-10-10"),
        ("en", "Leaders urged people to march on Friday.", "march", "2015-10-09"),
        ("en", "The minister said on Friday that he had signed the deal.", "said", "2015-10-02"),
    ],
)
def test_what_someone_is_called_on_to_do_lies_ahead(
    language: str, text: str, trigger: str, expected: str
) -> None:
    assert day_of(days(language, text, PUBLISHED), trigger) == expected
