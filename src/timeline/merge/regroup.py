"""Events from groups of mentions that somebody else put together, and why two mentions are one.

Invariant: only the articles of the mentions at hand are looked at, so that the outcome is the same
however large the chronology they belong to.
"""

from __future__ import annotations

from collections.abc import Sequence

from timeline.merge import agree, reasons
from timeline.merge.actors import Actors
from timeline.merge.build import event
from timeline.merge.copies import sources
from timeline.merge.features import Feature, features
from timeline.merge.reasons import Link
from timeline.model import DatedMention, Document, Event

# A mention is compared with so many of a group.
_ENOUGH = 12


class Regrouping:
    """The mentions of some articles, to be put into groups.

    mentions: all of these articles, so that names and countries are known as far as they tell;
    a group is the places of its mentions among them.
    """

    def __init__(self, mentions: Sequence[DatedMention], documents: Sequence[Document]) -> None:
        self._actors = Actors(mentions)
        by_mention = {id(f.mention): f for f in features(mentions, self._actors)}
        self._features = [by_mention[id(m)] for m in mentions]
        self._published = {d.id: d.published or "" for d in documents}
        self._origin = sources(mentions)

    def event(self, group: Sequence[int]) -> Event:
        """The event of a group of mentions, by the rules that every event is made by."""
        members = sorted((self._features[n] for n in group), key=lambda f: f.order)
        return event(members, self._published, self._actors, self._origin)

    def nearest(self, one: int, groups: Sequence[Sequence[int]]) -> int:
        """The place of the group that a mention agrees with best; of equals the largest, first."""
        f = self._features[one]

        def rank(n: int) -> tuple[float, int, int]:
            others = [self._features[k] for k in groups[n][:_ENOUGH]]
            best = max((agreement(f, o) for o in others), default=float("-inf"))
            return -best, -len(groups[n]), n

        return min(range(len(groups)), key=rank)

    def links(self, group: Sequence[int]) -> list[Link]:
        """Why each two of a group are one event: (0, 1), (0, 2) … (1, 2) …"""
        told = [self._features[n] for n in group]
        pairs = ((i, j) for i in range(len(told)) for j in range(i + 1, len(told)))
        return [reasons.link(i, told[i], j, told[j]) for i, j in pairs]


def agreement(a: Feature, b: Feature) -> float:
    """Evidence that two mentions are one event, in points; `agree.JOIN` and more says so."""
    # Below any sum of points that two mentions can lack: still an order among the ruled out.
    return agree.points(a, b) - (100.0 if agree.opposed(a, b) else 0.0)
