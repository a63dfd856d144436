"""Cities of GeoNames (15 thousand people and more), read from the tables that stand beside.

bench/gazetteer.py makes them: a line a city, the most populous first. Most of their room is taken
by spellings in all the world's alphabets, which stay bytes: they are searched there, and read of
the few cities that they are asked of.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from timeline.names import data, fold

if TYPE_CHECKING:
    from timeline.model import Place

_SURE_POPULATION = 300_000
_WORLD_POPULATION = 1_000_000
_SPELLING_POPULATION = 100_000
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
    """Name, country and people of all cities, the most populous first."""
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
    city, country, _ = _cities()[told.count(b"\n", 0, at)]
    return Entry(city, "city", country).place


# -- the index ---------------------------------------------------------------------------------

_LATIN_NAME = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ž][A-Za-zÀ-ÖØ-öø-ſ'’ .-]+")
# French and German habits of writing sounds, brought to one: Sotchi, Sotschi -> Sochi.
_SOUNDS = (("tsch", "ch"), ("tch", "ch"), ("ou", "u"), ("kh", "h"), ("dj", "j"), ("iy", "i"),
           ("ii", "i"), ("y", "i"), ("ss", "s"), ("w", "v"))  # fmt: skip
# Languages of other alphabets whose towns the press spells by its own language's convention.
_ROMANISED = ("ar", "az", "be", "bg", "el", "fa", "he", "hy", "ka", "kk", "ky", "mk", "mn", "ps",
              "ru", "sr", "tg", "tk", "uk", "uz")  # fmt: skip
# Letters one convention begins a name with and another may replace; any other must be the same.
_INITIALS = {"Y": "YIJE", "I": "YIJ", "K": "KC", "C": "CTK", "J": "JDYI", "V": "VW", "W": "VW"}
_NO_LETTER = re.compile(r"[^a-z]")


def _sound(name: str) -> str:
    text = _NO_LETTER.sub("", fold.latin(name))
    for a, b in _SOUNDS:
        text = text.replace(a, b)
    return text


@cache
def index() -> tuple[dict[str, Entry], dict[str, Entry]]:
    """(cities by key, cities by GeoNames' main name and by "name, CC")."""
    traps = frozenset(data.read("traps.toml")["names"])
    romanised = _countries_where(lambda languages: languages[0][:2] in _ROMANISED)
    spellings = _spellings().split(b"\n")
    found: dict[str, Entry] = {}
    named: dict[str, Entry] = {}
    for rank, entry in _entries(traps):
        named.setdefault(entry.name, entry)
        # Of two towns of one name in one country the larger is meant.
        named.setdefault(f"{entry.name}, {entry.country}", entry)
        key = fold.key(entry.name)
        held = found.setdefault(key, entry)
        if entry.capital and not held.sure:
            found[key] = entry
        if entry.country in romanised and (entry.capital or entry.people >= _SPELLING_POPULATION):
            others = spellings[rank].decode().strip("\t").split("\t")[1:]
            for other in _same_by_sound(entry.name, others):
                if len(other) > 3 and other not in traps:
                    found.setdefault(other, entry)
    return found, named


def _countries_where(holds: Callable[[list[str]], bool]) -> frozenset[str]:
    """The codes of the countries whose languages are such."""
    return frozenset(country.code for country in _countries() if holds(country.languages))


def _entries(traps: frozenset[str]) -> Iterator[tuple[int, Entry]]:
    """The cities worth reading, each with its place among all.

    The most populous first, so that the first to claim a key keeps it.
    """
    capitals = {(c.code, c.capital) for c in _countries() if c.people > _LEAST_COUNTRY}
    local = _countries_where(
        lambda languages: any(tag[:2] in data.LANGUAGES for tag in languages[:2])
    )
    for rank, (name, country, size) in enumerate(_cities()):
        people, capital = int(size), (country, name) in capitals
        if not (people >= _ABROAD_POPULATION or country in local or capital):
            continue
        great = capital or people >= _WORLD_POPULATION
        key = fold.key(name)
        known = great or (people >= _SURE_POPULATION and len(key) > _SHORT)
        sure = known and key not in traps
        yield rank, Entry(name, "city", country, sure, great, capital, None, people)


def _same_by_sound(name: str, others: list[str]) -> Iterator[str]:
    """Keys of the other spellings that are the same name by another convention."""
    initials, sound, size = _INITIALS.get(name[0], name[0]), "", len(name)
    for other in others:
        # These tests only spare the costly one.
        if other[:1] in initials and -3 <= len(other) - size <= 3 and _LATIN_NAME.fullmatch(other):
            sound = sound or _sound(name)
            if _sound(other) == sound:
                yield fold.key(other)
