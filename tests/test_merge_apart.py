"""Merging: events that look alike and are two."""

from __future__ import annotations

from typing import Any

import pytest

from merging import BELARUS, MINSK, POLAND, SOCHI, apart, clause, mention, one, run
from timeline.merge.features import features
from timeline.merge.signs import opposed
from timeline.model import Amount, DatedMention, Place

# -- two events --------------------------------------------------------------------------------


def test_another_year_s_election_stays_apart() -> None:
    apart(
        mention("a", "election", "2010", "election", places=(BELARUS,)),
        mention("b", "election", "2020-08-09", "election", places=(BELARUS,)),
    )


def test_news_that_nothing_dates_is_not_of_a_year_before() -> None:
    now = mention("a", "flood", "2025-07-30", "disaster", places=(MINSK,), direct=False)
    apart(now, mention("a", "flood", "2011-03", "disaster", places=(MINSK,), at=3))
    last_week = mention("b", "flood", "2025-07-24", "disaster", places=(MINSK,))
    assert not opposed(*features([now, last_week]))


def test_another_country_s_election_stays_apart() -> None:
    apart(
        mention(
            "a",
            "election",
            "2020",
            "election",
            places=(POLAND,),
            quote="In Poland the presidential election of 2020 was won by Andrzej Duda",
        ),
        mention(
            "b",
            "election",
            "2020-08-09",
            "election",
            places=(BELARUS,),
            quote="Alexander Lukashenko claimed victory in the election in Belarus on 9 August",
        ),
    )


def test_a_second_round_is_not_the_first() -> None:
    apart(
        mention(
            "a",
            "election",
            "2020-07-12",
            "election",
            places=(POLAND,),
            quote="second round of the election in Poland",
        ),
        mention(
            "b",
            "election",
            "2020-07-12",
            "election",
            places=(POLAND,),
            quote="first round of the election in Poland",
        ),
    )
    apart(
        mention("a", "election", "2020-06-28", "election", places=(POLAND,)),
        mention(
            "b",
            "election",
            "2020-07-12",
            "election",
            places=(POLAND,),
            quote="second round of the election",
        ),
    )


def test_an_anniversary_is_not_the_event() -> None:
    apart(
        mention(
            "a",
            "election",
            "2021-08-09",
            "election",
            places=(BELARUS,),
            quote="anniversary of the election",
        ),
        mention("b", "election", "2021-08-09", "election", places=(BELARUS,)),
    )


def test_last_week_s_march_is_not_this_week_s() -> None:
    apart(
        mention("a", "march", "2020-08-16", "protest", places=(MINSK,), groups=("protesters",)),
        mention("b", "march", "2020-08-23", "protest", places=(MINSK,), groups=("protesters",)),
    )


def test_a_month_does_not_make_one_of_two_weeks_marches() -> None:
    events = run(
        mention("a", "march", "2020-08-16", "protest", places=(MINSK,)),
        mention("b", "march", "2020-08-23", "protest", places=(MINSK,)),
        mention("c", "march", "2020-08", "protest", places=(MINSK,)),
    )
    days = [{m.document for m in e.mentions} - {"c"} for e in events]
    assert {"a"} in days
    assert {"b"} in days


def test_a_statement_about_a_meeting_is_not_the_meeting() -> None:
    apart(
        mention(
            "a",
            "said",
            "2020-09-14",
            "statement",
            people=("Putin",),
            nominal=False,
            quote="Putin said the meeting went well",
            sentence=1,
        ),
        mention("a", "meeting", "2020-09-14", people=("Putin",), at=1, sentence=1),
    )


def test_two_verbs_of_one_sentence_are_two_events() -> None:
    apart(
        mention(
            "a", "met", "2020-09-14", people=("Putin", "Lukashenko"), nominal=False, sentence=1
        ),
        mention(
            "a", "meet", "2020-09-14", people=("Putin", "Merkel"), nominal=False, at=1, sentence=1
        ),
    )


def test_meetings_with_other_people_or_elsewhere_stay_apart() -> None:
    apart(
        mention("a", "meeting", "2020-09-14", people=("Putin", "Lukashenko"), places=(SOCHI,)),
        mention(
            "b",
            "meeting",
            "2020-09-14",
            people=("Macron", "Merkel"),
            places=(Place(name="Berlin", kind="city", country="DE"),),
        ),
    )
    apart(
        mention("a", "met", "2020-09-14", people=("Putin",), patients=("Alexander Lukashenko",)),
        mention("b", "met", "2020-09-14", people=("Putin",), patients=("Angela Merkel",)),
    )


@pytest.mark.xfail(strict=True, reason="no sign weighs that what two sayings say is other")
def test_what_one_speaker_says_in_two_articles_need_not_be_one_statement() -> None:
    apart(
        mention(
            "a",
            "say",
            "2020-09-14",
            "statement",
            people=("Putin",),
            nominal=False,
            quote="in Sochi Putin would say that Minsk would get a loan of Gazprombank and VEB",
            told="Putin says the loan will be paid",
        ),
        mention(
            "b",
            "say",
            "2020-09-14",
            "statement",
            people=("Putin",),
            nominal=False,
            quote="Putin would say that Brussels and Washington made a mistake over Crimea",
            told="Putin calls sanctions a mistake",
        ),
    )


def test_a_day_s_events_of_one_article_a_day_apart_stay_apart() -> None:
    apart(
        mention("a", "summit", "2020-08-19", people=("Michel",)),
        mention("a", "summit", "2020-08-20", people=("Michel",), at=1),
    )


@pytest.mark.xfail(
    strict=True, reason="no sign weighs other objects of what happens once an object"
)
def test_one_maker_s_products_of_one_day_are_two_launches() -> None:
    apart(
        mention(
            "a",
            "unveil",
            "2010-10-20",
            "economy",
            organisations=("Apple",),
            nominal=False,
            quote="Apple will unveil a laptop, the Air, in Cupertino",
            filled=clause("Apple", "a laptop"),
        ),
        mention(
            "b",
            "unveil",
            "2010-10-20",
            "economy",
            organisations=("Apple",),
            nominal=False,
            quote="Apple is to unveil a telephone that runs on Verizon",
            filled=clause("Apple", "a telephone"),
        ),
    )


def test_a_year_s_launch_may_be_any_of_the_year() -> None:
    apart(
        mention(
            "a",
            "launch",
            "2011",
            "economy",
            organisations=("Apple",),
            told="Apple's launch of a system",
        ),
        mention(
            "b",
            "launch",
            "2011-06-06",
            "economy",
            organisations=("Apple",),
            told="Apple's launch of a telephone",
        ),
    )


def test_common_verbs_need_more_than_a_country_in_common() -> None:
    apart(
        mention(
            "a",
            "leave",
            "2020-08-11",
            "politics",
            people=("Svetlana Tikhanovskaya",),
            places=(BELARUS,),
            nominal=False,
            quote="Svetlana Tikhanovskaya had to leave Belarus for Lithuania",
            filled=clause("Svetlana Tikhanovskaya", "Belarus"),
        ),
        mention(
            "b",
            "leave",
            "2020-08-11",
            "politics",
            places=(BELARUS,),
            groups=("tourists",),
            nominal=False,
            quote="Tourists hurried to leave the country by way of Brest",
            filled=clause("Tourists", "the country"),
        ),
    )


def test_a_publication_day_never_stands_for_a_later_day() -> None:
    def arrest(name: str, day: str, **more: Any) -> DatedMention:
        return mention(
            name, "arrest", day, "justice", people=("Maria Kolesnikova",), places=(MINSK,), **more
        )

    apart(arrest("a", "2020-08-10", direct=False), arrest("b", "2020-08-12"))
    # It may be that day already where it happened, and what is planned is of a later day.
    one(arrest("a", "2020-08-10", direct=False), arrest("b", "2020-08-11"))
    one(arrest("a", "2020-08-10", direct=False, status="planned"), arrest("b", "2020-08-12"))


@pytest.mark.xfail(strict=True, reason="counts however far apart weigh the same")
def test_figures_ten_times_apart_are_two_events() -> None:
    def arrests(n: int, name: str, quote: str) -> DatedMention:
        amount = Amount(value=n, unit="people", text=f"{n} people")
        return mention(
            name,
            "arrest",
            "2020-08-10",
            "justice",
            places=(BELARUS,),
            amounts=(amount,),
            quote=quote,
            nominal=False,
            filled=clause("police", f"{n} people"),
        )

    apart(
        arrests(300, "a", "Police would arrest 300 people in Brest, a lawyer of Vesna said"),
        arrests(3000, "b", "In all of Belarus police would arrest 3000 people, Yuri Karayev said"),
    )


def test_relatives_do_not_share_an_event() -> None:
    apart(
        mention("a", "arrest", "2020-08-10", "justice", people=("Sergei Tikhanovsky",)),
        mention("b", "arrest", "2020-08-10", "justice", people=("Svetlana Tikhanovskaya",)),
    )


def test_who_is_met_in_one_telling_may_meet_in_the_other() -> None:
    here = mention("a", "met", "2020-09-14", people=("Putin",), patients=("Lukashenko",))
    there = mention("b", "met", "2020-09-14", people=("Lukashenko",), patients=("Putin",))
    other = mention("c", "met", "2020-09-14", people=("Putin",), patients=("Angela Merkel",))
    a, b, c = features([here, there, other])
    assert not opposed(a, b)
    assert opposed(a, c)


def test_two_men_s_arrests_are_not_one_for_a_third_telling_that_names_nobody() -> None:
    def arrest(name: str, *people: str) -> DatedMention:
        return mention(name, "arrest", "2020-08-10", "justice", patients=people, places=(MINSK,))

    events = run(arrest("a", "Sergei Tikhanovsky"), arrest("b", "Viktor Babariko"), arrest("c"))
    assert len(events) == 2
