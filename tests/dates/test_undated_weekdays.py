"""In a text of which no publication day is known, weekdays count only from a day close by."""

import pytest

from timeline.dates import tag


@pytest.mark.parametrize(
    "text",
    [
        "He was born on 3 March 1959. On Monday he resigned.",
        "The law of 3 March 2014 was repealed.\n\nMinisters met on Monday.",
        "On 3 March 2014 it opened. It did well. It grew. It moved. It was sold on Monday.",
        "He resigned on Monday.",
    ],
)
def test_weekdays_stay_unresolved(text: str) -> None:
    last = tag(text, language="en")[-1]
    assert (last.value, last.edtf) == ("XXXX-WXX-1", None)


@pytest.mark.parametrize(
    "text",
    [
        "3 August 2020\n\nOn Thursday the pilots met.",
        "On 3 August 2020 the port shut. On Thursday the pilots met.",
        "The pilots met on 3 August 2020 and again on Thursday.",
    ],
)
def test_weekdays_count_from_the_day_that_heads_them(text: str) -> None:
    assert tag(text, language="en")[-1].value == "2020-08-06"


def test_yesterday_stays_unresolved() -> None:
    text = "On 3 August 2020 the port shut. The pilots met yesterday."
    assert tag(text, language="en")[-1].edtf is None
