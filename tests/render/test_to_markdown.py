import re
from html import escape
from importlib.util import find_spec

import pytest
from markdown_it import MarkdownIt

from made import event
from timeline.safe_text import clean
from written import NASTY, nasty, write

LINKIFY = find_spec("linkify_it") is not None


def test_years_months_events_and_quotes() -> None:
    text, _ = write(
        "markdown",
        event("e1", "2019", title="First"),
        event("e2", "2020-08-09", title="Second", status="planned", sources=2),
    )
    html = MarkdownIt().render(text)
    for part in (
        "<h1>Chronology</h1>", "<h2>2019</h2>", "<h3>August 2020</h3>",
        "<strong>9 Aug 2020</strong> Second <em>(planned; election; 2 sources)</em>",
    ):  # fmt: skip
        assert part in html
    assert "<h3>" not in html.partition("<h2>2020</h2>")[0]


HOSTILE = (
    "[a](javascript:alert(1))", "![a](x)", "](javascript:alert(1)", "<javascript:alert(1)>",
    "<a href='javascript:x'>y</a>", "`code`", "```", "~~~", "a | b", "# head", "> quote", "- item", "1. one",
    "[^1]", "[a]: javascript:x", "<!-- ", "&lt;b&gt;", "\\<script>", "\\\\[x](y)", "$\\href{javascript:x}{y}$",
    "<img/src=x onerror=alert(1)>", "]]>", "***", "___", "===", "---", "ftp://x.example/a", "mailto:a@b.example",
    "JavaScript:alert(1)", "data:text/html,x", "\u2028# head", "\n# head", "\r\n\r\n    code", "<http://a.example>",
)  # fmt: skip


@pytest.mark.parametrize("payload", HOSTILE)
def test_nothing_in_a_text_is_markup(payload: str) -> None:
    text, _ = write("markdown", event(title=payload))
    plain, _ = write("markdown", event(title="Plain"))
    for engine in (
        MarkdownIt("commonmark", {"html": True}),
        MarkdownIt("gfm-like", {"html": True, "linkify": True}) if LINKIFY else MarkdownIt(),
    ):
        told = engine.render(text)
        tags = [tag for tag in re.findall(r"</?\w+", told) if tag not in ("<a", "</a")]
        assert tags == re.findall(r"</?\w+", engine.render(plain))
        assert re.findall('href="(?!https?:)', told) == []
        shown = re.sub(r"<[^>]*>", "", told).count(escape(clean(payload), quote=False))
        assert shown == 2, told  # as the title, and as its quote


def test_a_text_is_legible_as_it_stands() -> None:
    text, _ = write("markdown", event(title="At 10:30 https://a.example/b, re: rates"))
    assert "At 10:30 https://a.example/b, re: rates" in text


def test_an_articles_text_stays_text() -> None:
    text, _ = write("markdown", nasty(), event("e2", title="*a* _b_ [c](d) `e` # f &amp; <i>"))
    html = MarkdownIt("commonmark", {"html": True}).render(text)
    assert "<script" not in html
    assert "<i>" not in html
    assert "<a " not in html
    assert NASTY.split()[-1] in html
    assert "*a* _b_ [c](d) `e` # f &amp;amp; &lt;i&gt;" in html
