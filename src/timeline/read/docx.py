"""Word files: paragraphs, headings, lists, tables and footnotes, in the order of the document.

Headings are marked as in Markdown (`## `), list items by `- `, footnotes end the text as
`[^1]: …`. The file's own dates are those of typing and saving, so none is taken.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from timeline.errors import InputError
from timeline.read import press
from timeline.read.draft import Draft, numbered

# A file that unpacks to more is an attack or a mistake; real articles stay far below.
_MAX_UNPACKED = 500_000_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read(data: bytes, name: str) -> Iterator[Draft | InputError]:
    """The document as one article, or the articles of a press archive's export."""
    broken = InputError(name, "the Word file is damaged", "save it again, or give its text")
    # A damaged file fails in the archive, the XML parser or the library in a dozen ways.
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(item.file_size for item in archive.infolist())
    except Exception as e:
        raise broken from e
    if unpacked > _MAX_UNPACKED:
        raise InputError(name, "it unpacks to more than 500 MB", "split or check the file")
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        blocks = list(_blocks(document))
        notes = list(_footnotes(document))
        title = (document.core_properties.title or "").strip() or None
    except Exception as e:
        raise broken from e
    if not any(b.strip() for b in blocks):
        raise InputError(name, "it holds no text", "check that the document is not empty")
    exported = list(numbered(press.split("\n\n".join(blocks))))
    if exported:
        yield from exported
        return
    heading = next((b[2:] for b in blocks if b.startswith("# ")), None)
    yield Draft(text="\n\n".join([*blocks, *notes]), title=heading or title)


def _blocks(document: Any) -> Iterator[str]:
    items: list[str] = []
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            text, style = "\n".join(_rows(block)), ""
        else:
            text = _text(block)
            style = (block.style.name or "") if block.style is not None else ""
        if style.startswith("List") and text:
            items.append(f"- {' '.join(text.split())}")
            continue
        if items:
            yield "\n".join(items)
            items = []
        if not text:
            continue
        line = " ".join(text.split())
        if style in ("Title", "Heading 1"):
            yield f"# {line}"
        elif style.startswith("Heading"):
            yield f"## {line}"
        elif "Quote" in style:
            yield "\n".join(f"> {part}" for part in text.split("\n"))
        else:
            yield text
    if items:
        yield "\n".join(items)


def _text(paragraph: Any) -> str:
    """Text with its line breaks; references to footnotes as [^1]."""
    parts: list[str] = []
    for element in paragraph._p.iter():
        if element.tag == f"{_W}t":
            parts.append(element.text or "")
        elif element.tag in (f"{_W}br", f"{_W}cr"):
            parts.append("\n")
        elif element.tag == f"{_W}tab" and element.getparent().tag == f"{_W}r":
            parts.append("\t")
        elif element.tag == f"{_W}footnoteReference":
            parts.append(f"[^{element.get(f'{_W}id')}]")
    return "".join(parts).strip()


def _rows(table: Any) -> Iterator[str]:
    for row in table.rows:
        # A merged cell is listed once for each column it covers.
        cells: list[str] = []
        seen: list[Any] = []
        for cell in row.cells:
            if any(cell._tc is tc for tc in seen):
                continue
            seen.append(cell._tc)
            cells.append(" ".join(cell.text.split()))
        if any(cells):
            yield "| " + " | ".join(cells) + " |"


def _footnotes(document: Any) -> Iterator[str]:
    for part in document.part.package.iter_parts():
        if str(part.partname) != "/word/footnotes.xml":
            continue
        from docx.oxml import parse_xml

        for note in parse_xml(part.blob).iter(f"{_W}footnote"):
            if note.get(f"{_W}type"):
                continue  # separators, not notes
            text = " ".join("".join(t.text or "" for t in note.iter(f"{_W}t")).split())
            if text:
                yield f"[^{note.get(f'{_W}id')}]: {text}"
