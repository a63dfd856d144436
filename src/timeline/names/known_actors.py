"""An actor by whatever it is called: the one whom a chronology knows, else one of the tables'.

Standard library and the tables of names only: a decision that names somebody is heard at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from timeline.names import (
    actor_ids,
    aliases,
    fold,
    kinds,
    organisations,
    people,
    person_parts,
    same,
)
from timeline.names.data import LANGUAGES


class Known(NamedTuple):
    """An actor of a chronology. told: the number of events it takes part in."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    told: int = 0


def find(
    name: str, kind: str | None, known: Iterable[Known], own: Sequence[str] = (), language: str = ""
) -> Known:
    """The actor of a name, in any spelling or language.

    kind: that it must be of, None where that isn't said. own: the ids of those who are meant before
    their namesakes, the first of equals. language: the chronology's, for those whom only the tables
    know.
    """
    known = [one for one in known if kind is None or one.kind == kind]
    sought = _key(name)
    called = [one for one in known if sought in (_key(one.name), *map(_key, one.aliases))]
    if len({one.id for one in called}) == 1:
        return called[0]  # the tables of names take long to read
    usual = kind or kind_of(name)
    new = _new(name, usual, language)
    found = called or [one for one in known if one.id == new.id]
    if found:
        return max(
            found,
            key=lambda one: (one.id in own, _key(one.name) == sought, one.kind == usual, one.told),
        )
    return (_like(name, known) if usual == "person" else None) or new


def _like(name: str, known: Iterable[Known]) -> Known | None:
    """The one person of that surname, or whose full name it is in another spelling."""
    words = _key(name).split()
    if not words:
        return None
    fit = {}
    for one in known:
        if one.kind != "person":
            continue
        theirs = _key(one.name).split()[-1:] or [""]
        if len(words) == 1:
            fits = theirs == words
        else:
            # Comparing names takes long: what begins otherwise is no spelling of it.
            fits = theirs[0][:1] == words[-1][:1] and people.same_person(name, one.name)
        if fits:
            fit[one.id] = one
    return next(iter(fit.values())) if len(fit) == 1 else None


def kind_of(name: str) -> str:
    """The kind of a name that nothing else tells of: a country's own name is a country's, else the
    tables of names say it, else it is a person's."""
    if (listed := aliases.current().find(name)) is not None:
        return listed.kind_told
    if same.names_country(name):
        return "country"
    told = (kinds.kind(name, "PERSON", language) for language in LANGUAGES)
    return next((kind for kind in told if kind != "person"), "person")


def _new(name: str, kind: str, language: str) -> Known:
    """An actor as merging would call it."""
    key = _merging_key(name, kind)
    shown = actor_ids.fixed(key, language or "en")
    if shown is None:
        shown = person_parts.without_titles(name) if kind == "person" else name
    return Known(actor_ids.actor_id(key), shown, kind)


def _merging_key(name: str, kind: str) -> str:
    listed = aliases.current().find(name)
    if listed is not None and listed.kind_told == kind:
        return listed.key
    if kind == "country":
        return f"country:{same.country_of(name) or fold.key(name)}"
    if kind == "organisation":
        return f"organisation:{organisations.body(name) or organisations.stem(name)}"
    return f"{kind}:{fold.key(name)}"


def _key(name: str) -> str:
    return fold.key(fold.latin(person_parts.without_titles(name)))
