"""What is longer than the screen is paged, on a terminal alone."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from driven import written_to
from timeline.cli import global_options, pager
from timeline.cli.global_options import Everywhere

pty = pytest.importorskip("pty")
FAKE = str(Path(__file__).parent / "fake_timeline.py")
# Says that it was there, and how it was asked, and hands on what it is given.
PAGER = "import os, sys; print('THROUGH', os.environ.get('LESS')); print(sys.stdin.read(), end='')"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lines = (
        f"2020-08-{n:02} | election | happened | 0.9 | Vote {n} is held\n" for n in range(1, 29)
    )
    (tmp_path / "a.txt").write_text("".join(lines), encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, FAKE, "0", "extract", "a.txt", "-q"], cwd=tmp_path, check=False
    )
    assert ended.returncode == 0
    (tmp_path / "pager.py").write_text(PAGER, encoding="utf-8")
    return tmp_path


def shown(folder: Path, *words: str, **environment: str) -> tuple[int, str]:
    """(exit code, what the terminal shows) of a command on a terminal of twenty rows."""
    master, slave = pty.openpty()
    own = {"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "20"}
    own["TIMELINE_PAGER"] = f"{sys.executable} pager.py"
    env = {k: v for k, v in os.environ.items() if k not in ("LESS", "PAGER", "NO_COLOR")}
    process = subprocess.Popen(
        [sys.executable, "-m", "timeline", *words], cwd=folder, env=env | own | environment,
        stdin=subprocess.DEVNULL, stdout=slave, stderr=slave,
    )  # fmt: skip
    os.close(slave)
    told = written_to(master)
    return process.wait(), told


def test_a_long_table_is_paged_with_its_colours(folder: Path) -> None:
    code, told = shown(folder, "show")
    assert code == 0
    assert told.startswith("THROUGH FRX\n")
    assert "\x1b[36m" in told
    assert told.count("is held") == 28
    assert told.endswith("timeline: 28 events, 1 document\n")


@pytest.mark.parametrize(
    ("words", "environment"),
    [
        (["show", "--limit", "5"], {}),
        (["show", "--no-pager"], {}),
        (["show"], {"TERM": "dumb"}),
        (["show"], {"TIMELINE_PAGER": "cat"}),
        (["show"], {"TIMELINE_PAGER": ""}),
        (["show"], {"TIMELINE_PAGER": "no-such-pager-anywhere"}),
        (["show", "--jsonl"], {}),
        (["show", "-o", "all.txt"], {}),
    ],
)
def test_else_nothing_is_paged(folder: Path, words: list[str], environment: dict[str, str]) -> None:
    code, told = shown(folder, *words, **environment)
    assert code == 0
    assert "THROUGH" not in told
    assert ("is held" in told) == ("-o" not in words)


def test_who_leaves_the_pager_early_has_made_no_mistake(folder: Path) -> None:
    (folder / "pager.py").write_text("print('left')", encoding="utf-8")
    for rows in ("5", "20"):
        code, told = shown(folder, "show", LINES=rows)
        assert (code, told) == (0, "left\ntimeline: 28 events, 1 document\n")


def test_a_pipe_is_never_paged(folder: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "timeline", "show", "--format", "table"], cwd=folder, check=True,
        env={**os.environ, "TIMELINE_PAGER": f"{sys.executable} pager.py", "LINES": "5"},
        capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert "THROUGH" not in ended.stdout


def test_which_pager_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(global_options, "SETTINGS", Everywhere())
    monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}")
    assert pager.command({}) == ["/bin/less", "-FRX"]
    assert pager.command({"PAGER": "more -s"}) == ["more", "-s"]
    assert pager.command({"PAGER": "more", "TIMELINE_PAGER": "most '-a b'"}) == ["most", "-a b"]
    assert pager.command({"PAGER": "'"}) == []
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert pager.command({}) == []


@pytest.mark.parametrize(
    ("told", "expected"), [("less 590 (GNU)", True), ("less 551", False), ("busybox", False)]
)
def test_links_go_through_a_less_that_knows_them(tmp_path: Path, told: str, expected: bool) -> None:
    less = tmp_path / "less"
    less.write_text(f"#!/bin/sh\necho '{told}'\n", encoding="utf-8")
    less.chmod(0o755)
    assert pager.Paged(io.StringIO(), [str(less)]).links == expected
    assert not pager.Paged(io.StringIO(), ["more"]).links
