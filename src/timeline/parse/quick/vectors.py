"""Word vectors in their context: the models' `tok2vec` layers, worked out with numpy alone.

A model's vectors come in two steps. The first looks at each word alone, so its result is kept for
the next time the word is met; the second lets every word see its neighbours, some layers deep. The
figures are those of spaCy's own layers but for the rounding of the last digit. Models built of
layers not known here are left to spaCy.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc, Token

MOST = 30_000  # words kept; then it starts anew, so that a long run doesn't grow for ever

# What tells one word from another: all that the first step asks follows from these.
_KEY = ("ORTH", "NORM", "SPACY")
_ASKED = frozenset(
    {"ORTH", "NORM", "LOWER", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE", "IS_ALPHA"}
)
_EMBED = frozenset(
    {"extract_features", "list2ragged", "ints-getitem", "hashembed", "static_vectors", "maxout"}
    | {"layernorm", "dropout", "ragged2list"}
)
_ENCODE = ["expand_window", "maxout", "layernorm", "dropout"]
_TINY = 1e-8  # what thinc adds to a variance


class _Layer(NamedTuple):
    """One convolution: a product, the largest of its pieces, brought to mean 0 and spread 1."""

    window: int  # words to either side
    weights: Any  # (words seen * width, pieces * width), the pieces one behind the other
    bias: Any
    scale: Any
    shift: Any


class Vectors:
    """The vectors of one `tok2vec` model; `known` tells whether it is built of layers known here.

    Remembers the words it has met, at most `MOST`.
    """

    def __init__(self, model: Any) -> None:
        import numpy

        self._numpy = numpy
        self._embed = model.get_ref("embed")
        encode = model.get_ref("encode")
        self._pad: int = encode.attrs["pad"]
        self.width: int = model.get_dim("nO")
        self._layers = [_layer(block) for block in _blocks(encode)]
        self._place: dict[bytes, int] = {}
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
            if not set(node.attrs.get("columns", ())) <= _ASKED:
                return False
        blocks = _blocks(model.get_ref("encode"))
        return bool(blocks) and all(
            b.name.startswith("residual(") and [n.name for n in _leaves(b)] == _ENCODE
            for b in blocks
        )

    def of(self, docs: Sequence[Doc]) -> NDArray[Any]:
        """A row for each token of the documents, one document behind the other."""
        return self._encoded(self._alone(docs), [len(doc) for doc in docs])

    def put(self, docs: Sequence[Doc]) -> None:
        """Give the documents their vectors, where spaCy's components look for them."""
        rows, start = self.of(docs), 0
        for doc in docs:
            doc.tensor = rows[start : start + len(doc)]
            start += len(doc)

    def _alone(self, docs: Sequence[Doc]) -> NDArray[Any]:
        """The first step: rows that depend on the word alone."""
        numpy = self._numpy
        if len(self._place) > MOST:
            self._place.clear()
        place = self._place
        keys: list[bytes] = []
        new: dict[bytes, Token] = {}
        for doc in docs:
            table = doc.to_array(list(_KEY))
            own = table.view(f"V{table.dtype.itemsize * len(_KEY)}").ravel().tolist()
            for n, key in enumerate(own):
                if key not in place and key not in new:
                    new[key] = doc[n]
            keys += own
        if new:
            self._learn(new)
        at = numpy.fromiter((place[key] for key in keys), dtype="int64", count=len(keys))
        rows: NDArray[Any] = self._known[at]
        return rows

    def _learn(self, new: dict[bytes, Token]) -> None:
        """Work out the rows of words not met before."""
        from spacy.tokens import Doc

        numpy, tokens, first = self._numpy, list(new.values()), len(self._place)
        doc = Doc(
            tokens[0].vocab,
            words=[t.text for t in tokens],
            spaces=[bool(t.whitespace_) for t in tokens],
        )
        norms = numpy.array([t.norm for t in tokens], dtype="uint64")
        doc.from_array(["NORM"], norms)
        while first + len(tokens) > len(self._known):
            self._known = numpy.concatenate([self._known, numpy.empty_like(self._known)])
        self._known[first : first + len(tokens)] = self._embed.predict([doc])[0]
        for n, key in enumerate(new):
            self._place[key] = first + n

    def _encoded(self, rows: NDArray[Any], lengths: Sequence[int]) -> NDArray[Any]:
        """The second step. As in spaCy, empty rows stand between the documents and around them."""
        numpy, width, pad = self._numpy, self.width, self._pad
        sizes = [n for n in lengths if n]
        edge = max(layer.window for layer in self._layers)
        count = len(rows) + pad * (len(sizes) + 1)
        x = numpy.zeros((count + 2 * edge, width), dtype="float32")
        inner = x[edge : edge + count]
        at = numpy.arange(len(rows)) + numpy.repeat(pad * numpy.arange(1, len(sizes) + 1), sizes)
        inner[at] = rows
        for layer in self._layers:
            seen = 2 * layer.window + 1
            view = numpy.lib.stride_tricks.as_strided(
                x[edge - layer.window :], (count, seen * width), (x.strides[0], x.strides[1])
            )
            product = numpy.ascontiguousarray(view) @ layer.weights
            product += layer.bias
            best = product[:, :width]
            for piece in range(width, product.shape[1], width):
                numpy.maximum(best, product[:, piece : piece + width], out=best)
            best -= numpy.add.reduce(best, axis=1, keepdims=True) / width
            spread = numpy.einsum("ij,ij->i", best, best) / width + _TINY
            best *= (spread**-0.5)[:, None].astype("float32", copy=False)
            best *= layer.scale
            best += layer.shift
            inner += best
        found: NDArray[Any] = inner[at]
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
    inputs = weights.shape[2]
    return _Layer(
        window.attrs["window_size"],
        numpy.ascontiguousarray(weights.transpose(1, 0, 2).reshape(-1, inputs).T),
        numpy.ascontiguousarray(maxout.get_param("b").T.reshape(-1)),
        norm.get_param("G"),
        norm.get_param("b"),
    )
