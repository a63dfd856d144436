"""Read back by openpyxl, which knows links, filters and panes."""

import errno
import importlib
import io
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from made import chronology, document, event, mention
from timeline.flat import COLUMNS, FOR_READING
from timeline.model import Actor, Conflict, ConflictValue
from timeline.render import Column, Page, Sheet, to_xlsx
from written import MIRROR, NASTY, SOURCES, nasty, opened, sourced, written


def book(*events: Any, **how: Any) -> Any:
    return openpyxl.load_workbook(opened("xlsx", *events, **how))


def cells(sheet: Any, row: int = 2) -> dict[str, Any]:
    return dict(zip((c.value for c in sheet[1]), sheet[row], strict=True))


def test_there_are_events_sources_and_who_takes_part() -> None:
    made = book(event("e1"), event("e2", "2021"))
    assert made.sheetnames == ["Events", "Sources", "People and organisations"]
    assert [sheet.max_row for sheet in made] == [3, 2, 2]
    for sheet in made:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(sheet.column_dimensions[c].width > 5 for c in "ABC")
    names = [cell.value for cell in made["Events"][1]]
    assert set(names) == {*COLUMNS, *FOR_READING, "sources differ"} - {"conflicts"}


def test_a_day_is_a_date_and_what_is_none_is_told_in_words() -> None:
    dates = ("2020-08-09", "2020-08", "2020-08-09~", "1761-10-13", "2014/..", "-0043-03-15")
    sheet = book(*(event(f"e{n}", date) for n, date in enumerate(dates)))["Events"]
    told = [cells(sheet, row) for row in range(2, 8)]
    assert [row["day"].value for row in told] == [
        datetime(2020, 8, 9), None, None, "1761-10-13", None, None,
    ]  # fmt: skip
    assert told[0]["day"].number_format == "yyyy-mm-dd"
    assert [row["date"].value for row in told] == list(dates)
    assert [row["when"].value for row in told][1:4] == ["Aug 2020", "c. 9 Aug 2020", "13 Oct 1761"]
    assert (told[1]["start"].value, told[1]["end"].value) == (
        datetime(2020, 8, 1),
        datetime(2020, 8, 31),
    )
    assert told[4]["end"].value is None


@pytest.mark.parametrize("title", ["=1+1", "=HYPERLINK(1)", "@SUM(A1)", "-1", "{=1}", "12", NASTY])
def test_no_text_is_run_or_made_anything_else(title: str) -> None:
    cell = cells(book(event(title=title))["Events"])["title"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (title, "inlineStr", None) or (
        cell.value,
        cell.data_type,
        cell.hyperlink,
    ) == (title, "s", None)


def test_a_link_leads_to_the_words_on_the_web_else_to_the_file(tmp_path: Path) -> None:
    made = book(sourced(), documents=SOURCES)
    link = cells(made["Events"])["source"]
    assert (link.value, link.hyperlink.target, link.hyperlink.location) == (
        "The mirror (mirror), p. 3",
        MIRROR,
        "page=3",
    )
    assert [cells(made["Sources"], n)["title"].hyperlink is None for n in range(2, 6)] == [
        True, False, False, True,
    ]  # fmt: skip
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/a b.html").write_text("x")
    path = str(tmp_path / "raw/a b.html")
    told = event("e1", mentions=(mention("a b.html", "2020", "Voters go to the polls"),))
    made = book(told, documents=[document("a b.html", path=path)], folder=str(tmp_path))
    assert cells(made["Events"])["source"].hyperlink.target == "raw\\a%20b.html"
    assert cells(made["Sources"])["file"].hyperlink.target == "raw\\a%20b.html"


def test_links_that_have_no_room_are_text_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(to_xlsx, "MOST_LINKS", 1)
    told = chronology(sourced(), sourced("e2"), documents=SOURCES).model_dump(mode="json")
    out = io.BytesIO()
    said = to_xlsx.chronology(Page(told["documents"], told["events"]), out)
    assert said == ["1 link left out: a sheet can't hold more, or one so long"]
    sheet = openpyxl.load_workbook(out)["Events"]
    assert [cells(sheet, n)["source"].hyperlink is None for n in (2, 3)] == [False, True]
    monkeypatch.setattr(to_xlsx, "MOST_LINKS", 9)
    monkeypatch.setattr(to_xlsx, "_LONGEST_LINK", len(MIRROR) - 1)
    said = to_xlsx.chronology(Page(told["documents"], told["events"]), io.BytesIO())
    assert said == ["2 links left out: a sheet can't hold more, or one so long"]


def test_who_takes_part_is_counted_with_spellings_and_days() -> None:
    ana = Actor(id="p:a", name="Ana Müller", kind="person", aliases=("A. Mueller",))
    again = Actor(id="p:a", name="Ana Müller", kind="person", aliases=("Mme Müller",))
    union = Actor(id="o:u", name="The Union", kind="organisation")
    sheet = book(
        event("e1", "-0043-03-15", actors=(union,)),
        event("e2", "-0044-03-15", actors=(ana,)),
        event("e3", "2020-08-09", actors=(again,)),
    )["People and organisations"]
    first, second = ({k: c.value for k, c in cells(sheet, n).items()} for n in (2, 3))
    assert (first["name"], first["events"], first["also called"]) == (
        "Ana Müller",
        2,
        "A. Mueller; Mme Müller",
    )
    assert (first["first"], first["last"]) == ("-0044-03-15", datetime(2020, 8, 9))
    assert (second["name"], second["events"], second["kind"]) == ("The Union", 1, "organisation")


def test_disagreement_is_told_and_all_in_the_readers_language() -> None:
    values = (
        ConflictValue(value="2020-08-09", documents=("a.txt",)),
        ConflictValue(value="2020-08", documents=("b.txt",)),
    )
    quotes = (mention("a.txt", "2020-08-09", "x y"), mention("b.txt", "2020-08", "x y"))
    differ = (Conflict(field="date", values=values),)
    made = book(event("e1", conflicts=differ, mentions=quotes), language="fr")
    assert made.sheetnames == ["Événements", "Sources", "Personnes et organisations"]
    row = cells(made["Événements"])
    assert row["quand"].value == "9 août 2020"
    assert " ".join(row["divergences"].value.split()) == (
        "Les sources divergent sur la date : 9 août 2020 (Title of a.txt), août 2020 (Title of b.txt)"
    )


def test_records_are_a_sheet() -> None:
    out = io.BytesIO()
    rows = [{"a": "=1", "b": 2}, {"a": ["x", None], "b": True}]
    to_xlsx.sheet(Sheet((Column("a"), Column("b")), rows), out)
    (sheet,) = openpyxl.load_workbook(out).worksheets
    told = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert told == [["a", "b"], ["=1", 2], ["x; ", True]] or told[2][0] == "x;"


def test_the_same_events_give_the_same_bytes() -> None:
    told = chronology(nasty(), event("e2")).model_dump(mode="json")
    page = Page(told["documents"], told["events"])
    assert written("xlsx", page) == written("xlsx", page)
    made = openpyxl.load_workbook(io.BytesIO(written("xlsx", page))).properties
    assert made.created == datetime(2020, 8, 19)


@pytest.mark.parametrize("full", ["Workbook._store_workbook", "Worksheet._write_row"])
def test_a_disk_that_is_full_is_the_systems_error_and_nothing_is_left(
    full: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fails(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    owner, _, name = full.partition(".")
    module = importlib.import_module(f"xlsxwriter.{owner.lower()}")
    monkeypatch.setattr(getattr(module, owner), name, fails)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    told = chronology(event("e1"), event("e2")).model_dump(mode="json")
    out = io.BytesIO()
    with pytest.raises(OSError, match="No space left"):
        to_xlsx.chronology(Page(told["documents"], told["events"]), out)
    assert out.getvalue() == b""
    assert list(tmp_path.iterdir()) == []
