"""A date as a user types it."""

from datetime import date

import pytest

from timeline.dates import read_date
from timeline.errors import UsageError

TODAY = date(2020, 9, 16)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2020-08", "2020-08"), ("2014/..", "2014/.."), ("201X", "201X"), ("9 August 2020", "2020-08-09"), ("août 2020", "2020-08"),
        ("last month", "2020-08"), ("yesterday", "2020-09-15"), ("il y a deux ans", "2018"), ("since 2014", "2014/.."),
        ("between 2005 and 2015", "2005/2015"), ("du 3 au 7 mai 2020", "2020-05-03/2020-05-07"), ("spring 2020", "2020-21"),
        ("mardi dernier", "2020-09-15"), ("  9   August  2020 ", "2020-08-09"), ("the 1990s", "199X"), ("Q3 2020", "2020-07/2020-09"),
    ],
)  # fmt: skip
def test_reads(text: str, edtf: str) -> None:
    assert read_date(text, today=TODAY).edtf == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [("9. August 2020", "2020-08-09"), ("12 de marzo de 2019", "2019-03-12"), ("vor drei Tagen", "2020-09-13"), ("agosto 2020", "2020-08")],
)  # fmt: skip
def test_other_languages_no_more_precise_than_typed(text: str, edtf: str) -> None:
    assert read_date(text, today=TODAY).edtf == edtf


@pytest.mark.parametrize(
    "text", ["", "hello", "2020-13", "31 February 2021", "99", "the day the music died"]
)
def test_refuses_with_an_example(text: str) -> None:
    with pytest.raises(UsageError, match="2020-08-09"):
        read_date(text, today=TODAY)


@pytest.mark.parametrize("text", ["last month", "yesterday", "août", "il y a deux ans"])
def test_relative_phrases_need_a_day_to_count_from(text: str) -> None:
    with pytest.raises(UsageError):
        read_date(text)


def test_both_readings_of_an_ambiguous_date_are_named() -> None:
    with pytest.raises(UsageError, match="2020-04-08 or 2020-08-04"):
        read_date("04/08/2020", today=TODAY)
    assert read_date("04/08/2020", today=TODAY, language="fr").edtf == "2020-08-04"
