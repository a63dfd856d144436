"""A line of text that is typed and changed at a terminal, below what is shown.

The keys are those of the shells' line editors. Escape, Ctrl-C, and Ctrl-D in an empty line leave
it. It is drawn on one row with nothing but carriage returns and blanks, so that any terminal shows
it; of a longer line what stands around the cursor.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Sequence
from typing import TextIO

from rich.cells import cell_len, get_character_cell_size

from timeline.safe_text import one_line

MARK = "> "
"""What stands before the line."""
# Names are parted by commas or semicolons; "-" before a tag takes it off.
_BEGUN = re.compile(r"(?:^|[,;])\s*-?([^,;]*)$")
_WORD_BEFORE, _WORD_AFTER = re.compile(r"\w*\W*$"), re.compile(r"\W*\w*")


class Line:
    """A text and the place in it at which is typed.

    choices: what the tab key offers in turn for a name that is begun.
    """

    def __init__(self, text: str = "", choices: Sequence[str] = ()) -> None:
        self.text, self.at = text, len(text)
        self._choices = choices
        self._turns: list[str] = []  # texts before the cursor that tab offers in turn
        self._does: dict[str, Callable[[], None]] = {
            "left": lambda: self._go(self._before()), "right": lambda: self._go(self._after()),
            "home": lambda: self._go(0), "end": lambda: self._go(len(self.text)),
            "word left": lambda: self._go(self._word_before()),
            "word right": lambda: self._go(self._word_after()),
            "backspace": lambda: self._drop(self._before(), self.at),
            "delete": lambda: self._drop(self.at, self._after()),
            "delete word": lambda: self._drop(self._word_before(), self.at),
            "delete before": lambda: self._drop(0, self.at),
            "delete after": lambda: self._drop(self.at, len(self.text)),
        }  # fmt: skip

    def press(self, key: str) -> bool:
        """Do what a key does; whether it is one of a line's."""
        if key == "tab":
            self._complete()
            return True
        self._turns = []
        if does := self._does.get(key):
            does()
            return True
        if len(key) == 1:
            self.insert(key)
        return len(key) == 1

    def insert(self, told: str) -> None:
        """Put a text where the cursor is, on one line; what is unsafe to show is dropped."""
        before = one_line(self.text[: self.at] + told)
        self.text, self.at = before + self.text[self.at :], len(before)

    def seen(self, room: int) -> tuple[str, str]:
        """What is shown of it in so many columns, before the cursor and from the cursor on."""
        before, after = self.text[: self.at], self.text[self.at :]
        # The cursor itself takes a column, at the end of the line, too.
        while cell_len(before) > room - 1 - min(cell_len(after), room // 4):
            before = before[1:]
        while cell_len(before) + cell_len(after) > room:
            after = after[:-1]
        return before, after

    def _go(self, at: int) -> None:
        self.at = at

    def _drop(self, first: int, end: int) -> None:
        self.text, self.at = self.text[:first] + self.text[end:], first

    def _before(self) -> int:
        """Where the character before the cursor begins, with the marks that stand on it."""
        at = self.at - 1
        while at > 0 and not get_character_cell_size(self.text[at]):
            at -= 1
        return max(0, at)

    def _after(self) -> int:
        at = self.at + 1
        while at < len(self.text) and not get_character_cell_size(self.text[at]):
            at += 1
        return min(at, len(self.text))

    def _word_before(self) -> int:
        found = _WORD_BEFORE.search(self.text[: self.at])
        return found.start() if found else 0

    def _word_after(self) -> int:
        found = _WORD_AFTER.match(self.text, self.at)
        return found.end() if found else len(self.text)

    def _complete(self) -> None:
        before = self.text[: self.at]
        if not self._turns:
            found = _BEGUN.search(before)
            begun = found[1] if found else ""
            fitting = [c for c in self._choices if c.casefold().startswith(begun.casefold())]
            kept = before[: len(before) - len(begun)]
            self._turns = [*(kept + c for c in fitting), before] if fitting else []
        if self._turns:
            chosen = self._turns.pop(0)
            self._turns.append(chosen)
            self.text, self.at = chosen + self.text[self.at :], len(chosen)


def typed(
    line: Line,
    keys: Callable[[], str],
    pasted: Callable[[], str],
    out: TextIO,
    aside: Callable[[str], object] | None = None,
) -> str | None:
    """What a person makes of a line, without blanks at its ends; None where they leave it.

    keys: waits for the next key. pasted: the text of the key "pasted". out: the terminal, whose
    cursor is on a free row. aside: is told of each key that is none of a line's ("redraw",
    "page down" …), and leaves the cursor on a free row.
    """
    try:
        while True:
            _draw(line, out)
            match keys():
                case "enter":
                    return line.text.strip()
                case "escape" | "quit":
                    return None
                case "end of input" if not line.text:
                    return None
                case "end of input":
                    line.press("delete")
                case "pasted":
                    line.insert(pasted())
                case key if key and not line.press(key) and aside is not None:
                    aside(key)
    except KeyboardInterrupt:
        return None
    finally:
        _draw(Line(), out, mark="")  # no new line: it would move what is shown


def _draw(line: Line, out: TextIO, mark: str = MARK) -> None:
    width = max(10, shutil.get_terminal_size().columns - 1)
    room = width - len(mark)
    before, after = line.seen(room)
    blank = " " * (room - cell_len(before) - cell_len(after))
    out.write(f"\r{mark}{before}{after}{blank}\r{mark}{before}")
    out.flush()
