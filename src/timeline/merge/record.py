"""An event from its mentions: the date, title and status that stand for it, and what is disputed.

The rules, in the order they decide; articles that print one text are one source in all of them,
and words that several print are told once, with their other places:
- date: any but a publication day taken for want of better; the most precise; then told by most
  sources with a time expression of its own, by most sources at all, with the greatest confidence;
  then the earlier.
- status: what happened is no longer a plan; a denial stands only where nobody says it happened,
  or more sources deny than affirm.
- type: told by most sources, then by most mentions.
- title: see title.py.
"""

from __future__ import annotations

import hashlib
import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence

from timeline import when
from timeline.merge import copies, disagreements, measures, no_actors
from timeline.merge.actors import Actors
from timeline.merge.alone import taking_part
from timeline.merge.features import Feature
from timeline.merge.shown_names import Shown
from timeline.merge.title import Settled, title
from timeline.model import (
    Actor,
    Amount,
    Event,
    EventType,
    Mention,
    MentionTime,
    Place,
    Repeat,
    Status,
    unchecked,
)
from timeline.names import person_parts

_STATUS_ORDER: tuple[Status, ...] = ("happened", "ongoing", "planned", "possible", "denied")
# How much each further article that tells of an event takes from the doubt that is left.
_SUPPORT = 0.3


def event(
    members: Sequence[Feature],
    published: Mapping[str, str],
    actors: Actors,
    origin: Mapping[str, Hashable],
    language: str,
) -> Event:
    """The event of one cluster.

    published: EDTF publication date by document id, "" if unknown. origin: the article whose text
    each document prints, mostly itself; it counts as one source with its copies. language: that of
    the title, where a mention is in it.
    """
    # What copied words tell counts once, but for dates: each article reads "on Monday" by its own.
    own, repeated = copies.once(members, origin, published)
    date = _date(members, origin)
    status = _status(own, origin)
    kind = _type(own, origin)
    parsed = when.parse(date)
    told = any(not f.guessed for f in members)
    leads = _leads(members, actors)
    return unchecked.record(
        Event,
        id=_id(members, published),
        title=title(own, Settled(date, status, kind, leads), origin, language),
        date=date,
        start=parsed.start,
        end=parsed.end,
        precision=parsed.precision,
        approximate=parsed.approximate,
        type=kind,
        status=status,
        actors=_actors(members, actors, leads),
        places=_places(members),
        amounts=_amounts(members),
        confidence=_together(own, origin, lambda f: f.mention.confidence),
        salience=_together(own, origin, lambda f: f.mention.event.salience),
        shown=any(f.mention.shown for f in members),
        languages=tuple(sorted({f.mention.event.language for f in members})),
        sources=len({origin[f.document] for f in own}),
        conflicts=disagreements.conflicts(members, published),
        decided=(),
        part_of=None,
        review=None,
        mentions=tuple(_mention(f, date, told, repeated.get(f.number, ())) for f in own),
    )


def standing(e: Event) -> tuple[str, str, str, str]:
    """What events are ordered by."""
    return e.start or e.end or "9999", e.end or "9999", e.date, e.id


def _told_by(
    members: Sequence[Feature], origin: Mapping[str, Hashable], keep: Callable[[Feature], bool]
) -> int:
    """How many sources tell it in one of the mentions to keep."""
    return len({origin[f.document] for f in members if keep(f)})


def _date(members: Sequence[Feature], origin: Mapping[str, Hashable]) -> str:
    by_date: dict[str, list[Feature]] = defaultdict(list)
    for f in members:
        by_date[f.mention.date].append(f)

    def rank(date: str) -> tuple[bool, float, int, int, float, tuple[object, object], str]:
        told = by_date[date]
        parsed = when.parse(date)
        days = parsed.days if parsed.days is not None else math.inf
        return (
            all(f.guessed for f in told),
            days + (0.5 if parsed.approximate else 0),
            -_told_by(told, origin, lambda f: f.direct),
            -_told_by(told, origin, lambda f: True),
            -max(f.mention.confidence for f in told),
            parsed.sort_key,
            date,
        )

    return min(by_date, key=rank) if len(by_date) > 1 else members[0].mention.date


def _status(members: Sequence[Feature], origin: Mapping[str, Hashable]) -> Status:
    if len(members) == 1:
        return members[0].mention.event.status
    by_status: dict[Status, set[Hashable]] = defaultdict(set)
    for f in members:
        by_status[f.mention.event.status].add(origin[f.document])
    told = {s: len(by_status[s]) for s in _STATUS_ORDER}
    affirmed = max(told["happened"], told["ongoing"])
    if told["denied"] > affirmed and told["denied"]:
        return "denied"
    return next(s for s in _STATUS_ORDER if told[s])


def _type(members: Sequence[Feature], origin: Mapping[str, Hashable]) -> EventType:
    count: Counter[EventType] = Counter(f.mention.event.type for f in members)
    if len(count) == 1:
        return members[0].mention.event.type
    return min(
        count,
        key=lambda t: (
            t == "other",
            -_told_by(members, origin, lambda f: f.mention.event.type == t),
            -count[t],
            t,
        ),
    )


def _id(members: Sequence[Feature], published: Mapping[str, str]) -> str:
    """Named by the words of the first mention of the first published article.

    A later article leaves it as it is, and so do the folder that the articles lie in and changes
    elsewhere in them.
    """
    first = members[0]
    if len(members) > 1:
        first = min(members, key=lambda f: (published.get(f.document) or "~", f.document, f.order))
    e = first.mention.event
    at = str(e.trigger.start - e.start)
    told = "\0".join((e.quote, at, e.trigger.text, e.lemma, e.type, first.mention.date))
    return "e" + hashlib.sha256(told.encode()).hexdigest()[:10]


# -- who, where, how much ----------------------------------------------------------------------


def _actors(members: Sequence[Feature], actors: Actors, leads: frozenset[str]) -> tuple[Actor, ...]:
    names: dict[str, list[str]] = defaultdict(list)
    agents: Counter[str] = Counter()
    written = frozenset().union(*(f.named for f in members))
    for f in members:
        for p in taking_part(f.mention.event):
            key = actors.actor(f.document, p.name, p.kind)
            put_in = p.kind == "person" and p.role == "agent" and key not in written
            # Another article writes who did it; this one's pronoun was read as somebody else.
            if no_actors.told(p, f.mention.event.language, key) or (
                put_in and len(leads) > (f.document in leads)
            ):
                continue
            names[key].append(p.name)
            agents[key] += p.role == "agent"
    order = sorted(names, key=lambda k: (-agents[k], -len(names[k]), k))
    return tuple(_actor(actors.shown(key), names[key]) for key in order)


def _actor(shown: Shown, names: Sequence[str]) -> Actor:
    """The actor, written by these names in the mentions."""
    id_, name, kind = shown
    others = {person_parts.without_titles(n) if kind == "person" else n for n in names}
    return unchecked.record(
        Actor, id=id_, name=name, kind=kind, aliases=tuple(sorted(others - {name}))
    )


def _leads(members: Sequence[Feature], actors: Actors) -> frozenset[str]:
    """The articles that write the name of the person who acts."""
    return frozenset(
        f.document
        for f in members
        for p in f.mention.event.participants
        if p.role == "agent" and actors.key(f.document, p.name, p.kind) in f.named
    )


def _places(members: Sequence[Feature]) -> tuple[Place, ...]:
    count = Counter([p for f in members for p in f.mention.event.places])
    if len(count) < 2:
        return tuple(count)
    return tuple(
        sorted(count, key=lambda p: (p.kind == "country", -count[p], p.name, p.country or ""))
    )


def _amounts(members: Sequence[Feature]) -> tuple[Amount, ...]:
    kept: dict[str, list[Amount]] = defaultdict(list)
    told = [a for f in members for a in f.mention.event.amounts]
    for amount in dict.fromkeys(told):
        alike = kept[measures.measure(amount)]
        # What is no news is the same as one of the kept next to it.
        at = bisect_left(alike, abs(amount.value), key=lambda k: abs(k.value))
        if not any(measures.same(amount, k) for k in alike[max(0, at - 1) : at + 1]):
            alike.insert(at, amount)
    return tuple(
        sorted(
            (a for alike in kept.values() for a in alike),
            key=lambda a: (a.currency is None, a.currency or a.unit or "", -a.value),
        )
    )


def _together(
    members: Sequence[Feature], origin: Mapping[str, Hashable], value: Callable[[Feature], float]
) -> float:
    """The best of the mentions' values; each further source takes a part of the doubt left."""
    if len(members) == 1:
        return round(value(members[0]), 3)
    best: dict[Hashable, float] = {}
    for f in members:
        source = origin[f.document]
        best[source] = max(best.get(source, 0.0), value(f))
    values = sorted(best.values(), reverse=True)
    total = values[0]
    for other in values[1:]:
        total += (1 - total) * _SUPPORT * other
    return round(total, 3)


def _mention(f: Feature, date: str, told_elsewhere: bool, again: Sequence[Feature]) -> Mention:
    """The mention as it goes out; a publication day gives way to the day told of elsewhere.

    again: those that say its words once more.
    """
    m, e = f.mention, f.mention.event
    told = m.time_expression
    moved = f.guessed and told_elsewhere and when.parse(date).precision == "day" and m.date != date
    return unchecked.record(
        Mention,
        document=e.document,
        start=e.start,
        end=e.end,
        quote=e.quote,
        title=e.title,
        date=date if moved else m.date,
        status=e.status,
        confidence=m.confidence,
        page=e.page,
        rules=tuple(dict.fromkeys((*e.rules, *m.rules, *(["merge:dated-by-event"] * moved)))),
        trigger=e.trigger,
        time_expression=None
        if told is None
        else unchecked.record(
            MentionTime,
            text=told.text,
            start=told.start,
            end=told.end,
            type=told.type,
            value=told.value,
            edtf=told.edtf,
            how=told.how,
        ),
        also_in=tuple(map(_repeat, again)),
    )


def _repeat(f: Feature) -> Repeat:
    e = f.mention.event
    return unchecked.record(
        Repeat, document=e.document, start=e.start, end=e.end, trigger=e.trigger, page=e.page
    )
