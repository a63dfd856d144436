"""What the choice of days and that of events both need to know of the articles and their events."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from timeline import when
from timeline.contract import PRINTED_SALIENCE, DocumentRow, EventRow, MentionRow, reviewed
from timeline.digest.columns import FAVOURED, REJECTED, SHOWN, Columns, sentence

_COARSE = ("week", "month", "season", "quarter", "year")
FEW = 20
"""Events that the user wants which a short chronology shows one and all; of more, as of all others,
the best are chosen."""
_DAY = re.compile(r"(-?\d{4,})-(\d\d)-(\d\d)")


class Collection:
    """The events that a short chronology is chosen from, and the articles that tell of them.

    events: may be outside of memory; they are gone through once, then few are asked for. language:
    that of the lines, "" for that of most documents. with_rejected: whether what the user rejected
    may be chosen too. Documents go by numbers, some of which only events know.
    """

    def __init__(
        self,
        events: Sequence[EventRow],
        documents: Iterable[DocumentRow],
        language: str = "",
        *,
        with_rejected: bool = False,
    ) -> None:
        self._events = events
        self._language = language
        self._with_rejected = with_rejected
        self._ids: list[str] = []
        self._numbers: dict[str, int] = {}
        self._kinds: list[str | None] = []
        self._languages: list[str] = []
        self._published: list[int | None] = []
        self.sources: list[int] = []
        """Of each document by its number, that of the one whose text it prints: itself where the
        text is its own."""
        for d in documents:
            number = self.number(d["id"])
            self._kinds[number], self._languages[number] = d.get("kind"), d["language"]
            self._published[number] = _last_day(d["published"])
            if original := d.get("copy_of"):
                self.sources[number] = self.number(original)
        self.columns = Columns(events, self.number, _flags)

    def number(self, document: str) -> int:
        """The number of a document."""
        number = self._numbers.get(document)
        if number is None:
            number = self._numbers[document] = len(self._ids)
            self._ids.append(document)
            self.sources.append(number)
            self._kinds.append(None)
            self._languages.append("")
            self._published.append(None)
        return number

    def source(self, document: str) -> str:
        """The document whose text this one prints, itself where the text is its own."""
        return self._ids[self.sources[self.number(document)]]

    def kind(self, document: str) -> str | None:
        """The kind of a document, as the contract names it."""
        return self.kind_of(self.number(document))

    def kind_of(self, number: int) -> str | None:
        """The same of a document by its number."""
        return self._kinds[number]

    def language(self, document: str) -> str:
        """The language of a document (ISO 639-1), "" where it is not known."""
        return self._languages[self.number(document)]

    @cached_property
    def main_language(self) -> str:
        """The language that lines are in where it can be had: the one asked for, else that of most
        documents, of equals the first in the alphabet."""
        if self._language:
            return self._language
        count = Counter(code for code in self._languages if code)
        return min(count, key=lambda code: (-count[code], code), default="")

    def beside(self, mention: MentionRow) -> Iterator[MentionRow]:
        """The mentions of the sentence of a mention, itself among them."""
        columns, number = self.columns, self.number(mention["document"])
        wanted = sentence(number, mention)
        place = columns.sentences.__getitem__
        at = bisect_left(self._by_sentence, wanted, key=place)
        while at < len(self._by_sentence) and place(self._by_sentence[at]) == wanted:
            n = self._by_sentence[at]
            event = bisect_right(columns.firsts, n) - 1
            found = self._events[event]["mentions"][n - columns.firsts[event]]
            if all(found[k] == mention[k] for k in ("document", "start", "end")):
                yield found
            at += 1

    @cached_property
    def _by_sentence(self) -> array[int]:
        """The places of mentions, those of one sentence together."""
        places = range(len(self.columns.sentences))
        return array("Q", sorted(places, key=self.columns.sentences.__getitem__))

    def published(self, document: str) -> int | None:
        """The number of the day a document was published, of its last where it is a span."""
        return self.published_of(self.number(document))

    def published_of(self, number: int) -> int | None:
        """The same of a document by its number."""
        return self._published[number]

    @cached_property
    def publications(self) -> list[int]:
        """The numbers of the days that documents with texts of their own were published, sorted."""
        told = (day for n, day in enumerate(self._published) if self.sources[n] == n)
        return sorted(day for day in told if day is not None)

    def texts(self) -> Iterator[str]:
        """The sentences of each source that tell of an event, each once, a line each."""
        return self.columns.texts(self.sources)

    @cached_property
    def days(self) -> Mapping[int, array[int]]:
        """The places of the events of each day by its number (`day_number`), in order; none that is
        rejected, unless these are wanted.

        Where most is dated more coarsely, those of a month or a year count for its first day, and
        so do those that the user wants, where they are few.
        """
        columns = self.columns
        numbers = [day_number(told) for told in columns.dates]
        precise = [told in self._precisions for told in columns.dates]
        found: dict[int, array[int]] = {}
        for n, flags in enumerate(columns.flags):
            wanted = self.few_favoured and bool(flags & FAVOURED)
            day = numbers[columns.starts[n]] if wanted or precise[columns.precisions[n]] else None
            if day is not None and (self._with_rejected or not flags & REJECTED):
                if day not in found:
                    found[day] = array("Q")
                found[day].append(n)
        return dict(sorted(found.items()))

    @cached_property
    def few_favoured(self) -> bool:
        """Whether the events that the user wants are few enough to be shown one and all."""
        return sum(bool(flags & FAVOURED) for flags in self.columns.flags) <= FEW

    @cached_property
    def _precisions(self) -> frozenset[str]:
        """The precisions of dates that stand for a day."""
        columns = self.columns
        pairs = zip(columns.precisions, columns.flags, strict=True)
        told = Counter(columns.dates[precision] for precision, flags in pairs if flags & SHOWN)
        coarse = sum(told[precision] for precision in _COARSE)
        return frozenset({"day"} if coarse <= told["day"] else {"day", *_COARSE})

    @cached_property
    def mentions_of(self) -> Mapping[int, array[int]]:
        """The places of the mentions that date their event on each day themselves, by its
        number."""
        own = [self._day_of(told) if told else None for told in self.columns.dates]
        found: dict[int, array[int]] = {}
        for n, date in enumerate(self.columns.days):
            day = own[date]
            if day is not None:
                if day not in found:
                    found[day] = array("Q")
                found[day].append(n)
        return found

    def _day_of(self, told: str) -> int | None:
        """The number of the day that a date stands for, None for none."""
        if len(self._precisions) == 1 or _DAY.fullmatch(told):
            return day_number(told)
        try:
            dated = when.parse(told)
        except when.NotEdtfError:  # the name of a precision, which no mention has for a date
            return None
        return day_number(dated.start) if dated.precision in self._precisions else None

    def events_of(self, day: int) -> list[EventRow]:
        """The events dated on a day, as they were given."""
        return [self._events[n] for n in self.days.get(day, ())]


def _flags(event: EventRow) -> int:
    rejected = reviewed(event)["verdict"] == "rejected"
    return FAVOURED * favoured(event) | SHOWN * bool(event["shown"]) | REJECTED * rejected


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
