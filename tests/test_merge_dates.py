"""Merging over dates told roughly, by the month or by the context only, and over their words."""

from __future__ import annotations

from typing import Any

import pytest

from merging import BELARUS, MINSK, POLAND, SOCHI, apart, clause, mention, one, run
from timeline.merge import meaning
from timeline.model import Amount, Argument, DatedMention, Event, Frame, Place

BERGEN = Place(name="Bergen", kind="city", country="NO")
HUNDRED = Amount(value=300, unit="people", text="300 people")


def context(told: DatedMention) -> DatedMention:
    """The same mention, dated by the narrative around it."""
    return told.model_copy(update={"how": "narrative", "time_expression": None})


def vote(document: str, date: str, **more: Any) -> DatedMention:
    return mention(document, "election", date, "election", places=(BELARUS,), **more)


def dates(events: tuple[Event, ...]) -> list[str]:
    return [e.date for e in events]


# -- told roughly ------------------------------------------------------------------------------


@pytest.mark.parametrize("rough", ["2020-08-10~", "2020-08-09~", "2020-08-13~", "2020-08-05~"])
def test_a_day_told_roughly_is_the_one_election_of_those_days(rough: str) -> None:
    event = one(vote("a", rough), vote("b", "2020-08-09"), vote("c", "2020-08-09"))
    assert event.date == "2020-08-09"
    assert not event.approximate
    assert not event.conflicts or {v.value for c in event.conflicts for v in c.values} >= {rough}


def test_a_rough_day_joins_no_wrong_neighbour_first() -> None:
    event = one(
        vote("a", "2020-08-10~"),
        context(vote("b", "2020-08-10", at=1)),
        vote("b", "2020-08-09"),
    )
    assert event.date == "2020-08-09"


def test_two_rough_days_are_one_election_that_nobody_dates() -> None:
    event = one(vote("a", "2020-08-10~"), vote("b", "2020-08-08~"))
    assert event.approximate


@pytest.mark.parametrize("rough", ["2020-08-14~", "2020-08-01~", "2020-09-09~", "2019-08-09~"])
def test_a_rough_day_too_far_off_is_another_election(rough: str) -> None:
    apart(
        vote("a", rough, quote="OSCE observers in Gomel and Brest called the election rigged"),
        vote(
            "b",
            "2020-08-09",
            quote="the election that Lukashenko and Yermoshina called was held in Minsk",
        ),
    )


def test_a_rough_day_of_another_country_s_election_stays_apart() -> None:
    quote = "Andrzej Duda won the election in Poland by a narrow margin"
    poll = mention("b", "election", "2020-08-09", "election", places=(POLAND,), quote=quote)
    apart(vote("a", "2020-08-10~", quote="the election of Lukashenko in Belarus"), poll)


def test_a_rough_day_between_two_marches_is_neither() -> None:
    def march(document: str, date: str) -> DatedMention:
        return mention(document, "march", date, "protest", places=(MINSK,), groups=("protesters",))

    apart(march("a", "2020-08-16"), march("b", "2020-08-23"), march("c", "2020-08-19~"))


def test_a_rough_second_round_is_not_the_first() -> None:
    apart(
        vote("a", "2020-08-09", quote="the first round of the election in the country"),
        vote("b", "2020-08-11~", quote="the second round of the election in the country"),
    )


def test_what_the_day_of_a_weekend_saw_is_one_summit() -> None:
    event = one(
        mention("a", "summit", "2020-09-12/2020-09-13", people=("Merkel", "Macron")),
        mention("b", "summit", "2020-09-12", people=("Angela Merkel", "Emmanuel Macron")),
    )
    assert event.date == "2020-09-12"


# -- told by the month -------------------------------------------------------------------------


def test_a_hijacking_told_by_its_month_is_the_one_told_by_its_day() -> None:
    event = one(
        mention(
            "a",
            "détournement",
            "2021-05",
            "conflict",
            organisations=("Fjordair",),
            places=(BERGEN,),
            language="fr",
        ),
        mention(
            "b",
            "forced to land",
            "2021-05-23",
            "conflict",
            organisations=("Fjordair",),
            places=(BERGEN,),
            quote="a Fjordair jet was forced to land in Bergen",
        ),
    )
    assert event.date == "2021-05-23"
    assert event.sources == 2


def test_an_article_names_again_by_the_month_what_it_told_by_the_day() -> None:
    first = mention("a", "sanctions", "2020-10-02", "sanction", organisations=("European Union",))
    event = one(first, mention("a", "sanctions", "2020-10", "sanction", at=1))
    assert event.date == "2020-10-02"


def arrests(document: str, date: str, quote: str, language: str = "en") -> DatedMention:
    lemma = "arrest" if language == "en" else "arrêter"
    word = "arrested" if language == "en" else "arrêté"
    told = mention(
        document, word, date, "justice", places=(BELARUS,), language=language, quote=quote,
        nominal=False,
    )  # fmt: skip
    return told.model_copy(update={"event": told.event.model_copy(update={"lemma": lemma})})


def test_a_figure_in_words_is_one_in_both_languages() -> None:
    event = one(
        arrests("a", "2020-07-29", "police arrested thirty-three Norwegians there"),
        arrests("b", "2020-07", "la police avait arrêté trente-trois Norvégiens", "fr"),
    )
    assert event.date == "2020-07-29"


def test_other_figures_in_words_are_other_arrests() -> None:
    apart(
        arrests("a", "2020-07-29", "police arrested thirty-three Norwegians there"),
        arrests("b", "2020-07", "la police avait arrêté quarante-deux Norvégiens", "fr"),
    )


def test_a_month_of_marches_is_not_the_one_march_an_article_dates() -> None:
    apart(
        mention("a", "march", "2020-08-16", "protest", places=(MINSK,)),
        mention("a", "protests", "2020-08", "protest", at=1, status="ongoing"),
    )


@pytest.mark.xfail(strict=True, reason="told again: a month's count is no day's")
def test_a_month_of_arrests_is_not_one_day_s() -> None:
    apart(
        mention(
            "a",
            "arrest",
            "2020-08-16",
            "justice",
            groups=("protesters",),
            quote="on 16 August the march ended with the arrest of protesters in Minsk",
            filled=clause("", "protesters"),
        ),
        mention(
            "a",
            "arrest",
            "2020-08",
            "justice",
            at=1,
            amounts=(HUNDRED,),
            quote="the arrest of 300 people was told of in August by Vesna",
            filled=clause("", "300 people"),
        ),
    )


def test_a_year_and_a_day_in_it_tell_one_election_in_one_sentence() -> None:
    event = one(
        vote("a", "1994", nominal=False, sentence=0),
        vote("a", "1994-07-10", nominal=False, sentence=0, at=1),
    )
    assert event.date == "1994-07-10"


def test_two_days_in_one_sentence_are_two_elections() -> None:
    apart(
        vote("a", "1994-06-23", nominal=False, sentence=0),
        vote("a", "1994-07-10", nominal=False, sentence=0, at=1),
    )


# -- told by the context only --------------------------------------------------------------------


@pytest.mark.parametrize("inferred", ["2020-08-10", "2020-08-11", "2020-08-08"])
def test_a_day_the_context_gave_yields_to_the_day_told_beside_it(inferred: str) -> None:
    event = one(vote("a", "2020-08-09"), context(vote("a", inferred, at=1)))
    assert event.date == "2020-08-09"


def test_a_vote_told_two_weeks_later_is_another() -> None:
    apart(vote("a", "2020-08-09"), context(vote("a", "2020-08-23", at=1)))


def test_two_days_told_in_one_article_are_two_votes() -> None:
    apart(vote("a", "2020-08-09"), vote("a", "2020-08-10", at=1))


def test_deaths_a_day_apart_are_those_of_two_people() -> None:
    apart(
        mention("a", "death", "2020-08-10", "death", people=("Anna Lind",)),
        context(mention("a", "death", "2020-08-11", "death", people=("Karl Berg",), at=1)),
    )
    assert dates(
        run(
            mention("a", "death", "2020-08-10", "death", people=("Anna Lind",)),
            context(mention("a", "death", "2020-08-11", "death", people=("Anna Lind",), at=1)),
        )
    ) == ["2020-08-10"]


# -- a whole and its part in one sentence --------------------------------------------------------


def act(lemma: str, sort: str, at: int, frame: Frame, **more: Any) -> DatedMention:
    """A verb of one sentence, the others of which begin a thousand characters later each."""
    told = mention("a", lemma, "2020-09-14", sort, nominal=False, sentence=0, at=at, **more)
    return told.model_copy(update={"event": told.event.model_copy(update={"frame": frame})})


LIND = Argument(text="Anna Lind", head="Lind", start=500, end=509)
TO_SOCHI = Argument(text="to Sochi", head="Sochi", start=20, end=28)
TO_SPEAK = Argument(text="to speak", head="speak", start=900, end=990)


@pytest.mark.parametrize("aim", [TO_SPEAK, None])
def test_a_journey_and_a_meeting_it_is_not_for_stay_two(aim: Argument | None) -> None:
    going = Frame(subject=LIND, others=(TO_SOCHI,), content=aim)
    meeting = Frame(subject=LIND, object=Argument(text="Karl Berg", head="Berg", start=0, end=0))
    told = run(
        act("travel", "visit", 0, going, places=(SOCHI,)),
        act("meet", "meeting", 1, meeting, people=("Karl Berg",), places=(SOCHI,)),
    )
    assert len(told) == 2


def test_two_acts_of_one_sentence_stay_two() -> None:
    apart(
        act("travel", "visit", 0, Frame(subject=LIND, others=(TO_SOCHI,)), places=(SOCHI,)),
        act("resign", "politics", 1, Frame(), people=("Karl Berg",)),
    )


# -- what words mean ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("land", "atterrir"),
        ("emergency landing", "atterrissage d'urgence"),
        ("divert", "détourner"),
        ("seize", "saisir"),
        ("nationalize", "nationaliser"),
        ("swear in", "investir"),
        ("freeze of assets", "gel d'avoirs"),
        ("smuggling", "contrebande"),
        ("embezzlement", "détournement de fonds"),
        ("heist", "braquage"),
        ("hunger strike", "grève de la faim"),
        ("extradite", "extrader"),
        ("testify", "témoigner"),
        ("interrogate", "interroger"),
        ("replacement", "remplacement"),
        ("repatriate", "rapatrier"),
        ("encircle", "encercler"),
        ("recount", "recomptage"),
        ("abstain", "abstenir"),
        ("coalition", "coalition"),
        ("no-confidence", "motion de censure"),
        ("loosen", "assouplir"),
        ("sever", "rompre"),
        ("summon", "convoquer"),
        ("compensate", "indemniser"),
        ("divorce", "divorcer"),
        ("diagnose", "diagnostiquer"),
        ("authorize", "autoriser"),
        ("repeal", "abroger"),
        ("conscription", "conscription"),
        ("vandalize", "vandaliser"),
        ("oil spill", "marée noire"),
        ("blackout", "panne"),
        ("qualify", "qualifier"),
        ("knock out", "éliminer"),
        ("rename", "rebaptiser"),
        ("vigil", "veillée"),
        ("suicide", "suicide"),
        ("vanish", "disparaître"),
        ("applause", "applaudissement"),
        ("petition", "pétition"),
        ("violate", "enfreindre"),
        ("cut", "réduire"),
        ("hike", "relever"),
    ],
)
def test_words_of_news_mean_the_same_in_both_languages(english: str, french: str) -> None:
    concept = meaning.concept(english, english, "en")
    assert concept is not None
    assert concept == meaning.concept(french, french, "fr")


@pytest.mark.parametrize(
    ("lemma", "trigger", "language", "after", "concept"),
    [
        ("land", "forced to land", "en", "", "divert"),
        ("land", "landed", "en", "", "land"),
        ("restore", "restored ties", "en", "", "normalize"),
        ("hold", "held", "en", " a referendum", "referendum"),
        ("tenir", "tenu", "fr", " un sommet à Bruxelles", "summit"),
        ("impose", "imposed", "en", " a curfew", "quarantine"),
        ("hold", "held", "en", " a door", "hold"),
    ],
)
def test_phrases_are_known_inflected(
    lemma: str, trigger: str, language: str, after: str, concept: str
) -> None:
    assert meaning.concept(lemma, trigger, language, "", after) == concept
