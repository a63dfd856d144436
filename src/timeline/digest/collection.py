"""What the choice of days and that of events both need to know of the articles and their events."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property

from timeline.contract import DocumentRow, EventRow, told_in

_WORD = re.compile(r"\w+")


class Collection:
    """The events that a short chronology is chosen from, and the articles that tell of them."""

    def __init__(self, events: Sequence[EventRow], documents: Sequence[DocumentRow]) -> None:
        self.events = events
        self._originals = {d["id"]: d["copy_of"] for d in documents if d.get("copy_of")}
        self._published = {d["id"]: _day(d["published"]) for d in documents}

    def source(self, document: str) -> str:
        """The document whose text this one prints, itself where the text is its own."""
        return self._originals.get(document) or document

    def published(self, document: str) -> int | None:
        """The day a document was published, as an ordinal (`datetime.date.toordinal`)."""
        return self._published.get(document)

    def sources(self, event: EventRow) -> set[str]:
        """The documents that tell of an event in words of their own, copies left out."""
        return {self.source(m["document"]) for m in event["mentions"]}

    def repeats(self, event: EventRow) -> set[str]:
        """The same with those that say it in the same words as another, copies left out."""
        return {self.source(name) for m in event["mentions"] for name in told_in(m)}

    @cached_property
    def days(self) -> Mapping[int, list[EventRow]]:
        """The events of precision day by the ordinal of their day, days in order."""
        found: dict[int, list[EventRow]] = {}
        for event in self.events:
            day = _day(event["start"]) if event["precision"] == "day" else None
            if day is not None:
                found.setdefault(day, []).append(event)
        return dict(sorted(found.items()))

    def events_of(self, day: int) -> list[EventRow]:
        """The events dated on a day, as they were given."""
        return self.days.get(day, [])

    @cached_property
    def document_frequency(self) -> Counter[str]:
        """In how many sentences that tell of events each word stands, its case folded."""
        quotes = {m["quote"] for event in self.events for m in event["mentions"]}
        return Counter(word for quote in quotes for word in set(words(quote)))

    def centrality(self, told: Iterable[str]) -> float:
        """How central words are to the collection, 0 to 1: what share of its sentences has them.

        The mean over distinct words of the logarithm of how often each stands in all sentences.
        """
        distinct = set(told)
        if not distinct:
            return 0.0
        most = math.log1p(max(self.document_frequency.values(), default=1))
        logs = sum(math.log1p(self.document_frequency[word]) for word in sorted(distinct))
        return logs / most / len(distinct)


def words(text: str) -> list[str]:
    """The words of a text, their case folded."""
    return _WORD.findall(text.casefold())


def _day(told: str | None) -> int | None:
    """The ordinal of an ISO day, None for what is none of the common era."""
    try:
        return None if told is None else date.fromisoformat(told).toordinal()
    except ValueError:
        return None
