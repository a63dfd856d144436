import io

import pytest
import xlwt

from office_files import ODF_SPACES, workbook, zipped
from timeline.errors import InputError
from timeline.read.tables import grid

ROWS = (("id", "title", "note"), ("e1", "Vote", ""), ("e2", "War; peace", "one\ntwo"))


def told(data: bytes) -> list[tuple[str, ...]]:
    read = grid.read(data, "a", "id")
    return [read.header, *(line.cells for line in read.lines)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_delimited_text(mark: str, encoding: str) -> None:
    text = "".join(mark.join(f'"{cell}"' for cell in row) + "\r\n" for row in ROWS)
    assert told(text.encode(encoding)) == list(ROWS)


def test_what_excel_says_of_its_cells_is_heard() -> None:
    read = grid.read(b"sep=|\r\nid|a,b\r\ne1|x\r\n", "a", "id")
    assert (read.header, read.lines) == (("id", "a,b"), (grid.Line(3, ("e1", "x")),))


def test_lines_are_counted_as_editors_do() -> None:
    read = grid.read(b'id,note\n\ne1,"a\nb"\n,\ne2,c\n', "a", "id")
    assert [(line.number, line.cells[0]) for line in read.lines] == [(3, "e1"), (6, "e2")]


def test_a_header_stands_below_a_title() -> None:
    text = "Exported\n\nby us; not you;;\nid;title;note\ne1;Vote, two;\n"
    read = grid.read(text.encode(), "a", "id")
    assert read.header == ("id", "title", "note")
    assert read.lines == (grid.Line(5, ("e1", "Vote, two", "")),)
    late = "x\n" * 10 + "id,title\ne1,Vote\n"
    with pytest.raises(InputError, match="in its first rows"):
        grid.read(late.encode(), "a", "id")


def test_a_row_without_a_line_end_is_known() -> None:
    assert [one.unended for one in grid.read(b"id,a\ne1,b\ne2", "a", "id").lines] == [False, True]
    assert not grid.read(b"id,a\r\ne1,b\r\n", "a", "id").lines[0].unended


def test_a_text_called_like_a_workbook_is_read_as_text_and_said() -> None:
    read = grid.read(b"id,title\ne1,Vote\n", "a.xlsx", "id")
    assert read.lines[0].cells == ("e1", "Vote")
    assert read.notes == ("a.xlsx is no workbook, though it ends in .xlsx: it is read as CSV",)
    with pytest.raises(InputError, match="it is no workbook"):
        grid.read(b"some words\n", "a.ods", "id")


def test_an_older_character_set_is_named() -> None:
    read = grid.read("id,title\ne1,Élection à Zürich\n".encode("cp1252"), "a", "id")
    assert read.lines[0].cells[1] == "Élection à Zürich"
    assert read.encoding == "cp1252" and "not UTF-8" in read.notes[0]


def test_a_workbook_s_sheet_with_the_column() -> None:
    cells = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{c}</t></is></c>' for c in row) + "</row>"
        for row in (("id", "title"), ("e1", "Vote"))
    )
    other = '<row><c t="inlineStr"><is><t>notes</t></is></c></row>'
    data = workbook({"Notes": other, "-Old": cells.replace("e1", "e0"), "Events": cells})
    assert told(data) == [("id", "title"), ("e1", "Vote")]


def test_an_open_document() -> None:
    rows = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{c}</text:p></table:table-cell>" for c in row)
        + "</table:table-row>"
        for row in (("id", "title"), ("e1", "Vote"))
    )
    content = (
        f"<office:document-content {ODF_SPACES}><office:body><office:spreadsheet>"
        f'<table:table table:name="A">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    data = zipped({"content.xml": content}, first="application/vnd.oasis.opendocument.spreadsheet")
    assert told(data) == [("id", "title"), ("e1", "Vote")]


def test_an_old_workbook() -> None:
    book, held = xlwt.Workbook(), io.BytesIO()
    sheet = book.add_sheet("A")
    for n, row in enumerate((("id", "salience", "yes"), ("e1", 0.5, True))):
        for m, cell in enumerate(row):
            sheet.write(n, m, cell)
    book.save(held)
    assert told(held.getvalue()) == [("id", "salience", "yes"), ("e1", "0.5", "TRUE")]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "it is empty"),
        (b"title,note\na,b\n", "no table in it has a column id"),
        (b"id\ne1\n", "no table in it has a column id"),
        (b'id,note\ne1,"open\n', "this is no table"),
        (b"PK\x03\x04 torn", "damaged"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\1\2\3\4\5\6\7", "it is binary data"),
    ],
)
def test_what_is_no_such_table(data: bytes, why: str) -> None:
    with pytest.raises(InputError, match=why):
        grid.read(data, "a", "id")
