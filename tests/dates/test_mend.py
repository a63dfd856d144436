"""Dates are read in composed letters, and shown as the raw text has them."""

import unicodedata

import pytest

from timeline.dates import date_document, tag
from timeline.dates.mend import mend


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
    raw = "fe\u0301vrier b"
    mended = mend(raw)
    assert mended.text == "f\u00e9vrier b"
    assert [raw[mended.raw(i)] for i in (0, 2, 7)] == ["f", "v", " "]
    assert mended.text[mended.at(raw.index("vrier")) :] == "vrier b"


@pytest.mark.parametrize("unit", ["e\u0301", "\u0301", "- "])
def test_hostile_texts_are_mended_in_linear_time(unit: str) -> None:
    text = (unit * 200_000)[:200_000]
    assert mend(text).text
