"""The traits of a mention: how it is told, dated and placed, what of it recurs."""

from __future__ import annotations

from functools import cache

from telling import passages
from timeline import dates, events, parse
from timeline.anchor import anchor
from timeline.model import Dating
from timeline.weigh import traits
from timeline.weigh.traits import Told

LINES = (
    "Norway accuses Chile",
    "Norway's prime minister Ana Lund accused Chile on Monday.",
    "Chile was condemned by its neighbours on Tuesday, and Peru recalled its envoy.",
    "A minister said that Peru had arrested Otto Braun in 2004.",
)


@cache
def told(language: str = "en", lines: tuple[str, ...] = LINES) -> dict[str, dict[str, float]]:
    """The traits of each mention by its trigger."""
    text, blocks = passages(*lines, kinds={0: "headline"})
    sentences = parse.parse(text, blocks, language=language)
    found = events.find(text, sentences, blocks, document="a.txt", language=language)
    known = Dating(published="2021-06-10", how="given", confidence=1.0)
    times = dates.tag(text, language=language, published=known.published)
    article = Told(
        text, anchor(text, found, sentences, times, blocks, known), sentences, blocks, known
    )
    named = zip(article.mentions, traits.traits(article), strict=True)
    return {m.event.trigger.text: f for m, f in named}


def test_where_it_stands() -> None:
    found = told()
    assert found["accused"]["paragraph-1"] == 1
    assert found["condemned"]["paragraph-2"] == 1
    assert found["accuses"]["paragraph-apart"] == found["accuses"]["in-headline"] == 1
    assert "paragraph-1" not in found["condemned"]


def test_how_many_its_sentence_tells() -> None:
    assert told()["accused"]["alone"] == 1
    assert "alone" not in told()["condemned"]
    assert told()["condemned"]["among"] == 0.25


def test_by_what_it_is_dated_and_how_long_ago() -> None:
    assert told()["accused"]["how-modifier"] == 1
    assert told()["accused"]["age-days"] == 1
    assert told()["arrested"]["age-years"] == 1
    assert not [n for n in told()["accuses"] if n.startswith("age-")]


def test_what_the_headline_and_the_opening_name() -> None:
    found = told()
    assert found["accused"]["word-in-headline"] == 1
    assert found["accused"]["name-in-headline"] == 1
    assert "word-in-headline" not in found["condemned"]
    assert found["accused"]["word-again"] > 0
    assert "word-again" not in found["arrested"]


def test_how_its_clause_is_built() -> None:
    found = told()
    assert found["condemned"]["passive"] == 1
    assert found["recalled"]["coordinated"] == found["recalled"]["object"] == 1
    assert found["arrested"]["reported"] == 1
    assert "reported" not in found["accused"]


def test_what_is_nothing_is_left_out() -> None:
    assert all(all(f.values()) for f in told().values())


def test_the_traits_are_the_same_in_another_language() -> None:
    found = told(
        "fr",
        (
            "La Norvège accuse le Chili",
            "La première ministre Ana Lund a accusé le Chili.",
            "Le Chili a été condamné par ses voisins mardi.",
        ),
    )
    accused = next(f for t, f in found.items() if "accusé" in t)
    assert accused["paragraph-1"] == accused["word-in-headline"] == accused["object"] == 1
    condemned = next(f for t, f in found.items() if "condamné" in t)
    assert condemned["passive"] == condemned["how-modifier"] == condemned["age-days"] == 1


def test_stems_join_the_forms_of_a_word_and_leave_short_words_out() -> None:
    assert len({*traits.stems("indicts indictment indicted")}) == 1
    assert traits.stems("the of à un") == []
