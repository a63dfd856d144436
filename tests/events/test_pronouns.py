"""Pronouns and offices: a name only where the article makes plain who is meant."""

import pytest

from telling import told
from timeline.events import genders

NAMED = [
    ("en", ("Ann Miller flew to Oslo on Monday.", "She signed a treaty."), "Ann Miller"),
    ("en", ("Mr Braun met the press on Monday.", "Ann Miller left.", "She signed a treaty."),
     "Ann Miller"),
]  # fmt: skip
NOBODY = [
    ("en", ("Paul Martin flew to Oslo on Monday.", "She signed a treaty.")),
    ("en", ('Paul Martin said: "We think he signed a treaty."',)),
    # A president of something else, of another nation.
    ("en", ("Paul Martin, the president of the council, spoke.", "The president signed a treaty.")),
    ("en", ("French President Paul Martin spoke.", "The Russian president signed a treaty.")),
    # In French a thing may be "elle".
    ("fr", ("Anne Martin a critiqué la réforme.", "La loi a divisé le pays.",
            "Elle a signé un traité lundi.")),
]  # fmt: skip


def acts(language: str, *lines: str, lemma: str = "sign") -> set[str | None]:
    """Whom what acts stands for, in the mentions whose words hold it."""
    found = (m for m in told(language, *lines) if lemma in m.trigger.text)
    return {m.frame.subject.means for m in found if m.frame.subject is not None}


@pytest.mark.parametrize(("language", "lines", "name"), NAMED)
def test_a_pronoun_takes_the_one_name_that_fits(
    language: str, lines: tuple[str, ...], name: str
) -> None:
    assert acts(language, *lines) == {name}


@pytest.mark.parametrize(("language", "lines"), NOBODY)
def test_where_another_may_be_meant_nobody_is_named(language: str, lines: tuple[str, ...]) -> None:
    assert acts(language, *lines) <= {None}


def test_of_two_that_a_possessive_may_mean_neither_is_named() -> None:
    found = told("en", "Ann Miller met Emma Braun in Oslo.", "Later her lawyer signed a treaty.")
    signed = [m for m in found if "sign" in m.trigger.text]
    assert all(not m.participants for m in signed)


def test_an_office_is_its_holder_where_the_article_says_so() -> None:
    lines = (
        "French President Paul Martin met the Polish president, Adam Nowak.",
        "The French president signed a treaty on Monday.",
    )
    assert acts("en", *lines) == {"Paul Martin"}


def test_a_deed_without_a_known_doer_names_nobody() -> None:
    made = told("en", "It was quiet. He addressed a large crowd on Monday.")
    assert not any(m.participants and m.participants[0].kind == "person" for m in made)


@pytest.mark.parametrize(
    ("name", "before", "gender"),
    [
        ("Anne Martin", (), "f"), ("Mikhail Ivanov", (), "m"), ("Nowak", ("Ms",), "f"),
        ("Nowak", ("M.",), "m"), ("Olha Kovalska", (), "f"), ("Kim Nowak", (), None),
        ("Nowak", (), None),
    ],
)  # fmt: skip
def test_gender(name: str, before: tuple[str, ...], gender: str | None) -> None:
    assert genders.of_name(name, before) == gender


def test_two_of_one_surname_are_two_persons() -> None:
    lines = (
        "Hillary Miller flew to Oslo on Monday.",
        "Bill Miller stayed in Rome.",
        "Miller signed a treaty on Friday.",
    )
    (signed,) = (m for m in told("en", *lines) if "sign" in m.trigger.text)
    assert [p.name for p in signed.participants if p.role == "agent"] == ["Miller"]


@pytest.mark.parametrize(
    ("a", "b", "two"),
    [
        ("Hillary Miller", "Bill Miller", True),
        ("Aleksandr Braun", "Alexander Braun", False),
        ("A. Braun", "Emma Braun", False),
        ("Emma Braun", "Emma Braun", False),
    ],
)
def test_given_names_part_namesakes(a: str, b: str, two: bool) -> None:
    assert genders.namesakes(a, b) is two


@pytest.mark.parametrize(
    ("lines", "meant"),
    [
        (("La Norvège a critiqué le traité.", "Elle a rappelé son ambassadeur lundi."), "Norvège"),
        (("La Norvège a critiqué le traité.", "Il a rappelé son ambassadeur lundi."), None),
        (
            ("Anne Martin a quitté la Norvège.", "Elle a rappelé son ambassadeur lundi."),
            "Anne Martin",
        ),
    ],
)
def test_a_french_pronoun_may_mean_a_country_of_its_gender(
    lines: tuple[str, ...], meant: str | None
) -> None:
    assert acts("fr", *lines, lemma="rappel") == {meant}


def test_of_two_women_a_pronoun_means_the_one_an_article_is_about() -> None:
    lines = (
        "Ann Miller was arrested in May.",
        "She was freed in June.",
        "She fled to Oslo.",
        "Emma Braun received her in Rome.",
        "France put her on a list on Friday.",
    )
    (put,) = (m for m in told("en", *lines) if m.lemma == "put")
    assert put.frame.object is not None and put.frame.object.means == "Ann Miller"


def test_one_named_again_by_surname_alone_may_be_meant() -> None:
    lines = ("Miller was sworn in on Monday.", "He signed a treaty on Friday.", "Miller left.")
    assert acts("en", *lines) == {"Miller"}


def test_a_french_pronoun_means_the_one_whom_the_first_line_names() -> None:
    lines = (
        "Disparition de Thierry Morin.",
        "Le chanteur Thierry Morin est mort lundi.",
        "Son franc-parler a valu des ennuis à la radio.",
        "Il a signé un traité vendredi.",
    )
    assert acts("fr", *lines) == {"Thierry Morin"}
    # A thing of the gender that is nobody's may be meant.
    other = (*lines[:2], "Le livre a plu.", lines[3])
    assert acts("fr", *other) == {None}


def test_a_father_who_does_nothing_is_no_rival() -> None:
    lines = (
        "Paul Martin was born in Oslo.",
        "After the death of his father he signed a treaty on Monday.",
    )
    assert acts("en", *lines) == {"Paul Martin"}


def test_a_pair_is_one_office() -> None:
    lines = (
        "Prime Minister Paul Martin met miners in May.",
        "The prime minister signed a treaty on Monday.",
    )
    assert acts("en", *lines) == {"Paul Martin"}


def test_a_product_named_for_its_maker_is_not_the_maker() -> None:
    lines = ("The last Boeing 717 was built in May.", "It marked the end of an era on Friday.")
    assert acts("en", *lines, lemma="mark") <= {None}
