"""An event as one flat row, as CSV files and data frames hold it."""

from __future__ import annotations

from typing import Any

from timeline.contract import AmountRow, EventRow, documents

COLUMNS = (
    "id", "date", "start", "end", "precision", "approximate", "type", "status", "title", "actors",
    "actor_ids", "places", "amounts", "confidence", "salience", "languages", "sources", "documents",
    "quote",
)  # fmt: skip

LISTS = ("actors", "actor_ids", "places", "amounts", "languages", "documents")


def row(event: EventRow) -> list[Any]:
    """The values of COLUMNS; quote is that of the first mention, amounts with their unit."""
    return [
        event["id"], event["date"], event["start"], event["end"], event["precision"],
        event["approximate"], event["type"], event["status"], event["title"],
        [a["name"] for a in event["actors"]], [a["id"] for a in event["actors"]],
        [p["name"] for p in event["places"]],
        [_amount(a) for a in event["amounts"]], event["confidence"], event["salience"],
        event["languages"], event["sources"], documents(event), event["mentions"][0]["quote"],
    ]  # fmt: skip


def _amount(amount: AmountRow) -> str:
    value = amount["value"]
    number = f"{value:.0f}" if value == int(value) else repr(value)
    return f"{number} {amount['currency'] or amount['unit']}"
