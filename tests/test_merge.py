"""Merging: one event from many mentions, and two events that look alike kept apart."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from merging import BELARUS, MINSK, SOCHI, document, mention, one, run
from timeline.merge import merge
from timeline.merge.actors import Actors
from timeline.merge.disagreements import conflicts
from timeline.merge.features import features
from timeline.model import Amount, DatedMention

# -- one event ---------------------------------------------------------------------------------


def test_a_meeting_planned_in_french_and_held_in_english_is_one_event() -> None:
    event = one(
        mention(
            "fr",
            "rencontre",
            "2020-09-14",
            people=("Poutine", "Alexandre Loukachenko"),
            language="fr",
            status="planned",
        ),
        mention(
            "en",
            "meet",
            "2020-09-14",
            people=("Vladimir Putin", "Alexander Lukashenko"),
            places=(SOCHI,),
            nominal=False,
        ),
    )
    assert event.status == "happened"
    assert [m.status for m in event.mentions] == ["happened", "planned"]
    assert event.languages == ("en", "fr")
    assert event.sources == 2
    assert event.conflicts == ()
    assert event.places == (SOCHI,)
    assert [(a.name, a.kind) for a in event.actors] == [
        ("Vladimir Putin", "person"),
        ("Alexander Lukashenko", "person"),
    ]
    assert event.actors[1].aliases == ("Alexandre Loukachenko",)


@pytest.mark.parametrize(
    ("a", "b", "sort", "people"),
    [
        ("re-election", "scrutin", "election", ("Lukashenko", "Loukachenko")),
        ("election", "présidentielle", "election", ("Lukashenko", "Loukachenko")),
        ("loan", "prêt", "finance", ("Putin", "Poutine")),
        ("summit", "sommet", "meeting", ("Merkel", "Angela Merkel")),
        ("visit", "déplacement", "visit", ("Pompeo", "Mike Pompeo")),
        ("resignation", "démissionner", "politics", ("Gorbachev", "Mikhaïl Gorbatchev")),
        ("arrest", "interpellation", "justice", ("Kolesnikova", "Maria Kolesnikova")),
    ],
)
def test_triggers_meet_across_languages(a: str, b: str, sort: str, people: tuple[str, str]) -> None:
    one(
        mention("en", a, "2020-08-09", sort, people=people[:1], places=(BELARUS,)),
        mention("fr", b, "2020-08-09", sort, people=people[1:], places=(BELARUS,), language="fr"),
    )


def test_kindred_words_name_one_event_when_people_and_place_agree() -> None:
    event = one(
        mention("a", "visit", "2020-09-14", "visit", people=("Lukashenko",), places=(SOCHI,)),
        mention(
            "b", "talks", "2020-09-14", "meeting", people=("Lukashenko", "Putin"), places=(SOCHI,)
        ),
    )
    assert event.sources == 2


def test_a_year_joins_the_one_day_within_it_that_agrees() -> None:
    event = one(
        mention("a", "election", "2020", "election", countries=("Belarusian",)),
        mention("b", "scrutin", "2020-08-09", "election", places=(BELARUS,), language="fr"),
        mention(
            "c", "re-election", "2020-08", "election", people=("Lukashenko",), places=(BELARUS,)
        ),
    )
    assert event.date == "2020-08-09"
    assert event.precision == "day"
    assert event.conflicts == ()
    assert {m.date for m in event.mentions} == {"2020", "2020-08", "2020-08-09"}


def test_two_mentions_in_one_article_are_one_event() -> None:
    event = one(
        mention("a", "meet", "2020-09-14", people=("Putin", "Lukashenko"), nominal=False),
        mention("a", "meeting", "2020-09-14", people=("Lukashenko",), at=3, direct=False),
    )
    assert event.sources == 1


def test_sources_that_differ_by_a_day_are_one_event_with_both_dates_kept() -> None:
    event = one(
        mention(
            "a", "election", "2020-08-09", "election", people=("Lukashenko",), places=(BELARUS,)
        ),
        mention(
            "b",
            "élection",
            "2020-08-09",
            "election",
            people=("Loukachenko",),
            places=(BELARUS,),
            language="fr",
        ),
        mention(
            "c", "election", "2020-08-10", "election", people=("Lukashenko",), places=(BELARUS,)
        ),
    )
    assert event.date == "2020-08-09"
    (conflict,) = event.conflicts
    assert conflict.field == "date"
    assert [(v.value, v.documents) for v in conflict.values] == [
        ("2020-08-09", ("a", "b")),
        ("2020-08-10", ("c",)),
    ]


def test_differing_figures_are_kept() -> None:
    def arrests(n: int, document: str) -> DatedMention:
        amount = Amount(value=n, unit="people", text=f"{n} people")
        return mention(
            document, "arrest", "2020-08-10", "justice", places=(MINSK,), amounts=(amount,)
        )

    (conflict,) = one(arrests(3000, "a"), arrests(2000, "b")).conflicts
    assert conflict.field == "amounts"
    assert [v.value for v in conflict.values] == ["2000 people", "3000 people"]
    assert one(arrests(3000, "a"), arrests(3050, "b")).conflicts == ()


def test_an_order_of_magnitude_does_not_contradict_a_figure_within_it() -> None:
    vague = Amount(value=10000, unit="protesters", text="tens of thousands of protesters")
    exact = Amount(value=60000, unit="manifestants", text="60 000 manifestants")
    event = one(
        mention(
            "a",
            "march",
            "2020-08-23",
            "protest",
            places=(MINSK,),
            amounts=(vague,),
            groups=("protesters",),
        ),
        mention(
            "b",
            "manifestation",
            "2020-08-23",
            "protest",
            places=(MINSK,),
            amounts=(exact,),
            groups=("manifestants",),
            language="fr",
        ),
    )
    assert event.conflicts == ()


def test_a_denial_and_a_report_disagree() -> None:
    event = one(
        mention(
            "a", "arrest", "2020-09-08", "justice", people=("Maria Kolesnikova",), places=(BELARUS,)
        ),
        mention(
            "b",
            "arrest",
            "2020-09-08",
            "justice",
            people=("Kolesnikova",),
            places=(BELARUS,),
            status="denied",
        ),
    )
    assert event.status == "happened"
    (conflict,) = event.conflicts
    assert conflict.field == "status"


def test_sums_that_differ_are_one_loan_with_both_kept() -> None:
    half = Amount(value=1.5e9, currency="USD", text="$1.5 billion")
    whole = Amount(value=1e9, currency="USD", text="un milliard de dollars")
    event = one(
        mention(
            "a",
            "loan",
            "2020-09-14",
            "finance",
            people=("Putin",),
            places=(SOCHI,),
            amounts=(half,),
        ),
        mention(
            "b",
            "prêt",
            "2020-09-14",
            "finance",
            people=("Vladimir Poutine",),
            places=(SOCHI,),
            amounts=(whole,),
            language="fr",
        ),
    )
    (conflict,) = event.conflicts
    assert [v.value for v in conflict.values] == ["1000000000 USD", "1500000000 USD"]
    assert event.amounts == (half, whole)


def test_a_publication_day_gives_way_to_the_day_told() -> None:
    event = one(
        mention(
            "a",
            "resign",
            "2011-08-25",
            "politics",
            people=("Steve Jobs",),
            nominal=False,
            direct=False,
            title="Steve Jobs resigns",
        ),
        mention("a", "resignation", "2011-08-24", "politics", people=("Jobs",), at=4),
    )
    assert event.date == "2011-08-24"
    assert {m.date for m in event.mentions} == {"2011-08-24"}
    (moved,) = (m for m in event.mentions if m.time_expression is None)
    assert "merge:dated-by-event" in moved.rules
    assert event.conflicts == ()


def test_the_union_is_the_one_union_its_article_names() -> None:
    event, _ = run(
        mention(
            "a",
            "sanction",
            "2020-10-02",
            "sanction",
            organisations=("Union",),
            countries=("Belarus",),
        ),
        mention(
            "a", "statement", "2020-10-05", "statement", organisations=("European Union",), at=5
        ),
        mention(
            "b",
            "sanction",
            "2020-10-02",
            "sanction",
            organisations=("UE",),
            countries=("Biélorussie",),
            language="fr",
        ),
    )
    assert event.sources == 2
    assert len(event.actors) == 2


def test_a_person_described_may_be_the_person_named() -> None:
    one(
        mention(
            "a",
            "arrest",
            "2021-05-23",
            "justice",
            people=("Belarusian opposition journalist",),
            places=(MINSK,),
        ),
        mention(
            "b",
            "arrestation",
            "2021-05-23",
            "justice",
            people=("Roman Protassevitch",),
            places=(MINSK,),
            language="fr",
        ),
    )


def test_the_start_of_a_meeting_is_the_meeting() -> None:
    one(
        mention("a", "meeting", "2020-09-14", people=("Putin",), places=(SOCHI,)),
        mention("a", "start of the meeting", "2020-09-14", places=(SOCHI,), at=3),
    )


def test_one_article_does_not_disagree_with_itself() -> None:
    told = mention("a", "agreement", "2020-09-14", "agreement", people=("Putin",), places=(SOCHI,))
    denied = mention(
        "a",
        "agreement",
        "2020-09-14",
        "agreement",
        people=("Putin",),
        places=(SOCHI,),
        status="denied",
        at=4,
    )
    assert conflicts(features([told, denied]), {}) == ()


def test_a_surname_is_shown_in_full_when_the_full_name_is_known() -> None:
    events = run(
        mention("a", "visit", "2020-01-01", "visit", people=("Alexander Lukashenko",)),
        mention("b", "arrest", "2020-05-05", "justice", people=("Loukachenko",), language="fr"),
    )
    assert [e.actors[0].name for e in events] == ["Alexander Lukashenko", "Alexander Lukashenko"]
    assert events[1].actors[0].aliases == ("Loukachenko",)


# -- who is who --------------------------------------------------------------------------------


def test_a_surname_is_its_article_s_full_name() -> None:
    told = [
        mention("a", "visit", "2020-01-01", "visit", people=("Viktor Lukashenko",)),
        mention("b", "visit", "2020-03-03", "visit", people=("Alexander Lukashenko",)),
        *(
            mention("c", "visit", "2020-03-03", "visit", people=("Alexandre Loukachenko",), at=i)
            for i in range(3)
        ),
    ]
    actors = Actors(told)
    viktor = actors.key("a", "Viktor Lukashenko", "person")
    alexander = actors.key("b", "Alexander Lukashenko", "person")
    assert viktor != alexander
    assert actors.key("a", "Lukashenko", "person") == viktor
    assert actors.key("b", "Lukashenka", "person") == alexander
    assert actors.key("c", "Loukachenko", "organisation") == alexander
    # Elsewhere the one more often named is meant.
    assert actors.key("z", "Lukashenko", "person") == alexander
    assert actors.key("z", "Yushchenko", "person") not in (viktor, alexander)


def test_acronyms_are_their_expansions() -> None:
    told = [
        mention(
            "a",
            "deal",
            "2020-01-01",
            "agreement",
            organisations=("European Broadcasting Union", "EBU", "CSTO"),
        )
    ]
    actors = Actors(told)
    assert actors.key("a", "EBU", "organisation") == actors.key(
        "a", "European Broadcasting Union", "organisation"
    )
    assert actors.key("a", "CSTO", "organisation") == actors.key(
        "b", "Organisation du traité de sécurité collective", "organisation"
    )
    assert actors.key("a", "the Kremlin", "country") == actors.key("a", "Moscou", "country")
    assert actors.key("a", "manifestants", "group") == actors.key(
        "a", "tens of thousands of protesters", "group"
    )


# -- properties --------------------------------------------------------------------------------

POOL = [
    mention(
        "fr",
        "rencontre",
        "2020-09-14",
        people=("Poutine", "Alexandre Loukachenko"),
        language="fr",
        status="planned",
    ),
    mention(
        "en",
        "meet",
        "2020-09-14",
        people=("Vladimir Putin", "Alexander Lukashenko"),
        places=(SOCHI,),
        nominal=False,
    ),
    mention("en", "say", "2020-09-14", "statement", people=("Putin",), nominal=False, at=1),
    mention(
        "en",
        "loan",
        "2020-09-14",
        "finance",
        people=("Putin",),
        amounts=(Amount(value=1.5e9, currency="USD", text="$1.5bn"),),
        at=2,
    ),
    mention(
        "b",
        "loan",
        "2020-09-14",
        "finance",
        countries=("Russia",),
        amounts=(Amount(value=1.5e9, currency="USD", text="$1.5bn"),),
    ),
    mention("b", "election", "2020", "election", places=(BELARUS,), at=1),
    mention("c", "scrutin", "2020-08-09", "election", places=(BELARUS,), language="fr"),
    mention("d", "election", "2020-08-10", "election", places=(BELARUS,), people=("Lukashenko",)),
    mention("c", "march", "2020-08-16", "protest", places=(MINSK,), at=2),
    mention("d", "march", "2020-08-16", "protest", places=(MINSK,), at=2, direct=False),
    mention("d", "march", "2020-08-23", "protest", places=(MINSK,), at=3),
    mention("e", "crisis", "2014/..", "politics", places=(BELARUS,)),
]


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(rng: random.Random) -> None:
    documents = [document(i) for i in "abcde"] + [
        document("en"),
        document("fr", "2020-09-11", "fr"),
    ]
    expected = merge(POOL, documents)
    shuffled, mixed = list(POOL), list(documents)
    rng.shuffle(shuffled)
    rng.shuffle(mixed)
    assert merge(shuffled, mixed) == expected


def test_every_mention_is_kept_once_and_ids_differ() -> None:
    events = run(*POOL)
    kept = sorted((m.document, m.trigger.start, m.trigger.text) for e in events for m in e.mentions)
    assert kept == sorted(
        (m.event.document, m.event.trigger.start, m.event.trigger.text) for m in POOL
    )
    assert len({e.id for e in events}) == len(events)
    assert [e.start or e.end for e in events] == sorted(e.start or e.end for e in events)  # type: ignore[type-var]


def test_an_event_keeps_its_id_when_a_later_article_is_added() -> None:
    documents = [document("en", "2020-09-14"), document("z", "2020-09-16")]
    meet = [m for m in POOL if m.event.document == "en" and m.event.lemma == "meet"]
    later = mention("z", "meeting", "2020-09-14", people=("Putin", "Lukashenko"), places=(SOCHI,))
    (before,) = merge(meet, documents)
    (after,) = merge([*meet, later], documents)
    assert after.id == before.id
    assert after.sources == 2
    assert after.confidence > before.confidence


def test_nothing_gives_nothing() -> None:
    assert merge([], []) == ()


def test_the_title_tells_the_sum_that_most_articles_tell() -> None:
    def loan(document: str, value: float, title: str, salience: float) -> DatedMention:
        return mention(
            document,
            "loan",
            "2020-09-14",
            "finance",
            people=("Vladimir Putin", "Alexander Lukashenko"),
            amounts=(Amount(value=value, currency="USD", text=f"${value / 1e9}bn"),),
            title=title,
            salience=salience,
        )

    event = one(
        loan("a.txt", 1e9, "Loan of a billion", 0.9),
        loan("b.txt", 1.5e9, "Loan of one and a half billion", 0.6),
        loan("c.txt", 1.5e9, "Loan of one and a half billion", 0.6),
    )
    assert event.title == "Loan of one and a half billion"
    assert [c.field for c in event.conflicts] == ["amounts"]
