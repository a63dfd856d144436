"""Word's files until 2003 (.doc): paragraphs, headings, lists, tables, notes and text boxes.

As of newer ones, what is seen of a document whose changes were all accepted is read. Those of Word
95 and before are told.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from timeline.errors import InputError
from timeline.read import press
from timeline.read.draft import Draft, Found, numbered
from timeline.read.office import blocks, doc_format, fields, unread
from timeline.read.office.blocks import Block, Cell, Paragraph, Role, Table
from timeline.read.office.doc_format import Binary, LockedError, TooOldError

_HOW = "save it as .docx, or give its text"
# Marks in the text that stand for something else, and what they show.
_SHOWN = {"\x0b": "\n", "\x1e": "-", "\x1f": "", "\x02": "", "\x05": "", "\x03": "", "\x04": ""}
_PICTURES = "\x01\x08"
_ENDS = "\r\x07\x0c\x0e"
_CODE = 20  # characters of a field's code that tell what it is
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def read(data: bytes, name: str) -> Iterator[Found]:
    """The document as one article, or the articles of a press archive's export."""
    import olefile

    # A damaged file fails in a dozen ways.
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            title = file.get_metadata().title
            binary = Binary(
                file.openstream("WordDocument").read(), lambda named: file.openstream(named).read()
            )
        document = _Document(binary)
    except LockedError as e:
        raise InputError(name, "it is protected by a password", "save it without one") from e
    except TooOldError as e:
        raise InputError(name, "it was written by Word 95 or before", _HOW) from e
    except Exception as e:
        raise InputError(name, "the Word file is damaged", _HOW) from e
    yield from _articles(document, name, title)


def _articles(document: _Document, name: str, title: object) -> Iterator[Found]:
    told = blocks.written([*document.blocks("text"), *document.blocks("boxes")])
    seen = document.seen
    if not any(text.strip() for text in told.blocks):
        why = "it holds no text" + (" but pictures" if seen["picture"] else "")
        raise InputError(name, why, "check that the document is not empty, or give its text")
    text = "\n\n".join([*told.blocks, *document.notes("footnotes"), *document.notes("endnotes")])
    stated = title.decode("cp1252", "replace").strip() if isinstance(title, bytes) else None
    draft = Draft(
        text=text,
        title=told.title or stated or None,
        warnings=(
            *told.warnings,
            *unread.left_out(seen),
            *unread.pictures(seen, 0, text),
        ),
    )
    yield from list(numbered(press.split(text))) or [draft]


class _Document:
    """A document's parts as blocks. seen: how many there are of what isn't read, by name."""

    def __init__(self, binary: Binary) -> None:
        self.seen: Counter[str] = Counter()
        self._binary = binary
        self._paragraphs = binary.paragraphs()
        self._marks: dict[int, str] = {}
        for kind, begins in (("footnote", ""), ("endnote", "e")):
            for number, place in enumerate(binary.places(f"{kind} marks")[:-1], 1):
                self._marks[place] = f"[^{begins}{number}]"
        self.seen["comment"] = max(0, len(binary.places("comment marks")) - 1)
        self._shown = self._without_unseen()

    def _without_unseen(self) -> list[str]:
        """The text by characters, without deletions, hidden text and the codes of fields."""
        shown = list(self._binary.text)
        done = 0
        for span in self._binary.characters():
            kind = "deletion" if doc_format.is_deleted(span) else ""
            kind = kind or ("hidden text" if doc_format.is_hidden(span) else "")
            if kind:
                self.seen[kind] += 1
                # What ends a cell or a row is needed to tell them apart.
                for n in range(max(span.start, done), min(span.end, len(shown))):
                    shown[n] = "\x07" if shown[n] == "\x07" else ""
                done = max(done, span.end)
        self._drop_fields(shown)
        return shown

    def _drop_fields(self, shown: list[str]) -> None:
        """Take the codes of fields out of a text, and results that are days which change."""
        codes: list[str] = []  # of each open field, how it begins
        hides: list[bool] = []  # whether what stands in it now is not shown
        hiding = 0
        for n, character in enumerate(shown):
            if character == "\x13":
                codes.append("")
                hides.append(True)
                hiding += 1
            elif character == "\x14" and hides and hides[-1]:
                hides[-1] = fields.is_clock(codes[-1])
                hiding -= not hides[-1]
                self.seen["clock"] += hides[-1]
            elif character == "\x15" and hides:
                codes.pop()
                hiding -= hides.pop()
            elif hiding and character not in _ENDS:
                if len(codes[-1]) < _CODE:
                    codes[-1] += character
                shown[n] = ""

    def blocks(self, part: str) -> list[Block]:
        """Of a part of the document."""
        start, end = self._binary.parts[part]
        return _Part(self, start, min(end, len(self._shown))).read()

    def notes(self, part: str) -> Iterator[str]:
        """The notes of a part, each as a line."""
        start, _ = self._binary.parts[part]
        places = self._binary.places(part)
        begins = "e" if part == "endnotes" else ""
        for number, (first, last) in enumerate(pairwise(places[:-1]), 1):
            told = "".join(self._shown[start + first : start + last])
            if note := " ".join(_CONTROL.sub(" ", told).split()):
                yield f"[^{begins}{number}]: {note}"

    def character(self, place: int) -> str:
        """What is shown at a place."""
        if place in self._marks and self._shown[place]:
            return self._marks[place]
        shown = self._shown[place]
        if shown and shown in _PICTURES:
            self.seen["picture"] += 1
            return ""
        return _SHOWN.get(shown, _CONTROL.sub("", shown))

    def ends(self, place: int) -> str:
        """What ends there, a paragraph, a cell or a page; "" for nothing."""
        shown = self._shown[place]
        return shown if shown and shown in _ENDS else ""

    def paragraph(self, place: int) -> doc_format.Span:
        """What holds of the paragraph that ends there."""
        nothing = doc_format.Span(place, place + 1, {})
        return doc_format.at(self._paragraphs, place) or nothing


class _Part:
    """Characters [start, end) of a document as blocks."""

    def __init__(self, document: _Document, start: int, end: int) -> None:
        self._document, self._range = document, range(start, end)
        self._blocks: list[Block] = []
        self._table = Table()
        self._row: list[Cell] = []
        self._cell: Cell = []
        self._open = Paragraph()

    def read(self) -> list[Block]:
        """All of it."""
        for place in self._range:
            if sign := self._document.ends(place):
                self._end(sign, self._document.paragraph(place))
            elif shown := self._document.character(place):
                self._open.pieces.append(shown)
        self._end_paragraph("text", self._blocks)
        self._end_table()
        return self._blocks

    def _end(self, sign: str, told: doc_format.Span) -> None:
        if not doc_format.is_in_table(told) and sign != "\x07":
            self._end_table()
            self._end_paragraph(_role(told), self._blocks)
        elif doc_format.ends_row(told):
            self._open = Paragraph()
            self._table.rows.append(self._row)
            self._row = []
        else:
            self._end_paragraph("text", self._cell)
            if sign == "\x07":
                self._row.append(self._cell)
                self._cell = []

    def _end_paragraph(self, role: Role, goal: Cell) -> None:
        ended, self._open = self._open, Paragraph()
        ended.role = role
        last = goal[-1] if goal else None
        # Of empty ones, which may be many, one is kept: it parts lists.
        if ended.pieces or not (isinstance(last, Paragraph) and not last.pieces):
            goal.append(ended)

    def _end_table(self) -> None:
        if self._row or self._cell:
            self._table.rows.append([*self._row, self._cell])
            self._row, self._cell = [], []
        if self._table.rows:
            self._blocks.append(self._table)
            self._table = Table()


def _role(told: doc_format.Span) -> Role:
    depth = doc_format.level(told)
    if depth is not None:
        return "heading" if depth else "title"
    return "item" if doc_format.is_listed(told) else "text"
