"""A page's characters -> runs: stretches of words on one line, with their place on the page."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from timeline.read.pdf.ruled import Ruled

# Words, line ends, and pdfium's signs for a hyphen that ends a line and splits a word.
_TOKEN = re.compile("[\x02\ufffe]|[^\\s\x00\x02\ufffe]+|\r\n|\r|\n")
_HYPHENS = frozenset("\x02\ufffe")
# Numbers of notes; those at the end of a document are often Roman.
_ENDING = re.compile(r"(?<=\S)(?:\d{1,3}|[ivx]{1,6})$")
_LEADING = re.compile(r"\d{1,3}(?=\D)")
_NUMBER, _ROMAN = re.compile(r"\d{1,3}"), re.compile(r"[ivx]{1,6}")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# Of a line's height: a wider space parts two runs, which may be of one line all the same.
_WIDE = 0.45
# Of two runs' heights, the greater and the lesser: no further apart are the baselines of one line.
_LEVEL, _LEVEL_LESSER = 0.35, 0.6
# So much taller is a letter that a paragraph begins with over several lines.
_DROPPED, _MOST_INITIALS = 1.6, 50
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")


@dataclass(frozen=True, slots=True)
class Run:
    """Words with nothing but usual spaces between them; x and y in points from the lower left.

    bottom, top: of the type, not of its ink. base: what the letters stand on.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    base: float

    @property
    def height(self) -> float:
        """Of its type, from the lowest to the highest that a letter reaches."""
        return self.top - self.bottom


Box = tuple[float, float, float, float, float]
"""Left, bottom, right, top, baseline."""


def of_page(page: Any, ruled: Ruled) -> list[Run]:
    """The runs of a page of pdfium in the order of its text, as the page is turned.

    None goes on from one drawn cell to another.
    """
    textpage = page.get_textpage()
    try:
        whole = textpage.get_text_range()
        boxes = _Boxes(textpage.raw, whole, page.get_rotation(), page.get_size())
        return _with_initials(list(_with_notes(_runs(whole, boxes, ruled))))
    finally:
        textpage.close()


def _runs(whole: str, boxes: _Boxes, ruled: Ruled) -> Iterator[Run]:
    last: Run | None = None
    stood: int | None = None
    for m in _TOKEN.finditer(whole):
        token = m[0]
        if token in _HYPHENS or token in ("\r\n", "\r", "\n"):
            if last is not None:
                hyphen = token in _HYPHENS
                yield replace(last, text=f"{last.text}-") if hyphen else last
            last = None
            continue
        for run in _words(token, m.start(), boxes):
            middle = (run.bottom + run.top) / 2
            stands = ruled.cell_at((run.left + run.right) / 2, middle)
            joined = last and _joined(last, run) if stands == stood else None
            stood = stands
            if last is not None and joined is None:
                yield last
            last = joined or run
    if last is not None:
        yield last


def _words(token: str, at: int, boxes: _Boxes) -> Iterator[Run]:
    """A word at its place; the number of a note, which stands raised, is told as such."""
    first, end = boxes.of(at), boxes.of(at + len(token) - 1)
    left, right = min(first[0], end[0]), max(first[2], end[2])
    # A letter of a ligature has a box as low as its ink.
    first = max(first, end, key=lambda box: box[3] - box[1])
    cut = len(token)
    if m := _ENDING.search(token):
        while cut > m.start() and boxes.raised(at + cut - 1, first):
            cut -= 1
    if cut < len(token):
        token = token[:cut] + _mark(token[cut:], token[cut - 1])
    elif m := _LEADING.match(token):
        body = boxes.of(at + m.end())
        if boxes.raised(at, body):
            token = m[0].translate(_RAISED) + token[m.end() :]
            first = body
    yield Run(token, left, right, first[1], first[3], first[4])


def _with_notes(runs: Iterator[Run]) -> Iterator[Run]:
    """The runs with each note's number, where it is drawn by itself, as part of what it is on."""
    last: Run | None = None
    for run in runs:
        if last is None:
            last = run
        elif _is_note_of(run, last, run.left - last.right):
            mark = _mark(run.text, last.text[-1])
            last = replace(last, text=f"{last.text}{mark}", right=run.right)
        elif _NUMBER.fullmatch(last.text) and _is_note_of(last, run, run.left - last.right):
            mark = last.text.translate(_RAISED)
            last = replace(run, text=f"{mark} {run.text}", left=last.left)
        else:
            yield last
            last = run
    if last is not None:
        yield last


def _is_note_of(mark: Run, run: Run, apart: float) -> bool:
    raised = 0.15 * run.height < mark.base - run.base < 0.6 * run.height
    small = mark.height < 0.95 * run.height
    near = -0.1 * run.height < apart < 0.4 * run.height
    number = _NUMBER.fullmatch(mark.text) or _ROMAN.fullmatch(mark.text)
    return small and raised and near and number is not None


def _mark(number: str, after: str) -> str:
    """The number of a note as it is told behind a character."""
    if not number.isdecimal():
        return f"[^{number}]"
    # After a digit it would read as part of the number.
    return f" [{number}]" if after.isdecimal() else number.translate(_RAISED)


def _with_initials(runs: list[Run]) -> list[Run]:
    """The runs with the tall letters of openings as parts of the lines at their tops."""
    initials = [run for run in runs if len(run.text) == 1 and run.text.isupper()]
    for initial in initials[:_MOST_INITIALS]:
        line = max(
            (run for run in runs if _opens(initial, run)), key=lambda run: run.base, default=None
        )
        if line is not None:
            # It may be drawn before or behind the line.
            runs[runs.index(line)] = replace(line, text=f"{initial.text}{line.text}")
            runs.remove(initial)
    return runs


def _opens(initial: Run, run: Run) -> bool:
    tall = initial.height > _DROPPED * run.height
    beside = abs(run.left - initial.right) < 0.5 * initial.height
    return tall and beside and initial.base < run.base - 0.5 * run.height < initial.top


def _joined(a: Run, b: Run) -> Run | None:
    """Both as one where the one goes on in the other, to the right or to the left."""
    if not of_one_line(a, b):
        return None
    wide = _WIDE * max(a.height, b.height)
    if not (-wide < b.left - a.right < wide or -wide < a.left - b.right < wide):
        return None
    tall = max(a, b, key=lambda run: run.height)
    text = f"{a.text} {b.text}"
    left, right = min(a.left, b.left), max(a.right, b.right)
    return Run(text, left, right, tall.bottom, tall.top, tall.base)


def of_one_line(a: Run, b: Run) -> bool:
    """Whether two runs stand beside each other."""
    greater, lesser = max(a.height, b.height), min(a.height, b.height)
    return abs(a.base - b.base) <= min(_LEVEL * greater, _LEVEL_LESSER * lesser)


def rows(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs that stand beside each other, from the top of the page down, each row as it is read."""
    out: list[list[Run]] = []
    tallest: Run | None = None  # it tells the row: a raised number lies between two lines
    for run in sorted(runs, key=lambda run: (-run.base, run.left)):
        if tallest is not None and of_one_line(tallest, run):
            out[-1].append(run)
            tallest = max(tallest, run, key=lambda run: run.height)
        else:
            out.append([run])
            tallest = run
    return [_as_read(row) for row in out]


def _as_read(row: list[Run]) -> list[Run]:
    to_left = sum(1 for run in row if _RIGHT_TO_LEFT.search(run.text))
    return sorted(row, key=lambda run: run.left, reverse=2 * to_left > len(row))


def text_of(row: Sequence[Run]) -> str:
    """The words of a row as one line."""
    text = row[0].text if row else ""
    for a, b in pairwise(row):
        apart = max(b.left - a.right, a.left - b.right) > 0.1 * min(a.height, b.height)
        text += f" {b.text}" if apart else b.text
    return text


class _Boxes:
    """Where the characters of a page stand."""

    def __init__(self, raw: Any, whole: str, turned: int, size: tuple[float, float]) -> None:
        import pypdfium2.raw as pdfium

        self._raw, self._turned, self._size = raw, turned, size
        self._index = pdfium.FPDFText_GetCharIndexFromTextIndex
        self._box = pdfium.FPDFText_GetLooseCharBox
        self._origin = pdfium.FPDFText_GetCharOrigin
        self._rectangle = pdfium.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._wide: list[int] | None = None
        if not whole.isascii() and max(whole) > "\uffff":
            # pdfium counts such a character twice.
            self._wide, shift = [], 0
            for c in whole:
                self._wide.append(shift)
                shift += c > "\uffff"

    def of(self, at: int) -> Box:
        """The box of the character at a position in the page's text; zeros where there is none."""
        position = at if self._wide is None else at + self._wide[at]
        index = self._index(self._raw, position)
        r, x, y = self._rectangle, self._x, self._y
        if not (
            self._box(self._raw, index, ctypes.byref(r))
            and self._origin(self._raw, index, ctypes.byref(x), ctypes.byref(y))
        ):
            return (0.0, 0.0, 0.0, 0.0, 0.0)
        width, height = self._size
        if self._turned == 90:
            return (r.bottom, height - r.right, r.top, height - r.left, height - x.value)
        if self._turned == 180:
            left, right = width - r.right, width - r.left
            return (left, height - r.top, right, height - r.bottom, height - y.value)
        if self._turned == 270:
            return (width - r.top, r.left, width - r.bottom, r.right, x.value)
        return (r.left, r.bottom, r.right, r.top, y.value)

    def raised(self, at: int, beside: Box) -> bool:
        """Whether a character is smaller than another and stands higher, as a note's number."""
        _, bottom, _, top, base = self.of(at)
        height = beside[3] - beside[1]
        return 0 < top - bottom < 0.85 * height and base > beside[4] + 0.15 * height
