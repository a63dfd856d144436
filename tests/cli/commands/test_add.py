"""timeline add: events by hand, decided on, joined, kept and carried along as any other."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from driven import FIRST, Ended, Run

OUT = Path("data/out")
TOLD = ("add", "2020-08-09", "Polls open", "type=election")
QUOTE = ("--document", "a.txt", "--quote", "Voters  elect a\tnew president")


@pytest.fixture
def stored(run: Run, articles: Path) -> Run:
    assert run("extract", "in", "-q").code == 0
    return run


def one(ended: Ended) -> dict[str, Any]:
    assert ended.code == 0, ended.err
    (event,) = ended.events
    return event


def written() -> list[dict[str, Any]]:
    told = tomllib.loads((OUT / "decisions.toml").read_text(encoding="utf-8"))
    return list(told["decision"])


def test_an_event_by_hand_is_shown_and_taken_back(stored: Run) -> None:
    before = stored("show", "--all").events
    export = (OUT / "chronology.json").read_bytes()
    ended = stored(
        *TOLD, "who=Müller; WHO", "amounts=1.5bn USD", "--reason", "seen", "--author", "Jo"
    )
    event = one(ended)
    assert "decision 1 (add “Polls open”, decisions.toml:" in ended.err
    assert (event["title"], event["type"], event["mentions"]) == ("Polls open", "election", [])
    assert [(a["name"], a["kind"]) for a in event["actors"]] == [
        ("Ana Müller", "person"), ("World Health Organization", "organisation"),
    ]  # fmt: skip
    assert event["amounts"] == [
        {"value": 1.5e9, "currency": "USD", "unit": None, "text": "1.5bn USD"}
    ]
    assert event["decided"] == [
        {"action": "add", "field": None, "told": None, "reason": "seen", "author": "Jo"}
    ]
    assert event in stored("show").events
    assert event in json.loads((OUT / "chronology.json").read_text())["events"]
    assert stored("check").code == 0
    assert stored("undo").code == 0
    assert stored("show", "--all").events == before
    assert (OUT / "chronology.json").read_bytes() == export


def test_a_quote_is_cited(stored: Run) -> None:
    event = one(stored(*TOLD, *QUOTE))
    (mention,) = event["mentions"]
    assert mention["quote"] == FIRST[mention["start"] : mention["end"]]
    assert (mention["document"], mention["rules"]) == ("in/a.txt", ["by-hand"])
    assert (event["sources"], event["languages"]) == (1, ["en"])
    assert event["id"] in [e["id"] for e in stored("show", "--source", "a.txt").events]
    assert event["id"] not in [e["id"] for e in stored("show", "--source", "b.txt").events]
    (told,) = written()
    assert (told["action"], told["set"]) == ("add", {"type": "election"})
    (spoken,) = told["event"]
    assert (spoken["id"], spoken["title"]) == (event["id"], "Polls open")
    assert spoken["mentions"][0]["quote"] == "Voters elect a new president"


def test_words_that_stand_several_times_are_told(stored: Run) -> None:
    ended = stored(*TOLD, "--document", "a.txt", "--quote", "Müller")
    starts = [n for n in range(len(FIRST)) if FIRST.startswith("Müller", n)]
    many = f"the words stand {len(starts)} times in in/a.txt, at {starts[0]}, {starts[1]}"
    assert many in ended.err
    assert one(ended)["mentions"][0]["start"] == starts[0]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("9 August", "T"), "date=9 August: '9 August' is not an EDTF date"),
        (("2020", " "), "title= : it is empty"),
        (("2020", "T", "kind=x"), "no field 'kind' of an event can be set"),
        (("2020", "T", "title=U"), "title is set twice"),
        (("2020", "Polls", "open"), "'open' sets nothing; put the title in quotes"),
        (("2020", "T", "amounts=lots"), "'lots' is no number with a currency or a unit"),
        (("2020", "T", "--quote", "Voters"), "--document: a quote is words of a document"),
        (("2020", "T", "--document", "a.txt"), "--quote: a quote is words of a document"),
        (("2020", "T", "--document", "z", "--quote", "V"), "--document: no document's id"),
        (("2020", "T", "--document", "a.txt", "--quote", "Nobody votes"), "give words as they stand"),
        (("2020", "T", "--document", "a.txt", "--quote", "voters, elect"), "write it as it stands there: “Voters elect”"),
    ],
)  # fmt: skip
def test_what_can_not_be_added(stored: Run, arguments: tuple[str, ...], said: str) -> None:
    ended = stored("add", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err
    assert not (OUT / "decisions.toml").exists()


def test_the_same_is_added_once(stored: Run) -> None:
    id_ = one(stored(*TOLD))["id"]
    ended = stored("add", "2020-08-09", "polls  OPEN", "type=sport")
    assert ended.code == 2
    assert f"it is there already: {id_} (“Polls open”)" in ended.err
    assert f"timeline set {id_}, or take it back with timeline undo 1" in ended.err
    assert stored("undo").code == 0
    assert one(stored(*TOLD))["id"] == id_


def test_it_is_decided_on_as_any_other(stored: Run) -> None:
    id_ = one(stored(*TOLD, *QUOTE))["id"]
    assert one(stored("set", id_, "title=Doors open", "where=Graz"))["title"] == "Doors open"
    assert stored("hide", id_[:5]).code == 0
    assert id_ not in [e["id"] for e in stored("show", "--all").events]
    assert one(stored("accept", id_))["review"]["verdict"] == "accepted"
    assert one(stored("tag", id_, "draft"))["review"]["tags"] == ["draft"]
    assert all(e["id"] == id_ and "mentions" not in e for d in written()[1:] for e in d["event"])
    states = [d["state"] for d in stored("decisions").events]
    assert states[2] == "in force; gives way to decision 4"
    told = stored("explain", id_).events[0]
    assert [d["action"] for d in told["decisions"]] == ["add", "set", "hide", "accept", "tag"]
    assert told["mentions"][0]["after"].startswith(" | Ana")


def test_it_is_joined_and_split(stored: Run) -> None:
    other = next(e for e in stored("show").events if e["type"] == "meeting")
    id_ = one(stored(*TOLD, *QUOTE))["id"]
    joined = one(stored("join", other["id"], id_))
    assert (joined["id"], joined["title"]) == (other["id"], "Polls open")
    assert [m["rules"] == ["by-hand"] for m in joined["mentions"]] == [False, True]
    ended = stored("note", id_, "one story")
    assert f"{id_}: it is {other['id']} now" in ended.err
    assert written()[-1]["event"][0]["added"] == [id_]
    assert stored("explain", other["id"]).events[0]["links"] == []
    assert stored("check").code == 0
    parts = stored("split", other["id"], "2").events
    assert {e["id"]: e["title"] for e in parts} == {id_: "Polls open", other["id"]: other["title"]}
    assert stored("undo").code == 0
    assert {e["id"] for e in stored("split", other["id"], id_).events} == {id_, other["id"]}


def test_without_a_quote_it_is_split_off_by_its_id(stored: Run) -> None:
    other = next(e for e in stored("show").events if e["type"] == "meeting")
    id_ = one(stored(*TOLD))["id"]
    assert one(stored("join", id_, other["id"]))["sources"] == 1
    ended = stored("split", other["id"], "1", id_)
    assert (ended.code, "all named; leave one in it" in ended.err) == (2, True)
    assert f"give numbers or of in/a.txt, {id_}" in stored("split", other["id"], "z.txt").err
    assert {e["id"] for e in stored("split", other["id"], id_).events} == {id_, other["id"]}
    assert stored("decisions").events[-1]["about"].endswith(f"without {id_}")


def test_it_stays_when_articles_are_read_anew(stored: Run) -> None:
    bare, quoted = one(stored("add", "1999", "The mill shuts")), one(stored(*TOLD, *QUOTE))
    assert stored("extract", "in", "--fresh", "-q").code == 0
    found = {e["id"]: e for e in stored("show", "--all").events}
    assert (found[bare["id"]], found[quoted["id"]]) == (bare, quoted)
    Path("in/a.txt").write_text("A line more.\n" + FIRST, encoding="utf-8")
    assert stored("extract", "in", "-q").code == 0
    now = {e["id"]: e for e in stored("show", "--all").events}[quoted["id"]]
    assert now["mentions"][0]["start"] == quoted["mentions"][0]["start"] + len("A line more.\n")
    Path("in/a.txt").write_text(FIRST.replace("a new", "their new"), encoding="utf-8")
    assert stored("extract", "in", "-q").code == 0
    now = {e["id"]: e for e in stored("show", "--all").events}[quoted["id"]]
    assert (now["title"], now["mentions"]) == ("Polls open", [])
    ended = stored("decisions")
    assert (
        ended.events[1]["state"]
        == "in force; in/a.txt no longer has “Voters elect a new president”"
    )
    assert "1 of what is gone" in ended.err
    assert stored("check").code == 0


def test_it_is_carried_along_by_merging_files(stored: Run) -> None:
    bare = one(stored("add", "1999", "The mill shuts", "who=Mo Lund; Mill (organisation)"))
    quoted = one(stored(*TOLD, *QUOTE))
    stored("show", "--all", "--json", "-o", "all.json")
    for arguments in (("all.json",), ("all.json", "all.json")):
        found = {e["id"]: e for e in stored("merge", *arguments).events}
        assert found[bare["id"]] == bare
        told = found[quoted["id"]]
        assert told["mentions"][0]["rules"] == ["by-hand", "from:all.json"]
        assert (told["title"], told["decided"]) == (quoted["title"], quoted["decided"])
    Path("copy.json").write_bytes(Path("all.json").read_bytes())
    twice = stored("merge", "all.json", "copy.json").events
    assert len([e for e in twice if e["title"] == "The mill shuts"]) == 1
    assert stored("merge", "all.json", "--out-dir", "there/").code == 0
    put = stored("set", bare["id"][:6], "title=It shuts", "--out-dir", "there")
    assert one(put)["title"] == "It shuts"


def test_a_mistake_in_the_file_is_told(stored: Run) -> None:
    assert stored(*TOLD).code == 0
    path = OUT / "decisions.toml"
    sound = path.read_text(encoding="utf-8")
    for was, now, said in (
        ('date = "2020-08-09"', 'date = "soon"', "'soon' is not an EDTF date"),
        ('title = "Polls open"', "", "title=: it is empty"),
        ("set.type", "set.title", "its title is said twice"),
        ("set.type", "set.color", "no field 'color' of an event can be set"),
    ):
        path.write_text(sound.replace(was, now, 1), encoding="utf-8")
        ended = stored("decisions")
        assert ended.code != 0
        assert said in ended.err, (was, ended.err)
    path.write_text(sound.replace("Polls open", "Doors open"), encoding="utf-8")
    assert "Doors open" in stored("show").titles
