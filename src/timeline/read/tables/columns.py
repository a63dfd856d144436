"""Which column of a table dates its rows, which tell what happened, which stand beside that.

A column is known by what most of its cells are, and by its heading where that decides: "from" and
"to", "year" and "month". Headings are those of `[table]` in `languages/<xx>/files.toml`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from timeline.read import labels
from timeline.read.tables import cells

Row = Sequence[str]

# What a column is shows in so many of its cells.
_SAMPLE = 2_000
_MOST_COLUMNS = 200
# So many of a column's filled cells are dates, and so many of all are filled.
_DATES, _FILLED = 0.6, 0.3
# Words on the average of a column that tells something, and letters in most of its cells.
_TELLING = 2.5


@dataclass(frozen=True, slots=True)
class Dates:
    """The columns that date a row. from one: `first`; a span: `first` and `last`; in pieces: the
    numbers of year, month and day. clock: a column of times of day."""

    first: int
    last: int | None = None
    month: int | None = None
    day: int | None = None
    clock: int | None = None

    @property
    def used(self) -> frozenset[int]:
        """All of them."""
        told = (self.first, self.last, self.month, self.day, self.clock)
        return frozenset(number for number in told if number is not None)


@dataclass(frozen=True, slots=True)
class Plan:
    """A table's columns by what they are for.

    headings: of every column, "" where it has none. head: how many rows hold them or stand above
    them. telling: columns of what happened, in their order. subject: a column of who did it, whose
    words the first of those goes on from. left: other columns of dates.
    """

    headings: tuple[str, ...]
    head: int
    dates: Dates
    telling: tuple[int, ...]
    subject: int | None
    left: tuple[int, ...]


def plan(rows: Sequence[Row]) -> Plan | None:
    """How to read a table whose rows are dated; None for any other."""
    width = min(max(map(len, rows), default=0), _MOST_COLUMNS)
    if width < 2:
        return None
    head = _above(rows)
    for heads in (head + 1, head):  # with headings, or without
        body = list(islice(rows, heads, heads + _SAMPLE))
        if not body:
            continue
        headings = _headings(rows[heads - 1] if heads > head else (), width)
        found = _plan(body, headings, heads)
        if found is None or (heads > head and not _is_head(rows[head], found)):
            continue
        return found
    return None


def _above(rows: Sequence[Row]) -> int:
    """How many rows stand above the table itself: titles and notes in one cell, blank rows."""
    for number, row in enumerate(rows[:20]):
        if sum(map(bool, row)) > 1:
            return number
    return 0


def _headings(row: Row, width: int) -> tuple[str, ...]:
    return tuple(row[n] if n < len(row) else "" for n in range(width))


def _is_head(row: Row, found: Plan) -> bool:
    """Whether a row names the columns: it has no date, and no sentence."""
    dates = [row[n] for n in found.dates.used if n < len(row)]
    if any(cells.is_date(cell) or cells.is_number(cell) for cell in dates):
        return False
    return any(dates) and all(len(cell.split()) <= 8 for cell in row)


def _plan(body: Sequence[Row], headings: tuple[str, ...], head: int) -> Plan | None:
    columns = _columns(body, len(headings))
    dates = _dates(columns, headings)
    if dates is None:
        return None
    others = [n for n in range(len(columns)) if n not in dates.used]
    left = tuple(n for n in others if _are_dates(columns[n], headings[n]))
    words = {n: _words(columns[n]) for n in others if n not in left}
    most = max(words, key=lambda n: (words[n], -n), default=None)
    if most is None or not words[most]:
        return None
    telling = tuple(n for n in words if n == most or words[n] >= _TELLING)
    subject = _subject(telling[0], words, columns)
    return Plan(headings, head, dates, telling, subject, left)


def _subject(
    first: int, words: Mapping[int, float], columns: Sequence[Sequence[str]]
) -> int | None:
    """The column before the first that tells something, where that goes on from it."""
    return first - 1 if words.get(first - 1) and _goes_on(columns[first]) else None


def _columns(body: Sequence[Row], width: int) -> list[list[str]]:
    return [[row[n] if n < len(row) else "" for row in body] for n in range(width)]


def _dates(columns: Sequence[Sequence[str]], headings: Sequence[str]) -> Dates | None:
    def labelled(label: str, fits: Callable[[str], bool]) -> int | None:
        named = labels.pattern("table", label)
        there = (n for n, heading in enumerate(headings) if named.match(heading.casefold()))
        return next((n for n in there if _are(columns[n], fits)), None)

    first, last = (labelled(which, _may_be_date) for which in ("from", "to"))
    if first is not None and last is not None and first != last:
        return Dates(first, last)
    clock = labelled("time", cells.is_clock)
    named = labelled("date", _may_be_date)
    year, month = labelled("year", cells.is_year), labelled("month", cells.is_month)
    if named is None and year is not None and month is not None:
        day = labelled("day", cells.is_day_number)
        return Dates(year, month=month, day=None if day == month else day, clock=clock)
    if named is None:
        named = _by_content(columns, headings, first)
    return None if named is None else Dates(named, clock=clock)


def _by_content(
    columns: Sequence[Sequence[str]], headings: Sequence[str], first: int | None
) -> int | None:
    """The column that no heading of a date tells: `first` where it is one of those that hold dates,
    the first of those, or one of years."""
    dated = [n for n, column in enumerate(columns) if _are_dates(column, headings[n])]
    if first in dated:
        return first
    return dated[0] if dated else _year_column(columns, headings)


def _year_column(columns: Sequence[Sequence[str]], headings: Sequence[str]) -> int | None:
    """A column of years: by its heading, or the first where there are none."""
    named = labels.pattern("table", "year")
    for n, column in enumerate(columns):
        told = named.match(headings[n].casefold()) if any(headings) else n == 0
        if told and _are(column, cells.is_year):
            return n
    return None


def _may_be_date(cell: str) -> bool:
    return cells.is_date(cell) or cells.is_year(cell) or cells.counts_days(cell)


def _are_dates(column: Sequence[str], heading: str) -> bool:
    named = labels.pattern("table", "date").match(heading.casefold()) is not None
    return _are(column, _may_be_date if named else cells.is_date)


def _are(column: Sequence[str], fits: Callable[[str], bool]) -> bool:
    """Whether the filled cells of a column, which are enough, mostly fit."""
    filled = [cell for cell in column if cell]
    enough = filled and len(filled) >= _FILLED * len(column)
    return bool(enough) and sum(map(fits, filled)) >= _DATES * len(filled)


def _words(column: Sequence[str]) -> float:
    """Words on the average of a column's filled cells; 0 for one of numbers, addresses or signs."""
    filled = [cell for cell in column if cell]
    told = [c for c in filled if not cells.is_number(c) and not cells.is_address(c)]
    lettered = [cell for cell in told if sum(map(str.isalpha, cell)) > 2]
    if not filled or 2 * len(lettered) < len(filled):
        return 0
    return sum(len(cell.split()) for cell in told) / len(filled)


def _goes_on(column: Sequence[str]) -> bool:
    """Whether most cells begin with a small letter, as what goes on from another does."""
    begins = [cell[0].islower() for cell in column if cell]
    return 2 * sum(begins) > len(begins)
