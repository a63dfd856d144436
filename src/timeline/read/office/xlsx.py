"""Excel's workbooks (.xlsx): the sheets that are shown, in their order; of formulas their values.

A cell is told as it is shown where that tells its day: a date as finely as its format has it. Cells
that were merged across rows are told in each of them.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from timeline.read.draft import Found
from timeline.read.office import number_formats, unread
from timeline.read.office.package import Package, opened
from timeline.read.office.xml_events import Reading, Texts
from timeline.read.tables import cells
from timeline.read.tables.sheets import MOST_COLUMNS, MOST_ROWS, Sheet, cell_text, draft, spread

_MAIN = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "",
    "http://purl.oclc.org/ooxml/spreadsheetml/main": "",
    "http://schemas.openxmlformats.org/package/2006/relationships": "",
}
_CORE = {"http://purl.org/dc/elements/1.1/": "dc:"}
# Days are counted from here, or in workbooks of old Macs from the second.
_DAY_NOUGHT, _DAY_NOUGHT_OF_MAC = date(1899, 12, 30), date(1904, 1, 1)
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_MOST_STRINGS = 1_000_000


def read(data: bytes, name: str) -> Iterator[Found]:
    """The workbook as one article. Raises InputError for what is damaged, or holds nothing."""
    with opened(data, name, "spreadsheet") as package:
        core = Texts(_CORE, "dc:title")
        package.read("docProps/core.xml", core)
        sheets = _sheets(package)
        beside = tuple(_beside(package))
    read_, lost = [sheet for sheet, _ in sheets], sum(formulas for _, formulas in sheets)
    told = (f"{lost} formulas have no stored result and were left out",) if lost else ()
    yield draft(read_, name, title=core.first("dc:title"), warnings=(*told, *beside))


def sheets(data: bytes, name: str) -> list[Sheet]:
    """The sheets as they stand. Raises InputError for what is damaged."""
    with opened(data, name, "spreadsheet") as package:
        return [sheet for sheet, _ in _sheets(package)]


def _sheets(package: Package) -> list[tuple[Sheet, int]]:
    """The sheets, each with the number of its formulas that have no value."""
    book, strings, styles, relations = _Book(), _Strings(), _Formats(), _Relations()
    package.read("xl/workbook.xml", book)
    package.read("xl/sharedStrings.xml", strings)
    package.read("xl/styles.xml", styles)
    package.read("xl/_rels/workbook.xml.rels", relations)
    return [
        _sheet(package, sheet, relations.parts.get(number, ""), (book, strings, styles))
        for sheet, number in book.sheets
    ]


def _sheet(
    package: Package, sheet: Sheet, part: str, book: tuple[_Book, _Strings, _Formats]
) -> tuple[Sheet, int]:
    """A sheet with its rows, and how many formulas in it have no value; none where it is hidden
    or a chart."""
    if not part.startswith("xl/worksheets/"):
        return sheet, 0
    reading = _Cells(sheet, *book)
    if not package.read(part, reading):
        sheet.cut = True
    reading.merge()
    return sheet, 0 if sheet.hidden else reading.without_value


def _beside(package: Package) -> Iterator[str]:
    """What is told of that isn't in cells."""
    comments = 0
    for part in package.names:
        if re.fullmatch(r"xl/(?:comments\d*|comments/comment\d*)\.xml", part):
            notes = Texts(_MAIN, "comment")
            package.read(part, notes)
            comments += len(notes.found)
    yield from unread.left_out({"comment": comments})
    charts = sum(re.fullmatch(r"xl/charts/chart\d*\.xml", p) is not None for p in package.names)
    yield from unread.pictures({"chart": charts}, 0, "")


class _Book(Reading):
    """The workbook's sheets, each with the number that tells its part."""

    vocabularies = _MAIN
    attributed: ClassVar[frozenset[str]] = frozenset({"sheet", "workbookPr"})

    def __init__(self) -> None:
        self.sheets: list[tuple[Sheet, str]] = []
        self.nought = _DAY_NOUGHT

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A sheet, or what holds for all."""
        if tag == "sheet":
            hidden = attributes.get("state", "visible") != "visible"
            sheet = Sheet(attributes.get("name", ""), hidden=hidden)
            self.sheets.append((sheet, attributes.get("id", "")))
        elif tag == "workbookPr" and attributes.get("date1904") in ("1", "true"):
            self.nought = _DAY_NOUGHT_OF_MAC


class _Relations(Reading):
    """The parts of sheets by number."""

    vocabularies = _MAIN
    attributed: ClassVar[frozenset[str]] = frozenset({"Relationship"})

    def __init__(self) -> None:
        self.parts: dict[str, str] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A relation; one that leads outside the file is none."""
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.join("/xl", attributes.get("Target", ""))
            self.parts[attributes.get("Id", "")] = posixpath.normpath(target).lstrip("/")


class _Strings(Reading):
    """The texts that cells share, without how they are pronounced."""

    vocabularies = _MAIN

    def __init__(self) -> None:
        self.told: list[str] = []
        self._pieces: list[str] = []
        self._text = False
        self._sound = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A text begins, or a piece of it."""
        if tag == "si":
            self._pieces = []
        self._sound += tag == "rPh"
        self._text = tag == "t" and not self._sound

    def end(self, tag: str) -> None:
        """It ends."""
        self._text = False
        self._sound -= tag == "rPh"
        if tag == "si" and len(self.told) < _MOST_STRINGS:
            self.told.append(cell_text("".join(self._pieces)))

    def text(self, text: str) -> None:
        """A piece of it."""
        if self._text:
            self._pieces.append(text)


class _Formats(Reading):
    """How finely each style of cells shows a date: "" where it is none."""

    vocabularies = _MAIN
    attributed: ClassVar[frozenset[str]] = frozenset({"numFmt", "xf"})

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}
        self._numbers: list[str] = []
        self._inside = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A format's code, or a style that has it."""
        if tag == "numFmt":
            self._codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag == "cellXfs":
            self._inside = True
        elif tag == "xf" and self._inside:
            self._numbers.append(attributes.get("numFmtId", ""))

    def end(self, tag: str) -> None:
        """It ends."""
        if tag == "cellXfs":
            self._inside = False

    def finest(self, style: str) -> str:
        """By the style's number."""
        if not style.isdecimal() or int(style[:6]) >= len(self._numbers):
            return ""
        number = self._numbers[int(style[:6])]
        if number in self._codes:
            return number_formats.finest(self._codes[number])
        return number_formats.KNOWN.get(int(number) if number.isdecimal() else 0, "")


class _Cells(Reading):
    """A sheet's cells as they come."""

    vocabularies = _MAIN
    attributed: ClassVar[frozenset[str]] = frozenset({"row", "c", "mergeCell"})

    def __init__(self, sheet: Sheet, book: _Book, strings: _Strings, formats: _Formats) -> None:
        self.without_value = 0
        self._sheet, self._nought = sheet, book.nought
        self._strings, self._formats = strings.told, formats
        self._row = 0  # its number, from 1
        self._column = 0
        self._kind = self._style = self._tag = ""
        self._pieces: list[str] = []
        self._formula = False
        self._merged: list[tuple[int, int, int]] = []  # column, first and last row
        self._at: dict[int, int] = {}  # number of a row -> its place

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A row or a cell begins, or what is in one."""
        self._tag = tag
        if tag == "row":
            number = attributes.get("r", "")
            self._row = int(number[:8]) if number.isdecimal() else self._row + 1
            self._column = 0
        elif tag == "c":
            found = _REFERENCE.fullmatch(attributes.get("r", ""))
            self._column = _column(found[1]) if found else self._column + 1
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
            self._pieces, self._formula = [], False
        elif tag == "f":
            self._formula = True
        elif tag == "mergeCell":
            self._told_merged(attributes.get("ref", ""))

    def _told_merged(self, reference: str) -> None:
        ends = [_REFERENCE.fullmatch(end) for end in reference.split(":")]
        if len(ends) == 2 and ends[0] and ends[1]:
            self._merged.append((_column(ends[0][1]), int(ends[0][2]), int(ends[1][2])))

    def end(self, tag: str) -> None:
        """It ends."""
        self._tag = ""
        if tag != "c":
            return
        raw = "".join(self._pieces)
        self.without_value += self._formula and not raw
        told = self._told(raw)
        if told:
            self._put(told)

    def text(self, text: str) -> None:
        """The value of a cell, or its text."""
        if self._tag in ("v", "t"):
            self._pieces.append(text)

    def _put(self, told: str) -> None:
        rows = self._sheet.rows
        if len(rows) + 1 >= MOST_ROWS or self._column > MOST_COLUMNS:
            self._sheet.cut = True
            return
        if self._row not in self._at:
            if rows and self._row - 1 not in self._at:
                rows.append([])  # of blank rows one is kept
            self._at[self._row] = len(rows)
            rows.append([])
        row = rows[self._at[self._row]]
        row.extend([""] * (self._column - len(row)))
        row[self._column - 1] = told

    def _told(self, raw: str) -> str:
        """What a cell says by its kind: a number may be that of a shared text, or of a day."""
        if self._kind == "s":
            place = int(raw[:9]) if raw.isdecimal() else len(self._strings)
            return self._strings[place] if place < len(self._strings) else ""
        if self._kind in ("str", "inlineStr"):
            return cell_text(raw)
        if self._kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(raw, "")
        if self._kind == "d":
            return cells.as_written_out(raw.strip())
        return "" if self._kind == "e" else self._number(raw.strip())

    def _number(self, raw: str) -> str:
        try:
            value = float(raw)
        except ValueError:
            return ""
        finest = self._formats.finest(self._style)
        if finest and 0 <= value < 3_000_000:
            return cells.of_days(value, self._nought, finest=finest)
        return cells.number(value)

    def merge(self) -> None:
        """Tell what stands in a cell of several rows in each of them."""
        left = MOST_ROWS
        for column, first, last in self._merged:
            there = [self._at[n] for n in (first, last) if n in self._at]
            if len(there) == 2 and column <= MOST_COLUMNS and 0 < there[1] - there[0] <= left:
                left -= there[1] - there[0]
                spread(self._sheet.rows, column - 1, *there)


def _column(letters: str) -> int:
    """The number of a column, from 1: AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
