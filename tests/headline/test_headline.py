"""Headlines: words of the sentence in their order, names in brackets, nothing else."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest

from raw_samples import results
from timeline import pipeline
from timeline.headline.shorten import MOST
from timeline.model import Article, DatedMention

ROOT = Path(__file__).parents[2]
CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text("utf-8"))["case"]
_WORD = re.compile(r"\w+")


@cache
def mentions(language: str, text: str) -> Sequence[DatedMention]:
    article = Article(
        id="a", path="a", text=text, published="2024-05-20", published_how="given",
        language=language, format="txt", sha256="0",
    )  # fmt: skip
    return pipeline.process(article).mentions


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_the_headline_of_a_sentence(case: dict[str, str]) -> None:
    language = "en" if "en" in case else "fr"
    found = mentions(language, case[language])
    titles = [m.event.title for m in found if case["trigger"] in m.event.trigger.text]
    assert titles[:1] == [case["title"]], [(m.event.trigger.text, m.event.title) for m in found]


def samples() -> Sequence[DatedMention]:
    return [m for result in results() for m in result.mentions]


def own_words(title: str) -> Iterator[str]:
    """The words of a headline, those in square brackets left out."""
    return (m[0].lower() for m in _WORD.finditer(re.sub(r"\[[^\]]*\]", " ", title)))


def test_every_word_stands_in_the_quote_in_its_order() -> None:
    for m in samples():
        told = iter([w[0].lower() for w in _WORD.finditer(m.event.quote)])
        missing = [word for word in own_words(m.event.title) if word not in told]
        assert not missing, (m.event.title, m.event.quote)


def test_no_headline_is_empty_or_longer_than_it_may_be() -> None:
    for m in samples():
        words = m.event.title.split()
        assert words, m.event.quote
        names = sum(len(b.split()) for b in re.findall(r"\[[^\]]*\]", m.event.title))
        # What can't be cut behind a whole phrase stays longer; such sentences are rare.
        assert len(words) - names <= 2 * MOST, m.event.title
    longer = [m for m in samples() if len(m.event.title.split()) > MOST + 4]
    assert len(longer) <= 0.01 * len(samples()), [m.event.title for m in longer]


def test_a_headline_begins_with_a_capital_and_ends_with_a_word() -> None:
    for m in samples():
        title = m.event.title.lstrip('[«"“ ')
        assert title[:1] == title[:1].upper()
        assert m.event.title[-1] not in ",;:–—-", m.event.title
