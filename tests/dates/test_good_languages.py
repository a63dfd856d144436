"""What holds for any text in every language with a data file: spans, EDTF, order, linear time."""

import time
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline import dates, when
from timeline.dates import rulebook
from timeline.model import TimeExpression

CODES = [c for c in dates.with_own_tables() if c not in dates.with_events()]
FIGURES = ["1", "3", "31", "9", "2020", "1989", "90", "'98", "1990er", "14:30", "9.30", "09.08.2020", "19.", "XIX", "20",
           ",", ".", "-", "(", ")", "%", "\n\n", "2020-08-09", "04/08/2020"]  # fmt: skip


@cache
def words(code: str) -> list[str]:
    """Every word the language knows, in a fixed order, and figures between them."""
    lang = rulebook.load(code)
    phrases = {" ".join(p) for listed in lang.phrases.values() for p, _ in listed}
    return [*sorted({*lang.lexicon, *phrases}), *FIGURES * 12]


def check(found: tuple[TimeExpression, ...], text: str) -> None:
    last = 0
    for e in found:
        assert last <= e.start < e.end <= len(text)
        assert text[e.start : e.end] == e.text
        assert e.text == e.text.strip()
        assert e.rules
        assert e.value
        for edtf in (e.edtf, e.interval, *e.alternatives):
            if edtf is not None:
                told = when.parse(edtf)
                assert told.first is None or told.last is None or told.first <= told.last
        last = e.end


@pytest.mark.parametrize("code", [*CODES, "ru", "ja", "tr"])
def test_any_run_of_the_language_s_words_keeps_the_invariants(code: str) -> None:
    @settings(max_examples=40, deadline=None)
    @given(
        st.lists(st.sampled_from(words(code)), max_size=40).map(" ".join),
        st.sampled_from([None, "2020-09-16", "2020", "0001-01-01", "9999-12-31"]),
    )
    def run(text: str, published: str | None) -> None:
        check(dates.tag(text, language=code, published=published), text)
        dates.date_document(text, language=code)

    run()


WEEKDAYS = {
    "de": "Er kam am {}. Sie wird am {} kommen.",
    "es": "Llegó {}. Llegarán {}.",
    "it": "Arrivò {}. Arriveranno {}.",
    "nl": "Hij kwam {}. Ze zullen {} komen.",
    "pt": "Ele chegou na {}. Eles chegarão na {}.",
}


@pytest.mark.parametrize("code", CODES)
def test_weekdays_follow_the_tense_and_the_week(code: str) -> None:
    lang = rulebook.load(code)
    name = lang.data["words"]["weekday"]["3"][0]
    text = WEEKDAYS[code].format(name, name)
    told = []
    for day in (date(2020, 9, 16) + timedelta(days=7 * i) for i in range(3)):
        found = dates.tag(text, language=code, published=day.isoformat(), mode="news")
        past, future = (date.fromisoformat(e.edtf or "") for e in found)
        assert (day - past).days == 6
        assert (future - day).days == 1
        told.append(past)
    assert told[1] - told[0] == told[2] - told[1] == timedelta(days=7)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("unit", ["3. 4. ", "1234567890", "{weekday} ", "{det} {det} ", "2020 - "])
def test_time_is_linear_in_the_length(code: str, unit: str) -> None:
    lang = rulebook.load(code)
    piece = unit.format(
        weekday=lang.data["words"]["weekday"]["0"][0], det=lang.data["words"]["det"][0]
    )

    def took(size: int) -> float:
        text = piece * (size // len(piece))
        best = float("inf")
        for _ in range(2):
            start = time.process_time()
            dates.tag(text, language=code, published="2020-09-16")
            best = min(best, time.process_time() - start)
        return best

    small, large = took(2_500), took(20_000)
    # Eight times the text; a quadratic step would show as sixty-four times the work.
    assert large < 30 * small + 0.05
