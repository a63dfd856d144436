import random
import tracemalloc
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from made import document, event, mention
from timeline.contract import EventRow
from timeline.digest.collection import Collection, day_number
from timeline.digest.days import evidence


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
    assert list(map(collection.source, "abcd")) == ["a", "a", "c", "d"]
    assert len(collection.publications) == 2


def test_a_month_of_publication_counts_as_its_last_day() -> None:
    records = [document("a", published="2020-08"), document("b", published=None)]
    collection = Collection([], [d.model_dump(mode="json") for d in records])  # type: ignore[misc]
    assert collection.published("a") == day_number("2020-08-31")
    assert collection.published("b") is None
    assert collection.published("nowhere") is None


class Outside(Sequence[EventRow]):
    """Events as they are kept outside of memory: each made anew whenever it is asked for."""

    def __init__(self, number: int) -> None:
        self._number = number
        self.asked = 0

    def __len__(self) -> int:
        return self._number

    def __getitem__(self, n: Any) -> Any:
        if n >= self._number:
            raise IndexError(n)
        self.asked += 1
        said = mention(f"{n}.txt", f"2020-08-{n % 28 + 1:02}", f"Voters of town {n} vote", start=7)
        return event(f"e{n}", said.date, mentions=(said,)).model_dump(mode="json")


def test_of_many_events_some_bytes_each_are_kept_and_few_are_asked_for_again() -> None:
    events = Outside(1000)
    tracemalloc.start()
    try:
        collection = Collection(events, [])
        assert len(collection.days) == 28
        assert len(list(evidence(collection))) == 28
        kept = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    assert events.asked == 1000
    assert len(collection.events_of(min(collection.days))) == 36
    assert events.asked == 1036
    assert kept < 1000 * 1000  # an event takes five times as much


def test_the_mentions_of_one_sentence_are_found_wherever_their_events_are() -> None:
    one, other = (
        mention("a", "2020-08-09", "Voters vote"),
        mention("a", "2020-08-10", "Voters vote"),
    )
    apart = mention("b", "2020-08-09", "Voters vote")
    rows = [
        event(f"e{n}", m.date, mentions=(m,)).model_dump(mode="json")
        for n, m in enumerate((one, other, apart))
    ]
    collection = Collection(rows, [])  # type: ignore[arg-type]
    found = collection.beside(rows[0]["mentions"][0])
    assert [(m["document"], m["date"]) for m in found] == [("a", "2020-08-09"), ("a", "2020-08-10")]


def test_the_sentences_of_a_source_stand_together_each_once() -> None:
    documents = [
        document("a").model_dump(mode="json"),
        document("b", copy_of="a").model_dump(mode="json"),
    ]
    said = [("c", "Third"), ("b", "Second"), ("a", "First"), ("a", "Second")]
    rows = [
        event(f"e{n}", mentions=(mention(d, "2020-08-09", q),)).model_dump(mode="json")
        for n, (d, q) in enumerate(said)
    ]
    collection = Collection(rows, documents)  # type: ignore[arg-type]
    assert list(collection.texts()) == ["Third", "First\nSecond"]
    assert list(collection.texts()) == ["Third", "First\nSecond"]
