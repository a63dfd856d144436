"""Participants that are no actors though the parser took them for some: scenes, streets, roles."""

from __future__ import annotations

from functools import cache

from timeline.model import Participant
from timeline.names import data, fold, gazetteer, organisations, person_parts


def told(p: Participant, language: str, key: str) -> bool:
    """Whether a participant is no actor to show. key: the one it has in merging."""
    return _only_a_place(p, key) or _only_a_role(p) or _only_a_thing(p, language)


def _only_a_place(p: Participant, key: str) -> bool:
    """A town where it is the scene ("meet in Sochi"), or taken for a person of its name."""
    if p.kind not in ("organisation", "person") or _of_full_name(key):
        return False
    if p.kind == "organisation" and p.role == "agent":
        return False
    place = gazetteer.lookup(p.name, "en")
    return place is not None and place.kind != "country"


def _of_full_name(key: str) -> bool:
    return key.startswith("person:") and " " in key


def _only_a_role(p: Participant) -> bool:
    """No name of a person but a role with its article ("Le roi"), or a model ("AK-47s")."""
    if p.kind == "person" and any(c.isdigit() for c in p.name):
        return True
    return p.kind == "person" and not any(
        word[:1].isupper() and word.casefold() not in data.all_words("function")
        for word in person_parts.without_titles(p.name).split()
    )


def _only_a_thing(p: Participant, language: str) -> bool:
    """A street, a prize, a treaty, a championship: its first or its last word says so."""
    if p.kind not in ("organisation", "group") or organisations.body(p.name):
        return False
    words = fold.key(p.name).split()
    return bool(words) and not _things(language).isdisjoint((words[0], words[-1]))


@cache
def _things(language: str) -> frozenset[str]:
    return frozenset(map(fold.plain, data.words(language, "things")))
