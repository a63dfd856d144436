"""Texts that were edited, and others in their place."""

from __future__ import annotations

import pytest

from timeline.decisions.sketch import is_edit, sketch

STORY = (
    "The old mill in Graz burned down in March. Nobody was hurt, the fire brigade said. The owner had"
    " sold it the year before to a brewery, which meant to store barley there. The town had asked for"
    " a new roof in autumn, and a mason had been seen on it the day before the fire."
)
OTHER = (
    "In March the town of Linz chose a new mayor. She had led the council for a year, and said that"
    " the fire brigade was to have a new house. Nobody voted against her. The old mayor had been ill."
)


@pytest.mark.parametrize(
    "now",
    [
        STORY,
        STORY.upper().replace(". ", ".\n\n"),
        f"Correction: it was April, not March.\n{STORY.replace('March', 'April')}",
        STORY[:100],
        f"{OTHER * 20} {STORY}",
        STORY.replace("the ", "that "),
    ],
    ids=["same", "laid out", "corrected", "cut", "grown", "reworded"],
)
def test_an_edit_keeps_some_words(now: str) -> None:
    assert is_edit(sketch(STORY), now)


@pytest.mark.parametrize("now", [OTHER, "", "Gone."], ids=["other", "empty", "stub"])
def test_another_text_has_other_words(now: str) -> None:
    assert not is_edit(sketch(STORY), now)


def test_of_nothing_everything_may_be_an_edit() -> None:
    assert sketch(" – \n") == ""
    assert is_edit("", OTHER)


def test_a_sketch_is_short_and_the_same_for_the_same_words() -> None:
    assert len(sketch(STORY * 50)) == 256
    assert sketch(STORY) == sketch(STORY.replace(" ", "  "))
    assert is_edit(sketch("One \ud800 two"), "one two")  # what no encoding has is no word
