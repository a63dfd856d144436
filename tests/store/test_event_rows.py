"""An event that is read is the one that was put in, byte for byte."""

from __future__ import annotations

from typing import Any

import pytest

from made import chronology, document, event, mention
from timeline.contract import EventRow, line
from timeline.model import (
    Actor,
    Amount,
    Conflict,
    ConflictValue,
    Decided,
    Mention,
    MentionTime,
    Place,
    Repeat,
    Review,
    Trigger,
)
from timeline.store import Query, Store, rows
from timeline.store.event_rows import Reader

LATER = MentionTime(
    text="two days later", start=200, end=214, type="DATE", value="P2D", edtf=None, how="relative"
)
REPEAT = Repeat(
    document="b.txt", start=7, end=19, trigger=Trigger(text="They", start=7, end=11), page=3
)
ANA = Actor(id="person:Ana", name="Ana", kind="person", aliases=("Ms Ruiz", "Ruiz"))
COUNCIL = Actor(id="organisation:Council", name="Council", kind="organisation")
GRAZ = Place(name="Graz", kind="city", country="AT")
SYRIA = Place(name="Syria", kind="country", country=None)
MENTIONS: dict[str, dict[str, Any]] = {
    "plain": {},
    "no time": {"time_expression": None},
    "a time elsewhere": {"time_expression": LATER},
    "told again": {"also_in": (REPEAT,), "page": 2},
    "told again without a time": {"also_in": (REPEAT,), "time_expression": None},
    "its own words": {"title": "They meet", "date": "2021", "status": "denied"},
    "rules": {"rules": ("verb:meet", "anchor:day", "verb:meet"), "confidence": 0.1 + 0.2},
    "further in": {"start": 40, "end": 52, "trigger": Trigger(text="met", start=45, end=48)},
    "no rules": {"rules": ()},
    "a word elsewhere": {"trigger": Trigger(text="They", start=4, end=8)},
    "a word longer than its text": {"trigger": Trigger(text="met", start=5, end=10)},
    "a word before its quote": {
        "start": 40,
        "end": 52,
        "trigger": Trigger(text="it", start=3, end=5),
    },
}


def whole(store: Store, *events: Any) -> list[EventRow]:
    """Events put in and read again."""
    documents = [document(name) for name in ("a.txt", "b.txt")]
    store.publish(chronology(*events, documents=documents))
    return list(Reader(store._db).where())


@pytest.mark.parametrize("name", MENTIONS)
def test_every_kind_of_mention_comes_back(name: str) -> None:
    made = event(
        mentions=(
            mention("a.txt", quote="They met it.", **{"date": "2020-08-09", **MENTIONS[name]}),
        )
    )
    with Store.memory() as store:
        assert [line(e) for e in whole(store, made)] == [line(made.model_dump(mode="json"))]


def test_every_field_of_an_event_comes_back() -> None:
    values = (
        ConflictValue(value="2020", documents=("a.txt",)),
        ConflictValue(value="2021", documents=("b.txt", "a.txt")),
    )
    made = [
        event("e0", mentions=()),
        event("e1", "2020/..", approximate=True, languages=("en", "fr"), shown=False),
        event("e2", "199X", conflicts=(Conflict(field="date", values=values),), part_of="e1"),
        event("e3", amounts=(Amount(value=3, unit="people", text="3"),), salience=1.0, actors=()),
        event("e30", start=None, end="2020-08-31", actors=(ANA, COUNCIL), places=(GRAZ, SYRIA)),
        event("e4", review=Review(verdict="accepted", note="É\u2028\u202e", tags=("a", "b"))),
        event(
            "e5",
            title='"told": [[\\',
            decided=(Decided(action="set", field="type", told="visit", reason=None, author="Ana"),),
        ),
    ]
    with Store.memory() as store:
        found = whole(store, *made)
        assert [line(e) for e in found] == [line(e.model_dump(mode="json")) for e in made]
        assert list(found[0]) == list(EventRow.__annotations__)


def test_whoever_is_named_otherwise_later_is_named_as_told_in_each_event() -> None:
    made = [
        event("e1", actors=(ANA,)),
        event("e2", actors=(COUNCIL, ANA.model_copy(update={"name": "Ana Ruiz"}))),
        event("e3", actors=(ANA.model_copy(update={"name": "A. Ruiz", "kind": "group"}),)),
    ]
    with Store.memory() as store:
        found = whole(store, *made)
        assert [line(e) for e in found] == [line(e.model_dump(mode="json")) for e in made]
        assert [a[:3] for a in store.named_actors() if a[0] == ANA.id] == [
            (ANA.id, "A. Ruiz", "person")
        ]


def test_numbers_that_are_whole_stay_as_they_were_told() -> None:
    with Store.memory() as store:
        (told,) = whole(store, event(amounts=(Amount(value=3, unit="people", text="3"),)))
        told["amounts"][0]["value"] = 3
        rows.change_event(store._db, {**told, "title": "Another"})
        (again,) = Reader(store._db).where()
        assert line(again["amounts"]) == line(told["amounts"])


def test_events_of_one_passage_share_it() -> None:
    told = [
        mention("a.txt", "2020", "They met and left.", trigger=Trigger(text=w, start=s, end=s + 3))
        for w, s in (("met", 5), ("and", 9))
    ]
    with Store.memory() as store:
        whole(store, event("e1", mentions=(told[0],)), event("e2", mentions=(told[1],)))
        assert store._value("SELECT count(*) FROM passage") == 1
        store.publish(chronology(event("e2", mentions=(told[1],))))
        assert store._value("SELECT count(*) FROM passage") == 1


def test_many_are_read_in_the_order_asked_for() -> None:
    with Store.memory() as store:
        whole(store, *(event(f"e{n:03}") for n in range(300)))
        numbers = [n for (n,) in store._rows("SELECT number FROM event ORDER BY id DESC")]
        ids = [e["id"] for e in Reader(store._db).events(numbers)]
        assert ids == [f"e{n:03}" for n in range(299, -1, -1)]


def test_a_view_shows_mentions_under_names() -> None:
    made = mention("a.txt", "2020-08-09", "They met it.", rules=("b", "a"))
    assert isinstance(made, Mention)
    with Store.memory() as store:
        whole(store, event("e1", title="They meet", mentions=(made,)))
        sql = 'SELECT event, document, quote, title, date, status, rules, "trigger" FROM mention'
        assert store._rows(sql) == [
            (
                "e1", "a.txt", "They met it.", "They met it.", "2020-08-09", "happened",
                '["b","a"]', "They",
            )
        ]  # fmt: skip


def test_whatever_other_programs_ask_for_is_told_as_it_was_put_in() -> None:
    sure = (mention("a.txt", "2020", "They met.", confidence=0.125, also_in=(REPEAT,)),)
    made = [event("e1", confidence=0.125, salience=1.0), event("e2", mentions=sure)]
    made.append(event("e3", confidence=0.1 + 0.2, salience=0.7))
    with Store.memory() as store:
        whole(store, *made)
        rows_of = store._rows("SELECT id, confidence, salience FROM event ORDER BY id")
        assert rows_of == [(e.id, e.confidence, e.salience) for e in made]
        for view, told in (("mention", "number"), ("mentions", "confidence")):
            sql = f"SELECT event, confidence FROM {view} ORDER BY event, {told}"
            assert store._rows(sql) == [(e.id, m.confidence) for e in made for m in e.mentions]
        kept = store._rows("SELECT typeof(confidence) FROM event_row ORDER BY id")
        assert kept == [("integer",), ("integer",), ("real",)]
        documents = store._rows("SELECT document FROM event_document WHERE event = 'e2' ORDER BY 1")
        assert documents == [("a.txt",), ("b.txt",)]
        assert [e["id"] for e in store.select(Query(sources=("b.txt",))).events] == ["e2"]
        assert dict(store._rows("SELECT id, events FROM documents")) == store.counts()
