"""A page's title, address and writer."""

from __future__ import annotations

import lxml.html
import pytest

from timeline.read.web import page_facts

OWN = "https://example.org/2021/05/quay"
CANONICAL = f"<link rel=canonical href='{OWN}'>"


def of(head: str, body: str = "") -> tuple[object, dict[str, str]]:
    page = f"<html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"
    tree = lxml.html.document_fromstring(page)
    return tree, page_facts.metadata(tree)


@pytest.mark.parametrize(
    ("head", "source", "wanted"),
    [
        (CANONICAL, "", OWN),
        (f"<meta property='og:url' content='{OWN}'>", "", OWN),
        ("<link rel=canonical href='/2021/05/quay'><meta property='og:url' content='https://example.org/'>", "", OWN),
        ("<link rel=canonical href='/2021/05/quay'>", "", None),
        ("<link rel=canonical href='//example.org/2021/05/quay'>", "", OWN),
        (f"<link rel=canonical href='https://example.org/'><meta property='og:url' content='{OWN}'>", "", OWN),
        ("<link rel=canonical href='javascript:x'>", "", None),
        ("<link rel=canonical href='http://[x'>", "", None),
        ("", f"<!-- saved from url=(0032){OWN} -->", OWN),
        ("", f"<html><!--\n Page saved with SingleFile \n url: {OWN} \n saved date: x -->", OWN),
        (CANONICAL, "<!-- saved from url=(0032)https://example.org/other -->", OWN),
        ("", "", None),
    ],
)  # fmt: skip
def test_the_address_is_whole_or_none(head: str, source: str, wanted: str | None) -> None:
    assert page_facts.address(*of(head), source) == wanted


@pytest.mark.parametrize(
    ("head", "body", "wanted"),
    [
        ("<title>A quay - The Echo</title>", "<h1>A quay</h1>", "A quay"),
        ("<title>A quay - The Echo</title>", "<h1>The Echo</h1><h1>A quay</h1>", "A quay"),
        ("<title>A quay | The Echo</title>", "<h1>The Echo</h1>", "A quay"),
        ("<title>The Echo</title>", "<h1>The Echo</h1>", "The Echo"),
        ("<title>x</title><meta property='og:title' content='A quay is rebuilt - Echo'>", "<h1>Echo</h1><h1>A quay<br>is rebuilt</h1>", "A quay is rebuilt"),
        ("", "<p>x</p>", None),
    ],
)  # fmt: skip
def test_the_title_is_the_headline(head: str, body: str, wanted: str | None) -> None:
    assert page_facts.title(*of(head, body)) == wanted


def linked(value: str) -> str:
    return f'<script type="application/ld+json">{value}</script>'


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        (linked('{"@type": "NewsArticle", "author": [{"name": "Jo Lee"}, {"name": "Al Roe"}]}'), "Jo Lee, Al Roe"),
        (linked('{"@graph": [{"@type": "Article", "author": "Jo Lee"}]}'), "Jo Lee"),
        (linked('{"@type": "Organization", "author": "The Echo"}'), None),
        (linked("{broken") + "<meta name=author content='By Jo Lee'>", "Jo Lee"),
        ("<meta name=author content='Par Zoé Roux'>", "Zoé Roux"),
        ("<meta property='article:author' content='https://example.org/jo'>", None),
        ("", None),
    ],
)  # fmt: skip
def test_the_writer(head: str, wanted: str | None) -> None:
    tree, meta = of(head)
    assert page_facts.author(meta, page_facts.linked_data(tree)) == wanted
