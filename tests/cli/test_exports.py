"""Every export holds exactly the events that `show` shows under the same filters."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from collections.abc import Callable

import docx
import feedparser  # type: ignore[import-untyped]
import openpyxl
import polars
import pytest
from icalendar import Calendar
from markdown_it import MarkdownIt

from driven import Run

FILTERS = (
    (),
    ("--all",),
    ("--type", "election,economy"),
    ("--since", "2020-08"),
    ("--until", "2020-08-31", "--sort", "title", "--reverse"),
    ("--status", "planned"),
    ("--grep", "Müller", "--all", "--limit", "2"),
    ("--source", "b.txt"),
    ("--conflicts",),
    ("--type", "sport"),
)


@pytest.fixture
def stored(run: Run) -> Run:
    assert run("extract", "in", "-q").code == 0
    return run


def of_calendar(text: str) -> list[str]:
    events = Calendar.from_ical(text).walk("VEVENT")
    return [str(e["UID"]).removesuffix("@timeline") for e in events]


def of_graph(text: str) -> list[str]:
    nodes = json.loads(text)["@graph"]
    return [n["@id"].rpartition(":")[2] for n in nodes if n["@type"] == "Event"]


def of_feed(text: str) -> list[str]:
    return [entry.id.rpartition(":")[2] for entry in feedparser.parse(text).entries]


IDS: dict[str, Callable[[str], list[str]]] = {
    "json": lambda text: [e["id"] for e in json.loads(text)["events"]],
    "csv": lambda text: [row["id"] for row in csv.DictReader(io.StringIO(text))],
    "tsv": lambda text: [row["id"] for row in csv.DictReader(io.StringIO(text), delimiter="\t")],
    "ics": of_calendar,
    "timelinejs": lambda text: [slide["unique_id"] for slide in json.loads(text)["events"]],
    "jsonld": of_graph,
    "atom": of_feed,
}
# What these formats can't hold: events without any beginning, or without an end.
CLOSED = {"ics": ("start", "end"), "timelinejs": ("start",)}


@pytest.mark.parametrize("filters", FILTERS, ids=" ".join)
def test_formats_with_ids_hold_the_same_events_in_the_same_order(
    stored: Run, filters: tuple[str, ...]
) -> None:
    shown = stored("show", "--jsonl", *filters).events
    for name, ids in IDS.items():
        ended = stored("show", "-f", name, "--ranges", *filters)
        fit = [e["id"] for e in shown if all(e[end] for end in CLOSED.get(name, ()))]
        assert ids(ended.out) == fit, name
        left = len(shown) - len(fit)
        assert (f"{left} event" in ended.err and "left out" in ended.err) == bool(left), name


@pytest.mark.parametrize("filters", FILTERS, ids=" ".join)
def test_formats_for_readers_hold_as_many(stored: Run, filters: tuple[str, ...]) -> None:
    shown = stored("show", "--jsonl", *filters).events
    tokens = MarkdownIt().parse(stored("show", "-f", "markdown", *filters).out)
    top = [t for t in tokens if t.type == "list_item_open" and t.level == 1]
    assert len(top) == len(shown)
    page = stored("show", "-f", "html", *filters).out
    items = re.findall(r'<li id="e-([0-9a-f]+)"', page)  # always in order of time
    assert sorted(items) == sorted(e["id"] for e in shown)
    ids = [e["id"] for e in shown]
    for layout in ("list",) if "--conflicts" in filters else ("table", "list"):
        told = [line.split()[-1] for line in stored("show", "-f", layout, *filters).out.split("\n")
                if line.strip()]  # fmt: skip
        beginnings = [w for w in told if len(w) > 3 and any(i.startswith(w) for i in ids)]
        assert len(beginnings) == len(ids), layout
        assert all(map(str.startswith, sorted(ids), sorted(beginnings))), layout


@pytest.mark.parametrize("filters", FILTERS, ids=" ".join)
def test_parquet_files_hold_them_too(stored: Run, filters: tuple[str, ...]) -> None:
    assert stored("show", "-o", "all.parquet", "-q", *filters).code == 0
    told = polars.read_parquet("all.parquet")["id"].to_list()
    assert told == [e["id"] for e in stored("show", "--jsonl", *filters).events]


@pytest.mark.parametrize("filters", FILTERS, ids=" ".join)
def test_workbooks_and_word_documents_hold_them_too(stored: Run, filters: tuple[str, ...]) -> None:
    shown = stored("show", "--jsonl", *filters).events
    for name in ("all.xlsx", "all.docx"):
        assert stored("show", "-o", name, "-q", *filters).code == 0
    sheet = openpyxl.load_workbook("all.xlsx").worksheets[0]
    column = next(n for n, cell in enumerate(sheet[1]) if cell.value == "id")
    assert [row[column].value for row in sheet.iter_rows(2)] == [e["id"] for e in shown]
    told = docx.Document("all.docx").paragraphs
    titles = [p.text.split("\n")[0] for p in told if p.style and p.style.name == "Event"]
    tail = titles[len(titles) - len(shown) :]  # behind what it tells in short
    assert all(any(e["title"] in line for line in tail) for e in shown)


def test_the_store_itself_holds_all_of_them(stored: Run) -> None:
    with sqlite3.connect("data/out/timeline.sqlite") as db:
        rows = db.execute("SELECT id FROM event ORDER BY position").fetchall()
    db.close()
    assert [row[0] for row in rows] == [e["id"] for e in stored("show", "--all", "--jsonl").events]


def test_a_format_that_streams_and_one_that_does_not_count_alike(stored: Run) -> None:
    for filters in FILTERS:
        if "--conflicts" not in filters:
            streamed, whole = (stored("show", "-f", f, *filters).err for f in ("jsonl", "markdown"))
            assert streamed == whole
