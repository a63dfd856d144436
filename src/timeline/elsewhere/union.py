"""The documents and events of several finished chronologies under one roof.

A document that two of them read is one where id and content agree; another of the same id takes
its chronology's name before its own. Every mention says by a rule `from:FILE` which it came with.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import TypeVar

from pydantic import BaseModel

from timeline import when
from timeline.elsewhere.records import Entry, Finished
from timeline.model import (
    DatedMention,
    Decided,
    Document,
    Event,
    Mention,
    Repeat,
    Review,
    Trigger,
)

Spot = tuple[str, int, int, int, int, str]
Record = TypeVar("Record", bound=BaseModel)


def under_one_roof(
    found: Sequence[Finished],
) -> tuple[tuple[Document, ...], list[tuple[int, Entry]]]:
    """All documents, by id, and the entries with the number of their chronology."""
    known: dict[str, Document] = {}
    entries: list[tuple[int, Entry]] = []
    for number, one in enumerate(found):
        names: dict[str, str] = {}
        for document in one.documents:
            id_ = document.id
            while (other := known.get(id_)) is not None and other.sha256 != document.sha256:
                id_ = f"{PurePath(one.path).name}:{id_}"
            names[document.id] = id_
        for document in one.documents:
            id_, copied = names[document.id], document.copy_of
            copy_of = names.get(copied) if copied else None
            known.setdefault(id_, _with(document, id=id_, copy_of=copy_of))
        entries += [
            (number, Entry(_brought(entry.event, names, one.path), entry.language))
            for entry in one.entries
        ]
    return tuple(known[id_] for id_ in sorted(known)), entries


def _brought(event: Event, names: dict[str, str], path: str) -> Event:
    """An event with its documents by their new names, and the rule that says whence it came."""
    mentions = tuple(
        _with(
            m,
            document=names[m.document],
            rules=_once(*m.rules, f"from:{path}"),
            also_in=tuple(_with(r, document=names.get(r.document, r.document)) for r in m.also_in),
        )
        for m in event.mentions
    )
    conflicts = tuple(
        _with(c, values=tuple(
            _with(v, documents=tuple(names.get(d, d) for d in v.documents)) for v in c.values
        ))
        for c in event.conflicts
    )  # fmt: skip
    return _with(event, mentions=mentions, conflicts=conflicts)


def _with(record: Record, **values: object) -> Record:
    return record.model_copy(update=values)


def _once(*rules: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(rules))


def with_wholes(
    events: Sequence[Event], parts: Sequence[Sequence[tuple[int, Event]]]
) -> list[Event]:
    """The events, each a part of what it was a part of before.

    parts: those that each was made of, with the number of their chronology.
    """
    home = {(n, e.id): event.id for event, told in zip(events, parts, strict=True) for n, e in told}
    result = []
    for event, told in zip(events, parts, strict=True):
        wholes = [home.get((n, e.part_of)) for n, e in told if e.part_of is not None]
        whole = next((w for w in wholes if w is not None and w != event.id), None)
        result.append(event if whole == event.part_of else _with(event, part_of=whole))
    return result


def with_triggers(entry: Entry, made: Sequence[DatedMention]) -> Entry:
    """The entry with the words that were found to name its events."""
    pairs = zip(entry.event.mentions, made, strict=True)
    mentions = tuple(_with(m, trigger=known.event.trigger) for m, known in pairs)
    return Entry(_with(entry.event, mentions=mentions), entry.language)


def _review(said: Sequence[Review]) -> Review | None:
    """What people said of an event in several chronologies: the first verdict, all notes, tags."""
    if not said:
        return None
    notes = dict.fromkeys(one.note for one in said if one.note is not None)
    return Review(
        verdict=next((one.verdict for one in said if one.verdict is not None), None),
        note="\n".join(notes) if notes else None,
        tags=tuple(sorted({tag for one in said for tag in one.tags})),
    )


def spot(m: Mention) -> Spot:
    """What two chronologies tell one mention by: the same words of the same document, one date."""
    return m.document, m.start, m.end, m.trigger.start, m.trigger.end, m.date


def finish(built: Event, entries: Sequence[Entry], published: dict[str, str]) -> Event:
    """An event that several entries make, as they had it where they know better than merging.

    built: by merging, of all their mentions. The id is that of the entry first published; what
    somebody decided stays, of two that set one field the first.
    """

    def first(entry: Entry) -> tuple[str, str]:
        dates = [published.get(m.document) or "~" for m in entry.event.mentions]
        return min(dates, default="~"), entry.event.id

    ordered = sorted(entries, key=first)
    values: dict[str, object] = {"id": ordered[0].event.id}
    decided: list[Decided] = []
    for entry in ordered:
        for one in entry.event.decided:
            if one.field is None:
                decided += [one] if one not in decided else []
                for name in _OF_ADDED if one.action == "add" else ():
                    values |= _value(entry.event, name)
            elif not any(d.field == one.field for d in decided):
                decided.append(one)
                values |= _value(entry.event, one.field)
    values["decided"] = tuple(decided)
    values["review"] = _review([e.event.review for e in ordered if e.event.review is not None])
    values["sources"] = max(built.sources, *(e.event.sources for e in entries))
    values["mentions"] = _as_told(built.mentions, [m for e in entries for m in e.event.mentions])
    return _with(built, **values)


def _as_told(found: Sequence[Mention], before: Sequence[Mention]) -> tuple[Mention, ...]:
    """Mentions with the chronologies they came from, and where each says their words stand again.

    before: the same, as each chronology had them.
    """
    sources: dict[Spot, list[str]] = {}
    again: dict[tuple[str, Trigger], list[Repeat]] = {}
    for m in before:
        sources.setdefault(spot(m), []).extend(r for r in m.rules if r.startswith("from:"))
        again.setdefault((m.document, m.trigger), []).extend(m.also_in)
    return tuple(
        _with(m, rules=_once(*m.rules, *sources.get(spot(m), ())), also_in=_repeats(m, again))
        for m in found
    )


def _repeats(m: Mention, again: Mapping[tuple[str, Trigger], list[Repeat]]) -> tuple[Repeat, ...]:
    """Where the words of a mention stand again: as found now, and as each chronology had it."""
    here = m.document, m.trigger
    found = list(m.also_in)
    for spot_ in (here, *((r.document, r.trigger) for r in m.also_in)):
        found += again.get(spot_, ())
    return tuple(r for r in dict.fromkeys(found) if (r.document, r.trigger) != here)


def _value(event: Event, field: str) -> dict[str, object]:
    """What an event has in a field that was set."""
    if field == "date":
        span = when.parse(event.date)
        told = {name: getattr(span, name) for name in ("start", "end", "precision", "approximate")}
        return {"date": event.date, **told}
    name = _KEPT_IN.get(field, field)
    return {name: getattr(event, name)} if name in Event.model_fields else {}


# What whoever adds an event says of it at least.
_OF_ADDED = ("date", "title")
# What `set` calls otherwise than an event has it; "place" is an earlier version's.
_KEPT_IN = {"who": "actors", "where": "places", "place": "places"}
