"""Dates that head what stands below or behind them."""

from __future__ import annotations

import pytest

from timeline import dates


def read(text: str, language: str = "en", published: str | None = None) -> dict[str, str | None]:
    """What each expression denotes, by its words; of equal words the last."""
    return {e.text: e.denotes for e in dates.tag(text, language=language, published=published)}


def heads(text: str, language: str = "en", published: str | None = None) -> list[tuple[str, str]]:
    """The date of each heading with the text it dates, white space at its ends left out."""
    found = dates.tag(text, language=language, published=published)
    return [(e.heads.date, text[e.heads.start : e.heads.end].strip()) for e in found if e.heads]


def test_a_date_on_a_line_of_its_own_heads_all_below_up_to_the_next() -> None:
    text = "Log\n\n3 August 2020\n\nWe sail.\n\nWe rest.\n\n5 August 2020\n\nWe land."
    assert heads(text) == [
        ("2020-08-03", "We sail.\n\nWe rest."),
        ("2020-08-05", "We land."),
    ]


@pytest.mark.parametrize("dash", ["-", "–"])
def test_the_dash_before_an_item_makes_no_range_of_a_heading_and_its_first_day(dash: str) -> None:
    found = read(f"## 2018\n{dash} 6 June: divers come.\n{dash} 9 June: they go.\n")
    assert found == {"2018": "2018", "6 June": "2018-06-06", "9 June": "2018-06-09"}
    assert read("The siege (1939 -\n1941) was long.")["1939"] == "1939/1941"
    assert read("From 2018\n-2019 it was shut.")["2018"] == "2018/2019"


def test_one_full_date_alone_is_the_dateline_and_heads_nothing() -> None:
    assert heads("Port closed\n\n3 August 2020\n\nThe port closed. A ship sank.") == []


def test_a_year_heads_months_and_these_their_days() -> None:
    text = (
        "1905\n\nMarch\n\n- 4: the mill opens.\n- 9: it burns.\n\nApril\n\n- 2: it opens again.\n"
    )
    assert heads(text)[2:4] == [("1905-03-04", ": the mill opens."), ("1905-03-09", ": it burns.")]
    assert heads(text)[-1][0] == "1905-04-02"


def test_lines_begin_with_days_of_the_year_that_the_title_names() -> None:
    text = "Lyon in 1911\n\n- 4 March: a flood.\n- 9 June: a strike.\n- 2 July: a vote.\n"
    assert [d for d, _ in heads(text)[1:]] == ["1911-03-04", "1911-06-09", "1911-07-02"]


def test_lines_begin_with_years_under_the_day_that_the_title_names() -> None:
    text = "4 mars\n\n1152 : une élection.\n1789 : une loi.\n1933 : un discours.\n"
    found = heads(text, "fr", "2020-05-01")
    assert [d for d, _ in found] == ["1152-03-04", "1789-03-04", "1933-03-04"]


def test_a_weekday_below_a_day_is_the_next_one_and_relative_words_count_from_the_heading() -> None:
    text = (
        "Monday 3 August 2020\n\nWe sail.\n\nThursday\n\nThe mast broke yesterday.\n\n"
        "Sunday 9 August\n\nWe land."
    )
    found = read(text)
    assert found["Thursday"] == "2020-08-06"
    assert found["yesterday"] == "2020-08-05"
    assert found["Sunday 9 August"] == "2020-08-09"


def test_a_page_that_shows_the_newest_first_goes_back() -> None:
    text = "Friday 7 August 2020\n\nC.\n\nThursday\n\nB.\n\nTuesday 4 August 2020\n\nA."
    assert read(text)["Thursday"] == "2020-08-06"


def test_december_is_followed_by_january_of_the_next_year() -> None:
    text = "20 December 2019\n\nA.\n\n27 December\n\nB.\n\n3 January\n\nC."
    assert [d for d, _ in heads(text)] == ["2019-12-20", "2019-12-27", "2020-01-03"]


def test_clock_times_are_of_the_day_above() -> None:
    text = "3 August 2020\n\n10:15 The doors open.\n11:40 He speaks.\n\n4 August 2020\n\n9:30 It ends.\n"
    days = [d for d, _ in heads(text)]
    assert days == ["2020-08-03", "2020-08-03", "2020-08-03", "2020-08-04", "2020-08-04"]


def test_a_table_row_and_two_days_of_one_line() -> None:
    text = "| 1998 | Founded |\n| 2001 | Sold |\n\n18 et 19 mai 2020 : grève."
    assert [d for d, _ in heads(text, "fr")] == ["1998", "2001", "2020-05-18/2020-05-19"]


@pytest.mark.parametrize(
    "text",
    [
        "On 4 March 1905 the council met in the old hall.",
        "In March, the council met.\n\nIn April, it met again.\n\nIn May, it fell.",
        "2020 people came.\n\nThe hall was full.",
        "They waited until\n4 March 1905\nwithout a word.",
        "May I ask: who paid?",
        "16 June 2012. – The poet has died in Oslo. She was ninety.",
    ],
)
def test_a_sentence_is_no_heading(text: str) -> None:
    assert heads(text) == []


def test_a_heading_of_the_same_rank_without_a_date_ends_the_section() -> None:
    text = "## 3 August 2020\n\nWe sail.\n\n### Crew\n\nTen.\n\n## 4 August 2020\n\nRain.\n\n## Sources\n\nA log."
    assert heads(text)[0][1] == "We sail.\n\n### Crew\n\nTen."
    assert heads(text)[1][1] == "Rain."


@pytest.mark.parametrize(
    ("language", "lines", "days"),
    [
        ("fr", ("Lundi 2 janvier 1871. — Froid.", "Mardi 3. — Neige."), ["02", "03"]),
        ("fr", ("Paris, le 2 janvier 1871", "", "Froid.", "", "Paris, le 5 janvier"), ["02", "05"]),
        ("fr", ("2 janvier 1871, au soir", "", "Froid.", "", "3 janvier, midi"), ["02", "03"]),
        ("en", ("Paris, January 2, 1871", "", "Cold.", "", "Lyon, January 5"), ["02", "05"]),
        ("en", ("Day 1 – Monday 2 January 1871", "", "Cold.", "", "Day 2 – Tuesday"), ["02", "03"]),
        ("en", ("**2 January 1871** Cold.", "**3 January** Snow.", "**4 January** Ice."), ["02", "03", "04"]),
    ],
)  # fmt: skip
def test_forms_of_headings(language: str, lines: tuple[str, ...], days: list[str]) -> None:
    text = "\n".join(lines) + "\n\nThe end."
    assert [d for d, _ in heads(text, language)] == [f"1871-01-{d}" for d in days]


def test_a_place_and_a_year_are_no_heading() -> None:
    assert heads("Bordeaux, 1995\n\nA street.\n\nLyon, 1997\n\nA square.") == []


def test_below_a_month_the_day_that_opens_a_sentence_is_of_that_month() -> None:
    text = (
        "April 2021\n\nOn the 13th a judge orders the ship to be held.\n\nMay 2021\n\n"
        "The appeal fails on the 4th. Three days later the ship sails."
    )
    found = read(text, published="2022-02-01")
    assert (found["the 13th"], found["the 4th"]) == ("2021-04-13", "2021-05-04")
    assert found["Three days later"] == "2021-05-07"
    text = "Avril 2021\n\nLe 13, un juge saisit le navire.\n\nMai 2021\n\nLe 4, il part."
    found = read(text, "fr", "2022-02-01")
    assert (found["Le 13"], found["Le 4"]) == ("2021-04-13", "2021-05-04")
    # No month above: a floor, the number of a shirt.
    assert read("Fire broke out on the 13th floor.", published="2022-02-01") == {}
    assert read("Passe en retrait : le 10, Marco, marque.", "fr", "2022-02-01") == {}


def test_a_date_read_across_the_end_of_its_line_heads_nothing() -> None:
    assert heads("May\n4 May: an appeal fails.\nA week later the ship sails.\n") == []


@pytest.mark.parametrize(
    ("language", "between"), [("en", " "), ("en", " at "), ("en", ", "), ("fr", " à ")]
)
def test_a_day_and_its_time_lead_a_line_of_a_log(language: str, between: str) -> None:
    text = f"14/11/2013{between}06:12 The gate opens.\n\n15/11/2013{between}14:05 It shuts."
    assert heads(text, language) == [
        ("2013-11-14", "The gate opens."),
        ("2013-11-15", "It shuts."),
    ]


def test_two_sentences_that_begin_with_a_day_are_no_log() -> None:
    text = "14/11/2013 Gates opened for us.\n\n15/11/2013 Gates shut again."
    assert heads(text) == []
