"""One screen after another."""

from __future__ import annotations

import io

import pytest
from rich.text import Text

from timeline.render.to_table import console
from timeline.review.screen import Screen, wrapped


class Ascii(io.StringIO):
    encoding = "ascii"


def lines(*told: str) -> list[Text]:
    return [Text(one) for one in told]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    monkeypatch.setenv("LINES", "8")


@pytest.mark.usefixtures("small")
def test_a_screen_is_filled_and_what_is_over_is_left_out() -> None:
    out = io.StringIO()
    screen = Screen(out, drawn=True)
    assert (screen.width, screen.room(2)) == (29, 5)
    screen.show(lines("top"), lines(*(f"line {n}" for n in range(9))), lines("bottom"), first=2)
    drawn = out.getvalue().replace("\x1b[2K", "").removeprefix("\x1b[H").removesuffix("\x1b[J")
    assert drawn.split("\n") == ["top", *(f"line {n}" for n in range(2, 7)), "bottom", ""]


@pytest.mark.usefixtures("small")
def test_short_screens_keep_the_bottom_at_the_bottom() -> None:
    out = io.StringIO()
    Screen(out, drawn=True).show(lines("top"), lines("one"), lines("bottom"))
    assert out.getvalue().count("\n") == 7 and "bottom\n\x1b[J" in out.getvalue()


def test_without_a_screen_lines_follow_lines() -> None:
    out = io.StringIO()
    screen = Screen(out, drawn=False)
    screen.enter()
    screen.show(lines("top"), lines(*map(str, range(99))), lines("bottom"))
    screen.show([], [], [])
    screen.leave()
    assert out.getvalue().split("\n") == ["top", *map(str, range(99)), "bottom", ""]


def test_a_line_of_ascii_where_there_is_nothing_else() -> None:
    assert set(Screen(Ascii(), drawn=True).rule.plain) == {"-"}


@pytest.mark.parametrize("width", [10, 20, 60])
def test_texts_are_wrapped_beside_their_lead(width: int) -> None:
    told = wrapped(console(io.StringIO()), Text("Voters in Graz elect"), width, Text("1. "))
    assert told[0].plain.startswith("1. Voters")
    assert all(
        line.plain.startswith("   ") and line.cell_len <= max(width, 11) for line in told[1:]
    )
    assert (
        " ".join("".join(line.plain[3:] + " " for line in told).split()) == "Voters in Graz elect"
    )
