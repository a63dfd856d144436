"""How well each language's dates are read: full, good or basic.

Invariant: a language has one level. "full": dates tuned on annotated corpora, and events; "good": a
data file and a phrasing table of its own; "basic": whole dates and the plainest relative ones, from
dateparser's locale data.
"""

from __future__ import annotations

from typing import Literal

from timeline.dates import locales
from timeline.dates.language import available, resolve
from timeline.errors import UsageError

Level = Literal["full", "good", "basic"]

# The languages whose events are found too, by the same codes.
FULL = ("en", "fr")


def languages() -> tuple[str, ...]:
    """Codes of the languages of the first rank: those in which events are found."""
    return FULL


def good_languages() -> tuple[str, ...]:
    """Codes of all languages with a data file of their own, those of the first rank included."""
    return available()


def levels() -> dict[str, Level]:
    """Every language whose dates are read -> its level; the best first, each level by code."""
    good = [c for c in available() if c not in FULL]
    known: dict[str, Level] = dict.fromkeys(FULL, "full")
    known |= dict.fromkeys(good, "good")
    return known | {c: "basic" for c in locales.codes() if c not in known}


def reads(code: str) -> bool:
    """Whether dates of a language are read at all: en-GB and pt_BR count by their language."""
    try:
        resolve(code)
    except UsageError:
        return False
    return True
