"""Titles of last resort: the clause as it stands, and events that no title can tell."""

import pytest

from telling import event

TOLD = [
    ("en", "went", "The shelling went on in Lyon into the small hours of Friday.",
     "Shelling goes on in Lyon"),
    ("en", "came", "Hundreds came out on Friday evening.", "Hundreds come out"),
    ("en", "ceasefire", "The presidents of Ghana and Togo agreed on a ceasefire in May 2012.",
     "Presidents of Ghana and Togo agree on ceasefire"),
    ("en", "killed", "The 2009 crash killed nine in Lyon on Monday.", "Crash kills nine in Lyon"),
    ("en", "building", "The crisis has been building since May.", "Crisis is building"),
    ("fr", "rouvert", "La tour a brûlé en mai 2012. En mai 2014, elle a rouvert devant la foule.",
     "La tour rouvre devant la foule"),
    ("fr", "vit", "Lundi, à Lyon, le ministre a rencontré Otto Braun, qui vit en exil depuis mai.",
     "Otto Braun vit en exil"),
    ("fr", "confirmé", "La banque a aussi confirmé un accord lundi.",
     "La banque confirme un accord"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "trigger", "line", "title"), TOLD)
def test_a_clause_gives_the_title(language: str, trigger: str, line: str, title: str) -> None:
    assert event(language, trigger, line).title == title


def test_a_thing_named_before_stands_for_its_pronoun() -> None:
    line = "Norway awarded the Arctic Prize to the miners, and Ann Miller collected it in Oslo."
    found = event("en", "collected", line)
    assert found.title == "Ann Miller collects the Arctic Prize in Oslo"
    assert "poor" not in found.signs


def test_two_things_that_fit_leave_a_pronoun_open() -> None:
    line = "The treaty replaced the alliance, and the minister signed it in Oslo in May 2012."
    found = event("en", "signed", line)
    assert "alliance" not in found.title


def test_a_clause_of_another_time_is_no_title_for_a_noun() -> None:
    found = event(
        "en", "crash", "A judge in Lyon acquitted the airline in the 2009 crash on Monday."
    )
    assert "acquits" not in found.title


def test_a_statement_without_what_was_said_stays_unfit() -> None:
    found = [event("en", "said", '"It is over," said Ann Miller on Monday in Oslo.')]
    assert all("poor" in m.signs or not m.title.endswith("says") for m in found)


def test_a_limit_given_stays() -> None:
    found = event("en", "gave", "Norway gave the miners until May 12 to leave the island.")
    assert found.title == "Norway gives miners until May 12 to leave island"
