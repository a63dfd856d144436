"""Texts through a loaded model, each component in the quickest way known here.

The shared vectors come from `vectors`, trees from `trees`, entities from `entities`, the words'
lemmas and parts of speech from `words`; the tags from spaCy's own component, as does all that a
model of another build holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from timeline.parse.entities import Entities
from timeline.parse.trees import Trees
from timeline.parse.vectors import Vectors
from timeline.parse.words import Words

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BATCH = 64  # texts; larger batches outgrow the processor's cache


class _Quick(Protocol):
    """A component in the quick way."""

    def put(self, docs: Sequence[Doc]) -> None:
        """Give the documents what the component gives them."""


class Reader:
    """A loaded model that reads texts; `words` is what it says of their words."""

    def __init__(self, nlp: Language) -> None:
        self.words = Words(nlp)
        self._nlp = nlp
        self._pipes: list[tuple[Any, _Quick | None]] = [
            (pipe, _quick(name, pipe))
            for name, pipe in nlp.pipeline
            if name not in self.words.pipes
        ]

    def docs(self, texts: Sequence[str]) -> Iterator[Doc]:
        """The texts as documents, in their order; the pipes of `words` have not seen them."""
        for start in range(0, len(texts), BATCH):
            docs = [self._nlp.make_doc(text) for text in texts[start : start + BATCH]]
            for pipe, quick in self._pipes:
                if quick is None:
                    docs = list(pipe.pipe(docs, batch_size=BATCH))
                else:
                    quick.put(docs)
            yield from docs


def _quick(name: str, pipe: Any) -> _Quick | None:
    """A component in the quick way, None where its build is not known."""
    if not hasattr(pipe, "model"):
        return None
    if name == "tok2vec" and Vectors.known(pipe.model):
        return Vectors(pipe.model)
    if name == "parser" and Trees.known(pipe):
        return Trees(pipe)
    if name == "ner" and Entities.known(pipe):
        return Entities(pipe)
    return None
