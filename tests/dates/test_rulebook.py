"""Rulebook files: they compile, and what they hold hangs together."""

import re

import pytest

from timeline.dates import rulebook, with_events
from timeline.dates.grammar import PatternError
from timeline.dates.productions import PRODUCTIONS
from timeline.errors import UsageError

CODES = with_events()


def test_the_first_two_languages_are_there() -> None:
    assert {"en", "fr"} <= set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_every_rule_has_a_known_production_and_its_own_name(code: str) -> None:
    rules = rulebook.load(code).rules
    names = [r.name for r in rules]
    assert len(names) == len(set(names))
    assert {r.make for r in rules} <= set(PRODUCTIONS)


@pytest.mark.parametrize("code", CODES)
def test_every_class_a_rule_asks_for_is_there(code: str) -> None:
    lang = rulebook.load(code)
    asked = {
        c
        for r in lang.rules
        for pairs in r.groups.values()
        for _, classes in pairs
        for c in classes
    }
    missing = sorted(c for c in asked - {"Name", "Word"} if not lang.classes.get(c))
    # Numbers in figures have their classes from the lexer.
    assert missing == []


@pytest.mark.parametrize("code", CODES)
def test_months_weekdays_and_seasons_are_complete(code: str) -> None:
    words = rulebook.data(code)["words"]
    assert set(words["month"]) == {str(i) for i in range(1, 13)}
    assert set(words["weekday"]) == {str(i) for i in range(7)}
    assert set(words["season"]) == {"SP", "SU", "FA", "WI"}
    assert {"D", "W", "M", "Y"} <= set(words["unit"])


@pytest.mark.parametrize("code", CODES)
def test_words_are_written_in_lower_case(code: str) -> None:
    for name, table in rulebook.data(code)["words"].items():
        lists = table.values() if isinstance(table, dict) else [table]
        for word in (w for listed in lists for w in listed):
            assert word == word.lower(), (name, word)
            assert word == word.strip(), (name, word)


@pytest.mark.parametrize("code", CODES)
def test_tense_words_are_single_words(code: str) -> None:
    for name, listed in rulebook.data(code)["tense"].items():
        if name != "pairs":
            assert [w for w in listed if re.search(r"\s", w) and "'" not in w] == [], name


def test_regional_codes_and_unknown_languages() -> None:
    assert rulebook.load("en-GB") is rulebook.load("en")
    assert rulebook.load("FR_fr").code == "fr"
    with pytest.raises(UsageError, match="no date language"):
        rulebook.load("xx")


RAW = {
    "name": "test",
    "options": {"triggers": ["month"]},
    "numbers": {},
    "words": {"month": {"1": ["jan"]}},
}


@pytest.mark.parametrize("pattern", ["month (", "month )", "$NONE", "month?", "<", "month {0"])
def test_a_bad_pattern_is_refused_with_its_rule(pattern: str) -> None:
    with pytest.raises(PatternError, match="broken"):
        rulebook.compile_language(
            "xx", {**RAW, "rule": [{"name": "broken", "pattern": pattern, "make": "date"}]}
        )


@pytest.mark.parametrize(
    ("text", "number"),
    [("twenty-six", 26), ("one hundred and five", 105), ("two thousand", 2000), ("three hundred thousand", 300_000),
     ("nineteen ninety-six", 1996), ("twenty twenty", 2020)],
)  # fmt: skip
def test_english_numbers_in_words(text: str, number: int) -> None:
    tokens = rulebook.load("en").tokenize(text)
    assert [v.get("num") for v in tokens.values] == [number]


@pytest.mark.parametrize(
    ("text", "number"),
    [("vingt et un", 21), ("soixante-dix-sept", 77), ("quatre-vingts", 80), ("quatre-vingt-dix-neuf", 99), ("cent vingt", 120),
     ("mille neuf cent quatre-vingt-quatre", 1984), ("dix-sept", 17), ("deux mille vingt", 2020), ("trente-six", 36)],
)  # fmt: skip
def test_french_numbers_in_words(text: str, number: int) -> None:
    tokens = rulebook.load("fr").tokenize(text)
    assert [v.get("num") for v in tokens.values] == [number]


@pytest.mark.parametrize(
    ("code", "text", "number"),
    [("de", "fünf hundert", 500), ("es", "treinta y cinco", 35), ("es", "mil novecientos noventa", 1990),
     ("it", "mille duecento", 1200), ("nl", "drie honderd", 300), ("pt", "cento e vinte", 120)],
)  # fmt: skip
def test_numbers_of_several_words_in_other_languages(code: str, text: str, number: int) -> None:
    tokens = rulebook.load(code).tokenize(text)
    assert [v.get("num") for v in tokens.values] == [number]


@pytest.mark.parametrize("text", ["between twenty and thirty", "twenty and six", "two three"])
def test_what_is_no_one_number_stays_apart(text: str) -> None:
    tokens = rulebook.load("en").tokenize(text)
    assert all(v.get("num", 0) in (0, 2, 3, 6, 20, 30) for v in tokens.values)
