"""Events added by hand, laid over what merging makes of real mentions."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

import pytest

from merged_rows import MergedRows
from merging import SOCHI, document, mention
from timeline import decisions, recast
from timeline.contract import EventRow, MentionRow, SpanRow
from timeline.decisions import Decision, Overlay, Spoken, added, spoken
from timeline.decisions.records import Anchor, anchor_at
from timeline.merge import merge
from timeline.model import DatedMention, Event
from timeline.names.namer import Namer

TEXT = "Doors opened at\n eight in Graz. It rained. Later, doors opened at eight in Linz."
TOLD: dict[str, list[DatedMention]] = {
    "a": [mention("a", "meet", "2020-09-14", people=("Ana Lind", "Otto Braun"), places=(SOCHI,))],
    "b": [
        mention("b", "meet", "2020-09-14", people=("Ana Lind", "Otto Braun"), places=(SOCHI,)),
        mention("b", "election", "2020-08-09", "election", people=("Otto Braun",), at=1),
    ],
}


class World(MergedRows):
    """What merging makes of two articles, and how decisions lie over it. texts: theirs."""

    def __init__(self, texts: dict[str, str] | None = None) -> None:
        self.texts = dict.fromkeys(TOLD, TEXT) if texts is None else texts
        made = merge([m for told in TOLD.values() for m in told], [document(n) for n in TOLD])
        self.rows = [cast("EventRow", e.model_dump(mode="json")) for e in made]

    def digests(self) -> dict[str, str]:
        return {name: f"{name}{name}" for name in TOLD if name in self.texts}

    def article(self, id_: str) -> str | None:
        return json.dumps({"text": self.texts[id_], "pages": [0, 20]})

    def language(self, id_: str) -> str | None:
        return "en" if id_ in self.texts else None

    def lay(self, *told: Decision) -> Overlay:
        builder = recast.Rebuilder(
            lambda names: [(document(n), tuple(TOLD[n])) for n in sorted(names)],
            "en",
            Namer(lambda: [("person:ana-lind", "Ana Lind", "person", ("Lind",), 2)]),
        )
        laid = decisions.overlay(self, told, builder)
        for row in laid.shown:
            Event.model_validate(row)
        return laid


def add(date: str, title: str, quote: str = "", at: int = 0, **values: str) -> Decision:
    """The decision that adds an event."""
    anchors: tuple[Anchor, ...] = ()
    if quote:
        word: SpanRow = {"text": "opened", "start": at, "end": at + 6}
        anchors = (anchor_at("a", word, quote, date, "aa"),)
    told = Spoken(added.id_of(date, title), date, title, anchors)
    return Decision("add", (told,), {"date": date, "title": title, **values}, author="Jo")


BARE = add("2019", "The mill shuts", type="economy", who="Lind; Mill (organisation)", where="Graz")
QUOTED = add("2020-08-09", "Doors open", "opened at eight", at=6)
MEETING, VOTE = sorted(World().rows, key=lambda e: -len(e["mentions"]))


def by_id(laid: Overlay, decision: Decision) -> EventRow:
    return next(e for e in laid.shown if e["id"] == decision.events[0].id)


def on(decision: Decision) -> Spoken:
    """An added event as later decisions speak of it."""
    return Spoken(decision.events[0].id)


def hand(row: EventRow) -> list[MentionRow]:
    return [m for m in row["mentions"] if m["rules"] == ["by-hand"]]


def test_an_event_without_a_quote_is_shown_with_what_was_said_of_it() -> None:
    laid = World().lay(BARE)
    (row,) = laid.shown
    assert laid.replaced == ()
    assert laid.states[0].events == (row["id"],)
    assert row["id"] == BARE.events[0].id
    assert (row["start"], row["end"], row["precision"]) == ("2019-01-01", "2019-12-31", "year")
    assert [(a["id"], a["kind"]) for a in row["actors"]] == [
        ("person:ana-lind", "person"), ("organisation:mill", "organisation"),
    ]  # fmt: skip
    assert [(p["name"], p["country"]) for p in row["places"]] == [("Graz", "AT")]
    assert (row["confidence"], row["shown"], row["sources"], row["mentions"]) == (1, True, 0, [])
    assert [(d["action"], d["field"], d["author"]) for d in row["decided"]] == [("add", None, "Jo")]
    assert list(row) == list(EventRow.__annotations__)


def test_a_quote_is_a_mention_with_exact_offsets() -> None:
    (row,) = World().lay(QUOTED).shown
    (told,) = row["mentions"]
    assert TEXT[told["start"] : told["end"]] == told["quote"] == "opened at\n eight"
    assert told["trigger"] == {"text": "opened", "start": 6, "end": 12}
    assert (told["page"], told["rules"], told["time_expression"]) == (1, ["by-hand"], None)
    assert (row["sources"], row["languages"]) == (1, ["en"])


@pytest.mark.parametrize(("at", "start"), [(6, 6), (45, 56), (500, 56)])
def test_of_several_places_the_nearest_to_where_it_stood_is_meant(at: int, start: int) -> None:
    (row,) = World().lay(add("2020", "Doors open", "opened at eight", at=at)).shown
    assert row["mentions"][0]["start"] == start
    assert row["mentions"][0]["page"] == (1 if start < 20 else 2)


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({"a": "Nothing of it is left.", "b": ""}, "a no longer has “opened at eight”"),
        ({"b": TEXT}, "a is not in the chronology any more"),
    ],
)
def test_where_the_quote_is_gone_the_event_stays(texts: dict[str, str], said: str) -> None:
    laid = World(texts).lay(QUOTED)
    (row,) = laid.shown
    assert (row["mentions"], row["sources"]) == ([], 0)
    assert laid.states[0].gone == (said,)
    assert not laid.states[0].idle


def test_later_decisions_speak_of_it_by_its_id() -> None:
    told = [
        BARE,
        Decision("set", (on(BARE),), {"title": "The mill closes", "who": ""}),
        Decision("note", (on(BARE),), {"note": "ask"}),
        Decision("tag", (on(BARE),), {"tags": "draft"}),
        Decision("hide", (on(BARE),)),
    ]
    laid = World().lay(*told)
    (row,) = laid.shown
    assert (row["title"], row["actors"], row["type"]) == ("The mill closes", [], "economy")
    assert row["review"] == {"verdict": "rejected", "note": "ask", "tags": ["draft"]}
    assert [d["action"] for d in row["decided"]] == ["add", "set", "set", "note", "tag", "hide"]
    assert decisions.hidden(row)
    assert laid.states[0].overruled == (2,)
    assert not decisions.hidden(World().lay(*told, Decision("accept", (on(BARE),))).shown[0])


def test_without_it_what_was_said_of_it_is_gone() -> None:
    laid = World().lay(Decision("hide", (on(BARE),)))
    assert laid.shown == ()
    assert laid.states[0].gone == (f"no event has the id {BARE.events[0].id}",)
    joined = Spoken(MEETING["id"], added=(BARE.events[0].id,))
    laid = World().lay(Decision("hide", (joined,)))
    assert laid.states[0].gone == (f"no event is added as {BARE.events[0].id} any more",)


def test_joined_with_an_event_of_the_sources_its_values_are_laid_over() -> None:
    join = Decision("join", (spoken(MEETING), on(QUOTED)))
    laid = World().lay(replace(QUOTED, values={**QUOTED.values, "type": "culture"}), join)
    (row,) = laid.shown
    assert laid.replaced == (MEETING["id"],)
    assert row["id"] == MEETING["id"]
    assert (row["title"], row["date"], row["type"]) == ("Doors open", "2020-08-09", "culture")
    assert {a["name"] for a in row["actors"]} == {"Ana Lind", "Otto Braun"}
    assert len(row["mentions"]) == 3 and len(hand(row)) == 1
    assert row["sources"] == MEETING["sources"]
    told = {d["field"]: d["told"] for d in row["decided"] if d["action"] == "add"}
    assert told == {"date": "2020-09-14", "title": MEETING["title"], "type": "meeting"}
    assert [s.events for s in laid.states] == [(row["id"],)] * 2


def test_two_that_were_added_are_one_of_which_the_later_is_heard() -> None:
    laid = World().lay(BARE, QUOTED, Decision("join", (on(BARE), on(QUOTED))))
    (row,) = laid.shown
    assert row["id"] in (BARE.events[0].id, QUOTED.events[0].id)
    assert (row["title"], row["date"]) == ("Doors open", "2020-08-09")
    assert len(row["mentions"]) == row["sources"] == 1
    assert [d["action"] for d in row["decided"]] == ["add", "join"]


def test_a_join_with_it_is_split() -> None:
    join = Decision("join", (spoken(MEETING), on(QUOTED)))
    told = [QUOTED, join]
    (row,) = World().lay(*told).shown
    of = added.parts(dict(enumerate(told, 1)), [{"events": [row["id"]]}, {"events": [row["id"]]}])[
        row["id"]
    ]
    assert [added.owner(m, of) for m in hand(row)] == [QUOTED.events[0]]
    sides = (
        added.spoken_of(row, of, {}, [m for m in row["mentions"] if m not in hand(row)], ()),
        added.spoken_of(row, of, {}, hand(row), (QUOTED.events[0].id,)),
    )
    assert [(len(s.mentions), s.added) for s in sides] == [(2, ()), (0, (QUOTED.events[0].id,))]
    laid = World().lay(*told, Decision("split", sides))
    assert sorted(e["id"] for e in laid.shown) == sorted([MEETING["id"], QUOTED.events[0].id])
    assert by_id(laid, QUOTED)["title"] == "Doors open"
    assert next(e for e in laid.shown if e["id"] == MEETING["id"])["title"] == MEETING["title"]
    assert laid.states[1].overruled == (3,)


def test_a_decision_on_what_was_joined_holds_for_both() -> None:
    join = Decision("join", (spoken(MEETING), on(BARE)))
    (row,) = World().lay(BARE, join).shown
    said = added.spoken_of(row, [BARE.events[0]], {})
    assert (len(said.mentions), said.added) == (2, (BARE.events[0].id,))
    laid = World().lay(BARE, join, Decision("hide", (said,)))
    assert [decisions.hidden(e) for e in laid.shown] == [True]
    # Without the join it is the greater part's.
    laid = World().lay(BARE, Decision("hide", (said,)))
    assert {e["id"]: decisions.hidden(e) for e in laid.shown} == {
        MEETING["id"]: True, BARE.events[0].id: False,
    }  # fmt: skip


def test_an_event_alone_is_spoken_of_by_its_id_alone() -> None:
    (row,) = World().lay(QUOTED).shown
    assert added.spoken_of(row, QUOTED.events, {}) == Spoken(row["id"], row["date"], row["title"])


def test_of_two_people_who_add_one_event_the_later_is_heard() -> None:
    later = replace(BARE, values={**BARE.values, "type": "justice"}, author="Mia")
    laid = World().lay(BARE, later)
    (row,) = laid.shown
    assert (row["type"], [d["author"] for d in row["decided"]]) == ("justice", ["Jo", "Mia"])
    assert laid.states[0].overruled == (2,)


def test_an_event_that_came_in_without_a_quote_can_be_decided_on() -> None:
    world = World()
    came = cast("EventRow", {**by_id(world.lay(BARE), BARE), "decided": []})
    world.rows.append(came)
    (row,) = world.lay(Decision("set", (spoken(came),), {"title": "T"})).shown
    assert (row["id"], row["title"], row["mentions"]) == (came["id"], "T", [])
    (row,) = world.lay(Decision("join", (spoken(came), spoken(MEETING)))).shown
    assert (row["id"], len(row["mentions"])) == (MEETING["id"], 2)
    # Added here once more, it is the same event.
    (row,) = world.lay(BARE).shown
    assert row["id"] == came["id"]


@pytest.mark.parametrize(
    ("words", "spans"),
    [
        ("opened at eight", [(6, 22), (56, 71)]),
        (" opened\tat ", [(6, 15), (56, 65)]),
        ("open", []),
        ("eight in Graz.", [(17, 31)]),
        ("", []),
    ],
)
def test_words_are_found_whatever_the_space_between_them(
    words: str, spans: Sequence[tuple[int, int]]
) -> None:
    assert added.places(words, TEXT) == spans


def test_the_id_is_of_the_date_and_the_title() -> None:
    assert added.id_of("2020", "A  mill") == added.id_of("2020", "a Mill")
    assert added.id_of("2020", "A mill") != added.id_of("2021", "A mill")
    assert added.id_of("2020", "A mill").startswith("a")
