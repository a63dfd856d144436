"""The type of an event comes from its word, else from what it is about."""

import pytest

from telling import event, told

CASES = [
    ("en", "The bank granted a loan to Ghana.", "loan", "finance"),
    ("en", "Police arrested the mayor.", "arrested", "justice"),
    ("en", "The company launched a new phone.", "launched", "economy"),
    ("en", "The agency launched a weather satellite.", "launched", "science"),
    ("en", "The army launched an attack on the port.", "attack", "conflict"),
    ("en", "Norway hosted marines for an exercise.", "hosted", "military"),
    ("en", "The migration crisis began in May.", "crisis", "migration"),
    ("en", "The trade dispute of 2009 was long.", "dispute", "economy"),
    ("en", "The number of newspapers doubled in 2015.", "doubled", "media"),
    ("en", "The earthquake killed ten people.", "earthquake", "disaster"),
    ("en", "Doctor Ann Lee flew home; President Otto Braun received Doctor Ann Lee.", "received", "meeting"),
    ("en", "Thousands took to the streets of Oslo on Monday.", "took", "protest"),
    ("en", "The first bodies were found in May.", "found", "death"),
    ("en", "Norway declared a state of emergency on Monday.", "declared", "politics"),
    ("en", "The treaty entered into force in May.", "entered", "agreement"),
    ("en", "The letter against the war of May 2019 was long.", "letter", "statement"),
    ("en", "The currency has been sliding since May.", "sliding", "economy"),
    ("en", "The prisoners were freed in May.", "freed", "justice"),
    ("en", "Ann Lee fled to Oslo in May.", "fled", "migration"),
    ("fr", "Le traité est entré en vigueur en mai.", "entré", "agreement"),
    ("fr", "Des milliers de personnes se sont rassemblées lundi.", "rassemblées", "protest"),
    ("fr", "Les détenus ont été relâchés en mai.", "relâchés", "justice"),
    ("fr", "Le président a prêté serment lundi.", "prêté", "politics"),
    ("fr", "Le pont s'est effondré lundi.", "effondré", "accident"),
    ("fr", "L'équipe a gagné le Mondial en mai.", "Mondial", "sport"),
    ("fr", "La banque a accordé un prêt au Ghana.", "prêt", "finance"),
    ("fr", "La police a arrêté le maire.", "arrêté", "justice"),
    ("fr", "L'agence a lancé un satellite.", "lancé", "science"),
    ("fr", "La crise migratoire a commencé en mai.", "crise", "migration"),
    ("fr", "Le séisme a détruit le village.", "séisme", "disaster"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "trigger", "kind"), CASES)
def test_type(language: str, text: str, trigger: str, kind: str) -> None:
    assert event(language, trigger, text).type == kind


def test_an_event_whose_words_say_nothing_is_of_the_article_s_theme() -> None:
    lines = (
        "The rocket carried a telescope.",
        "Scientists and researchers had built the satellite.",
        "The door was opened in May.",
    )
    assert event("en", "opened", *lines).type == "science"
    assert event("en", "opened", lines[2]).type == "other"


def test_to_demonstrate_something_is_no_protest() -> None:
    (shown,) = told("en", "The firm demonstrated its new software on Monday.")
    assert shown.type != "protest"
    (marched,) = told("en", "Thousands of miners demonstrated in Lima on Monday.")
    assert marched.type == "protest"
