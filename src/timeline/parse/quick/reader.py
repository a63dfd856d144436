"""Texts through a loaded model, each component in the quickest way known here.

The shared vectors come from `vectors`, trees from `trees`, entities from `entities`, the words'
lemmas and parts of speech from `words`; the tags from spaCy's own component, as does all that a
model of another build holds. With a release of spaCy that is not in `TESTED` everything does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from timeline.parse.quick import products
from timeline.parse.quick.entities import Entities
from timeline.parse.quick.met import Met
from timeline.parse.quick.trees import Trees
from timeline.parse.quick.vectors import Vectors
from timeline.parse.quick.words import Words
from timeline.syntax import Word

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.language import Language
    from spacy.tokens import Doc

BATCH = 64  # texts; larger batches outgrow the processor's cache
# The releases of spaCy whose inside the tests of this room have been run with.
TESTED = frozenset({"3.8"})
# How a component whose inside was rebuilt may answer what is asked of it here.
_REBUILT = (AttributeError, IndexError, KeyError, TypeError, ValueError)


class _Quick(Protocol):
    """A component in the quick way."""

    def put(self, docs: Sequence[Doc], numbers: NDArray[Any], /) -> None:
        """Give the documents what the component gives them; numbers: those of their tokens."""


class Reader:
    """A loaded model that reads texts, in two steps: the documents, then what is said of their
    words."""

    def __init__(self, nlp: Language) -> None:
        known = tested() and Met.answers(nlp.vocab)
        if known:
            products.quicken(nlp)
        self._words = Words(nlp, quick=known)
        self._nlp = nlp
        self._met = Met(nlp.vocab)
        self._pipes: list[tuple[Any, _Quick | None]] = [
            (pipe, _quick(name, pipe, self._met) if known else None)
            for name, pipe in nlp.pipeline
            if name not in self._words.pipes
        ]

    def docs(self, texts: Sequence[str]) -> Iterator[Doc]:
        """The texts as documents, in their order; lemmas and parts of speech are not set yet."""
        for start in range(0, len(texts), BATCH):
            docs = [self._nlp.make_doc(text) for text in texts[start : start + BATCH]]
            numbers = self._met.numbers(docs)
            with products.one_thread():
                for pipe, quick in self._pipes:
                    if quick is None:
                        docs = list(pipe.pipe(docs, batch_size=BATCH))
                    else:
                        quick.put(docs, numbers)
            yield from docs

    def settle(self, doc: Doc) -> None:
        """Set lemmas and parts of speech in the document itself, for one that will be changed."""
        self._words.settle(doc)

    def words(self, doc: Doc, *, settled: bool = False) -> list[Word]:
        """The document's words, one a token; settled: whether `settle` has been called."""
        return self._words.read(doc, settled=settled)


def tested() -> bool:
    """Whether the spaCy that is installed is of a release in `TESTED`."""
    from spacy.about import __version__

    return ".".join(__version__.split(".")[:2]) in TESTED


def _quick(name: str, pipe: Any, met: Met) -> _Quick | None:
    """A component in the quick way, None where its build is not known."""
    if not hasattr(pipe, "model"):
        return None
    try:
        if name == "tok2vec" and Vectors.known(pipe.model):
            return Vectors(pipe.model, met)
        if name == "parser" and Trees.known(pipe):
            return Trees(pipe)
        if name == "ner" and Entities.known(pipe):
            return Entities(pipe, met)
    except _REBUILT:
        return None
    return None
