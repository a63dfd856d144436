"""Every file of a folder of all kinds is in the answer, with what was found in it or why nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import every_kind
from pdf_files import make_pdf
from timeline.cli import main

IN = "in/"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[every_kind.Folder]:
    """The folder, extracted into out/ beside it."""
    top = tmp_path_factory.mktemp("every")
    blank = [(50.0, 700.0, 11.0, "A report on bridges in the towns of the land.")]
    pdf = make_pdf([blank, [(50.0, 700.0, 11.0, "@@")]])
    made = every_kind.make(top / "in", pdf, 2)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(top)
        yield made


@pytest.fixture(scope="module")
def ended(folder: every_kind.Folder) -> int:
    return main(["extract", "in", "-q", "-o", "out.json", "--out-dir", "out"])


def listed(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert main(["documents", "--json", "--out-dir", "out"]) == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


def test_some_failed_and_the_rest_is_kept(ended: int) -> None:
    assert ended == 1


def test_every_file_is_accounted_for(
    folder: every_kind.Folder, ended: int, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = listed(capsys)
    read = {row["id"].removeprefix(IN) for row in rows if row["read"]}
    left = {row["path"].removeprefix(IN): row["why"] for row in rows if not row["read"]}
    assert read == folder.told.keys()
    assert left.keys() == folder.unread.keys()
    for name, words in folder.unread.items():
        assert words in f"{left[name]} {name}", name
    # Nothing on the disk is missing but what nobody wants to hear of.
    there = {p.relative_to(folder.top).as_posix() for p in folder.top.rglob("*") if not p.is_dir()}
    paths = {row["path"].removeprefix(IN).split("/")[0].partition(":")[0] for row in rows}
    silent = (
        {name.split("/")[0] for name in there} - paths - {r.split("/")[0] for r in folder.rubbish}
    )
    assert not silent


def test_every_document_gives_its_event_with_its_page_and_address(
    folder: every_kind.Folder, ended: int
) -> None:
    told = json.loads(Path("out.json").read_text("utf-8"))
    urls = {d["id"].removeprefix(IN): d["url"] for d in told["documents"]}
    found: dict[str, list[tuple[str, int | None]]] = {name: [] for name in folder.told}
    for event in told["events"]:
        for mention in event["mentions"]:
            assert "closed the old bridge" in " ".join(mention["quote"].split())
            found[mention["document"].removeprefix(IN)].append((mention["date"], mention["page"]))
    assert found == {name: [(t.day, t.page)] for name, t in folder.told.items()}
    assert urls == {name: t.url for name, t in folder.told.items()}


def test_the_same_again_reads_nothing_anew(
    folder: every_kind.Folder, ended: int, capsys: pytest.CaptureFixture[str]
) -> None:
    before = Path("out.json").read_bytes()
    assert main(["extract", "in", "-q", "-o", "again.json", "--out-dir", "out"]) == 1
    assert Path("again.json").read_bytes() == before
