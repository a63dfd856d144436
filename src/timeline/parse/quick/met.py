"""The words met so far, each with a number: what the first step of every model of a language asks.

That step looks at each word alone, so what comes of it is kept, by these numbers, for the next time
the word is met. All models of a language share them, so that a word is looked up once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

MOST = 30_000  # words kept; then it starts anew, so that a long run doesn't grow for ever

# What tells one word from another: all that the first step asks follows from these.
_KEY = ("ORTH", "NORM", "SPACY")
COLUMNS = (*_KEY, "LOWER", "PREFIX", "SUFFIX", "SHAPE", "IS_SPACE", "IS_ALPHA")


class Met:
    """The words met so far, at most `MOST`.

    Whoever keeps something of each by its number compares `begun`, which grows whenever the numbers
    begin anew, and works out what is missing up to `count`.
    """

    def __init__(self, vocab: Vocab) -> None:
        import numpy

        self._numpy = numpy
        self._vocab = vocab
        self._number: dict[bytes, int] = {}
        self._asked: NDArray[Any] = numpy.empty((1024, len(COLUMNS)), dtype="uint64")
        self.begun = 0

    @staticmethod
    def answers(vocab: Vocab) -> bool:
        """Whether the words' own vectors, if there are any, are found by one of `COLUMNS`."""
        attribute = getattr(vocab.vectors, "attr", None)
        return attribute is None or vocab.strings[attribute] in COLUMNS

    @property
    def count(self) -> int:
        """How many words have a number, from 0 on."""
        return len(self._number)

    def numbers(self, docs: Sequence[Doc]) -> NDArray[Any]:
        """The number of each token of the documents, one document behind the other."""
        numpy = self._numpy
        if len(self._number) > MOST:
            self.begun += 1
            self._number.clear()
        number = self._number
        if not docs:
            nothing: NDArray[Any] = numpy.empty(0, dtype="int64")
            return nothing
        table = numpy.concatenate([doc.to_array(list(COLUMNS)) for doc in docs])
        keys = rows_as_keys(table[:, : len(_KEY)])
        new: dict[bytes, int] = {}
        for n, key in enumerate(keys):
            if key not in number and key not in new:
                new[key] = n
        if new:
            self._add(list(new), table[list(new.values())])
        found: NDArray[Any] = numpy.fromiter(
            map(number.__getitem__, keys), dtype="int64", count=len(keys)
        )
        return found

    def _add(self, keys: Sequence[bytes], asked: NDArray[Any]) -> None:
        numpy, first = self._numpy, len(self._number)
        while first + len(keys) > len(self._asked):
            self._asked = numpy.concatenate([self._asked, numpy.empty_like(self._asked)])
        self._asked[first : first + len(keys)] = asked
        for number, key in enumerate(keys, first):
            self._number[key] = number

    def since(self, first: int) -> Asked:
        """The words from a number on."""
        return Asked(self._vocab, self._asked[first : self.count])


class Asked:
    """Words in place of a document, as far as the layers of the first step ask something of one."""

    def __init__(self, vocab: Vocab, table: NDArray[Any]) -> None:
        self.vocab = vocab
        self._table = table

    def __len__(self) -> int:
        return len(self._table)

    def to_array(self, asked: Sequence[str] | int) -> NDArray[Any]:
        """As `Doc.to_array`, for the columns in `COLUMNS` by their names, or one by its number."""
        if isinstance(asked, int):
            return self._table[:, COLUMNS.index(self.vocab.strings[asked])]
        return self._table[:, [COLUMNS.index(name) for name in asked]]


def rows_as_keys(table: NDArray[Any]) -> list[bytes]:
    """Each row of a table of integers as a key of a dictionary."""
    import numpy

    rows = numpy.ascontiguousarray(table)
    keys: list[bytes] = rows.view(f"V{rows.dtype.itemsize * rows.shape[1]}").ravel().tolist()
    return keys
