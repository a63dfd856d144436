"""Word files: paragraphs, headings, lists, tables and footnotes, in the order of the document.

Headings are marked as in Markdown (`## `), list items by `- `, footnotes end the text as
`[^1]: …`. The file's own dates are those of typing and saving, so none is taken. `docx_xml` reads
the parts.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from timeline.errors import InputError
from timeline.read import press
from timeline.read.draft import Draft, Found, numbered
from timeline.read.office.docx_xml import (
    MOST_ELEMENTS,
    Document,
    Footnotes,
    Paragraph,
    Refused,
    Relations,
    Styles,
    Title,
    parse,
)

# The text of a book of a thousand pages has 20 MB of XML, which packs to a tenth or a thirtieth;
# what unpacks to much more is an attack or a mistake.
_MOST_UNPACKED = 100_000_000
_MOST_RATIO = 150
_SMALL = 10_000_000
_STYLES, _NOTES, _CORE = "word/styles.xml", "word/footnotes.xml", "docProps/core.xml"


def read(data: bytes, name: str) -> Iterator[Found]:
    """The document as one article, or the articles of a press archive's export."""
    # A damaged file fails in the archive, the unpacker or the XML parser in a dozen ways.
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            document, styles, notes, title = _parts(archive)
    except Refused as e:
        raise InputError(name, str(e), "check the file, or give its text") from e
    except Exception as e:
        why = "the Word file is damaged"
        raise InputError(name, why, "save it again, or give its text") from e
    blocks = list(_blocks(document, styles))
    if not any(b.strip() for b in blocks):
        raise InputError(name, "it holds no text", "check that the document is not empty")
    left = f"it has more than {MOST_ELEMENTS} elements; the rest of it was left out"
    warnings = (left,) if document.cut else ()
    exported = list(numbered(press.split("\n\n".join(blocks))))
    if exported:
        yield from exported
        return
    heading = next((b[2:] for b in blocks if b.startswith("# ")), None)
    yield Draft(
        text="\n\n".join([*blocks, *notes.told()]), title=heading or title, warnings=warnings
    )


def _parts(archive: zipfile.ZipFile) -> tuple[Document, Styles, Footnotes, str | None]:
    """The parts that hold what is read; no other is unpacked, none outside the file is sought."""
    relations, document, styles = Relations(), Document(), Styles()
    notes, core = Footnotes(), Title()
    here = frozenset(archive.namelist())
    if "_rels/.rels" in here:
        parse(_part(archive, "_rels/.rels"), relations)
    parse(_part(archive, relations.document or "word/document.xml"), document)
    for part, reading in ((_STYLES, styles), (_NOTES, notes), (_CORE, core)):
        if part in here:
            parse(_part(archive, part), reading)
    return document, styles, notes, core.told()


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    """A part unpacked. Raises Refused for one that is no article's."""
    told = archive.getinfo(name)
    if told.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused("it is packed in a way that Word does not know")
    # No more is unpacked than the archive says, so that its word can be gone by.
    if told.file_size > _MOST_UNPACKED or (
        told.file_size > _SMALL and told.file_size > _MOST_RATIO * told.compress_size
    ):
        times = told.file_size // max(1, told.compress_size)
        raise Refused(
            f"{name} in it unpacks to {told.file_size / 1e6:.0f} MB, {times} times its size"
        )
    with archive.open(told) as packed:
        return packed.read()


def _blocks(document: Document, styles: Styles) -> Iterator[str]:
    items: list[str] = []
    for block in document.blocks:
        paragraph = isinstance(block, Paragraph)
        text = block.text() if isinstance(block, Paragraph) else "\n".join(block)
        style = styles.name(block.style) if isinstance(block, Paragraph) else ""
        if paragraph and style.startswith("List") and text:
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
