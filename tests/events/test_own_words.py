"""Headlines of the clause's own words, where none could be composed."""

from __future__ import annotations

import pytest

from telling import event

TITLES = [
    ("en", "moved", "She was moved to a care home in Hebden at Christmas 2021.", "She was moved to a care home in Hebden"),
    ("fr", "atteint", "Déguisée en mendiante, elle atteint Lhassa en février 1924.", "Elle atteint Lhassa"),
    ("fr", "dispersées", "Ses cendres ont été dispersées dans le Gange en 1973.", "Ses cendres ont été dispersées dans le Gange"),
    ("en", "reaches", "She reaches Rotterdam on 29 July 2021.", "She reaches Rotterdam"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "trigger", "text", "title"), TITLES)
def test_the_words_of_the_clause_stand_for_a_lone_verb(
    language: str, trigger: str, text: str, title: str
) -> None:
    assert event(language, trigger, text).title == title


@pytest.mark.parametrize(("language", "trigger", "text", "title"), TITLES)
def test_no_word_is_put_in_and_none_is_changed(
    language: str, trigger: str, text: str, title: str
) -> None:
    told = event(language, trigger, text).title.lower().split()
    rest = iter(text.lower().replace(".", "").replace(",", "").split())
    assert all(word.strip(".,") in rest for word in told)


def test_a_whole_title_is_left_as_it_is() -> None:
    assert event("en", "jailed", "The court jailed Ann Lee in May 2003.").title.startswith("Court")
