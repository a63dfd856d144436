"""OpenDocument texts (.odt): as Word files, paragraphs, headings, lists, tables and notes."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.errors import InputError
from timeline.read import press
from timeline.read.draft import Draft, Found, numbered
from timeline.read.office import blocks, unread
from timeline.read.office.odf_xml import VOCABULARIES, Document
from timeline.read.office.package import Package, opened
from timeline.read.office.xml_events import Refused, Texts, parse


def read(data: bytes, name: str) -> Iterator[Found]:
    """The document as one article, or the articles of a press archive's export."""
    with opened(data, name, "OpenDocument file") as package:
        document, title, whole = body(package)
    told = blocks.written(document.blocks)
    if not any(text.strip() for text in told.blocks):
        why = "it holds no text" + (" but pictures" if document.seen["picture"] else "")
        raise InputError(name, why, "check that the document is not empty, or give its text")
    notes = (f"[^{number}]: {note}" for number, note in enumerate(document.notes, 1) if note)
    text = "\n\n".join([*told.blocks, *notes])
    seen = document.seen
    draft = Draft(
        text=text,
        title=told.title or title,
        warnings=(
            *unread.rest(whole),
            *told.warnings,
            *unread.left_out(seen),
            *unread.pictures(seen, document.large, text),
        ),
    )
    yield from list(numbered(press.split(text))) or [draft]


def body(package: Package, *, sheets: bool = False) -> tuple[Document, str | None, bool]:
    """What a package holds, its title, and whether that was read to its end.

    Raises Refused for one with a password.
    """
    manifest = "META-INF/manifest.xml"
    if package.has(manifest) and b"encryption-data" in package.part(manifest):
        raise Refused("it is protected by a password")
    document, meta = Document(sheets=sheets), Texts(VOCABULARIES, "dc:title")
    whole = parse(package.part("content.xml"), document)
    package.read("meta.xml", meta)
    return document, meta.first("dc:title"), whole
