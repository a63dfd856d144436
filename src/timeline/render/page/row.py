"""What the row of an event says beside its date and title."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.contract import ActorRow, EventRow, documents
from timeline.render import Page
from timeline.render.interface import Interface, interface
from timeline.safe_text import clean

# More names than these make a row longer than its title; all of them stand in the opened event.
_MOST_WHO, _MOST_WHERE = 4, 3
# From this number of sources on, how an event weighs; the first that holds.
_WEIGHTS = ((5, 4), (3, 3), (2, 2), (0, 1))


def weight(row: EventRow) -> int:
    """How an event weighs in the list, from 1 to 4, by its number of sources; a trivial one 0."""
    # A chronology of an earlier version doesn't tell what is trivial.
    if row["sources"] < 2 and not row.get("shown", True):
        return 0
    return next(weight for least, weight in _WEIGHTS if row["sources"] >= least)


def beside(row: EventRow, ui: Interface) -> str:
    """Type, who and where, in short: "meeting · Ana Müller, Graz council · Graz"."""
    who = list(dict.fromkeys(clean(actor["name"]) for actor in row["actors"]))
    places = dict.fromkeys(clean(place["name"]) for place in row["places"])
    where = [name for name in places if name not in who]
    told = (ui.type(row["type"]) if row["type"] != "other" else "",
            _some(who, _MOST_WHO), _some(where, _MOST_WHERE))  # fmt: skip
    return " · ".join(filter(None, told))


def _some(names: Sequence[str], most: int) -> str:
    more = len(names) - most
    # One name more takes no more room than to say that there is one.
    return ", ".join(names) if more <= 1 else f"{', '.join(names[:most])} + {more}"


def by(row: EventRow, page: Page) -> str:
    """Its sources by their short names."""
    return ", ".join(dict.fromkeys(clean(page.apart(name)) for name in documents(row)))


def called(actor: ActorRow, ui: Interface | None = None) -> str:
    """An actor's name and its others."""
    others = [a for a in actor["aliases"] if a != actor["name"]]
    also = (ui or interface()).say("also", names=", ".join(others))
    return f"{actor['name']} ({also})" if others else actor["name"]
