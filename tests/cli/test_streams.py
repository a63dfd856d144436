"""Standard streams that are closed, full or gone: what the exit code is, and what is said."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from driven import FIRST, SECOND

FAKE = str(Path(__file__).parent / "fake_timeline.py")
pytestmark = pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="there is no /dev/full to write to"
)
COMMANDS = (
    "show", "show --help", "--help", "--version", "completion bash", "documents", "dates in/a.txt",
    "stats", "schema", "merge data/out/chronology.json", "show -f parquet", "",
)  # fmt: skip


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working directory with a chronology of four events; for looking only."""
    folder = tmp_path_factory.mktemp("stored")
    (folder / "in").mkdir()
    for name, text in (("a", FIRST), ("b", SECOND)):
        (folder / f"in/{name}.txt").write_text(text, encoding="utf-8")
    ended = shell(f"{sys.executable} {FAKE} 0 extract in -q", folder)
    assert ended.returncode == 0
    return folder


def shell(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A line run by the shell: only that can start a program without its streams."""
    return subprocess.run(
        ["sh", "-c", line], cwd=folder, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def several(commands: tuple[str, ...], where: str, folder: Path) -> list[tuple[int, str]]:
    """How each command ends with its streams put elsewhere: exit code, standard error."""
    here = f"{sys.executable} -m timeline"
    ended = [shell(f"{here} {command} {where}", folder) for command in commands]
    return [(e.returncode, e.stderr) for e in ended]


@pytest.mark.parametrize(
    ("where", "why"),
    [(">&-", "it is closed; leave it open"), (">/dev/full", "no space left on device; make room")],
)
def test_data_that_can_not_be_written_is_an_error(stored: Path, where: str, why: str) -> None:
    for code, said in several(COMMANDS, where, stored):
        assert code == 1
        assert said.startswith(f"timeline: standard output: {why}")
        assert len(said.splitlines()) == 1


@pytest.mark.parametrize("where", [">&-", ">/dev/full"])
def test_a_decision_that_can_not_be_printed_is_told_as_taken(stored: Path, where: str) -> None:
    shown = shell(f"{sys.executable} -m timeline show --jsonl", stored)
    id_ = json.loads(shown.stdout.splitlines()[0])["id"]
    (code, said), (undone, taken_back) = several((f"hide {id_}", "undo"), where, stored)
    assert (code, undone) == (1, 1)
    first, second = said.splitlines()
    assert first.startswith("timeline: decision 1 (hide “")
    assert first.endswith(" is taken; only its print-out failed")
    assert second.startswith("timeline: standard output: ")
    assert taken_back.startswith("timeline: taken back: decision 1 (hide “")


@pytest.mark.parametrize("where", ["2>&-", "2>/dev/full", "<&- 2>&-"])
def test_what_can_not_be_said_changes_nothing(stored: Path, where: str) -> None:
    for command in ("show", "documents", "show --sort nonsense"):
        right = shell(f"{sys.executable} -m timeline {command}", stored)
        ended = shell(f"{sys.executable} -m timeline {command} {where}", stored)
        assert (ended.returncode, ended.stdout) == (right.returncode, right.stdout)


def test_without_any_stream_it_ends_with_its_exit_code(stored: Path) -> None:
    # Nothing to print, something to print, nothing right.
    found = several(("decisions", "show", "nonsense"), "<&- >&- 2>&-", stored)
    assert found == [(0, ""), (1, ""), (2, "")]


def test_closed_standard_input_is_no_article(stored: Path) -> None:
    for command, what in (("dates -", "standard input"), ("merge -", "-")):
        ended = shell(f"{sys.executable} -m timeline {command} <&-", stored)
        assert ended.returncode == 1
        assert ended.stderr.startswith(f"timeline: {what}: ")
        assert "it is closed; pipe " in ended.stderr
        assert "Traceback" not in ended.stderr


def test_a_store_written_without_streams_holds_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FIRST, encoding="utf-8")
    ended = shell(f"{sys.executable} {FAKE} 0 extract a.txt --no-color <&- >&- 2>&-", tmp_path)
    assert ended.returncode == 1  # the chronology could not be printed, but is there
    shown = shell(f"{sys.executable} -m timeline show --all", tmp_path)
    assert (shown.returncode, len(shown.stdout.splitlines())) == (0, 4)


def test_completions_for_a_reader_that_has_gone(stored: Path) -> None:
    asked = "_TIMELINE_COMPLETE=complete_bash COMP_WORDS='timeline sh' COMP_CWORD=1"
    ended = shell(f"{asked} {sys.executable} -m timeline >/dev/full", stored)
    # What a shell asks for behind a prompt says nothing of its own.
    assert (ended.returncode, ended.stderr) == (1, "")


def test_text_for_people_in_an_ascii_terminal(stored: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii:strict", "PYTHONUTF8": "0"}
    for arguments in (["extract", "--help"], ["show", "--format", "list"], []):
        ended = subprocess.run(
            [sys.executable, "-m", "timeline", *arguments],
            cwd=stored, env=environment, capture_output=True, check=False,
        )  # fmt: skip
        assert (ended.returncode, b"Traceback" in ended.stderr) == (0, False)
