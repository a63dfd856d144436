"""Who acts and where, from the text of an article to its events, in both languages."""

from __future__ import annotations

import pytest

from timeline import pipeline
from timeline.model import Article, EventMention

SPOKEN = {"en": "On 3 March 2021 {}.", "fr": "Le 3 mars 2021, {}."}


def told(sentence: str, language: str) -> list[EventMention]:
    """The mentions of a sentence; skips where no model of its language is installed."""
    article = Article(
        id="a",
        path="a",
        text=SPOKEN[language].format(sentence),
        published="2021-03-10",
        published_how="given",
        language=language,
        format="text",
        sha256="0" * 64,
    )
    result = pipeline.process(article)
    if any("model" in warning for warning in result.document.warnings):
        pytest.skip(f"no model for {language}")
    return [m.event for m in result.mentions]


def countries(mentions: list[EventMention]) -> list[str]:
    return [p.name for m in mentions for p in m.participants if p.kind == "country"]


def towns(mentions: list[EventMention]) -> list[str]:
    return [p.name for m in mentions for p in m.places if p.kind == "city"]


@pytest.mark.parametrize(
    ("sentence", "language", "actor"),
    [
        ("Minsk rejected the proposal", "en", "Minsk"),
        ("the Kremlin denied the accusations", "en", "Kremlin"),
        ("Downing Street announced a new budget", "en", "Downing Street"),
        ("Beijing imposed sanctions on Canada", "en", "Beijing"),
        ("Minsk a rejeté la proposition", "fr", "Minsk"),
        ("le Kremlin a rejeté les accusations", "fr", "Kremlin"),
        ("l’Élysée a annoncé un nouveau plan", "fr", "Élysée"),
        ("Pékin a imposé des sanctions au Canada", "fr", "Pékin"),
    ],
)
def test_capitals_and_seats_that_act_are_countries(
    sentence: str, language: str, actor: str
) -> None:
    mentions = told(sentence, language)
    assert actor in countries(mentions)
    assert towns(mentions) == []


@pytest.mark.parametrize(
    ("sentence", "language", "town"),
    [
        ("the ministers met in Minsk", "en", "Minsk"),
        ("the two presidents visited Berlin", "en", "Berlin"),
        ("thousands of people protested in Beijing", "en", "Beijing"),
        ("les ministres se sont rencontrés à Paris", "fr", "Paris"),
        ("des milliers de personnes ont manifesté à Minsk", "fr", "Minsk"),
    ],
)
def test_where_something_is_they_are_places(sentence: str, language: str, town: str) -> None:
    mentions = told(sentence, language)
    assert town in towns(mentions)
    assert countries(mentions) == []


@pytest.mark.parametrize(
    ("sentence", "language", "name"),
    [
        ("President Macron met the workers of the plant", "en", "Macron"),
        ("Foreign Minister Heiko Maas resigned", "en", "Heiko Maas"),
        ("le ministre Jean-Yves Le Drian a rencontré son homologue", "fr", "Jean-Yves Le Drian"),
    ],
)
def test_titles_are_no_part_of_names(sentence: str, language: str, name: str) -> None:
    people = [p.name for m in told(sentence, language) for p in m.participants]
    assert name in people
