"""A progress line on standard error, on terminals only."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Any

from timeline.cli import streams
from timeline.errors import ArticleFailed, TimelineError
from timeline.safe_text import clean, lines

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID


class Progress:
    """Counts documents while they are read, and tells how long the rest may take.

    A context manager; nothing is drawn in a pipe. paths: what is read, counted beforehand. debug:
    show where a stage broke.
    """

    def __init__(self, paths: Sequence[str], *, quiet: bool, debug: bool = False) -> None:
        dumb = os.environ.get("TERM", "") in ("dumb", "unknown")
        self._bar: Bar | None = None
        self._task: TaskID | None = None
        self._paths, self._debug = paths, debug
        if sys.stderr.isatty() and not dumb and not quiet:
            self._bar = _bar()

    def __enter__(self) -> Progress:
        if self._bar is not None:
            from timeline import read

            with self._unless_gone():
                self._bar.start()
        if self._bar is not None:
            self._task = self._bar.add_task("starting", total=read.expect(self._paths))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            with self._unless_gone():
                self._bar.stop()

    def tick(self, document: str) -> None:
        """A document has its turn."""
        self._update(description=clean(document))

    def done(self) -> None:
        """One more is read, or has failed."""
        self._update(advance=1)

    def merging(self) -> None:
        """All documents are read."""
        self._update(description="merging")

    def _update(self, **changes: Any) -> None:
        if self._bar is not None and self._task is not None:
            with self._unless_gone():
                self._bar.update(self._task, **changes)

    def say(self, message: str) -> None:
        """A line, without tearing the progress line."""
        self._write(streams.line(message))

    def write(self, told: str) -> None:
        """A line as it stands on standard error, likewise."""
        self._write(told)

    def report(self, error: TimelineError) -> None:
        """An error's line, likewise; with --debug where a bug of ours broke."""
        self._write(streams.explained(error))
        if isinstance(error, ArticleFailed) and self._debug and error.trace:
            self._write(lines(error.trace.rstrip()))

    def _write(self, told: str) -> None:
        if self._bar is not None:
            with self._unless_gone():
                self._bar.console.print(told, soft_wrap=True)
        else:
            streams.write(told)

    @contextmanager
    def _unless_gone(self) -> Iterator[None]:
        """A terminal that is gone is no reason to stop: nothing more is drawn."""
        try:
            yield
        except (OSError, ValueError):
            self._bar = None
            streams.let_go_of(sys.stderr)


def _bar() -> Bar:
    from rich.console import Console
    from rich.progress import (
        MofNCompleteColumn,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.progress import Progress as Bar
    from rich.table import Column

    def column() -> Column:
        return Column(no_wrap=True)

    said = Column(no_wrap=True, overflow="ellipsis", ratio=1)
    columns = (
        SpinnerColumn(),
        MofNCompleteColumn(table_column=column()),
        TimeElapsedColumn(table_column=column()),
        TextColumn("eta", table_column=column()),
        TimeRemainingColumn(table_column=column()),
        TextColumn("{task.description}", markup=False, table_column=said),
    )
    console = Console(stderr=True, markup=False, highlight=False, emoji=False)
    return Bar(*columns, console=console, transient=True, expand=True)
