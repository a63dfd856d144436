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
from timeline.names.spelling import skeleton, spelling


class Seen(NamedTuple):
    """An actor as one or more events show it."""

    name: str
    kind: str
    aliases: tuple[str, ...]


def gather(seen: Sequence[Seen], aliases: Aliases) -> dict[Seen, str]:
    """The key each belongs under; those of one key are one actor, whatever the order given."""
    people_seen: list[Seen] = []
    keys: dict[Seen, str] = {}
    for one in sorted(set(seen)):
        listed = aliases.find(one.name) if aliases else None
        if listed is not None:
            keys[one] = f"listed:{listed.shown}"
        elif one.kind == "country":
            keys[one] = f"country:{country_code(one.name) or fold.key(one.name)}"
        elif one.kind == "person":
            people_seen.append(one)
        elif one.kind == "organisation":
            known = organisations.body(one.name)
            keys[one] = f"organisation:{known or organisations.stem(one.name)}"
        else:
            keys[one] = f"{one.kind}:{fold.key(one.name)}"
    heads = _heads(people_seen)
    keys.update((one, f"person:{heads[one]}") for one in people_seen)
    return keys


def _whole(name: str) -> bool:
    return len(people.parts(name).names) > 1


def _heads(seen: Iterable[Seen]) -> dict[Seen, str]:
    """Each person with the name that stands for them: the first of the fullest."""
    order = sorted(seen, key=lambda s: (not _whole(s.name), not s.name.isascii(), s))
    blocks: dict[str, list[str]] = defaultdict(list)
    gathered: dict[str, list[str]] = {}
    spoken: dict[str, str] = {}
    result: dict[Seen, str] = {}
    for one in order:
        # Whom merging found under one full name is one, if the name shown agrees at all.
        told = [n for n in (one.name, *one.aliases) if _whole(n)]
        head = next((spoken[n] for n in told if n in spoken), None)
        if head is None:
            found = dict.fromkeys(h for c in _codes(one.name) for h in blocks[c])
            head = next((h for h in found if _agrees(one.name, gathered[h])), one.name)
        result[one] = head
        gathered.setdefault(head, []).append(one.name)
        spoken.update((n, head) for n in told if n not in spoken)
        for code in _codes(one.name):
            if head not in blocks[code]:
                blocks[code].append(head)
    return result


def _agrees(name: str, others: Sequence[str]) -> bool:
    """Full names agree with all of the first few, surnames only with surnames."""
    return _whole(name) == _whole(others[0]) and all(
        people.same_person(name, other) for other in others[:_FEW]
    )


_FEW = 6


def _codes(name: str) -> list[str]:
    """Blocks by sound, by the first letters and by the inner consonants, which change least."""
    parts = people.parts(name)
    codes: set[str] = set()
    for part in parts.names if parts.eastern else parts.surnames or parts.names:
        codes |= {*phonetic.codes(part), spelling(part)[:3], skeleton(part)[1:5]}
    return sorted(codes - {""})


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


def meant(wanted: str, seen: Sequence[Seen], aliases: Aliases) -> list[Seen]:
    """Those of some actors that a name asks for, by a part of a name or by another spelling."""
    found = [one for one in seen if _means(wanted, one, aliases)]
    if found:
        return found
    # Only now: the gazetteer takes longest to ask.
    countries = [one for one in seen if one.kind == "country"]
    code = country_code(wanted) if countries else None
    return [one for one in countries if code is not None and country_code(one.name) == code]


def _means(wanted: str, one: Seen, aliases: Aliases) -> bool:
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
