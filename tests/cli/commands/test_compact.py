"""timeline compact."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from driven import Run
from timeline.cli.commands.compact import _size
from timeline.store.files import STORE

OUT = Path("data/out")


def test_a_store_takes_less_and_shows_the_same(run: Run, articles: Path) -> None:
    assert run("extract", "in", "-q").code == 0
    before = run("show", "--all").out
    ended = run("compact")
    assert (ended.code, ended.out) == (0, "")
    assert re.search(r"data/out/timeline\.sqlite: [\d.]+ kB, now [\d.]+ kB\n$", ended.err)
    assert run("show", "--all").out == before
    assert run("check").code == 0


def test_without_what_merging_keeps_everything_is_merged_anew(run: Run, articles: Path) -> None:
    assert run("extract", "in", "-q").code == 0
    before = run("show", "--all").out
    assert run("compact", "--forget-merging", "-q").err == ""
    assert run("extract", "in", "-q").code == 0
    assert run("show", "--all").out == before


def test_without_a_store_there_is_nothing_to_give_back(run: Run) -> None:
    ended = run("compact")
    assert ended.code == 1
    assert "there is no chronology here yet" in ended.err


def test_a_damaged_store_is_left_as_it_is(run: Run, articles: Path) -> None:
    assert run("extract", "in", "-q").code == 0
    content = (OUT / STORE).read_bytes().replace(b'["en"]', b'["fr"]')
    (OUT / STORE).write_bytes(content)
    ended = run("compact")
    assert ended.code == 1
    assert "it is damaged" in ended.err
    assert (OUT / STORE).read_bytes() == content


@pytest.mark.parametrize(
    ("count", "words"), [(999, "999 bytes"), (6_731_776, "6.7 MB"), (1_240_000_000, "1.2 GB")]
)
def test_sizes_are_told_in_words(count: int, words: str) -> None:
    assert _size(count) == words
