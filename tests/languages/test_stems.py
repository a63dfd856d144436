"""Stems: one for the forms of a word, by the rules of its language."""

from __future__ import annotations

import pytest

from timeline.languages.stems import stem


@pytest.mark.parametrize(
    ("language", "one", "other", "same"),
    [
        ("en", "Leaves", "leave", True),
        ("en", "annexation", "annexed", True),
        ("en", "election", "delection", False),
        ("fr", "livraison", "livraisons", True),
        ("fr", "Démissionné", "démissionner", True),
        ("fr", "poisson", "poison", False),
        ("xx", "words", "word", False),
    ],
)
def test_forms_of_a_word_share_a_stem(language: str, one: str, other: str, same: bool) -> None:
    assert (stem(one, language) == stem(other, language)) is same


def test_a_stem_has_no_accents() -> None:
    assert stem("Événements", "fr").isascii()
