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
    " confidence, salience, shown, languages, sources, part_of, told FROM event_row"
    " WHERE number IN ({})"
)
_ACTORS = (
    "SELECT x.event, a.id, coalesce(x.name, a.name), a.kind, x.aliases FROM actor_of x"
    " JOIN actor a ON a.number = x.actor WHERE x.event IN ({}) ORDER BY x.event, x.number"
)
_PLACES = (
    "SELECT event, name, kind, country FROM place_of WHERE event IN ({}) ORDER BY event, number"
)
_AMOUNTS = (
    "SELECT event, value, currency, unit, text FROM amount_of WHERE event IN ({})"
    " ORDER BY event, number"
)
_MENTIONS = (
    'SELECT m.event, d.id, p.start, p."end", p.quote, m.title, m.date, m.status, m.confidence,'
    ' m.page, m.rules, m."trigger", m.spot, m.length, m.time_text, m.time_type, m.time_value,'
    " m.time_edtf, m.time_how FROM mention_of m JOIN passage p ON p.number = m.passage"
    " JOIN document d ON d.number = p.document WHERE m.event IN ({}) ORDER BY m.event, m.number"
)
NAMED = {"rule": "name", "word": "word"}
"""Tables of what goes by a number, and the column that it stands for."""
# The names of so many are at hand at most.
_AT_HAND = 65536
# So many are asked for at once; more make no difference.
_BATCH = 128
_ENCODED = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_THOUSAND = 1000
_NOTHING: tuple[Any, ...] = ((), (), (), (), None, ())
_NONE: list[Any] = []
_DECODE = json.JSONDecoder().raw_decode


def told(e: EventRow, *, actors_too: bool) -> bytes | None:
    """What of an event has no column, packed; None for nothing. actors_too: its actors as well."""
    exact = all(type(a["value"]) is float for a in e["amounts"])
    found = [
        [_values(ActorRow, a) for a in e["actors"]] if actors_too else [],
        [] if exact else [_values(AmountRow, a) for a in e["amounts"]],
        [[c["field"], [_values(ConflictValueRow, v) for v in c["values"]]] for c in e["conflicts"]],
        [_values(DecidedRow, d) for d in e["decided"]],
        None if e["review"] is None else _values(ReviewRow, e["review"]),
        _cut([_spots(m) for m in e["mentions"]]),
    ]
    return EVENTS.pack(escaped(_ENCODED(found))) if any(found) else None


def thousandths(share: float) -> float:
    """A share of one as it is kept: most have three decimals, which as an integer take a quarter of
    the room; a float is kept as it is."""
    whole = round(share * _THOUSAND)
    return whole if whole / _THOUSAND == share else float(share)


def _share(kept: float) -> float:
    """The share that was kept so."""
    return kept / _THOUSAND if isinstance(kept, int) else kept


def spot(m: MentionRow) -> tuple[int, int] | None:
    """Where in its quote the word of a mention stands, and how long it is; None where that tells
    not all of it."""
    word = m["trigger"]
    at, length = word["start"] - m["start"], word["end"] - word["start"]
    there = at >= 0 and length >= 0 and m["quote"][at : at + length] == word["text"]
    return (at, length) if there and length == len(word["text"]) else None


def _spots(m: MentionRow) -> list[Any]:
    """Where the words of a mention stand otherwise than where its quote first has them: that of its
    event, the time expression's; and where all of it stands once more."""
    found: list[Any] = [] if spot(m) is None else [0, 0]
    for words in (m["trigger"], m["time_expression"])[len(found) // 2 :]:
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
        self._names: dict[str, dict[int, str]] = {table: {} for table in NAMED}

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
            rows = [
                self._rows(sql.format(marks), batch)
                for sql in (_MENTIONS, _ACTORS, _PLACES, _AMOUNTS)
            ]
            for number in batch:
                yield self._event(own[number], *(found.get(number, _NONE) for found in rows))

    def _rows(self, sql: str, numbers: tuple[int, ...]) -> dict[int, list[Any]]:
        """Rows of events, by their numbers."""
        found: dict[int, list[Any]] = {}
        for row in self._db.execute(sql, numbers):
            found.setdefault(row[0], []).append(row)
        return found

    def _event(
        self,
        own: Sequence[Any],
        mentions: Sequence[Sequence[Any]],
        actor_rows: Sequence[Sequence[Any]],
        place_rows: Sequence[Sequence[Any]],
        amount_rows: Sequence[Sequence[Any]],
    ) -> EventRow:
        (
            _, id_, title, date, start, end, precision, approximate, type_, status, confidence,
            salience, shown, languages, sources, part_of, packed,
        ) = own  # fmt: skip
        actors, amounts, conflicts, decided, review, spots = (
            _NOTHING if packed is None else _parsed(EVENTS.unpack(packed))
        )
        date, status = self._name("word", date), self._name("word", status)
        confidence = _share(confidence)
        common = (title, date, status, confidence)
        if not actors:
            actors = [(*told_of, _listed(aliases)) for _, *told_of, aliases in actor_rows]
        if not amounts:
            amounts = [told_of for _, *told_of in amount_rows]
        return {
            "id": id_, "title": title, "date": date,
            "start": None if start is None else self._name("word", start),
            "end": None if end is None else self._name("word", end),
            "precision": self._name("word", precision),
            "approximate": bool(approximate), "type": self._name("word", type_),
            "status": status, "actors": [cast("ActorRow", _record(ActorRow, a)) for a in actors],
            "places": [cast("PlaceRow", _record(PlaceRow, p[1:])) for p in place_rows],
            "amounts": [cast("AmountRow", _record(AmountRow, a)) for a in amounts],
            "confidence": confidence, "salience": _share(salience), "shown": bool(shown),
            "languages": _parsed(self._name("word", languages)), "sources": sources,
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
        self, row: Sequence[Any], at: Sequence[Any], common: tuple[str, str, str, float]
    ) -> MentionRow:
        """common: title, date, status and confidence where the mention has none of its own."""
        (
            _, document, start, end, quote, title, date, status, confidence, page, rules, trigger,
            spot, size, text, type_, value, edtf, how,
        ) = row  # fmt: skip
        of_time = 2 if text is None else 4
        begun, length, time_begun, time_length = (*at[:of_time], 0, 0, 0, 0)[:4]
        if spot is None:
            begun += start + quote.find(trigger)
        else:
            trigger = quote[spot : spot + size]
            begun = start + spot
        if text is not None:
            time_begun += start + quote.find(text)
            time_length += len(text)
        return {
            "document": document, "start": start, "end": end, "quote": quote,
            "title": common[0] if title is None else title,
            "date": common[1] if date is None else self._name("word", date),
            "status": common[2] if status is None else self._name("word", status),
            "confidence": common[3] if confidence is None else _share(confidence), "page": page,
            "rules": [self._name("rule", n) for n in _parsed(rules)],
            "trigger": {"text": trigger, "start": begun, "end": begun + length + len(trigger)},
            "time_expression": None if text is None else {
                "text": text, "start": time_begun, "end": time_begun + time_length,
                "type": self._name("word", type_), "value": self._name("word", value),
                "edtf": None if edtf is None else self._name("word", edtf),
                "how": self._name("word", how),
            },
            "also_in": [_repeat(r) for r in at[of_time]] if len(at) > of_time else [],
        }  # fmt: skip

    def _name(self, table: str, number: int) -> str:
        """The name of a rule, or a word; one of a few thousand."""
        known = self._names[table]
        name = known.get(number)
        if name is None:
            if len(known) >= _AT_HAND:
                known.clear()
            sql = f"SELECT {NAMED[table]} FROM {table} WHERE number = ?"
            name = known[number] = str(self._db.execute(sql, (number,)).fetchone()[0])
        return name


def _parsed(text: str) -> Any:
    """What a text of JSON says that we wrote: nothing stands before it or after it."""
    return _DECODE(text)[0]


def _listed(text: str) -> list[Any]:
    """A list in JSON, most of which are empty."""
    return [] if text == "[]" else cast("list[Any]", _parsed(text))


def _record(kind: type, values: Sequence[Any]) -> dict[str, Any]:
    return dict(zip(kind.__annotations__, values, strict=True))


def _conflict(field: str, values: Sequence[Sequence[Any]]) -> ConflictRow:
    told_of = [cast("ConflictValueRow", _record(ConflictValueRow, v)) for v in values]
    return {"field": field, "values": told_of}


def _repeat(values: Sequence[Any]) -> RepeatRow:
    told_of = _record(RepeatRow, values)
    return cast("RepeatRow", {**told_of, "trigger": _record(SpanRow, told_of["trigger"])})
