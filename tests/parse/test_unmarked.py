"""Marks of Markdown and HTML taken out, with a way back."""

import pytest

from timeline.parse.unmarked import behind_dateline, cut, parts, unmark

CASES = [
    ("The vote<sup>3</sup> was close.", "The vote was close."),
    ("It was *very* close[^2].", "It was very close."),
    ("See [the report](http://x.example/a) now.", "See the report now."),
    ("## A heading", "A heading"),
    ("No marks at all.", "No marks at all."),
    ("Snake_case and 3*4 stay readable.", "Snake_case and 34 stay readable."),
]


@pytest.mark.parametrize(("marked", "expected"), CASES)
def test_plain(marked: str, expected: str) -> None:
    assert unmark(marked).text == expected


@pytest.mark.parametrize("marked", [m for m, _ in CASES])
def test_every_character_leads_back(marked: str) -> None:
    found = unmark(marked)
    for i, character in enumerate(found.text):
        start, end = found.span(i, i + 1)
        assert marked[start:end] == character


def test_a_long_text_is_cut_behind_sentences_and_maps_back() -> None:
    text = "The **bridge** fell. " * 40
    whole = unmark(text)
    parts = cut(whole, 100)
    assert "".join(p.text for p in parts).split() == whole.text.split()
    assert all(len(p.text) <= 100 and p.text.rstrip().endswith(".") for p in parts)
    for part in parts:
        start, end = part.span(0, len(part.text.rstrip()))
        assert text[start:end].startswith("The **bridge")
    assert [len(p.text) for p in cut(unmark("x" * 250), 100)] == [100, 100, 50]


def test_cells_that_a_bar_parts_are_parsed_apart() -> None:
    whole = unmark("In May *the mill* burnt down | Nobody was hurt")
    first, second = parts(whole, 1_000)
    assert (first.text, second.text) == ("In May the mill burnt down", "Nobody was hurt")
    assert second.span(0, 6) == (31, 37)
    assert [part.text for part in parts(unmark("a |b| and 3 | 4 more"), 99)] == [
        "a |b| and 3 | 4 more"
    ]


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("ARDEN, Nov 17 (Northern Press) - The river rose.", "The river rose."),
        ("ARDEN — Thousands marched.", "Thousands marched."),
        ("ARDEN—Thousands marched.", "Thousands marched."),
        ("PORT ARDEN, Sept. 8 -- The bank closed.", "The bank closed."),
        ("Arden, 12 June (ARC) – Aid arrived.", "Aid arrived."),
        ("ARDEN, 8 septembre (NP) - Le maire a signé.", "Le maire a signé."),
        ("EU–China talks began.", "EU–China talks began."),
        ("COVID-19 spread.", "COVID-19 spread."),
        ("Anna Roy (Greens) - a councillor - spoke.", "Anna Roy (Greens) - a councillor - spoke."),
        ("The mayor – who left – said no.", "The mayor – who left – said no."),
    ],
)
def test_the_dateline_that_opens_a_text_is_left_out(text: str, rest: str) -> None:
    found = behind_dateline(unmark(text))
    assert found.text == rest
    start, end = found.span(0, len(rest))
    assert text[start:end] == rest
