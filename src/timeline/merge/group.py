"""A group of mentions that are one event so far, and how well it agrees with another."""

from __future__ import annotations

from collections.abc import Iterator

from timeline import when
from timeline.merge import evidence, meaning
from timeline.merge.features import Feature

# A cluster is judged by its first, richest members; more would only repeat them.
REPRESENTATIVES = 8
# Mentions that name nobody and no place are compared with so many clusters of their meaning.
NAMELESS = 40
# What is taken off where somebody else takes part in the rest of the cluster.
_OTHERS = 0.6


class Cluster:
    """Mentions of one event so far, the richest first."""

    __slots__ = ("documents", "members")

    def __init__(self, first: Feature, *others: Feature) -> None:
        self.members = [first, *others]
        self.documents = {f.document for f in self.members}

    @property
    def head(self) -> Feature:
        """The member the cluster was begun with."""
        return self.members[0]

    @property
    def date(self) -> when.When:
        """The date of its head."""
        return self.members[0].date

    @property
    def order(self) -> tuple[str, int]:
        """The article of its head and the place there."""
        return self.members[0].order

    @property
    def guessed(self) -> bool:
        """Whether nothing but the publication day dates it."""
        return all(f.guessed for f in self.members)

    @property
    def name(self) -> int:
        """The number of its head: no other group has it, and it keeps it as it grows."""
        return self.members[0].number

    def add(self, *members: Feature) -> None:
        """Take in further members."""
        self.members.extend(members)
        self.documents.update(f.document for f in members)

    def score(self, f: Feature, least: float = float("-inf")) -> float:
        """The best agreement of a mention with the representatives; -inf where one is opposed.

        Nothing below `least` is told apart from -inf.
        """
        told = self.members[:REPRESENTATIVES]
        best, points = told[0], evidence.points(f, told[0])
        for m in told[1:]:
            if (more := evidence.points(f, m)) > points:
                best, points = m, more
        if points < least or any(evidence.opposed(f, m) for m in self.members):
            return float("-inf")
        if f.named and not best.persons and not meaning.behaves(f.concept, "reciprocal"):
            others = [m for m in told if m.named]
            if others and all(evidence.others(f, m) for m in others):
                # Whoever names nobody does not make one of two people.
                points -= _OTHERS
        return points

    def agreement(self, other: Cluster) -> float:
        """The same for two clusters."""
        best = float("-inf")
        for f in other.members:
            if (score := self.score(f)) == float("-inf"):
                return score
            best = max(best, score)
        return best

    def pairs(self, other: Cluster) -> Iterator[tuple[Feature, Feature]]:
        """The representatives of one with those of the other."""
        for a in self.members[:REPRESENTATIVES]:
            for b in other.members[:REPRESENTATIVES]:
                yield a, b

    def persons(self, other: Cluster) -> bool:
        """Whether a person or organisation takes part in both."""
        return any(
            a.persons & b.persons or a.organisations & b.organisations for a, b in self.pairs(other)
        )

    def strong(self, other: Cluster) -> bool:
        """Whether a member of one and a member of the other share who or where."""
        return any(evidence.strong(a, b) for a, b in self.pairs(other))

    def once(self, other: Cluster) -> bool:
        """Whether they tell of a thing that does not happen again the next day."""
        if any(evidence.saying(f) for f in (*self.members, *other.members)):
            return False
        # A meeting of the same people is as good as what happens once.
        return any(
            (a.concept == b.concept and evidence.once(a, b))
            or (meaning.behaves(a.concept, "reciprocal") and len(a.persons & b.persons) > 1)
            for a, b in self.pairs(other)
        )


def senses(f: Feature) -> Iterator[str]:
    """The meanings under which the mention is filed and sought, kindred ones included."""
    if f.concept:
        yield from meaning.kindred(f.concept)
    else:
        yield f.sense
