"""Events dated by other events of their sentence, by where a date stands, and in lines of a list."""

import pytest

from dating import day_of, days
from timeline.anchor.relations import shifted


@pytest.mark.parametrize(
    ("date", "length", "sign", "expected"),
    [
        ("2020-08-09", "P1W", 1, "2020-08-16"),
        ("2020-08-09", "P5W", 1, "2020-09-13~"),
        ("2020-03-01", "P1D", -1, "2020-02-29"),
        ("2020-08-31", "P1M", -1, "2020-07"),
        ("2020-08-09", "P1Y", 1, "2021-08"),
        ("2020-08-09", "P3Y", -1, "2017"),
        ("1989", "P1Y", 1, "1990"),
        ("2020-08-09", "PT3H", 1, "2020-08-09"),
        ("2020-08", "P3D", 1, None),
        ("2020", "P2M", 1, None),
        ("2020-08-09", "PXD", 1, None),
        ("2014/..", "P1Y", 1, None),
    ],
)
def test_a_length_moves_a_date_no_finer_than_both_allow(
    date: str, length: str, sign: int, expected: str | None
) -> None:
    assert shifted(date, length, sign) == expected


@pytest.mark.parametrize(
    ("language", "text", "trigger", "date"),
    [
        ("en", "The mayor resigned on Monday, two days after a fire destroyed the theatre.",
         "destroyed", "2022-06-11"),
        ("en", "Ann Miller left Oslo on 3 May 2022, the day after she had signed the treaty.",
            "signed", "2022-05-02"),
        ("en", "The bridge was closed in June 2015, a year before the accident in Oslo.",
         "accident", "2016-06"),
        ("fr", "Le maire a démissionné lundi, au lendemain de l'incendie du théâtre.",
         "incendie", "2022-06-12"),
        ("fr", "Le parti a gagné le 3 mai 2022, deux semaines avant l'élection du maire.",
         "élection", "2022-05-17~"),
    ],
)  # fmt: skip
def test_a_length_of_time_dates_one_event_by_the_other(
    language: str, text: str, trigger: str, date: str
) -> None:
    found = days(language, text)
    assert any(trigger in t and d == date for t, d in found.items()), found


def test_a_length_without_a_dated_event_gives_no_news() -> None:
    found = days("en", "Ann Miller left the party a week after Paul Martin was arrested.")
    assert not any("arrested" in t for t in found), found


@pytest.mark.parametrize(
    ("language", "text", "trigger", "date"),
    [
        # A clause of the same time, before or behind.
        ("en", "When the ministers met in Oslo on 3 May 2022, Paul Martin signed the treaty.",
         "signed", "2022-05-03"),
        ("en", "Parliament approved the law on 3 May 2022, while thousands marched in Oslo.",
         "marched", "2022-05-03"),
        ("fr", "Le gouvernement a ouvert la session le 3 mai 2022 en adoptant une loi.",
         "adoptant", "2022-05-03"),
        # What the event happened at.
        ("en", "Hundreds were arrested on 3 May 2022 at the protests in Oslo.",
         "protests", "2022-05-03"),
        # The day just named.
        ("fr", "La marche aura lieu dimanche 19 juin 2022, jour de l'anniversaire du maire.",
         "anniversaire", "2022-06-19"),
        # A date between commas, and one that opens its sentence.
        ("fr", "Après la manifestation dans la capitale, le 3 mai 2022, le maire a démissionné.",
         "manifestation", "2022-05-03"),
        ("en", "The crackdown that followed the election of 3 May 2022 closed the border.",
         "crackdown that followed", "2022-05-03/.."),
    ],
)  # fmt: skip
def test_what_stands_beside_a_dated_event_shares_its_date(
    language: str, text: str, trigger: str, date: str
) -> None:
    found = days(language, text)
    assert any(trigger in t and d == date for t, d in found.items()), found


def test_what_lay_before_is_not_of_the_same_time() -> None:
    found = days("en", "When police arrested him on 3 May 2022, he had published the report.")
    assert found.get("published") != "2022-05-03"


def test_a_contrast_shares_no_date() -> None:
    found = days("en", "While Oslo welcomed the treaty in 2017, Rome rejected the law.")
    assert found.get("rejected") != "2017"


def test_what_a_colon_introduces_goes_on_with_the_day() -> None:
    text = "The mayor met the unions on 3 May 2022. It was a hard day: he signed a deal."
    assert days("en", text)["signed a deal"] == "2022-05-03"


def test_a_row_that_begins_with_a_date_dates_what_it_tells() -> None:
    text = (
        "Dix ans de sanctions\n\nPar Anne Martin\n\n"
        "L'Union a adopté jeudi ses sanctions contre la Norvège.\n\n"
        "| Date | Décision |\n| 3 mai 2020 | Sanctions contre deux ministres |\n"
        "| 17 mai 2021 | Troisième liste : vingt entités |\n"
    )
    found = days("fr", text)
    assert found["Sanctions"] == "2020-05-03"
    assert found["liste"] == "2021-05-17"


def test_a_participle_that_describes_its_noun_is_no_news() -> None:
    text = "La ville a adopté mardi une loi visant à protéger les oiseaux. Elle a été votée."
    found = days("fr", text)
    assert day_of(found, "adopté") == "2022-06-14"
    assert not any("visant" in t for t in found), found


def test_a_french_imperfect_tells_of_a_state() -> None:
    found = days("fr", "Le maire a démissionné. Les tirs provenaient d'une carabine.")
    assert not any("provenaient" in t for t in found), found


def test_what_something_comes_before_is_of_another_day() -> None:
    text = "Le dernier sommet des ministres avant la trêve de la mer Noire est prévu le 3 août."
    found = days("fr", text)
    assert "2022-08-03" in found.values()
    assert not any("trêve" in t for t in found), found


def test_the_day_of_what_a_pronoun_stands_for_is_not_the_verbs() -> None:
    text = "L'enquête montre une hausse par rapport à celle du 26 septembre dernier."
    assert "2021-09-26" not in days("fr", text).values()


def test_what_somebody_will_travel_for_is_of_the_day_of_the_journey() -> None:
    found = days("en", "Paul Martin will fly to Oslo on 3 July 2022 to meet Ann Miller.")
    assert found["meet"] == "2022-07-03"


def test_what_came_long_after_something_is_not_of_the_paragraph_s_day() -> None:
    text = "In 2015 they met on 3 May. A year after the talks the union lifted its sanctions."
    assert "2015-05-03" not in {d for t, d in days("en", text).items() if "lifted" in t}


@pytest.mark.parametrize(
    ("language", "text", "trigger", "date"),
    [
        # Coordination: each verb keeps the time that stands behind it.
        ("en", "The firm had borrowed money in May 2019 and hired a chief two months later.",
         "borrowed", "2019-05"),
        ("en", "The firm had borrowed money in May 2019 and hired a chief two months later.",
         "hired", "2019-07"),
        # A participle before a noun's time.
        ("fr", "Ils ont décrit un ver, selon une étude publiée lundi dans la revue.",
         "publiée", "2022-06-13"),
        # What a clause that opens the sentence dates.
        ("en", "Upon leaving office in 2008, he founded a bank.", "founded", "2008"),
        ("en", "After joining the club in 2011, he was loaned to Leeds.", "loaned", "2011"),
        # A day between a subject and its verb, and one the parser hangs on what is said.
        ("en", "The strike in May 2019 closed the port.", "closed", "2019-05"),
        ("en", "Ann Miller said on Monday she would leave the party next week.", "said",
         "2022-06-13"),
        # What happened then, and what came next.
        ("en", "The siege began on 3 April 1862, when gunboats closed the river.", "closed",
         "1862-04-03"),
        ("fr", "La Bourse a chuté lundi avant de se redresser.", "redresser", "2022-06-13"),
        # What completes the verb, and what did the harm.
        ("fr", "Le président était arrivé au pouvoir en 1987.", "arrivé", "1987"),
        ("en", "He was jailed over a crash that killed four people on 14 August 2011.", "crash",
         "2011-08-14"),
        # Lines of two dates.
        ("fr", "– 18 et 19 mai : des milliers de personnes défilent.\n\n– 24 mai : la police tire.",
         "défilent", "2022-05-18/2022-05-19"),
        ("fr", "– Du 20 au 27 mai : la police arrête le maire.\n\n– 30 mai : la police tire.",
         "arrête", "2022-05-20/2022-05-27"),
    ],
)  # fmt: skip
def test_a_time_dates_what_it_belongs_to(language: str, text: str, trigger: str, date: str) -> None:
    found = days(language, text)
    assert day_of(found, trigger) == date, found


def test_what_is_only_decided_has_no_date_yet() -> None:
    found = days("en", "Parliament voted in January 2022 to leave the treaty.")
    assert day_of(found, "voted") == "2022-01"
    assert day_of(found, "leave") is None


def test_what_comes_after_a_birth_is_of_another_year() -> None:
    found = days("en", "She was born in Leeds in 1951 and emigrated with her parents.")
    assert day_of(found, "emigrated") != "1951"
