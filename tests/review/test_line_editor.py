"""A line of text that is typed, changed and completed."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from rich.cells import cell_len

from timeline.review.line_editor import Line, typed


def pressed(text: str, *keys: str, choices: tuple[str, ...] = ()) -> str:
    """The line after these keys, with | at the cursor."""
    line = Line(text, choices)
    for key in keys:
        line.press(key)
    return f"{line.text[: line.at]}|{line.text[line.at :]}"


@pytest.mark.parametrize(
    ("text", "keys", "made"),
    [
        ("", ["a", "é", "日"], "aé日|"),
        ("vote", ["left", "left", "x"], "vox|te"),
        ("vote", ["home", "left", "backspace", "x"], "x|vote"),
        ("vote", ["home", "right", "delete", "end", "right", "delete", "s"], "vtes|"),
        ("vote", ["backspace", "backspace"], "vo|"),
        ("the old  vote", ["delete word"], "the old  |"),
        ("the old  vote", ["delete word", "delete word"], "the |"),
        ("the old vote", ["word left", "word left", "delete before"], "|old vote"),
        ("the old vote", ["home", "word right", "delete after"], "the|"),
        ("o\u0308n", ["left", "left", "delete"], "|n"),
        ("o\u0308", ["backspace"], "|"),
        ("vote", ["", "page up", "\x00", "\u202e"], "vote|"),
    ],
)
def test_keys_change_the_line(text: str, keys: list[str], made: str) -> None:
    assert pressed(text, *keys) == made


def test_other_keys_are_none_of_a_line_s() -> None:
    line = Line("vote")
    assert not any(map(line.press, ("page up", "redraw", "up", "")))
    assert line.press("left") and line.press("x")


def test_what_is_pasted_is_one_safe_line() -> None:
    line = Line("ab")
    line.press("left")
    line.insert("1\r\n2\t3\x1b[31m\u202e")
    assert (line.text, line.at) == ("a1 2 3[31mb", 10)


def test_tab_offers_names_in_turn() -> None:
    names = ("Ana Müller", "ana smith", "Bo Li")
    assert pressed("Bo; ana", "tab", choices=names) == "Bo; Ana Müller|"
    assert pressed("Bo; ana", "tab", "tab", choices=names) == "Bo; ana smith|"
    assert pressed("Bo; ana", "tab", "tab", "tab", choices=names) == "Bo; ana|"
    assert pressed("Ana M", "tab", choices=names) == "Ana Müller|"
    assert pressed("draft, -b", "tab", choices=names) == "draft, -Bo Li|"
    assert pressed("x", "tab", choices=names) == "x|"


@pytest.mark.parametrize("room", [8, 20])
@pytest.mark.parametrize(
    "text", ["a council of the town meets", "日本の町の議会が集まる", "a日" * 9]
)
def test_what_is_around_the_cursor_is_seen(text: str, room: int) -> None:
    for at in range(len(text) + 1):
        line = Line(text)
        line.at = at
        before, after = line.seen(room)
        assert cell_len(before) + cell_len(after) <= room and cell_len(before) < room
        assert text[:at].endswith(before) and text[at:].startswith(after)
        assert before or at == 0


def answer(*keys: str, value: str = "", aside: list[str] | None = None) -> str | None:
    coming: Iterator[str] = iter(keys)

    def read() -> str:
        if (key := next(coming)) == "ctrl-c":
            raise KeyboardInterrupt
        return key

    tell = None if aside is None else aside.append
    return typed(Line(value), read, lambda: "pasted\ntext", io.StringIO(), tell)


def test_a_line_is_taken_or_left() -> None:
    assert answer("a", " ", "enter") == "a"
    assert answer("enter") == ""
    for leaves in ("escape", "ctrl-c", "quit"):
        assert answer("a", leaves) is None
    assert answer("end of input") is None
    assert answer("home", "end of input", "enter", value="vote") == "ote"
    assert answer("pasted", "enter") == "pasted text"


def test_other_keys_are_told_aside() -> None:
    told: list[str] = []
    assert answer("a", "page down", "", "redraw", "b", "enter", aside=told) == "ab"
    assert told == ["page down", "redraw"]
    assert answer("redraw", "enter") == ""
