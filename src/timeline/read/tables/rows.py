"""The rows of a table as lines of text.

A row that a column dates becomes one line that its date opens, what happened behind it and the rest
in brackets, which is how people write a chronology by hand and how its events are found:

    | 9 August 2020 | Bristol | The council closed the bridge | 2 |   below "Injured" in the last

    | 9 August 2020: The council closed the bridge (Bristol; Injured: 2) |

It stays a row, as a list of dates would make a chronicle of the news that a table stands in.

A row of one cell over such rows is a heading. The rows of other tables stay rows: `| a | b |`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from timeline.read.tables import cells
from timeline.read.tables.columns import Dates, Plan, Row, plan

_ENDS = re.compile(r"[.!?…:;,–—-][\"'”’»)\]]*$")
_STOP = re.compile(r"[.!?…][\"'”’»)\]]*$")
_WORDS_OF_HEADING = 10
_MOST_COLUMNS_NAMED = 5


@dataclass(frozen=True, slots=True)
class Written:
    """A table as text. blocks: to be parted by blank lines. dated: whether a column dates its rows.
    left: headings of columns that were left out, being further dates."""

    blocks: tuple[str, ...]
    dated: bool
    left: tuple[str, ...] = ()


def written(rows: Sequence[Row]) -> Written:
    """A table whose cells are single lines of text."""
    filled = [row for row in rows if any(row)]
    how = plan(filled)
    if how is None:
        told = "\n".join(map(_piped, filled))
        return Written((told,) if told else (), False)
    left = tuple(how.headings[n] or f"column {n + 1}" for n in how.left)
    return Written(tuple(_blocks(filled, how)), True, left)


def notes(tables: Iterable[Written]) -> Iterator[str]:
    """What is to be told of tables that were written."""
    left = dict.fromkeys(name for table in tables for name in table.left)
    if left:
        named = ", ".join(repr(name[:40]) for name in list(left)[:_MOST_COLUMNS_NAMED])
        more = f" and {len(left) - _MOST_COLUMNS_NAMED} more" if len(left) > 5 else ""
        yield f"further columns of dates were left out, others dating their rows: {named}{more}"


def one_line(lines: Iterable[str]) -> str:
    """The lines of a cell as one: what ends no sentence is parted by a semicolon from what follows,
    unless that goes on with a small letter."""
    told = ""
    for line in lines:
        if not line:
            continue
        goes_on = not told or _ENDS.search(told[-8:]) or line[0].islower()
        told = f"{told}{' ' if goes_on else '; '}{line}" if told else line
    return told


def _piped(row: Row) -> str:
    last = max(n for n, cell in enumerate(row) if cell)
    return "|" + "|".join(f" {cell} " if cell else " " for cell in row[: last + 1]) + "|"


def _blocks(rows: Sequence[Row], how: Plan) -> Iterator[str]:
    above = how.head - any(how.headings)
    for row in rows[: max(above, 0)]:
        yield " ".join(filter(None, row))
    lines: list[str] = []
    for row in rows[how.head :]:
        heading = _heading(row, how)
        day = None if heading else _day(row, how.dates)
        if day:
            lines.append(f"| {_row(row, how, day)} |")
            continue
        if lines:
            yield "\n".join(lines)
            lines = []
        # What no date opens stands apart, lest the date above it be taken for its own.
        if told := heading or _row(row, how, ""):
            yield told if heading else f"| {told} |"
    if lines:
        yield "\n".join(lines)


def _heading(row: Row, how: Plan) -> str | None:
    """What a row of one cell says that stands over others: "Phase two", a year."""
    filled = [(n, cell) for n, cell in enumerate(row) if cell]
    if len(filled) != 1 or len(how.headings) < 3:
        return None
    ((number, cell),) = filled
    if number in how.telling or len(cell.split()) > _WORDS_OF_HEADING:
        return None
    dates = number in how.dates.used
    return None if dates and not cells.is_year(cell) and cells.is_date(cell) else f"## {cell}"


def _day(row: Row, dates: Dates) -> str:
    def told(number: int | None) -> str:
        cell = row[number] if number is not None and number < len(row) else ""
        return cells.as_written_out(cell)

    day = told(dates.first)
    if dates.month is not None and day:
        day = _composed(day, told(dates.month), told(dates.day))
    last = told(dates.last)
    if last and last != day:
        day = f"{day} – {last}" if day else last
    clock = told(dates.clock)
    return f"{day} {clock}" if day and clock else day


def _composed(year: str, month: str, day: str) -> str:
    """A date whose year, month and day stand in cells of their own."""
    number = cells.month_number(month)
    if number is None or not cells.is_year(year):
        return " ".join(filter(None, (day, month, year)))
    whole = f"{year}-{number:02d}"
    return f"{whole}-{int(day):02d}" if cells.is_day_number(day) else whole


def _row(row: Row, how: Plan, day: str) -> str:
    telling = [row[n] for n in how.telling if n < len(row) and row[n]]
    beside = _beside(row, how, with_subject=not telling)
    if telling and how.subject is not None:
        telling[0] = f"{row[how.subject]} {telling[0]}".strip()
    told = _sentences(telling)
    if told and beside:
        stop = "." if told.endswith(".") and not told.endswith("..") else ""
        told = f"{told.removesuffix('.') if stop else told} ({beside}){stop}"
    return ": ".join(filter(None, (day, told or beside)))


def _beside(row: Row, how: Plan, *, with_subject: bool) -> str:
    """What stands in the cells that neither date the row nor tell what happened."""
    apart = {*how.dates.used, *how.telling, *how.left}
    if how.subject is not None and not with_subject:
        apart.add(how.subject)
    headings = (*how.headings, *[""] * len(row))
    told = (_labelled(headings[n], cell) for n, cell in enumerate(row) if cell and n not in apart)
    return "; ".join(told)


def _sentences(texts: Sequence[str]) -> str:
    """Texts of cells behind one another, each but the last ended as a sentence."""
    ended = (text if _STOP.search(text[-8:]) else f"{text}." for text in texts[:-1])
    return " ".join([*ended, *texts[-1:]])


def _labelled(heading: str, cell: str) -> str:
    """A value with its heading, where it says nothing without."""
    bare = cells.is_number(cell) or cells.is_address(cell) or len(cell) <= 3
    return f"{heading}: {cell}" if bare and heading else cell
