"""What is kept in memory of many events and mentions while a short chronology is chosen of them:
some bytes each, gathered in one pass; the events themselves stay where they are."""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence

from timeline.contract import EventRow, MentionRow

FAVOURED, SHOWN, REJECTED = 1, 2, 4
"""Of an event: whether the user wants it, it is printed by default, the user rejected it."""
NAMED, NOT_YET = 1, 2
"""Of a mention: whether its own words name its date, and whether it tells of what had not
happened."""
_IN_MEMORY = 4_000_000
# How a mention got its date from another: the words themselves name no day.
_FROM_ANOTHER = "merge:dated-by-event"
_NOT_YET = ("planned", "possible", "denied")


class Columns:
    """One value an event, or a mention, in their order.

    events: gone through once. document: the number of a document by its id; flags: of an event.
    Of events: starts, their first days as numbers in `dates`, precisions, flags, weights (salience
    by confidence); the mentions of the nth event are those from firsts[n] to firsts[n + 1]. Of
    mentions: documents, days (numbers in `dates`), names (flags), sentences (what tells a
    sentence from most others).
    """

    def __init__(
        self,
        events: Iterable[EventRow],
        document: Callable[[str], int],
        flags: Callable[[EventRow], int],
    ) -> None:
        self.dates: list[str] = []
        self._numbers: dict[str, int] = {}
        self.starts, self.precisions, self.flags = array("i"), array("i"), array("B")
        self.weights, self.firsts = array("d"), array("Q", [0])
        self.documents, self.days, self.names = array("I"), array("i"), array("B")
        self.sentences = array("q")
        # A quote stands where the one before it ends.
        self._quotes = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
        self._ends = array("Q", [0])
        for e in events:
            self.starts.append(self._date(e["start"] or ""))
            self.precisions.append(self._date(e["precision"]))
            self.flags.append(flags(e))
            self.weights.append(e["salience"] * e["confidence"])
            for m in e["mentions"]:
                self._add(m, document(m["document"]))
            self.firsts.append(len(self.days))

    def __del__(self) -> None:
        self._quotes.close()

    def _date(self, told: str) -> int:
        number = self._numbers.setdefault(told, len(self.dates))
        if number == len(self.dates):
            self.dates.append(told)
        return number

    def _add(self, m: MentionRow, document: int) -> None:
        named = m["time_expression"] is not None and _FROM_ANOTHER not in m["rules"]
        self.documents.append(document)
        self.days.append(self._date(m["date"]))
        self.names.append(NAMED * named | NOT_YET * (m["status"] in _NOT_YET))
        self.sentences.append(sentence(document, m))
        # A quote may hold half of a character that no text file can.
        quote = m["quote"].encode("utf-8", "surrogatepass")
        self._ends.append(self._ends[-1] + self._quotes.write(quote))

    def mentions(self, event: int) -> range:
        """The places of the mentions of an event."""
        return range(self.firsts[event], self.firsts[event + 1])

    def texts(self, sources: Sequence[int]) -> Iterator[str]:
        """The quotes of each source, each once and sorted, a line each; the sources as they were
        first met. sources: that of each document, by their numbers."""
        first: dict[int, int] = {}
        for document in self.documents:
            first.setdefault(sources[document], len(first))
        found = [0] * (len(first) + 1)
        for document in self.documents:
            found[first[sources[document]] + 1] += 1
        for n in range(len(first)):
            found[n + 1] += found[n]
        order, free = array("Q", bytes(8 * len(self.documents))), found[:]
        for place, document in enumerate(self.documents):
            n = first[sources[document]]
            order[free[n]] = place
            free[n] += 1
        for n in range(len(first)):
            yield "\n".join(sorted(set(map(self._quote, order[found[n] : found[n + 1]]))))

    def _quote(self, place: int) -> str:
        begin, end = self._ends[place : place + 2]
        self._quotes.seek(begin)
        return self._quotes.read(end - begin).decode("utf-8", "surrogatepass")


def sentence(document: int, m: MentionRow) -> int:
    """A number that mentions of one sentence have in common. document: its number."""
    return hash((document, m["start"], m["end"]))
