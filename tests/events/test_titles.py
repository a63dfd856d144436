"""Headlines: short, in the article's language, no pronoun without its name."""

import pytest

from telling import event, told
from timeline.events.wording import choose, tidy

CASES = [
    ("en", "met", "On Tuesday President Ann Miller met the mayor, Otto Braun, in Vienna.",
     "Ann Miller meets Otto Braun in Vienna"),
    ("en", "loan", "On Monday, a loan of $2 billion was granted to Ghana.",
     "Loan of $2 billion granted to Ghana"),
    ("en", "summit", "An extraordinary Arctic summit is to be held in Oslo this week.",
     "Extraordinary Arctic summit to be held in Oslo"),
    ("en", "visit", "Ann Miller's visit to Oslo in May pleased many.", "Ann Miller's visit to Oslo"),
    ("en", "acquire", "The company will acquire a mine in Chile in 2020.",
     "Company to acquire mine in Chile"),
    ("en", "sign", "Norway did not sign the treaty in 2011.", "Norway does not sign treaty"),
    ("en", "marched", "Hundreds of thousands of nurses marched in Lyon on Friday.",
     "Hundreds of thousands of nurses march in Lyon"),
    ("fr", "rencontré", "Le président Paul Martin a rencontré Otto Braun à Vienne lundi.",
     "Paul Martin rencontre Otto Braun à Vienne"),
    ("fr", "visite", "Une visite d'État est prévue en mai.", "Visite d'État prévue"),
    ("fr", "rendra", "Paul Martin se rendra à Vienne lundi.", "Paul Martin se rendra à Vienne"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "trigger", "text", "title"), CASES)
def test_title(language: str, trigger: str, text: str, title: str) -> None:
    assert event(language, trigger, text).title == title


def test_a_pronoun_becomes_the_name_it_stands_for() -> None:
    found = event("en", "resigned", "Ann Miller met the mayor.", "She resigned in May.")
    assert found.title == "Ann Miller resigns"


def test_an_owner_is_named_once() -> None:
    assert choose("Ann Miller thanks {her|Ann Miller's} guests") == "Ann Miller thanks her guests"
    assert choose("{her|Ann Miller's} visit to Oslo") == "Ann Miller's visit to Oslo"


def test_tidy() -> None:
    assert tidy("“vote”  in Oslo ,") == "Vote in Oslo"
    assert tidy("iPhone unveiled") == "iPhone unveiled"


def test_titles_are_short_and_hold_no_line_break() -> None:
    text = (
        "In a long address that was broadcast on every channel of the country, the president of "
        "the northern republic, who had come back from a journey to the coast, promised\n"
        "that the government would lower the price of bread, milk, fuel, water and electricity."
    )
    found = told("en", text)
    assert found
    assert all(len(m.title.split()) <= 12 and "\n" not in m.title for m in found)
