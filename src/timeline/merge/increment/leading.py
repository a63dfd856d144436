"""Which mentions stand where one asks, and which of many lead there.

Of many that are filed on one day by one label only the first lead, and so it is with many by which
an article tells one thing. What does not lead is not read for the others, so that the time is in
proportion to the mentions, however many are filed by one label on one day.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from timeline.merge.increment.filing import STRETCHES, Card, Filed, Place, stretch

MOST = 128
"""So many of those filed on one day by one label, the first in order, are compared with all; so
many of those by which one article tells one thing."""

# Where more than so many rows answer for one mention, those of a day that do not lead are not read.
_CROWD = 512
# So many answers on chains are kept at hand.
_AT_HAND = 8192
# So many values are asked for at once.
_BATCH = 200


class Leading:
    """What is filed in a database, and who leads. Nothing may be filed otherwise meanwhile, but
    before the first question."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        # By label and day: those that lead, None where all do.
        self._leaders: dict[tuple[int, int], frozenset[int] | None] = {}
        self._all_known = False
        self._days: dict[int, list[int]] = {}
        self._asks: dict[tuple[int, int], list[tuple[int, ...]]] = {}
        self._chains: dict[tuple[int, int], list[int]] = {}

    def find_all(self) -> Iterator[int]:
        """Find where not all lead, of all that is filed; those that do not lead everywhere."""
        full = self._db.execute(
            "SELECT label, day FROM merge_label GROUP BY label, day HAVING count(*) > ?", (MOST,)
        )
        for label, day in full.fetchall():
            filed = self.filed(label, day)
            self._leaders[label, day] = frozenset(place[2] for place in filed[:MOST])
            yield from (place[2] for place in filed[MOST:])
        self._all_known = True
        many = self._db.execute(
            "SELECT document, chain FROM merge_mention GROUP BY document, chain"
            " HAVING count(*) > ?",
            (MOST,),
        )
        for document, chain in many.fetchall():
            rows = self._db.execute(
                "SELECT id FROM merge_mention WHERE document = ? AND chain = ?"
                " ORDER BY n LIMIT -1 OFFSET ?",
                (document, chain, MOST),
            )
            yield from (row[0] for row in rows.fetchall())

    def leads(self, label: int, day: int, number: int) -> bool:
        """Whether a mention leads of those filed by a label on a day."""
        leaders = self._led_by(label, day)
        return leaders is None or number in leaders

    def _led_by(self, label: int, day: int) -> frozenset[int] | None:
        """Those that lead by a label on a day, None where all do."""
        at = label, day
        leaders = self._leaders.get(at)
        if leaders is None and not self._all_known and at not in self._leaders:
            filed = self.filed(label, day, MOST + 1)
            some = frozenset(place[2] for place in filed[:MOST]) if len(filed) > MOST else None
            leaders = self._leaders[at] = some
        return leaders

    def standing(self, low: int, high: int, labels: Mapping[int, bool]) -> set[int]:
        """The mentions filed by some labels from one day to another.

        labels: whether all that are filed by it are sought, or those that lead there.
        """
        query = "SELECT label, day, mention FROM merge_label WHERE day BETWEEN ? AND ? AND label IN"
        rows = list(islice(self._by_labels(query, (low, high), labels), _CROWD + 1))
        if len(rows) <= _CROWD:
            return {n for label, day, n in rows if labels[label] or self.leads(label, day, n)}
        found: set[int] = set()
        for label, everyone in labels.items():
            if everyone:
                sql = "SELECT mention FROM merge_label WHERE label = ? AND day BETWEEN ? AND ?"
                found.update(row[0] for row in self._db.execute(sql, (label, low, high)))
                continue
            days = self._days_of(label)
            for day in days[bisect_left(days, low) : bisect_right(days, high)]:
                found.update(self._leading(label, day))
        return found

    def _days_of(self, label: int) -> list[int]:
        """The days on which something is filed by a label, in order."""
        if label not in self._days:
            sql = "SELECT DISTINCT day FROM merge_label WHERE label = ? ORDER BY day"
            self._days[label] = [row[0] for row in self._db.execute(sql, (label,))]
        return self._days[label]

    def _leading(self, label: int, day: int) -> Iterable[int]:
        """Those that lead by a label on a day, in no order of note."""
        leaders = self._led_by(label, day)
        if leaders is not None:
            return leaders
        sql = "SELECT mention FROM merge_label WHERE label = ? AND day = ?"
        return [row[0] for row in self._db.execute(sql, (label, day))]

    def asking(self, one: Card) -> Iterator[int]:
        """The mentions that ask for one by a wide date."""
        query = (
            "SELECT label, mention, low, high, day, own FROM merge_ask WHERE stretch IN (?, ?, ?)"
            " AND label IN"
        )
        at = [stretch(n, one.day) for n in range(len(STRETCHES))]
        rows = list(islice(self._by_labels(query, at, one.labels), _CROWD + 1))
        if len(rows) > _CROWD:
            led = {n for n in one.labels if self.leads(n, one.day, one.number)}
            rows = list(self._by_labels(query, at, led))
            rows += (row for n in one.labels - led for met in at for row in self._led_asks(n, met))
        for label, other, low, high, day, own in rows:
            if low <= one.day <= high and (
                self.leads(label, one.day, one.number) or self.leads(own, day, other)
            ):
                yield other

    def _led_asks(self, label: int, met: int) -> list[tuple[int, ...]]:
        """What those ask for by a label in a stretch that lead where they are filed."""
        if (label, met) not in self._asks:
            rows = self._db.execute(
                "SELECT label, mention, low, high, day, own FROM merge_ask"
                " WHERE label = ? AND stretch = ?",
                (label, met),
            )
            self._asks[label, met] = [row for row in rows if self.leads(row[5], row[4], row[1])]
        return self._asks[label, met]

    def told_again(self, number: int) -> Iterable[int]:
        """The mentions that tell one again in its article, or that it tells again.

        Of many that tell one thing the first lead, and the others are compared with those alone.
        """
        leaders = self.first_told(number)
        if len(leaders) <= MOST or number not in leaders[:MOST]:
            return leaders[:MOST]
        sql = "SELECT id FROM merge_mention WHERE document = ? AND chain = ?"
        return [row[0] for row in self._db.execute(sql, self._chain(number))]

    def _chain(self, number: int) -> tuple[int, int]:
        """The article of a mention, and what it tells there."""
        sql = "SELECT document, chain FROM merge_mention WHERE id = ?"
        document, chain = self._db.execute(sql, (number,)).fetchone()
        return document, chain

    def first_told(self, number: int) -> list[int]:
        """The first of the mentions that tell one thing in the article of one: one more than lead,
        if so many do."""
        at = self._chain(number)
        if at not in self._chains:
            rows = self._db.execute(
                "SELECT id FROM merge_mention WHERE document = ? AND chain = ? ORDER BY n LIMIT ?",
                (*at, MOST + 1),
            )
            if len(self._chains) >= _AT_HAND:
                self._chains.clear()
            self._chains[at] = [row[0] for row in rows]
        return self._chains[at]

    def _by_labels(
        self, query: str, values: Sequence[int], labels: Iterable[int]
    ) -> Iterator[tuple[Any, ...]]:
        asked = sorted(labels)
        for start in range(0, len(asked), _BATCH):
            some = asked[start : start + _BATCH]
            marks = ",".join("?" * len(some))
            yield from self._db.execute(f"{query} ({marks})", (*values, *some))

    def filed(self, label: int, day: int, most: int = -1) -> list[Place]:
        """Those filed by a label on a day, the first in order."""
        rows = self._db.execute(
            "SELECT document, n, mention FROM merge_label AS l JOIN merge_mention ON id = mention"
            " WHERE label = ? AND l.day = ? ORDER BY document, n LIMIT ?",
            (label, day, most),
        )
        return rows.fetchall()

    def told_by_many(self, old: Iterable[Filed], new: Iterable[Filed]) -> set[int]:
        """The mentions of articles that changed, where so many tell one thing that only the first
        lead, or did before."""
        changed = Counter(filed.place[0] for filed in (*old, *new))
        found: set[int] = set()
        for document, moves in changed.items():
            rows = self._db.execute(
                "SELECT id FROM merge_mention WHERE document = ? AND chain IN (SELECT chain FROM"
                " merge_mention WHERE document = ? GROUP BY chain HAVING count(*) + ? > ?)",
                (document, document, moves, MOST),
            )
            found.update(row[0] for row in rows)
        return found
