"""timeline dates: the derivation of each expression, and languages beyond those of the events."""

from pathlib import Path

import pytest

from driven import Run
from timeline.cli.date_explanations import around

GERMAN = (
    "Der Rat hat sich am Montag getroffen. Der Vertrag gilt seit 2014 und endet in zwei Wochen."
)


@pytest.fixture
def german(articles: Path) -> Path:
    (articles / "de.txt").write_text(GERMAN, encoding="utf-8")
    return articles


def test_a_derivation_says_what_was_made_of_each_expression(run: Run, german: Path) -> None:
    ended = run("dates", "de.txt", "--explain", "--published", "2020-09-16")
    assert ended.code == 0
    lines = ended.out.splitlines()
    assert lines[0] == "de.txt (published 2020-09-16, given; read as news)"
    start = GERMAN.index("Montag")
    assert lines[1] == f"  {start}-{start + 6}  “Montag”"
    assert "    date         2020-09-14" in lines
    assert lines[2] == "    in the text  Der Rat hat sich am [Montag] getroffen. Der …"
    at = lines.index("    resolved     weekday-before-publication: the weekday before publication")
    assert lines[at + 1] == "                 (2020-09-16)"
    assert max(map(len, lines)) < 80
    assert "    rules        weekday" in lines
    assert "    confidence   0.90" in lines
    assert "    with context 2014/.." in lines


def test_a_derivation_names_the_other_readings(run: Run, articles: Path) -> None:
    (articles / "fr.txt").write_text("Le traité a été signé le 04/08/2020 par les deux pays.")
    ended = run("dates", "fr.txt", "--explain", "--language", "fr")
    assert "    or else      2020-04-08\n" in ended.out
    assert ended.out.startswith("fr.txt (publi")


def test_without_a_publication_date_it_says_so(run: Run, articles: Path) -> None:
    (articles / "en.txt").write_text("They met on Monday and talked about the weather at length.")
    ended = run("dates", "en.txt", "--explain", "--language", "en")
    assert ended.out.startswith("en.txt (publication date unknown; read as news)\n")
    assert "    date         none\n" in ended.out
    assert "left unplaced" in ended.out


def test_words_around_keep_to_their_paragraph() -> None:
    text = "A town fair\n\nThey met on Monday\nin the great hall of the town and talked."
    at = text.index("Monday")
    assert around(text, at, at + 6) == ("They met on ", " in the great hall of …")


@pytest.mark.parametrize(
    ("mode", "day"), [("news", "2020-09-14"), ("narrative", "1941-03-10"), (None, "2020-09-14")]
)
def test_the_habits_may_be_named(run: Run, articles: Path, mode: str | None, day: str) -> None:
    (articles / "x.txt").write_text("They landed on 4 March 1941. On Monday they met the enemy.")
    arguments = ["dates", "x.txt", "--language", "en", "--published", "2020-09-16"]
    if mode is not None:
        arguments += ["--mode", mode]
    assert [e["edtf"] for e in run(*arguments).events] == ["1941-03-04", day]
    told = run(*arguments, "--explain").out
    assert told.startswith(f"x.txt (published 2020-09-16, given; read as {mode or 'news'})")


def test_unknown_habits_are_a_wrong_usage(run: Run, german: Path) -> None:
    ended = run("dates", "de.txt", "--mode", "story")
    assert ended.code == 2
    assert "'story' is unknown" in ended.err


def test_a_derivation_has_no_other_format(run: Run, german: Path) -> None:
    ended = run("dates", "de.txt", "--explain", "--json")
    assert ended.code == 2
    assert "--explain" in ended.err


def test_the_language_is_detected_among_those_with_a_data_file(run: Run, german: Path) -> None:
    ended = run("dates", "de.txt", "--published", "2020-09-16")
    assert [e["edtf"] for e in ended.events] == ["2020-09-14", "2014", "2020-09-30"]


@pytest.mark.parametrize(
    ("language", "text", "edtf"),
    [("de", "am 9. August 2020", "2020-08-09"), ("pt-BR", "em 9 de agosto de 2020", "2020-08-09"), ("ru", "9 августа 2020 года", "2020-08-09")],
)  # fmt: skip
def test_any_language_may_be_named(
    run: Run, articles: Path, language: str, text: str, edtf: str
) -> None:
    (articles / "x.txt").write_text(text, encoding="utf-8")
    (told,) = run("dates", "x.txt", "--language", language).events
    assert told["edtf"] == edtf


def test_an_unknown_language_is_a_wrong_usage(run: Run, german: Path) -> None:
    ended = run("dates", "de.txt", "--language", "xx")
    assert ended.code == 2
    assert "'xx' is unknown" in ended.err
    assert "\n" not in ended.err.strip()


def test_events_keep_to_their_languages(run: Run, german: Path) -> None:
    ended = run("extract", "de.txt", "--language", "de")
    assert ended.code == 2
    assert "choose from en, fr" in ended.err
