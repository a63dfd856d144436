"""Actors as people write them in a decision: "Angela Merkel; France; WHO (organisation)"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from timeline.contract import ActorRow

KINDS = ("person", "organisation", "country", "group")
_WITH_KIND = re.compile(rf"(.+?) \(({'|'.join(KINDS)})\)", re.IGNORECASE)


def parted(value: str) -> list[tuple[str, str | None]]:
    """The name and the kind of each actor of a value, None where it says no kind; each once."""
    found: dict[tuple[str, str | None], None] = {}
    for one in value.split(";"):
        if told := " ".join(one.split()):
            said = _WITH_KIND.fullmatch(told)
            found[(said[1], said[2].lower()) if said else (told, None)] = None
    return list(found)


def written(actors: Iterable[tuple[str, str | None]]) -> str:
    """Names and kinds as one value."""
    return "; ".join(f"{name} ({kind})" if kind else name for name, kind in actors)


def told(actors: Iterable[ActorRow]) -> str:
    """Actors as one value that reads back to the same: with their kind where their name alone would
    be taken for another."""
    from timeline.names.known_actors import kind_of

    return written((a["name"], a["kind"] if kind_of(a["name"]) != a["kind"] else None)
                   for a in actors)  # fmt: skip
