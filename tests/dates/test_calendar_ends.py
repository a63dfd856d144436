"""Dates at the ends of the calendar: nothing counts beyond them, and nothing breaks."""

from __future__ import annotations

from datetime import date

import pytest

from timeline import dates, when
from timeline.dates.phrase import read_date

ENDS = ("9999-12-31", "9999-01-01", "0001-01-01", "0001-12-31", "0002-01-01", "9998-12-31")
TOLD = (
    "The court opened on Tuesday. It closed next Sunday, last Monday, two weeks later, the day "
    "after, at the weekend, five years later, a century before. On 3 May it sat; in spring, in the "
    "fourth quarter, in week 52, in the last week of December. Three Fridays later it was over."
)
TOLD_FR = (
    "La cour a siégé mardi. Elle a fermé dimanche prochain, lundi dernier, deux semaines plus "
    "tard, le lendemain, cinq ans plus tard, un siècle plus tôt, au printemps, à Noël, à Pâques."
)


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize(("language", "told"), [("en", TOLD), ("fr", TOLD_FR)])
def test_words_that_count_from_a_date_at_an_end_of_the_calendar(
    end: str, language: str, told: str
) -> None:
    for text in (f"The permit has no end ({end}). {told}", f"{told} ({end})", f"{end}\n\n{told}"):
        dates.date_document(text, language=language)
        for published in (None, end):
            for found in dates.tag(text, language=language, published=published):
                assert found.edtf is None or when.parse(found.edtf).edtf == found.edtf


def test_a_weekday_is_not_counted_from_the_end_of_the_calendar() -> None:
    text = "The permit has no end (9999-12-31). The court opened on Tuesday."
    permit, tuesday = dates.tag(text, language="en", published=None)
    assert permit.edtf == "9999-12-31" and tuesday.edtf is None
    assert tuesday.value == "XXXX-WXX-2"
    # In the year before, there is a Tuesday to be had.
    _, tuesday = dates.tag(text.replace("9999", "9997"), language="en", published="9998-01-08")
    assert tuesday.edtf == "9998-01-06"


def test_a_week_at_an_end_of_the_calendar_is_no_finer_than_its_month() -> None:
    (found,) = dates.tag("It began in the week of 31 December 9999.", language="en")
    assert found.edtf in (None, "9999-12")


def test_days_are_counted_as_far_as_the_calendar_goes() -> None:
    assert when.later(date.max, 1) is None and when.later(date.min, -1) is None
    assert when.later(date(2020, 8, 9), 10**30) is None
    assert when.later(date(2020, 8, 9), -2) == date(2020, 8, 7)
    assert when.of_week(date.max).edtf == "9999-12-27/9999-12-31"
    assert when.of_week(date.min).edtf == "0001-01-01/0001-01-07"
    assert when.parse("9999-24").end == "9999-12-31" and when.parse("9998-24").end == "9999-02-28"


@pytest.mark.parametrize(
    "phrase", ["99999 years ago", "in 99999999999 weeks", "9" * 5000 + " days"]
)
def test_a_phrase_beyond_the_calendar_is_no_date(phrase: str) -> None:
    from timeline.errors import UsageError

    with pytest.raises(UsageError):
        read_date(phrase, today=date(2020, 8, 9))


@pytest.mark.parametrize("told", ["from November 9999 to March", "entre novembre 9999 et mars"])
def test_a_range_does_not_go_on_beyond_the_last_year(told: str) -> None:
    language = "fr" if "mars" in told else "en"
    found = dates.tag(f"It ran {told}.", language=language, published="9999-12-01")
    assert {(e.edtf or "")[:4] for e in found} <= {"9999", "9998", ""}
