import string
from typing import get_args

import pytest

from timeline import languages
from timeline.model.base import EventType, Status
from timeline.render.interface import Interface, interface, known, of_locale


def _fields(phrase: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(phrase) if name}


@pytest.mark.parametrize("code", known())
def test_every_language_says_all_that_english_says(code: str) -> None:
    english, told = languages.table("en", "interface"), languages.table(code, "interface")
    assert told["page"].keys() == english["page"].keys()
    assert told["dates"].keys() == english["dates"].keys()
    assert len(told["keys"]) == len(english["keys"])
    for name, phrase in told["page"].items():
        assert _fields(phrase) == _fields(english["page"][name]), name
        assert ("|" in phrase) == ("|" in english["page"][name]), name


@pytest.mark.parametrize("code", known())
def test_no_type_nor_status_is_called_what_does_not_exist(code: str) -> None:
    told = languages.table(code, "interface")
    assert told["types"].keys() <= set(get_args(EventType))
    assert told["statuses"].keys() <= set(get_args(Status))


def test_a_number_is_written_and_agrees_as_its_language_has_it() -> None:
    en, fr = Interface("en"), Interface("fr")
    assert [en.counted(n, "events") for n in (0, 1, 2)] == ["0 events", "1 event", "2 events"]
    assert [fr.counted(n, "events") for n in (0, 1, 2)] == [
        "0 événement",
        "1 événement",
        "2 événements",
    ]
    assert en.number(12500.5) == "12,500.5"
    assert fr.number(12500.5) == "12\u202f500,5"


def test_where_a_place_lies_is_told_as_a_language_has_it() -> None:
    assert Interface("en").degrees(53.9, 27.57) == "53.9° N, 27.57° E"
    assert Interface("fr").degrees(-33.45, -70.65) == "33,45° S, 70,65° O"


@pytest.mark.parametrize(
    ("environment", "code"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": ""}, "fr"),
        ({"LC_MESSAGES": "fr", "LANG": "en_US"}, "fr"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "pl_PL"}, "en"),
        ({}, "en"),
    ],
)
def test_the_language_is_that_of_the_locale(environment: dict[str, str], code: str) -> None:
    assert of_locale(environment) == code


def test_an_unknown_phrase_is_no_empty_one() -> None:
    with pytest.raises(KeyError):
        interface().say("no such phrase")
