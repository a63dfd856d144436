"""Texts read in the quick way are what the whole model makes of them."""

from typing import Any

import pytest

from timeline.parse import models
from timeline.parse.quick import reader
from timeline.parse.quick.entities import Entities
from timeline.parse.quick.reader import Reader
from timeline.parse.quick.trees import Trees
from timeline.parse.quick.vectors import Vectors
from timeline.parse.quick.words import Words

TEXTS = (
    "The mayor of Turin, Ada Rossi, opened the new bridge on Monday.",
    "She had promised it in 2014; it cost 3 million euros.",
    "",
    "No comment.",
)


def shown(docs: Any) -> list[Any]:
    return [
        ([(t.text, t.tag_, t.dep_, t.head.i) for t in doc], [(e.text, e.label_) for e in doc.ents])
        for doc in docs
    ]


def test_documents_are_those_of_the_model() -> None:
    nlp = models.load("en")
    assert shown(Reader(nlp).docs(TEXTS)) == shown(nlp.pipe(TEXTS))


def test_many_texts_are_read_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "BATCH", 3)
    nlp = models.load("en")
    texts = [t for t in TEXTS if t] * 3
    assert [doc.text for doc in Reader(nlp).docs(texts)] == texts


def test_other_layers_take_the_model_s_own_way(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = models.load("en")
    quick = shown(Reader(nlp).docs(TEXTS))
    monkeypatch.setattr(Vectors, "known", lambda model: False)
    monkeypatch.setattr(Entities, "known", lambda pipe: False)
    monkeypatch.setattr(Trees, "known", lambda pipe: False)
    slow = Reader(nlp)
    for kind in (Vectors, Entities, Trees):
        monkeypatch.setattr(kind, "put", None)
    assert shown(slow.docs(TEXTS)) == quick


def test_a_release_of_spacy_not_tested_runs_the_model_s_own_pipes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    nlp = models.load("en")
    quick = Reader(nlp)
    read = [quick.words(doc) for doc in quick.docs(TEXTS)]
    monkeypatch.setattr(reader, "TESTED", frozenset())
    slow = Reader(nlp)
    for kind in (Vectors, Entities, Trees):
        monkeypatch.setattr(kind, "put", None)
    monkeypatch.setattr(Words, "_rule", None)
    docs = list(slow.docs(TEXTS))
    assert shown(docs) == shown(quick_docs := list(nlp.pipe(TEXTS)))
    assert [len(doc) for doc in quick_docs] == [len(words) for words in read]
    assert [[w[:6] for w in slow.words(doc)] for doc in docs] == [
        [w[:6] for w in words] for words in read
    ]


def test_a_component_rebuilt_inside_is_left_to_spacy(monkeypatch: pytest.MonkeyPatch) -> None:
    def moved(pipe: Any) -> bool:
        raise AttributeError("transition_states")

    nlp = models.load("en")
    monkeypatch.setattr(Trees, "known", moved)
    assert shown(Reader(nlp).docs(TEXTS)) == shown(nlp.pipe(TEXTS))


def test_the_installed_release_is_tested() -> None:
    """Fails when spaCy moves on: run the tests of equality with it, then add it to TESTED."""
    assert reader.tested()


def test_a_model_without_entities() -> None:
    import spacy

    docs = list(Reader(spacy.blank("en")).docs(["Ada Rossi left."]))
    assert [t.text for t in docs[0]] == ["Ada", "Rossi", "left", "."]


def test_a_component_without_a_model_is_run_as_it_is() -> None:
    import spacy
    from spacy.tokens import Doc

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer", name="parser")
    (doc,) = Reader(nlp).docs(["One. Two."])
    assert isinstance(doc, Doc)
    assert len(list(doc.sents)) == 2


def test_words_are_forgotten() -> None:
    before = models.reader("en")
    assert models.reader("en") is before
    models.forget()
    assert models.reader("en") is not before
    assert shown(models.reader("en").docs(TEXTS)) == shown(before.docs(TEXTS))
