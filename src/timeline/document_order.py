"""Documents as merging knows them: in an order that no name decides, each content once.

What nothing else decides in merging, the order of its documents does. So that it depends neither on
what these are called nor on where they lie, merging knows them by keys that sort by the day they
were published, then by what they hold, and what it makes is handed on under their ids. Of files
that are the same, byte for byte, it is told of one; the others are where its words stand once more,
whatever day their names tell.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, cast

from timeline.contract import EventRow, MentionRow, RepeatRow

if TYPE_CHECKING:
    from timeline.model import DatedMention, Document, Event

_DIGITS = 16  # of a sha256


def key(id_: str, published: str | None, sha256: str) -> str:
    """What merging knows a document by; of copies the one whose id comes first is first."""
    return f"{published or '~'} {sha256[:_DIGITS]} {id_}"


def id_of(key: str) -> str:
    """The id of the document of a key."""
    return key.split(" ", 2)[2]


def copied(documents: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    """The ids of the copies of each document that has any, by its id, in order.

    documents: their records by field. The one with a date that the user gave is the original, else
    the one published first.
    """
    alike: dict[tuple[str, ...], list[tuple[bool, str]]] = {}
    for d in documents:
        # One file may be read in two ways, and in two languages.
        read_as = PurePath(d["path"]).suffix.lower(), d["language"], str(d["words"])
        rank = d["published_how"] != "given", key(d["id"], d["published"], d["sha256"])
        alike.setdefault((d["sha256"], *read_as), []).append(rank)
    found = {}
    for several in alike.values():
        if len(several) > 1:
            first, *others = (id_of(name) for _, name in sorted(several))
            found[first] = others
    return found


def originals(copies: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The original of each copy, by their ids. copies: as `copied` tells."""
    return {copy: original for original, several in copies.items() for copy in several}


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


def with_ids(event: Event, copies: Mapping[str, Sequence[str]]) -> Event:
    """An event of keys under the ids of its documents. copies: as `copied` tells."""
    told = row_with_ids(cast("EventRow", event.model_dump(mode="json")), copies)
    return type(event).model_validate(told)


def row_with_ids(row: EventRow, copies: Mapping[str, Sequence[str]]) -> EventRow:
    """The same, a row; it is changed in its place."""
    for mention in row["mentions"]:
        for spot in (mention, *mention["also_in"]):
            spot["document"] = id_of(spot["document"])
        if copies:
            mention["also_in"] = _once_more(mention, copies)
    for conflict in row["conflicts"]:
        for value in conflict["values"]:
            value["documents"] = [id_of(name) for name in value["documents"]]
    return row


def _once_more(m: MentionRow, copies: Mapping[str, Sequence[str]]) -> list[RepeatRow]:
    """Where the words of a mention stand once more, with the copies of all that print them."""
    found: list[RepeatRow] = []
    for spot in (m, *m["also_in"]):
        fields = {name: spot[name] for name in RepeatRow.__annotations__}  # type: ignore[literal-required]
        names = [spot["document"], *copies.get(spot["document"], ())]
        told = [cast("RepeatRow", {**fields, "document": name}) for name in names]
        found += told[1:] if spot is m else told
    return found
