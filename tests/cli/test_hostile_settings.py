"""Files of settings that are none, and environments that nobody would set up."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from driven import FIRST, Run

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes are POSIX")


def put(path: Path, kind: str) -> None:
    """A file of settings that can't be one."""
    match kind:
        case "binary":
            path.write_bytes(b"\xff\x00\xfe" * 100)
        case "directory":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "deep":
            path.write_text("a = " + "[" * 100_000)
        case "large":
            with path.open("wb") as out:
                out.truncate(1 << 30)
        case "number":
            path.write_text("same = " + "1" * 5000)
        case "types":
            path.write_text("show = 5\nsame = {a = 1}\ndecision = 3\n")


KINDS = ("binary", "directory", "pipe", "deep", "large", "number", "types")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "name", ["timeline.toml", "data/out/names.toml", "data/out/decisions.toml"]
)
def test_what_is_no_file_of_settings_is_told_in_one_line(
    run: Run, articles: Path, name: str, kind: str
) -> None:
    assert run("extract", "in/a.txt", "-q").code == 0
    put(articles / name, kind)
    codes = set()
    for command in (["show"], ["decisions"], ["extract", "in/a.txt", "-q"]):
        ended = run(*command)
        codes.add(ended.code)
        assert ended.code in (0, 1, 2)
        assert len(ended.err) < 1000
        if ended.code:
            assert Path(name).name in ended.err
    assert codes & {1, 2}


def test_configurations_named_by_the_environment(
    run: Run, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for value in ("/dev/zero", ".", "none.toml", "x" * 5000, "/proc/self/mem"):
        monkeypatch.setenv("TIMELINE_CONFIG", value)
        ended = run("show")
        assert ended.code == 2
        assert len(ended.err) < 6000


def python(folder: Path, *arguments: str, **environment: str | None) -> tuple[int, str, str]:
    env = {**os.environ, **{k: v for k, v in environment.items() if v is not None}}
    for gone in (k for k, v in environment.items() if v is None):
        env.pop(gone, None)
    ended = subprocess.run(
        [sys.executable, "-m", "timeline", *arguments], cwd=folder, env=env,
        capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    return ended.returncode, ended.stdout.decode(), ended.stderr.decode("utf-8", "replace")


@pytest.mark.parametrize(
    "environment",
    [
        {"HOME": None}, {"COLUMNS": "0"}, {"COLUMNS": "-1"}, {"COLUMNS": "abc"},
        {"COLUMNS": "99999999"}, {"TZ": "x" * 5000}, {"TERM": None}, {"TERM": "\udcff"},
        {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
        {"PYTHONOPTIMIZE": "2"}, {"TIMELINE_NONSENSE": "\udcff"},
    ],
)  # fmt: skip
def test_odd_environments_change_nothing(
    run: Run, articles: Path, environment: dict[str, str | None]
) -> None:
    assert run("extract", "in", "-q").code == 0
    expected = run("show", "--jsonl").out
    assert python(articles, "show", "--jsonl", **environment)[:2] == (0, expected)
    code, out, err = python(articles, "show", "--format", "table", "--all", **environment)
    assert (code, "Traceback" in err, "Voters" in out) == (0, False, True)


@pytest.mark.parametrize("value", ["", "abc", "\udcff", "9" * 6000, "-1", "a,b"])
def test_variables_with_nonsense_are_told(
    run: Run, articles: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    assert run("extract", "in", "-q").code == 0
    for name in ("LIMIT", "SHOW_SORT", "FORMAT", "SINCE", "OUT_DIR", "ALL", "QUIET", "ERROR_FORMAT",
                 "MIN_SALIENCE", "AROUND", "TYPE", "OUTPUT"):  # fmt: skip
        with monkeypatch.context() as patched:
            patched.setenv(f"TIMELINE_{name}", value)
            ended = run("show")
        assert ended.code in (0, 1, 2), (name, ended.err)
        assert "Traceback" not in ended.err


def test_a_stray_module_in_the_working_directory_is_not_taken(articles: Path) -> None:
    for name in ("spacy", "lxml", "pydantic", "json"):
        (articles / f"{name}.py").write_text("raise RuntimeError('stray')")
    (articles / "en_core_web_lg").mkdir()
    (articles / "a.txt").write_text(FIRST)
    code, out, err = python(articles, "dates", "a.txt", "--language", "en")
    assert (code, "stray" in err) == (0, False)
    assert "2020-08-09" in out


def test_a_working_directory_that_is_gone(articles: Path) -> None:
    here = f"mkdir gone; cd gone; rmdir ../gone; {sys.executable} -m timeline"
    for command, code in (("show", 1), ("dates a.txt", 1), ("--help", 0), ("merge a.json", 1)):
        ended = subprocess.run(
            ["sh", "-c", f"{here} {command}"], cwd=articles, capture_output=True, text=True,
            timeout=60, check=False,
        )  # fmt: skip
        assert (ended.returncode, "Traceback" in ended.stderr) == (code, False), ended.stderr


def test_memory_used_up_is_no_bug(
    run: Run, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from timeline import render
    from timeline.store import Store

    assert run("extract", "in", "-q").code == 0
    expected = run("show").out

    def full(*_: object, **__: object) -> None:
        raise MemoryError

    for owner, name, doing in (
        (Store, "select", "running the command"), (render, "find", "running the command"),
        (Store, "_transaction", "using the store"),
    ):  # fmt: skip
        with monkeypatch.context() as patched:
            patched.setattr(owner, name, full)
            ended = run("extract", "in", "--fresh")
        assert ended.code == 1
        assert f"memory: it was used up while {doing}; give it less at once" in ended.err
        assert run("show").out == expected
