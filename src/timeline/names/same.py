"""Whether two names are one actor's, and which of an actor's names to show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from timeline.names import countries, data, fold, organisations, people, person_parts

if TYPE_CHECKING:
    from timeline.model import ActorKind


def same_name(a: str, b: str, kind: ActorKind) -> bool:
    """Whether two names of actors of one kind denote the same one, in any of our languages."""
    if fold.key(a) == fold.key(b):
        return True
    if kind == "person":
        return people.same_person(a, b)
    if kind == "country":
        one, two = country_of(a), country_of(b)
        return one is not None and one == two
    if kind == "organisation":
        return _same_organisation(a, b)
    return organisations.stem(a) == organisations.stem(b)


@lru_cache(maxsize=65536)
def country_of(name: str) -> str | None:
    """The country a name stands for in whichever of our languages knows it."""
    found = (countries.country(name, language) for language in data.LANGUAGES)
    return next((code for code in found if code), None)


def names_country(name: str) -> bool:
    """Whether the name is a country's own in one of our languages, not its capital's."""
    return any(countries.names_country(name, language) for language in data.LANGUAGES)


def _same_organisation(a: str, b: str) -> bool:
    one, two = organisations.body(a), organisations.body(b)
    if one or two:
        return one == two
    if organisations.stem(a) == organisations.stem(b):
        return True
    return organisations.acronym_of(a, b) or organisations.acronym_of(b, a)


def canonical(spellings: Mapping[str, int]) -> str:
    """The name to show of a person, by how often each spelling is written, whatever their order.

    The fullest as most often written; among equals the one in plain letters, then the first in the
    alphabet. Titles are left out. Raises ValueError for no names.
    """
    if not spellings:
        raise ValueError("no names given")
    counts: Counter[str] = Counter()
    for name, n in spellings.items():
        counts[without_title(name)] += n
    sizes: Counter[int] = Counter()
    for name, n in counts.items():
        sizes[_size(name)] += n
    # A rare long form (a full official name, a parse that ran on) does not outvote the rest.
    usual = max((n for size, n in sizes.items() if size > 1), default=0)
    fair = [s for s, n in sizes.items() if s == 1 or (s <= _MOST_SHOWN and _RARE * n >= usual)]
    fullest = max(fair, default=min(sizes))
    full = [n for n in counts if _size(n) == fullest]
    return min(full, key=lambda n: (n.isupper(), -counts[n], not n.isascii(), len(n), n))


# A name of more parts is no usual one; a longer one so many times rarer than the shorter neither.
_MOST_SHOWN = 3
_RARE = 5


def _size(name: str) -> int:
    return len(person_parts.parts(name).names)


def without_title(name: str) -> str:
    """A person's name without the titles before it ("President Macron" -> "Macron")."""
    return person_parts.without_titles(name) or name
