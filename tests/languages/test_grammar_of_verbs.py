"""What each language's grammar says of its verbs, an example and a counter-example a member."""

from __future__ import annotations

import pytest

from timeline.languages import grammar
from timeline.syntax import Token


def verb(text: str, lemma: str, **morph: str) -> Token:
    return Token(
        index=0, text=text, start=0, end=len(text), lemma=lemma, pos="VERB", dep="root", head=0,
        morph=morph,
    )  # fmt: skip


YES = [
    ("fr", "is_simple_past", "entra", "entrer"),
    ("fr", "is_simple_past", "partirent", "partir"),
    ("fr", "is_imperfect", "montrait", "montrer"),
    ("fr", "is_simple_future", "recevra", "recevoir"),
    ("fr", "is_conditional", "viendrait", "venir"),
    ("fr", "going_is_future", "va", "aller"),
]
NO = [
    ("fr", "is_simple_past", "entre", "entrer"),
    ("fr", "is_imperfect", "viendrait", "venir"),
    ("fr", "is_simple_future", "entra", "entrer"),
    ("fr", "is_conditional", "montrait", "montrer"),
    ("fr", "going_is_future", "allèrent", "aller"),
    ("en", "going_is_future", "goes", "go"),
    ("en", "is_simple_past", "pasta", "paster"),
]


@pytest.mark.parametrize(("language", "member", "text", "lemma"), YES)
def test_it_is(language: str, member: str, text: str, lemma: str) -> None:
    assert getattr(grammar.of(language), member)(verb(text, lemma))


@pytest.mark.parametrize(("language", "member", "text", "lemma"), NO)
def test_it_is_not(language: str, member: str, text: str, lemma: str) -> None:
    assert not getattr(grammar.of(language), member)(verb(text, lemma))


def test_going_is_a_future_where_it_goes_on() -> None:
    assert grammar.of("en").going_is_future(verb("going", "go", Aspect="Prog"))


def test_an_infinitive_that_is_written_otherwise_is_none() -> None:
    own = grammar.of("fr")
    assert own.is_finite(verb("réunit", "réunir", VerbForm="Inf"))
    assert not own.is_finite(verb("réunir", "réunir", VerbForm="Inf"))


def test_a_language_without_a_grammar_has_the_shared_one() -> None:
    assert not grammar.of("xx").months_capitalised
    assert not grammar.of("xx").going_is_future(verb("va", "ir"))
