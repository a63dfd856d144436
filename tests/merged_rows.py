"""A chronology as merging made it, held in memory, as decisions look things up in it."""

from __future__ import annotations

from timeline.contract import EventRow


class MergedRows:
    """What `timeline.decisions.finder.Base` asks of events. rows: these, in their order."""

    rows: list[EventRow]

    def events_of(self, document: str) -> list[EventRow]:
        return [e for e in self.rows if any(m["document"] == document for m in e["mentions"])]

    def event(self, id_: str) -> EventRow | None:
        return next((e for e in self.rows if e["id"] == id_), None)

    def events_dated(self, date: str) -> list[EventRow]:
        return [e for e in self.rows if any(m["date"] == date for m in e["mentions"])]

    def article(self, id_: str) -> str | None:
        return None

    def language(self, id_: str) -> str | None:
        return None
