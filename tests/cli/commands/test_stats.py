import json
from typing import Any

import pytest

from driven import Run
from made import chronology, event
from timeline.cli.commands.stats import Span, counted, gaps, over_time


def rows(*dates: str, **changes: Any) -> list[Any]:
    events = [event(f"e{n}", d, **changes) for n, d in enumerate(dates)]
    return chronology(*events).model_dump(mode="json")["events"]  # type: ignore[no-any-return]


def spans(*dates: str) -> list[Span]:
    return [Span(e["start"], e["end"], e["precision"]) for e in rows(*dates)]


def test_a_few_years_are_counted_by_month_empty_ones_too() -> None:
    unit, told = over_time(spans("2020-08-09", "2020-08-10", "2020-10-01"))
    assert unit == "month"
    assert told == {"2020-08": 2, "2020-09": 0, "2020-10": 1}


def test_a_long_time_is_counted_by_year() -> None:
    unit, told = over_time(spans("-0001-03-01", "2020-08-10"))
    assert unit == "year"
    assert told["-0001"] == told["2020"] == 1
    assert sum(told.values()) == 2


def test_gaps_are_longer_than_a_month_and_longest_first() -> None:
    told = gaps(spans("2020-01-01", "2020-01-20", "2020-04-01", "2021-04-01", "2019"))
    assert told == [(364, "2020-04-01", "2021-04-01"), (71, "2020-01-20", "2020-04-01")]


def test_names_count_once_an_event() -> None:
    told = counted(rows("2020-01-01", "2020-01-02"))
    assert told["actor"] == {"Ana Müller": 2}
    assert told["place"] == {"Graz": 2}


def test_a_table_for_people_and_records_for_programs(run: Run) -> None:
    assert run("extract", "in", "-q").code == 0
    table = run("stats", "--format", "table")
    assert table.code == 0
    assert "By type" in table.out
    records = [json.loads(line) for line in run("stats", "--jsonl").out.splitlines()]
    events = [json.loads(line) for line in run("show", "--jsonl").out.splitlines()]
    assert sum(r["events"] for r in records if r["of"] == "type") == len(events) > 0
    assert run("stats", "--csv").out.startswith("of,name,events\n")


def test_filters_are_those_of_show(run: Run) -> None:
    run("extract", "in", "-q")
    told = [
        json.loads(line)
        for line in run("stats", "--jsonl", "--since", "2020-09").out.split("\n")
        if line
    ]
    shown = run("show", "--jsonl", "--since", "2020-09").out.splitlines()
    assert sum(r["events"] for r in told if r["of"] == "status") == len(shown)


@pytest.mark.parametrize("width", ["40", "60", "80", "200"])
def test_no_line_is_wider_than_the_terminal(
    run: Run, width: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("extract", "in", "-q")
    monkeypatch.setenv("COLUMNS", width)
    assert max(map(len, run("stats", "--format", "table").out.splitlines())) <= int(width)


def test_a_span_the_wrong_way_round_is_wrong_usage(run: Run) -> None:
    run("extract", "in", "-q")
    ended = run("stats", "--since", "2021", "--until", "2020")
    assert ended.code == 2
    assert "before --since" in ended.err


def test_nothing_to_count_is_said(run: Run) -> None:
    assert run("extract", "in", "-q").code == 0
    ended = run("stats", "--until", "1900", "-f", "table", "--fail-empty")
    assert (ended.code, ended.out, ended.err) == (3, "", "timeline: 0 events\n")
    assert run("stats", "--until", "1900", "-f", "table", "-q").err == ""


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("month", {"2019-12": 1, "2020-01": 0, "2020-02": 1}),
        ("year", {"2019": 1, "2020": 1}),
        ("decade", {"201X": 1, "202X": 1}),
    ],
)
def test_spans_are_as_asked_for(by: str, expected: dict[str, int]) -> None:
    assert over_time(spans("2019-12-31", "2020-02"), by) == (by, expected)


def test_decades_before_christ_are_those_of_their_years() -> None:
    _, told = over_time(spans("-0044-03-15", "-0039"), "decade")
    assert told == {"-004X": 1, "-003X": 1}


def test_what_is_known_to_the_year_alone_is_of_no_month() -> None:
    told = over_time(spans("2019-12-31", "2020", "2020-02", "2020~"), "month")[1]
    assert told == {"2019-12": 1, "2020": 2, "2020-01": 0, "2020-02": 1}
    assert list(told)[1] == "2020", "before its months"
    assert over_time(spans("1132", "1132"), "month") == ("month", {"1132": 2})
    ranges = spans("1132/1134", "1133-03/1134", "1133-21")
    told = over_time(ranges, "month")[1]
    assert {name: n for name, n in told.items() if n} == {"1132": 1, "1133": 1, "1133-03": 1}


def test_the_span_is_an_option(run: Run) -> None:
    assert run("extract", "in", "-q").code == 0
    assert "year,2020,2" in run("stats", "--by", "year", "--csv").out
    assert "did you mean month?" in run("stats", "--by", "mont").err
