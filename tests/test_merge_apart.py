"""Merging: events that look alike and are two."""

from __future__ import annotations

from merging import BELARUS, MINSK, POLAND, SOCHI, apart, mention
from timeline.model import Amount, DatedMention, Place

# -- two events --------------------------------------------------------------------------------


def test_another_year_s_election_stays_apart() -> None:
    apart(
        mention("a", "election", "2010", "election", places=(BELARUS,)),
        mention("b", "election", "2020-08-09", "election", places=(BELARUS,)),
    )


def test_another_country_s_election_stays_apart() -> None:
    apart(
        mention("a", "election", "2020", "election", places=(POLAND,)),
        mention("b", "election", "2020-08-09", "election", places=(BELARUS,)),
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


def test_a_month_that_may_be_either_march_stays_apart() -> None:
    apart(
        mention("a", "march", "2020-08-16", "protest", places=(MINSK,)),
        mention("b", "march", "2020-08-23", "protest", places=(MINSK,)),
        mention("c", "march", "2020-08", "protest", places=(MINSK,)),
    )


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
        mention("a", "meeting", "2020-09-14", people=("Putin", "Alexander Lukashenko")),
        mention("b", "meeting", "2020-09-14", people=("Putin", "Angela Merkel")),
    )


def test_what_one_speaker_says_in_two_articles_need_not_be_one_statement() -> None:
    apart(
        mention(
            "a",
            "say",
            "2020-09-14",
            "statement",
            people=("Putin",),
            nominal=False,
            told="Putin says the loan will be paid",
        ),
        mention(
            "b",
            "say",
            "2020-09-14",
            "statement",
            people=("Putin",),
            nominal=False,
            told="Putin calls sanctions a mistake",
        ),
    )


def test_a_day_s_events_of_one_article_a_day_apart_stay_apart() -> None:
    apart(
        mention("a", "summit", "2020-08-19", people=("Michel",)),
        mention("a", "summit", "2020-08-20", people=("Michel",), at=1),
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
            told="Apple unveils a laptop",
        ),
        mention(
            "b",
            "unveil",
            "2010-10-20",
            "economy",
            organisations=("Apple",),
            nominal=False,
            told="Apple unveils a telephone",
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


def test_meetings_are_not_the_meeting() -> None:
    several = mention("a", "meeting", "2020-09-14", people=("Putin",), at=3)
    trigger = several.event.trigger.model_copy(update={"text": "meetings"})
    several = several.model_copy(
        update={"event": several.event.model_copy(update={"trigger": trigger})}
    )
    apart(mention("a", "meeting", "2020-09-14", people=("Putin",)), several)


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
        ),
        mention(
            "b",
            "leave",
            "2020-08-11",
            "politics",
            places=(BELARUS,),
            groups=("tourists",),
            nominal=False,
        ),
    )


def test_a_publication_day_never_stands_for_a_later_day() -> None:
    apart(
        mention(
            "a",
            "arrest",
            "2020-08-10",
            "justice",
            people=("Maria Kolesnikova",),
            places=(MINSK,),
            direct=False,
        ),
        mention(
            "b", "arrest", "2020-08-11", "justice", people=("Maria Kolesnikova",), places=(MINSK,)
        ),
    )


def test_figures_ten_times_apart_are_two_events() -> None:
    def arrests(n: int, name: str) -> DatedMention:
        amount = Amount(value=n, unit="people", text=f"{n} people")
        return mention(
            name, "arrest", "2020-08-10", "justice", countries=("Belarus",), amounts=(amount,)
        )

    apart(arrests(300, "a"), arrests(3000, "b"))


def test_relatives_do_not_share_an_event() -> None:
    apart(
        mention("a", "arrest", "2020-08-10", "justice", people=("Sergei Tikhanovsky",)),
        mention("b", "arrest", "2020-08-10", "justice", people=("Svetlana Tikhanovskaya",)),
    )
