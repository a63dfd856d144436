"""CSV that opens right in a spreadsheet: one row an event, lists joined by "; ".

White space in a cell is one blank, and what a spreadsheet would run as a formula, whichever mark it
parts cells at, is set off by an apostrophe (formulas.py). Numbers are numbers.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import Any, TextIO

from timeline.flat import COLUMNS, addresses, row
from timeline.formulas import set_off
from timeline.render import Page, Sheet
from timeline.safe_text import clean

# Events are taken one by one and need not be in memory.
STREAMS = True


def chronology(page: Page, out: TextIO, delimiter: str = ",") -> None:
    """One row an event; quote is that of the first mention, amounts as the articles write them."""
    known = addresses(page.documents)
    _write(COLUMNS, (row(event, known, page.shown) for event in page.events), out, delimiter)


def sheet(sheet: Sheet, out: TextIO, delimiter: str = ",") -> None:
    """One row a record."""
    names = [column.name for column in sheet.columns]
    _write(names, ([told.get(name) for name in names] for told in sheet.rows), out, delimiter)


def _write(
    header: Iterable[str], rows: Iterable[Iterable[Any]], out: TextIO, delimiter: str
) -> None:
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(header)
    for values in rows:
        writer.writerow([_cell(value) for value in values])


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        value = "; ".join("" if v is None else str(v) for v in value)
    if not isinstance(value, str):
        return value
    return set_off(clean(value))
