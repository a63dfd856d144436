"""Read back by python-docx."""

from datetime import datetime
from pathlib import Path
from typing import Any

import docx

from made import chronology, document, event, mention
from timeline.model import Conflict, ConflictValue, Review
from timeline.render import Page
from written import AT_WORDS, MIRROR, NASTY, SOURCES, nasty, opened, sourced, written


def document_of(*events: Any, **how: Any) -> Any:
    return docx.Document(opened("docx", *events, **how))


def told(made: Any, style: str) -> list[Any]:
    return [p for p in made.paragraphs if p.style.name == style]


def texts(made: Any, style: str) -> list[str]:
    return [p.text for p in told(made, style)]


def test_headings_are_years_and_months() -> None:
    made = document_of(event("e1", "2019"), event("e2", "2020-08-09"), event("e3", "2020-08"))
    assert texts(made, "Title") == ["Chronology"]
    assert texts(made, "Heading 1") == ["2019", "2020", "Sources"]
    assert texts(made, "Heading 2") == ["August 2020"]
    assert len(told(made, "Event")) == 3


def test_a_paragraph_has_the_date_bold_and_who_where_and_sources() -> None:
    (one,) = told(document_of(event("e1", title="Voters vote", status="planned")), "Event")
    assert [run.text for run in one.runs if run.bold] == ["9 Aug 2020"]
    assert one.text.splitlines() == [
        "9 Aug 2020 Voters vote (planned)",
        "election · Ana Müller · Graz · Sources: Title of a.txt (a.txt)",
    ]


def test_sources_are_links_to_the_words_and_stand_in_a_table(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").write_bytes(b"%PDF")
    here = document("report.pdf", title="The report", path=str(tmp_path / "report.pdf"))
    made = document_of(sourced(), documents=(here, *SOURCES[1:]), folder=str(tmp_path))
    (one,) = told(made, "Event")
    assert [(link.text, link.address, link.fragment) for link in one.hyperlinks] == [
        ("The report", "./report.pdf", ""),
        ("The mirror", MIRROR, "page=3"),
        ("The page", *AT_WORDS.split("#")),
    ] or [(link.text, link.url) for link in one.hyperlinks] == [
        ("The report", "./report.pdf"),
        ("The mirror", f"{MIRROR}#page=3"),
        ("The page", AT_WORDS),
    ]
    assert "The report (report.pdf), p. 14" in one.text or "The report, p. 14" in one.text
    (table,) = made.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["Title", "Author", "Published"]
    assert rows[1] == ["The report", "", "19 Aug 2020"]
    assert table.rows[3].cells[0].paragraphs[0].hyperlinks[0].url == MIRROR
    assert not table.rows[4].cells[0].paragraphs[0].hyperlinks


def test_quotes_stand_below_where_they_are_asked_for() -> None:
    one = event("e1", mentions=(mention("a.txt", "2020", "Voters go"),))
    assert texts(document_of(one), "Quote") == []
    assert texts(document_of(one, quotes=True), "Quote") == ["“Voters go” Title of a.txt (a.txt)"]


def test_the_digest_comes_first() -> None:
    short = event("e1", title="In a word").model_dump(mode="json")
    made = document_of(event("e1", title="At length"), event("e2"), digest=[short], title="Graz")
    assert texts(made, "Title") == ["Graz"]
    assert texts(made, "Heading 1")[0] == "In short"
    assert texts(made, "Event")[0] == "9 Aug 2020 In a word"
    assert made.core_properties.title == "Graz"


def test_disagreement_review_and_notes_are_told_in_the_readers_language() -> None:
    values = (
        ConflictValue(value="2020-08-09", documents=("a.txt",)),
        ConflictValue(value="2020-08", documents=("b.txt",)),
    )
    one = event(
        "e1",
        conflicts=(Conflict(field="date", values=values),),
        mentions=(mention("a.txt", "2020", "x y"), mention("b.txt", "2020", "x y")),
        review=Review(verdict="accepted", note="ask", tags=("t",)),
    )
    made = document_of(one, event("e2", "2020"), language="fr")
    assert texts(made, "Title") == ["Chronologie"]
    assert texts(made, "Heading 2") == ["août 2020"]
    first, _, differ, note = told(made, "Event")[1].text.splitlines()
    assert first.startswith("9 août 2020 Voters") and first.endswith("(validé, t)")
    assert " ".join(differ.split()) == (
        "Les sources divergent sur la date : 9 août 2020 (Title of a.txt), août 2020 (Title of b.txt)"
    )
    assert " ".join(note.split()) == "Note : ask"
    assert made.core_properties.language == "fr-FR"


def test_every_text_is_nothing_but_text() -> None:
    made = document_of(nasty(), title=NASTY)
    assert NASTY in told(made, "Event")[0].text
    assert texts(made, "Title") == [NASTY]


def test_no_event_is_a_document_still() -> None:
    assert texts(document_of(), "Heading 1") == ["Sources"]


def test_the_same_events_give_the_same_bytes() -> None:
    rows = chronology(nasty(), event("e2")).model_dump(mode="json")
    page = Page(rows["documents"], rows["events"])
    assert written("docx", page) == written("docx", page)
    assert document_of(event()).core_properties.created.replace(tzinfo=None) == datetime(
        2020, 8, 19
    )
