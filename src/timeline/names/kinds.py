"""What kind of actor a name is: a person, an organisation, a country, a group."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from timeline.names import countries, data, fold, gazetteer, organisations

if TYPE_CHECKING:
    from timeline.model import ActorKind


@lru_cache(maxsize=4096)
def kind(name: str, label: str, language: str) -> ActorKind:
    """The kind of an actor, from its name and the label the parser gave it ("" for none).

    The gazetteer and the lists come first: small models call Minsk a person and the CSTO a place.
    A nation's people as a noun ("the Russians") is a group, its adjective or seat a country.
    """
    key = fold.key(name)
    words = key.split()
    if not words:
        return "group"
    if organisations.body(name):
        return "organisation"
    if not data.all_words("group").isdisjoint((words[0], words[-1])):
        return "group"
    if countries.country(name, language) and not (label == "PERSON" and key in _given()):
        plural = countries.demonym(words[-1], language) and _people(name, label)
        return "group" if plural else "country"
    if not _bodies().isdisjoint((words[0], *words[-2:])):
        # At the end or near it, at the start of a French name.
        return "organisation"
    return _labelled(name, label, language)


def _labelled(name: str, label: str, language: str) -> ActorKind:
    """The kind of a name that tells nothing by itself."""
    if label == "PERSON":
        return "person"
    if label == "NORP":
        return "country" if countries.demonym(name, language) else "group"
    if label in ("GPE", "LOC"):
        place = gazetteer.lookup(name, language)
        return "country" if place is not None and place.kind == "country" else "organisation"
    named = label == "ORG" or any(c.isupper() for c in name)
    return "organisation" if named else "group"


@cache
def _given() -> frozenset[str]:
    """Countries and capitals that are given names as well."""
    own = data.read("traps.toml")
    return (
        frozenset(own["given"]) | frozenset(own["names"]) | {"chad", "georgia", "jordan", "israel"}
    )


def _people(name: str, label: str) -> bool:
    """A demonym used of the people: a plural with its article or on its own as a noun."""
    words = name.split()
    word, article = words[-1], words[0].casefold() in ("the", "les", "des")
    return word.endswith("s") and word[:1].isupper() and (article or label in ("NORP", ""))


@cache
def _bodies() -> frozenset[str]:
    return frozenset(map(fold.plain, data.all_words("organisation")))
