"""Events that nobody quotes anything for, in every format and as records."""

import io
from typing import Any

import pytest

from made import chronology, event
from timeline import render
from timeline.model import Event
from timeline.render import to_parquet
from written import unpacked, written

BARE: dict[str, Any] = {"mentions": (), "sources": 0, "languages": (), "title": "The mill shuts"}


def told(**changes: Any) -> tuple[str, Event]:
    return "The mill shuts", event("a1", "1999", **BARE, **changes)


@pytest.mark.parametrize("name", [n for n in render.FORMATS if n != "parquet"])
@pytest.mark.parametrize("alone", [True, False])
def test_every_format_shows_it(name: str, alone: bool) -> None:
    title, bare = told()
    rows = chronology(*([bare] if alone else [bare, event()])).model_dump(mode="json")
    page = render.Page(rows["documents"], rows["events"], quotes=True, ranges=True)
    assert title in unpacked(written(name, page))


def test_parquet_holds_it() -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    _, bare = told()
    rows = chronology(bare, event()).model_dump(mode="json")
    out = io.BytesIO()
    to_parquet.chronology(render.Page(rows["documents"], rows["events"]), out)
    held = parquet.read_table(io.BytesIO(out.getvalue())).to_pylist()
    assert [row["quote"] is None for row in held] == [True, False]


def test_its_record_has_no_quote() -> None:
    _, bare = told()
    (record,) = chronology(bare).to_records()
    assert (record["quote"], record["documents"], record["sources"]) == (None, [], 0)
