"""The review as one keyed loop in a terminal."""

from __future__ import annotations

from timeline.errors import UsageError
from timeline.review.desk import Desk, Wanted


def run(desk: Desk, wanted: Wanted) -> None:
    """Go through the events that are wanted."""
    raise UsageError("--terminal", "it isn't there yet", "leave it out")
