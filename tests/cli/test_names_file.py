"""The file of names belongs to the store, whatever the working directory, and holds when it is gone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from driven import Run

NAMES = 'same = [["Ana Müller", "Bobby"]]'


def found(run: Run, store: object, *options: str) -> int:
    told = run("show", "--all", "--jsonl", "--out-dir", str(store), "--actor", "Bobby", *options)
    return len(told.events)


@pytest.mark.parametrize("name", ["data/out/names.toml", "mine.toml", "kept/mine.toml"])
def test_names_hold_from_every_working_directory(
    run: Run, articles: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (articles / "kept").mkdir()
    run("extract", "in")
    (articles / name).write_text(NAMES, "utf-8")
    run("extract", "in", "--names", name)
    assert found(run, "data/out") == 3
    for elsewhere in ("kept", "data/out", "/"):
        monkeypatch.chdir(articles / elsewhere)
        assert found(run, articles / "data/out") == 3
        assert "names" not in run("show", "--out-dir", str(articles / "data/out")).err


def test_names_move_with_their_store(run: Run, articles: Path) -> None:
    (articles / "mine.toml").write_text(NAMES, "utf-8")
    run("extract", "in", "--names", "mine.toml")
    shutil.move(articles / "data", articles / "away/data")
    shutil.move(articles / "mine.toml", articles / "away/mine.toml")
    assert found(run, "away/data/out") == 3
    assert "names" not in run("show", "--out-dir", "away/data/out").err


def test_names_given_once_hold_for_later_runs(run: Run, articles: Path) -> None:
    (articles / "mine.toml").write_text(NAMES, "utf-8")
    run("extract", "in", "--names", "mine.toml")
    run("extract", "in")
    assert found(run, "data/out") == 3


@pytest.mark.parametrize("name", ["data/out/names.toml", "mine.toml"])
def test_a_file_that_is_gone_is_told_and_its_names_hold(
    run: Run, articles: Path, name: str
) -> None:
    run("extract", "in")
    (articles / name).write_text(NAMES, "utf-8")
    run("extract", "in", "--names", name)
    (articles / name).unlink()
    gone = f"timeline: {name} is gone; the names in it hold as they were: put it back, or an"
    for command in (("show",), ("names",), ("extract", "in"), ("actors",)):
        assert gone in run(*command).err, command
    assert found(run, "data/out") == 3
    (articles / "data/out/names.toml").write_text("", "utf-8")
    assert gone not in run("extract", "in").err
    assert found(run, "data/out") == 0


def test_a_file_beside_the_store_steps_in_for_one_that_is_gone(run: Run, articles: Path) -> None:
    (articles / "mine.toml").write_text('same = [["Jean Dupont", "Bobby"]]', "utf-8")
    run("extract", "in", "--names", "mine.toml")
    assert found(run, "data/out") == 2
    (articles / "mine.toml").unlink()
    (articles / "data/out/names.toml").write_text(NAMES, "utf-8")
    run("names")
    assert found(run, "data/out") == 3
