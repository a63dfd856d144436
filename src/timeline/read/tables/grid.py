"""A table as its rows of cells, whichever program saved it: not as an article, but to be compared.

Delimited text is read by its header: the sign that parts the cells is the one that sets the wanted
column apart. Of a workbook the first sheet is read that has the column. The header is the first of
the uppermost rows that has it. Raises InputError for what is no such table.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import PurePath

from timeline.decode import decode, guessed
from timeline.errors import InputError

_DELIMITERS = ",;\t|"
# Excel's own way to say what parts cells.
_SAID = re.compile(r"sep=(.)\n", re.I)
_ZIP, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODS = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
_WORKBOOKS = (".xlsx", ".xlsm", ".ods", ".xls")
# Rows among which the header is looked for: people write titles above a table.
_UPPERMOST = 10


@dataclass(frozen=True, slots=True)
class Line:
    """One row. number: of the line that it begins on, or of the row in its sheet, from 1. unended:
    it is the last of a text and has no line end, so that some of it may be lost."""

    number: int
    cells: tuple[str, ...]
    unended: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """header: the columns' names as written. lines: the rows below it that hold anything.

    encoding: of text that isn't Unicode, in which some characters may have been lost; "" for all
    else. notes: what is to be told of how it was read.
    """

    header: tuple[str, ...]
    lines: tuple[Line, ...]
    encoding: str = ""
    notes: tuple[str, ...] = ()


def read(data: bytes, name: str, column: str) -> Grid:
    """The table that has a column of this name (lower case) in one of its first ten rows that hold
    anything.

    name: what the file is called in messages.
    """
    if data.startswith((_ZIP, _COMPOUND)):
        return _of_workbook(data, name, column)
    if PurePath(name).suffix.lower() in _WORKBOOKS:
        return _of_misnamed(data, name, column)
    return _of_text(data, name, column)


def _of_misnamed(data: bytes, name: str, column: str) -> Grid:
    """The table in a text that is called like a workbook."""
    suffix = PurePath(name).suffix
    try:
        found = _of_text(data, name, column)
    except InputError as error:
        why = f"it is no workbook, whatever it is called; read as text: {error.why}"
        how = f"save it as {suffix} again, or export it with timeline show --csv"
        raise InputError(name, why, how) from None
    said = f"{name} is no workbook, though it ends in {suffix}: it is read as CSV"
    return replace(found, notes=(said, *found.notes))


def _of_text(data: bytes, name: str, column: str) -> Grid:
    text, notes = decode(data, name)
    encoding = guessed(data) if notes and notes[0].startswith("not UTF-8") else ""
    if not text.strip():
        raise InputError(name, "it is empty", "export it again with timeline show --csv")
    said = _SAID.match(text)
    skipped = 1 if said else 0
    text = text[said.end() :] if said else text
    delimiter = said[1] if said else _delimiter(text, column)
    rows = _parted(text, delimiter, name, skipped, column)
    if rows and not text.endswith("\n"):
        rows[-1] = replace(rows[-1], unended=True)
    return _grid(rows, name, column, encoding, notes)


def _parted(text: str, delimiter: str, name: str, skipped: int, column: str) -> list[Line]:
    """The rows; of commas also those that a program which parts cells at semicolons took for one
    cell each, or for several where a text has semicolons, and wrote again so."""
    wrong: InputError | None = None
    rows: list[Line] = []
    try:
        rows = list(_rows(text, delimiter, name, skipped))
    except InputError as error:
        wrong = error
    table = rows[_header(rows, column) or 0 :]
    width = len(table[0].cells) if table else 0
    torn = width > 1 and any(len(row.cells) == 1 for row in table[:-1])
    if delimiter == "," and (wrong or torn or table[0].cells[-1].endswith(";")):
        try:
            return list(_put_together(text, name, skipped))
        except InputError:
            pass
    if wrong is not None:
        raise wrong
    return rows


def _put_together(text: str, name: str, skipped: int) -> Iterator[Line]:
    for line in _rows(text, ";", name, skipped):
        for row in _rows(";".join(line.cells).rstrip(";"), ",", name, 0):
            yield Line(line.number, row.cells)


def _delimiter(text: str, column: str) -> str:
    """The sign that sets the column apart in one of the first lines, a comma where none does."""
    lines = (line for line in text.split("\n", 10 * _UPPERMOST) if line.strip())
    for line in islice(lines, _UPPERMOST):
        for sign in _DELIMITERS:
            if _has(line.replace('"', "").split(sign), column):
                return sign
    return ","


def _has(cells: Sequence[str], column: str) -> bool:
    return len(cells) > 1 and column in (cell.strip().casefold() for cell in cells)


def _header(rows: Sequence[Line], column: str) -> int | None:
    """The place of the row that has the column."""
    return next((n for n, row in enumerate(rows[:_UPPERMOST]) if _has(row.cells, column)), None)


def _rows(text: str, delimiter: str, name: str, skipped: int) -> Iterator[Line]:
    """The rows that hold anything. skipped: lines before the text."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = skipped + 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield Line(number, tuple(cells))
            number = skipped + reader.line_num + 1
    except csv.Error as error:
        why = f"this is no table ({error})"
        raise InputError(f"{name}:{number}", why, "save it as CSV again") from None


def _of_workbook(data: bytes, name: str, column: str) -> Grid:
    if data.startswith(_COMPOUND):
        from timeline.read.office.xls import sheets
    elif _ODS in data[:200]:
        from timeline.read.office.ods import sheets
    else:
        from timeline.read.office.xlsx import sheets
    found = [sheet for sheet in sheets(data, name) if not sheet.hidden]
    for sheet in found:
        rows = [Line(n, tuple(row)) for n, row in enumerate(sheet.rows, 1) if any(row)]
        if (head := _header(rows, column)) is not None:
            if sheet.cut:
                why = "it has more rows or columns than are read of a workbook"
                raise InputError(name, why, "save the sheet as CSV")
            # A cell of a workbook that is emptied at the end of its row is no longer there.
            width = len(rows[head].cells)
            filled = (replace(r, cells=r.cells + ("",) * (width - len(r.cells))) for r in rows)
            return _grid(list(filled), name, column)
    raise _without(name, column)


def _grid(
    rows: Sequence[Line], name: str, column: str, encoding: str = "", notes: Sequence[str] = ()
) -> Grid:
    head = _header(rows, column)
    if head is None:
        raise _without(name, column)
    header = tuple(cell.strip() for cell in rows[head].cells)
    return Grid(header, tuple(rows[head + 1 :]), encoding, tuple(notes))


def _without(name: str, column: str) -> InputError:
    how = "keep that column and its name; timeline show --csv writes it"
    return InputError(name, f"no table in it has a column {column} in its first rows", how)
