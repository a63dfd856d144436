"""The one id and the one name of each actor of a chronology, whatever the spelling in its quotes.

The id is made of the key that merging gives the actor, so that it tells actors apart as merging
does and owes nothing to the order of the articles. The name is in the main language, that of most
articles: of a country and a well-known body what the tables of names have, of a person the fullest
spelling seen, of all else the most usual one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple, cast

from timeline.model import ActorKind, DatedMention
from timeline.names import canonical, organisations, person_parts
from timeline.names.actor_ids import actor_id, fixed

if TYPE_CHECKING:
    from timeline.merge.actors import Actors

Spelling = tuple[str, str]
"""A name as written, and the language of the text that writes it."""


class Shown(NamedTuple):
    """How an actor stands in every event, format and table."""

    id: str
    name: str
    kind: ActorKind


def of(key: str, spellings: Mapping[Spelling, int], language: str) -> Shown:
    """How the actor of a key is shown, by how often each spelling of it is written.

    language: the chronology's main one.
    """
    return by_name(key, fixed(key, language) or _of_those_seen(key, spellings, language))


def by_name(key: str, name: str) -> Shown:
    """How the actor of a key is shown under a name."""
    return Shown(actor_id(key), name, _kind(key))


def _kind(key: str) -> ActorKind:
    return cast("ActorKind", key.partition(":")[0])


def _of_those_seen(key: str, spellings: Mapping[Spelling, int], language: str) -> str:
    everywhere: Counter[str] = Counter()
    own: Counter[str] = Counter()
    for (name, spoken), n in spellings.items():
        everywhere[name] += n
        if spoken == language:
            own[name] += n
    if _kind(key) == "person":
        return canonical(own if any(map(_full, own)) else everywhere)
    seen = own or everywhere
    if _kind(key) == "group":
        # A common noun has its capital only from the head of its sentence.
        seen = Counter({n: c for n, c in seen.items() if n[:1].islower()}) or seen
    long = {n: c for n, c in seen.items() if not _short_for_another(n, seen)}
    return min(long or seen, key=lambda n: (-seen[n], not n.isascii(), len(n), n))


def _full(name: str) -> bool:
    return len(person_parts.parts(name).names) > 1


def _short_for_another(name: str, seen: Iterable[str]) -> bool:
    return " " not in name and any(organisations.acronym_of(name, other) for other in seen)


# -- what is written ---------------------------------------------------------------------------


def spellings(mentions: Iterable[DatedMention], actors: Actors) -> dict[str, Counter[Spelling]]:
    """How often each spelling of each actor, by key, is written."""
    seen: dict[str, Counter[Spelling]] = defaultdict(Counter)
    for m in mentions:
        e = m.event
        for p in e.participants:
            seen[actors.actor(e.document, p.name, p.kind)][p.name, e.language] += 1
    return seen
