"""Ctrl-C and being told to end at the worst moment, in a real process: exit code 130, nothing half
written."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from driven import FIRST, SECOND

HERE = Path(__file__).parent
pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    """A working directory with a stored chronology and an older export."""
    (tmp_path / "in").mkdir()
    for name, text in (("a", FIRST), ("b", SECOND)):
        (tmp_path / f"in/{name}.txt").write_text(text, encoding="utf-8")
    fake = [sys.executable, str(HERE / "fake_timeline.py"), "0", "extract", "in", "-q"]
    subprocess.run(fake, cwd=tmp_path, check=True, capture_output=True)
    (tmp_path / "all.csv").write_text("old\n")
    return tmp_path


def files(folder: Path) -> dict[str, bytes]:
    """What is there, but for the store's lock, which says who held it last, and its sum."""
    found = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*")
             if p.is_file()}  # fmt: skip
    return {name: told for name, told in found.items() if not name.startswith("data/out/.")}


def interrupt(
    where: str, folder: Path, *arguments: str, sent: signal.Signals = signal.SIGINT
) -> tuple[int, str, str]:
    """Run the command up to there, press Ctrl-C; its exit code and what it wrote. sent: a signal in
    place of that."""
    process = subprocess.Popen(
        [sys.executable, str(HERE / "interrupted.py"), where, *arguments],
        cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip
    assert process.stderr is not None
    for line in process.stderr:
        if line == "here\n":
            break
    process.send_signal(sent)
    out, err = process.communicate(timeout=20)
    return process.returncode, out, err


def test_an_export_is_whole_or_not_there(stored: Path) -> None:
    before = files(stored)
    for path in ("all.csv", "new.csv"):
        ended = interrupt("csv", stored, "show", "--force", "-o", path)
        assert ended == (130, "", "timeline: interrupted\n")
        assert files(stored) == before


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGHUP])
def test_whoever_is_told_to_end_says_so_and_leaves_nothing(
    stored: Path, sent: signal.Signals
) -> None:
    before = files(stored)
    ended = interrupt("csv", stored, "show", "-o", "new.csv", sent=sent)
    assert ended == (130, "", "timeline: interrupted\n")
    assert files(stored) == before


def test_what_is_ignored_stays_ignored() -> None:
    script = (
        "import os, signal\n"
        "from timeline.cli.endings import heeded\n"
        "signal.signal(signal.SIGHUP, signal.SIG_IGN)\n"
        "signal.signal(signal.SIGTERM, signal.SIG_DFL)\n"
        "with heeded():\n"
        "    os.kill(os.getpid(), signal.SIGHUP)\n"
        "    assert signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL\n"
        "assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_a_decision_is_taken_whole_or_not_at_all(stored: Path) -> None:
    told = shown(stored)
    ids = [line.split('"')[3] for line in told.splitlines()[:2]]
    before = files(stored)
    assert interrupt("decide", stored, "join", *ids)[::2] == (130, "timeline: interrupted\n")
    assert files(stored) == before
    assert shown(stored) == told


def test_a_decision_that_was_laid_but_not_saved_is_taken_off_again(stored: Path) -> None:
    told, before = shown(stored), exported(stored)
    ids = [line.split('"')[3] for line in told.splitlines()[:2]]
    assert interrupt("laid", stored, "join", *ids)[0] == 130
    assert shown(stored) == told
    assert exported(stored) == before
    assert not (stored / "data/out/decisions.toml").exists()


def exported(folder: Path) -> bytes:
    return (folder / "data/out/chronology.json").read_bytes()


def shown(folder: Path) -> str:
    run = [sys.executable, "-m", "timeline", "show", "-q"]
    return subprocess.run(
        run, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=True
    ).stdout


def test_ctrl_c_while_it_starts_is_quiet_too() -> None:
    script = (
        "import sys, timeline.cli as cli\n"
        "class Stop:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'timeline.cli.app': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Stop())\n"
        "sys.exit(cli.main(['show']))\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (130, "timeline: interrupted\n")
