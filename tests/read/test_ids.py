"""Ids that are the names of other files."""

from __future__ import annotations

import pytest

from timeline.model import Article
from timeline.read.ids import takes_name_of

FILES = frozenset({"in/a.txt", "b.mbox", "c.jsonl"})


@pytest.mark.parametrize(
    ("id_", "path", "other"),
    [
        ("in/a.txt", "c.jsonl", "in/a.txt"),
        ("b.mbox#2", "c.jsonl", "b.mbox"),
        ("c.jsonl:3", "-", "c.jsonl"),
        ("in/a.txt", "in/a.txt", None),
        ("b.mbox#2", "b.mbox", None),
        ("a.txt", "c.jsonl", None),
        ("in/a.txt:x", "c.jsonl", None),
        ("7", "c.jsonl", None),
    ],
)
def test_only_another_files_name_is_taken(id_: str, path: str, other: str | None) -> None:
    article = Article(
        id=id_, path=path, title=None, author=None, text="x", published=None,
        published_how="unknown", language=None, url=None, format="jsonl", sha256="",
    )  # fmt: skip
    assert takes_name_of(article, FILES) == other
