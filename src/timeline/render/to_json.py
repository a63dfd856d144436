"""One JSON document: {"schema", "documents", "events"}; flat records as one array."""

from __future__ import annotations

from typing import TextIO

from timeline.contract import line, whole
from timeline.render import Page, Sheet

# Events are taken one by one and need not be in memory.
STREAMS = True


def chronology(page: Page, out: TextIO) -> None:
    """The whole contract, as chronology.json holds it."""
    out.writelines(whole(page.documents, page.events))


def sheet(sheet: Sheet, out: TextIO) -> None:
    """An array with one record a line."""
    between = "[\n"
    for row in sheet.rows:
        out.write(between + line(row))
        between = ",\n"
    out.write("[]\n" if between == "[\n" else "\n]\n")
