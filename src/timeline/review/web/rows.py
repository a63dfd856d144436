"""An event as a line of the page's list: an array, as ten thousand of them are sent at once."""

from __future__ import annotations

from functools import lru_cache

from timeline.contract import EventRow, reviewed
from timeline.render import words
from timeline.safe_text import clean
from timeline.store.listing import Listed

Row = list[object]

COLUMNS = (
    "id", "title", "when", "start", "end", "type", "status", "sure", "sources", "verdict", "tags",
    "noted",
)  # fmt: skip
"""What stands where in a row."""

date = lru_cache(maxsize=20_000)(words.date)


def row(one: Listed) -> Row:
    """The line of an event of a list."""
    return [
        one.id,
        clean(one.title),
        date(one.date),
        one.start,
        one.end,
        one.type,
        one.status,
        round(one.confidence, 2),
        one.sources,
        one.verdict,
        [clean(tag) for tag in one.tags],
        bool(one.noted),
    ]


def row_of(event: EventRow) -> Row:
    """The line of a whole event."""
    said = reviewed(event)
    return row(
        Listed(
            event["id"],
            event["title"],
            event["date"],
            event["start"],
            event["end"],
            event["type"],
            event["status"],
            event["confidence"],
            event["sources"],
            said["verdict"],
            tuple(said["tags"]),
            said["note"] is not None,
        )
    )
