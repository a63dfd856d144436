"""An article that breaks a stage: named in one line, remembered, and the others are kept."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import made
from driven import SECOND, Ended, Run
from timeline import pipeline, result_keys
from timeline.opening import Opened

BROKEN = "in/a.txt: the pipeline stage failed on it (OverflowError: date value out of range); "
BEFORE = "in/a.txt: it failed before: the pipeline stage failed on it (OverflowError: "
STAYS = "until then the chronology keeps what its earlier version told"


@pytest.fixture
def breaking(run: Run, processed: list[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """A stage breaks on articles that hold a mark; `processed` lists those that were tried."""

    def process(known: Opened, around: object = None) -> pipeline.Result:
        processed.append(known.article.id)
        if "ZZZ" in known.article.text:
            raise OverflowError("date value out of range")
        return made.process(known)

    monkeypatch.setattr(pipeline, "process", process)
    return run


def write(text: str) -> None:
    Path("in/a.txt").write_text(text, encoding="utf-8")


def told_of_a(ended: Ended) -> str:
    (line,) = [line for line in ended.err.splitlines() if "in/a.txt" in line]
    return line.removeprefix("timeline: ")


def test_it_is_told_and_the_others_are_kept(breaking: Run) -> None:
    write("ZZZ")
    ended = breaking("extract", "in")
    assert ended.code == 1
    assert ended.titles == ["Factories close", "Voters elect a new president"]
    assert told_of_a(ended).startswith(BROKEN)
    assert STAYS not in ended.err


def test_it_is_not_tried_again_until_something_changes(
    breaking: Run, processed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write("ZZZ")
    breaking("extract", "in")
    for more, tried in (
        ([], []),
        (["--fresh"], ["in/a.txt", "in/b.txt"]),
        ([], []),
        (["--dry-run"], []),
    ):
        processed.clear()
        ended = breaking("extract", "in", *more)
        assert (ended.code, processed) == (1, tried)
        if more != ["--dry-run"]:
            assert told_of_a(ended).startswith(BROKEN if tried else BEFORE)
    monkeypatch.setattr(result_keys, "fingerprint", lambda: "rules 2")
    assert told_of_a(breaking("extract", "in")).startswith(BROKEN)
    write(SECOND)
    assert breaking("extract", "in").code == 0
    write("ZZZ")
    assert told_of_a(breaking("extract", "in")).startswith(BROKEN), "forgotten since"


def test_what_its_earlier_version_told_stays_and_that_is_said(breaking: Run) -> None:
    before = breaking("extract", "in").titles
    write("ZZZ")
    for start in (BROKEN, BEFORE):
        ended = breaking("extract", "in")
        assert ended.titles == before
        assert told_of_a(ended).startswith(start)
        assert told_of_a(ended).endswith(STAYS)
    ended = breaking("extract", "in", "--fresh")
    assert "Factories close" in ended.titles
    assert len(ended.titles) < len(before)
    assert STAYS not in ended.err


def test_debug_shows_where_it_broke(breaking: Run) -> None:
    write("ZZZ")
    assert "Traceback" not in breaking("extract", "in").err
    assert 'raise OverflowError("date value' in breaking("extract", "in", "--fresh", "--debug").err


def test_a_file_larger_than_it_may_be_is_told(breaking: Run) -> None:
    write(SECOND + "\n" * 2_000_000)
    ended = breaking("extract", "in", "--limit-size", "1")
    assert ended.code == 1
    assert told_of_a(ended) == ("in/a.txt: it is larger than 1 MB; split it, or raise --limit-size")
    assert breaking("extract", "in/a.txt", "--limit-size", "0").code == 0


# -- the whole program -------------------------------------------------------------------------------

# What Python runs first in the program and in its processes: a stage hangs on a marked article.
HANGING = """\
from timeline import segment
exec(compile('''
whole = segment
def segment(article, **known):
    while "ZZZ" in article.text:
        pass
    return whole(article, **known)
''', segment.__file__, "exec"), vars(segment))
"""
TEXT = "The court in Oslo jailed two men on 3 May 2003 after a long trial."
Program = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def program(tmp_path: Path) -> Program:
    (tmp_path / "in").mkdir()
    for name, text in (("a", TEXT), ("b", f"{TEXT} ZZZ")):
        (tmp_path / f"in/{name}.txt").write_text(text)
    (tmp_path / "sitecustomize.py").write_text(HANGING)
    limits = {"TIMELINE_LIMIT_SECONDS": "6", "TIMELINE_LIMIT_MB": "2000"}

    def go(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "timeline", *arguments],
            cwd=tmp_path, env={**os.environ, **limits, "PYTHONPATH": str(tmp_path), **more},
            capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip

    return go


def test_an_article_that_hangs_costs_no_other(program: Program) -> None:
    asked = ("extract", "in", "--published", "2003-05-10", "--jsonl")
    ended = program(*asked)
    assert ended.returncode == 1
    (line,) = [line for line in ended.stderr.splitlines() if "in/b.txt" in line]
    assert "in/b.txt: the segment stage took longer than 6 s; raise --limit-seconds" in line
    events = [json.loads(line) for line in ended.stdout.splitlines()]
    assert {e["date"] for e in events} == {"2003-05-03"}
    again = program(*asked)
    assert again.returncode == 1
    assert again.stdout == ended.stdout
    assert "in/b.txt: it failed before: the segment stage took longer than 6 s; " in again.stderr


def test_dates_are_the_same_bytes_at_arm_s_length(program: Program) -> None:
    here = program("dates", "in", TIMELINE_LIMIT_SECONDS="0", TIMELINE_LIMIT_MB="0")
    apart = program("dates", "in", TIMELINE_LIMIT_SECONDS="600")
    assert (here.returncode, here.stdout, here.stderr) == (
        apart.returncode, apart.stdout, apart.stderr,
    )  # fmt: skip
    assert "2003-05-03" in apart.stdout
