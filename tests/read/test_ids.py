"""Ids that are the names of other files."""

from __future__ import annotations

from pathlib import Path

import pytest

from timeline.errors import InputError
from timeline.model import Article
from timeline.read.ids import check, takes_name_of

FILES = frozenset({"in/a.txt", "b.mbox", "c.jsonl"})


@pytest.mark.parametrize(
    ("id_", "path", "other"),
    [
        ("in/a.txt", "c.jsonl", "in/a.txt"),
        ("b.mbox#2", "c.jsonl", "b.mbox"),
        ("c.jsonl:3", "-", "c.jsonl"),
        ("in/a.txt", "in/a.txt", None),
        ("in/a.txt#2", "in/a.txt#2", None),
        ("b.mbox#2", "b.mbox", None),
        ("a.txt", "c.jsonl", None),
        ("in/a.txt:x", "c.jsonl", None),
        ("7", "c.jsonl", None),
    ],
)
def test_only_another_files_name_is_taken(id_: str, path: str, other: str | None) -> None:
    assert takes_name_of(id_, path, FILES) == other


def article(id_: str, path: str) -> Article:
    return Article(
        id=id_, path=path, title=None, author=None, text="x", published=None,
        published_how="unknown", language=None, url=None, format="jsonl", sha256="",
    )  # fmt: skip


def test_a_file_called_like_another_s_second_article_clashes_with_that_alone(
    tmp_path: Path,
) -> None:
    box, odd = tmp_path / "b.mbox", tmp_path / "b.mbox#2"
    box.touch()
    file = article(str(odd), str(odd))
    check(file, None)
    check(file, str(odd))
    with pytest.raises(InputError, match="that of another file's article"):
        check(file, str(box))
