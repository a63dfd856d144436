"""The standard streams: data goes to standard output, all else to standard error.

A stream may be closed, full or nobody's. What can't be said on standard error is lost and changes
nothing; data that can't be written is an error of the run, unless the reader has read enough.
"""

from __future__ import annotations

import errno
import io
import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import typer

from timeline.cli import global_options, pager
from timeline.errors import ArticleFailed, Exit, TimelineError, UsageError
from timeline.safe_text import clean, escaped, lines

FOR_PEOPLE = ("table", "list")
"""Formats that people read."""


def for_people() -> bool:
    """Whether people read what is said, and not a program every line by itself."""
    return global_options.SETTINGS.error_format == "text"


def line(message: str, **facts: str | int) -> str:
    """What is said on standard error; with --error-format json an object with these facts too."""
    text = clean(message)
    if global_options.SETTINGS.error_format == "json":
        told = {"level": "note", "message": text, **facts}
        return escaped(json.dumps(told, ensure_ascii=False))
    return f"timeline: {text}"


def say(message: str, **facts: str | int) -> None:
    """One line on standard error."""
    write(line(message, **facts))


def write(told: str) -> None:
    """A line as it stands on standard error, if anybody listens."""
    try:
        # An argument may hold bytes that are no text.
        sys.stderr.write(told.encode("utf-8", "backslashreplace").decode("utf-8") + "\n")
        sys.stderr.flush()
    except (OSError, ValueError):  # nobody is listening, it is full, or it was closed
        let_go_of(sys.stderr)


def report(error: TimelineError, *, debug: bool = False) -> None:
    """An error as its one line; as JSON: what, why and how, its code and exit code.

    debug: show where a stage broke, too.
    """
    write(explained(error))
    if debug and isinstance(error, ArticleFailed) and error.trace:
        write(lines(error.trace.rstrip()))


def noted(error: TimelineError) -> str:
    """The line of what is told and no failure."""
    return line(str(error), code=error.code, what=error.what, why=error.why, how=error.how)


def explained(error: TimelineError) -> str:
    """An error's line."""
    return line(
        str(error),
        level="error",
        code=error.code,
        what=error.what,
        why=error.why,
        how=error.how,
        exit_code=int(error.exit_code),
    )


@contextmanager
def data(format_name: str) -> Iterator[Any]:
    """Standard output, fit for a format: text, or bytes for a binary one. What people read and a
    screen can't hold goes through a pager.

    A reader that has read enough (`| head`) is no error: the command ends quietly at once. Raises
    UsageError for a binary format on a terminal.
    """
    out = sys.stdout
    if isinstance(out, io.TextIOWrapper):
        if format_name in FOR_PEOPLE:
            out.reconfigure(errors="replace")
        else:
            # Line ends as the format writes them: a calendar's are its own.
            out.reconfigure(encoding="utf-8", newline="")
    refuse_binary(format_name, out)
    shown = pager.paged(out, format_name)
    try:
        try:
            yield out.buffer if _is_binary(format_name) else safe(shown, format_name)
        finally:
            if shown is not out:
                shown.close()
        out.flush()
    except BrokenPipeError:
        let_go_of_stdout()
        raise typer.Exit(Exit.OK) from None
    except OSError as error:
        raise unwritable(error) from error


def unwritable(error: OSError) -> TimelineError:
    """The error of standard output that can't be written; no more is written there after it."""
    let_go_of_stdout()
    if error.errno == errno.EBADF:
        return TimelineError("standard output", "it is closed", "leave it open or write elsewhere")
    why = (error.strerror or str(error)).lower()
    return TimelineError("standard output", why, "make room or write elsewhere")


def is_of_a_stream(error: OSError) -> bool:
    """Whether an error that names no file is that of writing to a stream."""
    return error.filename is None and error.errno in _OF_A_STREAM


_OF_A_STREAM = frozenset(
    getattr(errno, name)
    for name in ("EBADF", "EFBIG", "EIO", "ENOSPC", "EDQUOT", "ECONNRESET", "ESHUTDOWN", "ENXIO")
    if hasattr(errno, name)
)


def occupy() -> None:
    """Put what fails when it is used in the place of standard streams that were closed.

    Else the next file to be opened would take their number: what a library writes there would go
    into the store. Standard error becomes nobody's.
    """
    streams = (("stdin", "r", os.O_WRONLY), ("stdout", "w", os.O_RDONLY),
               ("stderr", "w", os.O_WRONLY))  # fmt: skip
    for number, (name, mode, how) in enumerate(streams):
        if getattr(sys, name) is None:
            file = os.open(os.devnull, how)
            if file != number and not _is_open(number):
                os.dup2(file, number)
                os.close(file)
                file = number
            setattr(sys, name, open(file, mode, encoding="utf-8", closefd=False))  # noqa: SIM115
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal may know ASCII only


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def settle(code: int) -> int:
    """Write out what standard output still holds, which Python would do too late to tell of it.

    Returns the exit code of the process: code, or that of the failure where code is 0.
    """
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        let_go_of_stdout()
    except ValueError:  # closed by whoever called
        pass
    except OSError as error:
        report(unwritable(error))
        return code or Exit.SOME_FAILED
    return code


def refuse_binary(format_name: str, out: Any) -> None:
    """Raise UsageError for a binary format on a terminal."""
    if _is_binary(format_name) and out.isatty():
        how = f"write to a file: timeline show -o chronology.{format_name}"
        raise UsageError("--format", f"{format_name} is no text for a terminal", how)


def _is_binary(format_name: str) -> bool:
    if format_name in FOR_PEOPLE:
        return False
    from timeline import render

    return render.is_binary(format_name)


def safe(out: Any, format_name: str) -> Any:
    """The same stream, or for JSON on a terminal one that escapes what could steer it."""
    return Escaping(out) if format_name.startswith("json") and out.isatty() else out


class Escaping:
    """A stream of JSON whose control and direction characters are written as escapes."""

    def __init__(self, out: Any) -> None:
        self._out = out

    def write(self, text: str) -> None:
        """Write JSON; its data stay the same."""
        self._out.write(escaped(text))

    def writelines(self, texts: Iterable[str]) -> None:
        """Write pieces of JSON."""
        self._out.writelines(map(escaped, texts))

    def flush(self) -> None:
        """Flush."""
        self._out.flush()


def let_go_of_stdout() -> None:
    """Stop Python from flushing into a closed pipe when it ends."""
    let_go_of(sys.stdout)


def let_go_of(stream: Any) -> None:
    """What is still to be written to a stream, and all that follows, goes nowhere."""
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, stream.fileno())
        os.close(null)
    except (OSError, ValueError, AttributeError):  # a stream that isn't a file
        pass


def count(number: int, noun: str) -> str:
    """A number and its noun: 1 event, 2 events."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def refuse_terminal(how: str) -> None:
    """Raise UsageError when standard input is a terminal, where nobody means to type an article."""
    if sys.stdin.isatty():
        raise UsageError("-", "standard input is a terminal", how)
