"""Sentences and trees: what the models' `parser` finds, its steps taken from here.

Each step of spaCy's parser scores what may be done next in all its documents, and does the best.
Its own loop gives up the interpreter's lock and then takes it back for every small question, some
thirty times a step, and multiplies with the slower of two libraries (see `products`). Here the
same steps are called for one by one, which takes half the time. Models of another build are left
to spaCy.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc

TOGETHER = 32  # documents a step; more outgrow the processor's cache


class Trees:
    """The parser of one model; `known` tells whether it is of the build known here."""

    def __init__(self, pipe: Any) -> None:
        import numpy

        self._pipe = pipe
        upper = pipe.model.layers[2]
        self._weights = numpy.ascontiguousarray(upper.get_param("W").T)
        self._bias = upper.get_param("b")

    @staticmethod
    def known(pipe: Any) -> bool:
        """Whether the parser is of the build that this class takes the steps of."""
        model = pipe.model
        return (
            model.name == "parser_model"
            and getattr(pipe, "cfg", {}).get("beam_width") == 1
            and [n.name for n in model.layers[1:]] == ["precomputable_affine", "linear"]
            and model.layers[1].get_dim("nP") > 1
            and not model.attrs.get("unseen_classes")
            and hasattr(pipe, "transition_states")
        )

    def put(self, docs: Sequence[Doc], _numbers: NDArray[Any]) -> None:
        """Give the documents, which have their vectors, their sentences and trees."""
        # Those of one length are done at about one step.
        ordered = sorted((doc for doc in docs if len(doc)), key=len)
        for start in range(0, len(ordered), TOGETHER):
            together = ordered[start : start + TOGETHER]
            self._pipe.set_annotations(together, self._parsed(together))

    def _parsed(self, docs: Sequence[Doc]) -> list[Any]:
        model = self._pipe.model.predict(docs)
        hidden, step = model.state2vec.predict, self._pipe.transition_states
        states: list[Any] = self._pipe.moves.init_batch(docs)
        open_ = [state for state in states if not state.is_final()]
        while open_:
            scores = hidden(model.get_token_ids(open_)).dot(self._weights)  # quicker than @
            scores += self._bias
            open_ = step(open_, scores)
        model.clear_memory()
        return states
