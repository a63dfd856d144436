"""A Word document: the chronology as one reads it, a paragraph an event, a table of its sources.

python-docx makes the file with its styles; the events are written into it one by one, and need not
be in memory. Their addresses stand where Word has them, in the relations of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZipFile

from timeline.contract import GENERATOR, DocumentRow, EventRow, quoted, reviewed
from timeline.render import Page
from timeline.render.citations import Citation
from timeline.render.disagreement import in_words
from timeline.render.interface import Interface, interface
from timeline.render.months import grouped, named
from timeline.render.office_file import made_on, put_together, to_file
from timeline.safe_text import clean, one_line

if TYPE_CHECKING:
    from docx.document import Document

STREAMS = True
BINARY = True
DIGEST = True

_TEXT, _RELATIONS = "word/document.xml", "word/_rels/document.xml.rels"
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
# The language that Word checks the spelling by.
_SPELT = {"en": "en-GB", "fr": "fr-FR"}
_WIDTHS = (45, 30, 25)  # of the table's columns, per cent
_AT_ONCE = 1 << 16  # characters


def chronology(page: Page, out: BinaryIO) -> None:
    """Write the document, the events in the order given."""
    skeleton = BytesIO()
    _empty(page).save(skeleton)
    with ZipFile(skeleton) as parts:
        text, relations = (parts.read(name).decode() for name in (_TEXT, _RELATIONS))
    links: dict[str, str] = {}
    head, _, tail = text.partition("<w:sectPr")
    body = _gathered([head, *_body(page, links), "<w:sectPr", tail])
    put_together(skeleton, out, {_TEXT: body, _RELATIONS: _related(relations, links)})


def _gathered(pieces: Iterable[str]) -> Iterator[bytes]:
    held, size = [], 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size > _AT_ONCE:
            yield "".join(held).encode()
            held, size = [], 0
    yield "".join(held).encode()


def _related(relations: str, links: dict[str, str]) -> Iterator[bytes]:
    """The relations of the text with those of its links, which are there once it is written."""
    head, end, _ = relations.partition("</Relationships>")
    yield head.encode()
    for address, id_ in links.items():
        target = quoteattr(address)
        told = f'<Relationship Id="{id_}" Type="{_LINK}" Target={target} TargetMode="External"/>'
        yield told.encode()
    yield end.encode()


def _empty(page: Page) -> Document:
    """A document without text: its styles, its paper, what it says of itself."""
    import docx
    from docx.enum.style import WD_STYLE_TYPE
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml.ns import qn
    from docx.oxml.parser import parse_xml
    from docx.shared import Mm, Pt, RGBColor

    made, ui = docx.Document(), interface(page.language)
    core, day = made.core_properties, made_on(page)
    core.title, core.author, core.comments = _title(page, ui), "", GENERATOR
    core.created = core.modified = day
    core.language = _SPELT.get(page.language, page.language)
    for spelt in made.styles.element.iter(qn("w:lang")):
        spelt.set(qn("w:val"), core.language)
    related = made.part.package.rels
    for id_ in [id_ for id_, one in related.items() if one.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del related[id_]  # a picture of an empty page
    (paper,) = made.sections
    paper.page_width, paper.page_height = Mm(210), Mm(297)
    paper.left_margin = paper.right_margin = Mm(24)
    paper.top_margin = paper.bottom_margin = Mm(22)
    number = '<w:fldSimple xmlns:w="{}" w:instr=" PAGE "/>'.format(qn("w:p")[1:].partition("}")[0])
    paper.footer.paragraphs[0]._p.append(parse_xml(number))
    styles = made.styles
    styles["Normal"].font.size = Pt(10.5)
    event = styles.add_style("Event", WD_STYLE_TYPE.PARAGRAPH)
    event.base_style = styles["Normal"]
    event.paragraph_format.space_after, event.paragraph_format.keep_together = Pt(7), True
    details = styles.add_style("Details", WD_STYLE_TYPE.CHARACTER)
    details.font.size, details.font.color.rgb = Pt(9), RGBColor(0x55, 0x55, 0x55)
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.font.size, link.font.color.rgb, link.font.underline = Pt(9), RGBColor(11, 83, 148), True
    return made


def _title(page: Page, ui: Interface) -> str:
    return clean(page.title) or ui.say("title")


def _body(page: Page, links: dict[str, str]) -> Iterator[str]:
    ui = interface(page.language)
    yield _paragraph("Title", _run(_title(page, ui)))
    if page.digest:
        yield _paragraph("Heading1", _run(ui.say("in_short")))
        for event in page.digest:
            yield _paragraph("Event", _head(event, ui))
    for year, months in grouped(page.events):
        said = ui.say("undated") if year is None else named((year, 0), page.language)
        yield _paragraph("Heading1", _run(said))
        for month, events in months:
            if month is not None and month[1]:
                yield _paragraph("Heading2", _run(named(month, page.language)))
            for event in events:
                yield from _event(event, page, ui, links)
    yield _paragraph("Heading1", _run(ui.column("sources_sheet")))
    yield from _sources(page, ui, links)


def _event(event: EventRow, page: Page, ui: Interface, links: dict[str, str]) -> Iterator[str]:
    """Its date and title, below them who, where and by whom it is told; its quotes if wanted."""
    told = [_head(event, ui)]
    facts = (
        ui.type(event["type"]) if event["type"] != "other" else "",
        ", ".join(clean(a["name"]) for a in event["actors"]),
        ", ".join(clean(p["name"]) for p in event["places"]),
    )
    cited = [(m, page.cited(m, spots)) for m, spots in quoted(event)]
    sources = list(dict.fromkeys(_cited(one, links) for _, several in cited for one in several))
    below = [_run(" · ".join(filter(None, facts)), "Details")] if any(facts) else []
    if sources:
        name = ui.column("sources_sheet")
        below += [_run(f"{' · ' if below else ''}{name}{ui.say('colon')} ", "Details")]
        below.append(_run("; ", "Details").join(sources))
    told += [_BREAK, *below] if below else []
    for conflict in event["conflicts"]:
        told += [_BREAK, _run(in_words(conflict, page), "Details")]
    if note := reviewed(event)["note"]:
        told += [_BREAK, _run(f"{ui.say('note')} {clean(note)}", "Details")]
    yield _paragraph("Event", "".join(told))
    for mention, several in cited if page.quotes else ():
        words = _run(f"{ui.say('quoted', words=clean(mention['quote']))} ")
        yield _paragraph("Quote", words + _run("; ", "Details").join(_cites(several, links)))


def _head(event: EventRow, ui: Interface) -> str:
    review = reviewed(event)
    marks = [] if event["status"] == "happened" else [ui.status(event["status"])]
    marks += [ui.say(review["verdict"])] if review["verdict"] else []
    marks += map(clean, review["tags"])
    said = f" ({', '.join(marks)})" if marks else ""
    return _run(ui.date(event["date"]), bold=True) + _run(f" {clean(event['title'])}{said}")


def _cites(several: Sequence[Citation], links: dict[str, str]) -> list[str]:
    return list(dict.fromkeys(_cited(one, links) for one in several))


def _cited(one: Citation, links: dict[str, str]) -> str:
    """A document's name, a link to the web or else to its file, which document, and the page."""
    link = one.web or to_file(one.file)
    behind = one.behind(one.web or one.file)
    return _linked(one.name, link, links) + (_run(behind, "Details") if behind else "")


def _sources(page: Page, ui: Interface, links: dict[str, str]) -> Iterator[str]:
    """The table of the documents."""
    grid = "".join(f'<w:gridCol w:w="{of * 91}"/>' for of in _WIDTHS)
    how = '<w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/>'
    yield f"<w:tbl><w:tblPr>{how}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    names = (ui.column(name) for name in ("title", "author", "published"))
    yield _row([_run(name[:1].upper() + name[1:], bold=True) for name in names], head=True)
    for document in page.documents:
        yield _row(_cells(document, page, ui, links))
    yield "</w:tbl>"
    yield _paragraph("Normal", "")  # a table can't be the last


def _cells(document: DocumentRow, page: Page, ui: Interface, links: dict[str, str]) -> list[str]:
    name = document["id"]
    link = page.address(name) or to_file(page.file(name))
    published = document["published"]
    return [
        _linked(clean(page.titled(name)), link, links),
        _run(clean(document.get("author") or "")),
        _run(ui.date(published) if published else ""),
    ]


# -- the text's XML (ECMA-376, part 1, section 17) -------------------------------------------------

_BREAK = "<w:r><w:br/></w:r>"


def _paragraph(style: str, runs: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def _run(text: str, style: str = "", *, bold: bool = False) -> str:
    how = f'<w:rStyle w:val="{style}"/>' if style else ""
    how += "<w:b/>" if bold else ""
    how = f"<w:rPr>{how}</w:rPr>" if how else ""
    return f'<w:r>{how}<w:t xml:space="preserve">{escape(one_line(text))}</w:t></w:r>'


def _linked(text: str, address: str | None, links: dict[str, str]) -> str:
    """A text that leads to an address, which is known by an id of its own."""
    if address is None:
        return _run(text, "Details")
    id_ = links.setdefault(address, f"link{len(links) + 1}")
    return f'<w:hyperlink r:id="{id_}" w:history="1">{_run(text, "Hyperlink")}</w:hyperlink>'


def _row(cells: Sequence[Any], *, head: bool = False) -> str:
    how = "<w:trPr><w:tblHeader/></w:trPr>" if head else ""
    told = (
        f'<w:tc><w:tcPr><w:tcW w:w="{50 * of}" w:type="pct"/></w:tcPr>'
        f"{_paragraph('NoSpacing', cell)}</w:tc>"
        for cell, of in zip(cells, _WIDTHS, strict=True)
    )
    return f"<w:tr>{how}{''.join(told)}</w:tr>"
