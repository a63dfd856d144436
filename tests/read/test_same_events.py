"""Whatever a text or a table is kept in, the same events come out, and quotes stand in the text."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import office_files as made
import timeline
from pdf_files import make_pdf
from timeline.model import Article
from timeline.read import articles

PARAGRAPHS = (
    "The council of Bristol closed the old bridge on 9 August 2020 after an inspection.",
    "Three days later, Mayor Ann Miller resigned.",
    "The new bridge opened on 15 October 2022.",
)
ROWS = (
    ("Date", "Event", "Place"),
    (date(2020, 8, 9), "The council closed the old bridge", "Bristol"),
    (date(2020, 8, 12), "Mayor Ann Miller resigned", "Bristol"),
    (date(2022, 10, 15), "The new bridge was opened by the minister", "Bristol"),
)
SERIAL = {day: (day - date(1899, 12, 30)).days for day, *_ in ROWS if isinstance(day, date)}
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx() -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{p}</w:t></w:r></w:p>" for p in PARAGRAPHS)
    return word(body)


def word(body: str) -> bytes:
    document = f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
    return made.zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document})


def odf(kind: str) -> bytes:
    told = "".join(f"<text:p>{p}</text:p>" for p in PARAGRAPHS)
    if kind == "text":
        return made.open_document(kind, told)
    box = f"<draw:frame><draw:text-box>{told}</draw:text-box></draw:frame>"
    return made.open_document(kind, f'<draw:page draw:name="a">{box}</draw:page>')


def rtf() -> bytes:
    return (r"{\rtf1\ansi " + r"\par ".join(PARAGRAPHS) + "}").encode("ascii")


def doc() -> bytes:
    return made.word97([([(p, b""), ("\r", b"")], 0, b"") for p in PARAGRAPHS])


def epub() -> bytes:
    chapter = f"<html><body>{''.join(f'<p>{p}</p>' for p in PARAGRAPHS)}</body></html>"
    items = '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
    spine = '<spine><itemref idref="a"/></spine>'
    book = f'<package xmlns="http://www.idpf.org/2007/opf"><manifest>{items}</manifest>{spine}</package>'
    return made.zipped({"a.opf": book, "a.xhtml": chapter}, first="application/epub+zip")


def pdf() -> bytes:
    """Two pages, a sentence broken between them."""
    first, second, third = PARAGRAPHS
    words = second.split()
    pages = [(first, " ".join(words[:2])), (" ".join(words[2:]), third)]
    return make_pdf([[(50, 780 - 30 * n, 9, p) for n, p in enumerate(page)] for page in pages])


def nitf() -> bytes:
    told = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    return f"<nitf><body><body.content>{told}</body.content></body></nitf>".encode()


def xml() -> bytes:
    return f"<a>{''.join(f'<b>{p}</b>' for p in PARAGRAPHS)}</a>".encode()


def feeds() -> bytes:
    return "\n\f".join(PARAGRAPHS).encode("utf-16")


TEXTS: dict[str, Callable[[], bytes]] = {
    "a.docx": docx, "a.odt": lambda: odf("text"), "a.odp": lambda: odf("presentation"),
    "a.rtf": rtf, "a.doc": doc, "a.epub": epub,
    "a.pdf": pdf, "a.nitf": nitf, "a.xml": xml, "b.txt": feeds,
}  # fmt: skip


def csv() -> bytes:
    return "\n".join(";".join(map(str, row)) for row in ROWS).encode()


def xlsx() -> bytes:
    rows = [[(SERIAL[c], 1) if isinstance(c, date) else c for c in row] for row in ROWS]
    return made.workbook({"A": made.cells(*rows)}, formats="dd/mm/yyyy")


def xls() -> bytes:
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("A")
    style = xlwt.easyxf(num_format_str="dd/mm/yyyy")
    for n, row in enumerate(ROWS):
        for m, cell in enumerate(row):
            sheet.write(n, m, cell, *([style] if isinstance(cell, date) else []))
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def ods() -> bytes:
    def cell(told: object) -> str:
        value = (
            f'office:value-type="date" office:date-value="{told}"' if isinstance(told, date) else ""
        )
        return f"<table:table-cell {value}><text:p>{told}</text:p></table:table-cell>"

    rows = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in ROWS)
    return made.open_document("spreadsheet", f'<table:table table:name="A">{rows}</table:table>')


def docx_table() -> bytes:
    def cell(told: object) -> str:
        return f"<w:tc><w:p><w:r><w:t>{told}</w:t></w:r></w:p></w:tc>"

    rows = "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in ROWS)
    return word(f"<w:tbl>{rows}</w:tbl>")


def rtf_table() -> bytes:
    rows = "".join(
        r"\trowd\cellx1\cellx2\cellx3" + "".join(rf"\pard\intbl {c}\cell" for c in row) + r"\row "
        for row in ROWS
    )
    return (r"{\rtf1\ansi " + rows + "}").encode("ascii")


TABLES: dict[str, Callable[[], bytes]] = {
    "a.csv": csv, "a.xlsx": xlsx, "a.xls": xls, "a.ods": ods, "a.docx": docx_table,
    "a.rtf": rtf_table,
}  # fmt: skip


def events(path: Path, content: bytes) -> list[tuple[str, str, str]]:
    """Date, title and quote of each event; every quote must stand where it is said to."""
    path.write_bytes(content)
    told, errors = timeline.extract([str(path)], published="2023-01-01")
    assert not errors
    (article,) = (a for a in articles([str(path)]) if isinstance(a, Article))
    mentions = [(event, mention) for event in told.events for mention in event.mentions]
    for _, mention in mentions:
        assert article.text[mention.start : mention.end] == mention.quote
    return sorted((event.date, event.title, mention.quote) for event, mention in mentions)


@pytest.fixture(scope="module")
def of_text(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str, str]]:
    return events(tmp_path_factory.mktemp("text") / "a.txt", "\n\n".join(PARAGRAPHS).encode())


def test_the_text_has_its_events(of_text: list[tuple[str, str, str]]) -> None:
    assert [day for day, _, _ in of_text] == ["2020-08-09", "2020-08-12", "2022-10-15"]


@pytest.mark.parametrize("name", TEXTS)
def test_a_document_has_the_events_of_its_text(
    name: str, of_text: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    assert events(tmp_path / name, TEXTS[name]()) == of_text


@pytest.mark.parametrize("name", TABLES)
def test_each_row_of_a_table_is_an_event_of_its_day(name: str, tmp_path: Path) -> None:
    found = events(tmp_path / name, TABLES[name]())
    assert [(day, title) for day, title, _ in found] == [
        (day.isoformat(), title) for day, title, _ in ROWS if isinstance(day, date)
    ]
    assert found[0][2] == "2020-08-09: The council closed the old bridge (Bristol)"
