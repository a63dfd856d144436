"""What is a date only where it opens a line."""

from __future__ import annotations

import pytest

from timeline import dates


def heads(text: str, language: str = "en") -> list[tuple[str, str]]:
    found = dates.tag(text, language=language)
    return [(e.text, e.heads.date) for e in found if e.heads]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("below", ["", ": X", " – X"])
def test_headings_that_are_a_year_date_what_stands_below(language: str, below: str) -> None:
    text = f"# Mill\n\n## 1984{below}\n\nIt shut.\n\n## 1985{below}\n\nIt burned.\n"
    assert heads(text, language) == [("1984", "1984"), ("1985", "1985")]


def test_the_year_of_a_heading_is_that_of_the_days_below() -> None:
    text = "## 1984\n\nThe mill shut on 9 June.\n\n## 1985\n\nIt burned on 4 May.\n"
    found = {e.text: e.denotes for e in dates.tag(text, language="en")}
    assert found["9 June"] == "1984-06-09" and found["4 May"] == "1985-05-04"


def test_a_number_behind_its_sign_in_a_sentence_is_no_year() -> None:
    assert dates.tag("He drew ticket # 1984 and lost.", language="en") == ()


def test_old_years_that_head_headings_are_years_in_company_only() -> None:
    assert [d for _, d in heads("## 1780\n\nA duel.\n\n## 1792\n\nA siege.\n")] == ["1780", "1792"]
    assert dates.tag("## 1780\n\nRoom of that number.\n", language="en") == ()


@pytest.mark.parametrize("lead", ["", "- ", "| "])
def test_old_years_that_lead_entries_are_years(lead: str) -> None:
    text = "\n\n".join(f"{lead}{year}: A tower fell." for year in (1612, 1650, 1701))
    assert [d for _, d in heads(text)] == ["1612", "1650", "1701"]


def test_two_rows_with_rising_years_are_dated_and_two_lines_of_prose_are_not() -> None:
    assert [d for _, d in heads("| 1612: A tower fell. |\n| 1650: It rose. |")] == ["1612", "1650"]
    assert heads("1612: A tower fell.\n\n1650: It rose.") == []
    assert heads("| 1612: A tower fell. |\n| 1612: It rose. |") == []


def test_days_lead_the_entries_below_a_month_with_its_year() -> None:
    text = "# The league\n\n## May 2019\n\n- 6: the vote was lost\n- 17: the hall burned\n"
    assert [d for _, d in heads(text)] == ["2019-05", "2019-05-06", "2019-05-17"]


def test_items_that_are_numbered_from_one_are_no_days() -> None:
    text = "# The league\n\nMay 2019\n\n1: Where we stand\n2: What we ask\n3: What we fear\n"
    assert all(d != "2019-05-01" for _, d in heads(text))


def test_numbers_without_a_month_above_are_no_days() -> None:
    assert heads("- 6: the vote was lost\n- 17: the hall burned\n\nMay 2019 was wet.\n") == []


@pytest.mark.parametrize(
    ("language", "about", "decade"),
    [("fr", "vers 1290 :", "années 1820 :"), ("en", "around 1290:", "1820s:")],
)
def test_rough_years_and_decades_lead_entries(language: str, about: str, decade: str) -> None:
    text = f"- {about} Tours.\n- 1415: Tours.\n- {decade} Tours.\n- 1905: Tours.\n"
    assert [d for _, d in heads(text, language)] == ["1290~", "1415", "182X", "1905"]


def test_a_rough_number_that_opens_one_line_alone_is_no_year() -> None:
    assert heads("Environ 1500 : le nombre des morts.\n\nOn les enterre.\n", "fr") == []


def test_a_decade_before_its_noun_leads_nothing() -> None:
    assert heads("- 1820s fashions: bonnets.\n- 1830s-style lamps.\n- 1840s: war.\n") == [
        ("1840s", "184X")
    ]


LISTED = ("The battle is lost.", "The king falls.", "A mill opens.", "It burns.")


@pytest.mark.parametrize(
    ("years", "read"),
    [
        (("1602", "1741", "1815", "1848"), True),
        (("1848", "1815", "1741", "1602"), True),
        (("1602", "1741", "1815"), False),
        (("1602", "1815", "1741", "1848"), False),
        (("1602", "1741", "2815", "2848"), False),
    ],
)
def test_years_that_nothing_sets_off_are_those_of_a_list_that_goes_one_way(
    years: tuple[str, ...], read: bool
) -> None:
    text = "\n\n".join(f"{y} {told}" for y, told in zip(years, LISTED, strict=False))
    assert heads(text) == ([(y, y) for y in years] if read else [])
