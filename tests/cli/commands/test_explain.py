import contextlib
import json
import sqlite3
from pathlib import Path

import pytest

from driven import Run


@pytest.fixture
def stored(run: Run) -> Run:
    assert run("extract", "in", "-q").code == 0
    return run


def id_of(run: Run, title: str) -> str:
    (event,) = run("show", "--all", "--grep", title).events
    return str(event["id"])


def test_an_event_is_explained_quote_by_quote(stored: Run) -> None:
    ended = stored("explain", id_of(stored, "Voters"), "--format", "table")
    assert ended.code == 0
    text = " ".join(ended.out.split())
    for said in (
        "Voters elect a new president (sources differ: date)",
        "when: 9 Aug 2020 (2020-08-09)",
        "what: election, happened",
        "who: Ana Müller; Jean Dupont",
        "sources differ on date: 2020-08-09 (in/a.txt) | 2020-08-10 (in/b.txt)",
        "in/a.txt: publication date unknown 1. “2020",
        "“2020-08-09 | election | happened | 0.9 | Voters elect a new president | Ana Müller, Jean"
        " Dupont” 2020-09-14 | meeting",
        'dated: 2020-08-09 by "2020-08-09" (2020-08-09, explicit); happened, confidence 0.90',
        "rules: made-up",
        "in/b.txt: publication date unknown 2. “2020",
    ):
        assert said in text


def test_an_id_may_be_shortened(stored: Run) -> None:
    whole = id_of(stored, "Factories")
    short = stored("explain", whole[:5])
    assert short.events[0]["id"] == whole
    assert short.out == stored("explain", whole).out


def test_json_holds_the_event_and_the_text_around_its_quotes(stored: Run, articles: Path) -> None:
    (event,) = stored("explain", id_of(stored, "dupont to meet")).events
    (mention,) = event["mentions"]
    text = (articles / "in/a.txt").read_text(encoding="utf-8")
    assert mention["quote"] == text[mention["start"] : mention["end"]]
    assert text[: mention["start"]].endswith(mention["before"])
    assert text[mention["end"] :].startswith(mention["after"].rstrip("…"))
    (row,) = json.loads(stored("explain", event["id"], "--json").out)
    assert row == event


@pytest.mark.parametrize("what", ["changed", "gone", "unreadable"])
def test_the_quote_keeps_its_context_whatever_becomes_of_the_file(
    stored: Run, articles: Path, what: str
) -> None:
    id_ = id_of(stored, "Factories")
    whole = stored("explain", id_, "--format", "table").out
    assert "Voters elect a new president" in whole
    path = articles / "in/b.txt"
    if what == "gone":
        path.unlink()
    else:
        path.write_bytes(b"" if what == "unreadable" else b"More." + path.read_bytes())
    assert stored("explain", id_, "--format", "table").out == whole


def test_without_its_text_the_quote_stands_alone(stored: Run) -> None:
    id_ = id_of(stored, "Factories")
    with contextlib.closing(sqlite3.connect("data/out/timeline.sqlite")) as db, db:
        db.execute("DELETE FROM source")
    ended = stored("explain", id_, "--format", "table")
    assert ended.code == 0
    assert "“199X | economy | happened | 0.6 | Factories close”\n" in ended.out
    assert "the text of the article is not kept: no context; extract it again" in ended.out


def test_an_ambiguous_id_lists_what_it_could_be(
    stored: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    events = stored("show", "--all").events
    ids = [e["id"] for e in events]
    prefix = next((i[0] for i in ids if sum(j.startswith(i[0]) for j in ids) > 1), None)
    assert prefix is not None, "the made-up titles give ids that share a first letter"
    ended = stored("explain", prefix)
    assert (ended.code, ended.out) == (2, "")
    assert f"'{prefix}' begins several ids: " in ended.err
    assert "give more of it" in ended.err


@pytest.mark.parametrize("id_", ["nothing", "", "%", "_"])
def test_an_unknown_id_says_where_ids_are(stored: Run, id_: str) -> None:
    ended = stored("explain", id_)
    assert (ended.code, ended.out) == (2, "")
    assert "see timeline show --all" in ended.err


def test_several_are_explained_at_once(stored: Run) -> None:
    first, second = (event["id"] for event in stored("show", "--all", "--jsonl").events[:2])
    ended = stored("explain", first, second, first, "--jsonl")
    assert [event["id"] for event in ended.events] == [first, second]
    told = stored("explain", first, second, "--format", "table").out
    assert told.count("  confidence: ") == 2


def test_an_explanation_does_not_fit_a_table_of_cells(stored: Run) -> None:
    ended = stored("explain", id_of(stored, "Factories"), "--csv")
    assert ended.code == 2
    assert "choose from table, json, jsonl" in ended.err
