import csv
import io
import json

from driven import Run


def test_every_language_has_its_level(run: Run) -> None:
    rows = {row["code"]: row for row in run("languages", "--jsonl").events}
    assert rows["en"] == {"code": "en", "name": "English", "dates": "full", "events": True}
    assert rows["de"] == {"code": "de", "name": "German", "dates": "good", "events": False}
    assert rows["ru"] == {"code": "ru", "name": "Russian", "dates": "basic", "events": False}
    assert len(rows) > 150


def test_the_best_come_first(run: Run) -> None:
    levels = [row["dates"] for row in run("languages", "--jsonl").events]
    assert levels == sorted(levels, key=["full", "good", "basic"].index)


def test_every_format(run: Run) -> None:
    lines = run("languages", "--jsonl").events
    assert json.loads(run("languages", "--json").out) == lines
    rows = list(csv.DictReader(io.StringIO(run("languages", "--csv").out)))
    assert [row["code"] for row in rows] == [row["code"] for row in lines]
    table = run("languages", "--format", "table")
    assert table.out.split()[:4] == ["Code", "Name", "Dates", "Events"]
    assert table.err == f"timeline: {len(lines)} languages\n"


def test_two_formats_are_one_too_many(run: Run) -> None:
    ended = run("languages", "--json", "--csv")
    assert ended.code == 2
    assert "choose one" in ended.err
