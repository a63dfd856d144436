"""Running logs of a day: entries that open with the time."""

from __future__ import annotations

import pytest

from timeline import dates

HEAD = "Flood in Belmor, live\n\nThe river broke its banks on 11 May.\n\n"
TOLD = (
    "The mayor resigns.",
    "Two are found.",
    "The army comes.",
    "A shelter opens.",
    "It rains.",
    "We begin.",
)


def log(*times: str, head: str = HEAD) -> str:
    return head + "\n\n".join(f"{t} {told}" for t, told in zip(times, TOLD, strict=False))


def values(text: str, published: str | None = "2024-05-14", language: str = "en") -> dict[str, str]:
    """What opens the lines, by its words."""
    found = dates.tag(text, language=language, published=published)
    return {e.text: e.value for e in found if e.start == 0 or text[e.start - 1] == "\n"}


def test_the_times_of_a_log_that_shows_the_newest_first_are_of_the_day_it_appeared() -> None:
    text = log("20:33", "20:10", "18:24", "17:01")
    assert values(text) == {t: f"2024-05-14T{t}" for t in ("20:33", "20:10", "18:24", "17:01")}
    assert {e.how for e in dates.tag(text, language="en", published="2024-05-14")} >= {"day-of-log"}


def test_words_count_from_the_day_of_the_log_and_each_time_heads_its_line() -> None:
    text = log("20:33", "20:10", "18:24", "17:01") + "\n\nIts doors close tomorrow."
    found = dates.tag(text, language="en", published="2024-05-14")
    assert [e.edtf for e in found if e.text == "tomorrow"] == ["2024-05-15"]
    headed = [text[e.heads.start : e.heads.end].strip() for e in found if e.heads]
    assert headed == list(TOLD[:4])


def test_what_is_told_from_the_start_on_is_of_the_day_that_it_tells_of() -> None:
    """By the clock, of a day that has gone: its head names it."""
    text = log("17:01", "18:24", "20:10", "20:33")
    assert values(text)["17:01"] == "2024-05-11T17:01"


def test_a_heading_that_names_the_day_goes_before_publication() -> None:
    entries = log("20:33", "20:10", "18:24", "17:01", head="")
    text = f"Flood, live\n\n13 May 2024\n\n{entries}\n\n12 May 2024\n\n19:00 It rains.\n"
    assert values(text)["20:10"] == "2024-05-13T20:10"


def test_few_times_or_times_that_go_up_and_down_make_no_log() -> None:
    for times in (("20:33", "20:10", "18:24"), ("20:33", "09:10", "18:24", "07:01")):
        assert values(log(*times))[times[0]] == f"2024-05-11T{times[0]}"


def test_without_a_day_of_publication_nothing_changes() -> None:
    assert values(log("20:33", "20:10", "18:24", "17:01"), None)["20:33"] != "2024-05-14T20:33"


@pytest.mark.parametrize(
    ("times", "read"),
    [
        (("2333", "2210", "1824", "0701"), True),
        (("0000", "2346", "2210", "1824", "0701"), True),
        (("0701 GMT", "0915 GMT", "1824 GMT", "2210 GMT"), True),
        (("1815", "1848", "1914", "2010"), False),
        (("2010", "2020", "2030", "2045"), True),
        (("2333", "0910", "1824", "0701"), False),
        (("2333", "2210", "0701"), False),
        (("2033", "2010", "1955", "1918", "1848", "1815"), True),
        (("2019", "2016", "2012", "2010", "2005", "2001"), False),
        (("2033", "2010", "1955", "1888", "1848", "1815"), False),
        (("2360", "2299", "1899", "0770"), False),
    ],
)
def test_four_figures_are_times_where_they_make_a_log(times: tuple[str, ...], read: bool) -> None:
    found = dates.tag(log(*times, head=""), language="en", published="2024-05-14")
    clocks = [e.text for e in found if e.type == "TIME"]
    assert clocks == ([t[:4] for t in times] if read else [])


def test_in_french_too() -> None:
    text = "Crue, en direct\n\nLe fleuve déborde depuis le 11 mai.\n\n" + "\n\n".join(
        f"{t} {told}"
        for t, told in (
            ("20h33", "La maire démissionne."), ("20h10", "Deux rescapés."),
            ("18h24", "L'armée arrive."), ("17h01", "Un refuge ouvre."),
        )
    )  # fmt: skip
    assert set(values(text, language="fr").values()) == {
        f"2024-05-14T{t}" for t in ("20:33", "20:10", "18:24", "17:01")
    }
