"""Verbs whose form says more than the parser."""

import pytest

from telling import event, told
from timeline.events.forms import doubled

CASES = [
    ("en", "pronounced", "Todd Harris was pronounced dead sometime during the night.",
     "Todd Harris pronounced dead"),
    ("en", "feared", "Shipwreck off coast of Libya; hundreds of African migrants feared dead",
     "Hundreds of African migrants feared dead"),
    ("en", "took", "Ann Lee took six months off in 2009.", "Ann Lee takes six months off"),
    ("en", "lifted", "The navy lifted a tsunami warning two hours later.",
     "Navy lifts tsunami warning"),
    ("en", "won", "The European planemaker, Airbus, won an order from Qatar Airways on Monday.",
     "Airbus wins order from Qatar Airways"),
    ("fr", "finalisée", "L'opération doit être finalisée d'ici à la fin de juin.",
     "L'opération doit être finalisée"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "trigger", "text", "title"), CASES)
def test_title(language: str, trigger: str, text: str, title: str) -> None:
    assert event(language, trigger, text).title == title


def test_nobody_takes_place() -> None:
    text = "The court heard that the firm overtook Acme Corp., which took place in 1996."
    assert not any("Corp. takes place" in m.title for m in told("en", text))


def test_what_follows_in_time_is_no_deed() -> None:
    text = "The council raised the death toll to six following the landslide."
    assert not any("follows" in m.title for m in told("en", text))


def test_a_name_is_not_done_to_itself() -> None:
    assert doubled("Lee", "Ann Lee")
    assert not doubled("Lee", "Lee's brother in Oslo")
    assert not doubled("Police", "two men")
