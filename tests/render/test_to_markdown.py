import re
from html import escape
from importlib.util import find_spec
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from made import document, event
from timeline.safe_text import clean
from written import AT_WORDS, MIRROR, NASTY, SOURCES, nasty, sourced, write

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


def test_quotes_link_to_their_sources_and_tell_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.pdf").write_text("x")
    text, _ = write("markdown", sourced(), documents=SOURCES, folder=str(tmp_path / "out"))
    html = MarkdownIt("commonmark").render(text)
    assert '<a href="../report.pdf#page=14">The report</a>, p. 14; also in <a ' in html
    assert f'<a href="{MIRROR}#page=3">The mirror</a>, p. 3' in html
    assert f'<a href="{escape(AT_WORDS)}">The page</a>' in html
    assert "javascript" not in html
    held = document("a.txt", url="https://example.org/a_(b)?c=*d*_e_[f]")
    html = MarkdownIt("commonmark").render(write("markdown", event(), documents=[held])[0])
    assert '<a href="https://example.org/a_%28b%29?c=*d*_e_%5Bf%5D#:~' in html
