"""Which events to show, and how that is asked of SQLite."""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
from array import array
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

from timeline import collector
from timeline.contract import EventRow
from timeline.store import shown_names
from timeline.store.event_rows import Reader
from timeline.store.reading_views import DOCUMENT_OF
from timeline.store.spool import FEW, Spool

Sort = Literal["date", "salience", "confidence", "sources", "title", "type"]
SORTS: dict[Sort, str] = {
    "date": "position",
    "salience": "salience DESC, position",
    "confidence": "confidence DESC, position",
    "sources": "sources DESC, position",
    "title": "fold(title), position",
    "type": "type, position",
}


@dataclass(frozen=True, slots=True)
class Query:
    """Which events to show. Values of one filter are alternatives; filters add up.

    since, until: ISO days; an event is inside when its span shares a day with theirs.
    away: those that the user has hidden too.
    actors, places, sources: parts of names, whatever their case and accents; a place may be given
    by its country's two letters, a source by its path, its title or its address too. called: ids
    of actors; at: whole names of places, as stored; within: ISO codes of countries that a place may
    lie in, alternatives to at. grep: searched in titles, quotes and notes. words: each begins a
    word of the title or of a quote or stands in the note; an index finds them many times as fast.
    everything: those that are not printed by default too. limit: None for all. dated: those that a
    limit leaves stand in the chronology's order, whatever they were chosen by; what was under way
    before `since` is chosen last.
    disputed: only what sources differ on. verdicts: "accepted", "rejected", UNDECIDED; the rejected
    are hidden, and found with away only. tags: whole tags, whatever their case and accents.
    """

    since: str | None = None
    until: str | None = None
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    called: tuple[str, ...] | None = None
    at: tuple[str, ...] | None = None
    within: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    grep: re.Pattern[str] | None = None
    words: tuple[str, ...] = ()
    min_confidence: float = 0.0
    min_salience: float = 0.0
    everything: bool = False
    sort: Sort = "date"
    reverse: bool = False
    limit: int | None = None
    dated: bool = False
    away: bool = False
    disputed: bool = False
    verdicts: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    @property
    def narrow(self) -> bool:
        """Whether some events are asked for, and not all there are."""
        how = Query(
            everything=self.everything, sort=self.sort, reverse=self.reverse, limit=self.limit,
            dated=self.dated, away=self.away,
        )  # fmt: skip
        return self != how


UNDECIDED = "none"
"""What is asked for in place of a verdict: the events that nobody gave one."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What a query found.

    hidden: left out as trivial; cut: left out beyond the limit; away: left out as the user said.
    """

    events: list[EventRow] | Spool[EventRow]
    hidden: int
    cut: int
    away: int = 0


_THAT = " WHERE p.document = (SELECT number FROM document WHERE id = ?)"
OF_DOCUMENT = f"number IN (SELECT event FROM {DOCUMENT_OF.format(_THAT)})"
"""Of an event: whether a document tells of it, which is asked for twice."""
_CALLED = (
    " WHERE p.document IN (SELECT d.number FROM document d WHERE instr(fold(d.id), ?)"
    " OR instr(fold(d.title), ?) OR instr(fold(called(d.id)), ?) OR instr(fold(d.url), ?))"
)
DATED = (
    "(number IN (SELECT event FROM mention_of WHERE date ="
    " (SELECT number FROM word WHERE word = ?)) OR (date = ? AND EXISTS"
    " (SELECT 1 FROM mention_of m WHERE m.event = event.number AND m.date IS NULL)))"
)
"""Of an event: whether a mention of it has a date, which is asked for twice."""


def prepare(db: sqlite3.Connection) -> None:
    """Give the connection the functions that queries use."""
    db.create_function("fold", 1, fold, deterministic=True)
    db.create_function("day", 1, _day_number, deterministic=True)


def order(query: Query) -> str:
    """What follows ORDER BY."""
    told = SORTS[query.sort]
    return ", ".join(map(_flipped, told.split(", "))) if query.reverse else told


def select(db: sqlite3.Connection, query: Query, *, spooled: bool) -> Selection:
    """See `Store.select`."""
    trivial = cut = away = 0
    wanted = array("q")
    positions = array("q")
    where, values = conditions(db, query)
    last, since = _chosen_last(query)
    sql = (
        f"SELECT number, shown, hidden, position FROM event WHERE {where}"
        f" ORDER BY {last}{order(query)}"
    )
    with _unchanged(db), collector.paused():
        for number, printed, hidden, position in db.execute(sql, [*values, *since]):
            mine = query.away or not hidden
            if not (printed or query.everything):
                trivial += mine
            elif not mine:
                away += 1
            elif query.limit is not None and len(wanted) >= query.limit:
                cut += 1
            else:
                wanted.append(number)
                positions.append(position)
        found = Reader(db).events(_in_order(query, wanted, positions))
        events = Spool(found) if spooled and len(wanted) > FEW else list(found)
    return Selection(events, trivial, cut, away)


def _chosen_last(query: Query) -> tuple[str, list[str]]:
    """What stands first behind ORDER BY so that a limit leaves out what was under way before, and
    its values."""
    if query.since is None or not (query.dated and query.limit and query.sort == "date"):
        return "", []
    return "(precision = 'range' AND coalesce(start, '') < ?), ", [query.since]


def _in_order(query: Query, wanted: array[int], positions: array[int]) -> array[int]:
    """The numbers of events in the order they are asked for, from that they were chosen in."""
    if not query.dated or query.limit is None:
        return wanted
    backwards = query.reverse and query.sort == "date"
    told = sorted(zip(positions, wanted, strict=True), reverse=backwards)
    return array("q", (number for _, number in told))


@contextmanager
def _unchanged(db: sqlite3.Connection) -> Iterator[None]:
    """Whatever is asked inside is asked of the same events, though others may write."""
    if db.in_transaction:
        yield
        return
    db.execute("BEGIN")
    try:
        yield
    finally:
        db.execute("COMMIT")


def _flipped(term: str) -> str:
    return term.removesuffix(" DESC") if term.endswith(" DESC") else f"{term} DESC"


def fold(text: str | None) -> str:
    """Text as it is compared: without case and accents."""
    return _unaccented(text or "").casefold()


def _unaccented(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _searcher(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    plain = re.compile(_unaccented(pattern.pattern), pattern.flags)

    def found(text: str) -> bool:
        return bool(pattern.search(text) or plain.search(_unaccented(text)))

    return found


def _bears(tags: str, wanted: frozenset[str]) -> bool:
    """Whether one of an event's tags, as JSON, is among those wanted, folded."""
    return tags != "[]" and any(fold(tag) in wanted for tag in json.loads(tags))


def _day_number(day: str | None) -> int | None:
    """An ISO day as a number that orders like it, also before the year 1; None stays None."""
    if day is None:
        return None
    year, month, date = day.rsplit("-", 2)
    return int(year) * 10000 + int(month) * 100 + int(date)


def conditions(db: sqlite3.Connection, query: Query) -> tuple[str, list[Any]]:
    """The WHERE clause of a query, what is printed by default left aside, and its values.

    The connection is given the function that searches for the query's regular expression.
    """
    parts: list[str] = ["confidence >= ?", "salience >= ?"]
    values: list[Any] = [query.min_confidence, query.min_salience]

    def any_of(sql: str, wanted: Iterable[str], times: int = 1) -> None:
        wanted = list(wanted)
        if wanted:
            parts.append("(" + " OR ".join([sql] * len(wanted)) + ")")
            values.extend(value for value in wanted for _ in range(times))

    if query.since is not None:
        parts.append('("end" IS NULL OR day("end") >= day(?))')
        values.append(query.since)
    if query.until is not None:
        parts.append("(start IS NULL OR day(start) <= day(?))")
        values.append(query.until)
    any_of("type = ?", query.types)
    any_of("status = ?", query.statuses)
    any_of("instr(languages, '\"' || ? || '\"')", query.languages)
    any_of(
        "event.number IN (SELECT l.event FROM actor_of l JOIN actor a ON a.number = l.actor"
        " WHERE instr(fold(a.name), ?) OR instr(fold(a.aliases), ?))",
        map(fold, query.actors),
        2,
    )
    any_of(
        "EXISTS (SELECT 1 FROM place_of p WHERE p.event = event.number"
        " AND (instr(fold(p.name), ?) OR fold(p.country) = ?))",
        map(fold, query.places),
        2,
    )
    if query.called is not None:
        marks = ",".join("?" * len(query.called))
        parts.append(
            "event.number IN (SELECT l.event FROM actor_of l JOIN actor a ON a.number = l.actor"
            f" WHERE a.id IN ({marks}))"
        )
        values.extend(query.called)
    if query.at is not None:
        marks, codes = ("?," * len(query.at))[:-1], ("?," * len(query.within))[:-1]
        parts.append(
            f"event.number IN (SELECT event FROM place_of WHERE name IN ({marks})"
            f" OR country IN ({codes}))"
        )
        values.extend((*query.at, *query.within))
    if query.sources:
        names = shown_names.other_than_ids(db, db.execute("SELECT id, path FROM document"))
        db.create_function("called", 1, lambda id_: names.get(id_, id_), deterministic=True)
    any_of(
        f"event.number IN (SELECT event FROM {DOCUMENT_OF.format(_CALLED)})",
        map(fold, query.sources),
        2 * _CALLED.count("?"),
    )
    if query.disputed:
        parts.append("EXISTS (SELECT 1 FROM conflict_of c WHERE c.event = event.number)")
    any_of(f"coalesce(verdict, '{UNDECIDED}') = ?", query.verdicts)
    if query.tags:
        wanted = frozenset(map(fold, query.tags))
        db.create_function("tagged", 1, lambda told: _bears(told, wanted), deterministic=True)
        parts.append("tagged(tags)")
    if query.grep is not None:
        db.create_function("found", 1, _searcher(query.grep), deterministic=True)
        parts.append(
            "(found(title) OR (note IS NOT NULL AND found(note))"
            " OR EXISTS (SELECT 1 FROM mention_of m JOIN passage p ON p.number = m.passage"
            " WHERE m.event = event.number AND (found(p.quote)"
            " OR (m.title IS NOT NULL AND found(m.title)))))"
        )
    for word in query.words:
        parts.append(
            "(event.number IN (SELECT rowid FROM event_search WHERE event_search MATCH ?)"
            " OR event.number IN (SELECT m.event FROM mention_search s JOIN mention_of m"
            " ON m.passage = s.rowid WHERE mention_search MATCH ?)"
            " OR (note IS NOT NULL AND instr(fold(note), ?)))"
        )
        values += [_begun(word), _begun(word), fold(word)]
    return " AND ".join(parts), values


def _begun(word: str) -> str:
    """What FTS5 finds words by that begin so, whatever marks are in it."""
    told = word.replace('"', " ")
    return f'"{told}"*'
