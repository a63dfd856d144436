"""The order of documents among each other: by the day they were published, then by what they hold.

What nothing else decides in merging, the order of its documents does. So that it depends neither on
what these are called nor on where they lie, merging knows them by keys that sort so, and what it
makes is handed on under their ids.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import cast

from timeline.contract import EventRow
from timeline.model import DatedMention, Document, Event

_DIGITS = 16  # of a sha256


def key(id_: str, published: str | None, sha256: str) -> str:
    """What merging knows a document by; of copies the one whose id comes first is first."""
    return f"{published or '~'} {sha256[:_DIGITS]} {id_}"


def id_of(key: str) -> str:
    """The id of the document of a key."""
    return key.split(" ", 2)[2]


def keyed_text(mentions: str, id_: str, key: str) -> str:
    """The mentions of a document, JSON, with its key in the place of its id."""
    # Within a text of JSON every quotation mark is escaped: this stands nowhere else.
    old, new = (f'"document":{json.dumps(name, ensure_ascii=False)}' for name in (id_, key))
    return mentions.replace(old, new)


def keyed(
    document: Document, mentions: Iterable[DatedMention]
) -> tuple[Document, tuple[DatedMention, ...]]:
    """A document and its mentions with its key in the place of its id."""
    name = {"id": key(document.id, document.published, document.sha256)}
    of = {"document": name["id"]}
    told = (m.model_copy(update={"event": m.event.model_copy(update=of)}) for m in mentions)
    return document.model_copy(update=name), tuple(told)


def with_id(document: Document) -> Document:
    """A document of a key under its id."""
    copied = None if document.copy_of is None else id_of(document.copy_of)
    return document.model_copy(update={"id": id_of(document.id), "copy_of": copied})


def with_ids(event: Event) -> Event:
    """An event of keys under the ids of its documents."""
    told = row_with_ids(cast("EventRow", event.model_dump(mode="json")))
    return Event.model_validate(told)


def row_with_ids(row: EventRow) -> EventRow:
    """The same, a row; it is changed in its place."""
    for mention in row["mentions"]:
        for spot in (mention, *mention["also_in"]):
            spot["document"] = id_of(spot["document"])
    for conflict in row["conflicts"]:
        for value in conflict["values"]:
            value["documents"] = [id_of(name) for name in value["documents"]]
    return row
