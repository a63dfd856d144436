"""Filters on what people said of events, in every command that has them."""

import json

import pytest

from driven import Run


@pytest.fixture
def reviewed(run: Run) -> Run:
    """Five events: one accepted, one hidden; tags and a note on two."""
    assert run("extract", "in", "-q").code == 0
    ids = {e["title"]: e["id"] for e in run("show", "--all").events}
    vote = next(i for t, i in ids.items() if t.startswith("Voters"))
    plan = next(i for t, i in ids.items() if "to meet" in t)
    assert run("accept", vote, "--author", "Ana").code == 0
    assert run("tag", vote, plan, "À vérifier").code == 0
    assert run("tag", plan, "summit", "--author", "Bo").code == 0
    assert run("note", plan, "ask the ministry", "--author", "Bo").code == 0
    assert run("hide", next(i for t, i in ids.items() if "Factories" in t)).code == 0
    return run


def titles(run: Run, *filters: str) -> list[str]:
    return sorted(t.split()[0] for t in run("show", "--all", *filters).titles)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (("--verdict", "accepted"), ["Voters"]),
        (("--verdict", "rejected"), ["Factories"]),
        (("--verdict", "Accepted,rejected"), ["Factories", "Voters"]),
        (("--tag", "a VERIFIER"), ["Müller", "Voters"]),
        (("--tag", "SUMMIT"), ["Müller"]),
        (("--tag", "summ"), []),
        (("--tag", "summit", "--tag", "nothing"), ["Müller"]),
        (("--tag", "à vérifier", "--verdict", "none"), ["Müller"]),
        (("--grep", "MINISTRY"), ["Müller"]),
    ],
)
def test_filters_find_what_was_said(
    reviewed: Run, filters: tuple[str, ...], expected: list[str]
) -> None:
    assert titles(reviewed, *filters) == expected


def test_none_is_what_nobody_gave_a_verdict(reviewed: Run) -> None:
    told = titles(reviewed, "--verdict", "none")
    assert len(told) == 3 and not {"Voters", "Factories"} & set(told)


@pytest.mark.parametrize("option", ["--verdict=maybe", "--tag= ", "--tag=a,,b"])
def test_what_can_not_be_is_wrong_usage(reviewed: Run, option: str) -> None:
    ended = reviewed("show", option)
    assert ended.code == 2
    assert option.partition("=")[0] in ended.err


def test_other_commands_go_by_them_too(reviewed: Run) -> None:
    lines = reviewed("stats", "--all", "--jsonl").out.splitlines()
    told = {(r["of"], r["name"]): r["events"] for r in map(json.loads, lines)}
    assert told["verdict", "accepted"] == told["verdict", "rejected"] == 1
    assert told["verdict", "none"] == 3
    assert told["tag", "À vérifier"] == 2
    assert sum(n for (of, _), n in told.items() if of == "status") == 4
    actors = reviewed("actors", "--all", "--verdict", "accepted", "--jsonl").out
    assert "Ana Müller" in actors and reviewed("actors", "--tag", "nothing", "--jsonl").out == ""


def test_explain_tells_who_said_it_and_when(reviewed: Run) -> None:
    (plan,) = reviewed("show", "--tag", "summit").events
    ended = reviewed("explain", plan["id"], "-f", "table")
    said = " ".join(ended.out.split())
    assert "note: ask the ministry (Bo, 2" in said
    assert "tag: summit (Bo, 2" in said
    (vote,) = reviewed("show", "--verdict", "accepted").events
    assert "verdict: accepted (Ana, 2" in reviewed("explain", vote["id"], "-f", "table").out
    (told,) = reviewed("explain", vote["id"]).events
    assert told["decisions"][0]["author"] == "Ana"


def test_a_chronology_nobody_reviewed_has_no_verdicts_to_count(run: Run) -> None:
    assert run("extract", "in", "-q").code == 0
    assert '"verdict"' not in run("stats", "--jsonl").out
