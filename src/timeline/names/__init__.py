"""People, organisations, places and money across languages and alphabets.

All data loads on first use, and so does each module: importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from timeline.names.countries import country, demonym
    from timeline.names.gazetteer import places, same_place
    from timeline.names.kinds import kind
    from timeline.names.people import person_score, same_person
    from timeline.names.same import canonical, country_of, names_country, same_name
    from timeline.names.sums import amounts

__all__ = [
    "amounts",
    "canonical",
    "country",
    "country_of",
    "demonym",
    "kind",
    "names_country",
    "person_score",
    "places",
    "same_name",
    "same_person",
    "same_place",
]

_HOMES = {
    "countries": ("country", "demonym"),
    "gazetteer": ("places", "same_place"),
    "kinds": ("kind",),
    "people": ("person_score", "same_person"),
    "same": ("canonical", "country_of", "names_country", "same_name"),
    "sums": ("amounts",),
}


def __getattr__(name: str) -> Any:
    for home, functions in _HOMES.items():
        if name in functions:
            found = globals()[name] = getattr(import_module(f"timeline.names.{home}"), name)
            return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
