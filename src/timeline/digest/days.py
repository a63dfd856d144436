"""How much each day matters, and which days matter most."""

from __future__ import annotations

from timeline.digest.collection import Collection

USUAL = 15
"""Days of a short chronology, where the material holds as many."""


def best_days(collection: Collection, wanted: int | None = None) -> list[int]:
    """The ordinals of the days that matter most, in their order. wanted: how many at most."""
    ranked = sorted(collection.days, key=lambda day: (-importance(day, collection), day))
    return sorted(ranked[: USUAL if wanted is None else wanted])


def importance(day: int, collection: Collection) -> float:
    """How much a day matters: how many documents, independent of one another, name it."""
    return len({
        collection.source(m["document"])
        for event in collection.events_of(day)
        for m in event["mentions"]
        if m["time_expression"] is not None
    })  # fmt: skip
