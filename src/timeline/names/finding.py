"""The actors of a chronology found by what somebody calls them: id, name, spelling or acronym."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from timeline.names import fold, organisations, people
from timeline.names.aliases import Aliases


class Known(NamedTuple):
    """An actor of a chronology."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...]


def country_code(name: str) -> str | None:
    """The ISO code of a country by its name in one of our languages, else by any other."""
    from timeline.names import data, gazetteer, same

    key = fold.key(name)
    for language in data.LANGUAGES:
        entry = gazetteer.country_entries(language).get(key)
        if entry is not None and entry.kind == "country":
            return entry.country
    return same.country_of(name)


def meant(wanted: str, seen: Sequence[Known], aliases: Aliases) -> list[Known]:
    """Those of some actors that a name asks for.

    Whose id or shown name it is alone; else by a part of a name or by another spelling.
    """
    text = fold.plain(wanted).strip()
    called = [one for one in seen if text in (fold.plain(one.id), fold.plain(one.name))]
    if called:
        return called
    found = [one for one in seen if _means(wanted, one, aliases)]
    if found:
        return found
    # Only now: the gazetteer takes longest to ask.
    countries = [one for one in seen if one.kind == "country"]
    code = country_code(wanted) if countries else None
    return [one for one in countries if code is not None and country_code(one.name) == code]


def _means(wanted: str, one: Known, aliases: Aliases) -> bool:
    names = (one.name, *one.aliases)
    text = fold.plain(wanted).strip()
    if text and any(text in fold.plain(n) for n in names):
        return True
    listed = aliases.find(wanted) if aliases else None
    if listed is not None:
        return any(aliases.find(n) is listed for n in names)
    if one.kind == "person":
        return any(people.same_person(wanted, n) for n in names)
    if one.kind == "organisation":
        body = organisations.body(wanted) or organisations.body(wanted.upper())
        return any(
            (body is not None and organisations.body(n) == body)
            or organisations.stem(n) == organisations.stem(wanted)
            or organisations.acronym_of(wanted, n)
            for n in names
        )
    return False
