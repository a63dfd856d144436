"""Decisions over what merging makes of real mentions, merged in any order and company."""

import json
from collections.abc import Iterable, Sequence
from typing import Any, cast

from hypothesis import given, settings
from hypothesis import strategies as st

from merged_rows import MergedRows
from merging import MINSK, SOCHI, document, mention
from timeline import decisions, recast
from timeline.contract import EventRow
from timeline.decisions import Decision, Overlay, spoken
from timeline.merge import merge
from timeline.model import DatedMention, Event

TEXT = "Polls opened at\neight in Minsk. Later, polls opened at eight in Brest."
PUTIN, LUKASHENKO, MERKEL = "Vladimir Putin", "Alexander Lukashenko", "Angela Merkel"
ARTICLES: dict[str, list[DatedMention]] = {
    "a": [
        mention("a", "meet", "2020-09-14", people=(PUTIN, LUKASHENKO), places=(SOCHI,)),
        mention("a", "election", "2020-08-09", "election", people=(LUKASHENKO,), at=1),
        mention("a", "protest", "2020-08-16", "protest", places=(MINSK,), at=2),
    ],
    "b": [
        mention("b", "meet", "2020-09-14", people=(PUTIN, LUKASHENKO), places=(SOCHI,)),
        mention("b", "election", "2020-08-09", "election", people=(LUKASHENKO,), at=1),
        mention("b", "call", "2020-08-18", "diplomacy", people=(PUTIN, MERKEL), at=2),
    ],
    "c": [
        mention("c", "meet", "2020-09-14", people=(PUTIN, LUKASHENKO), places=(SOCHI,)),
        mention("c", "march", "2020-08-16", "protest", places=(MINSK,), at=1),
    ],
}


class World(MergedRows):
    """What merging makes of some articles, and how decisions lie over it."""

    def __init__(self, names: Iterable[str] = "abc", drop: Sequence[DatedMention] = ()) -> None:
        self.told = {n: [m for m in ARTICLES[n] if m not in drop] for n in names}
        mentions = [m for told in self.told.values() for m in told]
        made = merge(mentions, [document(n) for n in self.told])
        self.rows = [cast("EventRow", e.model_dump(mode="json")) for e in made]

    def digests(self) -> dict[str, str]:
        return dict.fromkeys(sorted(self.told), "")

    def article(self, id_: str) -> str | None:
        return json.dumps({"text": TEXT}) if id_ in self.told else None

    def language(self, id_: str) -> str | None:
        return "en" if id_ in self.told else None

    def lay(self, *told: Decision) -> Overlay:
        builder = recast.Rebuilder(
            lambda names: [(document(n), tuple(self.told[n])) for n in sorted(names)]
        )
        return decisions.overlay(self, told, builder)

    def decided(self, *told: Decision) -> list[EventRow]:
        laid = self.lay(*told)
        left = [e for e in self.rows if e["id"] not in laid.replaced]
        return sorted([*left, *laid.shown], key=lambda e: (e["date"], e["id"]))


def about(rows: Sequence[EventRow], word: str) -> EventRow:
    return next(e for e in rows if any(m["trigger"]["text"] == word for m in e["mentions"]))


def words(event: EventRow) -> list[tuple[str, str]]:
    return [(m["document"], m["trigger"]["text"]) for m in event["mentions"]]


BASE = World().rows
MEETING, CALL, VOTE = about(BASE, "meet"), about(BASE, "call"), about(BASE, "election")
JOIN = Decision("join", (spoken(MEETING), spoken(CALL)), reason="one story")
SPLIT = Decision(
    "split", (spoken(MEETING, MEETING["mentions"][:2]), spoken(MEETING, MEETING["mentions"][2:]))
)
HIDE = Decision("hide", (spoken(VOTE),))
SET = Decision("set", (spoken(MEETING),), {"date": "2020-09-15", "title": "Talks"}, reason="seen")


def test_the_stage_is_set() -> None:
    assert words(MEETING) == [("a", "meet"), ("b", "meet"), ("c", "meet")]
    assert words(CALL) == [("b", "call")]
    assert words(VOTE) == [("a", "election"), ("b", "election")]


def test_a_joined_event_has_all_mentions_and_an_id_of_one_of_them() -> None:
    rows = World().decided(JOIN)
    assert len(rows) == len(BASE) - 1
    joined = about(rows, "call")
    assert words(joined) == [("a", "meet"), ("b", "meet"), ("b", "call"), ("c", "meet")]
    assert joined["id"] in (MEETING["id"], CALL["id"])
    assert {a["name"] for a in joined["actors"]} == {PUTIN, LUKASHENKO, MERKEL}
    assert joined["decided"] == [
        {
            "action": "join",
            "field": None,
            "told": None,
            "reason": "one story",
            "author": None,
        }
    ]


def test_a_split_event_is_two() -> None:
    rows = World().decided(SPLIT)
    parts = sorted(words(e) for e in rows if e["decided"])
    assert parts == [[("a", "meet"), ("b", "meet")], [("c", "meet")]]
    assert len({e["id"] for e in rows}) == len(rows) == len(BASE) + 1


def test_values_that_are_set_are_shown_and_the_sources_kept() -> None:
    event = about(World().decided(SET), "meet")
    assert (event["date"], event["start"], event["title"]) == ("2020-09-15", "2020-09-15", "Talks")
    told = {d["field"]: (d["told"], d["reason"]) for d in event["decided"]}
    assert told == {"date": ("2020-09-14", "seen"), "title": (MEETING["title"], "seen")}
    assert event["mentions"] == MEETING["mentions"]
    assert event["id"] == MEETING["id"]


def test_of_two_values_the_later_is_shown() -> None:
    later = Decision("set", (spoken(MEETING),), {"title": "Talks in Sochi"})
    laid = World().lay(SET, later)
    (event,) = laid.shown
    assert (event["title"], event["date"]) == ("Talks in Sochi", "2020-09-15")
    assert [d["told"] for d in event["decided"]] == ["2020-09-14", MEETING["title"]]
    assert [s.overruled for s in laid.states] == [(2,), ()]


def test_a_hidden_event_says_so() -> None:
    laid = World().lay(HIDE)
    assert laid.replaced == (VOTE["id"],)
    assert [decisions.hidden(e) for e in laid.shown] == [True]
    assert laid.states[0].events == (VOTE["id"],)


def test_the_later_of_join_and_split_holds() -> None:
    split = Decision("split", (spoken(MEETING), spoken(CALL)))
    laid = World().lay(JOIN, split)
    assert sorted(len(e["mentions"]) for e in laid.shown) == [1, 3]
    assert [s.overruled for s in laid.states] == [(2,), ()]


def test_a_decision_holds_for_the_mentions_that_are_left() -> None:
    world = World("bc")
    laid = world.lay(JOIN, SET, HIDE)
    event = about(laid.shown, "call")
    assert words(event) == [("b", "meet"), ("b", "call"), ("c", "meet")]
    assert event["title"] == "Talks"
    assert all(s.gone == ("a is not in the chronology any more",) for s in laid.states)
    assert not any(s.idle for s in laid.states)


def test_what_a_decision_spoke_of_may_all_be_gone() -> None:
    world = World(
        "bc", drop=[m for told in ARTICLES.values() for m in told if m.event.lemma == "election"]
    )
    (state,) = world.lay(HIDE).states
    assert state.idle
    assert state.events == ()
    assert len(state.gone) == 2
    assert world.decided(HIDE) == world.rows


def test_a_new_article_s_mention_joins_the_part_it_agrees_with() -> None:
    split = Decision(
        "split",
        (spoken(VOTE, VOTE["mentions"][:1]), spoken(VOTE, VOTE["mentions"][1:])),
    )
    new = mention("d", "election", "2020-08-09", "election", people=(LUKASHENKO,), places=(MINSK,))
    ARTICLES["d"] = [new]
    try:
        rows = World("abcd").decided(split)
    finally:
        del ARTICLES["d"]
    homes = [words(e) for e in rows if ("d", "election") in words(e)]
    assert homes in (
        [[("a", "election"), ("d", "election")]],
        [[("b", "election"), ("d", "election")]],
    )


made = st.lists(st.sampled_from([JOIN, SPLIT, HIDE, SET]), max_size=4)


@settings(max_examples=30, deadline=None)
@given(made, st.permutations("abc"))
def test_the_order_of_arrival_changes_nothing(told: list[Decision], order: list[str]) -> None:
    one, two = World().decided(*told), World(order).decided(*told)
    assert json.dumps(one) == json.dumps(two)


@settings(max_examples=30, deadline=None)
@given(made)
def test_what_is_decided_is_a_chronology(told: list[Decision]) -> None:
    rows = World().decided(*told)
    events = [Event.model_validate(e) for e in rows]
    assert len({e.id for e in events}) == len(events)
    spots = [(m.document, m.start, m.trigger) for e in events for m in e.mentions]
    base = [(m["document"], m["start"]) for e in BASE for m in e["mentions"]]
    assert sorted(s[:2] for s in spots) == sorted(base)


@settings(max_examples=30, deadline=None)
@given(made)
def test_decisions_spoken_of_decided_events_mean_the_same(told: list[Decision]) -> None:
    """Whoever decides looks at the decided chronology; anchors carry over."""
    before = World().decided(*told)
    for event in before:
        hide = Decision("hide", (spoken(event),))
        after: list[Any] = [e for e in World().decided(*told, hide) if decisions.hidden(e)]
        assert event["id"] in {e["id"] for e in after}


def test_an_event_made_anew_has_its_title_in_the_language_of_the_chronology() -> None:
    told: dict[str, Any] = {"people": ("Angela Merkel",), "places": (SOCHI,)}
    mentions = {
        "a": [mention("a", "meet", "2020-09-14", title="They meet", **told)],
        "b": [
            mention("b", "rencontrer", "2020-09-14", language="fr", title="Ils se voient", **told)
        ],
    }
    (event,) = merge([*mentions["a"], *mentions["b"]], [document("a"), document("b")])
    row = cast("EventRow", event.model_dump(mode="json"))

    def titled(language: str) -> str:
        builder = recast.Rebuilder(
            lambda names: [(document(n), tuple(mentions[n])) for n in sorted(names)], language
        )
        return builder.build([row["mentions"]])[0]["title"]

    assert titled("en") == "They meet"
    assert titled("fr") == "Ils se voient"


def test_of_two_verdicts_the_later_holds() -> None:
    accept = Decision("accept", (spoken(VOTE), spoken(CALL)), author="Ana")
    made = World().lay(HIDE, accept)
    by_word = {word: about(made.shown, word) for word in ("election", "call")}
    for event in by_word.values():
        assert event["review"] == {"verdict": "accepted", "note": None, "tags": []}
        assert not decisions.hidden(event)
        assert [(d["action"], d["author"]) for d in event["decided"]] == [("accept", "Ana")]
    assert made.states[0].overruled == (2,)
    assert made.states[1].events == tuple(sorted(e["id"] for e in made.shown))
    again = World().lay(accept, HIDE)
    assert decisions.hidden(about(again.shown, "election"))
    assert not decisions.hidden(about(again.shown, "call"))


def test_notes_and_tags_add_up_on_the_event_that_they_were_put_on() -> None:
    def review(*told: Decision) -> Any:
        return about(World().decided(*told), "meet")["review"]

    note = Decision("note", (spoken(MEETING),), {"note": "call\nthem"})
    other = Decision("note", (spoken(MEETING),), {"note": "called"})
    tag = Decision("tag", (spoken(MEETING), spoken(VOTE)), {"tags": "summit; draft"})
    off = Decision("untag", (spoken(MEETING),), {"tags": "draft"})
    assert review(note, tag) == {
        "verdict": None, "note": "call\nthem", "tags": ["draft", "summit"],
    }  # fmt: skip
    assert review(note, tag, off, other)["tags"] == ["summit"]
    assert review(note, other)["note"] == "called"
    assert review(note, Decision("note", (spoken(MEETING),), {"note": ""})) is None
    assert review(off, tag)["tags"] == ["draft", "summit"]


def test_what_holds_for_several_events_holds_for_each() -> None:
    both = Decision("set", (spoken(MEETING), spoken(VOTE)), {"type": "politics"})
    rows = World().decided(both)
    assert [e["type"] for e in (about(rows, "meet"), about(rows, "election"))] == ["politics"] * 2
    assert about(rows, "call")["type"] == CALL["type"]


def test_what_is_accepted_is_printed_by_default() -> None:
    world = World()
    for row in world.rows:
        row["shown"] = False
    (row,) = world.lay(Decision("accept", (spoken(VOTE),))).shown
    assert row["shown"] is True
    (row,) = world.lay(Decision("tag", (spoken(VOTE),), {"tags": "x"})).shown
    assert row["shown"] is False
