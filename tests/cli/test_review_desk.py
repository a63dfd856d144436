"""The store as a review sees it."""

import os
import re
import tomllib
from pathlib import Path

import pytest

from driven import Run
from timeline.cli.review_desk import ReviewDesk
from timeline.errors import UsageError
from timeline.review.desk import Asked, Counts, Desk, Wanted

OUT = Path("data/out")


@pytest.fixture
def desk(run: Run) -> Desk:
    assert run("extract", "in", "-q").code == 0
    return ReviewDesk(OUT, "Ana M.")


def test_what_is_left_is_counted_and_asked_for(desk: Desk) -> None:
    found, counts = desk.events(Wanted(everything=True))
    assert (len(found), counts) == (5, Counts(5, 0, 0))
    desk.decide(Asked("accept", (found[0]["id"],)))
    desk.decide(Asked("hide", (found[1]["id"],)))
    left, counts = desk.events(Wanted(everything=True, left=True))
    assert counts == Counts(3, 1, 1) and counts.all == 5
    assert [e["id"] for e in left] == [e["id"] for e in found[2:]]
    assert len(desk.events(Wanted(everything=True, rejected=False))[0]) == 4


def test_the_surest_or_the_most_doubtful_come_first(desk: Desk) -> None:
    sure = [e["confidence"] for e in desk.events(Wanted(order="surest", everything=True))[0]]
    doubtful = [e["confidence"] for e in desk.events(Wanted(order="doubtful", everything=True))[0]]
    assert sure == sorted(sure, reverse=True)
    assert doubtful == sorted(doubtful)


def test_a_decision_bears_the_name_and_is_taken_back_by_its_key(desk: Desk) -> None:
    found, _ = desk.events(Wanted(everything=True))
    taken = desk.decide(Asked("set", (found[0]["id"],), {"title": "Told anew"}))
    assert [e["title"] for e in taken.events] == ["Told anew"]
    other = desk.decide(Asked("tag", (found[1]["id"],), tags=("draft",)))
    told = tomllib.loads((OUT / "decisions.toml").read_text(encoding="utf-8"))["decision"]
    assert [(d["action"], d["author"]) for d in told] == [("set", "Ana M."), ("tag", "Ana M.")]
    back = desk.undo(taken.key)
    assert [e["title"] for e in back.events] == [found[0]["title"]]
    assert desk.event(found[1]["id"]) == other.events[0]
    with pytest.raises(UsageError, match="not among the decisions any more"):
        desk.undo(taken.key)


def test_joining_and_splitting(desk: Desk) -> None:
    found, _ = desk.events(Wanted(everything=True))
    two = tuple(e["id"] for e in found[:2])
    joined = desk.decide(Asked("join", two))
    assert len(joined.events) == 1 and set(joined.gone) <= set(two)
    parted = desk.decide(Asked("split", (joined.events[0]["id"],), mentions=(1,)))
    assert len(parted.events) == 2


@pytest.mark.parametrize(
    "wanted", [{"nothing": ["x"]}, {"type": ["battle"]}, {"min-confidence": ["high"]}]
)
def test_a_filter_that_can_t_be_is_refused(desk: Desk, wanted: dict[str, list[str]]) -> None:
    with pytest.raises(UsageError):
        desk.events(Wanted(wanted))


def test_filters_are_those_of_show(desk: Desk) -> None:
    everything = desk.events(Wanted({"all": ["1"], "source": ["in/b.txt"]}))[0]
    assert {m["document"] for e in everything for m in e["mentions"]} >= {"in/b.txt"}
    assert 0 < len(everything) < 5


def test_the_version_changes_with_every_decision(desk: Desk) -> None:
    before = desk.version()
    assert desk.version() == before
    desk.decide(Asked("accept", (desk.events(Wanted())[0][0]["id"],)))
    assert desk.version() != before


def test_texts_and_files_of_documents(desk: Desk) -> None:
    (document, *_) = desk.documents()
    text = desk.text(document["id"])
    assert text is not None and len(text) > 10
    assert desk.file(document["id"]) == str(Path(document["path"]).absolute())
    assert desk.file("none") is None and desk.text("none") is None


def test_a_list_holds_the_same_events_in_the_same_order(desk: Desk) -> None:
    first = desk.events(Wanted(everything=True))[0][0]["id"]
    desk.decide(Asked("hide", (first,)))
    desk.decide(Asked("tag", (first,), tags=("b", "a")))
    desk.decide(Asked("note", (first,), text="ask"))
    for wanted in (
        Wanted(),
        Wanted(everything=True, order="doubtful"),
        Wanted(everything=True, order="surest", left=True),
        Wanted({"type": ["election"]}, rejected=False),
    ):
        told = desk.listed(wanted)
        assert [e.id for e in told] == [e["id"] for e in desk.events(wanted)[0]]
    row = next(e for e in desk.listed(Wanted(everything=True)) if e.id == first)
    assert (row.verdict, set(row.tags), row.noted) == ("rejected", {"a", "b"}, True)
    assert desk.choices().actors[0] == "Ana Müller"
    assert set(desk.choices().tags) == {"a", "b"}


def test_adding(desk: Desk) -> None:
    values = {"date": "2020-08-09", "title": "Polls open", "place": "Graz"}
    taken = desk.decide(Asked("add", values=values, document="a.txt", text="Voters elect"))
    (event,) = taken.events
    assert taken.about == "add “Polls open”"
    assert [p["name"] for p in event["places"]] == ["Graz"]
    assert event["mentions"][0]["quote"] == "Voters elect"
    assert event in desk.events(Wanted())[0]
    desk.undo(taken.key)
    assert desk.event(event["id"]) is None
    with pytest.raises(UsageError, match="it has no title"):
        desk.decide(Asked("add", values={"date": "2020"}))


def test_a_key_is_short_however_long_the_decision_is(desk: Desk) -> None:
    found, _ = desk.events(Wanted(everything=True))
    taken = desk.decide(Asked("note", (found[0]["id"],), text="long " * 14_000))
    assert len(taken.key) == 64
    assert desk.undo(taken.key).events[0]["review"] is None


def test_what_a_decision_takes_the_place_of_is_said_once(desk: Desk) -> None:
    found, _ = desk.events(Wanted(everything=True))
    first, id_ = found[0], found[0]["id"]
    assert desk.decide(Asked("accept", (id_,))).notes == ()
    (said,) = desk.decide(Asked("hide", (id_,))).notes
    assert re.fullmatch(
        rf"in place of “accept “{re.escape(first['title'])}””, \d\d:\d\d, by Ana M\.", said
    )
    (said,) = desk.decide(Asked("accept", (id_,))).notes
    assert said.startswith("in place of “hide “")


def test_a_date_is_read_as_filters_read_it(desk: Desk) -> None:
    found, _ = desk.events(Wanted(everything=True))
    id_ = found[0]["id"]
    for value in ("9 August 2020", "9 août 2020", "2020-08-09"):
        taken = desk.decide(Asked("set", (id_,), {"date": value}))
        assert taken.events[0]["date"] == "2020-08-09"
    for value, why in (
        ("3/4/2020", "it may be"),
        ("last month", "not known"),
        ("soonish", "no date"),
    ):
        with pytest.raises(UsageError, match=why):
            desk.decide(Asked("set", (id_,), {"date": value}))


def test_what_can_t_be_written_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert desk.read_only() == ""
    access = os.access
    for name in ("timeline.sqlite", "out"):

        def refused(path: Path, *how: int, name: str = name) -> bool:
            return access(path, *how) and Path(path).name != name

        monkeypatch.setattr(os, "access", refused)
        assert desk.read_only().endswith(f"{name} can't be written")
