"""Blocks of a page: apart, whole, with the marks of what they are."""

from __future__ import annotations

import lxml.html
import pytest

from timeline.read.web.page_blocks import blocks, joined


def text(body: str) -> str:
    return joined(blocks(lxml.html.document_fromstring(f"<html><body>{body}</body></html>")))


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<div>One<div>Two</div>three</div>", "One\n\nTwo\n\nthree"),
        ("<p>One<br>two<br><br>three</p>", "One\ntwo\n\nthree"),
        ("<p>l'<em>aube</em> du <b>4</b>&nbsp;mai</p>", "l'aube du 4 mai"),
        ("<h1>A</h1><h2>B</h2><h4>C</h4>", "A\n\n## B\n\n## C"),
        ("<h2>A long standfirst that is set as a heading, as regional papers like to do, and that ends as sentences do.</h2>",
         "A long standfirst that is set as a heading, as regional papers like to do, and that ends as sentences do."),
        ("<details><summary>2021</summary><p>Closed.</p></details>", "## 2021\n\nClosed."),
        ("<ul><li>One</li><li>Two<ul><li>two a</li></ul></li></ul>", "- One\n- Two\n- two a"),
        ("<ul><li>One</li></ul><ol><li>Two</li></ol>", "- One\n\n- Two"),
        ("<ul><li><p>One</p><p>more</p></li><li>Two</li></ul>", "- One\n\nmore\n\n- Two"),
        ("<dl><dt>1999</dt><dd>Opened.</dd><dt>2003</dt><dd>Closed.</dd></dl>",
         "- 1999: Opened.\n- 2003: Closed."),
        ("<dl><dt>Why?</dt><dd>No one knows.</dd><dt>Alone</dt></dl>", "- Why? No one knows.\n\nAlone"),
        ("<blockquote><p>One</p><p>Two<br>three</p></blockquote>", "> One\n\n> Two\n> three"),
        ("<pre>a  b\nc</pre>", "a b\nc"),
        ("<figure><img><figcaption>The quay</figcaption></figure>", "The quay"),
        ("<script>x</script><noscript>y</noscript><style>z</style>", ""),
    ],
)  # fmt: skip
def test_blocks_are_apart(body: str, wanted: str) -> None:
    assert text(body) == wanted


@pytest.mark.parametrize(
    ("table", "wanted"),
    [
        ("<tr><th>Day</th><th>What</th></tr><tr><td>2001</td><td>Opened</td></tr>",
         "| Day | What |\n| --- | --- |\n| 2001 | Opened |"),
        ("<tr><td>2001</td><td><p>the bridge</p><p>Police</p></td></tr><tr><td>2</td><td>x</td></tr>",
         "| 2001 | the bridge / Police |\n| 2 | x |"),
        ("<tr><td>4<br>mai</td><td><div>It fell.</div><div>Police came.</div></td></tr><tr><td>2</td><td>x</td></tr>",
         "| 4 mai | It fell. Police came. |\n| 2 | x |"),
        ("<caption>Steps</caption><tr><td>1</td><td>x</td></tr><tr><td>2</td><td>y</td></tr>",
         "Steps\n\n| 1 | x |\n| 2 | y |"),
        # What lays out a page is no table: one column, headings, tables within.
        ("<tr><td>the bridge<p>Police</p></td></tr><tr><td>x</td></tr>", "the bridge\n\nPolice\n\nx"),
        ("<tr><td><h2>A</h2></td><td>b</td></tr><tr><td>c</td><td>d</td></tr>", "## A\n\nb\n\nc\n\nd"),
        ("<tr><td><table><tr><td>1</td><td>x</td></tr><tr><td>2</td><td>y</td></tr></table></td><td>b</td></tr><tr><td>c</td><td>d</td></tr>",
         "| 1 | x |\n| 2 | y |\n\nb\n\nc\n\nd"),
    ],
)  # fmt: skip
def test_cells_are_apart(table: str, wanted: str) -> None:
    assert text(f"<table>{table}</table>") == wanted


def test_a_table_for_layout_says_so() -> None:
    rows = "<tr><td>a</td><td>b</td></tr>" * 2
    assert text(f"<table role=presentation>{rows}</table>") == "a\n\nb\n\na\n\nb"


def test_the_share_of_links() -> None:
    body = "<p><a href='/x'>1234</a>5678</p><p><a href='mailto:a@b.org'>a@b.org</a></p>"
    tree = lxml.html.document_fromstring(f"<body>{body}</body>")
    assert [block.of_links for block in blocks(tree)] == [0.5, 0]


def test_sentences_without_a_stop_in_a_cell_are_parted_by_one() -> None:
    def cell(inner: str) -> str:
        rows = f"<tr><td>May</td><td>{inner}</td></tr>" * 2
        tree = lxml.html.fromstring(f"<html><body><table>{rows}</table></body></html>")
        return blocks(tree)[0].text

    told = "<p>The mill burnt down</p><p>Nobody was hurt</p>"
    assert cell(told) == "| May | The mill burnt down. Nobody was hurt |"
    assert cell("<p>Orley</p><p>Ann Reeve</p>") == "| May | Orley / Ann Reeve |"
    assert cell("The mill burnt<br>down at night") == "| May | The mill burnt down at night |"
