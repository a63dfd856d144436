"""Vectors are those of the models' own layers."""

from typing import Any

import numpy
import pytest

from timeline.parse import models
from timeline.parse.quick import met
from timeline.parse.quick.met import Met
from timeline.parse.quick.vectors import Vectors

TEXTS = {
    "en": ("The U.S. said it'd leave on 3 May.", "", "Rain.\n\nThe vote wasn't close: 51%–49%."),
    "fr": ("L'élection n'aura pas lieu dimanche.", "Le chef de l'État", "", "Fin."),
}
# How far a figure may be off: what is left of the last digits of numbers of about 1 to 10.
NEAR = 2e-5


def fresh(language: str) -> Met:
    return Met(models.load(language).vocab)


def layers(language: str) -> list[Any]:
    nlp: Any = models.load(language)
    return [nlp.get_pipe("tok2vec").model, nlp.get_pipe("ner").model.layers[0].layers[0]]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_rows_are_those_of_the_layers(language: str) -> None:
    docs = [models.load(language).make_doc(text) for text in TEXTS[language]]
    for layer in layers(language):
        assert Vectors.known(layer)
        words = fresh(language)
        ours = Vectors(layer, words)
        theirs = numpy.concatenate(layer.predict(docs))
        for _ in range(2):  # worked out, then remembered
            assert ours.of(docs, words.numbers(docs)) == pytest.approx(theirs, abs=NEAR)


def test_each_document_gets_its_own() -> None:
    nlp: Any = models.load("en")
    docs = [nlp.make_doc(text) for text in TEXTS["en"]]
    words = fresh("en")
    Vectors(layers("en")[0], words).put(docs, words.numbers(docs))
    theirs = [nlp.make_doc(text) for text in TEXTS["en"]]
    for _ in nlp.get_pipe("tok2vec").pipe(theirs):
        pass
    for ours, doc in zip(docs, theirs, strict=True):
        assert len(ours.tensor) == len(ours)
        assert ours.tensor == pytest.approx(doc.tensor, abs=NEAR)


def test_what_is_remembered_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(met, "MOST", 3)
    (layer, _) = layers("en")
    words = fresh("en")
    ours = Vectors(layer, words)
    for text in TEXTS["en"]:
        docs = [models.load("en").make_doc(text)]
        theirs = numpy.concatenate(layer.predict(docs))
        assert ours.of(docs, words.numbers(docs)) == pytest.approx(theirs, abs=NEAR)
    assert words.begun == 1
    assert words.count < sum(len(models.load("en").make_doc(text)) for text in TEXTS["en"])


def test_many_words_at_once() -> None:
    (layer, _) = layers("en")
    docs = [models.load("en").make_doc(" ".join(f"word{n}" for n in range(1500)))]
    words = fresh("en")
    ours = Vectors(layer, words).of(docs, words.numbers(docs))
    assert ours == pytest.approx(layer.predict(docs)[0], abs=NEAR)


def test_other_layers_are_not_known() -> None:
    from thinc.api import Linear, Maxout, chain

    assert not Vectors.known(Linear(4, 4))
    mixed: Any = chain(Linear(4, 4), Maxout(4, 4))
    mixed.set_ref("embed", mixed.layers[0])
    mixed.set_ref("encode", mixed.layers[1])
    assert not Vectors.known(mixed)
    nlp: Any = models.load("en")
    assert not Vectors.known(nlp.get_pipe("parser").model.layers[0])
