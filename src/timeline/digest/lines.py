"""Which events stand for a day."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.contract import EventRow
from timeline.digest.collection import Collection


def lines(events: Sequence[EventRow], k: int, collection: Collection) -> list[EventRow]:
    """The k events of a day that stand for it, fewer where there are fewer, in their order.

    events: those dated on the day, as they were given.
    """
    ranked = sorted(
        events,
        key=lambda e: (
            not e["shown"], -len(collection.sources(e)), -e["confidence"] * e["salience"], e["id"],
        ),
    )  # fmt: skip
    chosen = {e["id"] for e in ranked[:k]}
    return [e for e in events if e["id"] in chosen]
