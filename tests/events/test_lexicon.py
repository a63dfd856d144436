"""The data files hold each word once, and both languages fill the same tables."""

from collections import Counter
from typing import Any, get_args

import pytest

from timeline import languages
from timeline.events.lexicon import lexicon
from timeline.model import EventType

LANGUAGES = ("en", "fr")


def data(language: str) -> dict[str, Any]:
    return languages.table(language, "lexicon")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_type_of_the_scheme_has_words(language: str) -> None:
    assert set(data(language)["types"]) == set(get_args(EventType))
    words = lexicon(language)
    assert set(words.verbs.values()) | set(words.nouns.values()) == set(get_args(EventType))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("tables", [("verbs",), ("nouns", "weak")])
def test_a_word_has_one_type(language: str, tables: tuple[str, ...]) -> None:
    count = Counter(
        word
        for types in data(language)["types"].values()
        for table in tables
        for word in types.get(table, "").split()
    )
    assert [word for word, n in count.items() if n > 1] == []


def test_both_languages_fill_the_same_tables() -> None:
    english, french = (data(language) for language in LANGUAGES)
    for table in (
        "frames",
        "skip",
        "reporting",
        "salience",
        "status",
        "people",
        "time",
        "grammar",
    ):
        assert set(english[table]) == set(french[table]), table


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lexicon_is_large_enough_for_general_news(language: str) -> None:
    words = lexicon(language)
    assert len(words.verbs) >= 400
    assert len(words.nouns) >= 350


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_shown_with_a_date_is_skipped_without(language: str) -> None:
    words = lexicon(language)
    assert words.dated <= words.skip


def test_unknown_language() -> None:
    with pytest.raises(ValueError, match="no event lexicon"):
        lexicon("xx")
