"""Histories count from the date they are at, news from publication."""

import pytest

from timeline.dates import tag

HISTORY = (
    "In March 1917 the garrison rose. On 12 March it took the arsenal, and the next day the palace. "
    "Two months later the council fell. In December 1917 the talks began. In January they broke off. "
    "The following year the army came back. "
)


def test_dates_without_a_year_follow_the_story() -> None:
    found = tag(HISTORY, language="en", published="2009-12-19", mode="narrative")
    assert [(e.text, e.value) for e in found] == [
        ("March 1917", "1917-03"),
        ("12 March", "1917-03-12"),
        ("the next day", "1917-03-13"),
        ("Two months later", "1917-05"),
        ("December 1917", "1917-12"),
        ("January", "1918-01"),
        ("The following year", "1919"),
    ]


def test_the_same_words_in_the_news_count_from_publication() -> None:
    found = tag("He quit in January.", language="en", published="2009-12-19", mode="news")
    assert [e.value for e in found] == ["2009-01"]


def test_a_text_full_of_years_is_taken_for_a_history() -> None:
    text = " ".join(f"In {y} the river froze." for y in range(1801, 1813))
    text += " The ice was thick. Ships lay still. In March it thawed."
    assert tag(text, language="en", published="2009-12-19")[-1].value == "1812-03"
    assert tag(text, language="en", published="2009-12-19", mode="news")[-1].value == "2009-03"


def test_a_plan_for_another_year_does_not_move_the_story() -> None:
    text = HISTORY + "A push was planned for 1920. On 3 May he died."
    assert tag(text, language="en", mode="narrative")[-1].value == "1919-05-03"


def test_what_had_been_done_before_does_not_move_the_story() -> None:
    text = HISTORY + "The fort they had left in May 1916 was rebuilt. On 3 July it burnt."
    assert tag(text, language="en", mode="narrative")[-1].value == "1919-07-03"
    text = (
        "Le 3 mai 1917, la garnison se souleva. Le fort qu'elle avait quitté en 1912 brûla. "
        "Le 9 juin, elle partit."
    )
    assert tag(text, language="fr", mode="narrative")[-1].value == "1917-06-09"


def test_a_short_history_of_a_far_past_is_no_news() -> None:
    text = (
        "The siege began in mid-June 1758. On 11 July the outer work was stormed. In early August a "
        "relief force turned back. That winter the fort was burnt, and in the spring of 1759 the "
        "river took the rest. The earlier siege of 1745 had lasted seven weeks. In June it was sold."
    )
    found = tag(text, language="en", published="2012-03-01")
    assert [e.value for e in found if e.type == "DATE"] == [
        "1758-06", "1758-07-11", "1758-08", "1758-WI", "1759-SP", "1745", "1759-06",
    ]  # fmt: skip


def test_months_after_a_winter_are_of_the_year_it_ends_in() -> None:
    text = HISTORY + "In the winter of 1922 it snowed. In February the road was cleared."
    assert tag(text, language="en", mode="narrative")[-1].value == "1923-02"
    text = HISTORY + "In the winter of 1922 it snowed. In January the first carts came."
    assert [e.text for e in tag(text, language="en", mode="narrative")][-1] == "January"


def test_what_lasts_until_a_day_ends_after_it_began() -> None:
    text = HISTORY + "In the winter of 1922 the line froze until spring. It stood until 9 April."
    assert [e.value for e in tag(text, language="en", mode="narrative")][-2:] == [
        "1923-SP", "1923-04-09",
    ]  # fmt: skip


def test_french_next_day() -> None:
    text = (
        "Le 9 août 2020, il est réélu. Le lendemain, la foule sort. Trois jours plus tard, il cède."
    )
    found = tag(text, language="fr", published="2021-03-01")
    assert [e.value for e in found] == ["2020-08-09", "2020-08-10", "2020-08-13"]


def test_year_before_christ_in_context() -> None:
    text = "In 490 BC they landed. " * 3 + "In 480 they came back."
    assert tag(text, language="en", mode="narrative")[-1].value == "BC0480"
    assert tag(text, language="en", mode="narrative")[-1].edtf == "-0479"


def test_what_is_to_come_is_not_where_the_past_is() -> None:
    text = "They met on Monday. Ministers will decide next Friday. Troops arrived the same day."
    found = tag(text, language="en", published="2020-09-16")
    assert [e.value for e in found] == ["2020-09-14", "2020-09-18", "2020-09-14"]


def test_a_date_named_in_passing_is_not_where_the_news_is() -> None:
    text = (
        "He was sworn in on Wednesday, long after the vote of August 9. Crowds came that evening."
    )
    found = tag(text, language="en", published="2020-09-24")
    assert [e.value for e in found] == ["2020-09-23", "2020-08-09", "2020-09-23TEV"]


def test_two_dates_side_by_side_agree() -> None:
    text = "Il est mort le 18 août 2023. Le coq fut posé quatre mois plus tard, le 16 décembre."
    found = tag(text, language="fr", published="2024-12-09")
    assert [e.value for e in found] == ["2023-08-18", "2023-12", "2023-12-16"]


def test_that_month_is_of_the_year_told_of() -> None:
    text = "A fund helped in June 2011. That November it bought the rest. On the 29th of that month it closed."
    found = tag(text, language="en", published="2020-09-14")
    assert [e.value for e in found] == ["2011-06", "2011-11", "2011-11-29"]


def test_an_announced_verb_before_the_place_is_future() -> None:
    (e,) = tag(
        "Leaders, who are to meet in Brussels on Monday, agree.",
        language="en",
        published="2021-05-23",
    )
    assert e.value == "2021-05-24"
    (f,) = tag("Angela Merkel la recevra mardi à Berlin.", language="fr", published="2020-10-03")
    assert f.value == "2020-10-06"


def test_a_year_that_opens_its_sentence_moves_the_story() -> None:
    text = (
        "He was born on 3 May 1810. In 1828 he moved to town, where he married the following year. "
        "In March 1836 he was wounded. His letters, found in 1921, tell of it. In April he came home."
    )
    found = tag(text, language="en", published="2015-01-01", mode="narrative")
    assert [e.value for e in found] == [
        "1810-05-03", "1828", "1829", "1836-03", "1921", "1836-04",
    ]  # fmt: skip


def test_months_are_not_counted_from_a_season() -> None:
    text = (
        "In March 1836 he fell ill. In the spring of 1840 his father died, and six months later he."
    )
    found = tag(text, language="en", published="2015-01-01", mode="narrative")
    assert (found[-1].value, found[-1].edtf) == ("P6M", None)


def values(text: str, language: str, published: str) -> list[str]:
    """TIMEX3 values of a text, mode left to be decided."""
    return [e.value for e in tag(text, language=language, published=published)]


def test_news_that_looks_back_over_many_years_stays_news() -> None:
    text = (
        "A clamp broke in November and moved it from December 18 to December 22. Plans began in "
        "1989, went on in 1990, 1991, 1996 and 2002, and stopped in 2010, in 2011 and in April "
        "2014. The ship came on October 12. The rest will follow in early January."
    )
    got = values(text, "en", "2021-12-26")
    assert got[:3] == ["2021-11", "2021-12-18", "2021-12-22"]
    assert got[-2:] == ["2021-10-12", "2022-01"]


def test_a_sentence_opened_by_a_past_year_holds_for_the_next_dates() -> None:
    got = values(
        "In 2015 she left. She came back on August 12. In November she fell ill.",
        "en",
        "2020-09-16",
    )
    assert got == ["2015", "2015-08-12", "2015-11"]
    got = values("En 2015, le pont a fermé. Le 12 août, il a rouvert.", "fr", "2020-09-16")
    assert got == ["2015", "2015-08-12"]


def test_a_past_year_does_not_hold_across_paragraphs_or_for_plans() -> None:
    text = "In 2015 she left.\n\nShe came back on August 12."
    assert values(text, "en", "2020-09-16") == ["2015", "2020-08-12"]
    text = "In 2015 she left. She will be back in November."
    assert values(text, "en", "2020-09-16") == ["2015", "2020-11"]


def test_that_evening_is_not_the_evening_of_publication() -> None:
    text = "They met in March 2019. That evening they sang."
    assert values(text, "en", "2020-09-16") == ["2019-03", "XXXX-XX-XXTEV"]
    text = "Le conseil s'est réuni jeudi. Ce soir-là, il a plu. Le même jour, il a neigé."
    assert values(text, "fr", "2021-11-12") == ["2021-11-11", "2021-11-11TEV", "2021-11-11"]


def test_french_that_year_is_the_year_told_of() -> None:
    text = (
        "Il part le 3 mai 2010. Cette année-là, tout change. Le 12 juin de la même année, il cède. "
        "Cet été-là, il meurt."
    )
    assert values(text, "fr", "2020-09-16") == ["2010-05-03", "2010", "2010-06-12", "2010-SU"]


def test_what_is_set_for_a_day_is_to_come() -> None:
    assert values("The summit is set for Vilnius on Monday.", "en", "2021-05-22") == ["2021-05-24"]
    assert values("Une réunion est convoquée lundi.", "fr", "2021-05-22") == ["2021-05-24"]
    assert values("He set the table on Monday.", "en", "2021-05-22") == ["2021-05-17"]


def test_a_participle_before_a_noun_tells_no_tense() -> None:
    text = "It would be paid on a still unspecified date in January."
    assert values(text, "en", "1989-10-26") == ["1990-01"]


def test_an_agreement_named_by_its_month_has_been_made() -> None:
    text = "It is trying to sell itself, under a June agreement with its owner."
    assert values(text, "en", "1989-10-27") == ["1989-06"]


def test_a_season_with_no_tense_is_the_nearest() -> None:
    assert values("The summer is in her file.", "en", "2020-12-21") == ["2020-SU"]


def test_the_tense_of_histories_keeps_the_year_told_of() -> None:
    text = (
        "Le 3 février 1906, une explosion tua douze mineurs. Le lendemain, la foule s'assembla.\n\n"
        "La grève éclata le 8 février. En mars, la compagnie céda. La fosse rouvrit en 1907.\n\n"
        "Une plaque a été posée en février."
    )
    found = tag(text, language="fr", published="2008-11-09")
    assert [e.value for e in found] == [
        "1906-02-03", "1906-02-04", "1906-02-08", "1906-03", "1907", "2008-02",
    ]  # fmt: skip


def test_a_day_told_with_its_year_keeps_it_when_told_again() -> None:
    text = (
        "The ferry sank on 14 August 2011. The court heard that on 14 August the pilot had been "
        "drinking. Two died the following day."
    )
    found = tag(text, language="en", published="2013-11-08")
    assert [e.value for e in found] == ["2011-08-14", "2011-08-14", "2011-08-15"]
    near = tag(text, language="en", published="2013-08-20")
    assert [e.value for e in near][1] == "2013-08-14"


def test_a_year_goes_on_through_the_days_that_follow() -> None:
    text = (
        "On 3 May 2011 the mine flooded. Two days later the pumps failed. On 9 May the last men "
        "came up. The owner was charged in June."
    )
    found = tag(text, language="en", published="2015-11-08")
    assert [e.value for e in found] == ["2011-05-03", "2011-05-05", "2011-05-09", "2011-06"]


def test_a_day_told_with_its_year_gives_it_to_the_days_that_follow() -> None:
    found = tag(
        "She was arrested on 29 May 2017. Nobody knew where she was. On 3 June she was freed.",
        language="en",
        published="2020-03-12",
        mode="news",
    )
    assert [e.value for e in found] == ["2017-05-29", "2017-06-03"]
    for later in ("On 10 March she resigned.", "The vote is on 20 August."):
        text = f"She was elected on 9 August 2018. {later}"
        (_, said) = tag(text, language="en", published="2020-03-12", mode="news")
        assert said.value.startswith("2020")


HILL = (
    "{}The siege of the hill fort ended on 4 May 1703 and cost both sides dearly. In early 1703 the"
    " garrison starved, while the losses of 1702 were still felt. Talks failed in March. The "
    "assault began on 2 May. On 4 May the gates were opened."
)


@pytest.mark.parametrize(
    "above",
    ["", "The siege of the hill\n4 May 2021\n\n", "4 May 2021\n\n", "Siege\n\n4 May 2021\n\n"],
)
def test_the_day_above_a_history_does_not_make_it_news(above: str) -> None:
    found = tag(HILL.format(above), language="en", published="2021-05-04")
    assert [e.value for e in found][-6:] == [
        *("1703-05-04", "1703", "1702", "1703-03", "1703-05-02", "1703-05-04")
    ]


def test_news_below_its_day_stays_news_whatever_year_it_opens_with() -> None:
    text = (
        "Bridge closed\n4 May 2021\n\nThe bridge, built in 1703, was closed on Monday. Talks failed"
        " in March. It had been closed in 1950 and 1980, and repairs began on 2 May."
    )
    found = tag(text, language="en", published="2021-05-04")
    assert [e.value for e in found][-3:] == ["1950", "1980", "2021-05-02"]
    assert "2021-03" in [e.value for e in found]


def test_a_year_in_the_headline_dates_a_story_told_as_histories_are() -> None:
    told = "{} de la ville{}\n12 mars 1890\n\nL'année suivante, le siège {} repris. La colonne {} le 6 mai."
    history = told.format("Prise", " (13 juin 1821)", "fut", "arriva")
    found = tag(history, language="fr", published="1890-03-12")
    assert [e.value for e in found][-2:] == ["1821", "1821-05-06"]
    news = told.format("Fête", " (13 juin 1821)", "est", "arrive")
    found = tag(news, language="fr", published="1890-03-12")
    assert found[-1].value == "1890-05-06"
