import math

import pytest

from made import document, event, mention
from timeline.digest.collection import Collection
from timeline.digest.vocabulary import Vocabulary, centre, likeness, stems, unit


def vocabulary(*quotes: tuple[str, str], **copies: str) -> Vocabulary:
    """Of events that these documents tell in these words; copies: document -> what it prints."""
    events = [
        event(f"e{n}", mentions=(mention(name, "2020-08-09", quote),))
        for n, (name, quote) in enumerate(quotes)
    ]
    names = sorted({name for name, _ in quotes})
    papers = [document(name, copy_of=copies.get(name)) for name in names]
    return Vocabulary(
        Collection(
            [e.model_dump(mode="json") for e in events],  # type: ignore[misc]
            [d.model_dump(mode="json") for d in papers],  # type: ignore[misc]
        )
    )


def test_stems_are_the_beginnings_of_longer_words_and_figures() -> None:
    assert stems("The trials of 12 nurses, Élise said.") == [
        "trials",
        "12",
        "nurses",
        "élise",
        "said",
    ]
    assert stems("protester protesters") == ["protes", "protes"]
    assert stems("the of a") == []


def test_a_word_is_central_that_more_sources_have() -> None:
    told = vocabulary(("a", "court frees nurse"), ("b", "court jails judge"), ("c", "rain falls"))
    assert told.central("court") == pytest.approx(2 / 3)
    assert told.central("court falls") == pytest.approx(1 / 2)
    assert told.central("nobody") == told.central("") == 0.0


def test_a_source_counts_once_and_its_copy_not_at_all() -> None:
    told = vocabulary(
        ("a", "court frees nurse"), ("a", "court jails judge"), ("b", "court sits"),
        ("c", "rain falls"), b="a",
    )  # fmt: skip
    assert told.central("court") == pytest.approx(1 / 2)


def test_texts_are_alike_by_the_words_that_few_have() -> None:
    told = vocabulary(
        ("a", "court frees nurse"), ("b", "court jails judge"), ("c", "court frees nurse again")
    )
    one = told.vector("court frees nurse")
    assert likeness(one, one) == pytest.approx(1)
    assert likeness(one, told.vector("nurse frees")) > likeness(one, told.vector("court jails"))
    assert likeness(one, told.vector("rain")) == likeness(one, {}) == 0


def test_the_middle_of_vectors_is_of_length_1_and_nearer_to_what_weighs_more() -> None:
    middle = centre([({"a": 1.0}, 3.0), ({"b": 1.0}, 1.0)])
    assert math.hypot(*middle.values()) == pytest.approx(1)
    assert middle["a"] > middle["b"]
    assert centre([]) == unit({}) == {}
