"""The phrasing tables: each language's phrases mean what the table says, and the others nothing."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from timeline.dates import tag, with_events

FOLDER = Path(__file__).parents[1] / "corpus"


def tables() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(FOLDER.glob("*.toml")):
        yield path.stem, tomllib.loads(path.read_text(encoding="utf-8"))


def marked(phrase: str) -> tuple[str, list[tuple[int, int]]]:
    """(text without asterisks, the spans they mark)."""
    parts = phrase.split("*")
    if len(parts) == 1:
        return phrase, [(0, len(phrase))]
    text = ""
    spans: list[tuple[int, int]] = []
    for i, part in enumerate(parts):
        if i % 2:
            spans.append((len(text), len(text) + len(part)))
        text += part
    return text, spans


CASES = [
    (code, table["published"], phrase, entry)
    for code, table in tables()
    for entry in table.get("value", [])
    for phrase in entry["phrases"]
]
INTERVALS = [
    (code, table["published"], phrase, entry["edtf"])
    for code, table in tables()
    for entry in table.get("interval", [])
    for phrase in entry["phrases"]
]
NEGATIVE = [
    (code, table["published"], phrase)
    for code, table in tables()
    for phrase in table["negative"]["phrases"]
]


@pytest.mark.parametrize(("code", "published", "phrase", "entry"), CASES)
def test_value(code: str, published: str, phrase: str, entry: dict[str, Any]) -> None:
    text, spans = marked(phrase)
    found = tag(text, language=code, published=published, mode="news")
    got = [(e.start, e.end, e.value, e.type) for e in found]
    assert got == [(*spans[0], entry["value"], entry.get("type", "DATE"))], phrase
    if "edtf" in entry:
        assert found[0].edtf == entry["edtf"]


@pytest.mark.parametrize(("code", "published", "phrase", "edtf"), INTERVALS)
def test_interval(code: str, published: str, phrase: str, edtf: str) -> None:
    text, spans = marked(phrase)
    found = tag(text, language=code, published=published, mode="news")
    assert [(e.start, e.end) for e in found] == spans
    assert {e.interval for e in found} == {edtf}


@pytest.mark.parametrize(("code", "published", "phrase"), NEGATIVE)
def test_negative(code: str, published: str, phrase: str) -> None:
    assert [e.text for e in tag(phrase, language=code, published=published)] == []


def test_tables_are_large_and_unlike() -> None:
    for code, table in tables():
        values = [p for e in table["value"] for p in e["phrases"]]
        phrases = [*values, *(p for e in table["interval"] for p in e["phrases"])]
        assert len(values) == len(set(values)), code
        full = code in with_events()
        assert len(phrases) >= (300 if full else 60), code
        assert len(set(table["negative"]["phrases"])) >= (100 if full else 25), code
        assert not any(re.search(r"\n", p) for p in phrases)
