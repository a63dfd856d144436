import json
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from driven import Run
from timeline import when
from timeline.errors import UsageError


@pytest.fixture
def stored(run: Run) -> Run:
    assert run("extract", "in", "-q").code == 0
    return run


@pytest.mark.parametrize(
    ("arguments", "titles"),
    [
        ((), ["Factories", "Protests", "Voters", "Müller and Dupont"]),
        (("--all",), ["Factories", "Protests", "Müller says", "Voters", "Müller and Dupont"]),
        (("--min-salience", "0.75"), ["Voters", "Müller and Dupont"]),
        (("--since", "2020-09"), ["Protests", "Müller and Dupont"]),
        (("--until", "1995"), ["Factories"]),
        (("--since", "2020-08-09", "--until", "2020-08-09"), ["Protests", "Voters"]),
        (("--since", "2020-08", "--until", "2020-08", "--all"), ["Protests", "Müller says", "Voters"]),
        (("--until", "201X"), ["Factories", "Protests"]),
        (("--type", "election"), ["Voters"]),
        (("--type", "Election,economy"), ["Factories", "Voters"]),
        (("--type", "election", "--type", "economy"), ["Factories", "Voters"]),
        (("--actor", "mull"), ["Voters", "Müller and Dupont"]),
        (("--status", "planned"), ["Müller and Dupont"]),
        (("--source", "b.txt"), ["Factories", "Voters"]),
        (("--language", "en", "--place", "Graz"), []),
        (("--grep", "^(müller|fact)"), ["Factories", "Müller and Dupont"]),
        (("--min-confidence", "0.95"), []),
        (("--sort", "title"), ["Factories", "Müller and Dupont", "Protests", "Voters"]),
        (("--reverse", "--limit", "1"), ["Müller and Dupont"]),
    ],
)  # fmt: skip
def test_filters(stored: Run, arguments: tuple[str, ...], titles: list[str]) -> None:
    ended = stored("show", *arguments)
    assert ended.code == 0
    assert len(ended.titles) == len(titles), ended.titles
    assert all(map(str.startswith, ended.titles, titles)), ended.titles


@pytest.mark.parametrize("name", ["json", "jsonl", "csv", "table"])
def test_every_format_shows_the_same_events(stored: Run, name: str) -> None:
    out = stored("show", "--type", "election,economy", "--format", name).out
    assert "Factories close" in out
    assert "Voters elect" in out
    assert "Protests" not in out


def test_json_keeps_all_documents_whatever_the_filter(stored: Run) -> None:
    told = json.loads(stored("show", "--type", "economy", "--json").out)
    assert [d["id"] for d in told["documents"]] == ["in/a.txt", "in/b.txt"]
    assert len(told["events"]) == 1


def test_the_line_below_counts_what_is_not_shown(stored: Run) -> None:
    said = "timeline: 2 events, 2 more (--limit), 1 trivial (--all), 2 documents\n"
    assert stored("show", "--limit", "2").err == said
    assert stored("show", "--limit", "2", "-q").err == ""


def test_nothing_found_is_fine_unless_it_is_not_to_be(stored: Run) -> None:
    assert stored("show", "--type", "sport").code == 0
    ended = stored("show", "--type", "sport", "--fail-empty", "--format", "table")
    assert (ended.code, ended.out) == (3, "")
    hint = "leave a filter out, or see what there is: timeline stats"
    assert ended.err == f"timeline: 0 events, 2 documents; {hint}\n"
    assert stored("show", "--type", "sport", "--csv").out.startswith("id,date,")


def test_without_a_store_it_says_how_to_make_one(run: Run, articles: Path) -> None:
    ended = run("show")
    assert ended.code == 1
    assert ended.err == (
        "timeline: data/out: there is no chronology here yet;"
        " make one with: timeline extract PATHS\n"
    )
    assert run("show", "--out-dir", "my dir").err.endswith(
        "timeline extract PATHS --out-dir 'my dir'\n"
    )
    assert not (articles / "data").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--type", "elction"), "--type: 'elction' is unknown; did you mean election? choose from"),
        (("--status", "done"), "--status: 'done' is unknown; choose from happened, ongoing"),
        (("--sort", "dat"), "did you mean date?"),
        (("--grep", "("), "--grep: '(' is no regular expression"),
        (("--limit", "0"), "--limit"),
        (("--min-confidence", "2"), "--min-confidence"),
        (("--min-salience", "much"), "--min-salience"),
        (("--since", ""), "--since"),
        (("--since", "2021", "--until", "2020"), "--until: it lies before --since; swap them"),
        (("--language", "frr1"), "--language: 'frr1' is unknown; choose from en"),
        (("--format", "cvs"), "did you mean csv?"),
        (("--format", "mark"), "did you mean markdown?"),
        (("--layout", "horizntal"), "did you mean horizontal?"),
        (("--sourc", "b"), "--source"),
        (("--colour",), "No such option"),
        (("here",), "unexpected extra argument"),
    ],
)
def test_a_mistyped_value_is_explained_in_one_line(
    stored: Run, arguments: tuple[str, ...], said: str
) -> None:
    ended = stored("show", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err
    assert ended.err.startswith("timeline: ")
    assert len(ended.err.splitlines()) == 1


def test_time_filters_read_phrases(stored: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from timeline import dates

    def read_date(text: str, *, today: date) -> when.When:
        if text != "last month":
            raise UsageError(text, "this is no date", "write it otherwise")
        assert today == date.today()
        return when.parse("2020-09")

    monkeypatch.setattr(dates, "read_date", read_date)
    assert stored("show", "--since", "last month").titles[1] == "Müller and Dupont to meet"
    ended = stored("show", "--until", "some day")
    assert ended.code == 2
    assert ended.err == "timeline: --until: 'some day': this is no date; write it otherwise\n"


def test_a_pipe_gets_json_lines_and_a_terminal_a_table(
    stored: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from timeline.cli import options

    assert options.Output().format_name() == "jsonl"
    monkeypatch.setattr(options.sys, "stdout", SimpleNamespace(isatty=lambda: True))  # type: ignore[attr-defined]
    assert options.Output().format_name() == "table"


def test_a_language_that_nothing_is_told_in_is_named(stored: Run) -> None:
    ended = stored("show", "--language", "de")
    assert (ended.code, ended.events) == (0, [])
    assert "--language: nothing stored is in 'de', but in en" in ended.err
    assert len(stored("show", "--language", "EN,de", "-q").events) == 4


@pytest.mark.parametrize(
    ("phrase", "first"),
    [("2020-09", 1), ("September 2020", 1), ("14 September 2020", 1), ("septembre 2020", 1),
     ("2020-09-15", 0)],
)  # fmt: skip
def test_time_filters_read_what_people_write(stored: Run, phrase: str, first: int) -> None:
    titles = stored("show", "--since", phrase, "--type", "meeting").titles
    assert len(titles) == first


@pytest.mark.parametrize("phrase", ["last month", "yesterday", "3 weeks ago", "last year"])
@pytest.mark.parametrize("option", ["--since", "--until", "--on", "--around"])
def test_time_filters_read_phrases_of_today(stored: Run, option: str, phrase: str) -> None:
    ended = stored("show", option, phrase)
    assert ended.code == 0
    assert ("Voters elect a new president" in ended.titles) == (option == "--until")


@pytest.mark.parametrize("command", ["actors", "places"])
def test_a_mistyped_language_is_wrong_usage_elsewhere_too(stored: Run, command: str) -> None:
    ended = stored(command, "--language", "frr1")
    assert (ended.code, ended.out) == (2, "")
    assert "--language: 'frr1' is unknown; choose from en" in ended.err


def test_what_a_format_has_no_room_for_is_counted(run: Run) -> None:
    assert run("extract", "in", "-q").code == 0
    run("tag", "--grep", "voters", "works", "--yes")
    for format_name in ("mermaid", "table"):
        said = run("show", "-f", format_name).err
        assert f"1 event with note or tags that {format_name} can't hold" in said
    for format_name in ("timelinejs", "list", "csv", "html"):
        assert "can't hold" not in run("show", "-f", format_name, "--grep", "voters").err


def test_columns_are_chosen_and_stand_in_their_order(stored: Run) -> None:
    told = stored("show", "--csv", "--columns", "title,date", "--columns", "who").out
    assert told.splitlines()[0] == "title,date,actors"
    assert "Voters elect a new president,2020-08-09,Ana Müller; Jean Dupont" in told
    first = stored("show", "--jsonl", "--columns", "date,status").events[0]
    assert first == {"date": "199X", "status": "happened"}
    table = stored("show", "--format", "table", "--columns", "date,event").out
    assert table.splitlines()[0].split() == ["Date", "Event"]
    assert "planned: Müller and Dupont" in table  # as in every table: it has not happened


def test_columns_that_are_none_and_formats_without_are_told(stored: Run) -> None:
    ended = stored("show", "--columns", "date,titel")
    assert (ended.code, ended.out) == (2, "")
    assert "--columns: 'titel' is unknown; did you mean title?" in ended.err
    ended = stored("show", "--columns", "date", "--format", "html")
    assert (ended.code, ended.out) == (2, "")
    assert "use --format table, json" in ended.err
    assert stored("show", "--columns", "date", "--type", "sport", "-f", "table").out == ""


def test_the_weightiest_stand_in_date_order(stored: Run) -> None:
    weighty = stored("show", "--sort", "salience", "--jsonl").events
    chosen = {event["id"] for event in weighty[:2]}
    dated = [event["id"] for event in stored("show", "--jsonl").events]
    for more in ((), ("--reverse",)):
        told = stored("show", "--sort", "salience", "--limit", "2", "--jsonl", *more).titles
        assert told == [
            event["title"]
            for event in stored("show", "--jsonl").events
            if event["id"] in (chosen if not more else {e["id"] for e in weighty[-2:]})
        ]
    assert [event["id"] for event in weighty] != dated


@pytest.mark.parametrize("layout", ["table", "list"])
def test_what_was_under_way_before_stands_apart(stored: Run, layout: str) -> None:
    told = stored("show", "--since", "2020-08-09", "--layout", layout).out
    before, _, after = told.partition("Under way since before 9 Aug 2020:")
    assert "Voters" in before
    assert "Protests" in after
    assert "Protests" not in before
    assert "Under way" not in stored("show", "--layout", layout).out
    assert "Under way" not in stored("show", "--since", "2014", "--layout", layout).out
    alone = stored("show", "--on", "2019", "--layout", layout).out
    assert alone.startswith("Under way since before 1 Jan 2019:")
    titles = stored("show", "--since", "2020-08-09", "--jsonl").titles
    assert "Protests" in titles[0]


def test_many_events_for_a_diagram_are_told_once_they_are_many(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("extract", "in", "-q").code == 0
    assert "many for" not in run("show", "-f", "mermaid").err
    monkeypatch.setattr("timeline.render.to_mermaid.MOST", 2)
    assert "events are many for mermaid: see --min-salience" in run("show", "-f", "mermaid").err
    assert "many for" not in run("show", "-f", "mermaid", "-q").err
    assert "many for" not in run("show", "-f", "mermaid", "--limit", "2").err


def test_an_option_of_no_use_to_the_format_is_refused(
    stored: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for option, value in (("--title", "x"), ("--ui", "fr")):
        ended = stored("show", option, value, "--csv")
        assert (ended.code, ended.out) == (2, "")
        assert option in ended.err
        assert "html, docx, xlsx" in ended.err
        assert stored("show", option, value, "-f", "html").code == 0
    monkeypatch.setenv("TIMELINE_UI", "fr")
    assert stored("show", "--csv").code == 0
    assert "conflicts" in stored("show", "--columns", "conflicts", "--csv").out
    assert stored("show", "--columns", "title,conflicts", "-f", "table").code == 0


def test_set_tells_how_a_field_is_written(stored: Run) -> None:
    ended = stored("set", "e1", "--date", "2020-02-28")
    assert ended.code == 2
    assert "write date=VALUE, as in timeline set ID date=2020-02-28" in ended.err
    assert "VALUE" not in stored("set", "e1", "--colour", "x").err
