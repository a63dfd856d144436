"""Tab-separated values: the rows of the CSV, parted by tabs, of which no cell holds one.

A cell with a quotation mark stands between quotation marks, as in CSV: a spreadsheet would take one
that merely begins so for the beginning of a longer cell.
"""

from __future__ import annotations

from typing import TextIO

from timeline.render import Page, Sheet, to_csv

# Events are taken one by one and need not be in memory.
STREAMS = True


def chronology(page: Page, out: TextIO) -> None:
    """One row an event."""
    to_csv.chronology(page, out, "\t")


def sheet(sheet: Sheet, out: TextIO) -> None:
    """One row a record."""
    to_csv.sheet(sheet, out, "\t")
