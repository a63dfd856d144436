"""`tag`: spans, values, invariants that hold for any text."""

import pytest

from timeline import when
from timeline.dates import tag
from timeline.errors import UsageError


def values(text: str, language: str = "en", published: str = "2020-09-16") -> list[tuple[str, str]]:
    return [(e.text, e.value) for e in tag(text, language=language, published=published)]


def test_absolute_date() -> None:
    (e,) = tag("It began on August 9, 2020 in Minsk.", language="en")
    assert (e.text, e.type, e.value, e.edtf, e.how) == (
        "August 9, 2020", "DATE", "2020-08-09", "2020-08-09", "explicit",
    )  # fmt: skip


def test_weekday_follows_the_tense() -> None:
    assert values("They met on Monday.") == [("Monday", "2020-09-14")]
    assert values("They will meet on Monday.") == [("Monday", "2020-09-21")]
    assert values("Ils se sont rencontrés lundi.", "fr") == [("lundi", "2020-09-14")]
    assert values("Il se rendra lundi à Moscou.", "fr") == [("lundi", "2020-09-21")]


def test_line_break_inside_an_expression_but_no_blank_line() -> None:
    assert [t for t, _ in values("on August\n9, 2020")] == ["August\n9, 2020"]
    assert [t for t, _ in values("in August\n\n9 people came")] == ["August"]


def test_months_that_are_words_are_no_dates() -> None:
    assert values("It may rain and they march on the second floor.") == []
    assert values("La mer est belle, car il pleut.", "fr") == []


def test_unknown_language_and_bad_date() -> None:
    with pytest.raises(UsageError):
        tag("x", language="xx")
    with pytest.raises(when.NotEdtfError):
        tag("x", language="en", published="yesterday")


def test_the_half_of_a_game_is_no_half_year() -> None:
    for text in (
        "He scored twice in the first half.",
        "They led in the first half of the match.",
    ):
        assert tag(text, language="en", published="2014-07-30") == ()
    text = "Profit rose in the first half."
    assert [e.value for e in tag(text, language="en", published="2014-07-30")] == ["2014-H1"]


def test_the_year_after_another() -> None:
    text = (
        "In 1979 he moved, and the year after he met her. The year before the war he had been ill."
    )
    assert [e.value for e in tag(text, language="en", published="2012-05-06")] == ["1979", "1980"]


def test_french_units_behind_a_contraction() -> None:
    text = "Les ventes ont crû au deuxième trimestre, plus qu'au trimestre précédent."
    assert [e.value for e in tag(text, language="fr", published="2014-07-30")] == [
        "2014-Q2",
        "2014-Q1",
    ]
    text = "Elle a baissé au cours du mois dernier, et entre janvier et mai de cette année."
    found = tag(text, language="fr", published="2014-07-30")
    assert [e.denotes for e in found] == ["2014-06", "2014-01/2014-05", "2014-01/2014-05"]


def test_a_year_of_five_digits_is_no_date() -> None:
    assert tag("venti mila avanti cristo", language="it") == ()
    assert tag("The cave was painted in 20000 B.C. or so.", language="en") == ()


def test_two_days_that_follow_each_other_are_one_stretch_and_others_are_not() -> None:
    found = tag("They met on 3 and 4 March 2025.", language="en")
    assert [e.denotes for e in found] == ["2025-03-03/2025-03-04"] * 2
    found = tag("They met on 3 and 9 March 2025.", language="en")
    assert [e.denotes for e in found] == ["2025-03-03", "2025-03-09"]
    found = tag("Ils se sont vus les 3 et 9 mars 2025.", language="fr")
    assert [e.denotes for e in found] == ["2025-03-03", "2025-03-09"]


def test_a_length_that_ends_today_is_no_day_to_come() -> None:
    assert values("They have been out for two weeks today.")[-1] == ("today", "2020-09-16")
    assert values("It is a week today since they left.")[-1] == ("today", "2020-09-16")


def test_before_a_year_is_open_but_not_where_the_year_is_a_name_s_own() -> None:
    found = tag("The bridge must be built before 2030.", language="en", published="2020-09-16")
    assert [e.denotes for e in found] == ["../2029"]
    found = tag("They trained before the 2012 Games.", language="en", published="2020-09-16")
    assert [e.denotes for e in found] == ["2012"]


def test_a_day_for_which_something_was_done_is_to_come() -> None:
    day = tag("He called a vote for 4 July.", language="en", published="2023-03-20")
    assert [e.value for e in day] == ["2023-07-04"]
    month = tag("He gave the figures for January.", language="en", published="2023-03-20")
    assert [e.value for e in month] == ["2023-01"]


def test_a_day_that_is_set_is_to_come_unless_it_had_been_set_before() -> None:
    for said, day in (("set", "2022-05-09"), ("had ruled for him, and set", "2022-05-02")):
        text = f"The court {said} Monday as the date of the sale."
        assert tag(text, language="en", published="2022-05-06")[-1].value == day
