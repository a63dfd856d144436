"""How sure an event is, in words."""

import pytest

from timeline.review.sureness import sureness


@pytest.mark.parametrize(
    ("confidence", "words"),
    [(1.0, "very sure"), (0.9, "very sure"), (0.89, "sure"), (0.75, "sure"),
     (0.6, "fairly sure"), (0.1, "doubtful"), (0.0, "doubtful")],
)  # fmt: skip
def test_confidence_in_words(confidence: float, words: str) -> None:
    assert sureness(confidence) == words
