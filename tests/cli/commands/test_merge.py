"""Finished chronologies merged from the command line."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from driven import Run
from made import chronology, event, mention
from timeline.contract import whole

TABLE = (
    "date,title\n2020-08-09,Ana Müller wins the election in Graz\n2021-02-03,Snow falls in Oslo\n"
)


@pytest.fixture
def files(articles: Path) -> Path:
    vote = mention("a.txt", "2020-08-09", "Election won by Ana Müller in Graz.")
    told = chronology(event("e1", mentions=(vote,))).model_dump(mode="json")
    (articles / "a.json").write_text("".join(whole(told["documents"], told["events"])))
    (articles / "b.csv").write_text(TABLE)
    return articles


def test_two_files_become_one_chronology(run: Run, files: Path) -> None:
    ended = run("merge", "a.json", "b.csv")
    assert (ended.code, len(ended.events)) == (0, 2)
    assert "2 events, 2 documents" in ended.err
    assert not (files / "data").exists()
    told = json.loads(run("merge", "a.json", "b.csv", "--json").out)
    assert [d["id"] for d in told["documents"]] == ["a.txt", "b.csv"]
    assert (
        run("merge", "b.csv", "a.json", "--json").out
        == run("merge", "a.json", "b.csv", "--json").out
    )


def test_a_store_s_directory_is_its_chronology(run: Run, files: Path) -> None:
    assert run("merge", "a.json", "--out-dir", "one", "-q").code == 0
    assert run("merge", "b.csv", "--out-dir", "two", "-q").code == 0
    ended = run("merge", "one", "two/")
    assert (ended.code, len(ended.events)) == (0, 2)
    assert ended.out == run("merge", "one/chronology.json", "two/chronology.json").out
    assert "it is a directory; name the files in it" in run("merge", "in").err


def test_bad_files_are_told_and_the_others_merged(run: Run, files: Path) -> None:
    (files / "bad.json").write_text('{"events": [\n{]}')
    (files / "rows.csv").write_text("date,title\n2020,Good news\nsoon,Bad news\n")
    ended = run("merge", "bad.json", "a.json", "none.json", "rows.csv")
    assert ended.code == 1
    assert len(ended.events) == 2
    assert "bad.json:2: this is no JSON" in ended.err
    assert "none.json: it can't be read (no such file or directory)" in ended.err
    assert "rows.csv:3: 'soon' is no EDTF date" in ended.err
    assert "3 inputs failed" in ended.err
    nothing = run("merge", "bad.json")
    assert (nothing.code, nothing.out) == (1, "")


def test_the_outcome_can_be_stored_shown_and_decided_on(run: Run, files: Path) -> None:
    assert run("merge", "a.json", "b.csv", "--out-dir", "ours", "-q").code == 0
    shown = run("show", "--out-dir", "ours").events
    assert len(shown) == 2
    ended = run("join", *(e["id"] for e in shown), "--out-dir", "ours")
    assert ended.code == 0
    assert {m["document"] for m in ended.events[0]["mentions"]} == {"a.txt", "b.csv"}
    again = run("merge", "a.json", "--out-dir", "ours")
    assert again.code == 1
    assert "there is a chronology here; choose another directory" in again.err


def test_the_outcome_can_be_a_file_of_any_format(run: Run, files: Path) -> None:
    ended = run("merge", "a.json", "b.csv", "-o", "all.json")
    assert (ended.code, ended.out) == (0, "")
    text = (files / "all.json").read_text(encoding="utf-8")
    assert text == run("merge", "a.json", "b.csv", "--json").out
    assert run("merge", "a.json", "-o", "all.csv").code == 0
    assert (files / "all.csv").read_text(encoding="utf-8").startswith("id,date")


def test_only_tables_leave_trivial_events_out(run: Run, files: Path) -> None:
    told = chronology(event("e1", salience=0.1)).model_dump(mode="json")
    (files / "small.json").write_text("".join(whole(told["documents"], told["events"])))
    assert len(run("merge", "small.json").events) == 1
    table = run("merge", "small.json", "--format", "table")
    assert table.out == ""
    assert "1 trivial (--all)" in table.err
    assert "Voters" in run("merge", "small.json", "--format", "table", "--all").out


def test_what_one_merge_wrote_another_reads(run: Run, files: Path) -> None:
    (files / "m.json").write_text(run("merge", "a.json", "b.csv", "--all", "--json").out)
    one, two = run("merge", "m.json"), run("merge", "a.json", "m.json")
    assert [e["title"] for e in one.events] == [e["title"] for e in two.events]
    assert [len(e["mentions"]) for e in two.events] == [len(e["mentions"]) for e in one.events]


def test_no_model_is_loaded(files: Path) -> None:
    code = (
        "import sys; from timeline.cli import main; main(['merge', 'a.json', 'b.csv', '-q']);"
        "sys.exit('spacy' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], cwd=files, check=True, capture_output=True)


def test_a_dash_is_a_chronology_on_standard_input(run: Run) -> None:
    assert run("extract", "in", "-q").code == 0
    told = run("show", "--all", "--json").out
    ended = run("merge", "-", "--jsonl", stdin=told)
    assert ended.code == 0
    assert ended.titles == [e["title"] for e in json.loads(told)["events"]]
    assert "-: it is empty; leave it out" in run("merge", "-", stdin="").err


@pytest.mark.parametrize("title", ["=1+1 is told", "'=1 is told", "Votes; -5 seats; @b", "+1; =2"])
def test_our_own_table_comes_back_as_the_same_text(run: Run, files: Path, title: str) -> None:
    told = chronology(event("e1", title=title, date="-0043-03-15")).model_dump(mode="json")
    (files / "a.json").write_text("".join(whole(told["documents"], told["events"])))
    assert run("merge", "a.json", "-o", "first.csv").code == 0
    ended = run("merge", "first.csv", "--jsonl")
    assert [(e["title"], e["date"]) for e in ended.events] == [(title, "-0043-03-15")]
    assert ended.events[0]["mentions"][0]["quote"] in (files / "first.csv").read_text()


def test_what_people_said_of_events_comes_along_and_is_added_to(run: Run, files: Path) -> None:
    table = (
        "date,title,verdict,note,tags\n2020-08-09,Ana Müller wins,accepted,ask,b; a\n"
        "2021-02-03,Snow falls in Oslo,rejected,,\n"
    )
    (files / "said.csv").write_text(table)
    assert run("merge", "said.csv", "--out-dir", "all").code == 0
    (event_,) = run("show", "--all", "--out-dir", "all").events
    assert event_["review"] == {"verdict": "accepted", "note": "ask", "tags": ["a", "b"]}
    assert len(run("show", "--verdict", "rejected", "--out-dir", "all").events) == 1
    assert run("tag", event_["id"], "c", "--out-dir", "all").code == 0
    (event_,) = run("show", "--tag", "a", "--out-dir", "all").events
    assert event_["review"] == {"verdict": "accepted", "note": "ask", "tags": ["a", "b", "c"]}
