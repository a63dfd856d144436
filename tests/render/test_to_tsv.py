import csv
import io

import pytest

from made import chronology, event
from timeline.render import Column, Page, Sheet, to_csv, to_tsv
from written import NASTY, sourced, write


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text), delimiter="\t"))


def test_it_holds_the_cells_of_the_csv() -> None:
    events = (sourced(), event("e2", title=NASTY), event("e3", title='"a\tb;=1'))
    text, _ = write("tsv", *events)
    assert rows(text) == list(csv.reader(io.StringIO(write("csv", *events)[0])))
    assert len(rows(text)) == len(text.splitlines()) == 4


@pytest.mark.parametrize("title", ["=1+1", "a\t=1", "a\n=1", "\t@SUM(A1)", '"=1', "a;-1"])
def test_no_cell_is_torn_or_run_as_a_formula(title: str) -> None:
    text, _ = write("tsv", event(title=title))
    header, row = rows(text)
    assert len(header) == len(row) == text.splitlines()[1].count("\t") + 1
    for cell in text.splitlines()[1].replace(";", "\t").split("\t"):
        assert cell.strip(" '\"")[:1] not in ("=", "+", "-", "@") or "'" in cell


def test_records_are_rows_too() -> None:
    told, other = io.StringIO(), io.StringIO()
    sheet = Sheet((Column("a"), Column("b")), [{"a": "x\ty", "b": [1, None]}])
    to_tsv.sheet(sheet, told)
    to_csv.sheet(sheet, other)
    assert told.getvalue() == other.getvalue().replace(",", "\t") == "a\tb\nx y\t1;\n"


def test_no_events_are_a_header() -> None:
    out = io.StringIO()
    told = chronology().model_dump(mode="json")
    to_tsv.chronology(Page(told["documents"], []), out)
    assert len(rows(out.getvalue())) == 1
