"""Keys and lines as they are typed."""

from __future__ import annotations

import io
import os
import pty
import sys
from collections.abc import Callable, Iterator
from types import SimpleNamespace

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
        (b"\x1b[[Ea", ["", "a"]),  # F5 of the Linux console
        (b"\x1b[3~\t\x17\x0c", ["", "", "", "redraw"]),
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


@pytest.mark.parametrize(
    ("sent", "text"),
    [
        (b"Gr\xc3\xbc\xc3\x9fe\r", "Grüße"),
        (b"half\x1b", None),
        (b"half\x03", None),
        (b"vote\x1b[15~\x1b[24;5~\x1bOP\x1b[[E\x1b[H\x1b[A2 \x1b[F!\r", "2 vote!"),
        (b"ab\x1b[D\x1b[3~\x1b[D\x7fc\r", "ca"),
        (b"old words\x17\x1b\x7fnew\r", "new"),
        (b"a\x1b[200~b\r\nc \x1b[201~\x1b[200~d\x1b[201~\r", "ab c d"),
        (b"Ana\t, Bo\r", "Ana Maria, Bo"),
        (b"\x04", None),
        (b"ab\x01\x04\r", "b"),
    ],
)
def test_a_text_at_a_terminal(
    sent: bytes, text: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = pty.openpty()
    out = io.StringIO()
    keys = keyboard.PosixKeys(theirs, out)
    keys.take()
    if sent.endswith(b"\x03"):
        # A signal, where the terminal is the process's own.
        sent, key = sent[:-1], keys._read

        def interrupted(wait: float | None = None) -> str:
            if not keys._follows():
                raise KeyboardInterrupt
            return key(wait)

        monkeypatch.setattr(keys, "_read", interrupted)
    os.write(ours, sent)
    try:
        assert keys.text("", choices=("Ana Maria", "Li")) == text
        assert "\x1b" not in out.getvalue() and "\n" not in out.getvalue()
    finally:
        keys.close()
        os.close(ours)
        os.close(theirs)


def test_keys_that_are_none_of_a_text_s_are_told(typed: tuple[int, keyboard.PosixKeys]) -> None:
    ours, keys = typed
    told: list[str] = []

    def aside(key: str) -> None:
        told.append(key)
        os.write(ours, b"b\r")

    os.write(keys.wake, b"\0")
    assert keys.text("", "a", aside=aside) == "ab"
    assert told == ["redraw"]


@pytest.fixture
def console(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], keyboard.WindowsKeys]:
    """Keys of a console of Windows, at which a text is typed."""

    def begin(sent: str) -> keyboard.WindowsKeys:
        coming = list(sent)
        read = SimpleNamespace(kbhit=lambda: bool(coming), getwch=lambda: coming.pop(0))
        monkeypatch.setitem(sys.modules, "msvcrt", read)
        return keyboard.WindowsKeys(io.StringIO())

    return begin


def test_keys_and_texts_of_windows(console: Callable[[str], keyboard.WindowsKeys]) -> None:
    keys = console("a\xe0H\x00;\x08\ud83d\ude42\x1b")
    assert [keys.key(1) for _ in range(7)] == ["a", "up", "", "left", "🙂", "escape", "idle"]
    assert console("ab\xe0K\x08\ud83d\ude42\r").text("") == "🙂b"
    assert console("ab\x1b").text("") is None
    assert console("ab\x03").text("") is None
    with pytest.raises(KeyboardInterrupt):
        console("\x03").key()
