"""Formats that take events one by one write the same of events that are not in memory."""

import io
from typing import Any

import pytest

from made import chronology, event
from timeline import render
from timeline.render.months import grouped
from timeline.store import spool
from timeline.store.spool import Spool
from written import SOURCES, nasty, sourced

STREAMING = [name for name in render.FORMATS if render.streams(name)]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A chronology of several years and months, not in their order."""
    monkeypatch.setattr(spool, "IN_MEMORY", 1000)
    dates = ("2020-08-09", "2020", "2021-03", "2014/..", "2020-08-10", "../2015", "2020-03-01")
    several = [event(f"e{n}", date) for n, date in enumerate(dates, 2)]
    made = chronology(sourced(), nasty(), *several, documents=SOURCES)
    return made.model_dump(mode="json")


def spooled(events: list[Any]) -> Spool[Any]:
    return Spool(events)


def written(name: str, told: dict[str, Any], events: Any) -> tuple[str | bytes, Any]:
    out: Any = io.BytesIO() if render.is_binary(name) else io.StringIO(newline="")
    left_out = render.find(name).chronology(render.Page(told["documents"], events), out)
    return out.getvalue(), left_out


def test_all_formats_but_a_page_do_so() -> None:
    assert set(render.FORMATS) - set(STREAMING) == {"html"}


@pytest.mark.parametrize("name", STREAMING)
@pytest.mark.parametrize("count", [0, 1, 9])
def test_the_same_is_written(name: str, count: int, told: dict[str, Any]) -> None:
    if name == "parquet":
        pytest.importorskip("polars")
    events = told["events"][:count]
    assert written(name, told, spooled(events)) == written(name, told, events)


def test_events_outside_of_memory_are_taken_by_place(told: dict[str, Any]) -> None:
    events = told["events"]
    kept = spooled(events)
    assert [kept[2], kept[-1], *kept[1:3]] == [events[2], events[-1], *events[1:3]]
    with pytest.raises(IndexError):
        kept[len(events)]
    # Going through them twice at a time confuses nothing.
    assert list(zip(kept, kept, strict=True)) == list(zip(events, events, strict=True))
    months = [e["id"] for _, months in grouped(kept) for _, some in months for e in some]
    assert months == [e["id"] for _, months in grouped(events) for _, some in months for e in some]
    assert sorted(months) == sorted(e["id"] for e in events)
