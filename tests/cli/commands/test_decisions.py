"""The user's last word, from the command line."""

import json
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest

from driven import Ended, Run

OUT = Path("data/out")
FILE = OUT / "decisions.toml"


@pytest.fixture
def stored(run: Run) -> Run:
    assert run("extract", "in", "-q").code == 0
    return run


def events(run: Run, *filters: str) -> dict[str, dict[str, Any]]:
    return {e["title"]: e for e in run("show", "--all", *filters).events}


def id_of(run: Run, title: str) -> str:
    return str(next(e["id"] for t, e in events(run).items() if title in t))


def exported() -> bytes:
    return (OUT / "chronology.json").read_bytes()


def decided(ended: Ended) -> list[tuple[str, str | None, str | None]]:
    return [(d["action"], d["field"], d["told"]) for e in ended.events for d in e["decided"]]


# -- each command ------------------------------------------------------------------------------


def test_join_makes_one_event_of_several(stored: Run) -> None:
    one, two = id_of(stored, "Voters"), id_of(stored, "to meet")
    ended = stored("join", one[:6], two, "--reason", "one story")
    assert ended.code == 0
    (event,) = ended.events
    assert len(event["mentions"]) == 3
    assert decided(ended) == [("join", None, None)]
    assert "decision 1 (join “Voters elect a new president” and “Müller" in ended.err
    assert "timeline undo takes it back" in ended.err
    assert len(events(stored)) == 4


def test_split_takes_mentions_out(stored: Run) -> None:
    ended = stored("split", id_of(stored, "Voters"), "2", "--reason", "another vote")
    assert ended.code == 0
    assert [e["date"] for e in ended.events] == ["2020-08-09", "2020-08-10"]
    assert [len(e["mentions"]) for e in ended.events] == [1, 1]
    assert len({e["id"] for e in stored("show", "--all").events}) == 6


def test_split_by_document(stored: Run) -> None:
    ended = stored("split", id_of(stored, "Voters"), "in/b.txt")
    assert [e["mentions"][0]["document"] for e in ended.events] == ["in/a.txt", "in/b.txt"]


def test_hide_leaves_an_event_out(stored: Run) -> None:
    whole = id_of(stored, "Voters")
    assert stored("hide", whole[:5], "-q").err == ""
    ended = stored("show", "--all")
    assert "Voters elect a new president" not in ended.titles
    assert "1 rejected (--hidden)" in ended.err
    assert "Voters elect a new president" in stored("show", "--all", "--hidden").titles
    assert b"Voters elect" not in exported()
    assert stored("explain", whole).events[0]["decided"][0]["action"] == "hide"
    assert [d["events"] for d in stored("documents").events] == [3, 1]
    again = stored("hide", whole)
    assert (again.code, again.out) == (0, "")
    assert f"hide: {whole} is so already; nothing is decided" in again.err


def test_several_events_are_decided_on_at_once_and_taken_back_at_once(stored: Run) -> None:
    ids = [id_of(stored, "Voters"), id_of(stored, "to meet")]
    before = exported()
    ended = stored("hide", *ids)
    assert ended.code == 0 and len(ended.events) == 2
    assert len(events(stored)) == 3
    assert stored("undo").code == 0
    assert exported() == before
    ended = stored("set", ids[0], ids[1], "type=politics")
    assert [e["type"] for e in ended.events] == ["politics", "politics"]


def test_accept_gives_a_verdict_and_shows_what_was_hidden(stored: Run) -> None:
    whole = id_of(stored, "Voters")
    stored("hide", whole)
    ended = stored("accept", whole, "--author", "Ana  M.")
    (event,) = ended.events
    assert event["review"] == {"verdict": "accepted", "note": None, "tags": []}
    assert [(d["action"], d["author"]) for d in event["decided"]] == [("accept", "Ana M.")]
    assert "Voters elect a new president" in stored("show", "--all").titles
    assert tomllib.loads(FILE.read_text())["decision"][1]["author"] == "Ana M."


def test_note_and_tag_stay_with_events(stored: Run) -> None:
    one, two = id_of(stored, "Voters"), id_of(stored, "to meet")
    stored("note", one, "ask the clerk")
    stored("tag", one, two, "votes,to check")
    ended = stored("tag", two, "votes", "--remove")
    assert ended.events[0]["review"] == {"verdict": None, "note": None, "tags": ["to check"]}
    told = events(stored)["Voters elect a new president"]["review"]
    assert told == {"verdict": None, "note": "ask the clerk", "tags": ["to check", "votes"]}
    assert stored("note", one, "").events[0]["review"]["note"] is None
    ended = stored("tag", one, "a;b")
    assert ended.code == 2 and "it can't be a tag" in ended.err


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_git_says_who_decides(stored: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "Ana Müller")
    assert stored("hide", id_of(stored, "Voters")).events[0]["decided"][0]["author"] == "Ana Müller"


def test_set_shows_what_the_user_knows(stored: Run) -> None:
    ended = stored(
        "set", id_of(stored, "Voters"), "date=2020-08-11", "title=The vote", "status=denied"
    )
    (event,) = ended.events
    assert (event["date"], event["end"], event["title"]) == ("2020-08-11",) * 2 + ("The vote",)
    assert decided(ended) == [
        ("set", "date", "2020-08-09"),
        ("set", "title", "Voters elect a new president"),
        ("set", "status", "happened"),
    ]
    assert [m["date"] for m in event["mentions"]] == ["2020-08-09", "2020-08-10"]
    assert stored("show", "--since", "2020-08-10", "--type", "election").titles == ["The vote"]
    assert stored("show", "--status", "denied").titles == ["The vote"]


def test_a_trivial_event_can_be_made_weighty(stored: Run) -> None:
    stored("set", id_of(stored, "trivial"), "salience=0.9")
    assert "Müller says something trivial" in stored("show").titles


def test_undo_takes_the_last_back_or_any(stored: Run) -> None:
    before = exported()
    stored("hide", id_of(stored, "Voters"))
    kept, first = exported(), FILE.read_bytes()
    stored("set", id_of(stored, "Factories"), "title=Closed")
    ended = stored("undo")
    assert ended.code == 0
    (block,) = tomllib.loads(ended.out)["decision"]
    assert block["set"] == {"title": "Closed"}
    assert "taken back: decision 2 (set “Factories close”)" in ended.err
    assert (exported(), FILE.read_bytes()) == (kept, first)
    stored("set", id_of(stored, "Factories"), "title=Closed")
    stored("undo", "1")
    stored("undo")
    assert exported() == before
    assert not FILE.exists()
    assert stored("undo").code == 2


def test_decisions_are_listed(stored: Run) -> None:
    assert stored("decisions").out == ""
    stored("hide", id_of(stored, "Voters"), "--reason", "not news")
    stored("set", id_of(stored, "Factories"), "title=Closed", "date=1995")
    one, two = stored("decisions").events
    assert (one["number"], one["action"], one["reason"], one["state"]) == (
        1, "hide", "not news", "in force",
    )  # fmt: skip
    assert one["time"].endswith("Z")
    assert two["values"] == ["date=1995", "title=Closed"]
    assert FILE.read_text().splitlines()[two["line"] - 1] == "[[decision]]"
    table = stored("decisions", "--format", "table").out
    assert "not news" in table or "hide" in table


# -- what is asked wrongly ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["hide", "zz"], "no event's id begins with 'zz'; see timeline show --all"),
        (["hide", ""], "no event's id begins with ''"),
        (["hide", "Factories"], "did you mean "),
        (["join", "{Voters}", "{Voters}"], "this is one event; name two or more"),
        (["split", "{Voters}", "3"], "3: the event has the mentions 1 to 2; see timeline explain"),
        (["split", "{Voters}", "1-2"], "has 2 mentions, all named; leave one in it"),
        (["split", "{Voters}", "c.txt"], "give numbers or of in/a.txt, in/b.txt"),
        (["split", "{Factories}", "1"], "the event has 1 mention, all named"),
        (["set", "{Voters}", "colour=red"], "choose from date, title, type, status, who"),
        (["set", "{Voters}", "date=yesterday"], "write it like 2020-08-09"),
        (["undo", "5"], "there are no decisions"),
        (["undo", "-1"], "No such option: -1; write timeline undo --last N, or the numbers"),
        (["note", "{Voters}", "-1 +2"], "what begins with - and is no option goes behind --"),
    ],
)
def test_a_mistake_changes_nothing(stored: Run, arguments: list[str], said: str) -> None:
    before = exported()
    given = [id_of(stored, a[1:-1]) if a.startswith("{") else a for a in arguments]
    ended = stored(*given)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err
    assert ended.err.count("\n") == 1
    assert exported() == before
    assert not FILE.exists()


def test_an_ambiguous_beginning_lists_what_it_could_be(stored: Run) -> None:
    ids = [e["id"] for e in stored("show", "--all").events]
    first = next(i[0] for i in ids if sum(j[0] == i[0] for j in ids) > 1)
    ended = stored("hide", first)
    assert ended.code == 2
    assert f"'{first}' begins several ids: " in ended.err
    assert sum(f" ({t})" in ended.err for t in events(stored)) > 1


def test_without_a_chronology_there_is_nothing_to_decide(run: Run) -> None:
    for arguments in (["hide", "e1"], ["undo"], ["decisions"]):
        ended = run(*arguments)
        assert ended.code == 1
        assert "there is no chronology here yet; make one with: timeline extract" in ended.err
    assert not OUT.exists()


def test_another_run_that_writes_is_waited_for(
    stored: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from timeline.store import files, locking

    monkeypatch.setattr(files, "PATIENCE", 0.2)
    whole = id_of(stored, "Voters")
    lock = locking.take(OUT)
    try:
        ended = stored("hide", whole)
    finally:
        lock.close()
    assert ended.code == 1
    assert "another run is writing here" in ended.err
    assert not FILE.exists()


# -- they last ---------------------------------------------------------------------------------


def test_decisions_outlast_extraction(stored: Run, processed: list[str]) -> None:
    joined = stored("join", id_of(stored, "Voters"), id_of(stored, "to meet")).events[0]["id"]
    stored("set", joined, "title=All one")
    stored("hide", id_of(stored, "Factories"))
    kept, told = exported(), FILE.read_bytes()
    for again in (["in"], ["in/b.txt"], ["in", "--fresh"], ["in/b.txt", "in/a.txt", "--fresh"]):
        assert stored("extract", *again).code == 0
        assert exported() == kept, again
        assert FILE.read_bytes() == told


def test_an_article_read_anew_keeps_its_decisions(stored: Run, articles: Path) -> None:
    stored("set", id_of(stored, "Voters"), "title=The vote")
    path = articles / "in/a.txt"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        f"A new first line.\n{text.replace('Ana Müller', 'Ana Mueller')}", encoding="utf-8"
    )
    ended = stored("extract", "in")
    assert "The vote" in ended.titles
    assert "is kept" not in ended.err


def test_what_is_gone_is_said_and_its_decision_kept(stored: Run, articles: Path) -> None:
    stored("hide", id_of(stored, "Factories"))
    stored("set", id_of(stored, "Voters"), "title=The vote")
    (articles / "in/b.txt").unlink()
    ended = stored("extract", "in", "--fresh")
    assert ended.code == 0
    assert (
        "decision 1 (hide “Factories close”, decisions.toml:5): in/b.txt is not in the chronology"
        " any more; nothing is left of it, it is kept"
    ) in ended.err
    assert "in/b.txt is not in the chronology any more; the decision is kept" in ended.err
    assert "The vote" in ended.titles
    one, two = stored("decisions").events
    assert one["state"] == "in/b.txt is not in the chronology any more"
    assert two["state"].startswith("in force; in/b.txt is not")
    (articles / "in/b.txt").write_text("199X | economy | happened | 0.6 | Factories close\n")
    ended = stored("extract", "in")
    assert "Factories close" not in ended.titles
    assert "decision 1" not in ended.err


def test_the_later_of_two_wins_and_says_so(stored: Run) -> None:
    joined = stored("join", id_of(stored, "Voters"), id_of(stored, "Factories")).events[0]
    number = next(n for n, m in enumerate(joined["mentions"], 1) if "Factories" in m["quote"])
    ended = stored("split", joined["id"], str(number))
    assert len(ended.events) == 2
    assert "decision 1 (join " in ended.err
    assert "it gives way to the later decision 2" in ended.err
    one, _ = stored("decisions").events
    assert one["state"] == "gives way to decision 2"


def test_an_id_that_was_joined_away_still_names_its_event(stored: Run) -> None:
    one, two = id_of(stored, "Voters"), id_of(stored, "Factories")
    joined = stored("join", one, two).events[0]["id"]
    gone = one if joined == two else two
    ended = stored("explain", gone)
    assert ended.events[0]["id"] == joined
    assert f"{gone}: it is {joined} now" in ended.err


# -- by hand -----------------------------------------------------------------------------------


def test_what_is_written_by_hand_is_heard_at_once(stored: Run) -> None:
    whole = id_of(stored, "Voters")
    FILE.write_text(
        f'[[decision]]\naction = "set"\nset.title = "By hand"\n[[decision.event]]\nid = "{whole}"\n'
    )
    told = stored("show")
    assert "By hand" in told.titles
    assert b"By hand" in exported()
    FILE.unlink()
    assert "By hand" not in stored("show").titles
    assert b"By hand" not in exported()


def test_a_mistake_by_hand_is_told_and_nothing_lost(stored: Run) -> None:
    stored("hide", id_of(stored, "Voters"))
    good, shown = FILE.read_text(), stored("show").out
    bad = good.replace('action = "hide"', 'action = "hid"')
    FILE.write_text(bad)
    line = bad.split("\n").index('action = "hid"') + 1
    told = stored("show")
    assert (told.code, told.out) == (0, shown)
    said = f"data/out/decisions.toml:{line}: the action 'hid' is unknown; choose from join, split"
    assert said in told.err
    assert "shown is the chronology as it was before" in told.err
    for arguments in (["extract", "in"], ["decisions"], ["undo"], ["hide", "e1"]):
        ended = stored(*arguments)
        assert (ended.code, ended.out) == (1, "")
        assert said in ended.err
    assert FILE.read_text() == bad
    FILE.write_text(good)
    assert stored("show").out == shown


def test_a_store_that_can_t_be_changed_is_shown_as_it_is(
    stored: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from timeline.store import locking

    whole, shown = id_of(stored, "Voters"), stored("show").out
    FILE.write_text(f'[[decision]]\naction = "hide"\n[[decision.event]]\nid = "{whole}"\n')
    lock = locking.take(OUT)
    try:
        ended = stored("show")
    finally:
        lock.close()
    assert (ended.code, ended.out) == (0, shown)
    assert "another run is writing here" in ended.err
    assert "Voters elect a new president" not in stored("show").titles


def test_a_decision_that_is_broken_off_is_not_taken(
    stored: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from timeline.store import layer

    whole, before = id_of(stored, "Voters"), exported()

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(layer, "lay", killed)
        assert stored("hide", whole).code == 130
    assert exported() == before
    assert not FILE.exists()
    assert "Voters elect a new president" in stored("show").titles


def test_a_decision_that_can_t_be_carried_out_is_not_written(
    stored: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from timeline import decisions

    whole, before = id_of(stored, "Voters"), exported()

    def broken(*_: object) -> None:
        raise RuntimeError("made up")

    monkeypatch.setattr(decisions, "overlay", broken)
    assert stored("hide", whole).code == 70
    assert not FILE.exists()
    assert exported() == before


def test_what_comes_from_standard_input_is_nobody_s_decision(stored: Run) -> None:
    FILE.write_text("no toml")
    text = "2020-08-09 | election | happened | 0.9 | Voters elect | A\n"
    assert stored("extract", "-", stdin=text).code == 0


# -- explain -----------------------------------------------------------------------------------


def test_explain_tells_why_mentions_are_one_and_what_was_decided(stored: Run) -> None:
    whole = id_of(stored, "Voters")
    stored("set", whole, "date=2020-08-11", "--reason", "the official day")
    (event,) = stored("explain", whole).events
    (link,) = event["links"]
    assert link["mentions"] == [1, 2]
    assert isinstance(link["points"], float)
    assert link["reasons"].keys() <= {"for", "against"}
    told = " ".join(link["reasons"].values())
    assert "same concept (election) +" in told
    (one,) = event["decisions"]
    assert (one["number"], one["values"]) == (1, {"date": "2020-08-11"})
    assert json.dumps(event)
    text = " ".join(stored("explain", whole, "--format", "table").out.split())
    assert "why these are one event (0 points of evidence and more join two mentions)" in text
    assert "1 and 2, " in text
    assert "for: same concept (election) +" in text
    assert "what was decided 1. set date=2020-08-11: the official day (2" in text
    assert "the sources’ date: 2020-08-09" in text


def test_what_another_person_decided_elsewhere_is_taken_in(stored: Run, articles: Path) -> None:
    first, second, *_ = (e["id"] for e in stored("show", "--jsonl").events)
    mine = articles / "data/out/decisions.toml"
    stored("hide", first, "--author", "Ana")
    theirs = articles / "theirs.toml"
    mine.rename(theirs)
    assert stored("decisions", "--jsonl").out == ""
    stored("accept", second, "--author", "Ben")
    told = stored("decisions", "--with", str(theirs), "--jsonl")
    assert "1 decision taken in from" in told.err
    assert {d["author"] for d in told.events} == {"Ana", "Ben"}
    assert first not in [e["id"] for e in stored("show", "--jsonl").events]
    again = mine.read_text(encoding="utf-8")
    assert "0 decisions taken in" in stored("decisions", "--with", str(theirs)).err
    assert mine.read_text(encoding="utf-8") == again


def test_a_file_of_decisions_that_can_t_be_read_changes_nothing(
    stored: Run, articles: Path
) -> None:
    gone = stored("decisions", "--with", "gone.toml")
    assert gone.code != 0
    assert "gone.toml" in gone.err
    (articles / "bad.toml").write_text("[[decision]]\naction = 1\n", encoding="utf-8")
    bad = stored("decisions", "--with", "bad.toml")
    assert bad.code != 0
    assert "bad.toml:2" in bad.err
    assert not (articles / "data/out/decisions.toml").exists()
