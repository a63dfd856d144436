"""OpenDocument spreadsheets (.ods): the sheets that are shown, in their order."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.read.draft import Found
from timeline.read.office import unread
from timeline.read.office.blocks import Table, cell_text
from timeline.read.office.odf_xml import Document
from timeline.read.office.odt import body
from timeline.read.office.package import opened
from timeline.read.tables.sheets import MOST_COLUMNS, MOST_ROWS, Sheet, draft


def read(data: bytes, name: str) -> Iterator[Found]:
    """The workbook as one article. Raises InputError for what is damaged, or holds nothing."""
    with opened(data, name, "spreadsheet") as package:
        document, title, whole = body(package, sheets=True)
    seen = {"chart": document.seen["chart"]}
    told = (*unread.left_out({"comment": document.seen["comment"]}), *unread.pictures(seen, 0, ""))
    yield draft(_sheets(document, whole), name, title=title, warnings=told)


def sheets(data: bytes, name: str) -> list[Sheet]:
    """The sheets as they stand. Raises InputError for what is damaged."""
    with opened(data, name, "spreadsheet") as package:
        document, _, whole = body(package, sheets=True)
    return _sheets(document, whole)


def _sheets(document: Document, whole: bool) -> list[Sheet]:
    """The sheets of a document. whole: whether it was read to its end."""
    found = []
    for called, held in document.pages:
        tables = [block for block in held if isinstance(block, Table)]
        rows = [[cell_text(cell) for cell in row] for table in tables for row in table.rows]
        cut = not whole or len(rows) >= MOST_ROWS or any(len(row) > MOST_COLUMNS for row in rows)
        found.append(Sheet(called, rows[:MOST_ROWS], called in document.hidden, cut))
    return found
