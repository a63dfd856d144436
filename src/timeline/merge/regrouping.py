"""Events from groups of mentions that somebody else put together, and why two mentions are one.

Invariant: only the articles of the mentions at hand are looked at, so that the outcome is the same
however large the chronology they belong to, but for the language of its titles.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from timeline.merge import evidence, meaning, reasons
from timeline.merge.actors import Actors
from timeline.merge.cluster import clusters
from timeline.merge.copies import sources
from timeline.merge.features import Feature, features
from timeline.merge.reasons import Link
from timeline.merge.record import event
from timeline.merge.shown_names import Shown
from timeline.model import Actor, DatedMention, Document, Event

_LETTERS = re.compile(r"[^\W\d_]{3,}")
# A mention is compared with so many of a group.
_ENOUGH = 12


class Regrouping:
    """The mentions of some articles, to be put into groups.

    mentions: all of these articles, so that names and countries are known as far as they tell;
    a group is the places of its mentions among them. language: that of titles.
    """

    def __init__(
        self, mentions: Sequence[DatedMention], documents: Sequence[Document], language: str
    ) -> None:
        self._actors = Actors(mentions)
        by_mention = {id(f.mention): f for f in features(mentions, self._actors)}
        self._features = [by_mention[id(m)] for m in mentions]
        self._published = {d.id: d.published or "" for d in documents}
        self._origin = sources(mentions)
        self._language = language

    def event(self, group: Sequence[int]) -> Event:
        """The event of a group of mentions, by the rules that every event is made by."""
        members = sorted((self._features[n] for n in group), key=lambda f: f.order)
        return event(members, self._published, self._actors, self._origin, self._language)

    def named(self, made: Event) -> Event:
        """A finished event with its actors as the articles together show them."""
        shown: dict[str, Shown] = {}
        names: dict[str, set[str]] = defaultdict(set)
        document = next((m.document for m in made.mentions), "")
        for a in made.actors:
            one = self._actors.known(self._actors.actor(document, a.name, a.kind))
            one = one or Shown(a.id, a.name, a.kind)
            shown[one.id] = one
            names[one.id] |= {a.name, *a.aliases}
        actors = tuple(
            Actor(id=id_, name=name, kind=kind, aliases=tuple(sorted(names[id_] - {name})))
            for id_, name, kind in shown.values()
        )
        return made.model_copy(update={"actors": actors})

    def nearest(self, one: int, groups: Sequence[Sequence[int]]) -> int:
        """The place of the group that a mention agrees with best; of equals the largest, first."""
        f = self._features[one]

        def rank(n: int) -> tuple[float, int, int]:
            others = [self._features[k] for k in groups[n][:_ENOUGH]]
            best = max((agreement(f, o) for o in others), default=float("-inf"))
            return -best, -len(groups[n]), n

        return min(range(len(groups)), key=rank)

    def joined(self, units: Sequence[Sequence[int]], owners: Sequence[int]) -> list[list[int]]:
        """The places of the units that are one event, by merging's rules; a partition.

        units: mentions known to be one event each, every mention in one or more of them. owners:
        whose unit each is; units of one owner are never one, and units that share a mention are.
        """
        group = list(range(len(units)))
        members_of = [[n] for n in group]
        holds = [{owner} for owner in owners]
        for _, a, b in sorted(set(self._edges(units, owners))):
            one, two = sorted((group[a], group[b]))
            if one == two or not holds[one].isdisjoint(holds[two]):
                continue
            holds[one] |= holds[two]
            members_of[one] += members_of[two]
            for n in members_of[two]:
                group[n] = one
            members_of[two] = []
        return [sorted(found) for found in members_of if found]

    def _edges(
        self, units: Sequence[Sequence[int]], owners: Sequence[int]
    ) -> Iterator[tuple[float, int, int]]:
        """Each two units of two owners with mentions in one event, those that agree best first."""
        of: dict[int, list[int]] = defaultdict(list)
        for n, unit in enumerate(units):
            for mention in unit:
                of[mention].append(n)
        place = {f.order: n for n, f in enumerate(self._features)}
        for members in clusters(self._features):
            for a, b in combinations(sorted({n for f in members for n in of[place[f.order]]}), 2):
                if owners[a] != owners[b]:
                    yield -self._strength(units[a], units[b]), a, b

    def _strength(self, one: Sequence[int], two: Sequence[int]) -> float:
        """How well two units agree: without bound where they share a mention."""
        if not set(one).isdisjoint(two):
            return float("inf")
        pairs = ((a, b) for a in one[:_ENOUGH] for b in two[:_ENOUGH])
        return max(agreement(self._features[a], self._features[b]) for a, b in pairs)

    def links(self, group: Sequence[int]) -> list[Link]:
        """Why each two of a group are one event: (0, 1), (0, 2) … (1, 2) …"""
        told = [self._features[n] for n in group]
        return [reasons.link(i, told[i], j, told[j]) for i, j in combinations(range(len(told)), 2)]


def naming_word(text: str, language: str) -> tuple[int, int] | None:
    """The span of the first word of a line of a table that names an event we have a meaning for."""
    light = None
    for m in _LETTERS.finditer(text):
        concept = meaning.concept(m[0], m[0], language, "", text[m.end() :])
        if concept is None:
            continue
        if not (meaning.behaves(concept, "light") or meaning.behaves(concept, "phase")):
            return m.span()
        light = light or m.span()
    return light


def agreement(a: Feature, b: Feature) -> float:
    """Evidence that two mentions are one event, in points; `evidence.JOIN` and more says so."""
    return evidence.points(a, b)
