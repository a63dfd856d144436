import random
from datetime import date

import pytest

from made import document, event, mention
from timeline.contract import EventRow
from timeline.digest.collection import Collection, day_number


def told(*documents: str) -> EventRow:
    mentions = tuple(mention(name, "2020-08-09", "Voters vote") for name in documents)
    return event(mentions=mentions).model_dump(mode="json")  # type: ignore[return-value]


def test_days_are_numbered_as_the_calendar_has_them() -> None:
    first = day_number("0001-01-01")
    assert first is not None
    rng = random.Random(7)
    for ordinal in (rng.randrange(1, date.max.toordinal()) for _ in range(500)):
        number = day_number(date.fromordinal(ordinal).isoformat())
        assert number is not None
        assert number - first == ordinal - 1


def test_days_before_the_first_year_are_numbered_on() -> None:
    first = day_number("0001-01-01")
    assert first is not None
    assert day_number("0000-12-31") == first - 1
    # The year 0 is a leap year of the calendar that ISO 8601 continues.
    assert day_number("0000-01-01") == first - 366
    assert day_number("-0001-12-31") == first - 367


@pytest.mark.parametrize("told", [None, "", "2020-08", "2020-08-09~", "2020-08-09/2020-08-10"])
def test_what_is_no_day_has_no_number(told: str | None) -> None:
    assert day_number(told) is None


def test_a_copy_tells_for_its_original() -> None:
    documents = [document("a"), document("b", copy_of="a"), document("c")]
    collection = Collection([], [d.model_dump(mode="json") for d in documents])  # type: ignore[misc]
    assert collection.sources(told("a", "b")) == {"a"}
    assert collection.sources(told("b", "c")) == {"a", "c"}
    assert len(collection.publications) == 2


def test_a_month_of_publication_counts_as_its_last_day() -> None:
    records = [document("a", published="2020-08"), document("b", published=None)]
    collection = Collection([], [d.model_dump(mode="json") for d in records])  # type: ignore[misc]
    assert collection.published("a") == day_number("2020-08-31")
    assert collection.published("b") is None
    assert collection.published("nowhere") is None
