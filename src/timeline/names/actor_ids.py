"""The id of an actor, and its name where the user's file or a table of names knows it."""

from __future__ import annotations

from timeline.names import aliases, fold, gazetteer, organisations, person_parts


def actor_id(key: str) -> str:
    """The id of the actor of a key of merging's: person:angela-merkel, country:BY."""
    kind, _, name = key.partition(":")
    if kind == "country" and name.isupper():
        return key
    if kind == "person":
        name = person_parts.without_titles(name)
    return f"{kind}:{'-'.join(fold.key(fold.latin(name)).split()) or name}"


def fixed(key: str, language: str) -> str | None:
    """The name of an actor whom the user's file or a table of names knows, else None."""
    kind, _, name = key.partition(":")
    if listed := aliases.current().shown(key):
        return listed
    if kind == "country" and name.isupper():
        return gazetteer.country_name(name, language)
    if kind == "organisation" and organisations.kept(name):
        return organisations.shown(name, language)
    return None
