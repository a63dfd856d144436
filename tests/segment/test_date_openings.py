"""Dates that open lines are parted from the sentence they open."""

from __future__ import annotations

from telling import passages
from timeline import segment
from timeline.model import Headed, Passage


def parted(line: str, lead: str) -> list[tuple[str, str, str]]:
    """(kind, text, raw text) of what becomes of one line whose date is `lead`."""
    text, blocks = passages(line)
    end = text.index(lead) + len(lead)
    head = Headed(start=end, end=len(text), date="2021-12-25", section=False)
    made = segment.part_openings(text, blocks, [head])
    assert [p.index for p in made] == list(range(len(made)))
    return [(p.kind, p.text, text[p.start : p.end]) for p in made]


def test_the_sentence_begins_with_a_capital_and_the_quote_does_not() -> None:
    assert parted("25 December: the rocket lifts off.", "25 December") == [
        ("heading", "25 December", "25 December"),
        ("body", "The rocket lifts off.", "the rocket lifts off."),
    ]


def test_a_clock_time_and_a_dash() -> None:
    assert [t for _, t, _ in parted("14:05 – La séance est ouverte.", "14:05")] == [
        "14:05",
        "La séance est ouverte.",
    ]


def test_a_date_with_nothing_behind_it_stays_whole() -> None:
    assert parted("25 December:", "25 December") == [("body", "25 December:", "25 December:")]


def test_every_position_still_finds_its_raw_place() -> None:
    raw = "25  December:   the\n rocket’s engines start."
    passage = Passage(
        index=0, kind="body", start=0, end=len(raw), text="25 December: the rocket's engines start.",
        runs=((0, 0), (2, 2), (3, 4), (12, 13), (13, 16), (16, 19), (17, 21)),
    )  # fmt: skip
    head = Headed(start=12, end=len(raw), date="2021-12-25", section=False)
    _, rest = segment.part_openings(raw, [passage], [head])
    assert rest.text == "The rocket's engines start."
    at = rest.text.index("engines")
    assert raw[slice(*rest.raw_span(at, at + 7))] == "engines"
    assert raw[rest.start : rest.end] == "the\n rocket’s engines start."


def test_sections_part_nothing() -> None:
    text, blocks = passages("25 December", "The rocket lifts off.")
    head = Headed(start=11, end=len(text), date="2021-12-25", section=True)
    assert segment.part_openings(text, blocks, [head]) == tuple(blocks)
