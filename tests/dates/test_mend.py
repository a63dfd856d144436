"""Dates that print or scanning cut up are read, and shown as the raw text has them."""

import unicodedata

import pytest

from timeline.dates import date_document, tag
from timeline.dates.mend import mend
from timeline.dates.rulebook import load


@pytest.mark.parametrize(
    ("language", "text", "expression", "value"),
    [
        ("en", "They sailed on Sep-\ntember 9, 2014.", "Sep-\ntember 9, 2014", "2014-09-09"),
        ("fr", "Parti le 9 sep-\ntembre 2014.", "le 9 sep-\ntembre 2014", "2014-09-09"),
        ("en", "Written on Aug. 9,1914 at sea.", "Aug. 9,1914", "1914-08-09"),
        (
            "en",
            "The last boats left on 9\n\nAugust 1914 at dawn.",
            "9\n\nAugust 1914",
            "1914-08-09",
        ),
        (
            "en",
            "The last boats left the port on 9 August\n\n- 12 -\n\n1914 and never came back.",
            "9 August\n\n- 12 -\n\n1914",
            "1914-08-09",
        ),
        (
            "fr",
            "Les bateaux ont quitté le port le 9\n\f12\naoût 1914 sans bruit.",
            "le 9\n\f12\naoût 1914",
            "1914-08-09",
        ),
    ],
)
def test_what_was_cut_is_read_whole(language: str, text: str, expression: str, value: str) -> None:
    first = tag(text, language=language, published="2020-09-16")[0]
    assert (first.text, first.value[:10]) == (expression, value)
    assert text[first.start : first.end] == first.text


def test_a_heading_behind_a_number_is_no_date() -> None:
    (found,) = tag("Vol. 12 of the Review, No. 9\n\nAugust 1914", language="en")
    assert found.value == "1914-08"
    (found,) = tag("9\n\nAugust 1914", language="en")
    assert found.value == "1914-08"


def test_composed_and_decomposed_letters_are_the_same() -> None:
    text = "Née le 3 février 1914, morte le 2 août 2001 à l'hôpital."
    apart = unicodedata.normalize("NFD", text)
    whole = tag(text, language="fr")
    found = tag(apart, language="fr")
    assert [e.value for e in found] == [e.value for e in whole] == ["1914-02-03", "2001-08-02"]
    for e, w in zip(found, whole, strict=True):
        assert apart[e.start : e.end] == e.text == unicodedata.normalize("NFD", w.text)


def test_a_decomposed_date_line_dates_its_article() -> None:
    text = unicodedata.normalize("NFD", "Publié le 9 août 2020\n\nLe conseil s'est réuni.")
    dated = date_document(text, language="fr", spans=[(0, 40)])
    assert dated.published == "2020-08-09"


def test_positions_go_both_ways() -> None:
    raw = "a Sep-\ntember b"
    mended = mend(raw, load("en"))
    assert mended.text == "a September b"
    assert [raw[mended.raw(i)] for i in range(len(mended.text))] == list(mended.text)
    assert mended.text[mended.at(raw.index("tember")) :] == "tember b"


@pytest.mark.parametrize("unit", ["e\u0301", "\u0301", "a-\n", "9,1914", "on 9\n\n", "\f", "- "])
def test_hostile_texts_are_mended_in_linear_time(unit: str) -> None:
    text = (unit * 200_000)[:200_000]
    assert mend(text, load("en")).text
