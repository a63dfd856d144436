"""Outputs of timeline's that lie among articles are not read as such."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from made import chronology, event
from timeline import render
from timeline.contract import line, whole
from timeline.errors import InputError, LeftOut, Rubbish
from timeline.model import Article
from timeline.read import articles, own
from timeline.store import Store, files, layout
from written import written

Put = Callable[[str, bytes | str], str]
TEXT = "The council met on Monday.\n"
MADE = chronology(event("e1234567"), event("e2345678", "2014/..")).model_dump(mode="json")
ENDINGS = {"html": "html", "markdown": "md", "atom": "atom", "json": "json", "jsonl": "jsonl",
           "xlsx": "xlsx", "docx": "docx", "tsv": "tsv"}  # fmt: skip


def made(name: str, *, horizontal: bool = False) -> str | bytes:
    if name == "json":
        return "".join(whole(MADE["documents"], MADE["events"]))
    page = render.Page(MADE["documents"], MADE["events"], horizontal=horizontal)
    return written(name, page)


def read(*paths: str) -> tuple[list[str], list[str], list[str]]:
    """Ids of articles, what was left out, what failed."""
    items = list(articles(paths))
    left = [i.what for i in items if isinstance(i, LeftOut) and not isinstance(i, Rubbish)]
    bad = [str(i) for i in items if isinstance(i, InputError)]
    return [i.id for i in items if isinstance(i, Article)], left, bad


@pytest.mark.parametrize("fmt", ENDINGS)
def test_an_output_met_in_a_folder_is_left_out(put: Put, fmt: str) -> None:
    put("q/a.txt", TEXT)
    name = put(f"q/page.{ENDINGS[fmt]}", made(fmt))
    assert read("q") == (["q/a.txt"], [name], [])
    assert read("q/*") == (["q/a.txt"], [name], [])


@pytest.mark.parametrize(
    "fmt", [f for f in render.FORMATS if f != "parquet"]
)  # of which nobody thinks that it is text
def test_an_output_that_is_named_is_refused(put: Put, fmt: str) -> None:
    good, left, (bad,) = read(put("out.bin", made(fmt)))
    assert not good
    assert not left
    assert bad.startswith("out.bin: it is a chronology that timeline wrote; ")
    assert ("timeline merge" in bad) == (fmt in ("json", "jsonl", "csv", "tsv"))


def test_a_page_with_a_timeline_above_and_a_list_of_events_are_known(put: Put) -> None:
    put("q/a.txt", TEXT)
    put("q/b.html", made("html", horizontal=True))
    put("q/c.json", "[" + ",\n".join(map(line, MADE["events"])) + "]")
    assert read("q") == (["q/a.txt"], ["q/b.html", "q/c.json"], [])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.md", "# Chronology\n\nThe council met on 3 May 2021.\n"),
        ("a.txt", "2021\nMay\n   3  The council met in Paris\n   4  It voted\n"),
        ("a.txt", "timeline (schema timeline/1) is what the page names as its generator.\n"),
        ("a.jsonl", '{"id": "e1", "title": "A vote", "text": "The council met on Monday."}\n'),
        ("a.html", "<!doctype html><head><meta name='generator' content='Hugo'></head><p>"
                   "The council met on Monday and voted on the budget of the town.</p>"),
    ],
)  # fmt: skip
def test_an_article_is_no_output(put: Put, name: str, content: str) -> None:
    good, left, bad = read(put(f"q/{name}", content))
    assert len(good) == 1
    assert not left
    assert not bad


def test_a_store_met_in_a_folder_is_left_out_as_a_whole(put: Put, tmp_path: Path) -> None:
    put("q/a.txt", TEXT)
    with Store.write(Path("q/s"), "rules 1") as store:
        store.publish(chronology(event("e1234567")))
    put("q/s/b.txt", TEXT)
    put("q/other/timeline.sqlite", "another program's")
    put("q/other/c.txt", TEXT)
    assert read("q") == (
        ["q/a.txt", "q/other/c.txt"],
        ["q/other/timeline.sqlite", "q/s"],
        [],
    )
    assert read("q/s") == (["q/s/b.txt"], ["q/s/chronology.json", "q/s/timeline.sqlite"], [])


def test_a_folder_of_nothing_but_outputs_holds_nothing(put: Put) -> None:
    put("q/page.html", made("html"))
    good, left, (bad,) = read("q")
    assert (good, left) == ([], ["q/page.html"])
    assert "holds nothing" in bad


def test_the_marks_are_the_stores() -> None:
    assert files.STORE == own.STORE
    assert layout.APPLICATION_ID.to_bytes(4) == own.STORE_MARK
