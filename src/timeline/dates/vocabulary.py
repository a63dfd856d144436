"""The words of a language's data file with their classes, and those made of them.

Number words that are written as one, Roman numerals, words without their accents.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import product
from typing import Any

from text_to_num import text2num

from timeline.dates.tokens import Values
from timeline.languages.calendar import without_accents


def _value(text: str) -> int | str:
    return int(text) if re.fullmatch(r"-?\d+", text) else text


def classed(table: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The words of the [words] tables: word -> class -> value."""
    words: dict[str, dict[str, Any]] = {}
    for name, content in table.items():
        pairs = content.items() if isinstance(content, dict) else [("1", content)]
        for value, listed in pairs:
            for word in listed:
                classes = words.setdefault(word, {})
                classes.setdefault(name, _value(value) if isinstance(content, dict) else True)
    return words


def add_numbers(raw: Mapping[str, Any], words: dict[str, dict[str, Any]]) -> frozenset[str]:
    """Give number words and Roman numerals their classes; the former."""
    table = raw["numbers"]
    numbers = {word: int(n) for n, listed in table.get("words", {}).items() for word in listed}
    for fused in table.get("fused", []):
        # Parts written as one word add up: ein + und + zwanzig, vent + uno.
        for (head, heads), (tail, tails) in product(fused["heads"].items(), fused["tails"].items()):
            numbers |= {a + b: int(head) + int(tail) for a in heads for b in tails}
    for word, value in numbers.items():
        words.setdefault(word, {}).update({"num": value, "words": True})
        if 1 < value <= 31:
            words[word]["dayinwords"] = value
    options = raw.get("options", {})
    for prefix, year in product(options.get("year_prefixes", []), range(1970, 2070)):
        # FY2019, FY19: a year written as one word with what it is counted for.
        for text in (f"{prefix}{year}", f"{prefix}{year % 100:02d}"):
            words.setdefault(text, {})["fy"] = year
    for century, suffix in product(range(1, 30), options.get("roman", [])):
        words.setdefault(roman(century) + suffix, {})["roman"] = century
    return frozenset(numbers)


# The sets of classes that `spelled` gives.
NUMBERS = tuple(
    frozenset(("num", "words", *more))
    for more in ((), ("dayinwords",), ("yyyy",), ("yyyy", "yearwords"))
)


@lru_cache(maxsize=4096)
def spelled(words: tuple[str, ...], code: str) -> Values | None:
    """The classes and values of a number that several words name together, None for no number.

    A year said in two halves too: "nineteen ninety-six". code: ISO 639-1.
    """
    value = _read_number(words, code)
    year = None
    if value is None:
        first, rest = _read_number(words[:1], code), _read_number(words[1:], code)
        if first is None or rest is None or not (10 <= first <= 20 and 10 <= rest < 100):
            return None
        value = year = 100 * first + rest
    values: Values = {"num": value, "words": True}
    if value <= 31:
        values["dayinwords"] = value
    if 1000 <= value <= 2100:
        values["yyyy"] = value
        if year is not None and 1700 <= year <= 2040:
            values["yearwords"] = year
    return values


def _read_number(words: tuple[str, ...], code: str) -> int | None:
    try:
        return int(text2num(" ".join(w for w in words if w != "-"), code))
    except ValueError:  # no number, or a language that the library does not know
        return None


def add_unaccented(words: dict[str, dict[str, Any]]) -> None:
    """Words as capitals and old keyboards write them: DECEMBRE, fevrier, aout.

    Not where that makes another word of the list, nor of a participle a present: passé, passe.
    """
    for word in sorted(words):
        plain = without_accents(word)
        if plain != word and plain not in words and len(plain) > 2 and word[-1] != "é":
            words[plain] = words[word]


def without(
    words: Mapping[str, dict[str, Any]], table: Mapping[str, list[str]]
) -> dict[str, dict[str, Any]]:
    """The words of a table without the classes it lists for them."""
    return {
        w: {k: v for k, v in words.get(w, {}).items() if k not in set(classes)}
        for w, classes in table.items()
    }


def roman(number: int) -> str:
    """The Roman numeral of 1 to 39, in small letters."""
    ones = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"]
    return "x" * (number // 10) + ones[number % 10]
