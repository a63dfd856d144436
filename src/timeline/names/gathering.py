"""The actors of a chronology put together from those of its events, where each has its own form.

An event shows an actor by the name its own articles use most; here all that is one actor's comes
under one number: countries by code, bodies by what they are called anywhere, people by their full
names; a surname alone stays by itself, merging having sought its owner. What names.toml lists comes
first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from timeline.names import fold, organisations, people, phonetic
from timeline.names.aliases import Aliases
from timeline.names.spelling import spelling


class Seen(NamedTuple):
    """An actor as one or more events show it."""

    name: str
    kind: str
    aliases: tuple[str, ...]


def gather(seen: Sequence[Seen], aliases: Aliases) -> dict[Seen, str]:
    """The key each belongs under; those of one key are one actor, whatever the order given."""
    full: set[str] = set()
    keys: dict[Seen, str] = {}
    for one in sorted(set(seen)):
        listed = aliases.find(one.name) if aliases else None
        if listed is not None:
            keys[one] = f"listed:{listed.shown}"
        elif one.kind == "country":
            keys[one] = f"country:{country_code(one.name) or fold.key(one.name)}"
        elif one.kind == "person":
            full.add(one.name)
        elif one.kind == "organisation":
            known = organisations.body(one.name)
            keys[one] = f"organisation:{known or organisations.stem(one.name)}"
        else:
            keys[one] = f"{one.kind}:{fold.key(one.name)}"
    heads = _heads(full)
    keys.update((one, f"person:{heads[one.name]}") for one in seen if one not in keys)
    return keys


def _heads(names: Iterable[str]) -> dict[str, str]:
    """Each name with the one that stands for its person."""
    order = sorted(set(names), key=lambda n: (-len(people.parts(n).names), not n.isascii(), n))
    blocks: dict[str, list[str]] = defaultdict(list)
    gathered: dict[str, list[str]] = {}
    result: dict[str, str] = {}
    for name in order:
        whole = len(people.parts(name).names) > 1
        found = dict.fromkeys(h for c in _codes(name, all_parts=True) for h in blocks[c])
        head = next((h for h in found if whole and _agrees(name, gathered[h])), name)
        if not whole:
            head = next((h for h in found if _alike_alone(name, h)), name)
        result[name] = head
        gathered.setdefault(head, []).append(name)
        if head == name:
            for code in _codes(name, all_parts=False):
                blocks[code].append(name)
    return result


def _agrees(name: str, others: Sequence[str]) -> bool:
    return len(people.parts(others[0]).names) > 1 and all(
        people.same_person(name, other) for other in others[:6]
    )


def _alike_alone(name: str, other: str) -> bool:
    return len(people.parts(other).names) < 2 and people.same_person(name, other)


def _codes(name: str, *, all_parts: bool) -> list[str]:
    parts = people.parts(name)
    chosen = parts.names if all_parts else parts.surnames or parts.names
    return sorted({c for p in chosen for c in (*phonetic.codes(p), spelling(p)[:3])})


def country_code(name: str) -> str | None:
    """The ISO code of a country by its name in one of our languages, else by any other."""
    from timeline.names import data, gazetteer, same

    key = fold.key(name)
    for language in data.LANGUAGES:
        entry = gazetteer.country_entries(language).get(key)
        if entry is not None and entry.kind == "country":
            return entry.country
    return same.country_of(name)


# -- finding -----------------------------------------------------------------------------------


def means(wanted: str, one: Seen, aliases: Aliases) -> bool:
    """Whether what somebody asks for names this actor: a part of a name or another spelling."""
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
        body = organisations.body(wanted)
        return any(
            (body is not None and organisations.body(n) == body)
            or organisations.stem(n) == organisations.stem(wanted)
            or organisations.acronym_of(wanted, n)
            for n in names
        )
    if one.kind == "country":
        code = country_code(wanted)
        return code is not None and code == country_code(one.name)
    return False
