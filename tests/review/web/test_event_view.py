"""All that the page shows of one event."""

from __future__ import annotations

from typing import Any, cast

import pytest

from made import document, event, mention
from timeline.contract import DocumentRow, EventRow
from timeline.model import Conflict, ConflictValue, Trigger
from timeline.render import Page
from timeline.review.web import event_view

FAR = {"text": "9 August", "start": 900, "end": 908, "type": "DATE", "value": "2020-08-09", "edtf": "2020-08-09", "how": "explicit"}  # fmt: skip


def shown(given: Any, contexts: dict[tuple[str, int], tuple[str, str]] | None = None) -> Any:
    row = cast("EventRow", given.model_dump(mode="json"))
    names = sorted({m["document"] for m in row["mentions"]})
    documents = [cast("DocumentRow", document(name).model_dump(mode="json")) for name in names]
    page = Page(documents, ())
    return event_view.event(row, page, contexts or {})


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "dated by its own words"),
        ({"time_expression": FAR}, "dated by words nearby"),
        ({"time_expression": None, "rules": ("anchor:publication-day",)}, "dated by the publication day"),
        ({"time_expression": None, "rules": ("anchor:meanwhile",)}, "dated by its context"),
    ],
)  # fmt: skip
def test_how_it_is_dated_is_told_in_words(changes: dict[str, Any], said: str) -> None:
    row = shown(event(mentions=(mention("a.txt", "2020-08-09", "Then they vote", **changes),)))
    assert row["surely"] == f"very sure, {said}"


@pytest.mark.parametrize(
    ("confidence", "said"),
    [(1.0, "very sure"), (0.8, "sure"), (0.5, "fairly sure"), (0.1, "doubtful")],
)
def test_how_sure_it_is_is_told_in_words(confidence: float, said: str) -> None:
    row = shown(event(confidence=confidence))
    assert row["surely"].startswith(f"{said}, ")
    assert row["sure"] == f"{confidence:.2f}"


def test_a_passage_that_tells_of_it_by_two_words_is_one_quote_with_both_numbers() -> None:
    two = mention(
        "a.txt", "2020-08-09", "Votes and counts", trigger=Trigger(text="counts", start=10, end=16)
    )
    row = shown(event(mentions=(mention("a.txt", "2020-08-09", "Votes and counts"), two)))
    assert [q["numbers"] for q in row["quotes"]] == [[1, 2]]
    assert [(m["number"], m["word"]) for m in row["mentions"]] == [(1, "Votes"), (2, "counts")]


def test_the_best_quote_is_the_one_that_the_title_is_of() -> None:
    first = mention("a.txt", "2020-08-09", "A vote")
    second = mention("b.txt", "2020-08-09", "Voters choose", confidence=0.5)
    assert shown(event(title="Voters choose", mentions=(first, second)))["best"] == 1
    assert shown(event(title="Other", mentions=(first, second)))["best"] == 0
    assert shown(event(mentions=()))["best"] == -1


def test_what_sources_differ_on_is_told_as_people_write_it() -> None:
    values = (
        ConflictValue(value="1500000000 USD", documents=("a.txt",)),
        ConflictValue(value="12 people", documents=("b.txt",)),
    )
    (told_,) = shown(event(conflicts=(Conflict(field="amounts", values=values),)))["conflicts"]
    assert told_ == {
        "field": "amounts",
        "values": [["1.5 billion USD", ["Title of a.txt"]], ["12 people", ["b.txt"]]],
    }


def test_a_quote_stands_in_its_passage_with_its_marks() -> None:
    given = event(
        mentions=(
            mention(
                "a.txt",
                "2020-08-09",
                "then voters choose",
                trigger=Trigger(text="choose", start=12, end=18),
            ),
        )
    )
    (quote,) = shown(given, {("a.txt", 0): ("Before.\n\n", " After.")})["quotes"]
    assert (quote["before"], quote["after"]) == ("Before. ", " After.")
    assert quote["parts"] == [["u", "then"], ["", " voters "], ["b", "choose"]]
    assert quote["how"] == "dated 9 Aug 2020 by “then”"
    assert quote["source"]["name"] == "Title of a.txt"


def test_what_steers_a_screen_is_left_out_everywhere() -> None:
    nasty = "a\u202eb\x1b]0;x\x07"
    row = shown(event(title=nasty, mentions=(mention("a.txt", "2020-08-09", nasty),)))
    assert "\u202e" not in str(row) and "\x1b" not in str(row)
