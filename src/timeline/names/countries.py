"""Countries by any of their names: the name itself, its people, its capital, its seat of power."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from timeline.languages.grammar import of
from timeline.names import data, fold, gazetteer


@lru_cache(maxsize=4096)
def country(name: str, language: str) -> str | None:
    """ISO 3166 alpha-2 code of the country a name stands for, None when it stands for none.

    Reads country names, demonyms and adjectives ("Belarusian", "bélarusses"), capitals ("Minsk")
    and seats of power ("the Kremlin").
    """
    key = _bare(name)
    found = _index(language).get(key)
    if found is None or (found[1] and found[1] not in name.replace(".", "")):
        return None
    return found[0]


@lru_cache(maxsize=16384)
def demonym(word: str, language: str) -> str | None:
    """The country of an adjective or people's name only ("Russian", "russes"), else None."""
    return _demonyms(language).get(fold.key(word))


def names_country(name: str, language: str) -> bool:
    """Whether the name is a country's own, not its capital, people or seat."""
    place = gazetteer.lookup(name, language)
    return place is not None and place.kind == "country"


def _bare(name: str) -> str:
    return re.sub(r"^(the|le|la|les|l) ", "", fold.key(name))


@cache
def _index(language: str) -> dict[str, tuple[str, str | None]]:
    """Key -> (code, the exact letters an acronym must have)."""
    index: dict[str, tuple[str, str | None]] = {}
    for key, entry in gazetteer.country_entries(language).items():
        if entry.kind == "country" and entry.country:
            index[key] = (entry.country, entry.acronym)
    for table in (_seats(language), _demonyms(language)):
        for key, code in table.items():
            index.setdefault(key, (code, None))
    for key, code in gazetteer.capital_keys(language).items():
        index.setdefault(key, (code, None))
    return index


@cache
def _seats(language: str) -> dict[str, str]:
    table: dict[str, str] = {}
    for tag in dict.fromkeys((language, *data.LANGUAGES)):
        for code, names in data.language(tag)["seats"].items():
            for name in names:
                table.setdefault(_bare(name), code)
    return table


@cache
def _demonyms(language: str) -> dict[str, str]:
    table: dict[str, str] = {}
    for tag in dict.fromkeys((language, *data.LANGUAGES)):
        for code, names in data.language(tag)["demonyms"].items():
            for name in names:
                for form in of(tag).forms_of_people(name):
                    table.setdefault(fold.key(form), code)
    return table
