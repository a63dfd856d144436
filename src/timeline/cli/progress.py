"""A progress line on standard error, on terminals only."""

from __future__ import annotations

import os
import sys
from types import TracebackType
from typing import TYPE_CHECKING

from timeline.cli.output import report
from timeline.errors import TimelineError
from timeline.render.words import clean

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID


class Progress:
    """Counts documents while they are read. A context manager; nothing is drawn in a pipe."""

    def __init__(self, *, quiet: bool) -> None:
        dumb = os.environ.get("TERM", "") in ("dumb", "unknown")
        self._bar: Bar | None = None
        self._task: TaskID | None = None
        if sys.stderr.isatty() and not dumb and not quiet:
            self._bar = _bar()

    def __enter__(self) -> Progress:
        if self._bar is not None:
            self._bar.start()
            self._task = self._bar.add_task("starting", total=None)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def tick(self, document: str) -> None:
        """One more document has its turn."""
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, advance=1, description=clean(document)[-48:])

    def merging(self) -> None:
        """All documents are read."""
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, description="merging")

    def report(self, error: TimelineError) -> None:
        """An error's line, without tearing the progress line."""
        if self._bar is not None:
            self._bar.console.print(f"timeline: {clean(str(error))}", soft_wrap=True)
        else:
            report(error)


def _bar() -> Bar:
    from rich.console import Console
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.completed:,}"),
        TextColumn("{task.description}", markup=False),
    )
    console = Console(stderr=True, markup=False, highlight=False, emoji=False)
    return Bar(*columns, console=console, transient=True)
