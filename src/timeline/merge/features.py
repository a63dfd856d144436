"""What of a dated mention decides whether it tells of the same event as another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count

from timeline import when
from timeline.merge import frames, meaning
from timeline.merge.actors import Actors
from timeline.model import DatedMention, EventMention, Participant
from timeline.names import country_of, fold, gazetteer, people


@dataclass(frozen=True, slots=True, eq=False)
class Feature:
    """One mention, made comparable.

    order: its article and its place there, which order all mentions; number: a name of its own for
    as long as they are kept; named: those of the persons whose names stand in the quote, where the
    others stand for a pronoun and are less sure; towns: the cities that are no capitals; about: the
    countries of its article, context: the same where it has none of its own; words: stems of what
    fills its frame; content: those that are neither the trigger nor the agent nor a person or
    place, mostly the object; things: the common ones of these by names that languages share;
    bodies: those that sit and decide; plural: it means several of its kind; document: the id of
    its article; figures: those that its words write out, of things that are no known measure.
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
    groups: frozenset[str]
    countries: frozenset[str]
    cities: frozenset[str]
    towns: frozenset[str]
    context: frozenset[str]
    about: frozenset[str]
    senses: dict[str, str]
    words: frozenset[str]
    content: frozenset[str]
    things: frozenset[str]
    bodies: frozenset[str]
    plural: bool
    document: str = field(init=False)
    figures: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        # Asked of every two mentions that are compared.
        object.__setattr__(self, "document", self.mention.event.document)
        figures = frozenset(thing for thing in self.things if thing[1:].isdigit())
        object.__setattr__(self, "figures", figures)

    @property
    def sense(self) -> str:
        """The meaning it is filed under."""
        return self.concept or f"stem:{self.stem[:6]}"

    @property
    def entities(self) -> frozenset[str]:
        """Whoever takes part and wherever it is, keys only."""
        return self.persons | self.organisations | self.countries | self.cities

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
    context = _context(ordered)
    known = _known_names(ordered)
    found: list[Feature] = []
    seen: Counter[str] = Counter()
    for m, number in zip(ordered, numbers or count(), strict=False):
        document = m.event.document
        at = (document, seen[document])
        seen[document] += 1
        found.append(_feature(m, at, number, actors, context, known[document]))
    return found


def place(m: DatedMention) -> tuple[str, int, int, int, str, str, str]:
    """What orders mentions by article and by where they stand there."""
    e = m.event
    return e.document, e.trigger.start, e.start, e.end, m.date, e.type, e.lemma


def _context(mentions: Sequence[DatedMention]) -> dict[str, frozenset[str]]:
    """The countries each article is mostly about: those of a fifth of its places and more."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for m in mentions:
        for code in sorted(_countries(m)):
            seen[m.event.document][code] += 1
    return {
        document: frozenset(c for c, n in counts.items() if 5 * n >= sum(counts.values()))
        for document, counts in seen.items()
    }


def _known_names(mentions: Sequence[DatedMention]) -> dict[str, frozenset[str]]:
    """Stems of the names that stand in each article more than once: no objects of its verbs."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for m in mentions:
        count = seen[m.event.document]
        for p in m.event.participants:
            if p.kind in ("person", "country") or (p.kind == "organisation" and " " not in p.name):
                count.update(frames.stems(p.name, m.event.language))
    return {d: frozenset(w for w, n in count.items() if n > 1) for d, count in seen.items()}


def _countries(m: DatedMention) -> set[str]:
    return {p.country for p in m.event.places if p.country}


def _feature(
    m: DatedMention,
    order: tuple[str, int],
    number: int,
    actors: Actors,
    context: dict[str, frozenset[str]],
    known: frozenset[str],
) -> Feature:
    e = m.event
    told_of = {p: actors.key(e.document, p.name, p.kind) for p in taking_part(e) if _known(p)}
    keys = told_of.values()
    countries = {k.removeprefix("country:") for k in _of("country", keys)} | _countries(m)
    about = context.get(e.document, frozenset())
    cities = {p for p in e.places if p.kind != "country"}
    told, around = frames.told(e), frames.around(e)
    words = frames.stems(f"{told} {e.trigger.text}", e.language)
    return Feature(
        mention=m,
        order=order,
        number=number,
        date=when.parse(m.date),
        concept=_concept(e),
        stem=meaning.stem(e.lemma, e.language),
        persons=_of("person", keys),
        named=_of("person", (key for p, key in told_of.items() if _written(p, e))),
        organisations=_of("organisation", keys),
        groups=_of("group", keys),
        countries=frozenset(countries),
        cities=frozenset(f"{p.name}/{p.country}" for p in cities),
        towns=frozenset(f"{p.name}/{p.country}" for p in cities if not _capital(p.name)),
        context=frozenset() if countries else about,
        about=about,
        senses={**meaning.distinguishing(around), **meaning.distinguishing(e.trigger.text)},
        words=words,
        content=words - known - frames.stems(_compared_otherwise(m), e.language),
        things=meaning.things(told) | frames.figures(told, e.language),
        bodies=meaning.bodies(told) | meaning.bodies(around),
        plural=e.nominal and _plural(e),
    )


def _of(kind: str, keys: Iterable[str]) -> frozenset[str]:
    """The keys of actors of one kind."""
    return frozenset(key for key in keys if key.startswith(f"{kind}:"))


def _concept(e: EventMention) -> str | None:
    found = meaning.concept(
        e.lemma, e.trigger.text, e.language, frames.before(e), frames.behind(e)
    ) or meaning.concept(e.lemma, e.trigger.text, e.language, "", frames.told_behind(e))
    return meaning.of_type(found, e.type)


def _compared_otherwise(m: DatedMention) -> str:
    """What of a mention's words is not its object: trigger, date, people and places."""
    e = m.event
    told = [e.trigger.text, e.lemma, *(p.name for p in e.places)]
    told += [p.name for p in e.participants if p.role == "agent" or p.kind == "person"]
    return " ".join([*told, m.time_expression.text] if m.time_expression else told)


def taking_part(e: EventMention) -> list[Participant]:
    """The participants of a mention without those that the parser can't have meant.

    A town is the scene of an event, no person or company in it.
    """
    return [p for p in e.participants if not _scene(p, e)]


def _scene(p: Participant, e: EventMention) -> bool:
    if p.kind != "person" and (p.kind != "organisation" or p.role == "agent"):
        return False
    place = gazetteer.lookup(p.name, e.language)
    return place is not None and place in e.places


def _written(p: Participant, e: EventMention) -> bool:
    """Whether the name stands where the participant does, not a pronoun or a common noun."""
    if p.end - p.start == len(p.name):
        return True
    there = fold.key(e.quote[max(0, p.start - e.start) : max(0, p.end - e.start)])
    return not set(there.split()).isdisjoint(fold.key(p.name).split())


def _capital(city: str) -> bool:
    return fold.key(city) in gazetteer.capital_keys("en")


def _known(p: Participant) -> bool:
    """Whether a participant is no person that is only described ("a Belarusian journalist")."""
    words = people.without_titles(p.name).split() if p.kind == "person" else []
    return p.kind != "person" or any(w[:1].isupper() and not country_of(w) for w in words)


def _plural(e: EventMention) -> bool:
    """A plural in sense too: an election is often called elections, a protest protests."""
    word, single = meaning.word_key(e.trigger.text), meaning.word_key(e.lemma)
    several = word in (f"{single}s", f"{single}x")
    concept = meaning.concept(e.lemma, e.trigger.text, e.language) if several else None
    return meaning.behaves(concept, "counted")
