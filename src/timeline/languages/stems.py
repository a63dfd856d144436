"""Stems of words, by Snowball's rules for each language (M. F. Porter, snowballstem.org).

Words that derivation or inflection tells apart share a stem: "delivered" and "deliveries",
"livraison" and "livraisons".
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import Any

from timeline.languages import grammar


@lru_cache(maxsize=65536)
def stem(word: str, language: str) -> str:
    """The stem of one word in any case, without accents; of a language without rules the word.

    language: ISO 639-1. Few words make up most texts: each is stemmed once.
    """
    rules = _rules(language)
    found = rules.stemWord(word.casefold()) if rules is not None else word.casefold()
    return "".join(c for c in unicodedata.normalize("NFKD", found) if not unicodedata.combining(c))


@cache
def _rules(language: str) -> Any:
    name = grammar.of(language).snowball
    if name is None:
        return None
    import snowballstemmer

    return snowballstemmer.stemmer(name)
