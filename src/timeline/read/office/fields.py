"""Fields of documents: those that show a day which is none of the text's."""

from __future__ import annotations

import re

_CLOCK = re.compile(r"\s*(?:DATE|TIME|SAVEDATE|PRINTDATE)(?![A-Z])", re.I)


def is_clock(code: str) -> bool:
    """Whether a field's code makes it show the day on which the document is opened, saved or
    printed; that of its making, `CREATEDATE`, stays as it was written."""
    return bool(_CLOCK.match(code))
