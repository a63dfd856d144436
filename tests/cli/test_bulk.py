"""One decision on all that filters leave, and several decisions taken back at once."""

import io
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from driven import Run

OUT = Path("data/out")
FILE = OUT / "decisions.toml"


@pytest.fixture
def stored(run: Run) -> Run:
    assert run("extract", "in", "-q").code == 0
    return run


class Terminal(io.StringIO):
    """What somebody types at a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Any:
    def answer(text: str) -> None:
        monkeypatch.setattr(sys, "stdin", Terminal(text))
        monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)

    return answer


def decisions() -> list[dict[str, Any]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))["decision"] if FILE.exists() else []


def test_what_filters_leave_is_one_decision(stored: Run) -> None:
    before = (OUT / "chronology.json").read_bytes()
    ended = stored("hide", "--actor", "Dupont", "--yes", "--reason", "not ours")
    assert ended.code == 0
    assert sorted(ended.titles) == ["Müller and Dupont to meet", "Voters elect a new president"]
    assert "hide: 2 events" in ended.err and "2020-08-09 Voters elect" in ended.err
    (decision,) = decisions()
    assert (decision["action"], len(decision["event"])) == ("hide", 2)
    assert stored("show").titles == ["Factories close", "Protests against the reform"]
    assert stored("undo").code == 0
    assert (OUT / "chronology.json").read_bytes() == before


def test_only_what_would_be_shown_is_decided_on(stored: Run) -> None:
    assert stored("accept", "--since", "1900", "--yes").titles.count("trivial") == 0
    assert len(decisions()[0]["event"]) == 4
    ended = stored("accept", "--since", "1900", "--all", "--yes")
    assert ended.titles == ["Müller says something trivial"]
    assert "accept: 1 event; 4 events more so already" in ended.err


@pytest.mark.parametrize(
    ("arguments", "field", "value"),
    [
        (["set", "type=finance", "--grep", "factor"], "type", "finance"),
        (["set", "status=denied", "title=No", "--grep", "factor"], "title", "No"),
        (["tag", "works", "--grep", "factor"], "review", "works"),
        (["note", "ask them", "--grep", "factor"], "review", "ask them"),
    ],
)
def test_every_decision_on_events_takes_filters(
    stored: Run, arguments: list[str], field: str, value: str
) -> None:
    (event,) = stored(*arguments, "-y").events
    assert value in str(event[field])
    assert event["mentions"][0]["quote"].endswith("Factories close")


def test_what_is_so_already_is_no_decision(stored: Run) -> None:
    stored("tag", "a,b", "--type", "election", "--yes")
    assert "0 events; 1 event more so already" in stored("tag", "b", "--type", "election", "-y").err
    stored("note", "x", "--type", "election", "--yes")
    assert stored("note", " x ", "--type", "election", "--yes").events == []
    assert len(stored("tag", "a", "--type", "election", "--remove", "--yes").events) == 1
    assert stored("tag", "a", "--type", "election", "--remove", "--yes").events == []
    assert [d["action"] for d in decisions()] == ["tag", "note", "untag"]


def test_an_id_of_what_is_so_already_decides_nothing(stored: Run) -> None:
    one, two = (e["id"] for e in stored("show").events[:2])
    for arguments in (
        ["accept"],
        ["tag", "{}", "a"],
        ["note", "{}", "look"],
        ["set", "{}", "type=media"],
    ):
        given = [arguments[0], one, *arguments[2:]]
        assert len(stored(*given).events) == 1
        again = stored(*given)
        assert (again.code, again.out) == (0, "")
        assert f"{given[0]}: {one} is so already; nothing is decided" in again.err
    assert "so already" in stored("tag", one, "b", "--remove").err
    assert [e["id"] for e in stored("accept", one, two).events] == [two]
    # What the sources say, too, may be set: they may come to say something else.
    title = stored("explain", two).events[0]["title"]
    assert len(stored("set", two, f"title={title}").events) == 1
    assert len(decisions()) == 6


def test_a_text_that_is_missing_is_told(stored: Run, typed: Any) -> None:
    id_ = stored("show").events[0]["id"]
    for action, word in (("note", "TEXT"), ("tag", "TAG")):
        ended = stored(action, id_[:6])
        assert ended.code == 2 and f"{action}: {word} is missing: {id_[:6]} names" in ended.err
        ended = stored(action, id_, "--grep", ".", "--yes")
        assert ended.code == 2 and "and events are filtered for too" in ended.err
    typed("n\n")
    ended = stored("tag", id_, "--grep", ".")
    assert ended.code == 2 and "is it the TAG? [y/N]" in ended.err
    assert decisions() == []


def test_a_dry_run_only_tells(stored: Run) -> None:
    for arguments in (["--grep", "voters"], [stored("show").events[-2]["id"]]):
        ended = stored("hide", *arguments, "--dry-run", "--yes")
        assert (ended.code, ended.out) == (0, "")
        assert "hide: 1 event" in ended.err and "nothing is decided" in ended.err
    assert decisions() == []


def test_nobody_to_ask_is_an_error_that_tells_what_would_be_done(stored: Run) -> None:
    ended = stored("hide", "--type", "election,protest", stdin="y\n")
    assert (ended.code, ended.out) == (2, "")
    assert "2014/.. Protests against the reform" in ended.err
    assert "2 events would be decided on and nobody can be asked; add --yes" in ended.err
    assert decisions() == []


@pytest.mark.parametrize(("answer", "done"), [("y\n", 1), ("YES\n", 1), ("\n", 0), ("", 0)])
def test_somebody_at_a_terminal_is_asked(stored: Run, typed: Any, answer: str, done: int) -> None:
    typed(answer)
    ended = stored("hide", "--type", "election", "-q")
    assert ended.code == 0
    assert "hide it? [y/N]" in ended.err
    assert ("nothing is decided" in ended.err) is not done
    assert len(decisions()) == done


def test_nothing_left_is_nothing_decided(stored: Run) -> None:
    ended = stored("hide", "--grep", "no such words", "--yes")
    assert (ended.code, ended.out) == (0, "")
    assert "hide: 0 events" in ended.err
    assert decisions() == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["hide"], "it is of no event; name events by their ids, or filter for them"),
        (["accept", "--all", "--yes"], "it is of no event"),
        (["tag", "x", "--yes"], "it is of no event"),
        (["hide", "e1", "--grep", "x", "--type", "election"], "named and filtered for at once"),
        (["set", "e1", "type=other", "--grep", "x"], "named and filtered for at once"),
        (["set", "--grep", "x"], "Missing argument"),
        (["set", "type=battle", "--grep", "x", "--yes"], "'battle' is unknown"),
        (["tag", "a;b", "--grep", "x", "--yes"], "it can't be a tag"),
        (["hide", "--grep", "(", "--yes"], "is no regular expression"),
    ],
)
def test_what_makes_no_sense_decides_nothing(stored: Run, arguments: list[str], told: str) -> None:
    ended = stored(*arguments)
    assert ended.code == 2
    assert told in ended.err
    assert decisions() == []


def test_no_setting_says_what_is_decided_on(stored: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("timeline.toml").write_text('type = ["election"]\nall = true\n', encoding="utf-8")
    monkeypatch.setenv("TIMELINE_SINCE", "1900")
    ended = stored("hide")
    assert ended.code == 2 and "it is of no event" in ended.err
    ended = stored("hide", stored("show").events[0]["id"])
    assert ended.code == 0 and "timeline.toml" not in ended.err
    Path("timeline.toml").write_text("[hide]\nyes = true\n", encoding="utf-8")
    assert stored("hide", "--grep", "x").code == 2


def test_many_are_counted_and_the_first_told(stored: Run) -> None:
    lines = "".join(f"2019-01-{n:02d} | sport | happened | 0.9 | Match {n}\n" for n in range(1, 15))
    Path("in/c.txt").write_text(lines, encoding="utf-8")
    stored("extract", "in", "-q")
    ended = stored("tag", "matches", "--type", "sport", "--dry-run")
    assert "tag: 14 events" in ended.err and "and 4 more" in ended.err
    assert "Match 10" in ended.err and "Match 11" not in ended.err


# -- undo of several -------------------------------------------------------------------------------


@pytest.fixture
def decided(stored: Run) -> Run:
    """Four decisions: tags a to d."""
    for tag in "abcd":
        assert stored("tag", tag, "--type", "election", "--yes").code == 0
    return stored


def tags() -> list[str]:
    return [d["tags"][0] for d in decisions()]


@pytest.mark.parametrize(
    ("arguments", "left"),
    [
        ([], "abc"), (["2"], "acd"), (["1", "3"], "bd"), (["4", "1"], "bc"), (["2-3"], "ad"),
        (["2-4", "3"], "a"), (["--last", "3"], "a"), (["1-4"], ""), (["--last", "4"], ""),
    ],
)  # fmt: skip
def test_several_are_taken_back_at_once(decided: Run, arguments: list[str], left: str) -> None:
    ended = decided("undo", *arguments)
    assert ended.code == 0
    assert tags() == list(left)
    back = tomllib.loads(ended.out)["decision"]
    assert [d["tags"][0] for d in back] == [t for t in "abcd" if t not in left]
    assert ended.err.count("taken back: decision") == len(back)
    events = decided("show", "--type", "election").events
    assert ((events[0]["review"] or {"tags": []})["tags"]) == list(left)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["2", "5"], "undo 5: there are 4 decisions"),
        (["3-9"], "undo 9: there are 4 decisions"),
        (["0"], "undo 0: there are 4 decisions"),
        (["3-2"], "it ends before it begins"),
        (["two"], "'two' is no decision's number"),
        (["--last", "5"], "--last 5: there are 4 decisions"),
        (["--last", "0"], "--last"),
        (["1", "--last", "2"], "numbers of decisions are given too"),
    ],
)
def test_all_or_none_are_taken_back(decided: Run, arguments: list[str], told: str) -> None:
    before = FILE.read_bytes()
    ended = decided("undo", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert told in ended.err
    assert FILE.read_bytes() == before


def test_verdicts_and_tags_are_filters_of_decisions_too(stored: Run) -> None:
    stored("hide", "--type", "election", "--yes")
    stored("tag", "odd", "--type", "protest", "--yes")
    assert stored("accept", "--verdict", "rejected", "--yes").titles == [
        "Voters elect a new president"
    ]
    assert stored("note", "why?", "--tag", "odd", "--yes").titles == ["Protests against the reform"]
