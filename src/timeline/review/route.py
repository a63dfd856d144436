"""The events that a person goes through, in order, and where they are.

What is decided on the way stays in it, even where only what is left was asked for, so that one can
go back. Where the event one was at is gone, joined by somebody or chosen no more, the next that is
still there takes its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.review.desk import Desk, Wanted

if TYPE_CHECKING:
    from timeline.store.listing import Listed


class Route:
    """A way through the events of a desk."""

    def __init__(self, desk: Desk, wanted: Wanted) -> None:
        self._desk = desk
        self._version = ""
        self._mine: set[str] = set()
        self.wanted = wanted
        self.rows: list[Listed] = []
        self.at = 0

    @property
    def here(self) -> Listed | None:
        """The event one is at, None where there are none."""
        return self.rows[self.at] if self.rows else None

    @property
    def following(self) -> str | None:
        """The id of the next event."""
        return self.rows[self.at + 1].id if self.at + 1 < len(self.rows) else None

    @property
    def left(self) -> int:
        """Events without a verdict."""
        return sum(row.verdict is None for row in self.rows)

    @property
    def version(self) -> str:
        """What the events were read of."""
        return self._version

    def is_old(self) -> bool:
        """Whether the chronology has changed since it was read."""
        return self._desk.version() != self._version

    def freshen(self) -> bool:
        """Read what there is today; whether that is another state than before."""
        if not self.is_old():
            return False
        listed = self._desk.listed(replace(self.wanted, left=False))
        rows = [
            row
            for row in listed
            if not self.wanted.left or row.verdict is None or row.id in self._mine
        ]
        self.at = _place(self.rows, self.at, rows)
        self.rows = rows
        # Listing may lay decisions over it that were edited by hand.
        self._version = self._desk.version()
        return True

    def choose(self, wanted: Wanted) -> None:
        """Go through other events, from the same one where it is among them.

        Raises UsageError for what can't be asked for, with nothing changed.
        """
        self._desk.listed(wanted)
        here = self.here
        self.wanted, self._version, self._mine = wanted, "", set()
        self.rows, self.at = [], 0
        self.freshen()
        if here is not None:
            self.go_to(here.id)

    def keep(self, ids: Iterable[str]) -> None:
        """These were decided on here."""
        self._mine.update(ids)

    def go_to(self, id_: str) -> None:
        """Go to an event, where it is on the way."""
        self.at = next((n for n, row in enumerate(self.rows) if row.id == id_), self.at)

    def move(self, by: int) -> bool:
        """Go so many events on, or back; whether there was one to go to."""
        at = max(0, min(self.at + by, len(self.rows) - 1))
        moved, self.at = at != self.at, at
        return moved


def _place(before: Sequence[Listed], at: int, rows: Sequence[Listed]) -> int:
    """Where one is now: at the event one was at, else at the next that is still there."""
    places = {row.id: n for n, row in enumerate(rows)}
    for row in before[at:]:
        if row.id in places:
            return places[row.id]
    return max(0, len(rows) - 1) if before else 0
