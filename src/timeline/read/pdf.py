"""PDF: the text layer line by line, with paragraphs and repeated page furniture told by layout.

A blank line stands where the page leaves a gap; running heads, feet and page numbers are dropped.
The file's own dates are those of its making, so none is taken.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Any

from timeline.errors import InputError
from timeline.read.draft import Draft

_DIGITS = re.compile(r"\d+")
_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
# pdfium's signs for a hyphen that ends a line and splits a word.
_HYPHENS = ("\x02", "\ufffe")
# Of the distance between lines; below it lines belong to one paragraph.
_GAP = 1.35


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    top: float
    height: float


def read(data: bytes, name: str) -> Iterator[Draft | InputError]:
    """The document as one article."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as e:
        if "password" in str(e).lower():
            raise InputError(name, "it is protected by a password", "save it without one") from e
        raise InputError(name, "the PDF is damaged", "save it again, or give its text") from e
    try:
        pages = [_page(document[i]) for i in range(len(document))]
        title = " ".join(str(document.get_metadata_dict().get("Title") or "").split())
    except (pypdfium2.PdfiumError, ValueError) as e:
        raise InputError(name, "the PDF is damaged", "save it again, or give its text") from e
    finally:
        document.close()
    text = _join(_without_furniture(pages))
    if not text.strip():
        raise InputError(name, "it holds no text (scanned pages?)", "run text recognition on it")
    # Programs put the file's name into the title; only one that the page shows is a headline.
    yield Draft(text=text, title=title if title and title in " ".join(text.split()) else None)


def _page(page: Any) -> list[_Line]:
    textpage = page.get_textpage()
    try:
        whole = textpage.get_text_range()
        lines: list[_Line] = []
        at = 0
        # Positions in the text are those of the page's characters while no character is wider.
        for part in re.split(r"(\r\n|[\r\n\x02\ufffe])", whole):
            text = part.strip()
            if part in _HYPHENS and lines:
                lines[-1] = replace(lines[-1], text=f"{lines[-1].text}-")
            elif text and part not in _HYPHENS:
                first = at + len(part) - len(part.lstrip())
                _, bottom, _, top = _box(textpage, first)
                lines.append(_Line(text.replace("\x00", ""), top, top - bottom))
            at += len(part)
        return lines
    finally:
        textpage.close()
        page.close()


def _box(textpage: Any, index: int) -> tuple[float, float, float, float]:
    try:
        box: tuple[float, float, float, float] = textpage.get_charbox(index, loose=True)
    except Exception:  # a position outside the page's characters has no box
        return (0.0, 0.0, 0.0, 0.0)
    return box


def _without_furniture(pages: list[list[_Line]]) -> list[list[_Line]]:
    """Pages without lines that most of them repeat, but for numbers, at their top or foot."""
    if len(pages) < 3:
        return [_without_number(p) for p in pages]
    seen: Counter[str] = Counter()
    for page in pages:
        ends = page[:2] + page[2:][-2:]
        seen.update({_DIGITS.sub("#", line.text) for line in ends})
    furniture = {text for text, count in seen.items() if count * 2 > len(pages) and count > 2}

    def keep(page: list[_Line], at: int) -> bool:
        edge = at < 2 or at >= len(page) - 2
        return not (edge and _DIGITS.sub("#", page[at].text) in furniture)

    return [_without_number([p[i] for i in range(len(p)) if keep(p, i)]) for p in pages]


def _without_number(page: list[_Line]) -> list[_Line]:
    number = re.compile(r"(?:page\s*)?[-–]?\s*\d{1,4}\s*(?:/\s*\d{1,4})?\s*[-–]?", re.I)
    while page and number.fullmatch(page[-1].text):
        page = page[:-1]
    return page[1:] if page and number.fullmatch(page[0].text) else page


def _join(pages: list[list[_Line]]) -> str:
    steps = [a.top - b.top for page in pages for a, b in pairwise(page) if a.top > b.top]
    usual = median(steps) if steps else 0.0
    out: list[str] = []
    last: _Line | None = None
    for page in pages:
        for at, line in enumerate(page):
            if last is not None:
                out.append(_between(last, line, usual, new_page=at == 0))
            out.append(line.text)
            last = line
    return "".join(out)


def _between(a: _Line, b: _Line, usual: float, *, new_page: bool) -> str:
    if new_page:
        return "\n\n" if _END.search(a.text) else "\n"
    # A gap, a column's turn, or a clear change of type size starts a new block.
    gap = a.top - b.top
    sizes = a.height > 0 and b.height > 0 and not 0.8 < a.height / b.height < 1.25
    return "\n\n" if gap > _GAP * usual or (gap < 0 and _END.search(a.text)) or sizes else "\n"
