import csv
import io
import json
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
