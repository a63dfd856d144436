import csv
import io
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from made import chronology, event
from timeline import flat
from timeline.contract import EventRow
from timeline.decisions import cells, edits
from timeline.model import Actor, Amount, Place, Review
from timeline.read.tables import grid
from timeline.render import Page, to_csv

COMPARE = edits.Comparison({}, {})


def row(**changes: Any) -> EventRow:
    return cast("EventRow", chronology(event(**changes)).model_dump(mode="json")["events"][0])


def said(told: dict[str, str], **changes: Any) -> list[tuple[str, str]]:
    found = COMPARE.row(told, row(**changes))
    assert not found.wrong, found.wrong
    return [(edit.field, edit.after) for edit in found.edits]


def wrong(told: dict[str, str], **changes: Any) -> str:
    (error,) = COMPARE.row(told, row(**changes)).wrong
    return str(error)


HOSTILE = st.text(
    st.sampled_from("=+-@'\",;\t\n\r \u00a0aéeŁ0159.:/#%\u200b\u202e\ud7ff\uff1d|{}"), max_size=12
)
NAME = HOSTILE.filter(lambda text: bool(text.strip()))


@settings(max_examples=150, deadline=None)
@given(
    title=NAME,
    names=st.lists(NAME, max_size=3),
    note=HOSTILE,
    tags=st.lists(st.text(st.characters(categories=("L", "N", "S", "Zs")), min_size=1), max_size=3),
    date=st.sampled_from(
        ["2020-08-09", "2020-08", "0800", "-0043-03-15", "2014/..", "201X", "2020-21"]
    ),
    delimiter=st.sampled_from([",", ";", "\t"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_is_exported_and_read_back_is_no_change(
    title: str,
    names: list[str],
    note: str,
    tags: list[str],
    date: str,
    delimiter: str,
    encoding: str,
) -> None:
    told = chronology(
        event(
            "e1",
            date,
            title=title,
            actors=tuple(Actor(name=name, kind="person") for name in names),
            places=tuple(Place(name=name, kind="city", country=None) for name in names),
            amounts=(
                Amount(value=1.5e9, currency="USD", text=note),
                Amount(value=0.1, unit="x;y", text="z"),
            ),
            review=Review(
                note=note or None,
                tags=tuple(sorted({t.replace(";", "").strip() for t in tags} - {""})),
            ),
        )
    ).model_dump(mode="json")
    out = io.StringIO()
    to_csv.chronology(Page(told["documents"], told["events"]), out)
    again = io.StringIO()
    csv.writer(again, delimiter=delimiter, lineterminator="\r\n").writerows(
        csv.reader(io.StringIO(out.getvalue()))
    )
    read = grid.read(again.getvalue().encode(encoding), "a.csv", "id")
    (line,) = read.lines
    compare = edits.Comparison(flat.addresses(told["documents"]), {}, read.encoding)
    found = compare.row(dict(zip(read.header, line.cells, strict=True)), told["events"][0])
    assert (found.edits, found.wrong, found.fixed) == ([], [], [])


def test_each_column_sets_its_field() -> None:
    assert said({"title": " Another  one "}) == [("title", "Another one")]
    assert said({"date": "2020"}) == [("date", "2020")]
    assert said({"type": "Protest", "status": "PLANNED"}) == [
        ("type", "protest"),
        ("status", "planned"),
    ]
    assert said({"salience": "0,5"}) == [("salience", "0.5")]
    assert said({"places": ""}) == [("where", "")]
    assert said({"note": "'=a\r\nb"}) == [("note", "=a\nb")]


def test_those_whose_name_stays_stay_who_they_are() -> None:
    body = Actor(name="Ana Müller", kind="organisation")
    (told,) = said({"actors": "Ana Müller; Eva Lang"}, actors=(body,))
    assert told == ("who", "Ana Müller (organisation); Eva Lang")


def test_amounts_that_stay_keep_their_words() -> None:
    assert said({"amounts": "1500000000 USD; 300 people"}) == [("amounts", "$1.5bn; 300 people")]
    assert said({"amounts": "1500000000 USD"}) == []
    assert "is no number with a currency or a unit" in wrong({"amounts": "many"})


def test_a_date_that_may_be_two_is_told() -> None:
    assert "it may be 2021-03-04 or 2021-04-03; write it like" in wrong({"date": "03/04/2021"})
    compare = edits.Comparison({}, {}, order="dmy")
    (edit,) = compare.row({"date": "03/04/2021"}, row()).edits
    assert edit.after == "2021-04-03"
    assert said({"date": "23/04/2021"}) == [("date", "2021-04-23")]


@pytest.mark.parametrize("cell", ["x", "yes", "1", "TRUE", "delete"])
def test_a_column_of_ones_own_rejects(cell: str) -> None:
    assert said({"delete": cell}) == [("verdict", "rejected")]


@pytest.mark.parametrize("cell", ["", " ", "0", "no", "FALSE"])
def test_unless_it_says_no(cell: str) -> None:
    assert said({"delete": cell}) == []


def test_both_at_once_is_told() -> None:
    assert "accepted and deleted at once" in wrong({"delete": "x", "verdict": "accepted"})
    accepted = Review(verdict="accepted")
    assert said({"delete": "x", "verdict": "accepted"}, review=accepted) == [
        ("verdict", "rejected")
    ]


def test_a_row_may_say_what_its_event_said_before_it_was_joined() -> None:
    now, before = row(title="Whole", type="media"), row(title="Part")
    told = {"title": "Part", "type": "election", "status": "happened"}
    assert COMPARE.row(told, now, before).edits == []
    (edit,) = COMPARE.row(told | {"title": "Other"}, now, before).edits
    assert (edit.before, edit.after) == ("Whole", "Other")


def test_changes_alike_are_one_decision_in_a_fixed_order() -> None:
    one, two = row(id_="e1"), row(id_="e2")
    made = edits.changes(
        edits.Edit(e, *told)
        for e in (one, two)
        for told in (
            ("tags", "a; b", "b; c"),
            ("verdict", "", "accepted"),
            ("title", "", e["id"]),
            ("type", "", "media"),
        )
    )
    assert [(c.action, dict(c.values), [e["id"] for e in c.events]) for c in made] == [
        ("set", {"title": "e1", "type": "media"}, ["e1"]),
        ("set", {"title": "e2", "type": "media"}, ["e2"]),
        ("accept", {}, ["e1", "e2"]),
        ("tag", {"tags": "c"}, ["e1", "e2"]),
        ("untag", {"tags": "a"}, ["e1", "e2"]),
    ]


def test_columns_go_by_other_names() -> None:
    assert [edits.column(n) for n in (" Who", "PLACE", "tag", "mine")] == [
        "actors",
        "places",
        "tags",
        "mine",
    ]
    assert cells.text("\u200bid ") == "id"
