"""Every language's calendar names all months and weekdays, and each name stands nowhere else."""

import pytest

from timeline import languages
from timeline.languages import calendar


@pytest.mark.parametrize("code", languages.having("calendar"))
def test_a_calendar_is_complete(code: str) -> None:
    assert len(calendar.names(code, "month")) == 12
    assert len(calendar.names(code, "weekday")) == 7
    assert all(name == name.lower() for name in calendar.months(code))


def test_languages_with_dates_have_a_calendar_of_their_own() -> None:
    assert languages.having("dates") == languages.having("calendar")


@pytest.mark.parametrize("code", languages.having("dates"))
def test_dates_repeat_no_table_of_the_calendar(code: str) -> None:
    tables = languages.table(code, "calendar")
    assert not tables.keys() & languages.table(code, "dates")["words"].keys()


def test_abbreviations_stand_without_their_dot() -> None:
    assert calendar.names("en", "weekday", "shortday")[1] == ("tuesday", "tue", "tues")
    assert calendar.names("fr", "month", "shortmonth")[0] == ("janvier", "janv", "jan")
    assert calendar.without_accents("décembre") == "decembre"
