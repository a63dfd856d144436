"""What kind of text an article is."""

from __future__ import annotations

import pytest

from telling import passages
from timeline import dates, segment
from timeline.model import ArticleKind, Dating


def kind(published: str | None, *lines: str, language: str = "en") -> ArticleKind:
    text, blocks = passages(*lines)
    found = dates.tag(text, language=language, published=published)
    habits = dates.habits(text, language=language, published=published)
    known = Dating(published=published, how="given", confidence=1.0)
    return segment.article_kind(blocks, found, known, history=habits == "narrative").kind


NEWS = (
    "Police arrested forty miners in Oslo on Wednesday after talks failed.",
    "The union said the company had refused to raise wages. The mine was opened in 1990.",
)
LIST = (
    "1990",
    "The mine opens near the river and takes on forty men.",
    "1994",
    "A second shaft is sunk by the new owners.",
    "2003",
    "The owners close both shafts for good.",
)
LIFE = (
    "Ann Lee was born in Bergen in 1931 and went to sea in 1948.",
    "In 1956 she married a pilot. In 1962 they bought a yard.",
    "The yard burned down in 1971 and was sold in 1975.",
)
CATALOGUE = tuple(f"Bowl, blue glaze, number {n}, 12 cm, chipped" for n in range(10))


@pytest.mark.parametrize(
    ("published", "lines", "wanted"),
    [
        ("2021-06-10", NEWS, "news"),
        (None, NEWS, "narrative"),
        ("2021-06-10", LIST, "chronicle"),
        (None, LIST, "chronicle"),
        ("2021-06-10", LIFE, "narrative"),
        ("2021-06-10", CATALOGUE, "reference"),
    ],
)
def test_the_kind_goes_by_headings_dates_and_form(
    published: str | None, lines: tuple[str, ...], wanted: str
) -> None:
    assert kind(published, *lines) == wanted


def test_what_decided_is_told() -> None:
    text, blocks = passages(*LIST)
    found = dates.tag(text, language="en")
    known = Dating(published=None, how="unknown", confidence=0.0)
    told = segment.article_kind(blocks, found, known, history=False)
    assert told.evidence == ("headed 1.00", "headings 3")
