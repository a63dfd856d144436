"""Kinds of actors, countries by any name, organisations and their acronyms, the name to show."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest

from timeline.model import ActorKind
from timeline.names import canonical, country, country_of, kind, names_country, same_name
from timeline.names.organisations import acronym_of, body, stem


@pytest.mark.parametrize(
    ("name", "label", "language", "expected"),
    [
        ("Vladimir Putin", "PERSON", "en", "person"),
        ("Minsk", "GPE", "en", "country"),
        ("Minsk", "PERSON", "en", "country"),
        ("the Kremlin", "ORG", "en", "country"),
        ("le Kremlin", "LOC", "fr", "country"),
        ("Russian", "NORP", "en", "country"),
        ("Russians", "NORP", "en", "group"),
        ("les Russes", "MISC", "fr", "group"),
        ("Westerners", "NORP", "en", "group"),
        ("CSTO", "ORG", "en", "organisation"),
        ("Union européenne", "LOC", "fr", "organisation"),
        ("Ministry of Defense", "ORG", "en", "organisation"),
        ("ministère de la Défense", "ORG", "fr", "organisation"),
        ("Sochi", "GPE", "en", "organisation"),
        ("manifestants", "", "fr", "group"),
        ("tens of thousands of demonstrators", "", "en", "group"),
        ("Jordan", "PERSON", "en", "person"),
        ("", "", "en", "group"),
    ],
)
def test_kind(name: str, label: str, language: str, expected: ActorKind) -> None:
    assert kind(name, label, language) == expected


@pytest.mark.parametrize(
    ("name", "language", "code"),
    [
        ("Belarusian", "en", "BY"), ("bélarusse", "fr", "BY"), ("biélorusses", "fr", "BY"),
        ("Minsk", "en", "BY"), ("the Kremlin", "en", "RU"), ("le Kremlin", "fr", "RU"),
        ("françaises", "fr", "FR"), ("l'Élysée", "fr", "FR"), ("Moscou", "fr", "RU"),
        ("US", "en", "US"), ("us", "en", None), ("Lyon", "fr", None), ("Europe", "en", None),
        ("grecque", "fr", "GR"), ("Spaniards", "en", "ES"), ("européen", "fr", None), ("", "en", None),
    ],
)  # fmt: skip
def test_country(name: str, language: str, code: str | None) -> None:
    assert country(name, language) == code


def test_any_language_of_ours_names_a_country() -> None:
    assert country_of("Biélorussie") == country_of("Belarusian") == "BY"
    assert names_country("Biélorussie")
    assert not names_country("Minsk")


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("CSTO", "OTSC", True),
        ("CSTO", "Organisation du traité de sécurité collective", True),
        ("UN", "Nations unies", True),
        ("U.N.", "ONU", True),
        ("EU", "Union européenne", True),
        ("Boeing", "Boeing Co.", True),
        ("Gazprom", "PAO Gazprom", True),
        ("EADS", "European Aeronautic Defence and Space Company", False),
        ("EADSC", "European Aeronautic Defence and Space Company", True),
        ("NATO", "EU", False),
        ("Boeing", "Airbus", False),
        ("UN", "Union", False),
    ],
)
def test_organisations(a: str, b: str, expected: bool) -> None:
    assert same_name(a, b, "organisation") is expected
    assert same_name(b, a, "organisation") is expected


def test_acronyms_are_written_in_capitals() -> None:
    assert body("WHO") == "WHO"
    assert body("Who") is None
    assert body("un") is None
    assert stem("The Boeing Company") == "boeing"
    assert acronym_of("EBU", "European Broadcasting Union")
    assert not acronym_of("ebu", "European Broadcasting Union")


def test_countries_and_groups() -> None:
    assert same_name("Minsk", "Biélorussie", "country")
    assert not same_name("Austria", "Australia", "country")
    assert not same_name("Nowhere", "Elsewhere", "country")
    assert same_name("the migrants", "migrants", "group")


def test_the_name_to_show_is_the_full_one_most_written() -> None:
    names = [
        ("Loukachenko", 5),
        ("Alexandre Loukachenko", 1),
        ("Alexander Lukashenko", 1),
        ("President Alexander Lukashenko", 1),
    ]
    assert canonical(dict(names)) == "Alexander Lukashenko"
    random.Random(5).shuffle(names)
    assert canonical(dict(names)) == "Alexander Lukashenko"
    assert canonical({"Putin": 1}) == "Putin"
    with pytest.raises(ValueError, match="no names"):
        canonical({})


def test_a_rare_long_form_and_capitals_do_not_outvote_the_usual_one() -> None:
    assert canonical({"Anna Orlova": 9, "Anna Petrovna Orlova": 1}) == "Anna Orlova"
    assert canonical({"Anna Orlova": 3, "Anna Petrovna Orlova": 2}) == "Anna Petrovna Orlova"
    assert canonical({"ANNA ORLOVA": 3, "Anna Orlova": 1, "Orlova": 9}) == "Anna Orlova"


def test_importing_names_is_cheap() -> None:
    code = "import sys, timeline.names; print([m for m in ('spacy', 'babel', 'anyascii', 'gzip', 'text_to_num') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
