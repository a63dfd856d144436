import csv
import io
import json
from pathlib import Path

import pytest

from driven import Run
from timeline.when import parse

ENGLISH = (
    "The council met on 9 August 2020 and again in September 2021. It will rest for two weeks."
)
FRENCH = "Le conseil s'est réuni le 9 août 2020. La loi a été adoptée par le parlement de la ville."


@pytest.fixture
def texts(articles: Path) -> Path:
    (articles / "en.txt").write_text(ENGLISH, encoding="utf-8")
    (articles / "fr.txt").write_text(FRENCH, encoding="utf-8")
    return articles


def test_time_expressions_are_slices_of_the_article(run: Run, texts: Path) -> None:
    ended = run("dates", "en.txt", "--language", "en")
    assert ended.code == 0
    assert {"9 August 2020", "September 2021", "two weeks"} <= {e["text"] for e in ended.events}
    for e in ended.events:
        assert e["document"] == "en.txt"
        assert ENGLISH[e["start"] : e["end"]] == e["text"]
        assert {"type", "value", "edtf", "how", "mod", "rules"} <= set(e)
        assert e["edtf"] is None or parse(e["edtf"])


def test_nothing_is_stored(run: Run, texts: Path) -> None:
    assert run("dates", "en.txt").code == 0
    assert not (texts / "data").exists()


def test_the_language_is_detected(run: Run, texts: Path) -> None:
    told = {e["text"]: e["value"] for e in run("dates", "fr.txt", "en.txt").events}
    assert told["le 9 août 2020"] == told["9 August 2020"] == "2020-08-09"


def test_a_publication_date_places_what_is_relative(run: Run, texts: Path) -> None:
    (texts / "late.txt").write_text("The council met yesterday.")
    (told,) = run("dates", "late.txt", "--language", "en", "--published", "2020-08-19").events
    assert (told["text"], told["edtf"]) == ("yesterday", "2020-08-18")


def test_standard_input_is_read(run: Run, texts: Path) -> None:
    ended = run("dates", "-", "--language", "en", stdin=ENGLISH)
    assert len(ended.events) == 3
    assert ended.err == "timeline: 3 time expressions, 1 document\n"


def test_every_format(run: Run, texts: Path) -> None:
    lines = run("dates", "en.txt", "fr.txt").events
    assert json.loads(run("dates", "en.txt", "fr.txt", "--json").out) == lines
    rows = list(csv.DictReader(io.StringIO(run("dates", "en.txt", "fr.txt", "--csv").out)))
    assert [row["value"] for row in rows] == [e["value"] for e in lines]
    table = run("dates", "en.txt", "fr.txt", "--format", "table").out
    assert table.splitlines()[0].rstrip() == "en.txt"
    assert "fr.txt" in [line.rstrip() for line in table.splitlines()]


def test_bad_inputs_are_told_and_the_good_ones_read(run: Run, texts: Path) -> None:
    (texts / "empty.txt").touch()
    (texts / "odd.txt").write_text("zq xv wk " * 40)
    ended = run("dates", "empty.txt", "odd.txt", "nowhere", "en.txt")
    assert ended.code == 1
    assert len(ended.events) == 3
    assert len(ended.err.splitlines()) == 4
    assert "odd.txt: its language is not recognised; give it with --language" in ended.err


def test_a_language_without_data_is_told(run: Run, texts: Path) -> None:
    for command in ("dates", "extract"):
        ended = run(command, "en.txt", "--language", "english")
        assert (ended.code, ended.out) == (2, "")
        assert "--language: 'english' is unknown; choose from en, fr" in ended.err


def test_fail_empty(run: Run, texts: Path) -> None:
    (texts / "timeless.txt").write_text("The council of the city likes the old town hall.")
    assert run("dates", "timeless.txt", "--language", "en").code == 0
    assert run("dates", "timeless.txt", "--language", "en", "--fail-empty").code == 3


def test_several_processes_tell_the_same(run: Run, texts: Path) -> None:
    (texts / "none.txt").write_text("")
    (texts / "other.txt").write_text("日本語の文章です。" * 9, encoding="utf-8")
    asked = ("dates", "en.txt", "none.txt", "fr.txt", "other.txt", "en.txt", "lost.txt", "in")
    one, two = (run(*asked, "--workers", n) for n in "12")
    assert one == two
    assert (one.code, len(one.events) > 5, len(one.err.splitlines())) == (1, True, 4)
