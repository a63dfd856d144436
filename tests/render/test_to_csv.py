import csv
import io
from typing import Any

import pytest

from made import chronology, event, mention
from timeline.flat import COLUMNS
from timeline.model import Amount
from timeline.render import Column, Page, Sheet, to_csv
from written import MIRROR, SOURCES, WEB, sourced


def rows(*events: Any) -> list[dict[str, str]]:
    told = chronology(*events).model_dump(mode="json")
    out = io.StringIO()
    to_csv.chronology(Page(told["documents"], told["events"]), out)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


def test_a_row_holds_the_event() -> None:
    quotes = (mention("a.txt", "2014", "Voters go\n  home"), mention("b.txt", "2014", "Other"))
    (row,) = rows(
        event("e1", "2014/..", title='He said "no", again', languages=("en", "fr"), mentions=quotes)
    )
    assert tuple(row) == COLUMNS
    assert row == {
        "id": "e1", "date": "2014/..", "start": "2014-01-01", "end": "", "precision": "range",
        "approximate": "false", "type": "election", "status": "happened",
        "title": 'He said "no", again', "actors": "Ana Müller",
        "actor_ids": "person:Ana Müller", "places": "Graz",
        "amounts": "1500000000 USD", "confidence": "0.9", "salience": "0.8", "languages": "en; fr",
        "sources": "1", "documents": "a.txt; b.txt", "urls": "", "pages": "",
        "quote": "Voters go home", "verdict": "", "note": "", "tags": "",
        "conflicts": "",
    }  # fmt: skip


def test_no_events_are_a_header() -> None:
    assert rows() == []


@pytest.mark.parametrize(
    "title", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "'=1", '"=1', "＝1", "\r\n=1"]
)
def test_no_cell_is_run_as_a_formula(title: str) -> None:
    (row,) = rows(event(title=title))
    assert row["title"].startswith("'")


@pytest.mark.parametrize("reader", [",", ";", "\t"])
def test_no_reader_sees_a_formula_whatever_it_parts_cells_at(reader: str) -> None:
    hostile = [
        "a;=cmd|x",
        'a;"=1',
        "a\t=1",
        "a\n=1",
        "a\r-1",
        "\ufeff=1",
        "\x1b=1",
        'b","=1',
        "a;\u200b@b",
    ]
    told = chronology(*(event(f"e{n}", title=t) for n, t in enumerate(hostile)))
    events = told.model_dump(mode="json")["events"]
    out = io.StringIO()
    to_csv.chronology(Page([], events), out)
    for cells in csv.reader(io.StringIO(out.getvalue()), delimiter=reader):
        for cell in cells:
            assert cell.strip(" \"'")[:1] not in ("=", "+", "-", "@") or cell.strip(' "')[0] == "'"


def test_numbers_stay_numbers() -> None:
    out = io.StringIO()
    to_csv.sheet(Sheet((Column("a"), Column("b")), [{"a": -1, "b": -0.5}]), out)
    assert out.getvalue() == "a,b\n-1,-0.5\n"


@pytest.mark.parametrize("title", ["1-0 for the visitors", "a=b", "Ana's visit", "5 % more", "-"])
def test_harmless_cells_stay_as_they_are(title: str) -> None:
    (row,) = rows(event(title=title))
    assert row["title"] == title


def test_a_date_before_the_year_one_is_no_formula_either() -> None:
    (row,) = rows(event(date="-0043-03-15"))
    assert row["date"] == "'-0043-03-15"


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (Amount(value=12.5, unit="percent", text="12.5 %"), "12.5 percent"),
        (Amount(value=3, unit="people", text="three people"), "3 people"),
    ],
)
def test_amounts_are_numbers_with_their_unit(amount: Amount, said: str) -> None:
    (row,) = rows(event(amounts=(amount,)))
    assert row["amounts"] == said


def test_a_sheet_has_its_columns_and_no_others() -> None:
    out = io.StringIO()
    sheet = Sheet((Column("a"), Column("b")), [{"a": None, "b": ["x", "y"], "c": 1}, {"a": 2.5}])
    to_csv.sheet(sheet, out)
    assert out.getvalue() == "a,b\n,x; y\n2.5,\n"


def test_addresses_and_pages_go_with_the_documents() -> None:
    out = io.StringIO()
    told = chronology(sourced(), documents=SOURCES).model_dump(mode="json")
    to_csv.chronology(Page(told["documents"], told["events"]), out)
    (row,) = csv.DictReader(io.StringIO(out.getvalue()))
    assert row["documents"] == "report.pdf; mirror; page.html; bad"
    assert row["urls"] == f"; {MIRROR}; {WEB};"
    assert row["pages"] == "14; 3; ;"
