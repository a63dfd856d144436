"""Keys and lines as they are typed."""

from __future__ import annotations

import io
import os
import pty
from collections.abc import Iterator

import pytest

from timeline.review import keyboard


@pytest.fixture
def typed() -> Iterator[tuple[int, keyboard.PosixKeys]]:
    """The end of a terminal that somebody types at, and the keys read at the other."""
    ours, theirs = pty.openpty()
    keys = keyboard.PosixKeys(theirs)
    keys.take()
    yield ours, keys
    keys.close()
    os.close(ours)
    os.close(theirs)


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        (b"ar", ["a", "r"]),
        ("é日🙂".encode(), ["é", "日", "🙂"]),
        (b"\x1b[A\x1b[B\x1b[C\x1bOD", ["up", "down", "right", "left"]),
        (b"\x1b[5~\x1b[6~\x1b[H\x1b[4~", ["page up", "page down", "home", "end"]),
        (b"\r\x7f\x04", ["enter", "left", "quit"]),
        (b"\x1b", ["escape"]),
        (b"\x1b[200~arz\nq\x1b[201~a", ["pasted", "a"]),
        (b"\x1b[24;5~a", ["", "a"]),
        (b"\x1bxa", ["", "a"]),
        (b"\xff\xc3\x28", None),
    ],
)
def test_single_keys(
    typed: tuple[int, keyboard.PosixKeys], sent: bytes, keys: list[str] | None
) -> None:
    ours, read = typed
    os.write(ours, sent)
    if keys is None:
        assert "�" in read.key(5)
    else:
        assert [read.key(5) for _ in keys] == keys


def test_nothing_typed_is_idle_and_a_byte_to_wake_redraws(
    typed: tuple[int, keyboard.PosixKeys],
) -> None:
    _, keys = typed
    assert keys.key(0.01) == "idle"
    os.write(keys.wake, b"\0\0")
    assert keys.key(0.01) == "redraw"
    assert keys.key(0.01) == "idle"


def test_a_terminal_that_is_gone_ends_it(typed: tuple[int, keyboard.PosixKeys]) -> None:
    ours, keys = typed
    again = os.dup(ours)
    os.close(ours)
    os.close(again)
    assert keys.key(1) == "quit"
    os.dup2(os.open(os.devnull, os.O_RDWR), ours)


def test_a_line_for_each_key() -> None:
    out = io.StringIO()
    lines = keyboard.Lines(io.BytesIO("a\n\n  é \nnote here\n\xff".encode("latin-1")), out)
    assert [lines.key(), lines.key(), lines.key()] == ["a", "enter", "�"]
    assert lines.text("note: ") == "note here"
    assert out.getvalue() == "note: \n"
    assert lines.key() == "�"
    with pytest.raises(keyboard.Ended):
        lines.key()
    closed = io.BytesIO()
    closed.close()
    with pytest.raises(keyboard.Ended):
        keyboard.Lines(closed, out).text("x")
