"""Organisations: acronyms and expansions of the well-known ones, legal forms left out."""

from __future__ import annotations

import re
from functools import cache

from timeline.names import data, fold


def body(name: str) -> str | None:
    """The kept name of a well-known international body ("OTSC" -> "CSTO"), else None.

    A name written in capitals only is an acronym and must be known as one: "Who" is not the WHO.
    """
    for key in (fold.key(name), stem(name)):
        found = _bodies().get(key)
        if found and (not found[1] or any(a in name.replace(".", "") for a in found[1])):
            return found[0]
    return None


def kept(name: str) -> bool:
    """Whether this is the kept name of a well-known body, letter by letter."""
    found = _bodies().get(fold.key(name))
    return found is not None and found[0] == name


def shown(kept_name: str, language: str) -> str:
    """The name shown of a well-known body, by its kept one, in a chronology of that language."""
    return str(data.language(language)["bodies"].get(kept_name, kept_name))


def stem(name: str) -> str:
    """The key of an organisation without articles and legal forms ("Boeing Co." -> "boeing")."""
    words = fold.key(fold.latin(name)).split()
    kept = [w for w in words if w not in _suffixes()]
    return " ".join(_numbered(w) for w in kept or words)


def _numbered(word: str) -> str:
    """An ordinal as its figure ("seventh", "7th", "7e" -> "7"), any other word as it is."""
    found = _ORDINAL.fullmatch(word)
    return found[1] if found else _ordinals().get(word, word)


def acronym_of(short: str, long: str) -> bool:
    """Whether `short`, written in capitals, is made of the initials of the words of `long`."""
    letters = short.replace(".", "")
    if not (2 <= len(letters) <= 8 and letters.isupper() and " " in long):
        return False
    words = fold.key(long).split()
    initials = "".join(w[0] for w in words)
    strong = "".join(w[0] for w in words if len(w) > 3 or w.isdigit())
    return fold.plain(letters) in (initials, strong)


@cache
def _bodies() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Key -> the kept name, and the exact letters of which a short name must have one."""
    table: dict[str, tuple[str, tuple[str, ...]]] = {}
    for names in data.read("organisations.toml")["bodies"]:
        for name in names:
            bare = name.replace(".", "")
            kept, shorts = table.get(fold.key(name), (names[0], ()))
            if kept == names[0]:
                more = (bare,) if " " not in bare and len(bare) <= _SHORT else ()
                table[fold.key(name)] = kept, (*shorts, *more)
    return table


_SHORT = 5


_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th|er|ere|re|e|eme|nde?)")


@cache
def _ordinals() -> dict[str, str]:
    return {
        word: str(i)
        for code in data.LANGUAGES
        for i, word in enumerate(data.language(code)["words"]["ordinals"], 1)
    }


@cache
def _suffixes() -> frozenset[str]:
    return frozenset(data.read("organisations.toml")["suffixes"])
