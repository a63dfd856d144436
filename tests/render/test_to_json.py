import io
import json

from made import chronology, event
from timeline.model import Chronology, Event
from timeline.render import Column, Page, Sheet, to_json, to_jsonl

MADE = chronology(event("e1", title="« Élection »\n\u2028<b>"), event("e2", "../2016~"))
TOLD = MADE.model_dump(mode="json")
PAGE = Page(TOLD["documents"], TOLD["events"])


def test_json_reads_back_as_the_same_chronology() -> None:
    out = io.StringIO()
    to_json.chronology(PAGE, out)
    assert Chronology.model_validate_json(out.getvalue()) == MADE
    assert "É" in out.getvalue()


def test_jsonl_is_one_event_a_line() -> None:
    out = io.StringIO()
    to_jsonl.chronology(PAGE, out)
    assert [Event.model_validate_json(x) for x in out.getvalue().splitlines()] == list(MADE.events)


def test_no_events_are_an_empty_list_and_no_lines() -> None:
    whole, lines = io.StringIO(), io.StringIO()
    to_json.chronology(Page([], []), whole)
    to_jsonl.chronology(Page([], []), lines)
    assert json.loads(whole.getvalue()) == {"schema": "timeline/1", "documents": [], "events": []}
    assert lines.getvalue() == ""


def test_sheets_are_arrays_or_lines_of_whole_records() -> None:
    sheet = Sheet((Column("a"),), [{"a": 1, "b": [2]}, {"a": None}])
    whole, lines, empty = io.StringIO(), io.StringIO(), io.StringIO()
    to_json.sheet(sheet, whole)
    to_jsonl.sheet(sheet, lines)
    to_json.sheet(Sheet((), []), empty)
    assert json.loads(whole.getvalue()) == sheet.rows
    assert [json.loads(text) for text in lines.getvalue().splitlines()] == sheet.rows
    assert json.loads(empty.getvalue()) == []
