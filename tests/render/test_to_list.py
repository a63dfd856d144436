import io
from typing import Any

import pytest

from made import chronology, event
from timeline.render import Page, to_list
from written import NASTY, SOURCES, nasty, sourced


def lines(*events: Any, quotes: bool = False) -> list[str]:
    told = chronology(*events).model_dump(mode="json")
    out = io.StringIO()
    to_list.chronology(Page(told["documents"], told["events"], 4, quotes=quotes), out)
    return out.getvalue().splitlines()


@pytest.fixture(autouse=True)
def width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")


def test_years_and_months_are_headings_and_a_line_is_an_event() -> None:
    told = lines(
        event("e1", "2020-08-09", title="Second", sources=2),
        event("e2", "2020", title="First", type="other"),
        event("e3", "2021-01-28/2021-02-02", title="Third", status="planned"),
    )
    assert told == [
        "2020",
        "      First  e2",
        "August 2020",
        "   9  Second  election  2 sources  e1",
        "",
        "2021",
        "      28 Jan – 2 Feb 2021: planned: Third  election  e3",
    ]


def test_quotes_come_when_asked_for() -> None:
    quoted = lines(event("e1", title="A vote"), quotes=True)
    assert any("“A vote”" in line for line in quoted)
    assert not any("“" in line for line in lines(event("e1", title="A vote")))


def test_long_titles_wrap_under_themselves() -> None:
    told = lines(event("e1", title="word " * 30))
    assert all(len(line) <= 60 for line in told)
    assert all(line.startswith("      ") for line in told[3:])


def test_markup_and_controls_in_texts_are_text() -> None:
    told = " ".join(" ".join(lines(nasty(), event("e2", title="[bold]x[/] \x1b[31mred"))).split())
    assert "[bold]x[/] [31mred" in told
    assert NASTY.split()[-1] in told
    assert "\x1b" not in told


def test_quotes_tell_the_page_and_the_address() -> None:
    told = chronology(sourced(), documents=SOURCES).model_dump(mode="json")
    out = io.StringIO()
    to_list.chronology(Page(told["documents"], told["events"], 4, quotes=True), out)
    said = " ".join(out.getvalue().split())
    assert "— The report (report.pdf), p. 14; also in The mirror (mirror), p. 3" in said
    assert "— The page (page.html) news.example.org/a?b=1&c=2 “" in said
    assert "javascript" not in said
    assert "\x1b" not in out.getvalue()
