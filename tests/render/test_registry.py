import io

import pytest

from made import chronology, event
from timeline import render
from timeline.errors import UsageError
from written import unpacked, written


@pytest.mark.parametrize("name", [n for n in render.FORMATS if n != "parquet"])
def test_every_format_writes_events(name: str) -> None:
    told = chronology(event()).model_dump(mode="json")
    text = unpacked(written(name, render.Page(told["documents"], told["events"])))
    assert "Voters go to the polls" in text


@pytest.mark.parametrize("name", ["table", "json", "jsonl", "csv", "tsv"])
def test_formats_for_records_write_sheets(name: str) -> None:
    sheet = render.Sheet((render.Column("name", "Name"),), [{"name": "Ana"}])
    out = io.StringIO()
    render.find_for_sheets(name).sheet(sheet, out)
    assert "Ana" in out.getvalue()


@pytest.mark.parametrize(
    ("paths", "told"),
    [
        (["/h/u/a.txt"], ["a.txt"]),
        (["/h/u/1/a.txt", "/h/u/2/a.txt", "/h/u/b.txt"], ["1/a.txt", "2/a.txt", "b.txt"]),
        (["/a", "/b/a"], ["//a", "b/a"]),
        ([], []),
    ],
)
def test_paths_are_told_apart_by_their_ends(paths: list[str], told: list[str]) -> None:
    assert [render.tails(paths)[path] for path in paths] == told


def test_an_unknown_format_lists_the_known_and_guesses() -> None:
    with pytest.raises(UsageError, match=r"did you mean json\? choose from table, list, json, "):
        render.find("jsn")
    with pytest.raises(UsageError, match="unknown; choose from table"):
        render.find("scroll")


def test_a_format_for_events_only_takes_no_sheets() -> None:
    with pytest.raises(UsageError, match="holds events only"):
        render.find_for_sheets("ics")


def test_those_that_hold_records_are_these() -> None:
    assert [name for name in render.FORMATS if hasattr(render.find(name), "sheet")] == sorted(
        render.SHEETS, key=list(render.FORMATS).index
    )
