"""What a document holds, whatever program wrote it, and how it is written as text.

Headings are marked as in Markdown (`## `), list items by `- `, quotations by `> `, notes end the
text as `[^1]: …`. Tables are written by `read.tables`; one that only lays out a page, its cells
long or tables themselves, is written as what its cells hold, in their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from timeline.read.tables import rows as table_rows

Role = Literal["text", "title", "heading", "item", "quote", "left out"]

# Cells of more words on the average are paragraphs of a page, not values of a table.
_WORDS_OF_PAGE = 60
# Tables deeper in one another are none that people made; what is in them is read all the same.
DEEPEST = 12


@dataclass(slots=True)
class Paragraph:
    """A paragraph: its text in pieces, with its line breaks and with notes as [^1]; its role, and
    the style of its program's that tells it."""

    pieces: list[str] = field(default_factory=list)
    role: Role = "text"
    style: str = ""

    def text(self) -> str:
        """Its text."""
        return "".join(self.pieces).strip()


@dataclass(slots=True)
class Table:
    """A table: rows of cells, a cell being what it holds."""

    rows: list[list[list[Paragraph | Table]]] = field(default_factory=list)


Block = Paragraph | Table
Cell = list[Block]


@dataclass(slots=True)
class Written:
    """A document as text: its blocks, and what is to be told of its tables.

    title: its first title.
    """

    blocks: list[str]
    title: str | None = None
    warnings: tuple[str, ...] = ()


def written(blocks: Iterable[Block]) -> Written:
    """The document as text."""
    told = list(blocks)
    tables: list[table_rows.Written] = []
    texts = list(_texts(told, tables))
    heading = next((p.text() for p in told if isinstance(p, Paragraph) and p.role == "title"), None)
    notes = list(table_rows.notes(tables))
    if tables and not any(isinstance(b, Paragraph) and b.text() for b in told):
        notes.insert(0, "it holds nothing but tables")
    return Written(texts, " ".join(heading.split()) if heading else None, tuple(notes))


def _texts(blocks: Sequence[Block], tables: list[table_rows.Written]) -> Iterator[str]:
    """Texts to be parted by blank lines; the tables met join `tables`."""
    items: list[str] = []
    for block in blocks:
        text = block.text() if isinstance(block, Paragraph) else ""
        if isinstance(block, Paragraph) and block.role == "item" and text:
            items.append(f"- {' '.join(text.split())}")
            continue
        if items:
            yield "\n".join(items)
            items = []
        if isinstance(block, Table):
            yield from _of_table(block, tables)
        elif text and block.role != "left out":
            yield _marked(text, block.role)
    if items:
        yield "\n".join(items)


def _marked(text: str, role: Role) -> str:
    if role in ("title", "heading"):
        return f"{'#' if role == 'title' else '##'} {' '.join(text.split())}"
    if role == "quote":
        return "\n".join(f"> {part}" for part in text.split("\n"))
    return text


def _of_table(table: Table, tables: list[table_rows.Written]) -> Iterator[str]:
    cells = [[cell_text(cell) for cell in row] for row in table.rows]
    told = table_rows.written(cells)
    if not told.dated and _lays_out(table, cells):
        # A cell that goes over several rows stands in each of them.
        once = {id(cell): cell for row in table.rows for cell in row}
        for cell in once.values():
            yield from _texts(cell, tables)
        return
    tables.append(told)
    yield from told.blocks


def _lays_out(table: Table, cells: Sequence[Sequence[str]]) -> bool:
    if any(isinstance(block, Table) for row in table.rows for cell in row for block in cell):
        return True
    filled = [text for row in cells for text in row if text]
    words = sum(len(text.split()) for text in filled)
    return all(len(row) < 2 for row in cells) or words > _WORDS_OF_PAGE * len(filled)


def cell_text(cell: Cell) -> str:
    """A cell in one line: what stands in a table in it too, each text once."""
    return table_rows.one_line(_lines(cell))


def _lines(cell: Cell) -> Iterator[str]:
    for block in cell:
        if isinstance(block, Paragraph):
            if block.role != "left out":
                yield " ".join(block.text().split())
        else:
            for row in block.rows:
                yield ", ".join(filter(None, map(cell_text, row)))
