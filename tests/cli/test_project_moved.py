"""A project folder is sent, unpacked elsewhere and opened there: every command prints the same."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from driven import Run
from timeline import render

OUT = "data/out"
# Their links begin where the output lies.
LINKING = {"html": "page.html", "markdown": "page.md"}


@pytest.fixture
def project(run: Run, articles: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with articles, their chronology, names and decisions."""
    home = articles / "home"
    (home / "data").mkdir(parents=True)
    shutil.move(articles / "in", home / "data/raw")
    monkeypatch.chdir(home)
    (home / "data/raw/copy.txt").write_bytes((home / "data/raw/a.txt").read_bytes())
    line = {"id": "7", "text": "2021 | visit | happened | 0.9 | A visit | Ana Müller\n"}
    (home / "data/raw/c.jsonl").write_text(json.dumps(line))
    (home / "mine.toml").write_text('same = [["Ana Müller", "Bobby"]]', "utf-8")
    run("extract", "data/raw", "--names", "mine.toml")
    ids = {e["title"]: e["id"] for e in run("show", "--all", "--jsonl").events}
    run("hide", ids["Factories close"])
    run("set", ids["A visit"], "title=The visit")
    run("join", ids["Müller and Dupont to meet"], ids["Protests against the reform"])
    assert len(run("decisions", "--jsonl").events) == 3
    return home


def commands(store: Path | str, events: list[str]) -> Iterator[list[str]]:
    where = ["--out-dir", str(store)]
    for name in render.FORMATS:
        if not render.is_binary(name) and name not in LINKING:
            yield ["show", "--all", "--format", name, *where]
    for told in ("--conflicts", "--hidden", "--quotes"):
        yield ["show", told, *where]
    yield ["show", "--actor", "Bobby", *where]
    yield ["show", "--source", "a.txt", *where]
    for command in ("documents", "actors", "places", "stats", "decisions", "names", "check"):
        yield [command, *where]
    for id_ in events:
        yield ["explain", id_, *where]


def printed(run: Run, store: Path | str) -> dict[str, str]:
    ids = [e["id"] for e in run("show", "--all", "--jsonl", "--out-dir", str(store)).events]
    found = {}
    for command in commands(store, ids):
        ended = run(*command)
        assert ended.code == 0, (command, ended)
        found[" ".join(command[:-2])] = ended.out
    for name in LINKING.values():
        page = Path(store) / name
        run("show", "--all", "-o", str(page), "--out-dir", str(store))
        found[name] = page.read_text("utf-8")
        page.unlink()
    return found


def test_a_project_that_is_sent_prints_the_same_everywhere(
    run: Run, project: Path, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = printed(run, OUT)
    assert before["show --actor Bobby"]
    assert 'href="../raw/a.txt' in before["page.html"]
    shutil.copytree(project, articles / "away/far", copy_function=shutil.copyfile)
    shutil.rmtree(project)
    for path in (articles / "away/far").rglob("*"):
        os.utime(path, (0, 0))
        path.chmod(0o755 if path.is_dir() else 0o600)
    away = articles / "away/far"
    for directory, store in (
        (away, Path(OUT)),
        (away / OUT, Path()),
        (articles, away.relative_to(articles) / OUT),
    ):
        monkeypatch.chdir(directory)
        now = printed(run, store)
        for command, told in before.items():
            assert now[command] == told, (directory, command)


def test_what_was_sent_is_extracted_again_as_what_it_is(
    run: Run, project: Path, articles: Path, processed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = printed(run, OUT)
    shutil.move(project, articles / "away")
    monkeypatch.chdir(articles)
    processed.clear()
    ended = run("extract", "away/data/raw", "--out-dir", "away/data/out")
    assert (ended.code, processed) == (0, [])
    assert printed(run, "away/data/out") == before
    # Some are renamed, some are copied, one is edited under another name.
    raw = articles / "away/data/raw"
    (raw / "b.txt").rename(raw / "z.txt")
    ended = run("extract", str(raw), "--out-dir", "away/data/out")
    assert processed == []
    assert f"data/raw/b.txt is {raw}/z.txt now; what was decided of it holds" in ended.err
    assert printed(run, "away/data/out")["decisions"] == before["decisions"]
