from markdown_it import MarkdownIt

from made import event
from written import NASTY, nasty, write


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


def test_an_articles_text_stays_text() -> None:
    text, _ = write("markdown", nasty(), event("e2", title="*a* _b_ [c](d) `e` # f &amp; <i>"))
    html = MarkdownIt("commonmark", {"html": True}).render(text)
    assert "<script" not in html
    assert "<i>" not in html
    assert "<a " not in html
    assert NASTY.split()[-1] in html
    assert "*a* _b_ [c](d) `e` # f &amp;amp; &lt;i&gt;" in html
