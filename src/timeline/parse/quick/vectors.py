"""Word vectors in their context: the models' `tok2vec` layers, worked out with numpy alone.

A model's vectors come in two steps. The first looks at each word alone, so its result is kept for
the next time the word is met; the second lets every word see its neighbours, some layers deep. The
figures are those of spaCy's own layers but for the rounding of the last digit. Models built of
layers not known here are left to spaCy.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from timeline.parse.quick.embedding import Embedding
from timeline.parse.quick.met import COLUMNS, Met

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc

    from timeline.parse.quick.met import Asked

_EMBED = frozenset(
    {"extract_features", "list2ragged", "ints-getitem", "hashembed", "static_vectors", "maxout"}
    | {"layernorm", "dropout", "ragged2list"}
)
_ENCODE = ["expand_window", "maxout", "layernorm", "dropout"]
_TINY = 1e-8  # what thinc adds to a variance


class _Layer(NamedTuple):
    """One convolution: a product, the largest of its pieces, brought to mean 0 and spread 1."""

    window: int  # words to either side
    weights: Any  # (pieces * width, words seen * width), the pieces one behind the other
    bias: Any  # (pieces, width, 1)
    scale: Any  # (width, 1), as the next
    shift: Any


class _Layers(NamedTuple):
    """The first step of a model by its own layers."""

    embed: Any

    def predict(self, words: Asked) -> NDArray[Any]:
        found: NDArray[Any] = self.embed.predict([words])[0]
        return found


class Vectors:
    """The vectors of one `tok2vec` model; `known` tells whether it is built of layers known here.

    Remembers what the first step gave for each of the words in `met`.
    """

    def __init__(self, model: Any, met: Met) -> None:
        import numpy

        self._numpy = numpy
        embed = model.get_ref("embed")
        self._embed = Embedding(embed) if Embedding.known(embed) else _Layers(embed)
        encode = model.get_ref("encode")
        self._pad: int = encode.attrs["pad"]
        self.width: int = model.get_dim("nO")
        self._layers = [_layer(block) for block in _blocks(encode)]
        self._met, self._begun, self._count = met, met.begun, 0
        self._known: NDArray[Any] = numpy.empty((1024, self.width), dtype="float32")

    @staticmethod
    def known(model: Any) -> bool:
        """Whether the model's layers are those that this class works out."""
        refs = getattr(model, "ref_names", ())
        if not {"embed", "encode"} <= set(refs):
            return False
        for node in model.get_ref("embed").walk():
            if not node.layers and node.name not in _EMBED:
                return False
            if not set(node.attrs.get("columns", ())) <= set(COLUMNS):
                return False
        blocks = _blocks(model.get_ref("encode"))
        return bool(blocks) and all(
            b.name.startswith("residual(") and [n.name for n in _leaves(b)] == _ENCODE
            for b in blocks
        )

    def of(self, docs: Sequence[Doc], numbers: NDArray[Any]) -> NDArray[Any]:
        """A row for each token of the documents, one document behind the other.

        numbers: those of the tokens, as `Met` has just given them.
        """
        self._learn()
        return self._encoded(self._known[numbers], [len(doc) for doc in docs])

    def put(self, docs: Sequence[Doc], numbers: NDArray[Any]) -> None:
        """Give the documents their vectors, where spaCy's components look for them."""
        rows, start = self.of(docs, numbers), 0
        for doc in docs:
            doc.tensor = rows[start : start + len(doc)]
            start += len(doc)

    def _learn(self) -> None:
        """Work out the rows of words not met before."""
        numpy, met = self._numpy, self._met
        if self._begun != met.begun:
            self._begun, self._count = met.begun, 0
        first, count = self._count, met.count
        if first == count:
            return
        while count > len(self._known):
            self._known = numpy.concatenate([self._known, numpy.empty_like(self._known)])
        self._known[first:count] = self._embed.predict(met.since(first))
        self._count = count

    def _encoded(self, rows: NDArray[Any], lengths: Sequence[int]) -> NDArray[Any]:
        """The second step. As in spaCy, empty rows stand between the documents and around them.

        Worked out on the transpose, a column a word: numpy goes along a row without a break, and a
        row of all words is longer than one of a word's figures.
        """
        numpy, width, pad = self._numpy, self.width, self._pad
        sizes = [n for n in lengths if n]
        edge = max(layer.window for layer in self._layers)
        count = len(rows) + pad * (len(sizes) + 1)
        padded = numpy.zeros((count, width), dtype="float32")
        at = numpy.arange(len(rows)) + numpy.repeat(pad * numpy.arange(1, len(sizes) + 1), sizes)
        padded[at] = rows
        x = numpy.zeros((width, count + 2 * edge), dtype="float32")
        inner = x[:, edge : edge + count]
        inner[:] = padded.T
        for layer in self._layers:
            seen = numpy.empty(((2 * layer.window + 1), width, count), dtype="float32")
            for n, word in enumerate(seen, edge - layer.window):
                word[:] = x[:, n : n + count]
            pieces = (layer.weights @ seen.reshape(-1, count)).reshape(-1, width, count)
            pieces += layer.bias
            best = pieces[0]
            for piece in pieces[1:]:
                numpy.maximum(best, piece, out=best)
            best -= numpy.add.reduce(best, axis=0) / width
            spread = numpy.einsum("ij,ij->j", best, best) / width + _TINY
            best *= (spread**-0.5).astype("float32", copy=False)
            best *= layer.scale
            best += layer.shift
            inner += best
        padded[:] = inner.T
        found: NDArray[Any] = padded[at]
        return found


def _blocks(encode: Any) -> list[Any]:
    """The residual layers of an encoder, one or many."""
    (inside,) = encode.layers if len(encode.layers) == 1 else (None,)
    if inside is None or "pad" not in encode.attrs:
        return []
    return [inside] if len(inside.layers) == 1 else list(inside.layers)


def _leaves(node: Any) -> list[Any]:
    return [n for n in node.walk(order="dfs_pre") if not n.layers]


def _layer(block: Any) -> _Layer:
    import numpy

    window, maxout, norm, _ = _leaves(block)
    weights = maxout.get_param("W")  # (width, pieces, words seen * width)
    return _Layer(
        window.attrs["window_size"],
        numpy.ascontiguousarray(weights.transpose(1, 0, 2).reshape(-1, weights.shape[2])),
        numpy.ascontiguousarray(maxout.get_param("b").T[:, :, None]),
        norm.get_param("G")[:, None],
        norm.get_param("b")[:, None],
    )
