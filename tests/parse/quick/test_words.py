"""Words read by rule are what spaCy's own pipes say of them."""

from typing import Any

import pytest

from timeline.parse import models
from timeline.parse.quick import words
from timeline.parse.quick.words import Words
from timeline.syntax import Word

TEXTS = {
    "en": (
        "There was a row on Monday, but the two sides didn't say that they'd leave.",
        "Let's go: I'm gonna tell you what you've got to do, and y'all know it.",
        "The Minister has had the most serious doubts; those who did it ran.\n\nShe saw it all.",
        "While prices rose 3.5% in the U.S., he put up 15 euros.  Don't!",
    ),
    "fr": (
        "Le ministre n'a pas été reçu, mais il s'est dit « prêt » à négocier.",
        "Les élections auront lieu dimanche 9 août.\n\nOn n'en sait rien de plus.",
    ),
}


def by_pipes(language: str, text: str) -> list[tuple[str, str, str, str, str, str]]:
    return [
        (t.text, t.lemma_, t.pos_, t.tag_, t.dep_, str(t.morph))
        for t in models.load(language)(text)
    ]


def shown(words: list[Word]) -> list[tuple[str, str, str, str, str, str]]:
    return [
        (w.text, w.lemma, w.pos, w.tag, w.dep, "|".join(f"{k}={v}" for k, v in w.morph.items()))
        for w in words
    ]


@pytest.mark.parametrize(("language", "text"), [(k, t) for k, ts in TEXTS.items() for t in ts])
def test_words_are_those_of_the_pipes(language: str, text: str) -> None:
    nlp = models.load(language)
    words = Words(nlp)
    for _ in range(2):  # worked out, then remembered
        (doc,) = nlp.pipe([text], disable=list(words.pipes))
        assert shown(words.read(doc, settled=False)) == by_pipes(language, text)


@pytest.mark.parametrize("text", ["He left on Monday.", "There was a row, and y'all know it."])
def test_a_document_is_left_as_it_was(text: str) -> None:
    nlp = models.load("en")
    words = Words(nlp)
    (doc,) = nlp.pipe([text], disable=list(words.pipes))
    words.read(doc, settled=False)
    assert [(t.pos_, t.lemma_) for t in doc] == [("", "")] * len(doc)


def test_a_rule_of_unknown_form_is_left_to_the_pipes(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = models.load("en")
    ruler = nlp.get_pipe("attribute_ruler")
    rule = {"patterns": [[{"LENGTH": {">": 3}}]], "attrs": {"POS": "X"}, "index": 0}
    monkeypatch.setattr(type(ruler), "patterns", [rule])
    words = Words(nlp)
    text = TEXTS["en"][0]
    (doc,) = nlp.pipe([text], disable=list(words.pipes))
    assert shown(words.read(doc, settled=False)) == by_pipes("en", text)
    assert doc[0].pos_ == "PRON"


def test_a_longer_pattern_sets_what_it_is_of_in_the_order_of_the_rules(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    nlp = models.load("en")
    ruler = nlp.get_pipe("attribute_ruler")
    pair = [{"LOWER": "there"}, {"LOWER": "was"}]
    rules = [
        {
            "patterns": [[{"LOWER": "there"}]],
            "attrs": {"LEMMA": "first", "POS": "NOUN"},
            "index": 0,
        },
        {"patterns": [pair], "attrs": {"LEMMA": "second"}, "index": -2},
        {"patterns": [[{"LOWER": "was"}]], "attrs": {"POS": "VERB"}, "index": 0},
        {"patterns": [pair], "attrs": {"LEMMA": "third"}, "index": 1},
    ]
    monkeypatch.setattr(type(ruler), "patterns", rules)
    words = Words(nlp)
    (doc,) = nlp.pipe(["There was"], disable=list(words.pipes))
    there, was = words.read(doc, settled=False)
    assert (there.lemma, there.pos) == ("second", "NOUN")
    assert (was.lemma, was.pos) == ("third", "VERB")


def test_what_is_remembered_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.parse.quick.words.MOST", 3)
    nlp = models.load("en")
    words = Words(nlp)
    for text in TEXTS["en"]:
        (doc,) = nlp.pipe([text], disable=list(words.pipes))
        assert shown(words.read(doc, settled=False)) == by_pipes("en", text)


def test_a_pattern_is_found_by_the_rarest_of_what_it_asks() -> None:
    asked = {"TAG": "VB", "LOWER": {"IN": ["was", "is", "was"]}}
    assert words._filed_by(asked) == ("LOWER", ["was", "is"])
    assert words._filed_by({"TAG": "VB", "DEP": "aux"}) == ("TAG", ["VB"])
    assert words._filed_by({"LOWER": {"REGEX": "^n"}, "IS_SPACE": True}) == ("IS_SPACE", [True])
    assert words._filed_by({"LOWER": {"REGEX": "^n"}}) == ("", [""])


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_lemmatizer_s_known_words_are_looked_up_at_once(language: str) -> None:
    nlp = models.load(language)
    Words(nlp)
    pipe: Any = nlp.get_pipe("lemmatizer")
    table = pipe.lookups.get_table("lemma_index")
    assert table and all(isinstance(known, frozenset) for known in table.values())
    assert "house" in table["noun"] or language == "fr"
