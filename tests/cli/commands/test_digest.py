import json
from pathlib import Path

import docx
import pytest

from driven import Run
from timeline import render
from written import unpacked

THIRD = """\
2020-08-09 | election | happened | 0.9 | Voters elect a new president
2020-09-14 | meeting | planned | 0.8 | Müller and Dupont to meet | Ana Müller, Jean Dupont
2020-10-02 | sanction | happened | 0.7 | Sanctions hit forty officials
2020-10-03 | other | happened | 0.1 | Something trivial happens
"""


@pytest.fixture
def stored(run: Run, articles: Path) -> Run:
    (articles / "in/c.txt").write_text(THIRD, encoding="utf-8")
    assert run("extract", "in", "-q").code == 0
    return run


@pytest.mark.parametrize(
    ("arguments", "dates"),
    [
        ((), ["2020-08-09", "2020-09-14", "2020-10-02"]),
        (("--days", "1"), ["2020-08-09"]),
        (("--days", "2"), ["2020-08-09", "2020-09-14"]),
        (("--days", "99"), ["2020-08-09", "2020-09-14", "2020-10-02", "2020-10-03"]),
        (("--since", "2020-09"), ["2020-09-14", "2020-10-02"]),
        (("--until", "2020-09-30"), ["2020-08-09", "2020-09-14"]),
        (("--on", "2020-10-02"), ["2020-10-02"]),
        (("--around", "2020-10-01"), ["2020-10-02"]),
        (("--type", "sanction"), ["2020-10-02"]),
        (("--status", "planned"), ["2020-09-14"]),
        (("--actor", "Dupont"), ["2020-08-09", "2020-09-14"]),
        (("--source", "c.txt", "--days", "1"), ["2020-08-09"]),
        (("--grep", "officials"), ["2020-10-02"]),
        (("--min-salience", "0.85"), ["2020-08-09"]),
        (("--place", "Graz"), []),
        (("--reverse", "--days", "2"), ["2020-09-14", "2020-08-09"]),
    ],
)
def test_days_and_filters(stored: Run, arguments: tuple[str, ...], dates: list[str]) -> None:
    ended = stored("digest", *arguments)
    assert ended.code == 0
    assert [e["date"] for e in ended.events] == dates


def test_per_day_is_the_number_of_events_of_a_day(stored: Run) -> None:
    one = stored("digest", "--on", "2020-08-09").events
    assert len(one) == 1
    several = stored("digest", "--on", "2020-08-09", "--per-day", "5").events
    assert {e["date"] for e in several} == {"2020-08-09"}
    assert len(several) >= len(one)


@pytest.mark.parametrize("name", [*render.FORMATS])
def test_every_format_of_show_shows_the_same_events(stored: Run, name: str, articles: Path) -> None:
    ended = stored("digest", "--days", "1", "--format", name, "--output", "told")
    assert ended.code == 0, ended.err
    told = " ".join(unpacked((articles / "told").read_bytes()).split())
    assert "Voters elect a" in told or name == "parquet"
    # The page has what stands around a quote too.
    assert "Sanctions hit" not in told or name == "html"


def test_a_word_document_begins_with_it(stored: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.cli.in_short.chosen", lambda store, query, rows: list(rows)[:1])
    assert stored("show", "-o", "all.docx").code == 0
    made = docx.Document("all.docx")
    heads = [p.text for p in made.paragraphs if p.style and p.style.name == "Heading 1"]
    assert heads[0] == "In short"
    assert stored("digest", "-o", "short.docx").code == 0
    heads = [p.text for p in docx.Document("short.docx").paragraphs]
    assert "In short" not in heads


def test_a_file_is_written_in_the_format_of_its_name(stored: Run, articles: Path) -> None:
    assert stored("digest", "-o", "days.csv").code == 0
    assert (articles / "days.csv").read_text(encoding="utf-8").startswith("id,date,")
    assert stored("digest", "--layout", "horizontal", "-o", "page.html").code == 0
    assert "<html" in (articles / "page.html").read_text(encoding="utf-8")


def test_it_is_a_selection_of_what_show_shows(stored: Run) -> None:
    shown = {e["id"] for e in stored("show", "--all").events}
    assert {e["id"] for e in stored("digest", "--days", "99").events} <= shown


def test_the_line_below_counts_what_it_was_chosen_from(stored: Run) -> None:
    said = "timeline: 1 event, 3 documents, chosen from 7 events\n"
    assert stored("digest", "--days", "1").err == said
    assert stored("digest", "--days", "1", "-q").err == ""


def test_what_was_hidden_is_out_and_what_was_raised_comes_first(stored: Run) -> None:
    election, _, sanctions = stored("digest").events
    assert stored("hide", election["id"]).code == 0
    assert election["date"] not in [e["date"] for e in stored("digest").events]
    assert stored("set", sanctions["id"], "salience=0.95").code == 0
    assert [e["title"] for e in stored("digest", "--days", "1").events] == [sanctions["title"]]


def test_nothing_found_is_fine_unless_it_is_not_to_be(stored: Run) -> None:
    assert stored("digest", "--type", "sport").code == 0
    ended = stored("digest", "--type", "sport", "--fail-empty", "--format", "table")
    assert (ended.code, ended.out) == (3, "")
    assert stored("digest", "--type", "sport", "--csv").out.startswith("id,date,")


def test_the_same_store_gives_the_same_bytes(stored: Run) -> None:
    assert stored("digest", "--json").out == stored("digest", "--json").out
    assert json.loads(stored("digest", "--json").out)["schema"] == "timeline/1"


def test_without_a_store_it_says_how_to_make_one(run: Run, articles: Path) -> None:
    ended = run("digest")
    assert ended.code == 1
    assert "there is no chronology here yet; make one with: timeline extract PATHS" in ended.err
    assert not (articles / "data").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--days", "0"), "'--days': Input should be greater than or equal to 1"),
        (("--days", "many"), "Invalid value for '--days'"),
        (("--per-day", "-1"), "Invalid value for '--per-day'"),
        (("--type", "elction"), "--type: 'elction' is unknown; did you mean election?"),
        (("--since", "2021", "--until", "2020"), "--until: it lies before --since; swap them"),
        (("--format", "cvs"), "did you mean csv?"),
        (("--layout", "horizntal"), "did you mean horizontal?"),
        (("--layout", "vertical", "--csv"), "--layout: csv has no vertical layout"),
        (("--limit", "3"), "No such option"),
        (("here",), "unexpected extra argument"),
    ],
)
def test_a_mistyped_value_is_explained_in_one_line(
    stored: Run, arguments: tuple[str, ...], said: str
) -> None:
    ended = stored("digest", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err
    assert len(ended.err.splitlines()) == 1


def test_what_is_rejected_is_shown_when_asked_for(stored: Run) -> None:
    assert stored("hide", "--grep", "forty", "--yes").code == 0
    assert "2020-10-02" not in [e["date"] for e in stored("digest", "--days", "9").events]
    (title,) = stored("digest", "--verdict", "rejected").titles
    assert title.endswith("Sanctions hit forty officials")
