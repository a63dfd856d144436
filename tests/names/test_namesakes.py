"""Relatives and namesakes stay two in merging, spellings of one person become one."""

from __future__ import annotations

import pytest

from merging import apart, mention, one, run

DAY = "2021-05-03"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Robert Carter", "Alma Carter"),
        ("Robert Carter Sr.", "Robert Carter Jr."),
        ("Nikolai Orlov", "Nikolai Orlovsky"),
        ("Pavel Orlov", "Anna Orlova"),
        ("Kim Jong-un", "Kim Jong-il"),
        ("Charles II", "Charles III"),
        ("Xi Jinping", "Xi Zhongxun"),
    ],
)
def test_relatives_and_namesakes(a: str, b: str) -> None:
    apart(
        mention("a", "arrest", DAY, "justice", people=(a,)),
        mention("b", "arrest", DAY, "justice", people=(b,)),
    )


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Mikhail Orlov", "Michail Orlow"),
        ("Orbán Viktor", "Viktor Orban"),
        ("Zhou Enlai", "Chou En-lai"),
        ("Abd al-Aziz Mansour", "Abdelaziz Mansour"),
        ("Ana Sordo-Campos", "Ana Campos"),
        ("John Paul II", "Jean-Paul II"),
        ("President Robert Carter", "Bob Carter"),
    ],
)
def test_spellings_of_one_person(a: str, b: str) -> None:
    event = one(
        mention("a", "arrest", DAY, "justice", people=(a,)),
        mention("b", "arrest", DAY, "justice", people=(b,)),
    )
    assert len(event.actors) == 1


def test_a_surname_is_the_one_its_article_names_in_full() -> None:
    events = run(
        mention("a", "arrest", DAY, "justice", people=("Robert Carter",)),
        mention("a", "speech", "2021-05-09", "statement", people=("Carter",), at=1),
        mention("b", "visit", "2021-06-09", "visit", people=("Alma Carter",)),
        mention("b", "speech", "2021-06-12", "statement", people=("Carter",), at=1),
    )
    assert [[a.name for a in e.actors] for e in events] == [
        ["Robert Carter"], ["Robert Carter"], ["Alma Carter"], ["Alma Carter"]
    ]  # fmt: skip


def test_a_surname_of_two_in_one_article_is_neither() -> None:
    events = run(
        mention("a", "arrest", DAY, "justice", people=("Robert Carter",)),
        mention("a", "visit", "2021-05-06", "visit", people=("Alma Carter",), at=1),
        mention("a", "speech", "2021-05-09", "statement", people=("Carter",), at=2),
    )
    assert [[a.name for a in e.actors] for e in events] == [
        ["Robert Carter"], ["Alma Carter"], ["Carter"]
    ]  # fmt: skip
