"""Keys and lines of text as a person types them: single keys at a terminal, else a line for each.

A key is a letter as it is typed, or one of the names in KEYS. What is pasted where a key is awaited
is no key, as it would decide whatever its letters say.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import BinaryIO, ClassVar, Protocol, TextIO

from timeline.review.line_editor import Line, typed
from timeline.safe_text import clean

KEYS = ("enter", "up", "down", "left", "right", "page up", "page down", "home", "end", "escape",
        "pasted", "redraw", "idle", "quit")  # fmt: skip
"""redraw: the screen has another size; idle: nothing came in time; quit: the input ended."""

# What keys of a line of text do where single keys decide.
_SINGLE = {"backspace": "left", "end of input": "quit"}
_PLAIN = {
    "\r": "enter", "\n": "enter", "\t": "tab", "\x7f": "backspace", "\x08": "backspace",
    "\x01": "home", "\x02": "left", "\x04": "end of input", "\x05": "end", "\x06": "right",
    "\x0b": "delete after", "\x0c": "redraw", "\x15": "delete before", "\x17": "delete word",
    "\x1b": "escape",
}  # fmt: skip
_SEQUENCES = {
    "[A": "up", "[B": "down", "[C": "right", "[D": "left",
    "OA": "up", "OB": "down", "OC": "right", "OD": "left",
    "[5~": "page up", "[6~": "page down", "[H": "home", "[F": "end", "OH": "home", "OF": "end",
    "[1~": "home", "[4~": "end", "[7~": "home", "[8~": "end", "[200~": "pasted",
    "[3~": "delete", "[1;5D": "word left", "[1;5C": "word right", "[1;3D": "word left",
    "[1;3C": "word right", "b": "word left", "f": "word right", "\x7f": "delete word",
    "\x08": "delete word",
}  # fmt: skip
_PASTED = b"\x1b[201~"
# Seconds in which the rest of a key's sequence comes, bytes of one at most.
_REST, _LONGEST = 0.05, 24


class Ended(Exception):
    """The input has ended."""


class Keyboard(Protocol):
    """What a person types."""

    prefills: bool
    """Whether a line can be offered with a text in it, to be changed."""
    single: bool
    """Whether keys come one by one, from somebody who sees the screen."""

    def key(self, wait: float | None = None) -> str:
        """The next key. wait: seconds until it is `idle`, None to wait for ever. Raises Ended where
        no line follows."""

    def text(
        self,
        prompt: str,
        value: str = "",
        choices: Sequence[str] = (),
        aside: Callable[[str], object] | None = None,
    ) -> str | None:
        """A line of text, without blanks at its ends; None where the person thought better of it.

        value: what stands there to be changed, where it can be. choices: what the tab key offers.
        aside: is told of keys that are none of a line's, "redraw" among them. Raises Ended.
        """


class Lines:
    """A line for each key: what a pipe gives. An empty one is the key enter."""

    prefills = single = False

    def __init__(self, source: BinaryIO | TextIO, out: TextIO) -> None:
        self._source, self._out = source, out

    def key(self, wait: float | None = None) -> str:
        """See Keyboard."""
        return self._line() or "enter"

    def text(
        self,
        prompt: str,
        value: str = "",
        choices: Sequence[str] = (),
        aside: Callable[[str], object] | None = None,
    ) -> str | None:
        """See Keyboard."""
        self._out.write(prompt)
        self._out.flush()
        told = self._line()
        self._out.write("\n")
        return told

    def _line(self) -> str:
        try:
            line = self._source.readline()
        except (OSError, ValueError):  # it is closed, or nobody's
            line = b""
        if not line:
            raise Ended
        return (line.decode("utf-8", "replace") if isinstance(line, bytes) else line).strip()


class _Typed:
    """Keys of a terminal, of which `_read` waits for the next: a character, one of _NAMED, or ""
    for what is no key here."""

    prefills = single = True
    _pasted = ""

    def __init__(self, out: TextIO | None) -> None:
        self._out = out or sys.stdout

    def text(
        self,
        prompt: str,
        value: str = "",
        choices: Sequence[str] = (),
        aside: Callable[[str], object] | None = None,
    ) -> str | None:
        """See Keyboard."""
        if prompt:
            self._out.write(f"{prompt}\r\n")
        line = Line(value, choices)
        return typed(line, self._read, lambda: self._pasted, self._out, aside)

    def _read(self) -> str:
        raise NotImplementedError


class PosixKeys(_Typed):
    """Keys of a terminal in which they are read one by one. number: of its file; out: where lines
    of text are shown, standard output by default."""

    def __init__(self, number: int, out: TextIO | None = None) -> None:
        import termios

        super().__init__(out)
        self._number = number
        self._before = termios.tcgetattr(number)
        # What was typed before there was a screen was meant for something else.
        termios.tcflush(number, termios.TCIFLUSH)
        self._woken, self._wake = os.pipe()
        os.set_blocking(self._woken, False)
        os.set_blocking(self._wake, False)

    @property
    def wake(self) -> int:
        """A file to write a byte to so that `key` returns "redraw"."""
        return self._wake

    def take(self) -> None:
        """Read keys one by one from now on."""
        import termios
        import tty

        # What was typed ahead stays.
        with suppress(termios.error):
            tty.setcbreak(self._number, termios.TCSADRAIN)

    def give_back(self) -> None:
        """Leave the terminal as it was."""
        import termios

        with suppress(termios.error):  # it is gone
            termios.tcsetattr(self._number, termios.TCSADRAIN, self._before)

    def close(self) -> None:
        """Leave the terminal as it was, for good."""
        self.give_back()
        os.close(self._woken)
        os.close(self._wake)

    def key(self, wait: float | None = None) -> str:
        """See Keyboard."""
        return _single(self._read(wait))

    def _read(self, wait: float | None = None) -> str:
        import select

        ready, _, _ = select.select([self._number, self._woken], [], [], wait)
        if self._woken in ready:
            os.read(self._woken, 1024)
            return "redraw"
        return self._key() if ready else "idle"

    def _key(self) -> str:
        first = self._byte()
        if not first:
            return "quit"
        if first == b"\x1b":
            return self._sequence()
        more = {0xC0: 1, 0xD0: 1, 0xE0: 2, 0xF0: 3}.get(first[0] & 0xF0, 0)
        for _ in range(more):
            first += self._byte() if self._follows() else b""
        told = first.decode("utf-8", "replace")
        return _PLAIN.get(told, told) if len(told) == 1 else "\ufffd"

    def _sequence(self) -> str:
        if not self._follows():
            return "escape"
        told = self._byte()
        if told in (b"[", b"O"):
            while len(told) < _LONGEST and self._follows():
                told += self._byte()
                # "[[" begins a function key of the Linux console.
                if 0x40 <= told[-1] <= 0x7E and told != b"[[":
                    break
        key = _SEQUENCES.get(told.decode("ascii", "replace"), "")
        if key == "pasted":
            self._pasted = self._until_pasted()
        return key

    def _until_pasted(self) -> str:
        told = bytearray()
        while not told.endswith(_PASTED):
            byte = self._byte()
            if not byte:
                break
            told += byte
        return bytes(told).removesuffix(_PASTED).decode("utf-8", "replace")

    def _follows(self) -> bool:
        import select

        return bool(select.select([self._number], [], [], _REST)[0])

    def _byte(self) -> bytes:
        # One at a time: what follows may be for whoever reads when this is given back.
        try:
            return os.read(self._number, 1)
        except OSError:  # the terminal is gone
            return b""


class WindowsKeys(_Typed):
    """Keys of a console of Windows."""

    _NAMED: ClassVar = {
        "H": "up", "P": "down", "K": "left", "M": "right", "S": "delete",
        "I": "page up", "Q": "page down", "G": "home", "O": "end",
        "s": "word left", "t": "word right",
    }  # fmt: skip

    def __init__(self, out: TextIO | None = None) -> None:
        super().__init__(out)

    def key(self, wait: float | None = None) -> str:
        """See Keyboard."""
        return _single(self._read(wait))

    def _read(self, wait: float | None = None) -> str:
        import msvcrt
        import time

        ends = None if wait is None else time.monotonic() + wait
        while not msvcrt.kbhit():  # type: ignore[attr-defined, unused-ignore]
            if ends is not None and time.monotonic() > ends:
                return "idle"
            time.sleep(0.02)
        read: Callable[[], str] = msvcrt.getwch  # type: ignore[attr-defined, unused-ignore]
        told = read()
        if told == "\x03":
            raise KeyboardInterrupt
        if told in ("\x00", "\xe0"):
            return self._NAMED.get(read(), "")
        if "\ud800" <= told <= "\udbff":  # the first half of a character
            told = (told + read()).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return _PLAIN.get(told, told)


def _single(key: str) -> str:
    """A key where single ones decide."""
    key = _SINGLE.get(key, key)
    return key if len(key) == 1 or key in KEYS else ""


def shown(key: str) -> str:
    """A key as it is spoken of."""
    return clean(key)[:20] or "that"


def is_terminal() -> bool:
    """Whether somebody sits at both ends: keys come from a terminal, the screen goes to one."""
    return sys.stdin.isatty() and sys.stdout.isatty()
