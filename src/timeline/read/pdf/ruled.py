"""Lines that a page draws -> its cells and tables.

A cell is what lines close in on all sides, whatever stands where in it; a table is cells side by
side. The edges of a shaded cell are lines as well. Lines that stand close together are one.
"""

from __future__ import annotations

import ctypes
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any

# Points: lines no further apart are one; shorter ones are the ends of thick ones.
_CLOSE, _SHORT = 4.0, 5.0
# So many level lines end below each other where cells do.
_ENDS = 3
# No page of an article draws more.
_MOST_PATHS, _MOST_SEGMENTS, _MOST_PLACES = 5_000, 20_000, 40_000

Edge = tuple[float, float, float]
"""Where it runs, from where, to where."""
Place = tuple[int, int]
"""Numbers from the left and from below, as if all lines went over the whole page."""

_OUTSIDE: Place = (-1, -1)


@dataclass(frozen=True, slots=True)
class Cell:
    """Borders in points."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, other: Cell) -> bool:
        """Whether another cell stands within it."""
        wide = self.left <= other.left and other.right <= self.right
        return wide and self.bottom <= other.bottom and other.top <= self.top


@dataclass(frozen=True, slots=True)
class Ruled:
    """What a page's lines enclose. tables: the cells of each, by their numbers. around: the cells
    that others may stand in."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[Cell, ...]
    tables: tuple[tuple[int, ...], ...]
    around: frozenset[int]
    places: dict[Place, int]

    def cell_at(self, x: float, y: float) -> int | None:
        """The number of the cell that a point is in."""
        if not self.cells:
            return None
        return self.places.get((bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1))


NOTHING = Ruled((), (), (), (), frozenset(), {})
"""Of a page without lines."""


def of_page(page: Any) -> Ruled:
    """The cells and tables of a page of pdfium, as the page is turned."""
    level: list[Edge] = []
    upright: list[Edge] = []
    turned, size = page.get_rotation(), page.get_size()
    for a, b in islice(_segments(page), _MOST_SEGMENTS):
        (ax, ay), (bx, by) = _turned(a, turned, size), _turned(b, turned, size)
        if abs(ay - by) < 0.5 and abs(ax - bx) >= _SHORT:
            level.append((ay, min(ax, bx), max(ax, bx)))
        elif abs(ax - bx) < 0.5 and abs(ay - by) >= _SHORT:
            upright.append((ax, min(ay, by), max(ay, by)))
    return enclosed(level, upright)


def enclosed(level: Sequence[Edge], upright: Sequence[Edge]) -> Ruled:
    """What level and upright lines enclose."""
    rows, columns = _put_together(level), _put_together([*upright, *_implied(level)])
    xs, ys = tuple(x for x, _ in columns), tuple(y for y, _ in rows)
    if min(len(xs), len(ys)) < 2 or len(xs) * len(ys) > _MOST_PLACES:
        return NOTHING
    regions = _regions(xs, ys, rows, columns)
    numbers = {region: n for n, region in enumerate(sorted(set(regions.values())))}
    places = {place: numbers[region] for place, region in regions.items()}
    of: list[list[Place]] = [[] for _ in numbers]
    for place, number in places.items():
        of[number].append(place)
    cells: list[Cell] = []
    around: set[int] = set()
    for number, part in enumerate(of):
        across, up = zip(*part, strict=True)
        first, last, low, high = min(across), max(across) + 1, min(up), max(up) + 1
        cells.append(Cell(xs[first], ys[low], xs[last], ys[high]))
        if len(part) < (last - first) * (high - low):
            around.add(number)
    return Ruled(xs, ys, tuple(cells), tuple(_tables(places)), frozenset(around), places)


def _segments(page: Any) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight lines of the paths that a page draws, and those that close them."""
    import pypdfium2.raw as pdfium

    x, y = ctypes.c_float(), ctypes.c_float()
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    kinds = (pdfium.FPDF_PAGEOBJ_PATH,)
    for path in islice(page.get_objects(filter=kinds, max_depth=1), _MOST_PATHS):
        pdfium.FPDFPath_GetDrawMode(path.raw, ctypes.byref(mode), ctypes.byref(stroked))
        if not (mode.value or stroked.value):
            continue
        matrix = path.get_matrix()
        begun = last = (0.0, 0.0)
        for number in range(min(pdfium.FPDFPath_CountSegments(path.raw), _MOST_SEGMENTS)):
            segment = pdfium.FPDFPath_GetPathSegment(path.raw, number)
            if not pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
                continue
            at = matrix.on_point(x.value, y.value)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                begun = at
            elif kind == pdfium.FPDF_SEGMENT_LINETO:
                yield last, at
            last = at
            if pdfium.FPDFPathSegment_GetClose(segment):
                yield last, begun
                last = begun


def _turned(at: tuple[float, float], turned: int, size: tuple[float, float]) -> tuple[float, float]:
    (x, y), (width, height) = at, size
    if turned == 90:
        return y, height - x
    if turned == 180:
        return width - x, height - y
    return (width - y, x) if turned == 270 else (x, y)


def _implied(level: Iterable[Edge]) -> Iterator[Edge]:
    """Upright lines that nobody draws: where several level ones end, as the lines below the cells
    of each row do."""
    ends = sorted((x, y) for y, *both in level for x in both)
    near: list[list[tuple[float, float]]] = []
    for x, y in ends:
        if near and x - near[-1][0][0] <= _CLOSE:
            near[-1].append((x, y))
        else:
            near.append([(x, y)])
    for alike in near:
        heights = sorted(y for _, y in alike)
        apart = 1 + sum(b - a > _CLOSE for a, b in pairwise(heights))
        if apart >= _ENDS:
            yield (alike[0][0] + alike[-1][0]) / 2, heights[0], heights[-1]


def _put_together(edges: Iterable[Edge]) -> list[tuple[float, list[tuple[float, float]]]]:
    """Lines that run close to one another as one: where it runs, and its stretches, ascending."""
    near: list[tuple[float, list[Edge]]] = []
    for edge in sorted(edges):
        if near and edge[0] - near[-1][0] <= _CLOSE:
            near[-1][1].append(edge)
        else:
            near.append((edge[0], [edge]))
    out = []
    for _, alike in near:
        stretches: list[tuple[float, float]] = []
        for _, first, last in sorted(alike, key=lambda edge: edge[1:]):
            if stretches and first - stretches[-1][1] <= _CLOSE:
                stretches[-1] = (stretches[-1][0], max(last, stretches[-1][1]))
            else:
                stretches.append((first, last))
        out.append(((alike[0][0] + alike[-1][0]) / 2, stretches))
    return out


def _regions(
    xs: Sequence[float],
    ys: Sequence[float],
    rows: Sequence[tuple[float, list[tuple[float, float]]]],
    columns: Sequence[tuple[float, list[tuple[float, float]]]],
) -> dict[Place, Place]:
    """The places that lines close in, each with that which stands for all it is open to."""
    stands = {(i, j): (i, j) for i in range(len(xs) - 1) for j in range(len(ys) - 1)}
    stands[_OUTSIDE] = _OUTSIDE

    def chief(place: Place) -> Place:
        while stands[place] != place:
            stands[place] = stands[stands[place]]
            place = stands[place]
        return place

    for sides in _open(xs, ys, rows, columns):
        first, second = sorted(chief(side if side in stands else _OUTSIDE) for side in sides)
        stands[second] = first
    return {p: chief(p) for p in stands if chief(p) != _OUTSIDE}


def _open(
    xs: Sequence[float],
    ys: Sequence[float],
    rows: Sequence[tuple[float, list[tuple[float, float]]]],
    columns: Sequence[tuple[float, list[tuple[float, float]]]],
) -> Iterator[tuple[Place, Place]]:
    """Neighbouring places, or one and what is outside, that no line parts."""
    for j, (_, stretches) in enumerate(rows):
        drawn = _drawn(stretches, xs)
        yield from (((i, j - 1), (i, j)) for i in range(len(xs) - 1) if i not in drawn)
    for i, (_, stretches) in enumerate(columns):
        drawn = _drawn(stretches, ys)
        yield from (((i - 1, j), (i, j)) for j in range(len(ys) - 1) if j not in drawn)


def _drawn(stretches: Sequence[tuple[float, float]], at: Sequence[float]) -> set[int]:
    """Between which neighbours of ascending positions a line is drawn."""
    return {
        n
        for first, last in stretches
        for n in range(max(bisect_right(at, first - _CLOSE), 0), len(at) - 1)
        if at[n + 1] <= last + _CLOSE
    }


def _tables(places: dict[Place, int]) -> Iterator[tuple[int, ...]]:
    """Cells that stand side by side, in the order of their numbers."""
    beside: dict[int, set[int]] = defaultdict(set)
    for (i, j), number in places.items():
        for other in (places.get((i + 1, j)), places.get((i, j + 1))):
            if other is not None and other != number:
                beside[number].add(other)
                beside[other].add(number)
    seen: set[int] = set()
    for number in sorted(beside):
        if number in seen:
            continue
        found, waiting = {number}, [number]
        while waiting:
            new = beside[waiting.pop()] - found
            found |= new
            waiting += new
        seen |= found
        yield tuple(sorted(found))
