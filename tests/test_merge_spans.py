"""Merging sessions with what they decide, and events that last with their days."""

from __future__ import annotations

from typing import Any

import pytest

from merging import BELARUS, BERGEN, POLAND, apart, clause, mention, one, pronoun, run, session
from timeline.model import DatedMention

# -- sessions ----------------------------------------------------------------------------------


def test_other_bodies_sessions_and_statements_stay_apart() -> None:
    apart(
        session(
            "a",
            "discuss",
            "the ministers will discuss the crisis",
            "meeting",
            organisations=("NATO",),
        ),
        session(
            "b", "decided", "the ministers decided on a list", "politics", organisations=("OPEC",)
        ),
    )
    apart(
        session("a", "discuss", "the ministers will discuss the crisis", "meeting"),
        session("b", "decided", "the parliament decided on a list", "politics"),
    )
    apart(
        session("a", "discuss", "the ministers will discuss the crisis", "meeting"),
        session("b", "condemned", "the ministers condemned the violence", "statement"),
    )


def test_a_name_put_in_for_a_pronoun_rules_nothing_out() -> None:
    def arrest(document: str, name: str) -> DatedMention:
        return mention(
            document, "arrest", "2020-05-29", "justice", people=(name,), places=(BERGEN,)
        )

    event = one(pronoun(arrest("a", "Alexander Lukashenko")), arrest("b", "Maria Kolesnikova"))
    assert "Kolesnikova" in event.title
    assert [a.name for a in event.actors] == ["Maria Kolesnikova"]
    (alone,) = run(pronoun(arrest("a", "Alexander Lukashenko")))
    assert [a.name for a in alone.actors] == ["Alexander Lukashenko"]
    apart(arrest("a", "Alexander Lukashenko"), arrest("b", "Maria Kolesnikova"))


# -- wide dates --------------------------------------------------------------------------------


def test_a_month_is_the_one_treaty_of_that_month() -> None:
    countries: dict[str, Any] = {"countries": ("Russia", "Belarus")}
    event = one(
        mention("a", "traité", "1999-12", "agreement", language="fr", **countries),
        mention("b", "treaty", "1999-12-08", "agreement", **countries),
    )
    assert event.date == "1999-12-08"


@pytest.mark.xfail(strict=True, reason="days too far apart to be compared count as unknown")
def test_a_month_does_not_make_one_of_two_treaties_of_that_month() -> None:
    countries: dict[str, Any] = {"countries": ("Russia", "Belarus")}
    events = run(
        mention("a", "traité", "1999-12", "agreement", language="fr", **countries),
        mention("b", "treaty", "1999-12-08", "agreement", **countries),
        mention("c", "treaty", "1999-12-21", "agreement", **countries),
    )
    days = [{m.document for m in e.mentions} - {"a"} for e in events]
    assert {"b"} in days
    assert {"c"} in days


def test_what_lasts_since_a_year_began_that_year() -> None:
    def sanctions(document: str, date: str, country: str, **more: Any) -> DatedMention:
        return mention(
            document,
            "sanction",
            date,
            "sanction",
            countries=(country,),
            organisations=("European Union",),
            **more,
        )

    event = one(
        sanctions("a", "2004/..", "Belarus", status="ongoing"),
        sanctions("b", "2004", "Belarus"),
    )
    assert event.date == "2004"
    assert event.conflicts == ()
    apart(
        sanctions("a", "2004/..", "Belarus", status="ongoing"),
        sanctions("b", "2005", "Belarus"),
    )


@pytest.mark.xfail(strict=True, reason="who imposes weighs less than the year it began")
def test_two_bodies_sanctions_of_one_year_stay_apart() -> None:
    apart(
        mention(
            "a",
            "sanction",
            "2004/..",
            "sanction",
            places=(BELARUS,),
            status="ongoing",
            quote="since 2004 a sanction of Washington has barred Belneftekhim from trade",
            filled=clause("Washington", "Belneftekhim"),
        ),
        mention(
            "b",
            "sanction",
            "2004",
            "sanction",
            places=(BELARUS,),
            quote="a first sanction of Brussels in 2004 struck four officials over Zakharenko",
            filled=clause("Brussels", "four officials"),
        ),
    )


def illness(document: str, date: str, name: str, what: str = "pancreatic cancer") -> Any:
    return mention(
        document,
        "fight",
        date,
        "other",
        people=(name,),
        filled=clause(name, what),
        quote=f"{name} had to fight {what}",
    )


def test_what_lasts_is_known_by_its_object_too() -> None:
    one(
        illness("a", "2004/..", "Ada Nyberg"),
        pronoun(illness("b", "2004", "Bo Lindqvist")),
    )
    apart(illness("a", "2004/..", "Ada Nyberg"), illness("b", "2004", "Bo Lindqvist"))


@pytest.mark.xfail(strict=True, reason="no sign weighs other objects of what lasts")
def test_what_lasts_has_one_object() -> None:
    apart(
        illness("a", "2004/..", "Ada Nyberg"),
        pronoun(illness("b", "2004", "Bo Lindqvist", "a patent office")),
    )


def protest(document: str, date: str, **more: Any) -> DatedMention:
    return mention(document, "protests", date, "protest", places=(BELARUS,), **more)


def test_protests_that_go_on_are_one_thing_and_no_day_s_march() -> None:
    event = one(
        protest("a", "2020-08-09/2020-08-20", status="ongoing"),
        protest("b", "2020-08/2020-09-10", status="ongoing"),
        protest("c", "2020-08-09/..", status="ongoing"),
    )
    assert event.status == "ongoing"
    apart(
        protest("a", "2020-08-09/2020-08-20", status="ongoing"),
        protest("b", "2020-06/2020-09-10", status="ongoing", quote="protests of farmers in Brest"),
    )
    apart(
        mention("a", "protests", "2020-08-09", "protest", places=(BELARUS,), status="ongoing"),
        mention("b", "march", "2020-08-09", "protest", places=(BELARUS,), quote="a march of women"),
    )


@pytest.mark.xfail(strict=True, reason="the day it began on weighs more than the country")
def test_protests_of_two_countries_stay_apart() -> None:
    apart(
        protest("a", "2020-08-09/2020-08-20", status="ongoing"),
        mention(
            "c",
            "protests",
            "2020-08-09/..",
            "protest",
            places=(POLAND,),
            status="ongoing",
            quote="miners of Silesia went on with their protests in Poland",
        ),
    )
