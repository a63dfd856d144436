"""Word files as people leave them: changes tracked, tables in tables, boxes, notes of both kinds."""

from __future__ import annotations

import io
import zipfile

import pytest

from timeline.errors import InputError
from timeline.read.draft import Draft
from timeline.read.office import docx

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = {
    "w": WORD,
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "v": "urn:schemas-microsoft-com:vml",
}
_DECLARED = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in SPACES.items())


def word(body: str, **parts: str) -> Draft:
    """What is read of a document with this body, and with other parts by their names."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(
            "word/document.xml", f"<w:document {_DECLARED}><w:body>{body}</w:body></w:document>"
        )
        for name, inner in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {_DECLARED}>{inner}</w:{name}>")
    (draft,) = docx.read(held.getvalue(), "a.docx")
    assert isinstance(draft, Draft)
    return draft


def p(*runs: str, properties: str = "") -> str:
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def r(text: str, properties: str = "", tag: str = "t") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:{tag}>{text}</w:{tag}></w:r>"


def tc(*blocks: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(blocks)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def ins(text: str) -> str:
    return f"<w:ins>{text}</w:ins>"


def gone(text: str) -> str:
    return f"<w:del>{r(text, tag='delText')}</w:del>"


def test_content_controls_are_read_wherever_they_stand_and_what_word_put_there_is_not() -> None:
    def sdt(inner: str, properties: str = "") -> str:
        return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    placeholder = sdt(r("Click here to enter text"), "<w:showingPlcHdr/>")
    body = sdt(p(r("A block."))) + p(r("A "), sdt(r("word.")), placeholder)
    body += tbl(tr(tc(p(r("2020-08-09"))), sdt(tc(p(sdt(r("The quay opened.")))))))
    assert word(body).text == "A block.\n\nA word.\n\n| 2020-08-09: The quay opened. |"


def test_tracked_changes_are_accepted_in_text_and_tables() -> None:
    body = p(r("The quay "), gone("sank"), ins(r("opened")), r("."))
    body += tbl(
        tr(tc(p(r("2020-08-09"))), tc(p(ins(r("The mayor ")), gone("never "), r("resigned.")))),
        tr(tc(p(gone("2020-08-10"))), tc(p(gone("Nobody came."))), properties="<w:del/>"),
        tr(tc(p(ins(r("2020-08-11")))), tc(p(ins(r("A vote was held.")))), properties="<w:ins/>"),
    )
    draft = word(body)
    assert draft.text == (
        "The quay opened.\n\n| 2020-08-09: The mayor resigned. |\n| 2020-08-11: A vote was held. |"
    )
    assert draft.warnings == ("what tracked changes delete was left out",)


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    joined = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    body = p(r("The quay "), properties=joined) + p(r("opened.")) + p(r("It closed."))
    assert word(body).text == "The quay opened.\n\nIt closed."


def test_moved_text_stands_at_its_new_place_only() -> None:
    body = p(f"<w:moveFrom>{r('It opened.')}</w:moveFrom>", r("First."))
    body += p(f"<w:moveTo>{r('It opened.')}</w:moveTo>")
    assert word(body).text == "First.\n\nIt opened."


def test_a_table_in_a_cell_is_read_once_and_in_its_place() -> None:
    inner = tbl(tr(tc(p(r("north pier"))), tc(p(r("ten boats")))))
    pages = tbl(tr(tc(p(r("Above.")), inner, p(r("Below."))), tc(p(r("Beside.")))))
    assert word(pages).text == "Above.\n\n| north pier | ten boats |\n\nBelow.\n\nBeside."
    dated = tbl(tr(tc(p(r("2020-08-09"))), tc(p(r("Boats came to the quay:")), inner)))
    assert word(dated).text == "| 2020-08-09: Boats came to the quay: north pier, ten boats |"


def test_tables_of_any_depth() -> None:
    depth = 3_000
    body = "<w:tbl><w:tr><w:tc>" * depth + p(r("It opened.")) + "</w:tc></w:tr></w:tbl>" * depth
    assert word(body + p(r("It closed."))).text == "It opened.\n\nIt closed."


def test_the_text_of_a_merged_cell_stands_once_in_a_table_that_lays_out_a_page() -> None:
    long = "word " * 100 + "end."
    merged = tc(p(r(long)), properties='<w:vMerge w:val="restart"/>')
    rows = (tr(merged, tc(p(r(long)))), tr(tc(p(), properties="<w:vMerge/>"), tc(p(r("Short.")))))
    assert word(tbl(*rows)).text.count("end.") == 2


def test_footnotes_and_endnotes_end_the_text_each_with_its_mark() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:{kind}Reference w:id="2"/></w:r>'

    def note(kind: str, text: str) -> str:
        line = f'<w:{kind} w:type="separator" w:id="0">{p(r("---"))}</w:{kind}>'
        return f'{line}<w:{kind} w:id="2">{p(r(text))}{p(r("More."))}</w:{kind}>'

    body = p(r("It opened."), mark("footnote")) + tbl(
        tr(tc(p(r("2020-08-09"))), tc(p(r("The mayor resigned"), mark("endnote"))))
    )
    draft = word(body, footnotes=note("footnote", "A foot."), endnotes=note("endnote", "An end."))
    assert draft.text.split("\n\n") == [
        "It opened.[^2]", "| 2020-08-09: The mayor resigned[^e2] |", "[^2]: A foot. More.",
        "[^e2]: An end. More.",
    ]  # fmt: skip


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    box = (
        f"<w:txbxContent>{p(r('In a box.'))}{tbl(tr(tc(p(r('a'))), tc(p(r('b')))))}</w:txbxContent>"
    )
    both = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{box}</mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    assert word(p(r("Be"), both, r("side."))).text == "Beside.\n\nIn a box.\n\n| a | b |"
    old = f"<w:r><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></w:r>"
    assert word(p(old)).text == "In a box.\n\n| a | b |"


def test_of_fields_the_results_are_read_and_hidden_text_is_not() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"{r('HYPERLINK x', tag='instrText')}{r('the quay')}"
    )
    shown = r(" opened", '<w:vanish w:val="0"/>')
    draft = word(p(field, shown, r(" secretly", "<w:vanish/>"), r(".")))
    assert draft.text == "the quay opened."
    assert draft.warnings == ("hidden text was left out",)


def test_a_table_of_contents_is_left_out() -> None:
    contents = p(r("The quay\t3"), properties='<w:pPr><w:pStyle w:val="TOC1"/></w:pPr>')
    style = '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    assert word(contents + p(r("It opened.")), styles=style).text == "It opened."


def test_what_is_not_read_is_told() -> None:
    large = '<wp:extent cx="5760000" cy="8640000"/><pic:pic/>'
    small = '<wp:extent cx="360000" cy="360000"/><pic:pic/>'
    chart = '<wp:extent cx="360000" cy="360000"/><c:chart/>'
    body = p(r("word " * 100)) + p(f"<w:r>{large}{small}{chart}{large}</w:r>")
    comments = f"<w:comment>{p(r('Really?'))}</w:comment>"
    told = word(body, comments=comments * 3).warnings
    assert told == (
        "3 comments were left out",
        "2 pictures and 1 chart may hold text that is not read",
    )
    assert word(p(r("It opened.")) + p(f"<w:r>{small}</w:r>"), comments=comments).warnings == (
        "1 comment was left out",
        "1 picture may hold text that is not read",
    )
    assert word(p(r("word " * 100)) + p(f"<w:r>{small}</w:r>")).warnings == ()
    only = tbl(tr(tc(p(r("Name"))), tc(p(r("Port")))), tr(tc(p(r("Ann"))), tc(p(r("Brest")))))
    assert word(only).warnings == ("it holds nothing but tables",)


def test_a_document_of_pictures_only_says_so() -> None:
    with pytest.raises(InputError, match="no text but pictures"):
        word(p("<w:r><pic:pic/></w:r>"))


def test_a_day_that_changes_is_left_out_and_told() -> None:
    def field(code: str, shown: str) -> str:
        mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
        parts = (mark("begin"), r(code, tag="instrText"), mark("separate"), r(shown), mark("end"))
        return "".join(parts)

    simple = '<w:fldSimple w:instr=" TIME ">' + r("10:15") + "</w:fldSimple>"
    body = p(
        r("Printed "), field(' DATE \\@ "d"', "2 May 2031"), simple, r(", made "),
        field(" CREATEDATE ", "3 May 2021"), r(", see "), field(" REF date ", "page 4"), r("."),
    )  # fmt: skip
    draft = word(body)
    assert draft.text == "Printed , made 3 May 2021, see page 4."
    assert draft.warnings == ("a date that the document's program puts in anew was left out",)
