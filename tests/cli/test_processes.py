"""The command in a process of its own: what is imported, signals, pipes, terminals."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from driven import FIRST, SECOND, written_to
from timeline.model import Chronology
from timeline.store import locking

FAKE = str(Path(__file__).parent / "fake_timeline.py")
HEAVY = ("spacy", "dateparser", "trafilatura", "pandas", "numpy", "babel", "timeline.model")

posix = pytest.mark.skipif(os.name != "posix", reason="signals and terminals are POSIX")


def fake(*arguments: str, pause: float = 0.0, **more: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, FAKE, str(pause), *arguments],
        capture_output=True, text=True, encoding="utf-8", timeout=60, check=False, **more,
    )  # fmt: skip


def begin(*arguments: str, pause: float, **more: Any) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, FAKE, str(pause), *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", **more,
    )  # fmt: skip


def wait_for(process: subprocess.Popen[str], said: str) -> None:
    assert process.stderr is not None
    for line in process.stderr:
        if said in line:
            return
    pytest.fail(f"the process ended without saying {said!r}")


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working directory with a chronology of four events; for looking only."""
    folder = tmp_path_factory.mktemp("stored")
    (folder / "in").mkdir()
    for name, text in (("a", FIRST), ("b", SECOND)):
        (folder / f"in/{name}.txt").write_text(text, encoding="utf-8")
    assert fake("extract", "in", "-q", cwd=folder).returncode == 0
    return folder


def test_looking_imports_nothing_heavy(stored: Path) -> None:
    commands = [
        [],
        ["--help"],
        ["--version"],
        ["show"],
        ["show", "--help"],
        ["show", "--format", "table"],
        ["show", "--json", "--since", "2020", "--type", "election", "--grep", "a", "--all"],
        ["show", "--csv"],
        ["documents", "--format", "table"],
    ]
    script = (
        "import sys\nfrom timeline.cli import main\n"
        f"print([int(main(c)) for c in {commands}], file=sys.stderr)\n"
        f"print([m for m in {HEAVY} if m in sys.modules], file=sys.stderr)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script], cwd=stored, capture_output=True, text=True, check=True
    )
    codes, imported = ended.stderr.splitlines()[-2:]
    assert codes == str([0] * len(commands))
    assert imported == "[]"


def test_the_help_and_what_is_shown_load_what_they_need_alone(stored: Path) -> None:
    # With settings all commands are loaded, as each may be spoken of.
    environment = {k: v for k, v in os.environ.items() if not k.startswith("TIMELINE_")}
    for command, unneeded in (
        (["--help"], ("timeline.store", "timeline.render", "timeline.cli.options", "sqlite3")),
        (["--version"], ("timeline.store", "timeline.render", "importlib.metadata")),
        (["shwo"], ("timeline.cli.commands",)),
        (
            ["show"],
            ("rich", "tomllib", "rapidfuzz", "timeline.decisions.apply", "timeline.cli.laying"),
        ),
    ):
        script = (
            f"import sys\nfrom timeline.cli import main\nmain({command})\n"
            f"print([m for m in {unneeded} if m in sys.modules], file=sys.stderr)"
        )
        ended = subprocess.run(
            [sys.executable, "-c", script], cwd=stored, env=environment, capture_output=True,
            text=True, check=True,
        )  # fmt: skip
        assert ended.stderr.splitlines()[-1] == "[]"


def test_importing_the_package_imports_nothing_else() -> None:
    script = (
        "import sys, timeline; print([m for m in sys.modules if m.startswith('timeline.')]);"
        "print(timeline.Chronology().model_dump(mode='json'))"
    )
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    first, second = out.stdout.splitlines()
    assert first == "[]"
    assert "timeline/1" in second


@posix
def test_a_run_killed_in_the_middle_goes_on_from_there(articles: Path) -> None:
    first = fake("extract", "in/a.txt", "-q", cwd=articles)
    for name in "cdef":
        (articles / f"in/{name}.txt").write_text(f"2021 | visit | happened | 0.9 | Visit {name}\n")
    with begin("extract", "in", cwd=articles, pause=0.3) as process:
        wait_for(process, "reading 2")
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    shown = fake("show", cwd=articles)
    assert (shown.returncode, shown.stdout) == (0, first.stdout)
    Chronology.model_validate_json((articles / "data/out/chronology.json").read_text())
    again = fake("extract", "in", cwd=articles)
    assert again.returncode == 0
    assert len(again.stdout.splitlines()) == 3 + 1 + 4
    # d, e and f were left to do; the first article a process reads is not announced.
    assert again.stderr.count("reading") == 2


@posix
def test_control_c_ends_with_130_and_leaves_nothing_half_written(articles: Path) -> None:
    process = begin("extract", "in", cwd=articles, pause=1)
    wait_for(process, "reading 1")
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (130, "")
    assert "timeline: interrupted" in err
    assert "Traceback" not in err
    assert "chronology.json" not in {p.name for p in (articles / "data/out").iterdir()}
    assert fake("extract", "in", cwd=articles).returncode == 0


def test_a_second_run_at_once_waits_and_says_for_whom(articles: Path) -> None:
    (articles / "data/out").mkdir(parents=True)
    lock = locking.take(articles / "data/out")
    try:
        process = begin("extract", "in", cwd=articles, pause=0)
        wait_for(process, f", process {os.getpid()} on ")
    finally:
        lock.close()
    out, _ = process.communicate(timeout=20)
    assert process.returncode == 0
    assert len(out.splitlines()) == 4


@posix
@pytest.mark.parametrize(
    "command",
    [
        "show --jsonl",
        "show --format table",
        "documents",
        "dates in --language en",
        "--help",
        "",
    ],
)
def test_a_reader_that_stops_ends_it_quietly(stored: Path, command: str) -> None:
    read, write = os.pipe()
    os.close(read)
    ended = subprocess.run(
        [sys.executable, "-m", "timeline", *command.split()],
        cwd=stored, stdout=write, stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    os.close(write)
    assert (ended.returncode, ended.stderr) == (0, "")


@posix
def test_the_first_line_is_enough(stored: Path) -> None:
    script = f"set -o pipefail; {sys.executable} -m timeline show -q | head -1"
    ended = subprocess.run(
        ["bash", "-c", script], cwd=stored, capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert json.loads(ended.stdout)["title"] == "Factories close"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("more", [["--jsonl"], ["--format", "table"], ["--csv"]])
def test_a_full_disk_is_not_called_a_bug(stored: Path, more: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "timeline", "show", "-q", *more],
            cwd=stored, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert ended.returncode == 1
    assert ended.stderr.startswith("timeline: standard output: no space left on device; ")
    assert len(ended.stderr.splitlines()) == 1


def test_output_is_utf_8_whatever_the_locale(stored: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    run = [sys.executable, "-m", "timeline", "show", "--status", "planned"]
    for more in ([], ["--csv"], ["--json"]):
        ended = subprocess.run(
            [*run, *more], cwd=stored, env=environment, capture_output=True, check=True
        )
        assert "Müller" in ended.stdout.decode()
    ended = subprocess.run(
        [*run, "--format", "table"], cwd=stored, env=environment, capture_output=True, check=True
    )
    assert b"M?ller and Dupont" in ended.stdout


def on_a_terminal(command: list[str], cwd: Path, **environment: str) -> tuple[int, str]:
    """Run a command with a terminal for its output and errors; its exit code and what it wrote."""
    import pty

    master, slave = pty.openpty()
    env = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", **environment}
    env.pop("NO_COLOR", None) if "NO_COLOR" not in environment else None
    process = subprocess.Popen(
        command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=slave, stderr=slave, env=env
    )
    os.close(slave)
    told = written_to(master)
    return process.wait(), told


@posix
def test_a_terminal_gets_a_table_and_progress(articles: Path) -> None:
    command = [sys.executable, FAKE, "0.2", "extract", "in"]
    code, told = on_a_terminal(command, articles)
    assert code == 0
    assert "in/b.txt" in told, "progress names the document"
    assert "1/2" in told, "progress counts the documents"
    assert "eta" in told
    assert "9 Aug 2020" in told
    assert "\x1b[" in told
    assert "timeline: 4 events" in told


@posix
def test_a_dumb_terminal_gets_neither_progress_nor_style(articles: Path) -> None:
    command = [sys.executable, FAKE, "0", "extract", "in"]
    code, told = on_a_terminal(command, articles, TERM="dumb")
    assert code == 0
    assert "\x1b" not in told
    assert "9 Aug 2020" in told


@posix
def test_no_color_is_honoured(stored: Path) -> None:
    command = [sys.executable, "-m", "timeline", "show"]
    _, coloured = on_a_terminal(command, stored)
    _, plain = on_a_terminal(command, stored, NO_COLOR="1")
    assert "\x1b[36m" in coloured
    assert "\x1b[36m" not in plain
    assert "9 Aug 2020" in plain


def test_python_m_timeline_is_timeline(articles: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "timeline", "show"],
        cwd=articles, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 1
    assert "make one with: timeline extract PATHS" in ended.stderr


def test_standard_input_may_be_empty_or_binary(articles: Path) -> None:
    for given in (b"", b"\x00\xff\xfe\x01" * 50):
        ended = subprocess.run(
            [sys.executable, FAKE, "0", "extract", "-"],
            cwd=articles, input=given, capture_output=True, check=False,
        )  # fmt: skip
        assert ended.returncode == 1
        assert ended.stdout == b""
        assert ended.stderr.decode().startswith("timeline: standard input: ")


def test_repeat_runs_in_other_processes_write_the_same_bytes(articles: Path) -> None:
    outs = []
    for seed in ("0", "1"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        outs.append(
            fake("extract", "in", "--json", "--fresh", cwd=articles, env=environment).stdout
        )
        outs.append((articles / "data/out/chronology.json").read_text(encoding="utf-8"))
    assert outs[0] == outs[2]
    assert outs[1] == outs[3]
    assert json.loads(outs[0])["schema"] == "timeline/1"
