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
    """Actors as one value that reads back to the same: with their kind, but for people of more
    than one name."""
    return written((a["name"], _kind(a["name"], a["kind"])) for a in actors)


def _kind(name: str, kind: str) -> str | None:
    return None if kind == "person" and " " in name.strip() else kind
