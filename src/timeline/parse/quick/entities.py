"""Named entities, all words at once: what the models' `ner` finds, by the same weights.

spaCy's recogniser goes through a document word by word: each word begins an entity, goes on with
it, ends it, is one alone, or none (B, I, L, U, O). What it thinks of a word outside of entities
depends on the vectors alone, so that is worked out for all words together; only inside an entity a
word depends on where that began, and there all open entities go on together. Models of another
build are left to spaCy.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from timeline.parse.quick.met import Met
from timeline.parse.quick.vectors import Vectors

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc

_FEATURES = 3  # the word, the first word of its entity, the word before it in its entity
# Open entities go on together up to so many words, more than any name has.
_TOGETHER = 40
_BLOCKED = "U-"  # spaCy's move for words that a user has marked as being no entity


class Entities:
    """The entity recogniser of one model; `known` tells whether it is of the build known here."""

    def __init__(self, pipe: Any, met: Met) -> None:
        import numpy

        self._numpy = numpy
        to_vector, lower, upper = pipe.model.layers
        self._vectors = Vectors(to_vector.layers[0], met)
        linear = to_vector.layers[-1]
        self._linear = numpy.ascontiguousarray(linear.get_param("W").T), linear.get_param("b")
        # One table a feature, (vector, pieces * hidden), the pieces one behind the other.
        weights = lower.get_param("W")  # (features, hidden, pieces, vector)
        self._hidden: int = weights.shape[1]
        self._lower = [
            numpy.ascontiguousarray(w.transpose(1, 0, 2).reshape(-1, w.shape[2]).T) for w in weights
        ]
        pads = lower.get_param("pad")[0].transpose(0, 2, 1).reshape(_FEATURES, -1)
        self._bias = lower.get_param("b").T.reshape(-1)
        self._outside = pads[1] + pads[2]
        weights, bias = upper.get_param("W"), upper.get_param("b")
        names = _moves(pipe)
        place = {name: n for n, name in enumerate(names)}
        opening = [n for n, name in enumerate(names) if name[0] in "BUO" and name != _BLOCKED]
        self.labels = sorted({name[2:] for name in names if name not in ("O", _BLOCKED)})
        at = {label: n for n, label in enumerate(self.labels)}
        self._weights = numpy.ascontiguousarray(weights[opening].T), bias[opening]
        self._begins = numpy.array([names[n][0] == "B" for n in opening])
        self._kind = numpy.array([at.get(names[n][2:], -1) for n in opening])
        going = [place[f"I-{label}"] for label in self.labels]
        ending = [place[f"L-{label}"] for label in self.labels]
        self._going = weights[going], bias[going]
        self._ending = weights[ending], bias[ending]

    @staticmethod
    def known(pipe: Any) -> bool:
        """Whether the recogniser is of the build that this class works out."""
        model = pipe.model
        if model.name != "parser_model" or getattr(pipe, "cfg", {}).get("beam_width") != 1:
            return False
        names = set(_moves(pipe)) - {_BLOCKED}
        labels = {name[2:] for name in names} - {""}
        if names != {"O"} | {f"{move}-{label}" for move in "BILU" for label in labels}:
            return False
        if not labels or model.attrs.get("unseen_classes"):
            return False
        if [n.name for n in model.layers[1:]] != ["precomputable_affine", "linear"]:
            return False
        if model.layers[1].get_dim("nF") != _FEATURES or model.layers[1].get_dim("nP") < 2:
            return False
        first = model.layers[0].layers
        inner = first[0] if first else model
        return [n.name for n in first[1:]] == ["list2array", "linear"] and Vectors.known(inner)

    def put(self, docs: Sequence[Doc], numbers: NDArray[Any]) -> None:
        """Give the documents the entities found in them."""
        from spacy.tokens import Span

        for doc, found in zip(docs, self.find(docs, numbers), strict=True):
            doc.set_ents([Span(doc, first, end, label) for first, end, label in found])

    def find(self, docs: Sequence[Doc], numbers: NDArray[Any]) -> list[list[tuple[int, int, str]]]:
        """For each document its entities: first token, end (exclusive) and label, in text order.

        The documents are parsed, and have no entities yet: none crosses the start of a sentence.
        numbers: those of the tokens, as `Met` has just given them.
        """
        numpy = self._numpy
        weights, bias = self._linear
        rows = self._vectors.of(docs, numbers) @ weights + bias
        if not len(rows):
            return [[] for _ in docs]
        columns = numpy.concatenate([d.to_array(["IS_SPACE", "SENT_START"]) for d in docs])
        space = columns[:, 0] == 1
        # An entity goes no further than here: the next word opens a sentence or a document.
        last = numpy.append(columns[1:, 1] == 1, True)
        ends = numpy.cumsum([len(doc) for doc in docs])
        last[ends[ends > 0] - 1] = True
        guess = self._opening(rows, space, last)
        kinds, begins = self._kind[guess], self._begins[guess]
        (starts,) = numpy.nonzero(begins)
        end = numpy.arange(1, len(rows) + 1)
        end[starts] = self._ends(rows, starts, kinds[starts], last)
        inside = numpy.nonzero(kinds >= 0)[0]
        found = zip(inside.tolist(), end[inside].tolist(), kinds[inside].tolist(), strict=True)
        return self._shared(docs, list(found))

    def _opening(self, rows: NDArray[Any], space: NDArray[Any], last: NDArray[Any]) -> NDArray[Any]:
        """For each word the best of B, U and O where no entity is open."""
        numpy = self._numpy
        weights, bias = self._weights
        scores = self._largest(rows @ self._lower[0] + self._outside + self._bias) @ weights + bias
        scores[numpy.ix_(space | last, self._begins)] = -numpy.inf
        scores[numpy.ix_(space, self._kind >= 0)] = -numpy.inf
        best: NDArray[Any] = scores.argmax(axis=1)
        return best

    def _ends(
        self,
        rows: NDArray[Any],
        starts: NDArray[Any],
        kinds: NDArray[Any],
        last: NDArray[Any],
    ) -> NDArray[Any]:
        """Where the entities that begin at `starts` end, exclusive, if nothing covers them."""
        numpy = self._numpy
        end = starts + 2
        open_ = numpy.arange(len(starts))
        for length in range(2, _TOGETHER):
            end[open_] = starts[open_] + length
            open_ = open_[self._goes(rows, starts[open_], kinds[open_], length, last)]
            if not len(open_):
                return end
        # Entities without end: only those that none covers are followed, each alone, or a row of
        # names would take the square of its length.
        unknown = frozenset(open_.tolist())
        free = 0
        for n, start in enumerate(starts.tolist()):
            if start < free:
                continue
            if n in unknown:
                end[n] += 1
                one = slice(n, n + 1)
                while self._goes(rows, starts[one], kinds[one], int(end[n]) - start, last)[0]:
                    end[n] += 1
            free = end[n]
        return end

    def _goes(
        self,
        rows: NDArray[Any],
        starts: NDArray[Any],
        kinds: NDArray[Any],
        length: int,
        last: NDArray[Any],
    ) -> NDArray[Any]:
        """Whether each entity that has so many words and begins at `starts` goes on behind them."""
        numpy = self._numpy
        at = starts + (length - 1)
        going = ~last[at]
        at, starts, kinds = at[going], starts[going], kinds[going]
        if not len(at):
            return going  # type: ignore[no-any-return]
        hidden = self._largest(
            rows[at] @ self._lower[0]
            + rows[starts] @ self._lower[1]
            + rows[at - 1] @ self._lower[2]
            + self._bias
        )
        goes, ends = (
            numpy.einsum("ij,ij->i", hidden, weights[kinds]) + bias[kinds]
            for weights, bias in (self._going, self._ending)
        )
        going[going] = goes >= ends
        return going  # type: ignore[no-any-return]

    def _largest(self, product: NDArray[Any]) -> NDArray[Any]:
        """The largest of the pieces of each hidden unit."""
        best = product[:, : self._hidden]
        for piece in range(self._hidden, product.shape[1], self._hidden):
            best = self._numpy.maximum(best, product[:, piece : piece + self._hidden])
        return best

    def _shared(
        self, docs: Sequence[Doc], found: Sequence[tuple[int, int, int]]
    ) -> list[list[tuple[int, int, str]]]:
        """The entities by document; one that begins inside another is none."""
        shared: list[list[tuple[int, int, str]]] = []
        n = offset = free = 0
        for doc in docs:
            own: list[tuple[int, int, str]] = []
            while n < len(found) and found[n][0] < offset + len(doc):
                start, end, kind = found[n]
                if start >= free:
                    own.append((start - offset, end - offset, self.labels[kind]))
                    free = end
                n += 1
            shared.append(own)
            offset += len(doc)
        return shared


def _moves(pipe: Any) -> list[str]:
    """Names of what the recogniser chooses from, in the order of its scores."""
    return [pipe.moves.get_class_name(n) for n in range(pipe.moves.n_moves)]
