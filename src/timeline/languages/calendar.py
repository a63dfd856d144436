"""The names of months and weekdays of a language: `<xx>/calendar.toml`, the one place they stand.

Its tables map a number to names, the whole one first: [month] 1 to 12; [weekday] 0 (Monday) to 6;
[weekdays], the plurals; [shortday] and [shortmonth], abbreviations that are other words too where
no date stands beside them.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from timeline import languages


@cache
def names(code: str, *tables: str) -> tuple[tuple[str, ...], ...]:
    """The names that tables of a language's calendar give each month or weekday, in their order.

    In lower case, abbreviations without their dot. Raises FileNotFoundError for a language that has
    no calendar.
    """
    known = languages.table(code, "calendar")
    found: dict[int, dict[str, None]] = {}
    for name in tables:
        for number, listed in known.get(name, {}).items():
            found.setdefault(int(number), {}).update(dict.fromkeys(w.rstrip(".") for w in listed))
    return tuple(tuple(found[number]) for number in sorted(found))


def months(code: str) -> tuple[str, ...]:
    """The twelve months in full."""
    return tuple(listed[0] for listed in names(code, "month"))


@cache
def days(code: str) -> frozenset[str]:
    """The months and weekdays in full."""
    return frozenset((*months(code), *(listed[0] for listed in names(code, "weekday"))))


def without_accents(word: str) -> str:
    """A word as capitals and old keyboards write it: decembre, aout."""
    letters = unicodedata.normalize("NFD", word)
    return "".join(c for c in letters if not unicodedata.combining(c))
