"""The output contract (schema `timeline/1`) as plain types: what the JSON holds, key by key.

The store hands out and the renderers take these dictionaries, not the pydantic models, whose
import alone takes longer than all else `timeline show` does. tests/test_contract.py holds every
key and every name here equal to the models.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, TypedDict

from timeline.safe_text import escaped

SCHEMA = "timeline/1"
GENERATOR = f"timeline (schema {SCHEMA})"
"""How outputs that people read say what made them, so that they are not read as articles."""

KINDS = ("news", "chronicle", "narrative", "reference")
"""Kinds of article."""
TYPES = (
    "election", "meeting", "visit", "agreement", "statement", "protest", "conflict", "military",
    "sanction", "finance", "economy", "justice", "politics", "diplomacy", "media", "migration",
    "disaster", "accident", "death", "science", "culture", "sport", "other",
)  # fmt: skip
STATUSES = ("happened", "ongoing", "planned", "possible", "denied")

VERDICTS = ("accepted", "rejected")

PRINTED_SALIENCE = 0.5
"""An event to which the user gives this salience or more is printed by default."""


class SpanRow(TypedDict):
    """The words that name an event, with their raw span."""

    text: str
    start: int
    end: int


class TimeRow(TypedDict):
    """The time expression a mention is dated by."""

    text: str
    start: int
    end: int
    type: str
    value: str
    edtf: str | None
    how: str


class RepeatRow(TypedDict):
    """Where the words of a quote stand once more, with the word that names the event there."""

    document: str
    start: int
    end: int
    trigger: SpanRow
    page: int | None


class MentionRow(TypedDict):
    """One passage that tells of an event; also_in: where it stands in the same words."""

    document: str
    start: int
    end: int
    quote: str
    title: str
    date: str
    status: str
    confidence: float
    page: int | None
    rules: list[str]
    trigger: SpanRow
    time_expression: TimeRow | None
    also_in: list[RepeatRow]


class ActorRow(TypedDict):
    """A participant, under one id and one name in the whole chronology."""

    id: str
    name: str
    kind: str
    aliases: list[str]


class PlaceRow(TypedDict):
    """A place; country is ISO 3166 alpha-2."""

    name: str
    kind: str
    country: str | None


class AmountRow(TypedDict):
    """A quantity: money has a currency (ISO 4217), all else a unit."""

    value: float
    currency: str | None
    unit: str | None
    text: str


class ConflictValueRow(TypedDict):
    """One of the values told, and the documents that tell it."""

    value: str
    documents: list[str]


class ConflictRow(TypedDict):
    """A field on which the sources disagree."""

    field: str
    values: list[ConflictValueRow]


class DecidedRow(TypedDict):
    """What somebody decided of an event; told is what the sources tell where a value was set."""

    action: str
    field: str | None
    told: str | None
    reason: str | None
    author: str | None


class ReviewRow(TypedDict):
    """What people said of an event when they looked at it; a rejected one is hidden."""

    verdict: str | None
    note: str | None
    tags: list[str]


class EventRow(TypedDict):
    """One event; start and end are ISO days, None where open; part_of is another event's id."""

    id: str
    title: str
    date: str
    start: str | None
    end: str | None
    precision: str
    approximate: bool
    type: str
    status: str
    actors: list[ActorRow]
    places: list[PlaceRow]
    amounts: list[AmountRow]
    confidence: float
    salience: float
    shown: bool
    languages: list[str]
    sources: int
    conflicts: list[ConflictRow]
    decided: list[DecidedRow]
    part_of: str | None
    review: ReviewRow | None
    mentions: list[MentionRow]


class DocumentRow(TypedDict):
    """One article that was read; copy_of is the document whose text it prints."""

    id: str
    path: str
    title: str | None
    author: str | None
    url: str | None
    published: str | None
    published_how: str
    language: str
    words: int
    sha256: str
    warnings: list[str]
    copy_of: str | None
    kind: str | None
    kind_by: list[str]


class Spot(NamedTuple):
    """Where words stand: a document and, where it has pages, the number of the page."""

    document: str
    page: int | None = None


def spots(mention: MentionRow) -> list[Spot]:
    """Where the words of a mention stand, a document once, that of its quote first."""
    # A chronology of an earlier version has no repeats, and no pages.
    told: tuple[MentionRow | RepeatRow, ...] = (mention, *mention.get("also_in", ()))
    found: dict[str, Spot] = {}
    for one in told:
        found.setdefault(one["document"], Spot(one["document"], one.get("page")))
    return list(found.values())


def told_in(mention: MentionRow) -> list[str]:
    """The documents in which the words of a mention stand, that of its quote first."""
    return [spot.document for spot in spots(mention)]


def documents(event: EventRow) -> list[str]:
    """The documents that tell of an event, in the order of its mentions."""
    return list(dict.fromkeys(name for m in event["mentions"] for name in told_in(m)))


def quoted(event: EventRow) -> list[tuple[MentionRow, list[Spot]]]:
    """The quotes of an event, each passage once, with where its words stand.

    A passage that tells of the event by two words is two mentions and one quote.
    """
    found: dict[tuple[str, int, int], tuple[MentionRow, dict[str, Spot]]] = {}
    for m in event["mentions"]:
        _, there = found.setdefault((m["document"], m["start"], m["end"]), (m, {}))
        for spot in spots(m):
            there.setdefault(spot.document, spot)
    return [(m, list(there.values())) for m, there in found.values()]


_NOTHING: ReviewRow = {"verdict": None, "note": None, "tags": []}


def reviewed(event: EventRow) -> ReviewRow:
    """What people said of an event, nothing where nobody did."""
    # A chronology of an earlier version has no reviews.
    return event.get("review") or _NOTHING


_ENCODED = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def line(record: Any) -> str:
    """A record as one line of JSON, the only spelling the store and the exports use.

    Characters that some programs end a line at, beyond the line feed, are escaped, those that no
    UTF-8 holds, and those that are not seen or turn the direction of what follows.
    """
    return escaped(_ENCODED(record))


def lines(records: Iterable[DocumentRow | EventRow | str]) -> Iterator[str]:
    """Each record as a line. A record may be given as the line that it is."""
    return (record if isinstance(record, str) else line(record) for record in records)


def whole(
    documents: Iterable[DocumentRow | str], events: Iterable[EventRow | str]
) -> Iterator[str]:
    """A chronology as one JSON document, in pieces; one line for each document and each event.

    A record may be given as the line that it is.
    """
    yield f'{{"schema": "{SCHEMA}",\n"documents": ['
    yield from _parted(lines(documents))
    yield '],\n"events": ['
    yield from _parted(lines(events))
    yield "]}\n"


def _parted(records: Iterable[str]) -> Iterator[str]:
    between = "\n"
    for record in records:
        yield between + record
        between = ",\n"
    if between != "\n":
        yield "\n"
