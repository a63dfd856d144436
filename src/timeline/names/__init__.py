"""People, organisations, places and money across languages and alphabets.

All data loads on first use; importing the package costs nothing.
"""

from timeline.names.amounts import amounts
from timeline.names.countries import country, demonym
from timeline.names.gazetteer import places, same_place
from timeline.names.kinds import kind
from timeline.names.people import person_score, same_person
from timeline.names.same import canonical, country_of, names_country, same_name

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
