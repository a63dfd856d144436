"""What of a dated mention decides whether it tells of the same event as another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count, groupby

from timeline import when
from timeline.merge import retold
from timeline.merge.actors import Actors
from timeline.merge.alone import Alone, alone, known_names, named_in, story_names
from timeline.model import DatedMention


@dataclass(frozen=True, slots=True, eq=False)
class Feature:
    """One mention, made comparable.

    order: its article and its place there, which order all mentions; number: a name of its own for
    as long as they are kept; named: those of the persons whose names stand in the quote, where the
    others stand for a pronoun and are less sure; agent, patient: who acts and who is acted on, keys
    of actors or, where nobody is named, the stem of the phrase's head as "~union"; words: stems of
    what fills its frame; content: those that are neither the trigger nor the agent nor a person or
    place, mostly the object; things: the common ones of these by names that languages share;
    names: the words of its quote that are names; figures: the larger numbers in it, of no year;
    story: the names in its whole article; another: its words say that it is another one of its
    kind; chain: the place of the first mention of its article that it tells again, its own where
    none.
    """

    mention: DatedMention
    order: tuple[str, int]
    number: int
    date: when.When
    concept: str | None
    stem: str
    persons: frozenset[str]
    named: frozenset[str]
    organisations: frozenset[str]
    countries: frozenset[str]
    cities: frozenset[str]
    agent: frozenset[str]
    patient: frozenset[str]
    senses: dict[str, str]
    words: frozenset[str]
    content: frozenset[str]
    things: frozenset[str]
    names: frozenset[str]
    figures: frozenset[str]
    another: bool
    story: frozenset[str]
    chain: int = -1
    document: str = field(init=False)

    def __post_init__(self) -> None:
        # Asked of every two mentions that are compared.
        object.__setattr__(self, "document", self.mention.event.document)
        if self.chain < 0:
            object.__setattr__(self, "chain", self.order[1])

    @property
    def sense(self) -> str:
        """The meaning it is filed under."""
        return self.concept or f"stem:{self.stem[:6]}"

    @property
    def direct(self) -> bool:
        """Dated by a time expression of its own."""
        return self.mention.direct

    @property
    def guessed(self) -> bool:
        """Dated by nothing but the day its article appeared, or the one its lead tells of."""
        return self.mention.how in {"publication-day", "story-day"}


def features(
    mentions: Sequence[DatedMention],
    actors: Actors | None = None,
    numbers: Iterable[int] | None = None,
) -> list[Feature]:
    """The features of all mentions of some articles, in an order that depends on their content.

    actors: theirs, if known already. numbers: names for the mentions in that order, else 0, 1 …
    """
    ordered = sorted(mentions, key=place)
    actors = actors or Actors(ordered)
    known = known_names(ordered)
    stories = story_names(ordered)
    found: list[Feature] = []
    seen: Counter[str] = Counter()
    for m, number in zip(ordered, numbers or count(), strict=False):
        document = m.event.document
        at = (document, seen[document])
        seen[document] += 1
        own = alone(m, known[document], stories[document])
        told_of = [
            (actors.key(document, p.name, p.kind), p.role, written)
            for p, written in named_in(m.event)
        ]
        found.append(feature(m, at, number, own, told_of, stories[document]))
    chain(found)
    return found


def chain(found: Sequence[Feature], looked_at: set[retold.Pair] | None = None) -> None:
    """Note which mentions of an article tell again what another does. looked_at: see `retellings`,
    of one article."""
    for _, article in groupby(found, key=lambda f: f.document):
        for chain in retold.chains(retold.retellings(list(article), looked_at)):
            first = min(f.order[1] for f in chain)
            for f in chain:
                object.__setattr__(f, "chain", first)


def place(m: DatedMention) -> tuple[str, int, int, int, str, str, str]:
    """What orders mentions by article and by where they stand there."""
    e = m.event
    return e.document, e.trigger.start, e.start, e.end, m.date, e.type, e.lemma


def feature(
    m: DatedMention,
    order: tuple[str, int],
    number: int,
    own: Alone,
    told_of: Collection[tuple[str, str, bool]],
    story: frozenset[str],
) -> Feature:
    """told_of: the key of each actor, its role, whether its name stands there."""
    keys = [key for key, _, _ in told_of]
    countries = {k.removeprefix("country:") for k in _of("country", keys)}
    return Feature(
        mention=m,
        order=order,
        number=number,
        date=when.parse(m.date),
        concept=own.concept,
        stem=own.stem,
        persons=_of("person", keys),
        named=_of("person", [key for key, _, written in told_of if written]),
        organisations=_of("organisation", keys),
        countries=own.countries | countries,
        cities=own.cities,
        agent=_role("agent", told_of, own.agent),
        patient=_role("patient", told_of, own.patient),
        senses=own.senses,
        words=own.words,
        content=own.content,
        things=own.things,
        names=own.names,
        figures=own.figures,
        another=own.another,
        story=story,
    )


def _of(kind: str, keys: Iterable[str]) -> frozenset[str]:
    """The keys of actors of one kind."""
    return frozenset([key for key in keys if key.startswith(f"{kind}:")])


def _role(role: str, told_of: Iterable[tuple[str, str, bool]], stand_in: str) -> frozenset[str]:
    """Who fills a role: the actors named there, else what stands for them."""
    named = [key for key, of, _ in told_of if of == role]
    return frozenset(named or filter(None, (stand_in,)))
