"""`when`: reading and writing partial dates, held against an independent EDTF validator."""

import calendar
import warnings
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import when
from timeline.when import NotEdtfError, When, parse

with warnings.catch_warnings():  # it uses old names of the parser library it is built on
    warnings.simplefilter("ignore")
    from edtf_validate.valid_edtf import is_valid

years = st.integers(-9000, 9999)
days = st.dates(date(1, 1, 8), date(9999, 12, 20))
singles = st.one_of(
    days.map(when.of_day),
    st.tuples(years, st.integers(1, 12)).map(lambda t: when.of_month(*t)),
    years.map(when.of_year),
    st.integers(10, 9999).map(when.of_decade),
    st.integers(1, 99).map(when.of_century),
    st.tuples(years, st.sampled_from([21, 22, 23, 24])).map(lambda t: when.of_season(*t)),
)
anything = st.one_of(
    singles,
    days.map(when.of_week),
    st.tuples(st.integers(1, 9999), st.integers(1, 4)).map(lambda t: when.of_quarter(*t)),
    singles.map(when.about),
    singles.map(lambda w: when.span(w, None)),
    singles.map(lambda w: when.span(None, w)),
)


@given(anything)
def test_round_trip(w: When) -> None:
    assert parse(str(w)) == w


@given(anything)
def test_first_is_not_after_last(w: When) -> None:
    if w.first is not None and w.last is not None:
        assert w.first <= w.last


# The validator reads no span that ends before the year 1.
@given(anything.filter(lambda w: not w.edtf.startswith("..") or (w.last or (0,))[0] > 0))
def test_written_dates_are_valid_edtf(w: When) -> None:
    assert is_valid(w.edtf)


@pytest.mark.parametrize(
    "text",
    ["2020", "2020-08", "2020-08-09", "201X", "20XX", "2020-21", "2020-24", "2014/..", "../2016", "2014/2015", "-0263",
     "2014~", "2020-08~", "2020?", "2020-08-09%", "2020-08~/2020-09-14", "2020-07/2020-09"],
)  # fmt: skip
def test_reads_what_the_validator_calls_valid(text: str) -> None:
    assert is_valid(text)
    assert str(parse(text)) == text


@pytest.mark.parametrize(
    "text",
    ["", "x", "2020-13", "2021-02-29", "2020-8-9", "20200809", "2016/2014", "/", "../..", "2020-08-09~~", "202",
     "2020-00", "2020-25", "2020-08-00", "2020-08-32"],
)  # fmt: skip
def test_refuses(text: str) -> None:
    with pytest.raises(NotEdtfError, match="not an EDTF date"):
        parse(text)


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("2020-08-09", "2020-08-09", "2020-08-09", "day"),
        ("2020-02", "2020-02-01", "2020-02-29", "month"),
        ("2019", "2019-01-01", "2019-12-31", "year"),
        ("2019-24", "2019-12-01", "2020-02-29", "season"),
        ("2020-21", "2020-03-01", "2020-05-31", "season"),
        ("201X", "2010-01-01", "2019-12-31", "decade"),
        ("19XX", "1900-01-01", "1999-12-31", "century"),
        ("2020-09-14/2020-09-20", "2020-09-14", "2020-09-20", "week"),
        ("2020-09-15/2020-09-21", "2020-09-15", "2020-09-21", "range"),
        ("2020-07/2020-09", "2020-07-01", "2020-09-30", "quarter"),
        ("2020-08/2020-10", "2020-08-01", "2020-10-31", "range"),
        ("2014/..", "2014-01-01", None, "range"),
        ("../2016", None, "2016-12-31", "range"),
        ("-0263", "-0263-01-01", "-0263-12-31", "year"),
    ],
)
def test_bounds_and_precision(
    text: str, start: str | None, end: str | None, precision: str
) -> None:
    w = parse(text)
    assert (w.start, w.end, w.precision) == (start, end, precision)


def test_approximate_is_seen_at_either_end() -> None:
    assert parse("2020-08~/2020-09-14").approximate
    assert parse("2014%").approximate
    assert not parse("2014?").approximate
    assert when.about(parse("2005/2015")).edtf == "2005~/2015~"
    assert when.about(parse("2014/..")).edtf == "2014~/.."
    assert when.about(when.about(parse("2014"))).edtf == "2014~"


def test_an_approximate_decade_is_the_span_of_its_years() -> None:
    decade = when.about(when.of_decade(2005))
    assert (decade.edtf, decade.precision, decade.approximate) == ("2000~/2009~", "decade", True)
    assert when.about(when.of_century(19)).precision == "century"
    assert parse("2000/2009").precision == "range"


def test_span_takes_the_outer_ends_and_never_runs_backwards() -> None:
    assert when.span(parse("2014/2015"), parse("2016/2017")).edtf == "2014/2017"
    assert when.span(parse("2014"), parse("2014")).edtf == "2014"
    with pytest.raises(NotEdtfError, match="ends before it starts"):
        when.span(parse("2016"), parse("2014"))
    with pytest.raises(NotEdtfError, match="at least one end"):
        when.span(None, None)


def test_contains_and_overlaps() -> None:
    year, month, day = parse("2020"), parse("2020-08"), parse("2020-08-09")
    assert year.contains(month)
    assert month.contains(day)
    assert not day.contains(month)
    assert parse("2014/..").contains(year)
    assert not parse("../2016").contains(year)
    assert month.overlaps(parse("2020-08-31/2020-09-06"))
    assert not month.overlaps(parse("2020-09"))
    assert parse("2014/..").overlaps(parse("../2014"))


def test_sorting_puts_the_more_precise_of_two_starts_first() -> None:
    texts = ["2020", "2020-01", "2020-01-01", "2019-12", "../2018", "2014/.."]
    assert sorted(texts, key=lambda t: parse(t).sort_key) == [
        "2014/..", "../2018", "2019-12", "2020-01-01", "2020-01", "2020",
    ]  # fmt: skip


@given(days)
def test_week_is_the_iso_week(day: date) -> None:
    week = when.of_week(day)
    assert week.precision == "week"
    assert week.days == 7
    assert week.first_date is not None
    assert week.first_date.weekday() == 0
    assert week.first_date <= day <= week.first_date + timedelta(days=6)


@given(years, st.integers(1, 12))
def test_month_length_is_the_calendars(year: int, month: int) -> None:
    if 1 <= year <= 9999:
        assert when.month_length(year, month) == calendar.monthrange(year, month)[1]
    assert 28 <= when.month_length(year, month) <= 31


def test_days_of_open_and_ancient_dates_are_unknown() -> None:
    assert parse("2014/..").days is None
    assert parse("-0263").days is None
    assert parse("-0263").first_date is None
    assert parse("2020-02").days == 29
