"""A type is weighed from what the word says, who acts on what, and what the article is about."""

from __future__ import annotations

import math

from telling import event
from timeline.events import classify
from timeline.events.classify import Weights

THEFT = (
    "Burglars broke into the gallery on Sunday.",
    "Detectives questioned two suspects in prison.",
    "The court ordered a search, and police arrested a thief.",
)


def test_the_word_itself_decides_where_little_else_speaks() -> None:
    told = Weights({"told": 1.0, "object": 0.5}, {})
    found = {"always": 1.0, "told=politics": 1.0, "object=finance": 1.0}
    assert classify.likeliest(found, told) == "politics"


def test_what_stands_around_outweighs_an_unclear_word() -> None:
    told = Weights({"told": 1.0, "object": 0.5, "theme": 2.0}, {"told=other": {"sport": 0.1}})
    found = {"told=other": 1.0, "object=finance": 1.0, "theme=finance": 0.5}
    assert classify.likeliest(found, told) == "finance"


def test_a_type_that_the_words_tell_never_becomes_other() -> None:
    told = Weights({"told": 1.0}, {"always": {"other": 9.0}})
    assert classify.likeliest({"always": 1.0, "told=visit": 1.0}, told) == "visit"
    assert classify.likeliest({"always": 1.0, "told=other": 1.0}, told) == "other"


def test_mere_saying_is_a_statement_whatever_is_said() -> None:
    found = {"told=statement": 1.0, "reporting": 1.0, "object=finance": 1.0}
    told = Weights({"object": 9.0}, {})
    assert classify.likeliest(found, told) == "statement"
    assert classify.likeliest({"told=statement": 1.0, "object=finance": 1.0}, told) == "finance"


def test_the_theme_tells_what_a_plain_verb_is_about() -> None:
    assert event("en", "entered", *THEFT, "They entered through a window in May.").type == "justice"
    alone = event("en", "entered", "They entered through a window in May.").type
    assert alone == "other"


def test_the_weights_are_finite_and_name_types_only() -> None:
    trained = classify.weights()
    assert all(map(math.isfinite, trained.same.values()))
    for row in trained.signs.values():
        assert set(row) <= set(classify.TYPES)
        assert all(map(math.isfinite, row.values()))
