"""One event as lines for a terminal."""

from __future__ import annotations

import io
from typing import Any

import pytest
from rich.text import Text

import made
from desks import StandIn, reviewed, row
from timeline.contract import EventRow
from timeline.model import Conflict, ConflictValue, MentionTime, Trigger
from timeline.render.to_table import console
from timeline.review import event_lines

TEXT = "Rain fell. Voters in Graz elected a mayor on 9 August 2020. Then all went home."
QUOTE = "Voters in Graz elected a mayor on 9 August 2020."


def told_of(**changes: Any) -> Any:
    start = TEXT.index(QUOTE)
    word, time = TEXT.index("elected"), TEXT.index("9 August")
    fields: dict[str, Any] = {
        "start": start,
        "end": start + len(QUOTE),
        "trigger": Trigger(text="elected", start=word, end=word + 7),
        "time_expression": MentionTime(
            text="9 August 2020", start=time, end=time + 13, type="DATE", value="2020-08-09",
            edtf="2020-08-09", how="explicit",
        ),
    }  # fmt: skip
    return made.mention("a.txt", "2020-08-09", QUOTE, **(fields | changes))


def shown(
    event: EventRow, width: int = 79, *, styled: bool = False, kept: bool = True
) -> list[Text]:
    desk = StandIn(event, texts={"a.txt": TEXT} if kept else {})
    documents = {d["id"]: d for d in desk.documents()}
    out = console(io.StringIO())
    if styled:
        from rich.console import Console

        out = Console(file=io.StringIO(), force_terminal=True, color_system="standard", width=80)
    sources = event_lines.Sources(documents, {"a.txt": "graz.pdf"}, lambda _: "")
    return event_lines.lines(out, width, event, desk.contexts(event["mentions"]), sources)


def plain(event: EventRow, **how: Any) -> str:
    return "\n".join(line.plain for line in shown(event, **how))


def test_all_that_is_said_of_an_event_is_told() -> None:
    event = row("e1", title="Voters elect a mayor", mentions=(told_of(),), status="planned")
    event["decided"] = [
        {"action": "set", "field": "title", "told": "Voters", "reason": None, "author": None},
        {"action": "accept", "field": None, "told": None, "reason": "seen", "author": "Ana M."},
    ]
    told = plain(reviewed(event, "accepted", "ask Bo", "votes", "draft"))
    for line in (
        "9 Aug 2020  2020-08-09, day", "Voters elect a mayor", "election, planned",
        "who      Ana Müller", "where    Graz", "amounts  $1.5bn", "sure     very sure (0.90), 1 source",
        "set      title, told was Voters", "note     ask Bo", "tags     votes, draft",
        "verdict  accepted by Ana M.: seen",
        "   graz.pdf: Title of a.txt", "   dated 9 Aug 2020 by “9 August 2020” (explicit), very sure",
    ):  # fmt: skip
        assert f"\n{line}\n" in f"\n{told}\n"


def test_the_quote_stands_in_its_passage_with_its_words_marked() -> None:
    event = row("e1", mentions=(told_of(),))
    assert (
        "1. Rain fell. “Voters in Graz *elected* a mayor on _9 August 2020_.” Then all went home."
        in plain(event, width=110)
    )
    line = next(t for t in shown(event, 110, styled=True) if "Rain" in t.plain)
    styles = {line.plain[s.start : s.end]: str(s.style) for s in line.spans}
    assert styles["elected"] == "bold" and styles["9 August 2020"] == "underline"
    assert "*" not in line.plain


def test_a_date_beside_the_quote_is_marked_too() -> None:
    at = TEXT.index("home")
    time = MentionTime(
        text="home", start=at, end=at + 4, type="DATE", value="X", edtf=None, how="x"
    )
    event = row("e1", mentions=(told_of(time_expression=time),))
    assert "Then all went _home_." in plain(event, width=110)


def test_a_passage_of_two_mentions_is_shown_once() -> None:
    word = TEXT.index("Voters")
    other = told_of(trigger=Trigger(text="Voters", start=word, end=word + 6), time_expression=None)
    told = plain(row("e1", mentions=(told_of(), other)), width=110)
    assert told.count("Rain fell.") == 1
    assert "1, 2. Rain fell. “*Voters* in Graz *elected*" in told
    assert "   2: dated 9 Aug 2020 by its context" in told


def test_what_sources_differ_on_is_told_by_whom() -> None:
    values = (
        ConflictValue(value="2020-08-09", documents=("a.txt",)),
        ConflictValue(value="2020-08-10", documents=("b.txt",)),
    )
    event = row("e1", conflicts=(Conflict(field="date", values=values),))
    assert "differ   on date: 2020-08-09 (graz.pdf) | 2020-08-10 (b.txt)" in plain(event)


def test_without_the_text_the_quote_stands_alone() -> None:
    told = plain(row("e1", mentions=(told_of(),)), kept=False)
    assert "1. “Voters in Graz" in told and "no passage" in told


@pytest.mark.parametrize("width", [20, 39, 79, 110])
def test_no_line_is_wider_than_there_is_room(width: int) -> None:
    event = row("e1", mentions=(told_of(),), title="選挙で市長が選ばれた " * 9)
    assert all(line.cell_len <= width for line in shown(event, width))


def test_a_date_far_from_the_quote_marks_nothing() -> None:
    time = MentionTime(text="x", start=0, end=1, type="DATE", value="X", edtf=None, how="x")
    event = row("e1", mentions=(told_of(start=TEXT.index("9"), time_expression=time),))
    event["mentions"][0]["quote"] = TEXT[TEXT.index("9") :]
    event["mentions"][0]["end"] = len(TEXT)
    told = plain(event, kept=False)
    assert "1. “9 August 2020. Then all went home.”" in told


def test_an_event_that_was_added_by_hand_has_no_passages() -> None:
    event = row("e1", title="A bridge opens")
    event["mentions"] = []
    assert plain(event).splitlines()[-1] == "verdict  none yet"
