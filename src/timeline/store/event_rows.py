"""Events as the tables hold them, taken apart to be stored and put together to be read.

Nothing is kept twice: what has a column stands there alone, quotes in `passage`, all else packed in
`event.told`. An event that is read is the same, byte for byte, as the one that was put in.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, zip_longest
from typing import Any, cast

from timeline.contract import (
    ActorRow,
    AmountRow,
    ConflictRow,
    ConflictValueRow,
    DecidedRow,
    EventRow,
    MentionRow,
    PlaceRow,
    RepeatRow,
    ReviewRow,
    SpanRow,
)
from timeline.safe_text import escaped
from timeline.store.packing import EVENTS

_OWN = (
    'SELECT number, id, title, date, start, "end", precision, approximate, type, status,'
    " confidence, salience, shown, languages, sources, part_of, told FROM event"
    " WHERE number IN ({})"
)
_MENTIONS = (
    'SELECT m.event, d.id, p.start, p."end", p.quote, m.title, m.date, m.status, m.confidence,'
    ' m.page, m.rules, m."trigger", m.time_text, m.time_type, m.time_value, m.time_edtf,'
    " m.time_how FROM mention_of m JOIN passage p ON p.number = m.passage"
    " JOIN document d ON d.number = p.document WHERE m.event IN ({}) ORDER BY m.event, m.number"
)
# So many are asked for at once; more make no difference.
_BATCH = 128
_ENCODED = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_NOTHING: tuple[Any, ...] = ((), (), (), (), (), None, ())
_DECODE = json.JSONDecoder().raw_decode


def told(e: EventRow) -> bytes:
    """What of an event has no column, packed."""
    found = [
        [_values(ActorRow, a) for a in e["actors"]],
        [_values(PlaceRow, p) for p in e["places"]],
        [_values(AmountRow, a) for a in e["amounts"]],
        [[c["field"], [_values(ConflictValueRow, v) for v in c["values"]]] for c in e["conflicts"]],
        [_values(DecidedRow, d) for d in e["decided"]],
        None if e["review"] is None else _values(ReviewRow, e["review"]),
        _cut([_spots(m) for m in e["mentions"]]),
    ]
    return EVENTS.pack(escaped(_ENCODED(found))) if any(found) else b""


def _spots(m: MentionRow) -> list[Any]:
    """Where the words of a mention stand otherwise than where its quote first has them: that of its
    event, the time expression's; and where all of it stands once more."""
    found: list[Any] = []
    for words in (m["trigger"], m["time_expression"]):
        if words is not None:
            begun = words["start"] - m["start"] - m["quote"].find(words["text"])
            found += [begun, words["end"] - words["start"] - len(words["text"])]
    repeats = [{**r, "trigger": _values(SpanRow, r["trigger"])} for r in m["also_in"]]
    return _cut([*found, [_values(RepeatRow, r) for r in repeats]])


def _cut(told: list[Any]) -> list[Any]:
    """A list without what says nothing at its end."""
    while told and not told[-1]:
        told.pop()
    return told


def _values(kind: type, record: Any) -> list[Any]:
    return [record[name] for name in kind.__annotations__]


class Reader:
    """Puts events together, one by one.

    db: a connection to the store. Every method raises Unreadable for what no version wrote.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._rules: dict[int, str] = {}

    def where(self, condition: str = "TRUE", *values: Any) -> Iterator[EventRow]:
        """The events that meet a condition on the columns of `event`, in the chronology's order."""
        sql = f"SELECT number FROM event WHERE {condition} ORDER BY position"
        return self.events(number for (number,) in self._db.execute(sql, values))

    def event(self, number: int) -> EventRow:
        """The event of that number."""
        return next(self.events((number,)))

    def events(self, numbers: Iterable[int]) -> Iterator[EventRow]:
        """The events of these numbers, in their order."""
        wanted = iter(numbers)
        while batch := tuple(islice(wanted, _BATCH)):
            marks = ",".join("?" * len(batch))
            own = {row[0]: row for row in self._db.execute(_OWN.format(marks), batch)}
            mentions: dict[int, list[Any]] = {number: [] for number in batch}
            for row in self._db.execute(_MENTIONS.format(marks), batch):
                mentions[row[0]].append(row)
            for number in batch:
                yield self._event(own[number], mentions[number])

    def _event(self, own: Sequence[Any], mentions: Sequence[Sequence[Any]]) -> EventRow:
        (
            _, id_, title, date, start, end, precision, approximate, type_, status, confidence,
            salience, shown, languages, sources, part_of, packed,
        ) = own  # fmt: skip
        actors, places, amounts, conflicts, decided, review, spots = (
            _parsed(EVENTS.unpack(packed)) if packed != b"" else _NOTHING
        )
        common = (title, date, status)
        return {
            "id": id_, "title": title, "date": date, "start": start, "end": end,
            "precision": precision, "approximate": bool(approximate), "type": type_,
            "status": status, "actors": [cast("ActorRow", _record(ActorRow, a)) for a in actors],
            "places": [cast("PlaceRow", _record(PlaceRow, p)) for p in places],
            "amounts": [cast("AmountRow", _record(AmountRow, a)) for a in amounts],
            "confidence": confidence, "salience": salience, "shown": bool(shown),
            "languages": _parsed(languages), "sources": sources,
            "conflicts": [_conflict(*c) for c in conflicts],
            "decided": [cast("DecidedRow", _record(DecidedRow, d)) for d in decided],
            "part_of": part_of,
            "review": None if review is None else cast("ReviewRow", _record(ReviewRow, review)),
            "mentions": [
                self._mention(row, at, common)
                for row, at in zip_longest(mentions, spots, fillvalue=())
            ],
        }  # fmt: skip

    def _mention(
        self, row: Sequence[Any], at: Sequence[Any], common: tuple[str, str, str]
    ) -> MentionRow:
        """common: title, date and status where the mention has none of its own."""
        (
            _, document, start, end, quote, title, date, status, confidence, page, rules, trigger,
            text, type_, value, edtf, how,
        ) = row  # fmt: skip
        of_time = 2 if text is None else 4
        begun, length, time_begun, time_length = (*at[:of_time], 0, 0, 0, 0)[:4]
        begun += start + quote.find(trigger)
        if text is not None:
            time_begun += start + quote.find(text)
            time_length += len(text)
        return {
            "document": document, "start": start, "end": end, "quote": quote,
            "title": common[0] if title is None else title,
            "date": common[1] if date is None else date,
            "status": common[2] if status is None else status,
            "confidence": confidence, "page": page,
            "rules": [self._rule(n) for n in _parsed(rules)],
            "trigger": {"text": trigger, "start": begun, "end": begun + length + len(trigger)},
            "time_expression": None if text is None else {
                "text": text, "start": time_begun, "end": time_begun + time_length,
                "type": type_, "value": value, "edtf": edtf, "how": how,
            },
            "also_in": [_repeat(r) for r in at[of_time]] if len(at) > of_time else [],
        }  # fmt: skip

    def _rule(self, number: int) -> str:
        """The name of a rule; one of a few thousand."""
        name = self._rules.get(number)
        if name is None:
            sql = "SELECT name FROM rule WHERE number = ?"
            name = self._rules[number] = str(self._db.execute(sql, (number,)).fetchone()[0])
        return name


def _parsed(text: str) -> Any:
    """What a text of JSON says that we wrote: nothing stands before it or after it."""
    return _DECODE(text)[0]


def _record(kind: type, values: Sequence[Any]) -> dict[str, Any]:
    return dict(zip(kind.__annotations__, values, strict=True))


def _conflict(field: str, values: Sequence[Sequence[Any]]) -> ConflictRow:
    told_of = [cast("ConflictValueRow", _record(ConflictValueRow, v)) for v in values]
    return {"field": field, "values": told_of}


def _repeat(values: Sequence[Any]) -> RepeatRow:
    told_of = _record(RepeatRow, values)
    return cast("RepeatRow", {**told_of, "trigger": _record(SpanRow, told_of["trigger"])})
