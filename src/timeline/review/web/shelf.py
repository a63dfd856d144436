"""A desk that several requests use at once: one after the other, with lists kept while they hold.

A store is opened for writing by one thread at a time, and not read file-wise by another then (see
store/seals.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from threading import RLock
from typing import Any

from timeline.contract import EventRow
from timeline.errors import UsageError
from timeline.render import Page
from timeline.review.desk import Asked, Desk, Taken, Wanted
from timeline.review.web import told
from timeline.review.web.rows import Row, row
from timeline.store.listing import Listed
from timeline.store.query import fold

# Lists that are kept, and events found to join with.
_KEPT, _FOUND = 6, 30


class Shelf:
    """A desk for requests; methods raise TimelineError as the desk does."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._lock = desk, RLock()
        self._lists: dict[str, tuple[str, list[Listed], list[Row]]] = {}
        self._page: tuple[str, Page] = ("", Page((), ()))

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """The desk, to one at a time."""
        with self._lock:
            yield self._desk

    def version(self) -> str:
        """See Desk."""
        return self._desk.version()

    def rows(self, wanted: Wanted) -> tuple[str, list[Row]]:
        """(version, the lines of a list)."""
        version, _, lines = self._list(wanted)
        return version, lines

    def _list(self, wanted: Wanted) -> tuple[str, list[Listed], list[Row]]:
        key = repr(wanted)
        with self.desk() as desk:
            known = self._lists.pop(key, None)
            # Before it is read: what changes while it is, is seen at the next look.
            version = desk.version()
            if known is None or known[0] != version:
                found = desk.listed(wanted)
                known = (version, found, list(map(row, found)))
            self._lists[key] = known
            while len(self._lists) > _KEPT:
                del self._lists[next(iter(self._lists))]
            return known

    def event(self, id_: str) -> dict[str, Any]:
        """What is shown of an event. Raises UsageError for one that isn't there."""
        with self.desk() as desk:
            found = self.known(id_)
            around = desk.contexts(found["mentions"])
            contexts = {
                (m["document"], m["start"]): told_
                for m, told_ in zip(found["mentions"], around, strict=True)
                if told_ is not None
            }
            whole = desk.event(found["part_of"]) if found["part_of"] else None
            return told.event(found, self.page(), contexts, whole)

    def known(self, id_: str) -> EventRow:
        """The event of just this id. Raises UsageError for one that isn't there."""
        with self.desk() as desk:
            found = desk.event(id_)
        if found is None:
            why = "it is no event's any more: somebody joined, split or took something back"
            raise UsageError(id_, why, "go on with another")
        return found

    def page(self) -> Page:
        """What knows the documents and how they are cited."""
        with self.desk() as desk:
            version = desk.version()
            if self._page[0] != version or not version:
                self._page = (version, Page(desk.documents(), (), shown=desk.names()))
            return self._page[1]

    def near(self, id_: str, text: str) -> list[Row]:
        """The events that one may be joined with, those first that are nearest in time.

        text: words that are looked for in titles and dates.
        """
        _, events, lines = self._list(Wanted(everything=True))
        words = fold(text).split()
        mine = next((e for e in events if e.id == id_), None)
        here = None if mine is None else _day(mine)
        found = []
        for n, (one, line) in enumerate(zip(events, lines, strict=True)):
            if one.id == id_:
                continue
            if words:
                said = fold(f"{one.title} {line[2]} {one.date} {one.id}")
                if not all(word in said for word in words):
                    continue
            day = _day(one)
            far = abs(day - here) if day is not None and here is not None else 10**7
            found.append((far, n))
        return [lines[n] for _, n in sorted(found)[:_FOUND]]

    def decide(self, asked: Asked) -> Taken:
        """See Desk. Raises UsageError where one of the ids is no event's just now."""
        with self.desk() as desk:
            for id_ in asked.ids:
                # The command line takes beginnings of ids; a page means what it shows.
                self.known(id_)
            return desk.decide(asked)

    def undo(self, key: str) -> Taken:
        """See Desk."""
        with self.desk() as desk:
            return desk.undo(key)


def _day(one: Listed) -> int | None:
    """The middle of an event's days as a number; None for one without, or before year 1."""
    days = []
    for day in (one.start, one.end):
        try:
            days.append(date.fromisoformat(day or "").toordinal())
        except ValueError:
            continue
    return sum(days) // len(days) if days else None
