"""What the sources of events differ on: one value a row, with the articles that tell it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from timeline.contract import ConflictRow, EventRow
from timeline.render import Column, Sheet
from timeline.render.words import date, figure

_COLUMNS = (
    Column("event"),
    Column("field", "Differ on"),
    Column("value", "Value", wide=True),
    Column("shown", "Shown"),
    Column("documents", "Told by", wide=True),
)
_KEPT_UNDER = {"places": "place", "amounts": "amount"}


def sheet(events: Iterable[EventRow], length: int, names: Mapping[str, str]) -> Sheet:
    """The values in dispute under each event's id (its first `length` characters), date and title.

    The value that the event shows is marked. names: what documents are called, by id, of those that
    aren't by their id.
    """
    return Sheet(_COLUMNS, list(_rows(events, length, names)), group="event")


def _rows(
    events: Iterable[EventRow], length: int, names: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    for e in events:
        several = "1 source" if e["sources"] == 1 else f"{e['sources']} sources"
        heading = f"{e['id'][:length]}  {date(e['date'])}  {e['title']} ({several})"
        for conflict in e["conflicts"]:
            field, shown = conflict["field"], _shown(e, conflict)
            for n, told in enumerate(conflict["values"]):
                value = told["value"]
                yield {
                    "event": heading,
                    "field": "" if n else _KEPT_UNDER.get(field, field),
                    "value": _legible(field, value),
                    "shown": "*" if value == shown else "",
                    "documents": ", ".join(names.get(d, d) for d in told["documents"]),
                }


def _shown(e: EventRow, conflict: ConflictRow) -> str | None:
    """The value that stands for the event: as merging chose it, of sums the one most tell."""
    match conflict["field"]:
        case "date":
            return e["date"]
        case "status":
            return e["status"]
        case "places":
            told = {v["value"] for v in conflict["values"]}
            return next((p["name"] for p in e["places"] if p["name"] in told), None)
        case _:
            most = max(conflict["values"], key=lambda v: (len(v["documents"]), _number(v["value"])))
            return most["value"]


def _legible(field: str, value: str) -> str:
    if field == "date":
        return date(value)
    return figure(value) if field == "amounts" else value


def _number(value: str) -> float:
    try:
        return float(value.partition(" ")[0])
    except ValueError:
        return 0.0
