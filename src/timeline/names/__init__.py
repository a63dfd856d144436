"""People, organisations, places and money across languages and alphabets."""

from timeline.names.gazetteer import places

__all__ = ["places"]
