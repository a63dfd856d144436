"""The XML of a Word file, read as it passes: no tree is built, so memory is that of the text.

Each class reads one part: `start`, `end` and `text` are told what comes, in names without their
namespace ("p", "tbl"; those of other vocabularies are ""). Declarations of a document type are
refused, since Word writes none and entities are made of them; nothing outside is ever opened.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Protocol

_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main ",
    "http://purl.oclc.org/ooxml/wordprocessingml/main ",
)
_OTHERS = (
    "http://purl.org/dc/elements/1.1/ ",
    "http://schemas.openxmlformats.org/package/2006/relationships ",
)
_WITH_ATTRIBUTES = frozenset({
    "pStyle", "gridSpan", "gridBefore", "vMerge", "footnoteReference", "footnote", "style", "name",
    "Relationship",
})  # fmt: skip
# More names than any vocabulary has.
_MOST_NAMES = 10_000
# A book of a thousand pages has about a million.
MOST_ELEMENTS = 3_000_000
# The parser looks at what one token holds again with each piece, so pieces are large.
_PIECE = 8_000_000


class Refused(Exception):
    """A part that is not read, with the reason in words."""


class Reading(Protocol):
    """What is told of a part's elements; attributes go by their names without a namespace."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """It ends."""

    def text(self, text: str) -> None:
        """What stands in the last that began or behind the last that ended."""


class _Enough(Exception):
    """There is no need to read on."""


def parse(source: bytes, reading: Reading) -> None:
    """Tell `reading` what a part holds, up to MOST_ELEMENTS of it.

    Raises Refused for a declaration of a document type, ExpatError for what is no XML.
    """
    from xml.parsers import expat

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    names: dict[str, str] = {}
    count = 0

    def local(name: str) -> str:
        if name not in names:
            known = name.startswith(_WORD) or name.startswith(_OTHERS) or " " not in name
            if len(names) > _MOST_NAMES:
                raise Refused(f"its XML has more than {_MOST_NAMES} names of elements")
            names[name] = name.rpartition(" ")[2] if known else ""
        return names[name]

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if count > MOST_ELEMENTS:
            if isinstance(reading, Document):
                reading.cut = True
            raise _Enough
        named = local(tag)
        told = attributes if named in _WITH_ATTRIBUTES else {}
        reading.start(named, {local(k): v for k, v in told.items()} if told else told)

    def doctype(*_: object) -> None:
        raise Refused("its XML declares a document type, which no Word file has")

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda tag: reading.end(local(tag))
    parser.CharacterDataHandler = reading.text
    parser.StartDoctypeDeclHandler = doctype
    try:
        for at in range(0, len(source), _PIECE):
            parser.Parse(source[at : at + _PIECE])
        parser.Parse(b"", True)
    except _Enough:
        pass


@dataclass(slots=True)
class Paragraph:
    """A paragraph: the id of its style, and its text in pieces."""

    style: str = ""
    pieces: list[str] = field(default_factory=list)

    def text(self) -> str:
        """Its text with its line breaks; references to footnotes as [^1]."""
        return "".join(self.pieces).strip()


class _Ignoring:
    """A part of which little is read."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """It ends."""

    def text(self, text: str) -> None:
        """It holds text."""


class Document(_Ignoring):
    """The paragraphs and tables of a document's body.

    blocks: in their order, a table as its rows. cut: whether it is longer than what was read.
    """

    def __init__(self) -> None:
        self.blocks: list[Paragraph | list[str]] = []
        self.cut = False
        self._above: list[str] = []
        self._paragraph: Paragraph | None = None
        self._begins = 0  # how deep the paragraph stands
        self._table: _Table | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A paragraph or a table of the body begins, or what is in one."""
        above = self._above
        above.append(tag)
        if self._table is not None:
            self._table.start(above, tag, attributes)
        elif self._paragraph is None:
            if above[-2:-1] == ["body"]:
                if tag == "p":
                    self._paragraph, self._begins = Paragraph(), len(above)
                elif tag == "tbl":
                    self._table = _Table(len(above))
        elif tag == "pStyle" and above[self._begins : self._begins + 3] == ["pPr", "pStyle"]:
            self._paragraph.style = attributes.get("val", "")
        else:
            _shown(above, tag, attributes, self._paragraph.pieces)

    def end(self, tag: str) -> None:
        """It ends."""
        above = self._above
        depth = len(above)
        if self._table is not None:
            self._table.end(tag, depth)
            if depth == self._table.begins:
                self.blocks.append(self._table.rows)
                self._table = None
        elif self._paragraph is not None and depth == self._begins:
            # Of empty ones, which may be many, one is kept: it parts lists.
            if self._paragraph.pieces or self.blocks[-1:] != [Paragraph()]:
                self.blocks.append(self._paragraph if self._paragraph.pieces else Paragraph())
            self._paragraph = None
        above.pop()

    def text(self, text: str) -> None:
        """Text counts in a `t` only."""
        if self._above[-1:] == ["t"]:
            if self._table is not None:
                self._table.text(self._above, text)
            elif self._paragraph is not None:
                self._paragraph.pieces.append(text)


def _shown(above: list[str], tag: str, attributes: dict[str, str], pieces: list[str]) -> None:
    """What an element without text of its own shows."""
    if tag in ("br", "cr"):
        pieces.append("\n")
    elif tag == "tab" and above[-2:-1] == ["r"]:
        pieces.append("\t")
    elif tag == "footnoteReference":
        pieces.append(f"[^{attributes.get('id')}]")


class _Table:
    """The rows of a table as lines. Tables in its cells are left out.

    A cell that goes over several rows is told in each, one over several columns once.
    """

    def __init__(self, begins: int) -> None:
        self.begins = begins
        self.rows: list[str] = []
        self._row: list[str] = []
        self._cell: list[str] | None = None
        self._over = ""  # of a cell that goes on from the row above: "continue"
        self._column = 0
        self._span = 1
        self._last: dict[int, str] = {}  # the cells of the row above by the column they begin in
        self._now: dict[int, str] = {}

    def start(self, above: list[str], tag: str, attributes: dict[str, str]) -> None:
        """A row or a cell begins, or what is in one."""
        depth = len(above) - self.begins
        if depth == 1 and tag == "tr":
            self._row, self._now, self._column = [], {}, 0
        elif depth == 2 and tag == "tc" and above[-2] == "tr":
            self._cell, self._over, self._span = [], "", 1
        elif self._cell is not None:
            self._in_cell(above, tag, attributes, self._cell)
        elif tag == "gridBefore" and depth == 3:
            self._column += _number(attributes.get("val"), 0)

    def _in_cell(
        self, above: list[str], tag: str, attributes: dict[str, str], cell: list[str]
    ) -> None:
        within = above[self.begins + 2 : self.begins + 5]
        if within == ["tcPr", "gridSpan"]:
            self._span = _number(attributes.get("val"), 1)
        elif within == ["tcPr", "vMerge"]:
            self._over = attributes.get("val") or "continue"
        elif within == ["p"]:
            cell.append("\n")
        elif within[:1] == ["p"] and tag != "footnoteReference":
            _shown(above, tag, attributes, cell)

    def end(self, tag: str, depth: int) -> None:
        """It ends."""
        if depth - self.begins == 2 and self._cell is not None:
            told = " ".join("".join(self._cell).split())
            if self._over == "continue":
                told = self._last.get(self._column, told)
            self._now[self._column] = told
            self._row.append(told)
            self._column += max(1, self._span)
            self._cell = None
        elif depth - self.begins == 1 and tag == "tr":
            self._last = self._now
            if any(self._row):
                self.rows.append("| " + " | ".join(self._row) + " |")

    def text(self, above: list[str], text: str) -> None:
        """Text of a cell."""
        # What stands in a table in the cell is not its own.
        if self._cell is not None and above[self.begins + 2 : self.begins + 3] == ["p"]:
            self._cell.append(text)


def _number(value: str | None, otherwise: int) -> int:
    """A number of columns; what is none, or more than any table has, counts as `otherwise`."""
    return int(value) if value and re.fullmatch(r"[0-9]{1,5}", value) else otherwise


class Styles(_Ignoring):
    """The names of the styles of paragraphs."""

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


class Footnotes(_Ignoring):
    """The footnotes, but for the lines that separate them from the text."""

    def __init__(self) -> None:
        self._notes: list[tuple[str | None, list[str]]] = []
        self._depth = 0
        self._kept = False
        self._in_text = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A note begins, or a piece of its text."""
        if tag == "footnote":
            self._kept = not attributes.get("type")
            if self._kept:
                self._notes.append((attributes.get("id"), []))
        self._in_text = tag == "t"

    def end(self, tag: str) -> None:
        """It ends."""
        self._in_text = False
        if tag == "footnote":
            self._kept = False

    def text(self, text: str) -> None:
        """Text of a note."""
        if self._in_text and self._kept:
            self._notes[-1][1].append(text)

    def told(self) -> list[str]:
        """Each note as a line."""
        texts = ((number, " ".join("".join(pieces).split())) for number, pieces in self._notes)
        return [f"[^{number}]: {text}" for number, text in texts if text]


class Relations(_Ignoring):
    """Which part of the package is the document."""

    def __init__(self) -> None:
        self.document: str | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A relation; one that leads outside the file is none."""
        kind = attributes.get("Type", "").endswith("/officeDocument")
        inside = attributes.get("TargetMode") != "External"
        if tag == "Relationship" and kind and inside and self.document is None:
            self.document = attributes.get("Target", "").lstrip("/") or None


class Title(_Ignoring):
    """The title among the file's properties."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._here = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """The title begins."""
        self._here = tag == "title"

    def end(self, tag: str) -> None:
        """It ends."""
        self._here = False

    def text(self, text: str) -> None:
        """What it says."""
        if self._here:
            self._pieces.append(text)

    def told(self) -> str | None:
        """What the file calls itself."""
        return "".join(self._pieces).strip() or None
