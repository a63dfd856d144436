"""Slides: titles as headings, the number of each quote's slide, what repeats left out."""

from __future__ import annotations

import pytest

import office_files as made
from timeline.errors import InputError
from timeline.read.draft import Draft
from timeline.read.office import odp, pptx

_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def deck(*slides: str) -> Draft:
    """A deck whose slides stand in another order than their parts."""
    order = range(len(slides), 0, -1)
    ids = "".join(f'<p:sldId r:id="r{n}" id="{255 + n}"/>' for n in order)
    links = "".join(
        f'<Relationship Id="r{n}" Type="{_R}/slide" Target="slides/slide{n}.xml"/>' for n in order
    )
    parts = {
        "[Content_Types].xml": "<Types/>",
        "ppt/presentation.xml": f'<p:presentation xmlns:p="{_P}" xmlns:r="{_R}"><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>',
        "ppt/_rels/presentation.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>',
    }
    for n, slide in zip(order, slides, strict=True):
        inner = slide if slide.startswith("<p:sld ") else f"<p:sld >{slide}</p:sld>"
        spaces = f'<p:sld xmlns:p="{_P}" xmlns:a="{_A}" xmlns:mc="{_MC}" '
        parts[f"ppt/slides/slide{n}.xml"] = inner.replace("<p:sld ", spaces, 1)
    (draft,) = pptx.read(made.zipped(parts), "a.pptx")
    assert isinstance(draft, Draft)
    return draft


def shape(*lines: str, kind: str = "") -> str:
    place = f'<p:nvSpPr><p:nvPr><p:ph type="{kind}"/></p:nvPr></p:nvSpPr>' if kind else ""
    return f"<p:sp>{place}<p:txBody>{''.join(map(line, lines))}</p:txBody></p:sp>"


def line(text: str) -> str:
    return f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>"


def test_slides_come_in_order_with_their_titles_and_are_pages() -> None:
    draft = deck(
        shape("The log", kind="ctrTitle")
        + shape("Jo", kind="subTitle")
        + shape("7", kind="sldNum"),
        shape("2020", kind="title") + shape("The quay opened.", "It closed."),
    )
    assert draft.text == "## The log\n\nJo\n\n## 2020\n\nThe quay opened.\n\nIt closed."
    assert [draft.text[at:].split("\n")[0] for at in draft.pages] == ["## The log", "## 2020"]


def test_tables_of_slides_are_read_by_row() -> None:
    def cell(text: str, merged: str = "") -> str:
        return f"<a:tc {merged}><a:txBody>{line(text)}</a:txBody></a:tc>"

    goes_on = cell("", 'vMerge="1"')
    rows = (
        f"<a:tr>{cell('2020-08-09')}{cell('A vote')}</a:tr><a:tr>{goes_on}{cell('A strike')}</a:tr>"
    )
    frame = f"<p:graphicFrame><a:tbl>{rows}</a:tbl></p:graphicFrame>"
    assert deck(frame).text == "| 2020-08-09: A vote |\n| 2020-08-09: A strike |"


def test_what_is_not_read_of_a_deck_is_told() -> None:
    both = f"<mc:AlternateContent><mc:Choice>{shape('Once.')}</mc:Choice><mc:Fallback>{shape('Once.')}</mc:Fallback></mc:AlternateContent>"
    draft = deck(both + "<p:pic/><p:pic/>", '<p:sld show="0">' + shape("Secret.") + "</p:sld>")
    assert draft.text == "Once."
    assert draft.warnings == (
        "1 hidden slide left out", "2 pictures may hold text that is not read",
    )  # fmt: skip
    with pytest.raises(InputError, match="no text but pictures"):
        deck("<p:pic/>")
    with pytest.raises(InputError, match="damaged"):
        list(pptx.read(b"PK\x03\x04 nothing", "a.pptx"))


def page(name: str, *frames: str, style: str = "") -> str:
    return f'<draw:page draw:name="{name}" draw:style-name="{style}">{"".join(frames)}</draw:page>'


def box(text: str, kind: str = "") -> str:
    inner = f"<draw:text-box><text:p>{text}</text:p></draw:text-box>"
    return f'<draw:frame presentation:class="{kind}">{inner}</draw:frame>'


def test_opendocument_decks_are_read_alike() -> None:
    hidden = '<style:style style:name="dp2"><style:drawing-page-properties presentation:visibility="hidden"/></style:style>'
    notes = f"<presentation:notes>{box('Breathe.')}</presentation:notes>"
    body = (
        page("page1", box("The log", "title"), box("Jo"), box("9 May", "date-time"), notes)
        + page("page2", box("Secret."), style="dp2")
        + page("page3", box("The quay opened."))
    )
    (draft,) = odp.read(made.open_document("presentation", body, styles=hidden), "a.odp")
    assert isinstance(draft, Draft)
    assert draft.text == "## The log\n\nJo\n\nThe quay opened."
    assert [draft.text[at:].split("\n")[0] for at in draft.pages] == [
        "## The log",
        "The quay opened.",
    ]
    assert "1 hidden slide left out" in draft.warnings
