"""Months in figures behind their year."""

from __future__ import annotations

import pytest

from timeline import dates


def read(text: str, language: str = "en") -> dict[str, str]:
    return {e.text: e.value for e in dates.tag(text, language=language)}


@pytest.mark.parametrize("language", ["en", "fr", "de"])
def test_a_month_in_figures_is_no_span_of_years(language: str) -> None:
    assert read("2020-03", language) == {"2020-03": "2020-03"}
    assert "2010-11" not in read("2010-11.", language).values()


def test_it_may_begin_or_end_a_span() -> None:
    found = dates.tag("It was shut from 2020-03 to 2020-07.", language="en")
    assert "2020-03/2020-07" in {e.interval for e in found}


def test_months_of_a_column_are_read_alike() -> None:
    assert list(read("| 2003-01: a |\n| 2003-05: b |").values()) == ["2003-01", "2003-05"]
    assert "2003-05" not in read("In 2003-01 it shut. The 2003-05 plan failed.").values()
    assert "2003-05" not in read("| 2003-05: a |\n| 2005-07: b |").values()


@pytest.mark.parametrize(
    "text",
    ["Resolution 2020-03", "ISO 2020-03", "2020-13", "2020-03-45", "A-2020-03", "12-2020-03"],
)
def test_numbers_of_things_are_no_months(text: str) -> None:
    assert "2020-03" not in read(text).values()


def test_a_month_in_figures_heads_the_days_below() -> None:
    text = "## 2020-03\n\n- 4: the vote was lost\n- 9: the hall burned"
    assert [e.heads.date for e in dates.tag(text, language="en") if e.heads] == [
        "2020-03",
        "2020-03-04",
        "2020-03-09",
    ]


@pytest.mark.parametrize("unit", ["2020-03 ", "May 2020 ", "2020-03\n", "- 4: 2020-03\n"])
def test_many_of_them_take_time_in_proportion(unit: str) -> None:
    import time

    def taken(times: int) -> float:
        start = time.process_time()
        dates.tag(unit * times, language="en")
        return time.process_time() - start

    taken(100)
    assert taken(8000) < 40 * max(taken(1000), 0.02)
