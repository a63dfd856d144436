"""The bench of pages: its measure, and our figures on pages of many makes with gold text."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

import page_text
import pages

FOLDER = Path(__file__).parent / "pages" / "text"
FLOORS = json.loads((Path(__file__).parents[1] / "floors.json").read_text())


def test_every_page_has_its_gold_and_its_day() -> None:
    found = dict(page_text.pages_with_gold(FOLDER))
    assert {p.name for p in found} == {p.name for p in FOLDER.glob("*.html")}
    assert {p.name for p in found} == set(pages.dates(FOLDER / "dates.tsv"))
    assert len(found) >= 22


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_figures_are_above_their_floors(language: str) -> None:
    figures, days = [], []
    for page, record in page_text.pages_with_gold(FOLDER):
        if page.name.startswith(language):
            text, title, day = page_text.ours(page.read_bytes())
            figures.append(page_text.figures(text, title, record))
            days.append(day == record["date"])
    floor = FLOORS[f"pages {language}"]
    most = floor["most"]
    assert sum(f.missed for f in figures) / len(figures) <= most["missed"]
    assert sum(f.through for f in figures) / len(figures) <= most["through"]
    assert sum(days) / len(days) >= floor["least"]["days"]


def test_the_measure() -> None:
    gold = "One two three four five six."
    assert page_text.figures(gold, None, {"text": gold}).missed == 0
    assert page_text.figures("A title\n\n" + gold, "A title", {"text": gold}).through == 0
    cut = page_text.figures("one two three four", None, {"articleBody": gold})
    assert (cut.missed, cut.through) == (2 / 3, 0)
    more = page_text.figures(f"{gold} seven", None, {"text": gold})
    assert (more.missed, more.through) == (0, 1 / 4)
    assert page_text.figures("", None, {"text": gold}).missed == 1


def test_the_measure_of_pieces() -> None:
    record = {"with": ["the quay", "no such\nwords"], "without": ["Share", "the  quay"]}
    told = page_text.figures("It is the\nquay.", None, record)
    assert (told.missed, told.through) == (0.5, 0.5)
    assert told.what == ("- no such words", "+ the quay")


def test_it_prints_a_table_for_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (FOLDER / "fr-tele.html").read_bytes()
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(page))
    record = {"language": "fr", "date": "2023-03-17", "with": ["281 voix"], "without": ["Avec AFM"]}
    (tmp_path / "gold.json").write_text(json.dumps({"a": record}))
    monkeypatch.setattr("sys.argv", ["page_text.py", str(tmp_path), "--wrong"])
    assert page_text.main() == 0
    lines = capsys.readouterr().out.splitlines()
    assert "fr  ours              1     0.0%   100.0%" in lines
    assert "+ Avec AFM" in lines
    assert lines[-1] == "days: 1 right, 0 wrong, 0 none"
