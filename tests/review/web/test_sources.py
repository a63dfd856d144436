"""An article beside an event: its text in pieces, its PDF and no other file."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast
from urllib.parse import urlencode

import pytest

from drawn_pdf import make_pdf
from made import document, event, mention
from reviewing import ask, served, stored
from timeline.contract import DocumentRow, EventRow
from timeline.review.web import sources


def told(*mentions: Any) -> EventRow:
    return cast("EventRow", event(mentions=mentions).model_dump(mode="json"))


def test_the_words_of_an_event_in_a_document_come_in_order_none_over_another() -> None:
    row = told(
        mention("a.txt", "2020", "Second words", start=20, end=32),
        mention("a.txt", "2020", "First", start=0, end=5),
        mention("a.txt", "2020", "Second", start=20, end=26),
        mention("b.txt", "2020", "Elsewhere", start=3, end=12),
    )
    assert sources.spans(row, "a.txt") == [(0, 5), (20, 32)]
    assert sources.spans(row, "b.txt") == [(3, 12)]
    assert sources.spans(row, "c.txt") == []


def test_a_text_is_cut_at_its_quotes_and_the_one_asked_for_is_told() -> None:
    cut = sources.cut("One. Two. Three.", [(0, 4), (5, 9)], 5)
    assert cut["pieces"] == [("One.", 1), (" ", 0), ("Two.", 2), (" Three.", 0)]
    assert (cut["before"], cut["after"]) == (0, 0)
    assert sources.cut("", [(0, 4)], 0)["pieces"] == []
    assert sources.cut("short", [(2, 90)], 2)["pieces"] == [("short", 0)]


def test_of_a_long_text_the_surroundings_come_first() -> None:
    text = "x" * 100_000 + "HERE" + "y" * 100_000
    cut = sources.cut(text, [(100_000, 100_004)], 100_000)
    assert ("HERE", 2) in cut["pieces"]
    assert cut["before"] == cut["after"] == 100_000 - sources.ROOM
    whole = sources.cut(text, [(100_000, 100_004)], 100_000, whole=True)
    assert "".join(piece for piece, _ in whole["pieces"]) == text
    assert (whole["before"], whole["after"]) == (0, 0)


def test_what_steers_a_screen_is_left_out() -> None:
    assert sources.cut("a\u202eb\x1b[2J", [], -1)["pieces"] == [("ab[2J", 0)]


@pytest.mark.parametrize(
    ("name", "content", "is_one"),
    [
        ("a.pdf", b"%PDF-1.4\n", True),
        ("A.PDF", b"\xef\xbb\xbf%PDF-1.4\n", True),
        ("a.pdf", b"<html><script>", False),
        ("a.html", b"%PDF-1.4\n", False),
        ("a.pdf", None, False),
    ],
)
def test_a_pdf_is_told_by_its_name_and_its_content(
    tmp_path: Path, name: str, content: bytes | None, is_one: bool
) -> None:
    row = cast("DocumentRow", document(name).model_dump(mode="json"))
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    assert sources.pdf(row, str(file)) == (file if is_one else None)
    assert sources.pdf(row, None) is None
    assert sources.pdf(row, "a\0.pdf") is None
    assert sources.pdf(row, str(tmp_path)) is None


def test_a_pdf_is_served_whole_and_in_parts_to_this_page_alone(tmp_path: Path) -> None:
    line = "2020-03-02 | death | happened | 0.9 | Lighthouse keeper dies"
    pdf = make_pdf([[(50, 700, 12, "Nothing here")], [(50, 700, 12, line)]])
    store = stored(tmp_path, {"press.pdf": pdf})
    with served(store) as server:
        (row,) = ask(server, "/api/events").told["rows"]
        quote = ask(server, f"/api/event?id={row[0]}").told["quotes"][0]
        asked = urlencode({"document": quote["document"]})
        assert ask(server, f"/api/source?{asked}&id={row[0]}").told["pdf"]
        answer = ask(server, f"/file?{asked}")
        assert (answer.status, answer.body) == (200, pdf)
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.headers["content-security-policy"] == "frame-ancestors 'self'"
        part = ask(server, f"/file?{asked}", headers={"Range": "bytes=0-4"})
        assert (part.status, part.body) == (206, b"%PDF-")
        assert ask(server, f"/file?{asked}", token="wrong").status == 403
        (tmp_path / "in/press.pdf").write_text("no PDF any more", encoding="utf-8")
        assert ask(server, f"/file?{asked}").status == 404
