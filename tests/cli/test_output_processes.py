"""Output of whole processes into pipes, devices and terminals that are really there."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from driven import FIRST, written_to
from unsafe import DIRECTION, UNSEEN, unsafe_in

FAKE = str(Path(__file__).parent / "fake_timeline.py")
SHOW = [sys.executable, "-m", "timeline", "show", "--all"]
HOSTILE = f"{DIRECTION}{UNSEEN}\x9b31m\x9d0;owned\x9c\x7f"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes and terminals are POSIX")


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working directory with a chronology that holds hostile titles; for looking only."""
    folder = tmp_path_factory.mktemp("stored")
    (folder / "in").mkdir()
    line = f"2021-01-02 | meeting | happened | 0.9 | Leaders {HOSTILE} meet | Ana{HOSTILE}\n"
    (folder / f"in/a{DIRECTION}\x9b\x07.txt").write_text(FIRST + line, encoding="utf-8")
    subprocess.run([sys.executable, FAKE, "0", "extract", "in", "-q"], cwd=folder, check=True)
    return folder


def test_a_program_is_written_to(stored: Path) -> None:
    script = '"$@" -o >(gzip > told.gz; mv told.gz all.gz) --json; wait $!'
    subprocess.run(["bash", "-c", script, "-", *SHOW], cwd=stored, check=True, timeout=60)
    told = json.loads(gzip.decompress((stored / "all.gz").read_bytes()))
    assert told["schema"] == "timeline/1"


def test_a_fifo_whose_reader_has_enough_ends_quietly(stored: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(
        [*SHOW, "-o", str(pipe), "-f", "html"], cwd=stored,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        with pipe.open("rb") as reader:
            assert reader.read(9) == b"<!DOCTYPE"
        _, said = process.communicate(timeout=60)
    assert process.returncode == 0
    assert b"rror" not in said
    assert pipe.is_fifo()


@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1"])
def test_standard_output_by_name_is_standard_output(stored: Path, name: str) -> None:
    given = subprocess.run(
        [*SHOW, "-o", name, "--json"], cwd=stored, capture_output=True, check=True
    )
    plain = subprocess.run([*SHOW, "--json"], cwd=stored, capture_output=True, check=True)
    assert given.stdout == plain.stdout
    with (stored / "told").open("wb") as out:
        out.write(b"# ")
        out.flush()
        subprocess.run([*SHOW, "-o", name, "--json"], cwd=stored, stdout=out, check=True)
    assert (stored / "told").read_bytes() == b"# " + plain.stdout


def on_a_terminal(command: list[str], folder: Path, term: str) -> str:
    """What a command writes to a terminal, line ends as it wrote them."""
    import pty

    master, slave = pty.openpty()
    env = {**os.environ, "TERM": term, "COLUMNS": "120"}
    process = subprocess.Popen(
        command, cwd=folder, stdin=subprocess.DEVNULL, stdout=slave, stderr=slave, env=env
    )
    os.close(slave)
    told = written_to(master)
    process.wait()
    return told


@pytest.mark.parametrize(
    "options",
    [["--json"], ["--jsonl"], ["-f", "jsonld"], ["--json", "-o", "/dev/stdout"], [],
     ["--layout", "list", "--quotes"], ["--csv"]],
)  # fmt: skip
def test_a_terminal_is_never_steered(stored: Path, options: list[str]) -> None:
    told = on_a_terminal([*SHOW, "-q", *options], stored, "dumb")
    assert unsafe_in(told) == []
    if "--json" in options:
        plain = subprocess.run([*SHOW, "--json"], cwd=stored, capture_output=True, check=True)
        assert json.loads(told) == json.loads(plain.stdout)


def test_progress_and_reports_name_files_safely(stored: Path) -> None:
    (stored / f"in/b{DIRECTION}.json").write_text("{", encoding="utf-8")
    command = [sys.executable, FAKE, "0.2", "extract", "in", "-v", "--out-dir", "other"]
    told = on_a_terminal(command, stored, "xterm-256color")
    assert "in/a.txt" in told
    assert not set(told) & set(DIRECTION + "\x9b\x07")
    assert "\x1b]0;" not in told
