"""Pages of many makes and their dates; pages of several articles."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import pages
from timeline.model import Article
from timeline.read import articles
from timeline.read.web import html
from timeline.read.web.page_date import Dated

Put = Callable[[str, bytes | str], str]
FOLDER = Path(__file__).parent / "pages"
DATES = pages.dates(FOLDER / "dates.tsv")


@pytest.mark.parametrize(("name", "day"), DATES.items())
def test_pages_of_many_makes(name: str, day: str | None) -> None:
    assert html.dated((FOLDER / name).read_text("utf-8")).day == day


def test_every_page_has_its_date() -> None:
    assert {p.name for p in FOLDER.glob("*.html")} == set(DATES)


@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("dublin-core.html", "metadata"),
        ("date-bar-by.html", "dateline"),
        ("address-day.html", "metadata"),
        ("only-updated.html", "inferred"),
        ("copyright-only.html", "unknown"),
    ],
)
def test_how_a_page_is_dated(name: str, how: str) -> None:
    assert html.dated((FOLDER / name).read_text("utf-8")).how == how


def test_a_date_with_two_readings_is_flagged(put: Put) -> None:
    (found,) = articles([put("a.html", (FOLDER / "numbers-unknown.html").read_bytes())])
    assert isinstance(found, Article)
    assert found.warnings == (
        "its date 04/05/2021 may be 2021-05-04 or 2021-04-05: give it with --published",
    )


def test_bench_counts_right_wrong_and_none(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["pages.py", str(FOLDER), str(FOLDER / "dates.tsv")])
    assert pages.main() == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()[1:]]
    counts = {" ".join(row[:-4]): [int(n) for n in row[-4:-1]] for row in rows}
    assert {sum(c) for c in counts.values()} == {len(DATES)}
    for alone in ("htmldate alone", "ours alone"):
        assert counts["both"][0] >= counts[alone][0]
        assert counts["both"][1] <= counts[alone][1]
    assert [pages.verdict(f, "2020-05-04") for f in ("2020-05-04", "2020-05", "2020-05-05", None)] == [
        "right", "none", "wrong", "none",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "source", ["http://example.invalid/2020/05/04/x", "<p>http://example.invalid/a</p>"]
)
def test_no_page_is_ever_fetched(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was asked for")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    head = "<link rel='canonical' href='http://example.invalid/a'><meta property='og:url' content='http://example.invalid/b'>"
    html.dated(source)
    html.dated(f"<html><head>{head}</head><body><h1>A</h1>{source}</body></html>")


@pytest.mark.parametrize(
    "part",
    [
        "<div>", "<p>4 May 2021, 04/05/2021</p>", '<time class="published" datetime="x">a</time>',
        '<span itemprop="datePublished">', "<aside>", "2021-05-",
        '<script type="application/ld+json">{"@type":"x"</script>', '<abbr title="x">a</abbr>',
    ],
)  # fmt: skip
def test_hostile_pages_take_little_time(part: str) -> None:
    page = "<html><body><h1>x</h1>" + part * (400_000 // len(part))
    start = time.process_time()
    html.dated(page)
    assert time.process_time() - start < 8


def test_a_large_page_is_dated_without_htmldate(monkeypatch: pytest.MonkeyPatch) -> None:
    import htmldate

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("asked")

    monkeypatch.setattr(htmldate, "find_date", refuse)
    page = f"<html><body><h1>Quay</h1><p>Published 4 May 2021</p><p>{'word ' * 250_000}</p></body></html>"
    assert html.dated(page) == Dated("2021-05-04", "dateline")


# -- several articles --------------------------------------------------------------------------

LONG = "The council of the town agreed to rebuild the old quay, which had been closed since the storm. "


def article(title: str, day: str, text: str, marks: str = "") -> str:
    return (
        f"<article {marks}><h2><a href='/x'>{title}</a></h2><p class='date'>{day}</p>"
        f"<p>{text} {LONG * 4}</p><p>{LONG * 4}</p></article>"
    )


def read(put: Put, body: str, head: str = "") -> list[Article]:
    page = f"<!DOCTYPE html><html><head><title>The Quay Gazette</title>{head}</head><body>{body}</body></html>"
    return [a for a in articles([put("a.html", page)]) if isinstance(a, Article)]


def test_a_page_of_whole_articles(put: Put) -> None:
    body = article("One vote", "4 May 2021", "First.") + article(
        "Two votes", "5 May 2021", "Second."
    )
    found = read(put, f"<h1>The Quay Gazette</h1>{body}")
    assert [(a.id, a.title, a.published) for a in found] == [
        ("a.html", "One vote", "2021-05-04"),
        ("a.html#2", "Two votes", "2021-05-05"),
    ]
    assert found[0].text.startswith("One vote\n\n")
    assert "Second." in found[1].text
    assert "First." not in found[1].text


def test_the_pages_metadata_are_those_of_the_article_it_is_named_for(put: Put) -> None:
    head = "<meta property='og:title' content='One vote'><meta property='article:published_time' content='2021-05-03'>"
    body = article("One vote", "", "First.") + article("Two votes", "", "Second.")
    assert [a.published for a in read(put, body, head)] == ["2021-05-03", None]


@pytest.mark.parametrize(
    "others",
    [
        "<article><h3>A bridge</h3><p>5 May 2021</p><p>It was closed to lorries, and a detour is signed.</p></article>" * 6,
        f"<div id='comments'>{article('Bob', '6 May 2021', 'I doubt it.')}</div>",
        article("More", "6 May 2021", "A card.", "class='related-card'"),
        f"<p>{LONG * 40}</p>" + article("An aside", "6 May 2021", "A card."),
    ],
)  # fmt: skip
def test_teasers_comments_and_cards_are_no_articles(put: Put, others: str) -> None:
    found = read(put, article("One vote", "4 May 2021", "First.") + others)
    assert [a.id for a in found] == ["a.html"]


BRIEF = (
    "<article><h2>{}</h2><time datetime='{}'></time><p>The council of Orley met in the old mill "
    "and {} the plan for the weir.</p><p>{}</p></article>"
)


def test_short_articles_with_a_headline_and_a_day_are_articles(put: Put) -> None:
    body = BRIEF.format("Plan kept", "2021-05-04", "kept", "The mayor resigned yesterday.")
    body += BRIEF.format("Plan dropped", "2022-06-05", "dropped", "Work on it ended on Friday.")
    found = read(put, body)
    assert [(a.title, a.published) for a in found] == [
        ("Plan kept", "2021-05-04"), ("Plan dropped", "2022-06-05"),
    ]  # fmt: skip
    assert "resigned yesterday" in found[0].text
    assert "ended on Friday" in found[1].text


@pytest.mark.parametrize(
    ("head", "more", "day"),
    [
        ("<a href='/plan'>Plan dropped</a>", "Work on it ended on Friday.", "2022-06-05"),  # a card
        ("Plan dropped", "<a href='/plan'>Read on</a>", "2022-06-05"),
        ("Plan dropped", "Work on it ended on Friday.", ""),
    ],
)
def test_what_leads_to_an_article_or_has_no_day_is_none(
    put: Put, head: str, more: str, day: str
) -> None:
    body = BRIEF.format("Plan kept", "2021-05-04", "kept", "The mayor resigned yesterday.")
    assert len(read(put, body + BRIEF.format(head, day, "dropped", more))) == 1


def test_entries_of_one_day_below_a_headline_are_one_article(put: Put) -> None:
    entries = "".join(
        BRIEF.format(f"{hour} o'clock", f"2021-05-04T{hour}:00", "kept", "The mayor spoke then.")
        for hour in (10, 11, 12)
    )
    assert len(read(put, "<h1>The day of the vote</h1>" + entries)) == 1


def test_articles_within_an_article_are_its_parts(put: Put) -> None:
    inner = article("Box", "", "A box.")
    body = f"<article><h1>One vote</h1><p>{LONG * 8}</p>{inner}{inner}</article>"
    assert [a.id for a in read(put, body)] == ["a.html"]


def test_the_dates_of_the_pages_are_dates() -> None:
    assert all(day is None or re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", day) for day in DATES.values())
    assert len(DATES) > 40


def test_two_times_in_one_place_are_both_heard() -> None:
    times = '<time datetime="2021"></time><time datetime="2021-05-04"></time>'
    assert (
        html.dated(f"<html><body><h1>A plan</h1><p>{times}</p></body></html>").day == "2021-05-04"
    )


def test_the_day_of_a_row_is_not_that_of_publication() -> None:
    def dated(*rows: str) -> str | None:
        table = "".join(f"<tr>{row}</tr>" for row in rows)
        return html.dated(f"<body><h1>The old mill</h1><table>{table}</table></body>").day

    fire = "<td>4 May 1984</td><td>Fire gutted the mill.</td>"
    flood = "<td>6 June 1985</td><td>A flood took the weir.</td>"
    assert dated("<th>Date</th><th>Event</th>", fire, flood) is None
    assert dated(fire, flood) is None
    assert dated("<td>Published on 4 May 1984</td><td>by A. Reeve</td>", flood) == "1984-05-04"
    # A table that only lays out the page has no rows.
    assert dated("<td>4 May 1984</td>", "<td>Fire gutted the mill.</td>") == "1984-05-04"
