"""The words of a language's data file with their classes, and those made of them.

Number words that are written as one, Roman numerals, words without their accents.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from timeline.dates.lex import roman as read_roman


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


def add_numbers(
    raw: Mapping[str, Any], words: dict[str, dict[str, Any]]
) -> dict[str, tuple[str, int]]:
    """Give number words and Roman numerals their classes; word -> (kind, value) of the former."""
    numbers = {
        word: (kind, int(value))
        for kind, table in raw["numbers"].items()
        if isinstance(table, dict)
        for value, listed in table.items()
        for word in listed
    }
    for fused in raw["numbers"].get("fused", []):
        # Parts written as one word add up: ein + und + zwanzig, vent + uno.
        for head, heads in fused["heads"].items():
            for tail, tails in fused["tails"].items():
                value = int(head) + int(tail)
                numbers |= {a + b: ("ten", value) for a in heads for b in tails}
    for word, (_, value) in numbers.items():
        words.setdefault(word, {}).update({"num": value, "words": True})
        if 1 < value <= 31:
            words[word]["dayinwords"] = value
    for prefix in raw.get("options", {}).get("year_prefixes", []):
        # FY2019, FY19: a year written as one word with what it is counted for.
        for year in range(1970, 2070):
            for text in (f"{prefix}{year}", f"{prefix}{year % 100:02d}"):
                words.setdefault(text, {})["fy"] = year
    for century in range(1, 30):
        for text in _romans(century, raw.get("options", {}).get("roman", [])):
            words.setdefault(text, {})["roman"] = century
    return numbers


def add_unaccented(words: dict[str, dict[str, Any]]) -> None:
    """Words as capitals and old keyboards write them: DECEMBRE, fevrier, aout.

    Not where that makes another word of the list, nor of a participle a present: passé, passe.
    """
    for word in sorted(words):
        letters = unicodedata.normalize("NFD", word)
        plain = "".join(c for c in letters if not unicodedata.combining(c))
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


def _romans(number: int, suffixes: list[str]) -> list[str]:
    ones = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"]
    body = "x" * (number // 10) + ones[number % 10]
    assert read_roman(body) == number
    return [body + s for s in suffixes]
