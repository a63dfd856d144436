"""What holds for any text: spans, EDTF, order, shifting weeks, linear time."""

import re
import time
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline import when
from timeline.dates import tag
from timeline.model import TimeExpression

WORDS = {
    "en": ["on", "Monday", "May", "3", "2020", ",", "the", "end", "of", "last", "week", "two", "years", "ago", "since",
           "between", "and", "from", "to", "early", "1990s", "century", "19th", "noon", "p.m.", "8:30", "BC", "quarter",
           "third", "next", "day", "\n", "\n\n", "'", "-", "31", "February", "Easter", "he", "said", "will", "'98", "."],
    "fr": ["le", "lundi", "mai", "3", "2020", ",", "la", "fin", "de", "dernier", "semaine", "deux", "ans", "il", "y", "a",
           "depuis", "entre", "et", "du", "au", "début", "années", "90", "siècle", "XIXe", "midi", "18", "h", "30",
           "trimestre", "prochain", "jour", "\n", "\n\n", "'", "-", "31", "février", "Pâques", "ira", "d'", "l'", "."],
}  # fmt: skip

CUT = re.compile(r"\d\S*[^\S\n]*\n\s*\n\s*\w|\w\.?[^\S\n]*\n\s*\n\s*\d")


def texts(language: str) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(WORDS[language]), max_size=40).map(" ".join)


def check(found: tuple[TimeExpression, ...], text: str) -> None:
    last = 0
    for e in found:
        assert last <= e.start < e.end <= len(text)
        assert text[e.start : e.end] == e.text
        assert not e.text[0].isspace()
        assert not e.text[-1].isspace()
        # Only a date that the end of a page cut, beside a number, goes on behind a blank line.
        assert "\n\n" not in e.text or CUT.search(e.text)
        assert e.rules
        assert e.value
        for edtf in (e.edtf, e.interval, *e.alternatives):
            if edtf is not None:
                told = when.parse(edtf)
                assert told.first is None or told.last is None or told.first <= told.last
        last = e.end


@pytest.mark.parametrize("language", sorted(WORDS))
def test_any_run_of_date_words_keeps_the_invariants(language: str) -> None:
    @settings(max_examples=150, deadline=None)
    @given(
        texts(language),
        st.sampled_from([None, "2020-09-16", "2020-09", "2020", "0001-01-01", "9999-12-31"]),
    )
    def run(text: str, published: str | None) -> None:
        check(tag(text, language=language, published=published), text)
        assert tag(text, language=language, published=published) == tag(
            text, language=language, published=published
        )

    run()


@given(
    st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.sampled_from(["Monday", "Thursday", "Sunday"])
)
@settings(max_examples=60, deadline=None)
def test_a_week_later_weekdays_are_a_week_later(day: date, weekday: str) -> None:
    text = f"He left on {weekday}. She will come on {weekday}. They met last {weekday}."
    first = tag(text, language="en", published=day.isoformat())
    second = tag(text, language="en", published=(day + timedelta(days=7)).isoformat())
    assert len(first) == 3
    for a, b in zip(first, second, strict=True):
        assert a.edtf is not None
        assert b.edtf is not None
        assert date.fromisoformat(b.edtf) - date.fromisoformat(a.edtf) == timedelta(days=7)


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_text_at_all(text: str) -> None:
    check(tag(text, language="en", published="2020-09-16"), text)
    check(tag(text, language="fr", published="2020-09-16"), text)


@pytest.mark.parametrize(
    "unit",
    [
        "7",
        "1 ",
        "Monday ",
        "of the of the ",
        "the end of ",
        "1998-",
        "twenty ",
        "12:",
        "a.m. ",
        "18h30 ",
        "9 August 2020, ",
        "1/2/3/4/",
        "in in in ",
        ",",
        "the year ",
        "'98 ",
        "1.",
        "44 B.C. ",
    ],
)
def test_time_grows_with_length_only(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        best = 9.0
        for _ in range(2):
            start = time.process_time()
            tag(text, language="en", published="2020-09-16")
            best = min(best, time.process_time() - start)
        return best

    tag("x", language="en")
    small, large = seconds(5_000), seconds(20_000)
    # Four times the text: a quadratic engine would take sixteen times as long.
    assert large < 9 * small + 0.05


def test_without_a_publication_date_relative_dates_stay_unplaced() -> None:
    for text in (
        "He left on Monday.",
        "He left last week.",
        "He left yesterday.",
        "He left in May.",
    ):
        (e,) = tag(text, language="en")
        assert e.edtf is None
        assert e.confidence < 0.5
        assert e.how == "unresolved"


def test_impossible_day_is_kept_as_text() -> None:
    (e,) = tag("on 31 February 2021", language="en")
    assert (e.value, e.edtf, e.how) == ("2021-02-31", None, "no-such-day")


def test_ambiguous_order_gives_both() -> None:
    (e,) = tag("on 04/08/2020", language="en")
    assert (e.edtf, e.alternatives) == ("2020-04-08", ("2020-08-04",))
    assert e.confidence < 0.8
    (f,) = tag("le 04/08/2020", language="fr")
    assert (f.edtf, f.alternatives) == ("2020-08-04", ("2020-04-08",))


def test_signals_are_named_in_the_rules() -> None:
    found = tag("before 2014, after 2015, since 2016, until 2017", language="en")
    assert [e.rules[-1] for e in found] == [
        "signal:before",
        "signal:after",
        "signal:since",
        "signal:until",
    ]
