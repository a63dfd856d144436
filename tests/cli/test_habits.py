"""The habits that people expect of a command line, one test each.

What needs a process of its own, a signal or a terminal (broken pipes, Ctrl-C, a run killed in its
midst, progress, colours, start-up) stands in test_processes.py and test_interrupts.py.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from drawn_pdf import make_pdf
from driven import Ended, Run
from timeline import __version__
from timeline.cli.command_group import ASKS_FOR_COMPLETIONS


@pytest.fixture
def stored(run: Run) -> Run:
    """Two articles are extracted."""
    assert run("extract", "in", "-q").code == 0
    return run


def ids(run: Run) -> list[str]:
    return [event["id"] for event in run("show", "--all", "--jsonl").events]


def says(ended: Ended, code: int, *told: str) -> None:
    """It ended so, with nothing on standard output and all that on standard error."""
    assert ended.code == code, ended.err
    assert ended.out == ""
    for one in told:
        assert one in ended.err


# -- asking for help -------------------------------------------------------------------------------


def test_the_bare_command_is_a_short_help(run: Run) -> None:
    ended = run()
    assert ended.code == 0
    assert "timeline extract PATHS" in ended.out
    assert len(ended.out.splitlines()) < 15


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_has_examples(run: Run, flag: str) -> None:
    ended = run("show", flag)
    assert ended.code == 0
    assert "Examples:" in ended.out


@pytest.mark.parametrize(
    "words",
    [
        ["--version"],
        ["-V"],
        ["version"],
    ],
)
def test_the_version_is_told_however_it_is_asked_for(run: Run, words: list[str]) -> None:
    ended = run(*words)
    assert (ended.code, ended.out) == (0, f"timeline {__version__}\n")


def test_help_is_a_command_too(run: Run) -> None:
    assert run("help").out == run("--help").out
    assert run("help", "show").out == run("show", "--help").out


# -- mistakes --------------------------------------------------------------------------------------


def test_a_wrong_path_is_named_and_the_rest_goes_on(run: Run) -> None:
    ended = run("extract", "in", "nowhere", "--jsonl")
    assert ended.code == 1
    assert "nowhere" in ended.err
    assert ended.events


def test_a_mistyped_option_is_guessed(run: Run) -> None:
    says(run("show", "--sinc", "2020"), 2, "--since")


def test_a_mistyped_command_is_guessed(run: Run) -> None:
    says(run("shw"), 2, "show")


def test_a_bad_date_is_told_with_those_that_are_good(stored: Run) -> None:
    says(stored("show", "--since", "2020-13"), 2, "2020-13", "2020-08-09")


def test_dates_may_be_relative(stored: Run) -> None:
    ended = stored("show", "--since", "last month", "--jsonl")
    assert ended.code == 0
    assert stored("show", "--until", "yesterday", "--jsonl").events


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--format", "jsno"], "json"),
        (["--type", "electon"], "election"),
        (["--grep", "("], "--grep"),
        (["--status", "plannd"], "planned"),
        (["--sort", "dat"], "date"),
    ],
)
def test_a_wrong_value_is_told_with_the_right_ones(
    stored: Run, words: list[str], told: str
) -> None:
    says(stored("show", *words), 2, words[0], told)


def test_an_empty_folder_is_told(run: Run, articles: Path) -> None:
    (articles / "empty").mkdir()
    ended = run("extract", "empty")
    assert ended.code != 0
    assert "empty" in ended.err


def test_no_store_is_told_with_what_makes_one(run: Run) -> None:
    says(run("show"), 1, "data/out", "timeline extract")


def test_a_damaged_store_is_told_and_left_alone(stored: Run, articles: Path) -> None:
    file = articles / "data/out/timeline.sqlite"
    file.write_bytes(b"not a database, " * 300)
    before = file.read_bytes()
    says(stored("show"), 1, "timeline.sqlite")
    assert file.read_bytes() == before


def test_a_file_that_cannot_be_read_is_told_and_the_rest_goes_on(run: Run, articles: Path) -> None:
    (articles / "in/c.pdf").write_bytes(b"%PDF-1.4 broken")
    (articles / "in/d.txt").symlink_to("nowhere.txt")
    ended = run("extract", "in", "--jsonl")
    assert ended.code == 1
    assert "in/c.pdf" in ended.err
    assert len(ended.events) == 4


def test_files_that_are_not_read_are_told(run: Run, articles: Path) -> None:
    (articles / "in/song.mp3").write_bytes(b"ID3" * 9)
    ended = run("extract", "in", "--jsonl")
    assert ended.code == 0
    assert "in/song.mp3" in ended.err


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_store_that_may_not_be_written_is_still_shown(stored: Run, articles: Path) -> None:
    folder = articles / "data/out"
    for path in (*folder.iterdir(), folder):
        path.chmod(0o555 if path.is_dir() else 0o444)
    assert stored("show", "--jsonl").code == 0
    says(stored("hide", ids(stored)[0]), 1, "data/out")


def test_output_that_cannot_be_written_is_told(stored: Run) -> None:
    says(stored("show", "-o", "no/such/folder/page.html"), 2, "no/such/folder")


def test_broken_json_is_told_with_its_line(run: Run, articles: Path) -> None:
    (articles / "in/c.jsonl").write_text('{"text": "Fine."}\n{"text": \n')
    ended = run("extract", "in")
    assert ended.code == 1
    assert "c.jsonl" in ended.err
    assert "2" in ended.err.split("c.jsonl", 1)[1].splitlines()[0]


# -- in and out ------------------------------------------------------------------------------------

PROSE = """\
<p>The harbour was quiet, and nobody said much of it. The pilots slept, the cranes stood still, and
what had been loaded lay where it had been put, under its sheets, as if nobody would come for it.</p>
<p>Those who had waited longest were the first to go home; the others talked of prices, of the wind,
and of the ships that would not come, and then they went, too, one after the other.</p>
"""
LINE = "Voters elected a new president on 9 August 2020.\n"


@pytest.mark.parametrize("kind", ["text", "page", "pdf"])
def test_standard_input_may_be_text_a_page_or_a_pdf(tmp_path: Path, kind: str) -> None:
    given = {
        "text": LINE.encode(),
        "page": f"<html><body><article><p>{LINE}</p>{PROSE}</article></body></html>".encode(),
        "pdf": make_pdf([[(72, 700, 10, LINE.strip())]]),
    }[kind]
    ended = subprocess.run(
        [sys.executable, "-m", "timeline", "dates", "-", "--jsonl"],
        input=given, capture_output=True, cwd=tmp_path, timeout=60, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout.splitlines()[0])["text"] == "9 August 2020"


def test_a_quoted_pattern_is_understood(run: Run) -> None:
    assert len(run("extract", "in/*.txt", "--jsonl").events) == 4


def test_data_and_messages_keep_apart(run: Run) -> None:
    ended = run("extract", "in", "--json")
    assert json.loads(ended.out)["events"]
    assert "4 events" in ended.err


def test_output_to_a_file_leaves_standard_output_empty(stored: Run, articles: Path) -> None:
    says(stored("show", "-o", "page.html"), 0)
    assert (articles / "page.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    "command",
    [
        ["show"],
        ["digest"],
        ["extract", "in"],
    ],
)
def test_an_unknown_ending_is_told_with_those_known(
    stored: Run, articles: Path, command: list[str]
) -> None:
    says(stored(*command, "-o", "report.xyz"), 2, "report.xyz", ".html", ".csv")
    assert not (articles / "report.xyz").exists()


def test_o_is_always_a_file(run: Run, articles: Path) -> None:
    assert run("extract", "in", "-o", "all.csv").code == 0
    assert (articles / "all.csv").read_text(encoding="utf-8").startswith("id,")
    (articles / "folder").mkdir()
    says(run("extract", "in", "-o", "folder"), 2, "--out-dir")


def test_formats_named_are_those_that_the_command_writes(run: Run) -> None:
    told = run("actors", "--help").out
    assert "csv" in told
    assert "mermaid" not in told
    assert "mermaid" in run("show", "--help").out


def test_columns_are_chosen(stored: Run) -> None:
    ended = stored("show", "--csv", "--columns", "date,title")
    assert ended.out.splitlines()[0] == "date,title"
    says(stored("show", "--csv", "--columns", "date,titel"), 2, "titel", "title")


# -- a run, and another ----------------------------------------------------------------------------


def test_what_was_read_is_not_read_again(stored: Run, processed: list[str]) -> None:
    before = len(processed)
    assert stored("extract", "in", "-q").code == 0
    assert len(processed) == before


def test_a_dry_run_changes_nothing(run: Run, articles: Path) -> None:
    assert run("extract", "in", "--dry-run").code == 0
    assert not (articles / "data").exists()


def test_what_was_decided_is_taken_back(stored: Run) -> None:
    before = ids(stored)
    assert stored("hide", before[0]).code == 0
    assert ids(stored) == before[1:]
    assert stored("undo").code == 0
    assert ids(stored) == before


def test_several_ids_at_once(stored: Run) -> None:
    first, second, *rest = ids(stored)
    assert stored("hide", first, second).code == 0
    assert ids(stored) == rest


def test_a_change_of_all_that_a_filter_finds(stored: Run) -> None:
    assert stored("tag", "vote", "--type", "election", "--yes").code == 0
    told = stored("show", "--tag", "vote", "--jsonl").events
    assert {event["type"] for event in told} == {"election"}


def test_an_id_by_its_beginning_and_those_it_may_mean(stored: Run) -> None:
    first = ids(stored)[0]
    assert stored("explain", first[:6]).code == 0
    says(stored("explain", ""), 2)
    assert stored("explain", "zzzz").code != 0


def test_nothing_found_may_count_as_failure(stored: Run) -> None:
    assert stored("show", "--type", "death").code == 0
    says(stored("show", "--type", "death", "--fail-empty"), 3, "0 events")


# -- settings --------------------------------------------------------------------------------------


def test_a_typo_in_the_settings_is_told(stored: Run, articles: Path) -> None:
    (articles / "timeline.toml").write_text('[show]\nsnice = "2020"\n', encoding="utf-8")
    ended = stored("show", "--jsonl")
    assert "snice" in ended.err


def test_a_variable_sets_an_option(stored: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIMELINE_SHOW_SINCE", "2020-09")
    assert all(event["end"] is None or event["end"] > "2020-09" for event in (
        stored("show", "--jsonl").events
    ))  # fmt: skip


def test_what_holds_is_told_even_where_nothing_is_set(run: Run) -> None:
    ended = run("config")
    assert ended.code == 0
    assert "out_dir" in ended.out
    assert "data/out" in ended.out


def test_v_means_one_thing(run: Run) -> None:
    told = set()
    for command in ("extract", "show", "explain", "documents", "digest"):
        text = run(command, "--help").out
        told |= {line.split()[1] for line in text.splitlines() if line.split()[:1] == ["-v,"]}
    assert told == {"--verbose"}


# -- what comes with it ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "at", "expected"),
    [
        ("timeline show --type elec", 3, "election"),
        ("timeline show --format ht", 3, "html"),
        ("timeline show --actor Mül", 3, "Müller"),
    ],
)
def test_values_are_completed(stored: Run, words: str, at: int, expected: str) -> None:
    asked = {ASKS_FOR_COMPLETIONS: "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(at)}
    ended = subprocess.run(
        [sys.executable, "-m", "timeline"], env={**os.environ, **asked}, capture_output=True,
        encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
    assert expected in ended.stdout


def test_ids_are_completed(stored: Run) -> None:
    first = ids(stored)[0]
    asked = {
        ASKS_FOR_COMPLETIONS: "complete_bash",
        "COMP_WORDS": f"timeline explain {first[:4]}",
        "COMP_CWORD": "2",
    }
    ended = subprocess.run(
        [sys.executable, "-m", "timeline"], env={**os.environ, **asked}, capture_output=True,
        encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
    assert first[:8] in ended.stdout
