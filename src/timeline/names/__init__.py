"""People, organisations, places and money across languages and alphabets.

All data loads on first use; importing the package costs nothing.
"""

from timeline.names.amounts import amounts
from timeline.names.countries import country, demonym
from timeline.names.gazetteer import places
from timeline.names.kinds import kind

__all__ = ["amounts", "country", "demonym", "kind", "places"]
