"""The language of a chronology."""

from timeline.languages.main_language import main_language


def test_the_language_of_most_articles_is_the_main_one() -> None:
    assert main_language(["fr", "en", "fr"]) == "fr"
    assert main_language({"en": 3, "fr": 2}) == "en"


def test_of_equals_the_first_in_the_alphabet_whatever_came_first() -> None:
    assert main_language(["fr", "en"]) == main_language(["en", "fr"]) == "en"


def test_articles_of_no_known_language_do_not_count() -> None:
    assert main_language(["", "", "fr"]) == "fr"
    assert main_language([]) == ""
