"""Times that only measure how rare or how large a thing is date nothing."""

import pytest

from dating import day_of, days

PUBLISHED = "2009-03-10"


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Oil rose above $50 for the first time since December.", "rose", "2009-03-10"),
        ("The index fell on Monday to its lowest level since 1997.", "fell", "2009-03-09"),
        ("It closed at 6,547 on Monday, down from 14,164 in May 2007.", "closed", "2009-03-09"),
        ("The bank reported a profit of $2 billion for 2008.", "reported", "2009-03-10"),
        ("The team won its first title in 1987.", "won", "1987"),
        ("Shares have fallen 70 percent since January.", "fallen", "2009-01/.."),
    ],
)
def test_english(text: str, trigger: str, expected: str) -> None:
    assert day_of(days("en", text, PUBLISHED), trigger) == expected


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("L'indice a clôturé lundi à 6 547 points, contre 14 164 en mai 2007.", "clôturé",
         "2009-03-09"),
        ("Le pétrole a bondi pour la première fois depuis décembre.", "bondi", "2009-03-10"),
        ("La banque a dégagé un bénéfice de 2 milliards en 2008, contre 1 milliard en 2007.",
         "dégagé", "2008"),
        ("Le titre a cédé 70 % depuis janvier.", "cédé", "2009-01/.."),
    ],
)  # fmt: skip
def test_french(text: str, trigger: str, expected: str) -> None:
    assert day_of(days("fr", text, PUBLISHED), trigger) == expected


@pytest.mark.parametrize(
    ("language", "text", "trigger", "expected"),
    [
        ("en", "The match was postponed to April 7.", "match", "2009-04-07"),
        ("fr", "La rencontre a été reportée au 7 avril.", "rencontre", "2009-04-07"),
        ("en", "The firm delayed the drill until April 7.", "delayed", PUBLISHED),
    ],
)
def test_what_is_put_off_is_then_and_put_off_before(
    language: str, text: str, trigger: str, expected: str
) -> None:
    assert day_of(days(language, text, PUBLISHED), trigger) == expected
