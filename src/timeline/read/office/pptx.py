"""PowerPoint's decks (.pptx): the slides that are shown, without what the speaker notes."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

from timeline.read.draft import Found
from timeline.read.office import decks
from timeline.read.office.blocks import Block, Cell, Paragraph, Role, Table
from timeline.read.office.package import Package, opened
from timeline.read.office.xml_events import Reading, Texts

_VOCABULARIES = {
    "http://schemas.openxmlformats.org/presentationml/2006/main": "p:",
    "http://purl.oclc.org/ooxml/presentationml/main": "p:",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a:",
    "http://purl.oclc.org/ooxml/drawingml/main": "a:",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c:",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "dgm:",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://schemas.openxmlformats.org/package/2006/relationships": "",
}
_CORE = {"http://purl.org/dc/elements/1.1/": "dc:"}
_SIGHTS = {
    "p:pic": "picture", "c:chart": "chart", "dgm:relIds": "diagram", "p:oleObj": "embedded file",
}  # fmt: skip
_TITLES = ("title", "ctrTitle")
# What repeats on every slide.
_REPEATED = ("dt", "ftr", "sldNum", "hdr")


def read(data: bytes, name: str) -> Iterator[Found]:
    """The deck as one article. Raises InputError for what is damaged, or holds no text."""
    with opened(data, name, "PowerPoint file") as package:
        slides = [_slide(package, part) for part in _parts(package)]
        core = Texts(_CORE, "dc:title")
        package.read("docProps/core.xml", core)
    shown = [slide for slide, _ in slides if not slide.hidden]
    yield decks.draft(
        [slide.blocks for slide in shown],
        name,
        title=core.first("dc:title"),
        seen=sum((slide.seen for slide in shown), Counter()),
        hidden=len(slides) - len(shown),
        whole=all(whole for _, whole in slides),
    )


def _parts(package: Package) -> list[str]:
    """The parts of the slides, in their order."""
    deck, relations = _Deck(), _Relations()
    package.read("ppt/presentation.xml", deck)
    package.read("ppt/_rels/presentation.xml.rels", relations)
    there = (relations.parts.get(number, "") for number in deck.slides)
    return [part for part in there if package.has(part)]


def _slide(package: Package, part: str) -> tuple[_Slide, bool]:
    slide = _Slide()
    whole = package.read(part, slide)
    return slide, whole


class _Deck(Reading):
    """The slides by number, in their order."""

    vocabularies = _VOCABULARIES
    attributed: ClassVar[frozenset[str]] = frozenset({"p:sldId"})

    def __init__(self) -> None:
        self.slides: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A slide."""
        if tag == "p:sldId":
            self.slides.append(attributes.get("id", ""))


class _Relations(Reading):
    """The parts by number."""

    vocabularies = _VOCABULARIES
    attributed: ClassVar[frozenset[str]] = frozenset({"Relationship"})

    def __init__(self) -> None:
        self.parts: dict[str, str] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A relation; one that leads outside the file is none."""
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.join("/ppt", attributes.get("Target", ""))
            self.parts[attributes.get("Id", "")] = posixpath.normpath(target).lstrip("/")


class _Slide(Reading):
    """What a slide says: blocks in the order of its shapes, the title first."""

    vocabularies = _VOCABULARIES
    attributed: ClassVar[frozenset[str]] = frozenset({"p:sld", "p:ph", "a:tc"})

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.hidden = False
        self.seen: Counter[str] = Counter()
        self._role: Role = "text"
        self._open: Paragraph | None = None
        self._table: Table | None = None
        self._cell: Cell = self.blocks
        self._in_text = False
        self._alternatives = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A shape, a paragraph, a table, or what is in one."""
        if tag == "mc:Fallback" or self._alternatives:
            self._alternatives += 1
        elif tag == "p:sld":
            self.hidden = attributes.get("show") in ("0", "false")
        elif tag in ("p:sp", "a:tbl"):
            self._role = "text"
            self._table = Table() if tag == "a:tbl" else self._table
        elif tag == "p:ph":
            kind = attributes.get("type", "")
            told: Role = "heading" if kind in _TITLES else "text"
            self._role = "left out" if kind in _REPEATED else told
        elif tag == "a:p":
            self._open = Paragraph(role=self._role)
        elif tag == "a:br" and self._open is not None:
            self._open.pieces.append("\n")
        elif tag in ("a:tr", "a:tc"):
            self._begin_cell(tag, attributes)
        elif tag in _SIGHTS:
            self.seen[_SIGHTS[tag]] += 1
        self._in_text = tag == "a:t" and not self._alternatives

    def _begin_cell(self, tag: str, attributes: dict[str, str]) -> None:
        if self._table is None:
            return
        if tag == "a:tr":
            self._table.rows.append([])
        elif self._table.rows:
            above = self._table.rows[-2] if len(self._table.rows) > 1 else []
            place = len(self._table.rows[-1])
            goes_on = attributes.get("vMerge") in ("1", "true") and place < len(above)
            self._cell = []
            self._table.rows[-1].append(above[place] if goes_on else self._cell)

    def end(self, tag: str) -> None:
        """It ends."""
        self._in_text = False
        if self._alternatives:
            self._alternatives -= 1
        elif tag == "a:p" and self._open is not None:
            self._cell.append(self._open)
            self._open = None
        elif tag == "a:tc":
            self._cell = self.blocks
        elif tag == "a:tbl" and self._table is not None:
            self.blocks.append(self._table)
            self._table = None

    def text(self, text: str) -> None:
        """A piece of a paragraph."""
        if self._in_text and self._open is not None:
            self._open.pieces.append(text)
