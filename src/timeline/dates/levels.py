"""How well each language's dates are read: full, good or basic.

Invariant: a language has one level. "full": dates tuned on annotated corpora, and events; "good": a
data file and a phrasing table of its own; "basic": whole dates and the plainest relative ones, from
dateparser's locale data.
"""

from __future__ import annotations

from typing import Literal

from timeline import languages
from timeline.dates import locales
from timeline.dates.rulebook import available, resolve
from timeline.errors import UsageError

Level = Literal["full", "good", "basic"]


def with_events() -> tuple[str, ...]:
    """Codes of the languages of the first rank: those in which events are found."""
    return languages.having("lexicon")


def with_own_tables() -> tuple[str, ...]:
    """Codes of all languages with a data file of their own, those of the first rank included."""
    return available()


def levels() -> dict[str, Level]:
    """Every language whose dates are read -> its level; the best first, each level by code."""
    full = with_events()
    good = [c for c in available() if c not in full]
    known: dict[str, Level] = dict.fromkeys(full, "full")
    known |= dict.fromkeys(good, "good")
    return known | {c: "basic" for c in locales.codes() if c not in known}


def reads(code: str) -> bool:
    """Whether dates of a language are read at all: en-GB and pt_BR count by their language."""
    try:
        resolve(code)
    except UsageError:
        return False
    return True
