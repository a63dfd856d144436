"""The words of a collection: how many of its sources use each, and texts as vectors of them.

Words are weighed as in Salton and Buckley (1988): by the logarithm of how often a text has them
and of how few sources do. Nothing here depends on a language: words are compared by their
beginnings, and little words count little because every source has them.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property

from timeline.digest.collection import Collection

Vector = Mapping[str, float]

# Words of so many letters, and figures, cut to their beginning: "trial", "trials".
_LONG, _STEM = 4, 6
_WORD = re.compile(rf"\w{{{_LONG},}}|\d+")
_BEHIND = re.compile(r"(?<=\w )[^\W\d_]\w*")
# A word that is met more seldom tells nothing of how it is written.
_SELDOM, _RULE = 2, 4


def stems(text: str) -> list[str]:
    """The longer words of a text and its figures, cut to their beginning, in order."""
    return [word[:_STEM] for word in _WORD.findall(text.lower())]


class Vocabulary:
    """How many sources of a collection have each word in a sentence that tells of an event."""

    def __init__(self, collection: Collection) -> None:
        self._stems: dict[str, list[str]] = {}
        self._collection = collection
        users: Counter[str] = Counter()
        found = 0
        for text in collection.texts():
            found += 1
            users.update(set(stems(text)))
        sources = max(1, found)
        self._share = {word: n / sources for word, n in users.items()}
        self._rarity = {word: math.log((sources + 1) / (n + 0.5)) for word, n in users.items()}
        self._unknown = math.log((sources + 1) / 0.5)

    def seldom_capital(self, word: str) -> bool:
        """Whether a word that has a capital has none as a rule where no sentence begins."""
        return self._written[word.lower()] > max(_RULE * self._written[word], _SELDOM)

    @cached_property
    def _written(self) -> Counter[str]:
        """How often each word is written so behind another, in sentences that tell of an event."""
        found: Counter[str] = Counter()
        for text in self._collection.texts():
            found.update(_BEHIND.findall(text))
        return found

    def vector(self, text: str) -> Vector:
        """The words of a text by their weight, of length 1."""
        rarity, unknown = self._rarity, self._unknown
        return unit({
            word: (1 + math.log(n)) * rarity.get(word, unknown)
            for word, n in Counter(self._stemmed(text)).items()
        })  # fmt: skip

    def central(self, text: str) -> float:
        """How central the words of a text are: what share of the sources has each, on average."""
        found = set(self._stemmed(text))
        return math.fsum(self._share.get(word, 0.0) for word in found) / max(1, len(found))

    def _stemmed(self, text: str) -> list[str]:
        known = self._stems.get(text)
        if known is None:
            known = self._stems[text] = stems(text)
        return known


def unit(vector: Vector) -> Vector:
    """A vector of the same direction, of length 1."""
    length = math.sqrt(math.fsum(x * x for x in vector.values()))
    return {word: x / length for word, x in vector.items()} if length else {}


def centre(vectors: Iterable[tuple[Vector, float]]) -> Vector:
    """The middle of vectors, each with its weight, of length 1."""
    whole: dict[str, float] = {}
    for vector, weight in vectors:
        for word, x in vector.items():
            whole[word] = whole.get(word, 0.0) + weight * x
    return unit(whole)


def likeness(a: Vector, b: Vector) -> float:
    """The cosine of two vectors of length 1: 0 where they share no word, 1 where they are one."""
    if len(a) > len(b):
        a, b = b, a
    return math.fsum(x * b[word] for word, x in a.items() if word in b)
