"""What one article tells twice: whole short articles read from retold.toml, and made-up mentions."""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from timeline import pipeline
from timeline.merge.features import Feature, features
from timeline.merge.retold import chains, retellings
from timeline.model import Article

CASES = tomllib.loads(Path(__file__).with_name("retold.toml").read_text("utf-8"))["article"]


@cache
def read(text: str, title: str | None, language: str) -> tuple[Feature, ...]:
    """The mentions of one short article, as merging sees them."""
    whole = f"{title}\n\n{text}" if title else text
    article = Article(
        id="a.txt",
        path="a.txt",
        title=title,
        text=whole,
        published="2021-03-10",
        published_how="given",
        language=language,
        format="txt",
        sha256=hashlib.sha256(whole.encode()).hexdigest(),
    )
    return tuple(features(pipeline.process(article).mentions))


def find(found: tuple[Feature, ...], trigger: str) -> Feature:
    """The mention whose trigger holds a word, with #2 the second one."""
    word, _, number = trigger.partition("#")
    hits = [f for f in found if word in f.mention.event.trigger.text.casefold()]
    told = [f.mention.event.trigger.text for f in found]
    assert len(hits) >= int(number or 1), f"{trigger} not among {told}"
    return hits[int(number or 1) - 1]


def _pairs(key: str) -> list[Any]:
    return [
        pytest.param(case, *pair, id=f"{case['language']}: {case['kind']}")
        for case in CASES
        for pair in case.get(key, ())
    ]


def joined(case: dict[str, Any], one: str, two: str) -> bool:
    found = read(case["text"], case.get("title"), case["language"])
    a, b = find(found, one), find(found, two)
    return any(a in chain and b in chain for chain in chains(retellings(found)))


@pytest.mark.parametrize(("case", "one", "two"), _pairs("again"))
def test_it_is_told_again(case: dict[str, Any], one: str, two: str) -> None:
    assert joined(case, one, two)


@pytest.mark.parametrize(("case", "one", "two"), _pairs("apart"))
def test_it_is_another(case: dict[str, Any], one: str, two: str) -> None:
    assert not joined(case, one, two)
