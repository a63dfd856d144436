"""The page on paper: compact, the digest first, quotes where the reader opened them."""

from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from made import event, mention
from timeline.model import Actor
from written import write


def printed(page: Any, path: Path) -> list[str]:
    """The text of each page of the print, on A4."""
    page.pdf(path=path, format="A4")
    pdf = pypdfium2.PdfDocument(path)
    try:
        return [sheet.get_textpage().get_text_bounded() for sheet in pdf]
    finally:
        pdf.close()


def some(number: int) -> list[Any]:
    """Events of a title, three people and two sources each."""
    people = tuple(Actor(name=f"Ana{n} Müller-Lüdenscheidt", kind="person") for n in range(3))
    return [
        event(
            f"e{n}",
            f"{2000 + n // 20}-{n % 12 + 1:02d}-{n % 28 + 1:02d}",
            title=f"Number {n}: the council of the town votes on what the mayor had asked for",
            actors=people,
            sources=2,
            mentions=tuple(
                mention(f"paper-{name}.txt", "2020-08-09", f"Words number {n}.") for name in "ab"
            ),
        )
        for n in range(number)
    ]


@pytest.mark.parametrize("scripts", [True, False])
def test_282_events_take_at_most_25_sheets(visit: Any, tmp_path: Path, scripts: bool) -> None:
    events = some(282)
    page = visit(write("html", *events, digest=events[:12])[0], java_script_enabled=scripts)
    sheets = printed(page, tmp_path / "page.pdf")
    assert len(sheets) <= 25
    text = "".join(sheets)
    assert sheets[0].index("In short") < sheets[0].index("Number 0")
    assert "Number 281" in text
    assert "Ana0 Müller-Lüdenscheidt" in text
    assert "paper-a.txt, paper-b.txt" in text.replace("\r\n", " ")
    assert "Words number 7." not in text
    for unwanted in ("More filters", "Jump to a time", "Keys:", "Copy link"):
        assert unwanted not in text


def test_a_quote_is_printed_where_the_reader_opened_it(visit: Any, tmp_path: Path) -> None:
    page = visit(write("html", *some(3))[0])
    page.locator("#e-e1 summary").click()
    text = "".join(printed(page, tmp_path / "page.pdf"))
    assert "Words number 1." in text
    assert "Words number 0." not in text


@pytest.mark.parametrize("scripts", [True, False])
def test_all_that_is_under_way_is_printed(visit: Any, tmp_path: Path, scripts: bool) -> None:
    long = [event(f"u{n}", f"{1980 + n}/..", title=f"Long {n}.") for n in range(12)]
    page = visit(write("html", *long, event("e1"))[0], java_script_enabled=scripts)
    text = "".join(printed(page, tmp_path / "page.pdf"))
    assert [n for n in range(12) if f"Long {n}." not in text] == []
    assert "6 more" not in text


def test_what_is_filtered_out_is_not_printed(visit: Any, tmp_path: Path) -> None:
    page = visit(write("html", *some(21))[0])
    page.fill("input[name=text]", "2001")
    page.wait_for_function("() => document.getElementById('count').textContent[1] === ' '")
    text = "".join(printed(page, tmp_path / "page.pdf"))
    assert "1 of 21 events" in text
    assert "Number 20:" in text
    assert "Number 0:" not in text
