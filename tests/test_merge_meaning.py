"""The lexicon of merging: which words of two languages mean one kind of event."""

from __future__ import annotations

import pytest

from timeline.merge import meaning, measures
from timeline.model import Amount


def test_the_lexicon_is_sound() -> None:
    own, (en, fr) = meaning.relations(), (meaning.words(code)["concepts"] for code in ("en", "fr"))
    assert en.keys() == fr.keys()
    for concepts in (en, fr):
        words = [w for listed in concepts.values() for w in listed.split()]
        assert len(words) == len(set(words))
        assert all(listed.split() for listed in concepts.values())
    known = set(en)
    assert set(own["kin"]) | {b for v in own["kin"].values() for b in v} <= known
    assert all(0 < w <= 1 for v in own["kin"].values() for w in v.values())
    assert {c for sort in own["behaviour"].values() for c in sort.split()} <= known


@pytest.mark.parametrize(
    ("lemma", "trigger", "language", "concept"),
    [
        ("re-election", "re-election", "en", "election"),
        ("scrutin", "scrutin présidentiel", "fr", "election"),
        ("loan", "confirmed a loan", "en", "loan"),
        ("start", "start of the meeting", "en", "meet"),
        ("conference", "press conference", "en", "interview"),
        ("program", "released the program", "en", "launch"),
        ("arrêter", "arrêtés", "fr", "arrest"),
        ("xyz", "xyz", "en", None),
    ],
)
def test_concepts(lemma: str, trigger: str, language: str, concept: str | None) -> None:
    assert meaning.concept(lemma, trigger, language) == concept


def test_words_the_lexicon_lacks_meet_by_their_stems() -> None:
    assert meaning.stem("annexation", "en")[:5] == meaning.stem("annexion", "fr")[:5]
    assert meaning.stem("leave", "en") == meaning.stem("leaves", "en")
    assert meaning.distinguishing("le second tour de l'élection") == {"round": "second"}
    assert meaning.distinguishing("the election") == {}


def test_a_concept_may_hang_on_the_type() -> None:
    assert meaning.of_type(meaning.concept("appeler", "appelé", "fr"), "diplomacy") == "phone"
    assert meaning.of_type(meaning.concept("appeler", "appelé", "fr"), "statement") == "demand"
    assert meaning.of_type(None, "diplomacy") is None


@pytest.mark.parametrize(
    ("text", "holds"), [("des milliers", True), ("un millier", False), ("a thousand", False)]
)
def test_a_size_without_a_number_holds_what_is_larger(text: str, holds: bool) -> None:
    size = Amount(value=1000, unit="people", text=f"{text} of people")
    assert measures.compatible(size, Amount(value=4200, unit="people", text="4,200")) is holds
