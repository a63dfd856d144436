"""Workbooks and delimited text: cells as they are shown, sheets in order, limits."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date

import pytest

import office_files as made
from timeline.errors import InputError
from timeline.read.draft import Draft
from timeline.read.office import ods, xls, xlsx
from timeline.read.tables import delimited, sheets

HEAD = ["Date", "Event", "Place"]
CLOSED = "The council closed the bridge"
LINES = f"| 2020-08-09: {CLOSED} (Bristol) |"


def one(found: Iterable[object]) -> Draft:
    (draft,) = found
    assert isinstance(draft, Draft)
    return draft


def excel(told: dict[str, str], **options: str) -> Draft:
    return one(xlsx.read(made.workbook(told, **options), "a.xlsx"))


# -- Excel -------------------------------------------------------------------------------------


def test_a_date_is_told_as_finely_as_its_format_shows_it() -> None:
    codes = "dd/mm/yyyy\nmmm yyyy\nyyyy\ndd/mm/yy hh:mm\n[$-409]h:mm AM/PM\n0.00\n&quot;day&quot; 0"
    row = [(44052.6041667, style) for style in range(1, 6)]
    draft = excel({"A": made.cells(["x"], [*row, (12.5, 6), (3, 7)])}, formats=codes)
    shown = "| 2020-08-09 | 2020-08 | 2020 | 2020-08-09 14:30 | 2020-08-09 14:30 | 12.5 | 3 |"
    assert draft.text == f"| x |\n{shown}"


def test_workbooks_of_old_macs_count_from_1904() -> None:
    book = '<workbookPr date1904="1"/>'
    rows = made.cells(HEAD, [(42590, 1), CLOSED, "Bristol"])
    assert excel({"A": rows}, formats="yyyy-mm-dd", book=book).text == LINES


def test_cells_of_every_kind() -> None:
    rows = (
        '<row><c t="s"><v>1</v></c><c t="str"><f>A1</f><v>told</v></c><c t="b"><v>1</v></c>'
        '<c t="e"><v>#REF!</v></c><c t="d"><v>2020-08-09T00:00:00</v></c><c><v>2.0</v></c>'
        '<c><f>1+1</f></c><c t="s"><v>99</v></c><c t="n"><v>x</v></c></row>'
    )
    strings = (
        "<si><t>no</t></si><si><r><t>two </t></r><r><t>runs</t></r><rPh><t>ruby</t></rPh></si>"
    )
    draft = excel({"A": rows}, strings=strings)
    assert draft.text == "| 2020-08-09: two runs (told; TRUE; 2) |"
    assert "1 formulas have no stored result and were left out" in draft.warnings


def test_sheets_come_in_order_below_their_names_and_hidden_ones_are_told() -> None:
    first, second = ([*HEAD], ["2020-08-09", CLOSED, "Bristol"]), (["a"], ["b"])
    draft = excel({
        "Log": made.cells(*first), "-Lists": made.cells(["secret"]), "Empty": "",
        "Notes": made.cells(*second),
    })  # fmt: skip
    assert draft.text == f"## Log\n\n{LINES}\n\n## Notes\n\n| a |\n| b |"
    assert draft.warnings == ("1 hidden sheet left out: 'Lists'",)
    alone = excel({"Log": made.cells(*first), "-Lists": made.cells(["secret"])})
    assert alone.text == LINES


def test_a_cell_over_several_rows_is_told_in_each() -> None:
    rows = made.cells(HEAD, ["2020-08-09", CLOSED, "Bristol"], ["", "Two men fell", ""])
    merged = f'<sheetData>{rows}</sheetData><mergeCells><mergeCell ref="A2:A3"/></mergeCells>'
    assert excel({"A": merged}).text == f"{LINES}\n| 2020-08-09: Two men fell |"


def test_blank_rows_part_tables_that_nothing_dates() -> None:
    rows = made.cells(["a", "b"], ["c", "d"], [], [], ["e", "f"])
    assert excel({"A": rows}).text == "| a | b |\n| c | d |\n\n| e | f |"


def test_comments_charts_and_the_title_are_told() -> None:
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    core = '<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>A log</dc:title></c>'
    draft = excel(
        {"A": made.cells(HEAD, ["2020-08-09", CLOSED, "Bristol"])}, docProps__core=core,
        xl__comments1=f"<comments {space}><comment><t>why?</t></comment></comments>",
        xl__charts__chart1="<c/>",
    )  # fmt: skip
    assert draft.title == "A log"
    assert draft.warnings == (
        "1 comment was left out", "1 chart may hold text that is not read",
    )  # fmt: skip


def test_a_cell_at_the_end_of_the_sheet_takes_no_memory() -> None:
    far = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>far</t></is></c></row>'
    near = '<row r="1048575"><c r="A1048575" t="inlineStr"><is><t>near</t></is></c></row>'
    draft = excel({"A": made.cells(["here"]) + near + far})
    assert draft.text == "| here |\n\n| near |"
    assert any("more than" in told for told in draft.warnings)


def test_rows_and_merged_cells_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 10)
    merged = '<mergeCell ref="A1:A1048576"/>' * 2_000
    rows = made.cells(*(["word"] for _ in range(50)))
    draft = excel({"A": f"<sheetData>{rows}</sheetData><mergeCells>{merged}</mergeCells>"})
    assert draft.text.count("word") < 12
    assert any("more than" in told for told in draft.warnings)


def test_a_damaged_or_empty_workbook_is_one_line() -> None:
    data = made.workbook({"A": made.cells(["a"])})
    for cut in (
        data[:100],
        data[: len(data) // 2],
        data.replace(b"xl/workbook.xml", b"xl/workbook.xmx"),
    ):
        with pytest.raises(InputError, match=r"damaged|no text"):
            list(xlsx.read(cut, "a.xlsx"))
    with pytest.raises(InputError, match="no text"):
        excel({"A": ""})
    with pytest.raises(InputError, match="document type"):
        excel({"A": ""}, xl__sharedStrings='<!DOCTYPE x [<!ENTITY a "b">]><sst/>')


# -- OpenDocument ------------------------------------------------------------------------------


def calc(body: str, styles: str = "") -> Draft:
    return one(ods.read(made.open_document("spreadsheet", body, styles=styles), "a.ods"))


def td(text: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


def sheet(name: str, *rows: str, attributes: str = "") -> str:
    told = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    return f'<table:table table:name="{name}" {attributes}>{told}</table:table>'


def day(shown: str, value: str) -> str:
    return td(shown, f'office:value-type="date" office:date-value="{value}"')


def test_days_of_an_opendocument_sheet_are_those_of_its_cells() -> None:
    rows = (
        td("Date") + td("Event"), day("09/08/20", "2020-08-09") + td(CLOSED),
        day("août 20", "2020-08-01") + td("Two men fell"), day("2020", "2020-01-01") + td("A strike"),
        day("1/8/20 14:30", "2020-08-01T14:30:00") + td("A vote"),
    )  # fmt: skip
    assert calc(sheet("A", *rows)).text.split("\n") == [
        f"| 2020-08-09: {CLOSED} |", "| 2020-08: Two men fell |", "| 2020: A strike |",
        "| 2020-08-01 14:30: A vote |",
    ]  # fmt: skip


def test_repeated_cells_and_rows_are_bounded_and_covered_ones_told() -> None:
    empty = '<table:table-cell table:number-columns-repeated="16384"/>'
    many = '<table:table-row table:number-rows-repeated="1048576">'
    first = td("2020-08-09", 'table:number-rows-spanned="2"') + td("A vote") + empty
    second = "<table:covered-table-cell/>" + td("A strike")
    body = sheet("A", td("Date") + td("Event"), first, second)
    body = body.replace("</table:table>", f"{many}{empty}</table:table-row></table:table>")
    draft = calc(body)
    assert draft.text == "| 2020-08-09: A vote |\n| 2020-08-09: A strike |"
    assert draft.warnings == ()
    filled = calc(sheet("A", td("word")).replace("<table:table-row>", many))
    assert filled.text.count("word") <= sheets.MOST_ROWS
    assert any("more than" in told for told in filled.warnings)


def test_hidden_sheets_of_an_opendocument_file_are_told() -> None:
    style = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    draft = calc(
        sheet("A", td("a")) + sheet("B", td("b"), attributes='table:style-name="ta2"'), style
    )
    assert draft.text == "| a |"
    assert "1 hidden sheet left out: 'B'" in draft.warnings


# -- delimited text ----------------------------------------------------------------------------


def rows_of(text: str | bytes) -> Draft:
    return one(delimited.read(text if isinstance(text, bytes) else text.encode(), "a.csv"))


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_whatever_parts_cells(sign: str) -> None:
    text = "\n".join(sign.join(row) for row in (HEAD, ["2020-08-09", CLOSED, "Bristol"]))
    assert rows_of(text).text == LINES


def test_a_sign_that_stands_in_sentences_parts_no_cells() -> None:
    text = "Date;Fait\n09/08/2020;Le pont, vieux de cent ans, est fermé\n10/08/2020;Deux hommes, tombés, sont blessés\n"
    assert rows_of(text).text.startswith("| 09/08/2020: Le pont, vieux de cent ans, est fermé |\n")


def test_excels_own_line_and_old_encodings() -> None:
    told = "Le pont est fermé à Brest, où la fête a été annulée après l'été"
    text = f"sep=;\nDate;Événement\n2020-08-09;{told}\n"
    assert rows_of(text.encode("cp1252")).text == f"| 2020-08-09: {told} |"
    assert rows_of(text.encode("utf-16")).text == f"| 2020-08-09: {told} |"


def test_quoted_cells_may_hold_lines_and_signs() -> None:
    text = f'Date,Event\n2020-08-09,"{CLOSED}, at last\nTwo men ""fell"""\n'
    assert rows_of(text).text == f'| 2020-08-09: {CLOSED}, at last; Two men "fell" |'


def test_a_mark_that_is_never_closed_takes_in_nothing() -> None:
    text = f'Date,Event\n2020-08-09,"{CLOSED}\n2020-08-10,Two men fell\n'
    assert rows_of(text).text.split("\n")[1] == "| 2020-08-10: Two men fell |"


def test_what_sets_off_a_formula_is_no_part_of_a_cell() -> None:
    assert rows_of(f"Date,Event\n2020-08-09,'=1 {CLOSED}\n").text == f"| 2020-08-09: =1 {CLOSED} |"


def test_rows_without_a_date_are_told() -> None:
    draft = rows_of("Name,Port\nAnn,Brest\n")
    assert draft.text == "| Name | Port |\n| Ann | Brest |"
    assert draft.warnings == (
        "no column of dates was found, so that nothing dates its rows but what they say",
    )


def test_too_many_rows_are_cut_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "MOST_ROWS", 3)
    draft = rows_of("a,b\n" * 9)
    assert draft.text.count("a") == 3
    assert any("more than" in told for told in draft.warnings)


def test_a_cell_of_any_length_ends_no_run() -> None:
    with pytest.raises(InputError, match="no table"):
        rows_of("a,b\n" + "x" * 200_000 + ",c\n")


# -- Excel until 2003 --------------------------------------------------------------------------


def test_old_workbooks_are_read_alike() -> None:
    import xlwt

    book = xlwt.Workbook()
    log = book.add_sheet("Log")
    for column, heading in enumerate(["Date", "Event", "Injured", "Sure"]):
        log.write(0, column, heading)
    log.write_merge(1, 2, 0, 0, date(2020, 8, 9), xlwt.easyxf(num_format_str="dd/mm/yyyy"))
    for row, (text, number, sure) in enumerate(
        [(CLOSED, 2.0, True), ("Two men fell", 0.5, False)], 1
    ):
        log.write(row, 1, text)
        log.write(row, 2, number)
        log.write(row, 3, sure)
    log.write(3, 0, date(2020, 8, 1), xlwt.easyxf(num_format_str="mmm yyyy"))
    log.write(3, 1, "A strike")
    hidden = book.add_sheet("Lists")
    hidden.write(0, 0, "secret")
    hidden.visibility = 1
    held = io.BytesIO()
    book.save(held)
    draft = one(xls.read(held.getvalue(), "a.xls"))
    assert draft.text.split("\n") == [
        f"| 2020-08-09: {CLOSED} (Injured: 2; TRUE) |",
        "| 2020-08-09: Two men fell (Injured: 0.5; FALSE) |",
        "| 2020-08: A strike |",
    ]
    assert draft.warnings == ("1 hidden sheet left out: 'Lists'",)
    for cut in (held.getvalue()[:600], held.getvalue()[:3000], b"\xd0\xcf\x11\xe0" * 300):
        with pytest.raises(InputError, match="damaged"):
            list(xls.read(cut, "a.xls"))
