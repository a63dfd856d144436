import contextlib
import csv
import hashlib
import io
import json
import sqlite3
from pathlib import Path

import pytest

from driven import Run
from timeline.model import Document


@pytest.fixture
def stored(run: Run) -> Run:
    assert run("extract", "in", "--published", "2020-08-19", "-q").code == 0
    return run


def test_documents_are_listed_with_their_events(stored: Run) -> None:
    rows = stored("documents").events
    assert [(row["id"], row.pop("events")) for row in rows] == [("in/a.txt", 4), ("in/b.txt", 2)]
    for row in rows:
        assert [row.pop(name) for name in ("read", "failed", "why", "how")] == [
            True,
            False,
            None,
            None,
        ]
        assert Document(**row).published == "2020-08-19"


def test_documents_in_every_format(stored: Run) -> None:
    assert len(json.loads(stored("documents", "--json").out)) == 2
    rows = list(csv.DictReader(io.StringIO(stored("documents", "--csv").out)))
    assert [row["id"] for row in rows] == ["in/a.txt", "in/b.txt"]
    table = stored("documents", "--format", "table")
    assert table.out.split()[:5] == ["Published", "How", "Lang", "Words", "Events"]
    assert table.err == "timeline: 2 documents\n"


def test_documents_with_warnings_are_counted(run: Run, articles: Path) -> None:
    (articles / "in/odd.txt").write_bytes("2021 | visit | happened | 0.9 | Café\n".encode("cp1252"))
    run("extract", "in")
    ended = run("documents")
    assert ended.err == "timeline: 3 documents, 1 with warnings\n"
    assert [bool(row["warnings"]) for row in ended.events] == [False, False, True]


def test_those_whose_date_is_unknown_are_named(run: Run) -> None:
    run("extract", "in/a.txt", "--published", "2020-08-19")
    run("extract", "in/b.txt")
    assert [row["id"] for row in run("documents", "--undated").events] == ["in/b.txt"]


def test_no_store_no_documents(run: Run) -> None:
    ended = run("documents")
    assert ended.code == 1
    assert "timeline extract PATHS" in ended.err


def test_undated_documents_are_named(run: Run, articles: Path) -> None:
    (articles / "in/2020-08-19-c.txt").write_text("2021 | visit | happened | 0.9 | Harwick\n")
    run("extract", "in")
    rows = run("documents").events
    ended = run("documents", "--undated")
    assert [row["id"] for row in ended.events] == [r["id"] for r in rows if r["published"] is None]
    assert ended.events
    assert len(ended.events) < len(rows)
    assert ended.err.startswith(f"timeline: {len(ended.events)} documents of {len(rows)} undated")


def test_the_text_of_a_document_is_printed_as_it_was_read(stored: Run, articles: Path) -> None:
    text = (articles / "in/a.txt").read_text("utf-8")
    (articles / "in/a.txt").unlink()
    ended = stored("documents", "--text", "in/a.txt")
    assert (ended.code, ended.out) == (0, text)
    for event in stored("show", "--all").events:
        for m in event["mentions"]:
            if m["document"] == "in/a.txt":
                assert text[m["start"] : m["end"]] == m["quote"]


@pytest.mark.parametrize(
    "way", ["in/a.txt", "in/a", "a.txt", "a.", "{absolute}", "{dotted}", "{sha256}"]
)
def test_ways_to_name_a_document(stored: Run, articles: Path, way: str) -> None:
    sha256 = hashlib.sha256((articles / "in/a.txt").read_bytes()).hexdigest()
    named = way.format(absolute=articles / "in/a.txt", dotted="./in/../in/a.txt", sha256=sha256[:8])
    text = (articles / "in/a.txt").read_text("utf-8")
    assert stored("documents", "--text", named).out == text


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("in/", "'in/' may be in/a.txt, in/b.txt; give more of it, or all"),
        ("in/c.txt", "no document's id, path or sha256 begins with 'in/c.txt'; did you mean in/"),
        ("", "no document's id, path or sha256 begins with ''; see timeline documents"),
    ],
)
def test_a_name_of_several_documents_or_none_is_an_error(
    stored: Run, named: str, told: str
) -> None:
    ended = stored("documents", "--text", named)
    assert (ended.code, ended.out) == (2, "")
    assert told in ended.err


def test_a_text_that_is_not_kept_is_one_line(stored: Run) -> None:
    with contextlib.closing(sqlite3.connect("data/out/timeline.sqlite")) as db, db:
        db.execute("DELETE FROM source")
    ended = stored("documents", "--text", "in/a.txt")
    assert (ended.code, ended.out, ended.err.count("\n")) == (1, "", 1)
    assert "in/a.txt: its text isn't kept" in ended.err
    assert "extract the article again" in ended.err
