"""Events as lines of a list, and what is meant by numbers, ids and words."""

from __future__ import annotations

import pytest

from desks import StandIn, reviewed, row
from timeline.review import event_list
from timeline.review.desk import Wanted
from timeline.store.listing import Listed


def rows() -> list[Listed]:
    desk = StandIn(
        row("e1a", "2020-08-09", title="Voters elect a mayor"),
        reviewed(
            row("e1b", "2020-08-12", title="A mayor is elected by voters"), "accepted", None, "x"
        ),
        row("e2", "2020-08-10", title="Factory closes"),
        row("e3", "2014/..", title="Reform begins"),
        row("e4", "-0050", title="A bridge is built"),
    )
    return desk.listed(Wanted())


def test_a_line_has_number_verdict_date_and_title_and_fits() -> None:
    told = {r.id: r for r in rows()}
    assert event_list.line(told["e1a"], 7, 80).plain == "   7   9 Aug 2020   Voters elect a mayor"
    line = event_list.line(told["e1b"], 12, 80).plain
    assert line == "  12 + 12 Aug 2020  A mayor is elected by voters  [x]"
    assert len(event_list.line(told["e1b"], 12, 30).plain) == 30


def test_the_nearest_in_time_and_words_come_first() -> None:
    event = row("e1a", "2020-08-09", title="Voters elect a mayor")
    assert [r.id for r in event_list.near(event, rows())][:2] == ["e1b", "e2"]
    undated = row("e9", "-0400", title="A bridge is built")
    assert len(event_list.near(undated, rows())) == 5


@pytest.mark.parametrize(
    ("line", "ids"),
    [
        ("1", ["e2"]), ("2, 1", ["e3", "e2"]), ("e3", ["e3"]), ("e1a 1", ["e1a", "e2"]),
        ("3", None), ("e1", None), ("mayor", None), ("0", None),
    ],
)  # fmt: skip
def test_numbers_and_ids_name_events_and_all_else_is_words(
    line: str, ids: list[str] | None
) -> None:
    offered = [r for r in rows() if r.id in ("e2", "e3")]
    offered.sort(key=lambda r: r.id)
    assert event_list.named(line, offered, rows()) == ids


def test_words_are_searched_in_titles_and_dates() -> None:
    assert [r.id for r in event_list.searched("MAYOR voters", rows(), "e1a")] == ["e1b"]
    assert [r.id for r in event_list.searched("2020-08-10", rows(), "")] == ["e2"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("2 4-6", (2, 4, 5, 6)), ("3,3", (3,)), ("", ()), ("6-4", None), ("x", None), ("1-", None),
        ("1-999999", None),
    ],
)  # fmt: skip
def test_numbers(line: str, told: tuple[int, ...] | None) -> None:
    assert event_list.numbers(line) == told
