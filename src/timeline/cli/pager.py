"""What is longer than the screen goes through a pager, as git's output does.

The pager is what TIMELINE_PAGER or PAGER says, else less where there is one; `cat`, or nothing, is
none. What fits the screen is printed as it is, and no pager is started for it.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any

from timeline.cli import global_options

_FOR_PEOPLE = ("table", "list", "text")
_LINKS_SINCE = 566  # the version of less that passes links on


def paged(out: Any, format_name: str) -> Any:
    """A stream, or what pages it where it is a terminal and people read the format."""
    if format_name not in _FOR_PEOPLE or not out.isatty():
        return out
    words = command(os.environ)
    return Paged(out, words) if words else out


def command(environment: Mapping[str, str]) -> list[str]:
    """The pager and its arguments, empty for none."""
    if not global_options.SETTINGS.pager or environment.get("TERM") == "dumb":
        return []
    said = environment.get("TIMELINE_PAGER", environment.get("PAGER"))
    if said is None:
        less = shutil.which("less")
        return [less, "-FRX"] if less else []
    try:
        words = shlex.split(said)
    except ValueError:  # a quotation mark that nothing closes
        return []
    return [] if words == ["cat"] else words


class Paged:
    """A terminal that is written to through a pager once more was written than fits it."""

    def __init__(self, out: Any, words: list[str]) -> None:
        self._out, self._words = out, words
        self._size = shutil.get_terminal_size()
        self._kept: list[str] = []
        self._lines = 0
        self._process: subprocess.Popen[str] | None = None
        self._interrupted: Any = None
        self._into: Any = None

    @property
    def encoding(self) -> str:
        """The terminal's."""
        return str(self._out.encoding)

    @cached_property
    def links(self) -> bool:
        """Whether links come through."""
        if Path(self._words[0]).name != "less":
            return False
        with suppress(OSError, subprocess.SubprocessError):
            asked = [self._words[0], "--version"]
            told = subprocess.run(asked, capture_output=True, text=True, timeout=5, check=False)
            version = re.match(r"less (\d+)", told.stdout)
            return version is not None and int(version[1]) >= _LINKS_SINCE
        return False

    def isatty(self) -> bool:
        """True: what is written is for the screen."""
        return True

    def write(self, text: str) -> None:
        """Write text. What a pager that was left does not take is dropped."""
        if self._into is None:
            self._kept.append(text)
            self._lines += sum(1 + len(one) // self._size.columns for one in text.split("\n")) - 1
            if self._lines >= self._size.lines:
                self._start()
            return
        try:
            self._into.write(text)
            self._into.flush()
        except BrokenPipeError:
            self._into = _Nowhere()

    def flush(self) -> None:
        """Nothing: what is kept is written when it is known where."""

    def close(self) -> None:
        """Write what was kept, or wait until whoever reads has left the pager."""
        if self._into is None:
            self._out.writelines(self._kept)
            return
        if self._process is not None and self._process.stdin is not None:
            with suppress(BrokenPipeError):
                self._process.stdin.close()
            self._process.wait()
            signal.signal(signal.SIGINT, self._interrupted)

    def _start(self) -> None:
        # As git does: what a pager needs to show colours, where nobody has said otherwise.
        told = {"LESS": "FRX", "LV": "-c"} | os.environ
        self._out.flush()
        try:
            self._process = subprocess.Popen(
                self._words, stdin=subprocess.PIPE, env=told, encoding=self.encoding,
                errors="replace",
            )  # fmt: skip
        except OSError:  # there is no such pager
            self._into = self._out
        else:
            # Ctrl-C is the pager's, until it is left.
            self._interrupted = signal.signal(signal.SIGINT, signal.SIG_IGN)
            self._into = self._process.stdin
        kept, self._kept = "".join(self._kept), []
        self.write(kept)


class _Nowhere:
    def write(self, _: str) -> None:
        """Drop it."""

    def flush(self) -> None:
        """Nothing is left."""
