"""Titles that still say what their sentence says."""

import pytest

from telling import event

CASES = [
    ("en", "sworn", "Maria Tordal will be sworn in on June 1.", "Maria Tordal to be sworn in"),
    ("en", "approved", "The Senate approved the Ports and Harbours (PAH) regulations on Monday.",
     "Senate approves Ports and Harbours regulations"),
    ("en", "arrested", "In all, 1018 people were arrested on Sunday.", "1018 people arrested"),
    ("en", "unveiled", "Braun Motors today unveiled its latest truck.",
     "Braun Motors unveils its latest truck"),
    ("fr", "promis", "L'Union européenne a promis 50 millions d'euros lors d'une conférence à Oslo.",
     "L'Union européenne promet 50 millions d'euros"),
    ("fr", "tués", "Cinq soldats maliens ont été tués mercredi dans une embuscade près de Gao.",
     "Cinq soldats maliens sont tués dans une embuscade près de Gao"),
    ("fr", "aura lieu", "Une nouvelle journée d'action aura lieu le 16 décembre.",
     "Une nouvelle journée d'action aura lieu"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "trigger", "text", "title"), CASES)
def test_title(language: str, trigger: str, text: str, title: str) -> None:
    assert event(language, trigger, text).title == title


def test_a_count_stands_with_what_it_counts() -> None:
    text = "The firm was discovered to have been in possession of thousands of pages."
    assert event("en", "discovered", text).title.endswith("thousands of pages")


def test_an_adjective_stands_with_what_completes_it() -> None:
    text = "Une équipe d'archéologues a découvert une tombe royale vieille de 4 300 ans à Gizeh."
    title = event("fr", "découvert", text).title
    assert "tombe royale" in title
    assert "vieille" not in title.replace("vieille de", "")
