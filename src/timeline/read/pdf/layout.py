"""Runs of a page -> its columns in reading order.

A column is told by its gutter: a strip that stays free over several lines with running text on
both sides. So what is drawn row by row is read column by column, a headline over all columns comes
before them, and a table, whose cells hold no running text, stays in rows.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from timeline.read.pdf.ruled import Ruled
from timeline.read.pdf.runs import Run, rows
from timeline.read.pdf.table_rows import EMPTY, TableRow, cell, placed

# Points; of a line's height: no gutter is narrower.
_GUTTER, _GUTTER_SHARE = 6.0, 0.45
# Points between the left ends of a column's lines; of their height, between one and the next.
_FLUSH, _TIGHT = 1.5, 0.5
# So many lines stand on each side of a gutter.
_LINES = 3
# So much of the lines of running text begin in lower case.
_LOWER = 0.2
# Words, or letters where words aren't parted, that a line of running text has.
_WORDS, _LETTERS = 3, 15
# Of a table's cells no more begin in lower case.
_LOWER_CELLS = 0.4
# Of a table's rows so many have all cells; of a box's lines fewer stand level with others.
_FULL_ROWS, _SHARED_LINES = 0.6, 0.5
# Of a page with more runs the columns aren't sought: it is no article's.
_MOST_RUNS = 20_000
_MOST_DEPTH = 4
_HEADING = 1.2
_MARK = re.compile(r"[\W_]|\(?\w{1,3}[.)]")
_FIRST_LETTER = re.compile(r"\W*([^\W\d_])?")

Strip = tuple[float, float]
"""From one x to another."""


@dataclass(frozen=True, slots=True)
class Column:
    """Rows of one column, or of a stretch as wide as the page, from the top down.

    table: whether its rows are a table's, each run a cell.
    """

    rows: tuple[tuple[Run, ...], ...]
    table: bool = False


def columns(runs: Sequence[Run], ruled: Ruled) -> list[Column]:
    """The columns of a page as they are read, its drawn tables among them."""
    if len(runs) > _MOST_RUNS:
        return [_plain(runs)]
    found = _columns(placed(runs, ruled), 0)
    return [part for column in found for part in _without_tables(column) if part.rows]


def _without_tables(column: Column) -> Iterator[Column]:
    """A column in parts: drawn tables, and what stands between them."""
    whole = [(next((r for r in row if isinstance(r, TableRow)), None), row) for row in column.rows]
    for table, part in groupby(whole, key=lambda row: row[0] and row[0].table):
        if table is None:
            yield Column(tuple(row for _, row in part), column.table)
            continue
        told = list(part)
        # What stands beside a table tells of it.
        yield Column(
            tuple(
                beside
                for _, row in told
                if (beside := tuple(run for run in row if not isinstance(run, TableRow)))
            )
        )
        yield Column(tuple(first.cells for first, _ in told if first), table=True)


def _plain(runs: Sequence[Run]) -> Column:
    return Column(tuple(map(tuple, rows(runs))))


def _columns(runs: Sequence[Run], depth: int) -> Iterator[Column]:
    bands = _bands(runs)
    at = 0
    plain: list[Run] = []
    while at < len(bands):
        first, end, strips = _stretch(bands, at)
        stretch = bands[first:end]
        inside = [run for band in stretch for run in band.runs]
        gutters = _gutters(stretch, strips) if strips and depth < _MOST_DEPTH else []
        plain += [run for band in bands[at:first] for run in band.runs]
        if not gutters:
            if strips and _table(stretch, strips) is not None:
                plain, opening = _opening(plain, stretch, strips[0])
                yield _plain(plain)
                yield _table([*opening, *stretch], strips) or _plain(inside)
                plain = []
            else:
                plain += inside
            at = end
            continue
        # What begins higher up in a column on the right stands beside a picture.
        plain, beside = _beside(plain, inside, gutters)
        yield _plain(plain)
        plain = []
        for part in _parted(beside + inside, gutters):
            yield from _columns(part, depth + 1)
        at = end
    yield _plain(plain)


@dataclass(frozen=True, slots=True)
class _Band:
    """Runs that no white line parts, all the way across. gaps: where nothing of it stands."""

    runs: tuple[Run, ...]
    gaps: tuple[Strip, ...]
    bottom: float
    top: float


def _bands(runs: Sequence[Run]) -> list[_Band]:
    """From the top down."""
    found: list[list[Run]] = []
    low = float("inf")
    for run in sorted(runs, key=lambda run: -run.top):
        # Lines set tight share some of their height.
        inset = 0.2 * run.height
        if found and run.top - inset > low:
            found[-1].append(run)
            low = min(low, run.bottom + inset)
        else:
            found.append([run])
            low = run.bottom + inset
    return [
        _Band(tuple(b), tuple(_gaps(b)), min(r.bottom for r in b), max(r.top for r in b))
        for b in found
    ]


def _gaps(runs: Sequence[Run]) -> Iterator[Strip]:
    """What lies between the runs and beside them, but for usual spaces."""
    left = -float("inf")
    height = 0.0  # of what ends furthest to the right so far
    for run in sorted(runs, key=lambda run: run.left):
        if run.left - left >= max(_GUTTER, _GUTTER_SHARE * max(height, run.height)):
            yield left, run.left
        if run.right > left:
            left, height = run.right, run.height
    yield left, float("inf")


def _inner(strips: Sequence[Strip]) -> list[Strip]:
    """The strips that something stands on both sides of."""
    return [s for s in strips if s[0] > -float("inf") and s[1] < float("inf")]


def _common(a: Sequence[Strip], b: Sequence[Strip]) -> list[Strip]:
    """What two ascending lists of strips share, where it is wide enough for a gutter."""
    out = []
    i = j = 0
    while i < len(a) and j < len(b):
        left, right = max(a[i][0], b[j][0]), min(a[i][1], b[j][1])
        if right - left >= _GUTTER:
            out.append((left, right))
        if a[i][1] < b[j][1]:
            i += 1
        else:
            j += 1
    return out


def _stretch(bands: Sequence[_Band], at: int) -> tuple[int, int, list[Strip]]:
    """The next bands that share a gutter: the first, past the last, and what they share.

    The bands before the first have none; where there is none at all, the first is the end.
    """
    first = next((i for i in range(at, len(bands)) if _inner(bands[i].gaps)), len(bands))
    if first == len(bands):
        return first, first, []
    shared = _inner(bands[first].gaps)
    height = bands[first].runs[0].height
    end = first + 1
    while end < len(bands):
        band = bands[end]
        common = _common(shared, band.gaps)
        if not common or not _belongs(bands[end - 1], band, shared, height):
            break
        shared = common
        end += 1
    return first, end, shared


def _belongs(above: _Band, band: _Band, shared: Sequence[Strip], height: float) -> bool:
    """Whether a band that leaves the gutter free is of the same columns as that above it.

    What stands on one side only, in larger type or well below, is the heading of what comes next.
    """
    if any(
        any(r.left < s[0] + 1 for r in band.runs) and any(r.left >= s[1] - 1 for r in band.runs)
        for s in shared
    ):
        return True
    tallest = max(run.height for run in band.runs)
    free = len(_common(shared, band.gaps)) == len(shared)
    return free and tallest < _HEADING * height and above.bottom - band.top < height


def _parted(runs: Sequence[Run], gutters: Sequence[Strip]) -> list[list[Run]]:
    """The runs of each column."""
    parts: list[list[Run]] = [[] for _ in range(len(gutters) + 1)]
    for run in runs:
        parts[sum(run.left >= (g[0] + g[1]) / 2 for g in gutters)].append(run)
    return parts


def _beside(
    runs: Sequence[Run], below: Sequence[Run], gutters: Sequence[Strip]
) -> tuple[list[Run], list[Run]]:
    """Runs that end a stretch above columns: those before, and those that stand right of the first
    gutter alone and are of the columns there."""
    bands = _bands(runs)
    at = len(bands)
    while at and all(run.left >= gutters[0][1] - 1 for run in bands[at - 1].runs):
        at -= 1
    before = [run for band in bands[:at] for run in band.runs]
    beside = [run for band in bands[at:] for run in band.runs]
    # The date at the right of a lone line is no column.
    if len(rows(beside)) < _LINES and not _begin(beside, below, gutters):
        return list(runs), []
    return before, beside


def _begin(runs: Sequence[Run], below: Sequence[Run], gutters: Sequence[Strip]) -> bool:
    """Whether lines are the first of columns: as far left and as large as what goes on right below.

    A column may begin a part of a line higher than that on its left.
    """
    for lines, column in zip(_parted(runs, gutters), _parted(below, gutters), strict=True):
        if not lines:
            continue
        low = min(lines, key=lambda run: run.bottom)
        next_ = max(column, key=lambda run: run.top)
        far = abs(min(run.left for run in lines) - min(run.left for run in column)) > _FLUSH
        alike = 0.93 * low.height < next_.height < 1.07 * low.height
        if far or not alike or low.bottom - next_.top > _TIGHT * low.height:
            return False
    return True


def _gutters(bands: Sequence[_Band], strips: Sequence[Strip]) -> list[Strip]:
    """The strips that part running text from other text."""
    found = list(strips)
    runs = [run for band in bands for run in band.runs]
    while found:
        parts = [rows(part) for part in _parted(runs, found)]
        bad = next(
            (
                i
                for i, (a, b) in enumerate(pairwise(parts))
                if not _is_gutter(a, b, _in_rows(bands, found[i]))
            ),
            None,
        )
        if bad is None:
            break
        del found[bad]
    return found


def _is_gutter(
    a: Sequence[Sequence[Run]], b: Sequence[Sequence[Run]], in_rows: Callable[[], bool]
) -> bool:
    if min(len(a), len(b)) < _LINES:
        return False
    running = [_is_running(side) for side in (a, b)]
    if all(running):
        return True
    # What stands beside running text on lines of its own is a box; on the same ones, a table's.
    return any(running) and not in_rows() and _beside_each_other(a, b) < _SHARED_LINES


def _in_rows(bands: Sequence[_Band], strip: Strip) -> Callable[[], bool]:
    """Whether white lines part what is beside a strip as they do the rows of a table."""

    def told() -> bool:
        both = sum(_on_both_sides(band.runs, strip) for band in bands)
        return both >= max(_LINES, _FULL_ROWS * len(bands))

    return told


def _is_running(side: Sequence[Sequence[Run]]) -> bool:
    words = median(sum(len(run.text.split()) for run in row) for row in side)
    letters = median(sum(len(run.text) for run in row) for row in side)
    return (words >= _WORDS or letters > _LETTERS) and is_running([row[0].text for row in side])


def is_running(lines: Sequence[str]) -> bool:
    """Whether lines are those of running text: they begin in the middle of sentences.

    Lines in a script without capitals are taken for such.
    """
    letters = [m[1] for line in lines if (m := _FIRST_LETTER.match(line)) and m[1]]
    cased = [c for c in letters if c.lower() != c.upper()]
    lower = sum(c.islower() for c in cased)
    least = 2 if len(lines) > _LINES else 1  # a month may begin a lone date
    return lower >= max(least, _LOWER * len(lines)) if cased else bool(letters)


def _beside_each_other(a: Sequence[Sequence[Run]], b: Sequence[Sequence[Run]]) -> float:
    """The share of the lines of the side with fewer that stand beside one of the other."""
    few, many = sorted((a, b), key=len)
    levels = sorted(row[0].base for row in many)
    reach = 0.15 * max(1.0, median(row[0].height for row in few))
    near = sum(
        bisect_left(levels, row[0].base - reach) < bisect_right(levels, row[0].base + reach)
        for row in few
    )
    return near / len(few)


def _table(bands: Sequence[_Band], strips: Sequence[Strip]) -> Column | None:
    """The rows of what is plainly a table: several, most with all cells; else None."""
    whole = [_cells(row, strips) for row in _table_rows(bands, strips[0])]
    full = sum(all(c.text for c in row) for row in whole)
    if full < max(_LINES, _FULL_ROWS * len(whole)):
        return None
    texts = [c.text for row in whole for c in row if c.text]
    # What wide spaces part in the middle of sentences are no cells.
    if sum(text[0].islower() for text in texts) > _LOWER_CELLS * len(texts) or _is_list(whole):
        return None
    return Column(tuple(whole), table=True)


def _opening(
    runs: Sequence[Run], bands: Sequence[_Band], strip: Strip
) -> tuple[list[Run], list[_Band]]:
    """Runs that end a stretch above a table: those before, and the first lines of its first row,
    which stand higher than the first cell where that has fewer lines and stands in the middle."""
    above = _bands(runs)
    at, below, most = len(above), bands[0], _between_lines(bands)
    while at and above[at - 1].bottom - below.top <= most:
        if any(run.left < strip[1] - 1 for run in above[at - 1].runs):
            break
        at -= 1
        below = above[at]
    return [run for band in above[:at] for run in band.runs], above[at:]


def _between_lines(bands: Sequence[_Band]) -> float:
    """How far lines of one cell are apart at most; rows are further."""
    height = median(run.height for band in bands for run in band.runs)
    # Lines of two cells of one row may overlap.
    least = min((a.bottom - b.top for a, b in pairwise(bands)), default=0.0)
    return max(least, 0.0) + 0.25 * height


def _table_rows(bands: Sequence[_Band], strip: Strip) -> list[list[Run]]:
    """The runs of each row: cells of several lines are told by the wider space between rows.

    Where all lines are as far apart, a line whose first cell is empty goes on with the row above.
    """
    apart = [a.bottom - b.top for a, b in pairwise(bands)]
    limit = _between_lines(bands)
    even = all(gap <= limit for gap in apart)
    middle = (strip[0] + strip[1]) / 2
    out = [list(bands[0].runs)]
    for gap, band in zip(apart, bands[1:], strict=True):
        empty = all(run.left >= middle for run in band.runs)
        if empty if even else gap <= limit:
            out[-1] += band.runs
        else:
            out.append(list(band.runs))
    return out


def _cells(row: Sequence[Run], strips: Sequence[Strip]) -> tuple[Run, ...]:
    """The cells of a row, each as one run, without text where it is empty."""
    return tuple(cell(part) if part else EMPTY for part in _parted(row, strips))


def _is_list(whole: Sequence[Sequence[Run]]) -> bool:
    """Whether most rows begin with a mark that stands apart: a bullet, a number."""
    marked = sum(_MARK.fullmatch(row[0].text) is not None for row in whole)
    return marked > len(whole) / 3


def _on_both_sides(row: Sequence[Run], strip: Strip) -> bool:
    middle = (strip[0] + strip[1]) / 2
    return any(run.left < middle for run in row) and any(run.left >= middle for run in row)
