"""Names of Arabic, whose short vowels are not written at home: Haftar and Hifter are one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from timeline.names import data
from timeline.names.spelling import spelling

_SHORT_VOWELS = str.maketrans("eio", "aau")
# Of fewer consonants the short vowels make other names (Kamal, Kamil; Hamad, Hamid).
_ROOT = 4


def given(names: Sequence[str]) -> bool:
    """Whether one of the given names is Arabic."""
    return any(spelling(name) in _given() for name in names)


def same(one: str, two: str) -> bool:
    """Whether two surnames differ only where a, e and i, or o and u, stand for each other."""
    one, two = spelling(one), spelling(two)
    consonants = sum(letter not in "aeiou" for letter in one)
    return consonants >= _ROOT and one.translate(_SHORT_VOWELS) == two.translate(_SHORT_VOWELS)


@cache
def _given() -> frozenset[str]:
    return frozenset(spelling(name) for name in data.read("given.toml")["arabic"])
