"""People, organisations, places and money across languages and alphabets.

All data loads on first use; importing the package costs nothing.
"""

from timeline.names.amounts import amounts
from timeline.names.countries import country, demonym
from timeline.names.gazetteer import places, same_place
from timeline.names.kinds import kind
from timeline.names.people import person_score, same_person

__all__ = [
    "amounts",
    "country",
    "demonym",
    "kind",
    "person_score",
    "places",
    "same_person",
    "same_place",
]
