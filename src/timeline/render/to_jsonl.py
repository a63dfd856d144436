"""JSON Lines: one event, or one flat record, a line."""

from __future__ import annotations

from typing import TextIO

from timeline.contract import line, lines
from timeline.render import Page, Sheet

# Events are taken one by one and need not be in memory.
STREAMS = True


def chronology(page: Page, out: TextIO) -> None:
    """One event a line."""
    for told in lines(page.events):
        out.write(told + "\n")


def sheet(sheet: Sheet, out: TextIO) -> None:
    """One record a line, each written as soon as it is there."""
    for row in sheet.rows:
        out.write(line(row) + "\n")
        out.flush()
