"""A desk that several requests use at once, with lists kept while they hold.

Lists, which may lay decisions or look through the store for damage, and decisions come one after
the other: a file that is open for writing must not be read but by SQLite then (store/seals.py). All
else is read meanwhile.
"""

from __future__ import annotations

from datetime import date
from threading import Lock
from typing import Any

from timeline.contract import EventRow
from timeline.errors import UsageError
from timeline.render import Page
from timeline.review.desk import Asked, Desk, Taken, Wanted
from timeline.review.web import event_view
from timeline.review.web.rows import Row, row
from timeline.store.listing import Listed
from timeline.store.query import fold

# Lists that are kept, and events found to join with.
_KEPT, _FOUND = 6, 30
_NEVER = 10**7


class SharedDesk:
    """A desk for requests; methods raise TimelineError as the desk does."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self._alone = desk, Lock()
        self._lists: dict[str, tuple[str, list[Listed], list[Row]]] = {}
        self._page: tuple[str, Page] = ("", Page((), ()))
        # What is looked for words in, event by event.
        self._said: tuple[str, list[str]] = ("", [])

    def version(self) -> str:
        """See Desk."""
        return self.desk.version()

    def rows(self, wanted: Wanted) -> tuple[str, list[Row]]:
        """(version, the lines of a list)."""
        version, _, lines = self._list(wanted)
        return version, lines

    def _list(self, wanted: Wanted) -> tuple[str, list[Listed], list[Row]]:
        key = repr(wanted)
        with self._alone:
            known = self._lists.pop(key, None)
            # Before it is read: what changes while it is, is seen at the next look.
            version = self.desk.version()
            if known is None or known[0] != version:
                found = self.desk.listed(wanted)
                known = (version, found, list(map(row, found)))
            self._lists[key] = known
            while len(self._lists) > _KEPT:
                del self._lists[next(iter(self._lists))]
            return known

    def event(self, id_: str) -> dict[str, Any]:
        """What is shown of an event. Raises UsageError for one that isn't there."""
        found = self.known(id_)
        around = self.desk.contexts(found["mentions"])
        contexts = {
            (m["document"], m["start"]): sides
            for m, sides in zip(found["mentions"], around, strict=True)
            if sides is not None
        }
        whole = self.desk.event(found["part_of"]) if found["part_of"] else None
        return event_view.event(found, self.page(), contexts, whole)

    def known(self, id_: str) -> EventRow:
        """The event of just this id. Raises UsageError for one that isn't there."""
        found = self.desk.event(id_)
        if found is None:
            why = "it is no event's any more: somebody joined, split or took something back"
            raise UsageError(id_, why, "go on with another")
        return found

    def page(self) -> Page:
        """What knows the documents and how they are cited."""
        version, page = self._page
        now = self.desk.version()
        if version != now:
            page = Page(self.desk.documents(), (), shown=self.desk.names())
            self._page = (now, page)
        return page

    def near(self, id_: str, text: str) -> list[Row]:
        """The events that one may be joined with, those first that are nearest in time.

        text: words that are looked for in titles and dates.
        """
        version, events, lines = self._list(Wanted(everything=True))
        words = fold(text).split()
        if words and self._said[0] != version:
            told_ = zip(events, lines, strict=True)
            self._said = (
                version,
                [fold(f"{e.title} {line[2]} {e.date} {e.id}") for e, line in told_],
            )
        said = self._said[1]
        here = next((_day(e) for e in events if e.id == id_), None)
        found = sorted(
            (_far(_day(one), here), n)
            for n, one in enumerate(events)
            if one.id != id_ and (not words or all(word in said[n] for word in words))
        )
        return [lines[n] for _, n in found[:_FOUND]]

    def decide(self, asked: Asked) -> Taken:
        """See Desk. Raises UsageError where one of the ids is no event's just now."""
        with self._alone:
            for id_ in asked.ids:
                # The command line takes beginnings of ids; a page means what it shows.
                self.known(id_)
            return self.desk.decide(asked)

    def undo(self, key: str) -> Taken:
        """See Desk."""
        with self._alone:
            return self.desk.undo(key)


def _far(day: int | None, here: int | None) -> int:
    """Days between two events; those without a day come last."""
    return _NEVER if day is None or here is None else abs(day - here)


def _day(one: Listed) -> int | None:
    """The middle of an event's days as a number; None for one without, or before year 1."""
    days = []
    for day in (one.start, one.end):
        try:
            days.append(date.fromisoformat(day or "").toordinal())
        except ValueError:
            continue
    return sum(days) // len(days) if days else None
