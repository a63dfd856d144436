"""Places by gazetteer: every language's names, and words that only look like places."""

from __future__ import annotations

from itertools import pairwise

import pytest

from timeline.names import cities, data, places, same_place
from timeline.names.gazetteer import lookup


def found(text: str, language: str) -> list[str]:
    spans = places(text, language)
    assert all(text[a:b].strip() == text[a:b] and a < b for a, b, _ in spans)
    assert all(x[1] <= y[0] for x, y in pairwise(spans))
    return [p.name for _, _, p in spans]


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("They met in Sochi.", "en", ["Sochi"]),
        ("La rencontre de Sotchi", "fr", ["Sochi"]),
        ("Moscou et Pékin", "fr", ["Moscow", "Beijing"]),
        ("le Bélarus, la Biélorussie", "fr", ["Belarus", "Belarus"]),
        ("Belarus, once Byelorussia", "en", ["Belarus", "Belarus"]),
        ("BIELORUSSIE : les urnes", "fr", ["Belarus"]),
        ("the U.S. and the UK", "en", ["United States", "United Kingdom"]),
        ("aux États-Unis", "fr", ["United States"]),
        ("la Côte d’Ivoire", "fr", ["Ivory Coast"]),
        ("in St. Petersburg and New York", "en", ["Saint Petersburg", "New York City"]),
        ("à Saint-Pétersbourg", "fr", ["Saint Petersburg"]),
        ("Minsk-based activists", "en", ["Minsk"]),
        ("the Middle East", "en", ["Middle East"]),
        ("au Proche-Orient", "fr", ["Middle East"]),
        ("La Haye", "fr", ["The Hague"]),
        ("a factory in Reading", "en", ["Reading"]),
        ("à Nice, hier", "fr", ["Nice"]),
        ("Kiev, now Kyiv", "en", ["Kyiv", "Kyiv"]),
        ("Paris–Berlin", "fr", ["Paris", "Berlin"]),
        ("Moscow Mayor Sergei Sobyanin", "en", ["Moscow"]),
    ],
)
def test_places(text: str, language: str, names: list[str]) -> None:
    assert found(text, language) == names


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Nice work, they said.", "en"),
        ("Reading the law aloud", "en"),
        ("Split decisions", "en"),
        ("Most people left.", "en"),
        ("Man is born free.", "en"),
        ("Tell us more", "en"),
        ("Tours de garde", "fr"),
        ("the writer Jack London", "en"),
        ("Vladimir Putin spoke", "en"),
        ("Paris Hilton sang", "en"),
        ("The Washington Post wrote", "en"),
        ("a turkey in the kitchen", "en"),
        ("minsk", "en"),
        ("", "en"),
    ],
)
def test_no_places(text: str, language: str) -> None:
    assert found(text, language) == []


def test_the_longest_name_wins() -> None:
    (place,) = (p for _, _, p in places("in South Sudan", "en"))
    assert (place.name, place.kind, place.country) == ("South Sudan", "country", "SS")
    assert [p.country for _, _, p in places("in Guinea-Bissau", "en")] == ["GW"]


def test_kinds_and_countries() -> None:
    spans = places("Minsk, Belarus and Europe", "en")
    assert [(p.kind, p.country) for _, _, p in spans] == [
        ("city", "BY"),
        ("country", "BY"),
        ("region", None),
    ]


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Sochi", "Sotchi", True),
        ("Vienne", "Vienna", True),
        ("Londres", "London", True),
        ("Austria", "Australia", False),
        ("Niger", "Nigeria", False),
        ("Slovaquie", "Slovenia", False),
        ("Nowhere-at-all", "Nowhere-at-all", False),
    ],
)
def test_same_place(a: str, b: str, same: bool) -> None:
    assert same_place(a, b) is same


@pytest.mark.parametrize("language", data.LANGUAGES)
def test_every_exonym_of_ours_leads_to_a_city(language: str) -> None:
    _, named = cities.index()
    own = data.language(language)["cities"]
    assert own
    assert [alias for alias, target in own.items() if target not in named] == []
    assert all(lookup(alias, language) is not None for alias in own)


@pytest.mark.parametrize("language", data.LANGUAGES)
def test_codes_are_countries(language: str) -> None:
    from timeline.names.gazetteer import territory_names

    known = territory_names("en")
    own = data.language(language)
    for table in ("countries", "demonyms", "seats"):
        assert [c for c in own[table] if c not in known] == []
    assert [r for r, (_, c) in own["regions"].items() if c and c not in known] == []
