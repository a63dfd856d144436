"""The XML of OpenDocument files as what they hold: texts, sheets and slides have one vocabulary.

As of Word files, what is seen of a document whose changes were all accepted is read.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import ClassVar

from timeline.read.office.blocks import DEEPEST, Block, Cell, Paragraph, Role, Table
from timeline.read.office.xml_events import Reading
from timeline.read.tables.sheets import MOST_COLUMNS, MOST_ROWS

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
VOCABULARIES = {
    f"{_ODF}{space}:1.0": f"{space}:"
    for space in ("office", "text", "table", "drawing", "style", "presentation", "meta")
} | {"http://purl.org/dc/elements/1.1/": "dc:"}
# What is no part of the text as its writer left it, or repeats it.
_UNSEEN = frozenset({
    "text:tracked-changes", "office:annotation", "office:forms", "text:sequence-decls",
    "text:table-of-content", "text:alphabetical-index", "text:ruby-text", "text:note-citation",
    "text:hidden-text", "text:hidden-paragraph", "presentation:notes", "table:tracked-changes",
    "table:named-expressions", "text:bibliography-source", "table:shapes",
})  # fmt: skip
# What a program puts in anew when the document is opened, saved or printed.
_CLOCKS = frozenset({
    "text:date", "text:time", "text:modification-date", "text:modification-time",
    "text:print-date", "text:print-time",
})  # fmt: skip
_SIGHTS = {
    "drawing:image": "picture", "drawing:object": "chart", "drawing:object-ole": "embedded file",
}  # fmt: skip
_ROLES: dict[str, Role] = {
    "Title": "title", "Quotations": "quote", "Subtitle": "heading", "Heading": "heading",
}  # fmt: skip
_COUNTED = {"office:annotation": "comment", "text:hidden-text": "hidden text"}
# Of the boxes of a slide; what repeats on every slide is left out.
_BOXES: dict[str, Role] = {
    "title": "heading", "header": "left out", "footer": "left out", "date-time": "left out",
    "page-number": "left out",
}  # fmt: skip
# Half a page of A4 in each direction and more, in millimetres.
_WIDE, _HIGH = 110.0, 150.0
_LENGTH = re.compile(r"(\d{1,6}(?:\.\d{1,9})?)(mm|cm|in|pt|pc|px)")
_MILLIMETRES = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 0.353, "pc": 4.23, "px": 0.265}


@dataclass(slots=True)
class _Frame:
    """Where paragraphs go: the body, a cell, a note, a box. behind: boxes of the open paragraph."""

    cell: Cell
    open: Paragraph | None = None
    behind: Cell = field(default_factory=list)
    items: int = 0  # how many lists are open
    role: Role | None = None  # of all that is in it


@dataclass(slots=True)
class _Grid:
    """A table while it is read. spanned: cells that go on into rows below: column -> cell, rows."""

    table: Table
    row: list[Cell] = field(default_factory=list)
    spanned: dict[int, tuple[Cell, int]] = field(default_factory=dict)
    repeated: int = 1  # of the row
    room: int = MOST_ROWS

    def put(self, cell: Cell, columns: int, rows: int) -> None:
        """A cell ends, which stands for so many of its row, and goes on in so many rows."""
        if rows > 1 and any(map(_filled, cell)):
            self.spanned[len(self.row)] = (cell, min(rows, self.room))
        if any(map(_filled, cell)):
            columns = min(columns, MOST_COLUMNS)
        self.row += [cell] * max(0, min(columns, MOST_COLUMNS + 1 - len(self.row)))

    def cover(self, columns: int) -> None:
        """Cells that others cover, from above or from the side."""
        for _ in range(max(0, min(columns, MOST_COLUMNS - len(self.row)))):
            cell, rows = self.spanned.get(len(self.row), ([], 0))
            if rows > 1:
                self.spanned[len(self.row)] = (cell, rows - 1)
            self.row.append(cell if rows > 1 else [])

    def end_row(self) -> None:
        """The row ends; it may stand for many, of blank ones one is kept."""
        while self.row and not any(map(_filled, self.row[-1])):
            self.row.pop()
        filled = bool(self.row)
        many = min(self.repeated, self.room) if filled else 1
        self.table.rows += [self.row] * (many if self.room else 0)
        self.room -= many if self.room else 0
        self.row, self.repeated = [], 1


class Document(Reading):
    """What the body of an OpenDocument file holds.

    blocks: in their order. notes: texts of footnotes and endnotes, in theirs. pages: of a slide
    show, each page's blocks by its name; of a spreadsheet, the sheets. hidden: names of those that
    are not shown. seen, large: as of Word files.
    """

    vocabularies = VOCABULARIES
    attributed: ClassVar[frozenset[str]] = frozenset({
        "text:h", "text:p", "text:s", "text:note", "table:table", "table:table-row",
        "table:table-cell", "table:covered-table-cell", "style:style", "drawing:frame",
        "drawing:page", "style:table-properties", "style:drawing-page-properties", "text:section",
        "style:text-properties", "text:span", *_CLOCKS,
    })  # fmt: skip

    def __init__(self, *, sheets: bool = False) -> None:
        self.blocks: list[Block] = []
        self.notes: list[str] = []
        self.pages: list[tuple[str, list[Block]]] = []
        self.hidden: set[str] = set()
        self.seen: Counter[str] = Counter()
        self.large = 0
        self._sheets = sheets
        self._parents: dict[str, str] = {}  # of automatic styles
        self._unshown: set[str] = set()  # styles of sheets and pages that are not shown
        self._hid: set[str] = set()  # styles whose text is not shown
        self._style = ""
        self._unseen = self._depth = 0
        self._frames = [_Frame(self.blocks)]
        self._tables: list[_Grid] = []
        self._values: list[tuple[dict[str, str], bool]] = []  # of open cells; whether covered
        self._deep = 0
        self._large = False
        self._box: Role | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._depth += 1
        self.seen["deletion"] += tag == "text:deletion"
        if self._unseen:
            return
        if unseen := self._is_unseen(tag, attributes):
            self._unseen = self._depth
            self.seen[unseen] += 1
        elif tag.startswith("style:"):
            self._known_style(tag, attributes)
        elif tag.startswith("table:"):
            self._begin_table(tag, attributes)
        elif tag.startswith("drawing:"):
            self._begin_drawing(tag, attributes)
        else:
            self._begin_text(tag, attributes)

    def _is_unseen(self, tag: str, attributes: dict[str, str]) -> str:
        """What is left out with an element, "" for nothing."""
        if tag in _UNSEEN:
            return _COUNTED.get(tag, "rest")
        if tag == "text:section":
            return "hidden text" if attributes.get("display") == "none" else ""
        if tag in _CLOCKS:
            return "" if attributes.get("fixed") == "true" else "clock"
        styled = tag in ("text:span", "text:p", "text:h")
        return "hidden text" if styled and attributes.get("style-name") in self._hid else ""

    def _known_style(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "style:style":
            self._style = attributes.get("name", "")
            self._parents[self._style] = attributes.get("parent-style-name", "")
            if self._parents[self._style] in self._hid:
                self._hid.add(self._style)
        elif tag == "style:text-properties":
            if attributes.get("display") == "none":
                self._hid.add(self._style)
        elif attributes.get("display") == "false" or attributes.get("visibility") == "hidden":
            self._unshown.add(self._style)

    def _begin_text(self, tag: str, attributes: dict[str, str]) -> None:
        frame = self._frames[-1]
        if tag in ("text:p", "text:h"):
            if frame.open is None:
                frame.open = Paragraph(role=self._role(tag, attributes))
        elif tag in ("text:list-item", "text:list-header"):
            frame.items += 1
        elif tag == "text:note" and frame.open is not None:
            number = len(self.notes) + 1
            frame.open.pieces.append(f"[^{number}]")
            self.notes.append("")
        elif tag == "text:note-body":
            self._frames.append(_Frame([]))
        elif frame.open is not None:
            if tag == "text:s":
                count = attributes.get("c", "1")
                frame.open.pieces.append(" " * min(int(count[:3]) if count.isdecimal() else 1, 99))
            elif tag in ("text:tab", "text:line-break"):
                frame.open.pieces.append("\t" if tag == "text:tab" else "\n")

    def _role(self, tag: str, attributes: dict[str, str]) -> Role:
        if (box := self._frames[-1].role) is not None:
            return box
        style = attributes.get("style-name", "")
        for _ in range(5):
            if style in _ROLES or style not in self._parents:
                break
            style = self._parents[style]
        if tag == "text:h":
            return "title" if attributes.get("outline-level", "1") == "1" else "heading"
        return _ROLES.get(style, "item" if self._frames[-1].items else "text")

    def _begin_drawing(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "drawing:page":
            blocks: list[Block] = []
            self.pages.append((attributes.get("name", ""), blocks))
            if attributes.get("style-name") in self._unshown:
                self.hidden.add(attributes.get("name", ""))
            self._frames = [_Frame(blocks)]
        elif tag == "drawing:frame":
            sides = (_millimetres(attributes.get(side)) for side in ("width", "height"))
            self._box = _BOXES.get(attributes.get("class", ""))
            self._large = all(a >= b for a, b in zip(sides, (_WIDE, _HIGH), strict=True))
        elif tag == "drawing:text-box":
            self._frames.append(_Frame(self._frames[-1].behind, role=self._box))
        elif tag in _SIGHTS:
            self.seen[_SIGHTS[tag]] += 1
            self.large += self._large and tag == "drawing:image"
            self._large = False

    def _begin_table(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table":
            if self._deep or len(self._tables) >= DEEPEST:
                self._deep += 1
                return
            self._tables.append(_Grid(Table()))
            if self._sheets and len(self._tables) == 1:
                self.pages.append((attributes.get("name", ""), [self._tables[0].table]))
                if attributes.get("style-name") in self._unshown:
                    self.hidden.add(attributes.get("name", ""))
        elif self._deep or not self._tables:
            return
        elif tag == "table:table-row":
            self._tables[-1].repeated = _count(attributes, "number-rows-repeated")
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._frames.append(_Frame([]))
            self._values.append((attributes, tag == "table:covered-table-cell"))

    def end(self, tag: str) -> None:
        """It ends."""
        depth, self._depth = self._depth, self._depth - 1
        if self._unseen:
            self._unseen = 0 if depth == self._unseen else self._unseen
        elif tag in ("text:p", "text:h"):
            self._end_paragraph()
        elif tag in ("text:list-item", "text:list-header"):
            self._frames[-1].items -= 1
        elif tag == "text:note-body":
            self._end_note()
        elif tag == "drawing:text-box":
            self._end_box()
        elif tag.startswith("table:") and self._tables:
            self._end_table(tag)

    def _end_paragraph(self) -> None:
        frame = self._frames[-1]
        if frame.open is not None:
            frame.cell.append(frame.open)
            frame.cell += frame.behind
            frame.open, frame.behind = None, []

    def _end_box(self) -> None:
        if len(self._frames) < 2:
            return
        self._frames.pop()
        frame = self._frames[-1]
        if frame.open is None:  # a box that hangs on a page
            frame.cell += frame.behind
            frame.behind = []

    def _end_note(self) -> None:
        cell = self._frames.pop().cell if len(self._frames) > 1 else []
        if self.notes:
            texts = (block.text() for block in cell if isinstance(block, Paragraph))
            self.notes[-1] = " ".join(" ".join(texts).split())

    def _end_table(self, tag: str) -> None:
        if self._deep:
            self._deep -= tag == "table:table"
        elif tag == "table:table":
            table = self._tables.pop().table
            frame = self._frames[-1]
            if not (self._sheets and not self._tables):
                (frame.cell if frame.open is None else frame.behind).append(table)
        elif tag == "table:table-row":
            self._tables[-1].end_row()
        elif tag in ("table:table-cell", "table:covered-table-cell") and self._values:
            self._end_cell()

    def _end_cell(self) -> None:
        attributes, covered = self._values.pop()
        cell, grid = self._frames.pop().cell, self._tables[-1]
        columns = _count(attributes, "number-columns-repeated")
        if covered:
            grid.cover(columns)
            return
        if self._sheets and (value := _value(attributes, cell)):
            cell = [Paragraph([value])]
        grid.put(cell, columns, _count(attributes, "number-rows-spanned"))

    def text(self, text: str) -> None:
        """Text counts in a paragraph only."""
        frame = self._frames[-1]
        if frame.open is not None and not self._unseen:
            frame.open.pieces.append(re.sub(r"\s+", " ", text))


def _filled(block: Block) -> bool:
    return bool(block.rows if isinstance(block, Table) else block.pieces)


def _count(attributes: dict[str, str], name: str) -> int:
    told = attributes.get(name, "1")
    return max(1, int(told)) if told.isdecimal() and len(told) < 9 else 1


def _millimetres(length: str | None) -> float:
    found = _LENGTH.fullmatch(length or "")
    return float(found[1]) * _MILLIMETRES[found[2]] if found else 0.0


def _value(attributes: dict[str, str], cell: Cell) -> str:
    """The day that a cell of a sheet holds, as finely as it shows it; "" where it holds none."""
    from timeline.read.tables import cells

    day = attributes.get("date-value", "")
    if attributes.get("value-type") != "date" or not day:
        return ""
    shown = " ".join(block.text() for block in cell if isinstance(block, Paragraph))
    if day[7:] in ("-01", "-01T00:00:00") and not re.search(r"(?<!\d)0?1(?!\d)", shown):
        return day[:4] if cells.is_year(shown) else day[:7]
    return cells.as_written_out(day)
