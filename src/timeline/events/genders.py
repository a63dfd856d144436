"""Whether a person is spoken of as a man or a woman: by title, given name or ending of the name.

"m", "f", or None where nothing tells. The given names are data; every spelling that `names` holds
to be the same name shares the gender.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources

from timeline.names import data, fold

_WOMEN_END = re.compile(r"(?:[sc]ka(?:ya|ia|ja)|[oe]v?va|aya|skaia)$")
_MEN_END = re.compile(r"(?:sk(?:y|i|iy|ij|yi))$")
_SHE = frozenset(["she", "her", "hers", "herself", "elle"])
_HE = frozenset(["he", "him", "his", "himself", "il"])


def of_pronoun(text: str) -> str | None:
    """The gender a pronoun asks for."""
    text = text.lower()
    return "f" if text in _SHE else "m" if text in _HE else None


def of_noun(text: str, language: str) -> str | None:
    """The gender of a noun for a person ("husband", "présidente")."""
    text = text.lower().rstrip(".")
    return _words("nouns").get(f"{text}_{language}") or _words("nouns", "titles").get(text)


def of_name(name: str, before: Sequence[str] = ()) -> str | None:
    """The gender of a named person. before: the words that stand before the name."""
    for word in before:
        found = _words("titles").get(word.lower().rstrip("."))
        if found is not None:
            return found
    words = name.split()
    if not words:
        return None
    if len(words) > 1:
        title = _words("titles").get(words[0].lower().rstrip("."))
        if title is not None:
            return title
        first = fold.latin(words[0]).lower()
        known = _given().get(first) or _given().get(first.split("-")[0])
        if known is not None:
            return known
    last = fold.latin(words[-1]).lower()
    if _WOMEN_END.search(last):
        return "f"
    return "m" if _MEN_END.search(last) else None


def given(word: str) -> bool:
    """True for a given name of the lists."""
    return fold.latin(word).lower() in _given()


def namesakes(a: str, b: str) -> bool:
    """True when two full names have given names that no spelling makes the same.

    "Hillary Clinton", "Bill Clinton"; not "Aleksandr" and "Alexander", nor an initial.
    """
    first, second = (fold.latin(n.split()[0]).lower() for n in (a, b))
    known = _given()
    if first == second or first not in known or second not in known:
        return False
    return known[first] != known[second] or first[0] != second[0]


@cache
def _words(*tables: str) -> dict[str, str]:
    """The words of some tables of the data file, each with its gender."""
    source = resources.files("timeline.events") / "genders.toml"
    lists = tomllib.loads(source.read_text(encoding="utf-8"))
    return {
        word: gender
        for table in tables
        for suffix, gender in (("men", "m"), ("women", "f"))
        for word in lists[f"{table}_{suffix}"].split()
    }


@cache
def _given() -> dict[str, str]:
    found = _words("names").copy()
    for group in data.read("given.toml")["same"]:
        genders = {found[n] for n in group if n in found}
        if len(genders) == 1:
            found |= dict.fromkeys(group, *genders)
    return found
