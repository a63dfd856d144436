"""Where output goes: data to standard output, all else to standard error."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Any, cast

import typer

from timeline.cli import everywhere
from timeline.errors import Exit, TimelineError, UsageError
from timeline.render.words import clean

if TYPE_CHECKING:
    from timeline.contract import EventRow
    from timeline.store import Query, Selection, Store


Into = Callable[[], AbstractContextManager[Any]]


def line(message: str, **facts: str | int) -> str:
    """What is said on standard error; with --error-format json an object with these facts too."""
    text = clean(message)
    if everywhere.SETTINGS.error_format == "json":
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


def report(error: TimelineError) -> None:
    """An error as its one line; as JSON: what, why and how, its code and exit code."""
    write(explained(error))


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


def choose(name: str | None, *, json: bool, jsonl: bool, csv: bool) -> str:
    """The format asked for; else a table on a terminal and JSON Lines in a pipe."""
    asked = {"json": json, "jsonl": jsonl, "csv": csv}
    wanted = {short for short, given in asked.items() if given} | (
        {name} if name is not None else set()
    )
    if len(wanted) > 1:
        raise UsageError(
            "--format", f"{' and '.join(sorted(wanted))} were both asked for", "choose one"
        )
    if wanted:
        return wanted.pop()
    return "table" if sys.stdout.isatty() else "jsonl"


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


def show(
    store: Store,
    selection: Selection,
    format_name: str,
    *,
    quiet: bool,
    failed: int = 0,
    into: Into | None = None,
    how: Mapping[str, Any] | None = None,
) -> None:
    """Write selected events, and what was left out or failed to standard error.

    into: opens what to write to, standard output without; how: fields of the page to render.
    """
    documents = page(store, selection.events, format_name, into, how)
    if not quiet:
        _footer(selection, documents, failed)


def found(store: Store, query: Query, format_name: str) -> Selection:
    """What a query asks for; outside of memory where the format writes events one by one."""
    from timeline import render

    return store.select(query, spooled=render.streams(format_name))


def page(
    store: Store,
    events: Collection[EventRow],
    format_name: str,
    into: Into | None = None,
    how: Mapping[str, Any] | None = None,
) -> int:
    """Write events; the number of documents there are."""
    from timeline import render

    documents = store.documents()
    # A table of nothing is a bare header; the line on standard error says it better.
    if events or format_name not in ("table", "list"):
        around: Mapping[Any, Any] = {}
        if format_name == "html":
            from timeline.cli import passages

            around = passages.around(events, documents)
        with into() if into else data(format_name) as out:
            rows = cast("Sequence[EventRow]", events)
            told = render.Page(documents, rows, store.id_length(), around, **(how or {}))
            left_out = render.find(format_name).chronology(told, out)
        if left_out:
            say(f"{count(left_out, 'event')} left out: {format_name} can't hold open dates")
    return len(documents)


def _footer(selection: Selection, documents: int, failed: int) -> None:
    parts = [count(len(selection.events), "event")]
    if selection.cut:
        parts.append(f"{selection.cut} more (--limit)")
    if selection.hidden:
        parts.append(f"{selection.hidden} hidden (--all)")
    if selection.away:
        parts.append(f"{selection.away} put away by timeline hide (--hidden)")
    parts.append(count(documents, "document"))
    if failed:
        parts.append(f"{count(failed, 'input')} failed")
    say(", ".join(parts))


def count(number: int, noun: str) -> str:
    """A number and its noun: 1 event, 2 events."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def empty_exit(selection: Selection, fail_empty: bool) -> int:
    """3 when nothing matched and that is to count as failure."""
    return Exit.EMPTY if fail_empty and not selection.events else Exit.OK
