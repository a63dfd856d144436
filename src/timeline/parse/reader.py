"""Texts through a loaded model, each component in the quickest way known here.

The shared vectors and the entities come from `vectors` and `entities`, the words' lemmas and parts
of speech from `words`; tags and the tree from spaCy's own components, as does all that a model of
another build holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from timeline.parse.entities import Entities
from timeline.parse.vectors import Vectors
from timeline.parse.words import Words

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BATCH = 64  # texts; larger batches outgrow the processor's cache

_VECTORS, _ENTITIES = "tok2vec", "ner"


class Reader:
    """A loaded model that reads texts; `words` is what it says of their words."""

    def __init__(self, nlp: Language) -> None:
        self.words = Words(nlp)
        self._nlp = nlp
        self._pipes: list[tuple[str, Any]] = [
            (name, pipe) for name, pipe in nlp.pipeline if name not in self.words.pipes
        ]
        pipes = dict(self._pipes)
        vectors, entities = pipes.get(_VECTORS), pipes.get(_ENTITIES)
        self._vectors = (
            Vectors(vectors.model) if vectors is not None and Vectors.known(vectors.model) else None
        )
        self._entities = (
            Entities(entities) if entities is not None and Entities.known(entities) else None
        )

    def docs(self, texts: Sequence[str]) -> Iterator[Doc]:
        """The texts as documents, in their order; the pipes of `words` have not seen them."""
        for start in range(0, len(texts), BATCH):
            docs = [self._nlp.make_doc(text) for text in texts[start : start + BATCH]]
            for name, pipe in self._pipes:
                if name == _VECTORS and self._vectors is not None:
                    self._vectors.put(docs)
                elif name == _ENTITIES and self._entities is not None:
                    self._entities.put(docs)
                else:
                    docs = list(pipe.pipe(docs, batch_size=BATCH))
            yield from docs
