"""The views for people, and what Datasette makes of a store; its command is looked for on the path,
or as DATASETTE_COMMAND names it, since it wants other versions of some packages than timeline."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from driven import Run
from timeline.store import reading_views

STORE = "data/out/timeline.sqlite"
SHOWN = ["events", "mentions", "documents", "actors"]


@pytest.fixture
def db(run: Run) -> Iterator[sqlite3.Connection]:
    assert run("extract", "in", "-q").code == 0
    with closing(sqlite3.connect(STORE)) as db:
        db.row_factory = sqlite3.Row
        yield db


def rows(db: sqlite3.Connection, view: str) -> list[dict[str, Any]]:
    return [dict(row) for row in db.execute(f"SELECT * FROM {view}")]


def test_they_hold_what_show_shows(db: sqlite3.Connection, run: Run) -> None:
    shown = run("show", "--all", "--jsonl").events
    told = rows(db, "events")
    assert [row["id"] for row in told] == [e["id"] for e in shown]
    assert [row["actors"] for row in told] == [
        "; ".join(a["name"] for a in e["actors"]) or None for e in shown
    ]
    quotes = {(row["event"], row["quote"]) for row in rows(db, "mentions")}
    assert quotes == {(e["id"], m["quote"]) for e in shown for m in e["mentions"]}
    documents = run("documents", "--jsonl").events
    assert len(rows(db, "documents")) == len(documents)
    actors = {row["name"]: row["events"] for row in rows(db, "actors")}
    assert actors == {a["name"]: a["events"] for a in run("actors", "--all", "--jsonl").events}


def test_what_was_rejected_is_left_out(db: sqlite3.Connection, run: Run) -> None:
    gone = rows(db, "events")[0]["id"]
    assert run("hide", gone).code == 0
    assert gone not in [row["id"] for row in rows(db, "events")]
    assert gone not in [row["event"] for row in rows(db, "mentions")]


def test_every_table_is_out_of_sight_and_every_view_is_told_of(
    db: sqlite3.Connection, run: Run
) -> None:
    told = json.loads(run("schema", "--datasette").out)["databases"]["timeline"]["tables"]
    tables = {
        row["name"] for row in db.execute("SELECT name FROM sqlite_master WHERE type='table'")
    }
    assert {name for name, how in told.items() if how.get("hidden")} == tables
    assert [name for name, how in told.items() if not how.get("hidden")] == SHOWN
    assert len(reading_views.VIEWS) == len(SHOWN)


def test_datasette_shows_the_views_and_finds_words(
    db: sqlite3.Connection, run: Run, tmp_path: Path
) -> None:
    program = os.environ.get("DATASETTE_COMMAND") or shutil.which("datasette")
    if program is None:
        pytest.skip("no datasette here: pipx install datasette, or set DATASETTE_COMMAND")
    settings = tmp_path / "metadata.json"
    settings.write_text(run("schema", "--datasette").out, encoding="utf-8")

    def get(path: str) -> Any:
        command = [program, STORE, "--metadata", str(settings), "--get", path]
        return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)

    told = get("/timeline.json")
    assert [table["name"] for table in told["tables"] if not table["hidden"]] == []
    assert [view["name"] for view in told["views"]][:4] == SHOWN
    found = get("/timeline/events.json?_search=Voters&_shape=array")
    assert found and all("Voters" in row["title"] for row in found)
