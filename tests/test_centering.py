"""What a pronoun means where it is no person: one case and its counter-case for each rule."""

from __future__ import annotations

import pytest

from telling import parsed
from timeline import centering

CASES = [
    # What led the last sentence, where nothing else agrees; a chain hands it on.
    ("en", "it", "The group has 412 shops in May. It sold its farms. It closed a mill.", "group"),
    ("en", "it", "The firm bought a mill. It made flour.", None),
    # "It" is no person, "he" no body.
    ("en", "it", "The baker spoke. It was sold.", None),
    ("en", "he", "The baker spoke on Monday. He praised the farmers.", "baker"),
    ("en", "he", "The company spoke on Monday. He praised the farmers.", None),
    # Nothing is meant by what stands before the weather, a span of time, a clause.
    ("en", "it", "The bridge stood. It rained.", None),
    ("en", "it", "The bridge stood. It took two days.", None),
    ("en", "it", "The bridge stood. It was announced that trains would stop.", None),
    # Of two in the plural the people are "they".
    ("en", "they", "Buses brought the migrants. They crossed the border.", "migrants"),
    ("en", "they", "The migrants crossed the border. They were stopped.", "migrants"),
    # In the clause below, the body above it; of the next sentence a product may be meant.
    ("en", "it", "Volvo hired a broker and said it would sell the farms.", "Volvo"),
    ("en", "it", "Volvo sold the last engine. It marked the end.", None),
    # In French gender decides, and of what is somebody's that person may be told of.
    ("fr", "elle", "La mairie a fermé le pont. Elle a été critiquée.", "mairie"),
    ("fr", "il", "La mairie a fermé la route. Il a protesté.", None),
    ("fr", "il", "Son livre a plu. Il a été traduit.", None),
]  # fmt: skip


@pytest.mark.parametrize(("language", "pronoun", "text", "meant"), CASES)
def test_what_a_pronoun_means(language: str, pronoun: str, text: str, meant: str | None) -> None:
    sentences = parsed(language, text)
    found = centering.meanings(sentences, {})
    last = [t for s in sentences for t in s.tokens if t.text.lower() == pronoun][-1]
    phrase = found.get(last.start)
    assert not isinstance(phrase, str)
    assert (phrase.noun.text if phrase else None) == meant


def test_a_known_name_is_handed_on() -> None:
    sentences = parsed("en", "He spoke on Monday. He left.")
    first, second = (t for s in sentences for t in s.tokens if t.text == "He")
    assert centering.meanings(sentences, {first.start: "Carl Ström"})[second.start] == "Carl Ström"
