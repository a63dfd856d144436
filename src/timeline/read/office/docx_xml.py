"""The XML of a Word file's parts as what they hold: the document, its styles, its notes.

What is seen of a document whose changes were all accepted is read: insertions and what was moved at
its new place, no deletions; the results of fields, not their codes; text boxes once, behind the
paragraph that they hang on.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import ClassVar

from timeline.read.office import fields
from timeline.read.office.blocks import DEEPEST, Block, Cell, Paragraph, Table
from timeline.read.office.xml_events import Reading

VOCABULARIES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp:",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp:",
    "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic:",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c:",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "dgm:",
    "urn:schemas-microsoft-com:vml": "v:",
    "urn:schemas-microsoft-com:office:office": "o:",
}
# What is no part of the text as its writer left it; of alternatives the first is read.
_UNSEEN = frozenset({"del", "moveFrom", "mc:Fallback", "rPrChange", "pPrChange", "tblPrChange"})
_SIGNS = {"br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t", "tab": "\t"}
_NOTES = {"footnoteReference": "", "endnoteReference": "e"}
# Half a page of A4 in each direction and more, in the unit of drawings (a millimetre is 36000).
_WIDE, _HIGH = 110 * 36_000, 150 * 36_000
_WORLD = 1_000_000_000
_SIGHTS = {
    "wp:extent": "", "pic:pic": "picture", "v:imagedata": "picture", "c:chart": "chart",
    "dgm:relIds": "diagram", "o:OLEObject": "embedded file",
}  # fmt: skip
_OFF = ("0", "false", "off")
# Word's own limit.
_MOST_COLUMNS = 63
# Fields deeper in one another are none that people made.
_MOST_FIELDS = 20


@dataclass(slots=True)
class _Frame:
    """Where paragraphs go: the body, a cell, or what hangs on a paragraph.

    open: the paragraph that is read; within: how many are open in it; behind: its text boxes.
    """

    cell: Cell
    open: Paragraph | None = None
    within: int = 0
    behind: Cell = field(default_factory=list)
    joined: bool = False  # whether its last paragraph goes on in the next, its mark deleted


@dataclass(slots=True)
class _Field:
    """A field that is open: its code in pieces, and whether its result is a day that changes."""

    code: list[str] = field(default_factory=list)
    clock: bool = False


class Document(Reading):
    """The paragraphs and tables of a document's body.

    blocks: in their order. seen: how many there are of what isn't read, by name. large: pictures
    that fill half a page and more.
    """

    vocabularies = VOCABULARIES
    attributed: ClassVar[frozenset[str]] = frozenset({
        "pStyle", "gridSpan", "gridBefore", "vMerge", "footnoteReference", "endnoteReference",
        "footnote", "endnote", "vanish", "wp:extent", "fldSimple", "fldChar",
    })  # fmt: skip

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.seen: Counter[str] = Counter()
        self.large = 0
        self._above: list[str] = []
        self._unseen = 0  # how deep the element stands in which nothing is seen
        self._frames = [_Frame(self.blocks)]
        self._tables: list[_Grid] = []
        self._deep = 0  # open tables too deep to be kept as such
        self._hidden = self._placeholder = self._large = False
        self._fields: list[_Field] = []  # those that are open, the innermost last

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        above = self._above
        above.append(tag)
        if self._unseen:
            return
        parent = above[-2] if len(above) > 1 else ""
        if tag in _UNSEEN or (tag == "sdtContent" and self._placeholder):
            self._unseen, self._placeholder = len(above), False
            if tag == "del":
                self._delete(parent)
        elif tag == "p":
            self._begin_paragraph()
        elif tag == "txbxContent":
            self._frames.append(_Frame(self._frames[-1].behind))
        elif tag in ("tbl", "tr", "tc"):
            self._begin_table(tag)
        elif parent == "tcPr" or tag == "gridBefore":
            if self._tables and not self._deep:
                self._tables[-1].told(tag, attributes)
        elif tag in _SIGHTS:
            self._picture(tag, attributes)
        else:
            self._within(tag, parent, attributes)

    def _delete(self, parent: str) -> None:
        """What a mark of deletion without content stands for: a row, a paragraph's end."""
        if parent == "trPr" and self._tables:
            self._tables[-1].deleted = True
        elif self._above[-3:-1] == ["pPr", "rPr"]:
            self._frames[-1].joined = True

    def _begin_paragraph(self) -> None:
        frame = self._frames[-1]
        if frame.open is not None:
            frame.within += 1
            return
        last = frame.cell[-1] if frame.joined and frame.cell else None
        if isinstance(last, Paragraph):
            frame.cell.pop()
        frame.open = last if isinstance(last, Paragraph) else Paragraph()
        frame.joined = False

    def _begin_table(self, tag: str) -> None:
        if tag == "tbl" and (self._deep or len(self._tables) >= DEEPEST):
            self._deep += 1
        elif self._deep:
            return
        elif tag == "tbl":
            self._tables.append(_Grid())
        elif self._tables and tag == "tr":
            self._tables[-1].begin_row()
        elif self._tables:
            self._frames.append(_Frame([]))

    def _picture(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "wp:extent":
            wide, high = (_number(attributes.get(side), 0, _WORLD) for side in ("cx", "cy"))
            self._large = wide >= _WIDE and high >= _HIGH
            return
        self.seen[_SIGHTS[tag]] += 1
        self.large += self._large and _SIGHTS[tag] == "picture"
        self._large = False

    def _within(self, tag: str, parent: str, attributes: dict[str, str]) -> None:
        """What stands in a paragraph beside its text."""
        open_ = self._frames[-1].open
        if tag == "r":
            self._hidden = False
        elif tag in ("fldChar", "fldSimple"):
            self._mark_field(tag, attributes)
        elif tag == "showingPlcHdr":
            self._placeholder = True
        elif tag == "vanish" and self._above[-3:-1] == ["r", "rPr"]:
            self._hidden = attributes.get("val") not in _OFF
            self.seen["hidden text"] += self._hidden
        elif open_ is None:
            return
        elif tag in _SIGNS and parent == "r":
            open_.pieces.append(_SIGNS[tag])
        elif tag in _NOTES:
            open_.pieces.append(f"[^{_NOTES[tag]}{attributes.get('id')}]")
        elif tag == "pStyle" and parent == "pPr":
            open_.style = attributes.get("val", "")

    def _mark_field(self, tag: str, attributes: dict[str, str]) -> None:
        """Where a field begins, its code ends, and it ends; one element may be all of it."""
        mark = attributes.get("fldCharType", "")
        if tag == "fldSimple":
            if fields.is_clock(attributes.get("instr", "")):
                self._unseen = len(self._above)
                self.seen["clock"] += 1
        elif mark == "begin" and len(self._fields) < _MOST_FIELDS:
            self._fields.append(_Field())
        elif mark == "separate" and self._fields:
            field_ = self._fields[-1]
            field_.clock = fields.is_clock("".join(field_.code))
            self.seen["clock"] += field_.clock
        elif mark == "end" and self._fields:
            self._fields.pop()

    def end(self, tag: str) -> None:
        """It ends."""
        depth = len(self._above)
        self._above.pop()
        if self._unseen:
            self._unseen = 0 if depth == self._unseen else self._unseen
        elif tag == "p":
            self._end_paragraph()
        elif tag == "txbxContent":
            self._frames.pop()
        elif tag in ("tbl", "tr", "tc") and self._tables:
            self._end_table(tag)

    def _end_paragraph(self) -> None:
        frame = self._frames[-1]
        if frame.open is None:
            return
        if frame.within:
            frame.within -= 1
            frame.open.pieces.append("\n")
            return
        self._add(frame.open)
        frame.open = None
        for block in frame.behind:
            self._add(block)
        frame.behind = []

    def _add(self, block: Block) -> None:
        cell = self._frames[-1].cell
        # Of empty ones, which may be many, one is kept: it parts lists.
        if isinstance(block, Paragraph) and not block.pieces:
            last = cell[-1] if cell else None
            if isinstance(last, Paragraph) and not last.pieces:
                return
        cell.append(block)

    def _end_table(self, tag: str) -> None:
        if self._deep:
            self._deep -= tag == "tbl"
        elif tag == "tc":
            self._tables[-1].end_cell(self._frames.pop().cell)
        elif tag == "tr":
            self._tables[-1].end_row()
        else:
            table, frame = self._tables.pop().table, self._frames[-1]
            (frame.cell if frame.open is None else frame.behind).append(table)

    def text(self, text: str) -> None:
        """Text counts in a `t` only."""
        if self._above[-1:] == ["delText"]:
            self.seen["deletion"] += 1
        elif self._above[-1:] == ["instrText"] and self._fields:
            self._fields[-1].code.append(text)
        elif self._above[-1:] == ["t"] and not self._unseen and not self._hidden:
            open_ = self._frames[-1].open
            if open_ is not None and not any(field_.clock for field_ in self._fields):
                open_.pieces.append(text)


class _Grid:
    """A table while it is read.

    A cell that goes over several rows is told in each, one over several columns once, with empty
    cells behind it.
    """

    def __init__(self) -> None:
        self.table = Table()
        self.deleted = False  # the row that is read
        self._row: list[Cell] = []
        self._over = ""  # of a cell that goes on from the row above: "continue"
        self._span = 1
        self._deleted_cell = False
        self._last: dict[int, Cell] = {}  # the cells of the row above by the column they begin in
        self._now: dict[int, Cell] = {}

    def begin_row(self) -> None:
        """A row begins."""
        self._row, self._now, self.deleted = [], {}, False
        self._over, self._span = "", 1

    def told(self, tag: str, attributes: dict[str, str]) -> None:
        """A property of the cell or the row that is open."""
        if tag == "gridSpan":
            self._span = _number(attributes.get("val"), 1)
        elif tag == "vMerge":
            self._over = attributes.get("val") or "continue"
        elif tag == "cellDel":
            self._deleted_cell = True
        elif tag == "gridBefore":
            self._row += [[] for _ in range(_number(attributes.get("val"), 0))]

    def end_cell(self, cell: Cell) -> None:
        """A cell ends that holds this."""
        column = len(self._row)
        if self._deleted_cell:
            cell = []
        elif self._over == "continue":
            cell = self._last.get(column, cell)
        self._now[column] = cell
        self._row += [cell, *([] for _ in range(self._span - 1))]
        self._over, self._span, self._deleted_cell = "", 1, False

    def end_row(self) -> None:
        """The row ends; one that was deleted is none."""
        if not self.deleted:
            self._last = self._now
            self.table.rows.append(self._row)


def _number(value: str | None, otherwise: int, most: int = _MOST_COLUMNS) -> int:
    """A number; what is none, or more than `most`, counts as `otherwise`."""
    known = value is not None and re.fullmatch(r"[0-9]{1,10}", value) and int(value) <= most
    return int(value) if value is not None and known else otherwise


class Styles(Reading):
    """The names of the styles of paragraphs."""

    vocabularies = VOCABULARIES
    attributed: ClassVar[frozenset[str]] = frozenset({"style", "name"})

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._id: str | None = None
        self._default = ""
        self._is_default = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A style begins, or its name."""
        if tag == "style":
            ours = attributes.get("type") == "paragraph"
            self._id = attributes.get("styleId") if ours else None
            self._is_default = ours and attributes.get("default") in ("1", "true", "on")
        elif tag == "name" and self._id is not None:
            self._names.setdefault(self._id, attributes.get("val", ""))
            if self._is_default:
                self._default = attributes.get("val", "")

    def name(self, style: str) -> str:
        """A style's name as Word shows it ("Heading 1"); of an unknown one, the default's."""
        if not self._names:  # without a part of styles, the ids of Word's own tell as much
            return re.sub(r"(?<=[a-z])(?=[A-Z0-9])", " ", style[:100])
        found = self._names.get(style, self._default)
        return found.replace("heading ", "Heading ", 1) if found.startswith("heading ") else found


class Notes(Document):
    """Footnotes or endnotes, but for the lines that separate them from the text.

    begins: what their numbers begin with, to tell those of one kind from the other's.
    """

    def __init__(self, begins: str = "") -> None:
        super().__init__()
        self._begins = begins
        self._told: list[str] = []
        self._number: str | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A note begins, or what is in it."""
        super().start(tag, attributes)
        if tag in ("footnote", "endnote"):
            self.blocks.clear()
            self._number = None if attributes.get("type") else attributes.get("id")

    def end(self, tag: str) -> None:
        """It ends."""
        super().end(tag)
        if tag in ("footnote", "endnote") and self._number is not None:
            texts = (block.text() for block in self.blocks if isinstance(block, Paragraph))
            if told := " ".join(" ".join(texts).split()):
                self._told.append(f"[^{self._begins}{self._number}]: {told}")
            self._number = None

    def told(self) -> list[str]:
        """Each note as a line."""
        return self._told


class Relations(Reading):
    """Which part of the package is the document."""

    vocabularies: ClassVar[dict[str, str]] = {
        "http://schemas.openxmlformats.org/package/2006/relationships": ""
    }
    attributed: ClassVar[frozenset[str]] = frozenset({"Relationship"})

    def __init__(self) -> None:
        self.document: str | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A relation; one that leads outside the file is none."""
        kind = attributes.get("Type", "").endswith("/officeDocument")
        inside = attributes.get("TargetMode") != "External"
        if tag == "Relationship" and kind and inside and self.document is None:
            self.document = attributes.get("Target", "").lstrip("/") or None
