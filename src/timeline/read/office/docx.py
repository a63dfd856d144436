"""Word files: paragraphs, headings, lists, tables and notes, in the order of the document.

The file's own dates are those of typing and saving, so none is taken. Heads and feet of pages are
left out, since they repeat, and so are comments, which is told. `docx_xml` reads the parts,
`blocks` writes what they hold.
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.errors import InputError
from timeline.read import press
from timeline.read.draft import Draft, Found, numbered
from timeline.read.office import blocks, unread
from timeline.read.office.blocks import Block, Paragraph, Role
from timeline.read.office.docx_xml import VOCABULARIES, Document, Notes, Relations, Styles
from timeline.read.office.package import Package, opened
from timeline.read.office.xml_events import Reading, Texts, parse

_CORE = {"http://purl.org/dc/elements/1.1/": "dc:"}


def read(data: bytes, name: str) -> Iterator[Found]:
    """The document as one article, or the articles of a press archive's export."""
    with opened(data, name, "Word file") as package:
        draft = _draft(package, name)
    yield from list(numbered(press.split(draft.text))) or [draft]


def _draft(package: Package, name: str) -> Draft:
    relations, document, styles = Relations(), Document(), Styles()
    package.read("_rels/.rels", relations)
    main = relations.document or "word/document.xml"
    whole = parse(package.part(main), document)
    footnotes, endnotes, core = Notes(), Notes("e"), Texts(_CORE, "dc:title", "dc:creator")
    comments = Texts(VOCABULARIES, "comment")
    others: dict[str, Reading] = {
        "word/styles.xml": styles, "word/footnotes.xml": footnotes,
        "word/endnotes.xml": endnotes, "word/comments.xml": comments, "docProps/core.xml": core,
    }  # fmt: skip
    for part, reading in others.items():
        package.read(part, reading)
    for block in _all(document.blocks):
        block.role = _role(styles.name(block.style))
    told = blocks.written(document.blocks)
    seen = document.seen
    if not any(text.strip() for text in told.blocks):
        why = "it holds no text" + (" but pictures" if seen["picture"] else "")
        raise InputError(name, why, "check that the document is not empty, or give its text")
    text = "\n\n".join([*told.blocks, *footnotes.told(), *endnotes.told()])
    warnings = (
        *unread.rest(whole),
        *told.warnings,
        *unread.left_out({**seen, "comment": len(comments.found)}),
        *unread.pictures(seen, document.large, text),
    )
    return Draft(text=text, title=told.title or core.first("dc:title"), warnings=warnings)


def _all(cell: list[Block]) -> Iterator[Paragraph]:
    """Every paragraph, those of tables too; a cell that goes over several rows is met in each."""
    for block in cell:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for inner in row:
                    yield from _all(inner)


def _role(style: str) -> Role:
    """What a style of Word's makes of a paragraph."""
    if style.startswith("List"):
        return "item"
    if style in ("Title", "Heading 1"):
        return "title"
    if style.startswith("Heading"):
        return "heading"
    if style.lower().startswith("toc "):  # a table of contents repeats headings
        return "left out"
    return "quote" if "Quote" in style else "text"
