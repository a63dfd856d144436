"""An event as one flat row, as CSV files and data frames hold it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from timeline.contract import AmountRow, DocumentRow, EventRow, reviewed, spots
from timeline.web_address import checked

COLUMNS = (
    "id", "date", "start", "end", "precision", "approximate", "type", "status", "title", "actors",
    "actor_ids", "places", "amounts", "confidence", "salience", "languages", "sources", "documents",
    "urls", "pages", "quote", "verdict", "note", "tags", "conflicts",
)  # fmt: skip

FOR_READING = ("day", "when", "source")
"""What a workbook has beside, for people to read."""

NAMED_BY_ID: Mapping[str, str] = MappingProxyType({})

_DAY = re.compile(r"\d{4}-\d\d-\d\d")

LISTS = (
    "actors",
    "actor_ids",
    "places",
    "amounts",
    "languages",
    "documents",
    "urls",
    "pages",
    "tags",
)


def day(event: EventRow) -> str | None:
    """The day that an event is of (YYYY-MM-DD), None where its date is told as another."""
    return event["date"] if _DAY.fullmatch(event["date"]) else None


def addresses(documents: Iterable[DocumentRow]) -> dict[str, str]:
    """The address on the web of each document that has one."""
    # A chronology of an earlier version has none.
    told = ((d["id"], checked(d.get("url"))) for d in documents)
    return {id_: address for id_, address in told if address is not None}


def row(
    event: EventRow, addresses: Mapping[str, str], shown: Mapping[str, str] = NAMED_BY_ID
) -> list[Any]:
    """The values of COLUMNS; quote is that of the first mention, None without any; amounts
    have their unit; conflicts is "" where sources agree.

    urls and pages go with documents, one by one, None where a document has none; they are empty
    where no document has any. addresses: of documents, by id. shown: what documents are called, by
    id, of those that aren't by their id.
    """
    pages: dict[str, set[int]] = {}
    for name, page in (spot for m in event["mentions"] for spot in spots(m)):
        pages.setdefault(name, set()).update([] if page is None else [page])
    said = reviewed(event)
    return [
        event["id"], event["date"], event["start"], event["end"], event["precision"],
        event["approximate"], event["type"], event["status"], event["title"],
        [a["name"] for a in event["actors"]], [a["id"] for a in event["actors"]],
        [p["name"] for p in event["places"]],
        [_amount(a) for a in event["amounts"]], event["confidence"], event["salience"],
        event["languages"], event["sources"],
        [shown.get(name, name) for name in pages], _any(map(addresses.get, pages)),
        _any(", ".join(map(str, sorted(told))) or None for told in pages.values()),
        next((m["quote"] for m in event["mentions"]), None),
        said["verdict"], said["note"], said["tags"], _conflicts(event, shown),
    ]  # fmt: skip


def _conflicts(event: EventRow, shown: Mapping[str, str]) -> str:
    """What sources differ on and who tells what: `date: 2020-08-09 (a.txt); 2020-08-10 (b.txt)`,
    a bar between two fields."""
    told = []
    for one in event["conflicts"]:
        values = (
            f"{said['value']} ({', '.join(shown.get(d, d) for d in said['documents'])})"
            for said in one["values"]
        )
        told.append(f"{one['field']}: {'; '.join(values)}")
    return " | ".join(told)


def _any(told: Iterable[str | None]) -> list[str | None]:
    """All of them, where one at least is there."""
    values = list(told)
    return values if any(values) else []


def _amount(amount: AmountRow) -> str:
    value = amount["value"]
    number = f"{value:.0f}" if value == int(value) else repr(value)
    return f"{number} {amount['currency'] or amount['unit']}"
