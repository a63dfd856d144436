"""What a review shows in a terminal: one screen after another, or line after line where there is no
screen to draw on."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from types import FrameType
from typing import TYPE_CHECKING, Any, TextIO

from rich.text import Text

from timeline.render.to_table import console
from timeline.review import keyboard

if TYPE_CHECKING:
    from rich.console import Console

# The other screen, so that what stood there before comes back; pasted text marked as such.
_ENTER, _LEAVE = "\x1b[?1049h\x1b[?2004h", "\x1b[?2004l\x1b[?1049l"
_TOP, _BLANK_LINE, _BLANK_REST = "\x1b[H", "\x1b[2K", "\x1b[J"
# Longer lines are tiring to read.
WIDEST = 110


class Screen:
    """Where a review is shown. drawn: whether a screen is drawn over, else lines follow lines."""

    def __init__(self, out: TextIO, *, drawn: bool) -> None:
        self._out, self.drawn = out, drawn
        self.console = console(out)

    def measure(self) -> Console:
        """The console as it is now, whose size may have changed."""
        self.console = console(self._out)
        return self.console

    @property
    def width(self) -> int:
        """Columns to write in. The last stays free: some terminals begin a new line behind it."""
        return min(self.console.width - 1, WIDEST)

    @property
    def rule(self) -> Text:
        """A line that parts what stands above from what stands below."""
        drawn = "─" if "utf" in (self._out.encoding or "").lower() else "-"
        return Text(drawn * self.width, style="dim")

    def enter(self) -> None:
        """Take the screen."""
        if self.drawn:
            self._write(_ENTER)

    def leave(self) -> None:
        """Give back what stood there before."""
        if self.drawn:
            with suppress(OSError):  # the terminal is gone
                self._write(_LEAVE)

    def room(self, around: int) -> int:
        """Lines that there is room for, beside so many."""
        return max(3, self.console.height - around - 1)

    def show(
        self, top: Sequence[Text], body: Sequence[Text], bottom: Sequence[Text], first: int = 0
    ) -> None:
        """Show lines; of the body those from the first on that there is room for.

        The cursor is left on the line below, which is free.
        """
        if not self.drawn and (top or body or bottom):
            self._write("\n".join(self._styled([*top, *body, *bottom])) + "\n")
        if not self.drawn:
            return
        room = self.room(len(top) + len(bottom))
        shown = list(body[first : first + room])
        blank = [Text()] * (room - len(shown))
        lines = self._styled([*top, *shown, *blank, *bottom])
        told = "".join(f"{_BLANK_LINE}{line}\n" for line in lines[: self.console.height - 1])
        self._write(_TOP + told + _BLANK_REST)

    def wait(self) -> None:
        """Tell, until the next screen, that something takes a moment."""
        if self.drawn:
            self._write("one moment ...")

    def say(self, told: Text) -> None:
        """A line on its own, once the screen is given back."""
        self._write("\n".join(self._styled([told])) + "\n")

    def _styled(self, lines: Sequence[Text]) -> list[str]:
        with self.console.capture() as caught:
            for line in lines:
                self.console.print(line, no_wrap=True, overflow="ignore", crop=False)
        return caught.get().split("\n")[:-1]

    def _write(self, told: str) -> None:
        self._out.write(told)
        self._out.flush()


def wrapped(screen: Console, said: Text, width: int, lead: Text | None = None) -> list[Text]:
    """A text wrapped to the room beside its lead, with which its first line begins."""
    indent = 0 if lead is None else lead.cell_len
    lines = []
    for n, part in enumerate(said.wrap(screen, max(8, width - indent), overflow="fold")):
        part.rstrip()
        before = lead if n == 0 and lead is not None else Text(" " * indent)
        lines.append(Text.assemble(before, part))
    return lines or [lead or Text()]


@contextmanager
def opened() -> Iterator[tuple[keyboard.Keyboard, Screen]]:
    """The keyboard and the screen of this process; the terminal is as it was afterwards, however
    this ends."""
    out = sys.stdout
    if not keyboard.is_terminal():
        source = getattr(sys.stdin, "buffer", sys.stdin)
        yield keyboard.Lines(source, out), Screen(out, drawn=False)
        return
    screen = Screen(out, drawn=False)
    screen.drawn = not (screen.console.is_dumb_terminal or screen.console.legacy_windows)
    if os.name == "nt":
        screen.enter()
        try:
            yield keyboard.WindowsKeys(), screen
        finally:
            screen.leave()
        return
    keys = keyboard.PosixKeys(sys.stdin.fileno())
    try:
        keys.take()
        screen.enter()
        with _signals(keys, screen):
            yield keys, screen
    finally:
        screen.leave()
        keys.close()


@contextmanager
def _signals(keys: keyboard.PosixKeys, screen: Screen) -> Iterator[None]:
    """The screen is drawn anew when its size changes, and given back while the process is stopped
    or when it is told to end."""

    def again(*_: Any) -> None:
        with suppress(OSError):  # it is awake
            os.write(keys.wake, b"\0")

    def pause(number: int, _: FrameType | None) -> None:
        screen.leave()
        keys.give_back()
        os.kill(os.getpid(), signal.SIGSTOP)
        keys.take()
        screen.enter()
        again()

    def end(number: int, _: FrameType | None) -> None:
        screen.leave()
        keys.give_back()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    handlers = {signal.SIGWINCH: again, signal.SIGTSTP: pause, signal.SIGTERM: end}
    try:
        before = {number: signal.signal(number, does) for number, does in handlers.items()}
    except ValueError:  # only the main thread is told of signals
        before = {}
    try:
        yield
    finally:
        for number, does in before.items():
            signal.signal(number, does)
