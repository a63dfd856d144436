"""The first step of a model's word vectors: a row for each word by itself.

What spaCy's layers do for that, without the passing on from layer to layer: each trait of a word
(its form, how it begins and ends, its shape) has a few rows of a table, which are added up, and the
traits of a word are brought together by one product. The figures are those of the layers, to the
last digit. A model that asks something else of a word, as one with static vectors, is left to its
own layers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from timeline.parse.quick.met import Asked

_LAYERS = frozenset(
    {"extract_features", "list2ragged", "ints-getitem", "hashembed", "maxout", "layernorm"}
    | {"dropout", "ragged2list"}
)
_TINY = 1e-8  # what thinc adds to a variance


class _Trait(NamedTuple):
    """One column of what is asked of a word, and the table that it points into."""

    column: int
    seed: int
    table: Any  # (rows, width)


class Embedding:
    """The first step of one model; `known` tells whether it is built as this class works it out."""

    def __init__(self, embed: Any) -> None:
        import numpy

        self._numpy = numpy
        self._columns: list[str] = _one(embed, "extract_features").attrs["columns"]
        self._traits = [
            _Trait(node.attrs["column"], node.attrs["seed"], node.get_param("E"))
            for node in _named(embed, "hashembed")
        ]
        mix, norm = _one(embed, "maxout"), _one(embed, "layernorm")
        self._ops = mix.ops
        weights = mix.get_param("W")  # (width, pieces, traits * width)
        self._shape: tuple[int, int] = weights.shape[:2]
        self._weights = weights.reshape(-1, weights.shape[2])
        self._bias = mix.get_param("b").reshape(-1)
        self._scale, self._shift = norm.get_param("G"), norm.get_param("b")

    @staticmethod
    def known(embed: Any) -> bool:
        """Whether a model's first step is built as this class works it out."""
        leaves = [n for n in embed.walk() if not n.layers]
        traits = _named(embed, "hashembed")
        return (
            {n.name for n in leaves} <= _LAYERS
            and all(len(_named(embed, n)) == 1 for n in ("extract_features", "maxout", "layernorm"))
            and [n.attrs.get("column") for n in traits] == list(range(len(traits)))
            and all(hasattr(embed.ops, name) for name in ("hash", "gemm", "maxout"))
        )

    def predict(self, words: Asked) -> NDArray[Any]:
        """A row for each of the words."""
        numpy = self._numpy
        asked = numpy.ascontiguousarray(words.to_array(self._columns).T)
        told = numpy.hstack([self._told(trait, asked[trait.column]) for trait in self._traits])
        pieces = self._ops.gemm(told, self._weights, trans2=True)
        pieces += self._bias
        best, _ = self._ops.maxout(pieces.reshape(-1, *self._shape))
        best -= best.mean(axis=1, keepdims=True)
        spread = numpy.square(best).mean(axis=1, keepdims=True) + _TINY
        best *= spread**-0.5
        best *= self._scale
        best += self._shift
        found: NDArray[Any] = best
        return found

    def _told(self, trait: _Trait, values: NDArray[Any]) -> NDArray[Any]:
        """What one trait says of each word: the sum of the rows that its value points to."""
        keys = self._ops.hash(values, trait.seed) % len(trait.table)
        found: NDArray[Any] = trait.table[keys[:, 0]]
        for key in keys.T[1:]:
            found += trait.table[key]
        return found


def _named(model: Any, name: str) -> list[Any]:
    return [n for n in model.walk(order="dfs_pre") if n.name == name and not n.layers]


def _one(model: Any, name: str) -> Any:
    (node,) = _named(model, name)
    return node
