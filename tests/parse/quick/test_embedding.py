"""The first step of word vectors is that of the models' own layers, to the last digit."""

from typing import Any

import numpy
import pytest

from timeline.parse import models
from timeline.parse.quick.embedding import Embedding
from timeline.parse.quick.met import Met

TEXT = "The U.S. said it'd leave on 3 May.\n\nRain, again: 51%–49% in Łódź, isn't it?"


def embeds(language: str) -> list[Any]:
    nlp: Any = models.load(language)
    found = [nlp.get_pipe("tok2vec").model, nlp.get_pipe("ner").model.layers[0].layers[0]]
    return [model.get_ref("embed") for model in found]


@pytest.mark.parametrize("embed", embeds("en"), ids=["shared", "entities"])
def test_rows_are_those_of_the_layers(embed: Any) -> None:
    nlp = models.load("en")
    words = Met(nlp.vocab)
    words.numbers([nlp.make_doc(TEXT)])
    assert Embedding.known(embed)
    theirs = embed.predict([words.since(0)])[0]
    ours = Embedding(embed).predict(words.since(0))
    assert ours.dtype == theirs.dtype
    assert ours.tobytes() == theirs.tobytes()


def test_a_word_is_read_by_itself() -> None:
    (embed, _) = embeds("en")
    nlp = models.load("en")
    words = Met(nlp.vocab)
    words.numbers([nlp.make_doc(TEXT)])
    whole = Embedding(embed).predict(words.since(0))
    last = Embedding(embed).predict(words.since(words.count - 1))
    assert last[0] == pytest.approx(whole[-1], abs=2e-5)
    assert not numpy.allclose(whole[0], whole[-1])


def test_static_vectors_are_left_to_the_layers() -> None:
    from thinc.api import Linear

    assert not Embedding.known(Linear(4, 4))
    with_vectors = [e for e in embeds("fr") if any(n.name == "static_vectors" for n in e.walk())]
    assert not any(Embedding.known(e) for e in with_vectors)
