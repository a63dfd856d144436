"""The languages' data files, read once on first use.

Each language is one file, `languages/<xx>/names.toml`, with the tables `countries`, `demonyms`,
`seats`, `regions`, `cities`, `words`, `amounts`; what is the same in every language stands beside
them.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from timeline import languages

# The languages that have a file of names; any other falls back to English words and CLDR names.
LANGUAGES = languages.having("names")


def read(name: str) -> dict[str, Any]:
    """A TOML file of this package, by its path in it. Raises FileNotFoundError."""
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def language(code: str) -> dict[str, Any]:
    """The data of one language; English where there is no file for it."""
    return languages.table(code if code in LANGUAGES else "en", "names")


@cache
def words(code: str, group: str) -> frozenset[str]:
    """A word list of a language, casefolded (`locative`, `organisation`, `titles` …)."""
    return frozenset(w.casefold() for w in language(code)["words"][group])


@cache
def all_words(group: str) -> frozenset[str]:
    """A word list over every language: names travel between articles of different languages."""
    return frozenset().union(*(words(code, group) for code in LANGUAGES))
