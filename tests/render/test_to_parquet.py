import errno
import io
from pathlib import Path

import polars
import pytest

from made import chronology, event
from timeline.errors import UsageError
from timeline.flat import COLUMNS
from timeline.render import Page, is_binary, to_parquet
from written import MIRROR, SOURCES, WEB, sourced


def test_rows_and_types_come_back() -> None:
    told = chronology(event("e1"), event("e2", "2014/..")).model_dump(mode="json")
    out = io.BytesIO()
    to_parquet.chronology(Page(told["documents"], told["events"]), out)
    frame = polars.read_parquet(io.BytesIO(out.getvalue()))
    assert tuple(frame.columns) == COLUMNS
    assert frame["date"].to_list() == ["2020-08-09", "2014/.."]
    assert frame["end"].to_list() == ["2020-08-09", None]
    assert frame["actors"].to_list() == [["Ana Müller"], ["Ana Müller"]]
    assert frame.schema["confidence"] == polars.Float64


def test_duckdb_reads_what_polars_wrote(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    told = chronology(event("e1"), event("e2", "2014/..", title="a;'b")).model_dump(mode="json")
    file = tmp_path / "events.parquet"
    with file.open("wb") as out:
        to_parquet.chronology(Page(told["documents"], told["events"]), out)
    rows = duckdb.sql(
        f"SELECT id, title, actors[1], approximate, sources + 1 FROM '{file}' ORDER BY id"
    ).fetchall()
    assert rows == [
        ("e1", "Voters go to the polls (e1)", "Ana Müller", False, 2),
        ("e2", "a;'b", "Ana Müller", False, 2),
    ]


def test_no_events_are_a_table_without_rows() -> None:
    out = io.BytesIO()
    to_parquet.chronology(Page([], []), out)
    assert polars.read_parquet(io.BytesIO(out.getvalue())).shape == (0, len(COLUMNS))


class _Full(io.BytesIO):
    def write(self, _: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_stream_that_can_not_be_written_raises_the_systems_error() -> None:
    with pytest.raises(OSError, match="No space left"):
        to_parquet.chronology(Page([], []), _Full())


def test_without_polars_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "polars", None)
    with pytest.raises(UsageError, match=r"pip install 'article-timeline\[parquet\]'"):
        to_parquet.chronology(Page([], []), io.BytesIO())


def test_it_is_a_binary_format() -> None:
    assert is_binary("parquet")
    assert not is_binary("csv")
    assert not is_binary("nothing")


def test_addresses_and_pages_are_lists_beside_the_documents() -> None:
    told = chronology(sourced(), documents=SOURCES).model_dump(mode="json")
    out = io.BytesIO()
    to_parquet.chronology(Page(told["documents"], told["events"]), out)
    (row,) = polars.read_parquet(io.BytesIO(out.getvalue())).to_dicts()
    assert row["urls"] == [None, MIRROR, WEB, None]
    assert row["pages"] == ["14", "3", None, None]
