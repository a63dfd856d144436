"""What the choice of days and that of events both need to know of the articles and their events."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache

from timeline import when
from timeline.contract import (
    PRINTED_SALIENCE,
    DocumentRow,
    EventRow,
    MentionRow,
    reviewed,
    told_in,
)

_COARSE = ("week", "month", "season", "quarter", "year")
FEW = 20
"""Events that the user wants which a short chronology shows one and all; of more, as of all others,
the best are chosen."""
_DAY = re.compile(r"(-?\d{4,})-(\d\d)-(\d\d)")


class Collection:
    """The events that a short chronology is chosen from, and the articles that tell of them."""

    def __init__(
        self, events: Sequence[EventRow], documents: Sequence[DocumentRow], language: str = ""
    ) -> None:
        self.events = events
        self._language = language
        self._originals = {d["id"]: d["copy_of"] for d in documents if d.get("copy_of")}
        self._kinds = {d["id"]: d.get("kind") for d in documents}
        self._languages = {d["id"]: d["language"] for d in documents}
        self._published = {d["id"]: _last_day(d["published"]) for d in documents}

    def source(self, document: str) -> str:
        """The document whose text this one prints, itself where the text is its own."""
        return self._originals.get(document) or document

    def kind(self, document: str) -> str | None:
        """The kind of a document, as the contract names it."""
        return self._kinds.get(document)

    def language(self, document: str) -> str:
        """The language of a document (ISO 639-1), "" where it is not known."""
        return self._languages.get(document, "")

    @cached_property
    def main_language(self) -> str:
        """The language that lines are in where it can be had: the one asked for, else that of most
        documents, of equals the first in the alphabet."""
        if self._language:
            return self._language
        count = Counter(code for code in self._languages.values() if code)
        return min(count, key=lambda code: (-count[code], code), default="")

    @cached_property
    def beside(self) -> Mapping[tuple[str, int, int], list[MentionRow]]:
        """The mentions of each sentence, by its document and span."""
        found: dict[tuple[str, int, int], list[MentionRow]] = {}
        for event in self.events:
            for m in event["mentions"]:
                found.setdefault((m["document"], m["start"], m["end"]), []).append(m)
        return found

    def published(self, document: str) -> int | None:
        """The number of the day a document was published, of its last where it is a span."""
        return self._published.get(document)

    @cached_property
    def publications(self) -> list[int]:
        """The numbers of the days that documents with texts of their own were published, sorted."""
        told = (day for id_, day in self._published.items() if id_ not in self._originals)
        return sorted(day for day in told if day is not None)

    def sources(self, event: EventRow) -> set[str]:
        """The documents that tell of an event in words of their own, copies left out."""
        return {self.source(m["document"]) for m in event["mentions"]}

    def repeats(self, event: EventRow) -> set[str]:
        """The same with those that say it in the same words as another, copies left out."""
        return {self.source(name) for m in event["mentions"] for name in told_in(m)}

    @cached_property
    def days(self) -> Mapping[int, list[EventRow]]:
        """The events of each day by its number (`day_number`), in order; none that is rejected.

        Where most is dated more coarsely, those of a month or a year count for its first day, and
        so do those that the user wants, where they are few.
        """
        found: dict[int, list[EventRow]] = {}
        for event in self.events:
            wanted = self.few_favoured and favoured(event)
            dated = wanted or event["precision"] in self._precisions
            day = day_number(event["start"]) if dated else None
            if day is not None and reviewed(event)["verdict"] != "rejected":
                found.setdefault(day, []).append(event)
        return dict(sorted(found.items()))

    @cached_property
    def few_favoured(self) -> bool:
        """Whether the events that the user wants are few enough to be shown one and all."""
        return sum(map(favoured, self.events)) <= FEW

    @cached_property
    def _precisions(self) -> frozenset[str]:
        """The precisions of dates that stand for a day."""
        told = Counter(e["precision"] for e in self.events if e["shown"])
        coarse = sum(told[precision] for precision in _COARSE)
        return frozenset({"day"} if coarse <= told["day"] else {"day", *_COARSE})

    def day_of(self, mention: MentionRow) -> int | None:
        """The number of the day that a mention itself dates its event on, None where on no day."""
        told = mention["date"]
        if len(self._precisions) == 1 or _DAY.fullmatch(told):
            return day_number(told)
        dated = when.parse(told)
        return day_number(dated.start) if dated.precision in self._precisions else None

    def events_of(self, day: int) -> list[EventRow]:
        """The events dated on a day, as they were given."""
        return self.days.get(day, [])


def favoured(event: EventRow) -> bool:
    """Whether the user accepted an event, added it, or gave it a salience that has it printed."""
    decided = event.get("decided", ())
    if reviewed(event)["verdict"] == "accepted" or any(d["action"] == "add" for d in decided):
        return True
    set_ = any(d["action"] == "set" and d["field"] == "salience" for d in decided)
    return set_ and event["salience"] >= PRINTED_SALIENCE


@lru_cache(maxsize=10_000)
def day_number(day: str | None) -> int | None:
    """The number of an ISO day, None for what is none; from one day to the next it grows by one.

    Days before the year 1 have one too, which `datetime.date` has not.
    """
    told = _DAY.fullmatch(day or "")
    if told is None:
        return None
    year, month, in_month = map(int, told.groups())
    # Years begin in March here, so that a day that is put in comes last.
    year, month = (year, month - 3) if month > 2 else (year - 1, month + 9)
    leap_days = year // 4 - year // 100 + year // 400
    return 365 * year + leap_days + (153 * month + 2) // 5 + in_month


def _last_day(published: str | None) -> int | None:
    """The number of the last day of a date of publication."""
    try:
        return None if published is None else day_number(when.parse(published).end)
    except when.NotEdtfError:
        return None
