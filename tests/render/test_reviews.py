"""What people said of an event, in every format: its verdict, the note on it, its tags."""

import csv
import io
import json
from typing import Any

import polars
import pytest
from icalendar import Calendar
from lxml import etree
from markdown_it import MarkdownIt

from made import chronology, event
from timeline.model import Decided, Review
from timeline.render import Page, to_parquet
from written import write

SAID = Review(verdict="accepted", note="Ask <the> *ministry*;\n=1+1", tags=("to check", "été, 2"))
REVIEWED = event("e1", title="First", review=SAID)
PLAIN = event("e2", "2021-01-01", title="Second")
REJECTED = event("e3", "2021-01-02", title="Third", review=Review(verdict="rejected"))


def told(format_name: str) -> str:
    return write(format_name, REVIEWED, PLAIN, REJECTED)[0]


def test_csv_has_a_column_of_each() -> None:
    first, second, third = csv.DictReader(io.StringIO(told("csv")))
    assert (first["verdict"], first["tags"]) == ("accepted", "to check; été, 2")
    assert first["note"] == "Ask <the> *ministry*; '=1+1"
    assert (second["verdict"], second["note"], second["tags"]) == ("", "", "")
    assert third["verdict"] == "rejected"


def test_parquet_and_records_have_them() -> None:
    made = chronology(REVIEWED, PLAIN)
    rows = made.model_dump(mode="json")
    out = io.BytesIO()
    to_parquet.chronology(Page(rows["documents"], rows["events"]), out)
    frame = polars.read_parquet(io.BytesIO(out.getvalue()))
    assert frame["verdict"].to_list() == ["accepted", None]
    assert frame["tags"].to_list() == [["to check", "été, 2"], []]
    assert made.to_records()[0]["note"] == SAID.note
    assert made.to_polars()["tags"].to_list() == [["to check", "été, 2"], []]


def test_markdown_tells_them() -> None:
    html = MarkdownIt().render(told("markdown"))
    assert "First <em>(election; accepted; tags: to check, été, 2)</em>" in html
    assert "<em>Note:</em> Ask &lt;the&gt; *ministry*; =1+1" in html
    assert "Third <em>(election; rejected)</em>" in html


@pytest.mark.parametrize("format_name", ["table", "list"])
def test_a_mark_stands_behind_what_was_accepted(
    format_name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    text = told(format_name)
    assert "First ✓" in text and text.count("✓") == 1
    assert ("tags: to check, été, 2" in text) == (format_name == "list")
    assert ("note: Ask <the> *ministry*; =1+1" in text) == (format_name == "list")


def test_remarks_are_no_decisions_on_what_an_event_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    actions: list[Any] = ["accept", "note", "tag", "untag"]
    remarked = event(decided=tuple(Decided(action=action) for action in actions), review=SAID)
    assert "decided" not in write("table", remarked)[0]
    assert "edited by hand" not in write("html", remarked)[0]
    assert "edited by hand" in write("html", event(decided=(Decided(action="join"),)))[0]


def test_a_feed_has_categories() -> None:
    entries = etree.fromstring(told("atom").encode()).findall("{*}entry")
    found = [[(c.get("scheme"), c.get("term")) for c in e.findall("{*}category")] for e in entries]
    assert found[0][2:] == [
        ("urn:timeline:tag", "to check"),
        ("urn:timeline:tag", "été, 2"),
        ("urn:timeline:verdict", "accepted"),
    ]
    assert [len(one) for one in found] == [5, 2, 3]
    assert "Note: Ask &lt;the&gt;" in (entries[0].findtext("{*}content") or "")


def test_a_calendar_has_categories_and_the_note() -> None:
    first, second, _ = Calendar.from_ical(told("ics")).walk("VEVENT")
    text = told("ics").replace("\r\n ", "")
    assert "CATEGORIES:election,to check,été\\, 2\r\n" in text
    assert "\nNote: Ask <the> *ministry*; =1+1\n" in str(first["DESCRIPTION"])
    assert str(first["X-TIMELINE-VERDICT"]) == "accepted"
    assert "CATEGORIES:election\r\n" in text and "X-TIMELINE-VERDICT" not in second


def test_linked_data_has_keywords_and_a_comment() -> None:
    first, second, *_ = json.loads(told("jsonld"))["@graph"]
    assert first["keywords"] == ["to check", "été, 2"]
    assert {"@type": "Comment", "text": "Ask <the> *ministry*; =1+1"} in first["subjectOf"]
    verdict = {"@type": "PropertyValue", "name": "verdict", "value": "accepted"}
    assert verdict in first["additionalProperty"]
    assert "keywords" not in second and "Comment" not in str(second)
    assert "verdict" not in str(second["additionalProperty"])


def test_slides_tell_the_note_and_the_tags() -> None:
    first, second, third = json.loads(told("timelinejs"))["events"]
    assert "<p>Note: Ask &lt;the&gt; *ministry*; =1+1</p>" in first["text"]["text"]
    assert "<p>Tags: to check, été, 2</p>" in first["text"]["text"]
    assert "<p>Verdict: accepted</p>" in first["text"]["text"]
    assert "Note" not in second["text"]["text"] and "Verdict" not in second["text"]["text"]
    assert "<p>Verdict: rejected</p>" in third["text"]["text"]


def test_a_diagram_marks_verdicts() -> None:
    text = told("mermaid")
    assert "First (accepted)" in text and "Third (rejected)" in text
    assert "Second\n" in text


def test_a_table_marks_what_others_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    assert "Third (rejected)" in told("table")


def test_the_page_marks_shows_and_filters() -> None:
    page = told("html")
    for part in (
        '<span class="badge is-accepted">✓ accepted</span>',
        '<span class="badge is-rejected">rejected</span>',
        '<span class="badge tag">to check</span>',
        '<p class="note"><b>Note:</b> Ask &lt;the&gt; *ministry*; =1+1</p>',
        'data-verdict="accepted"',
        '<select name="verdict"><option value="">all</option>'
        '<option value="accepted">accepted (1)</option><option value="none">no verdict (1)</option>'
        '<option value="rejected">rejected (1)</option>',
        '<select name="tags"><option value="">all</option><option value="to check">',
    ):
        assert part in page
    assert page.count("data-tags=") == 1


def test_a_page_nobody_reviewed_has_no_filters_for_it() -> None:
    page = write("html", PLAIN, event("e4", "2021-02-01"))[0]
    assert 'name="verdict"' not in page and 'name="tags"' not in page
    assert "data-verdict" not in page and "data-tags" not in page


def test_a_tag_that_all_events_bear_parts_nothing() -> None:
    one = event("e5", review=Review(tags=("x",)))
    assert 'name="tags"' not in write("html", one)[0]
    assert 'name="tags"' in write("html", one, PLAIN)[0]
