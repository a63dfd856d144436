"""The date of whole documents of many kinds, each set before it was run: undated.toml."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from timeline import pipeline
from timeline.dates import date_document
from timeline.model import Article

DOCUMENTS = tomllib.loads(
    (Path(__file__).parent / "undated.toml").read_text(encoding="utf-8")
)["document"]  # fmt: skip


@pytest.mark.parametrize("document", DOCUMENTS, ids=[d["kind"] for d in DOCUMENTS])
def test_a_document_gets_the_date_a_careful_reader_gives_it(document: dict[str, Any]) -> None:
    article = Article(
        id="a", path="a", text=document["text"], language=document["language"], published=None,
        published_how="unknown", format="text", sha256="",
    )  # fmt: skip
    found = pipeline.outline(article).document
    assert (found.published or "") == document["published"]
    dating = date_document(document["text"], language=document["language"])
    assert dating.published is None or dating.evidence
