"""Merging sessions with what they decide, and events that last with their days."""

from __future__ import annotations

from typing import Any

from merging import BELARUS, BERGEN, POLAND, apart, mention, one, pronoun, run, session
from timeline.model import DatedMention

# -- sessions ----------------------------------------------------------------------------------


def test_a_session_is_what_it_decides() -> None:
    event = one(
        session(
            "a", "discuss", "the EU ministers will discuss the crisis", "meeting", status="planned"
        ),
        session("b", "decided", "EU foreign ministers decided on a list", "politics"),
        session(
            "c",
            "accepter",
            "les ministres européens ont dû accepter le principe",
            "politics",
            language="fr",
        ),
    )
    assert event.status == "happened"


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
    apart(
        mention("a", "traité", "1999-12", "agreement", language="fr", **countries),
        mention("b", "treaty", "1999-12-08", "agreement", **countries),
        mention("c", "treaty", "1999-12-21", "agreement", **countries),
    )
    apart(
        mention("a", "traité", "1999", "agreement", language="fr", **countries),
        mention("b", "treaty", "1999-12-08", "agreement", **countries),
    )


def test_a_month_s_election_is_the_one_that_most_tell_of() -> None:
    told = [mention(d, "election", "2020-08-09", "election", places=(BELARUS,)) for d in "abcd"]
    stray = mention("e", "élection", "2020-08-19", "election", places=(BELARUS,), language="fr")
    month = mention("f", "élection", "2020-08", "election", places=(BELARUS,), language="fr")
    events = run(*told, stray, month)
    assert sorted(len(e.mentions) for e in events) == [1, 5]
    # Two days told equally often: the month may be either.
    events = run(told[0], stray, month)
    assert [len(e.mentions) for e in events] == [1, 1, 1]


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
    apart(
        mention("a", "sanction", "2004/..", "sanction", places=(BELARUS,), status="ongoing"),
        mention("b", "sanction", "2004", "sanction", places=(BELARUS,)),
    )


def test_what_lasts_is_known_by_its_object_too() -> None:
    def illness(document: str, date: str, name: str, what: str = "pancreatic cancer") -> Any:
        return mention(
            document, "fight", date, "other", people=(name,), told=f"{name} fights {what}"
        )

    one(
        illness("a", "2004/..", "Ada Nyberg"),
        pronoun(illness("b", "2004", "Bo Lindqvist")),
    )
    apart(illness("a", "2004/..", "Ada Nyberg"), illness("b", "2004", "Bo Lindqvist"))
    apart(
        illness("a", "2004/..", "Ada Nyberg"),
        pronoun(illness("b", "2004", "Bo Lindqvist", "a patent office")),
    )


def test_protests_that_go_on_are_one_thing_and_no_day_s_march() -> None:
    def protest(document: str, date: str, **more: Any) -> DatedMention:
        return mention(document, "protests", date, "protest", places=(BELARUS,), **more)

    event = one(
        protest("a", "2020-08-09/2020-08-20", status="ongoing"),
        protest("b", "2020-08/2020-09-10", status="ongoing"),
        protest("c", "2020-08-09/..", status="ongoing"),
    )
    assert event.status == "ongoing"
    apart(
        protest("a", "2020-08-09/2020-08-20", status="ongoing"),
        protest("b", "2020-06/2020-09-10", status="ongoing"),
        mention("c", "protests", "2020-08-09/..", "protest", places=(POLAND,), status="ongoing"),
    )
    apart(
        mention("a", "protests", "2020-08-09", "protest", places=(BELARUS,), status="ongoing"),
        mention("b", "march", "2020-08-09", "protest", places=(BELARUS,)),
    )
