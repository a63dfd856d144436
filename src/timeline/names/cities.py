"""Cities of GeoNames (15 thousand people and more), read from the tables that stand beside.

bench/gazetteer.py makes them: a line a city, the most populous first. Most of their room is taken
by spellings in all the world's alphabets, which stay bytes and are searched there.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from timeline.names import data, fold

if TYPE_CHECKING:
    from timeline.model import Place

_SURE_POPULATION = 300_000
_WORLD_POPULATION = 1_000_000
# Small towns are named in the press of their own language; elsewhere their names mostly collide.
_ABROAD_POPULATION = 50_000
# A smaller country's capital is a town like others.
_LEAST_COUNTRY = 30_000
_SHORT = 4


class Entry(NamedTuple):
    """One place of the index. sure: read without a locative; great: capital or metropolis;
    acronym: only in this exact case; people: how many live there, 0 where it is no city.
    """

    name: str
    kind: str
    country: str | None
    sure: bool = True
    great: bool = True
    capital: bool = False
    acronym: str | None = None
    people: int = 0

    @property
    def place(self) -> Place:
        """The record that goes out."""
        from timeline.model import Place

        return Place(name=self.name, kind=self.kind, country=self.country)


class Country(NamedTuple):
    """A country of GeoNames. languages: their codes, the commonest first."""

    code: str
    capital: str
    people: int
    languages: list[str]


def _table(name: str) -> bytes:
    packed = resources.files(__package__).joinpath("geonames", f"{name}.tsv.gz").read_bytes()
    return gzip.decompress(packed)


def rows(name: str) -> list[list[str]]:
    """The lines of a table of GeoNames, each by its columns."""
    return [line.split("\t") for line in _table(name).decode().split("\n")[:-1]]


@cache
def _cities() -> list[list[str]]:
    """Name, country, people and other keys of all cities, the most populous first."""
    return rows("cities")


@cache
def _spellings() -> bytes:
    """All names of each city, its own first, a tab on either side of each; a line a city, as
    `_cities` has them."""
    return b"\t" + _table("spellings").replace(b"\n", b"\t\n\t")


@cache
def _countries() -> list[Country]:
    return [Country(code, capital, int(people), languages.split(","))
            for code, capital, people, languages in rows("countries")]  # fmt: skip


@lru_cache(maxsize=4096)
def spelled(name: str) -> Place | None:
    """The most populous city that GeoNames has exactly this name for, its own or another."""
    if "\t" in name or "\n" in name:
        return None
    told = _spellings()
    at = told.find(f"\t{name}\t".encode("utf-8", "replace"))
    if at < 0:
        return None
    city, country, *_ = _cities()[told.count(b"\n", 0, at)]
    return Entry(city, "city", country).place


# -- the index ---------------------------------------------------------------------------------


@cache
def index() -> tuple[dict[str, Entry], dict[str, Entry]]:
    """(cities by key, cities by GeoNames' main name and by "name, CC")."""
    traps = frozenset(data.read("traps.toml")["names"])
    found: dict[str, Entry] = {}
    named: dict[str, Entry] = {}
    for key, entry, others in _entries(traps):
        named.setdefault(entry.name, entry)
        # Of two towns of one name in one country the larger is meant.
        named.setdefault(f"{entry.name}, {entry.country}", entry)
        held = found.setdefault(key, entry)
        if entry.capital and not held.sure:
            found[key] = entry
        for other in others.split(",") if others else ():
            if other not in traps:
                found.setdefault(other, entry)
    return found, named


def _entries(traps: frozenset[str]) -> Iterator[tuple[str, Entry, str]]:
    """The cities worth reading, each with its key, and its other keys as the table has them.

    The most populous first, so that the first to claim a key keeps it.
    """
    capitals = {(c.code, c.capital) for c in _countries() if c.people > _LEAST_COUNTRY}
    local = {
        c.code for c in _countries() if any(tag[:2] in data.LANGUAGES for tag in c.languages[:2])
    }
    for name, country, size, others in _cities():
        people, capital = int(size), (country, name) in capitals
        if not (people >= _ABROAD_POPULATION or country in local or capital):
            continue
        great = capital or people >= _WORLD_POPULATION
        key = fold.key(name)
        known = great or (people >= _SURE_POPULATION and len(key) > _SHORT)
        sure = known and key not in traps
        yield key, Entry(name, "city", country, sure, great, capital, None, people), others
