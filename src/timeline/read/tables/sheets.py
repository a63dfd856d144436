"""The sheets of a workbook, or the one of a file of rows, as the text of an article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from timeline.errors import InputError
from timeline.read.draft import Draft
from timeline.read.tables import rows as table_rows
from timeline.read.tables.rows import Written, notes, written

MOST_ROWS = 50_000
"""Rows that are read of a file, of all its sheets."""
MOST_COLUMNS = 200
_MOST_CHARACTERS = 5_000_000
_MOST_NAMED = 5


@dataclass(slots=True)
class Sheet:
    """A sheet: its rows of cells as text, those in between without a cell too.

    cut: whether there is more than was read.
    """

    name: str
    rows: list[list[str]] = field(default_factory=list)
    hidden: bool = False
    cut: bool = False


def draft(
    sheets: Sequence[Sheet], name: str, *, title: str | None = None, warnings: Sequence[str] = ()
) -> Draft:
    """The article that the sheets make, each below its name where they are several.

    Raises InputError where they hold nothing.
    """
    shown = [sheet for sheet in sheets if not sheet.hidden and any(map(any, sheet.rows))]
    blocks: list[str] = []
    told: list[Written] = []
    for sheet in shown:
        blocks += [f"## {' '.join(sheet.name.split())}"] * (len(shown) > 1 and bool(sheet.name))
        for table in _tables(sheet.rows):
            told.append(table)
            blocks += table.blocks
    if not shown:
        raise InputError(name, "it holds no text", "leave it out, or fill it")
    text = "\n\n".join(blocks)
    return Draft(
        text=text[:_MOST_CHARACTERS],
        title=title,
        warnings=(*_warnings(sheets, told, len(text)), *warnings),
    )


def _tables(rows: Sequence[Sequence[str]]) -> Iterator[Written]:
    """The tables of a sheet: one, unless no column of it holds dates and blank rows part it."""
    whole = written(rows)
    groups: list[list[Sequence[str]]] = [[]]
    for row in rows:
        if any(row):
            groups[-1].append(row)
        elif groups[-1]:
            groups.append([])
    if whole.dated or len(groups) < 2:
        yield whole
    else:
        yield from (written(group) for group in groups if group)


def _warnings(sheets: Sequence[Sheet], told: Sequence[Written], length: int) -> Iterator[str]:
    if told and not any(table.dated for table in told):
        yield "no column of dates was found, so that nothing dates its rows but what they say"
    yield from notes(told)
    if hidden := [sheet.name for sheet in sheets if sheet.hidden and any(map(any, sheet.rows))]:
        named = ", ".join(repr(name[:40]) for name in hidden[:_MOST_NAMED])
        yield f"{len(hidden)} hidden sheet{'s' * (len(hidden) > 1)} left out: {named}"
    if any(sheet.cut for sheet in sheets):
        yield f"it has more than {MOST_ROWS} rows or {MOST_COLUMNS} columns; the rest was left out"
    if length > _MOST_CHARACTERS:
        yield f"it has more than {_MOST_CHARACTERS} characters; the rest was left out"


def spread(rows: Sequence[list[str]], column: int, first: int, last: int) -> None:
    """Tell what stands in a cell that goes over rows, from `first` to `last`, in each of them.

    column: its place in a row.
    """
    told = rows[first][column] if column < len(rows[first]) else ""
    for row in rows[first + 1 : last + 1]:
        row.extend([""] * (column + 1 - len(row)))
        row[column] = told


def cell_text(text: str) -> str:
    """What a cell says, in one line."""
    return table_rows.one_line(" ".join(line.split()) for line in text.split("\n"))
