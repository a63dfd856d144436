"""Excel's workbooks until 2003 (.xls), by xlrd: the sheets that are shown, in their order.

xlrd is Python throughout, so that a hostile file raises and ends no process.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

from timeline.errors import InputError
from timeline.read.draft import Found
from timeline.read.office import number_formats
from timeline.read.tables import cells
from timeline.read.tables.sheets import (
    MOST_COLUMNS,
    MOST_ROWS,
    Sheet,
    cell_text,
    draft,
    spread,
)

_DAY_NOUGHT = (date(1899, 12, 30), date(1904, 1, 1))  # by the workbook's mode


class _Nothing(io.TextIOBase):
    """Where what xlrd says goes."""

    def write(self, said: str) -> int:
        """Let it go."""
        return len(said)


def read(data: bytes, name: str) -> Iterator[Found]:
    """The workbook as one article. Raises InputError for what is damaged, locked or empty."""
    yield draft(sheets(data, name), name)


def sheets(data: bytes, name: str) -> list[Sheet]:
    """The sheets as they stand. Raises InputError for what is damaged or locked."""
    import xlrd

    # A damaged file fails in a dozen ways.
    try:
        book = xlrd.open_workbook(
            file_contents=data, logfile=_Nothing(), formatting_info=True, ragged_rows=True
        )
        left = MOST_ROWS
        found = []
        for sheet in book.sheets():
            found.append(_sheet(book, sheet, left))
            left -= len(found[-1].rows)
    except xlrd.XLRDError as e:
        if "encrypt" in str(e).lower():
            why = "it is protected by a password"
            raise InputError(name, why, "save it without one") from e
        raise InputError(name, "the spreadsheet is damaged", "save it again as .xlsx") from e
    except Exception as e:
        raise InputError(name, "the spreadsheet is damaged", "save it again as .xlsx") from e
    return found


def _sheet(book: Any, sheet: Any, most: int) -> Sheet:
    told = Sheet(sheet.name, hidden=sheet.visibility != 0)
    told.cut = sheet.nrows > most or any(
        sheet.row_len(n) > MOST_COLUMNS for n in range(min(sheet.nrows, most))
    )
    for number in range(min(sheet.nrows, most)):
        width = min(sheet.row_len(number), MOST_COLUMNS)
        told.rows.append([_told(book, sheet, number, column) for column in range(width)])
    left = MOST_ROWS
    for first, end, column, _ in sheet.merged_cells:
        last = min(end, len(told.rows)) - 1
        if 0 < last - first <= left and column < MOST_COLUMNS:
            left -= last - first
            spread(told.rows, column, first, last)
    return told


def _told(book: Any, sheet: Any, row: int, column: int) -> str:
    """What a cell says: kinds are those of xlrd, 1 a text, 2 a number, 3 a day, 4 yes or no."""
    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    if kind == 1:
        return cell_text(value)
    if kind == 4:
        return "TRUE" if value else "FALSE"
    if kind == 3:
        code = book.format_map[book.xf_list[sheet.cell_xf_index(row, column)].format_key]
        finest = number_formats.finest(code.format_str) or "day"
        return cells.of_days(value, _DAY_NOUGHT[book.datemode], finest=finest)
    return cells.number(value) if kind == 2 else ""
