"""Trees made step by step from here are those of spaCy's own loop."""

from typing import Any

import numpy
import pytest

from timeline.parse import models
from timeline.parse.quick import trees
from timeline.parse.quick.trees import Trees

TEXTS = {
    "en": (
        "The mayor of Turin, Ada Rossi, opened the new bridge on Monday. It had cost 3 million.",
        "",
        "Rain",
        "What she meant, he didn't know.\n\nNobody who was there, though, left before the vote.",
    ),
    "fr": (
        "La maire de Turin a inauguré lundi le nouveau pont. Il avait coûté trois millions.",
        "Ce qu'elle voulait dire, personne ne le sait.",
    ),
}


def shown(docs: Any) -> list[list[tuple[str, int, bool]]]:
    return [[(t.dep_, t.head.i, t.is_sent_start) for t in doc] for doc in docs]


def with_vectors(language: str) -> list[Any]:
    pipes = ["tok2vec"]
    return list(models.load(language).pipe(
        TEXTS[language],
        disable=[name for name in models.load(language).pipe_names if name not in pipes],
    ))  # fmt: skip


@pytest.mark.parametrize("language", ["en", "fr"])
def test_trees_are_those_of_the_parser(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe: Any = models.load(language).get_pipe("parser")
    assert Trees.known(pipe)
    theirs = shown(pipe.pipe(with_vectors(language)))
    for together in (16, 2, 1):
        monkeypatch.setattr(trees, "TOGETHER", together)
        docs = with_vectors(language)
        Trees(pipe).put(docs, numpy.zeros(0))
        assert shown(docs) == theirs
        assert all(doc.has_annotation("DEP") for doc in docs)


def test_a_parser_of_another_build_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe: Any = models.load("en").get_pipe("parser")
    assert not Trees.known(models.load("en").get_pipe("tagger"))
    monkeypatch.setitem(pipe.cfg, "beam_width", 2)
    assert not Trees.known(pipe)
