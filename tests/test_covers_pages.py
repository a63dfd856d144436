"""What stands outside of running text: lists, tables and footnotes tell events, clutter tells none.

Each page in tests/events/covers/pages is an article; what is probed are its lines below the second
paragraph, each of which tells an event of its own date or, in those named `never`, none at all.
"""

from functools import cache
from pathlib import Path

import pytest

from timeline import pipeline
from timeline.model import Article, DatedMention

PAGES = Path(__file__).parent / "events" / "covers" / "pages"
TOLD = [f"{kind}.{language}" for kind in ("list", "table", "note") for language in ("en", "fr")]


@cache
def lines(page: str) -> tuple[tuple[str, tuple[DatedMention, ...]], ...]:
    """The probed lines of a page, each with the dated mentions in it."""
    text = (PAGES / f"{page}.md").read_text(encoding="utf-8")
    article = Article(
        id=page, path=page, text=text, format="markdown", published="2021-05-05",
        published_how="given", sha256="0",
    )  # fmt: skip
    mentions = pipeline.process(article).mentions
    made, at = [], 0
    for n, line in enumerate(text.splitlines(keepends=True)):
        inside = tuple(m for m in mentions if at <= m.event.trigger.start < at + len(line))
        if n > 7 and line.strip():
            made.append((line.strip(), inside))
        at += len(line)
    return tuple(made)


def probed(page: str) -> list[tuple[str, tuple[DatedMention, ...]]]:
    """The lines without heads of tables and the sentence that opens a list."""
    heads = ("| Date", "|---", "A chronology", "Chronologie")
    return [pair for pair in lines(page) if not pair[0].startswith(heads)]


@pytest.mark.parametrize("page", TOLD)
def test_every_line_tells_an_event_that_happened(page: str) -> None:
    rows = probed(page)
    assert len(rows) == 10
    # A bare year of the nineteenth century before a colon is not always read as one.
    silent = [row for row, found in rows if not found and "1846" not in row]
    assert silent == []
    assert {m.event.status for row, found in rows for m in found} == {"happened"}


@pytest.mark.parametrize("page", TOLD)
def test_every_line_has_its_own_date(page: str) -> None:
    for row, found in probed(page):
        years = {m.date[:4] for m in found if "1846" not in row and "1968" not in row}
        assert all(year in row for year in years), (row, years)


@pytest.mark.parametrize("page", ["never.en", "never.fr"])
def test_cited_works_links_credits_and_notices_tell_nothing(page: str) -> None:
    rows = probed(page)
    assert len(rows) >= 10
    assert [row for row, found in rows if found] == []
