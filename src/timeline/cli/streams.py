"""The standard streams: data goes to standard output, all else to standard error."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import typer

from timeline.cli import global_options
from timeline.errors import ArticleFailed, Exit, TimelineError, UsageError
from timeline.render.words import clean


def line(message: str, **facts: str | int) -> str:
    """What is said on standard error; with --error-format json an object with these facts too."""
    text = clean(message)
    if global_options.SETTINGS.error_format == "json":
        return json.dumps({"level": "note", "message": text, **facts}, ensure_ascii=False)
    return f"timeline: {text}"


def say(message: str, **facts: str | int) -> None:
    """One line on standard error."""
    write(line(message, **facts))


def write(told: str) -> None:
    """A line as it stands on standard error, if anybody listens."""
    try:
        sys.stderr.write(told + "\n")
        sys.stderr.flush()
    except (BrokenPipeError, ValueError):  # nobody is listening, or the stream was closed
        pass


def report(error: TimelineError, *, debug: bool = False) -> None:
    """An error as its one line; as JSON: what, why and how, its code and exit code.

    debug: show where a stage broke, too.
    """
    write(explained(error))
    if debug and isinstance(error, ArticleFailed) and error.trace:
        write(error.trace.rstrip())


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
    """Standard output, fit for a format: text, or bytes for a binary one.

    A reader that has read enough (`| head`) is no error: the command ends quietly at once. Raises
    UsageError for a binary format on a terminal.
    """
    from timeline import render

    out = sys.stdout
    if isinstance(out, io.TextIOWrapper):
        if format_name in ("table", "list"):
            out.reconfigure(errors="replace")
        else:
            # Line ends as the format writes them: a calendar's are its own.
            out.reconfigure(encoding="utf-8", newline="")
    binary = render.is_binary(format_name)
    if binary and out.isatty():
        how = f"write to a file: timeline show -o chronology.{format_name}"
        raise UsageError("--format", f"{format_name} is no text for a terminal", how)
    try:
        yield out.buffer if binary else out
        out.flush()
    except BrokenPipeError:
        let_go_of_stdout()
        raise typer.Exit(Exit.OK) from None
    except OSError as error:
        let_go_of_stdout()
        why = (error.strerror or str(error)).lower()
        raise TimelineError("standard output", why, "make room or write elsewhere") from error


def let_go_of_stdout() -> None:
    """Stop Python from flushing into a closed pipe when it ends."""
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
    except (OSError, ValueError):  # a stream that isn't a file
        pass


def count(number: int, noun: str) -> str:
    """A number and its noun: 1 event, 2 events."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def refuse_terminal(how: str) -> None:
    """Raise UsageError when standard input is a terminal, where nobody means to type an article."""
    if sys.stdin.isatty():
        raise UsageError("-", "standard input is a terminal", how)
