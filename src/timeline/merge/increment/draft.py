"""What merging makes of an article where it is read, before any other is known.

That is all of what its mentions are compared by that hangs on no key of an actor, which names stand
in it, and what it tells twice as long as its actors tell no two mentions otherwise that were looked
at for that. It travels as text. Where there is none, all is made of the mentions when they are
merged.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, NamedTuple, cast

from timeline.merge.actors import Actors
from timeline.merge.alone import Alone, alone, known_names, named_in, story_names
from timeline.merge.features import Feature, chain, feature, place
from timeline.merge.increment import copied_texts, kept_mention
from timeline.merge.increment.kept_mention import KeptMention
from timeline.merge.retold import Pair, anew
from timeline.merge.unlike import by_keys
from timeline.merge.whose_names import Row, counted
from timeline.model import DatedMention, Mentions, Participant, unchecked

_ENCODED = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_SETS = tuple(
    n for n, kind in enumerate(Alone.__annotations__.values()) if "frozenset" in str(kind)
)
_PARTICIPANT = tuple(Participant.model_fields)


def of(mentions: Mentions) -> str:
    """The draft of an article. mentions: its own, made here; "" of those that are only text."""
    if not mentions.sizes:
        return ""
    document = mentions[0].event.document
    if mentions.json.count(f'"document":{_ENCODED(document)}') != len(mentions):
        return ""  # nothing else may be called by its id, which another name may stand for
    stands: dict[int, tuple[int, int, int]] = {}
    at = 1
    for n, (m, size) in enumerate(zip(mentions, mentions.sizes, strict=True)):
        stands[id(m)] = (at, size, n)
        at += size + 1
    ordered = sorted(mentions, key=place)
    actors = Actors(ordered)
    known, story = known_names(ordered)[document], story_names(ordered)[document]
    made: list[Feature] = []
    told: list[list[Any]] = []
    for n, m in enumerate(ordered):
        own = alone(m, known, story)
        named = dict(named_in(m.event))
        told_of = [(actors.key(document, p.name, p.kind), p.role, w) for p, w in named.items()]
        made.append(feature(m, (document, n), n, own, told_of, story))
        people = [
            [[getattr(p, name) for name in _PARTICIPANT], *((named[p],) if p in named else ())]
            for p in m.event.participants
        ]
        plain = [sorted(v) if isinstance(v, frozenset) else v for v in own]
        told.append([stands[id(m)], kept_mention.brief(m), people, plain])
    looked_at: set[Pair] = set()
    chain(made, looked_at)
    pairs = [(a, b, by_keys(made[a], made[b])) for a, b in sorted(looked_at)]
    quotes = sorted(copied_texts.quotes({m.event.quote for m in ordered}))
    return _ENCODED([document, sorted(story), quotes, told, pairs, [f.chain for f in made]])


class _Actor(NamedTuple):
    """A participant that is compared, and whether its name stands where it does."""

    participant: Participant
    written: bool


class _One(NamedTuple):
    """A mention: where it stands in the text of its article's, its start and its length."""

    place: tuple[int, int]
    mention: DatedMention
    actors: list[_Actor]
    own: Alone


class Draft:
    """A draft read. told: its text; document: what merging knows the article by; read: reads a
    mention from where it stands."""

    def __init__(
        self, told: str, document: str, read: Callable[[tuple[int, int]], DatedMention]
    ) -> None:
        self._document, self._read = document, read
        id_, story, quotes, self._told, self._pairs, self._chains = json.loads(told)
        self._longer = len(_ENCODED(document)) - len(_ENCODED(id_))
        self.story: frozenset[str] = frozenset(story)
        self.quotes: set[int] = set(quotes)

    def names(self) -> Counter[Row]:
        """See as_text.Outline."""
        return counted((p[0][1], p[0][0]) for _, _, people, _ in self._told for p in people)

    def mentions(self) -> Sequence[_One]:
        """The mentions in the order of their features."""
        return [self._one(*told) for told in self._told]

    def _one(
        self, told: Sequence[int], brief: list[Any], people: list[Any], own: list[Any]
    ) -> _One:
        at, size, n = told
        stands = at + n * self._longer, size + self._longer
        actors, everybody = [], []
        for values, *compared in people:
            p = unchecked.of(Participant, dict(zip(_PARTICIPANT, values, strict=True)))
            everybody.append(p)
            if compared:
                actors.append(_Actor(p, *compared))
        for at_ in _SETS:
            own[at_] = frozenset(own[at_])
        mention = KeptMention(self._document, brief, partial(self._read, stands))
        mention.event.participants = tuple(everybody)
        return _One(stands, cast("DatedMention", mention), actors, Alone(*own))

    def features(
        self, found: Sequence[_One], actors: Actors, numbers: Iterable[int]
    ) -> list[Feature]:
        """What `features.features` gives of them."""
        made: list[Feature] = []
        for order, (one, number) in enumerate(zip(found, numbers, strict=False)):
            told_of = [
                (actors.key(self._document, p.name, p.kind), p.role, written)
                for p, written in one.actors
            ]
            at = (self._document, order)
            made.append(feature(one.mention, at, number, one.own, told_of, self.story))
        looked_at = [(a, b) for a, b, _ in self._pairs]
        changed = [(a, b) for a, b, was in self._pairs if by_keys(made[a], made[b]) != was]
        firsts = anew(made, self._chains, looked_at, changed) if changed else self._chains
        for f, first in zip(made, firsts, strict=True):
            object.__setattr__(f, "chain", first)
        return made
