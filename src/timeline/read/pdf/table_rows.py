"""Runs that stand in drawn cells -> rows of tables, each as one run in the place of its row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

from timeline.read.pdf.ruled import Cell, Ruled
from timeline.read.pdf.runs import Run, rows, text_of

EMPTY = Run("", 0.0, 0.0, 0.0, 0.0, 0.0)
"""A cell without text."""

# Rows with two cells that hold text; lines of the shortest cell of most rows.
_ROWS, _SHORT = 2, 3
# Tables of a page, and cells that such stand in.
_MOST_TABLES, _MOST_AROUND = 50, 100
# Of a line's height: no further from a table stands a row that no line closes.
_NEAR = 0.6
# Points between the tops of one row's cells.
_LEVEL = 1.0


@dataclass(frozen=True, slots=True)
class TableRow(Run):
    """A row of a table, as wide as that. table: the number of it on the page."""

    cells: tuple[Run, ...] = ()
    table: int = 0


def cell(runs: Sequence[Run]) -> Run:
    """The lines of a cell as one run."""
    first = max(runs, key=lambda run: run.top)
    text = ""
    for line in map(text_of, rows(runs)):
        text += line if not text or text.endswith("-") else f" {line}"
    left, right = min(run.left for run in runs), max(run.right for run in runs)
    return replace(first, text=text, left=left, right=right)


def placed(runs: Sequence[Run], ruled: Ruled) -> list[Run]:
    """The runs of a page with the rows of its drawn tables, as they stand, for what is in them."""
    if not ruled.tables:
        return list(runs)
    held: dict[int, list[Run]] = defaultdict(list)
    for run in runs:
        number = ruled.cell_at((run.left + run.right) / 2, (run.bottom + run.top) / 2)
        if number is not None:
            held[number].append(run)
    found: list[Run] = []
    taken: set[int] = set()
    for number, cells in enumerate(ruled.tables[:_MOST_TABLES]):
        told = _outer(cells, held, ruled)
        table = _rows(told, ruled)
        if not _is_table(table, told):
            continue
        taken |= _ids(told)
        outside = [run for run in runs if id(run) not in taken]
        first, last = (
            _open_row([ruled.cells[n] for n in table[end]], outside, up)
            for end, up in ((0, 1), (-1, -1))
        )
        table = [*_numbered(first, told), *table, *_numbered(last, told)]
        found += _runs(table, told, number)
        taken |= _ids(told)
    return [run for run in runs if id(run) not in taken] + found


def _ids(told: Mapping[int, list[Run]]) -> set[int]:
    return {id(run) for inside in told.values() for run in inside}


def _outer(
    cells: Sequence[int], held: Mapping[int, list[Run]], ruled: Ruled
) -> dict[int, list[Run]]:
    """What is in each cell, and in those of a table within it; what merely frames cells is none."""
    largest = sorted(cells, key=lambda n: -_size(n, ruled))
    around: list[int] = []
    out: dict[int, list[Run]] = {}
    for number in largest:
        inside = ruled.cells[number]
        outer = next((n for n in around if ruled.cells[n].holds(inside)), number)
        if outer == number and number in ruled.around:
            if not held.get(number):
                continue
            if len(around) < _MOST_AROUND:
                around.append(number)
        out.setdefault(outer, []).extend(held.get(number, ()))
    return out


def _size(number: int, ruled: Ruled) -> float:
    cell = ruled.cells[number]
    return (cell.right - cell.left) * (cell.top - cell.bottom)


def _rows(told: Mapping[int, list[Run]], ruled: Ruled) -> list[list[int]]:
    """The numbers of the cells of each row, from the top down and from the left; a cell that is as
    high as several is in each of them."""
    tops: list[float] = []
    for top in sorted((ruled.cells[n].top for n in told), reverse=True):
        if not tops or tops[-1] - top > _LEVEL:
            tops.append(top)
    across = sorted(told, key=lambda n: ruled.cells[n].left)
    return [
        [n for n in across if ruled.cells[n].bottom + _LEVEL < top <= ruled.cells[n].top + _LEVEL]
        for top in tops
    ]


def _is_table(table: Sequence[Sequence[int]], told: Mapping[int, list[Run]]) -> bool:
    """Whether cells are those of a table, and not boxes of running text."""
    filled = [[n for n in row if told[n]] for row in table]
    several = [row for row in filled if len(row) > 1]
    short = sum(any(len(rows(told[n])) <= _SHORT for n in row) for row in several)
    return len(several) >= _ROWS and 2 * short > len(several)


def _open_row(cells: Sequence[Cell], runs: Sequence[Run], up: int) -> list[list[Run]]:
    """The runs, by columns, of a row above (up: 1) or below (-1) cells that no line closes, as
    where lines stand below rows alone.

    It stands close by and between the borders of the columns, in two at the least.
    """
    edge = max(up * y for c in cells for y in (c.top, c.bottom))
    out: list[list[Run]] = [[] for _ in cells]
    for run in sorted(_beyond(cells, edge, runs, up), key=lambda run: up * run.base):
        near, far = sorted((up * run.bottom, up * run.top))
        column = next((n for n, c in enumerate(cells) if _is_between(run, c)), None)
        if column is None or near - edge > _NEAR * run.height:
            break
        out[column].append(run)
        edge = max(edge, far)
    return out if sum(map(bool, out)) > 1 else []


def _beyond(cells: Sequence[Cell], edge: float, runs: Sequence[Run], up: int) -> Iterator[Run]:
    """The runs that stand above or below cells, somewhere between their ends."""
    left, right = min(c.left for c in cells), max(c.right for c in cells)
    for run in runs:
        near = min(up * run.bottom, up * run.top)
        if near >= edge - _LEVEL and run.right >= left and run.left <= right:
            yield run


def _is_between(run: Run, cell: Cell) -> bool:
    return cell.left <= run.left and run.right <= cell.right


def _numbered(row: Sequence[list[Run]], told: dict[int, list[Run]]) -> list[list[int]]:
    """A row, if any, of cells that nothing closes, which are given numbers below 0."""
    numbers = [-1 - len(told) - n for n in range(len(row))]
    told.update(zip(numbers, row, strict=True))
    return [numbers] if row else []


def _runs(
    table: Sequence[Sequence[int]], told: Mapping[int, list[Run]], number: int
) -> Iterator[TableRow]:
    texts = {n: cell(runs) if runs else EMPTY for n, runs in told.items()}
    everything = [run for runs in told.values() for run in runs]
    left, right = min(run.left for run in everything), max(run.right for run in everything)
    height = median(run.height for run in everything)
    top = max(run.top for run in everything)
    for row in table:
        cells = tuple(texts[n] for n in row)
        filled = [cell for cell in cells if cell.text]
        if not filled:
            continue
        # A cell that is as high as several rows is told where the first of them stands.
        highest = max(filled, key=lambda cell: cell.top)
        top = min(top, highest.top)
        text = " ".join(cell.text for cell in filled)
        base = top - (highest.top - highest.base)
        yield TableRow(text, left, right, top - height, top, base, cells, number)
        top -= height
