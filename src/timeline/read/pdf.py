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
from timeline.read.draft import Draft, Found

_DIGITS = re.compile(r"\d+")
_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
# pdfium's signs for a hyphen that ends a line and splits a word.
_HYPHENS = ("\x02", "\ufffe")
# Of the usual distance between lines, and of their own height; below it they are one paragraph.
_GAP = 1.35
_LEADING = 1.5
# Lines at the top and at the foot of a page that may be its furniture.
_EDGE = 2
# A book of a thousand pages has three million characters.
_MOST_PAGES, _MOST_CHARACTERS = 5_000, 5_000_000
_PAGE_NUMBER = re.compile(
    r"^\W*\d{1,4}(?:\s*/\s*\d{1,4})?\W*$|^.{0,60}\bpage\s+\d{1,4}(?:\s*(?:sur|of|/|de)\s*\d{1,4})?\W*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    top: float
    height: float


def read(data: bytes, name: str) -> Iterator[Found]:
    """The document as one article."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as e:
        if "password" in str(e).lower():
            raise InputError(name, "it is protected by a password", "save it without one") from e
        raise InputError(name, "the PDF is damaged", "save it again, or give its text") from e
    try:
        pages = list(_pages(document))
        whole = len(pages) == len(document)
        title = " ".join(str(document.get_metadata_dict().get("Title") or "").split())
    except (pypdfium2.PdfiumError, ValueError) as e:
        raise InputError(name, "the PDF is damaged", "save it again, or give its text") from e
    finally:
        document.close()
    text = _join(_without_furniture(pages))
    if not text.strip():
        raise InputError(name, "it holds no text (scanned pages?)", "run text recognition on it")
    # Programs put the file's name into the title; only one that the page shows is a headline.
    shown = title and title in " ".join(text.split())
    left = f"only its first {len(pages)} pages were read"
    yield Draft(text=text, title=title if shown else None, warnings=() if whole else (left,))


def _pages(document: Any) -> Iterator[list[_Line]]:
    """The lines of each page, up to what no document has more of; a page may stand there twice."""
    characters = 0
    for number in range(min(len(document), _MOST_PAGES)):
        page = _page(document[number])
        yield page
        characters += sum(len(line.text) for line in page)
        if characters > _MOST_CHARACTERS:
            return


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
    """Pages without the lines, but for numbers the same, that most of them begin or end with.

    The running head of the first page stays: it may be all that dates the paper.
    """
    seen = Counter(
        shape for page in pages for shape in {_DIGITS.sub("#", page[i].text) for i in _edges(page)}
    )
    furniture = {shape for shape, n in seen.items() if n >= 2 and n * 2 > len(pages)}

    def keep(number: int, page: list[_Line], at: int) -> bool:
        text = page[at].text
        if at not in _edges(page):
            return True
        if _PAGE_NUMBER.search(text):
            return False
        return _DIGITS.sub("#", text) not in furniture or (number == 0 and at < _EDGE)

    return [
        [page[at] for at in range(len(page)) if keep(number, page, at)]
        for number, page in enumerate(pages)
    ]


def _edges(page: list[_Line]) -> set[int]:
    return {at for at in range(len(page)) if at < _EDGE or at >= len(page) - _EDGE}


def _join(pages: list[list[_Line]]) -> str:
    steps = [a.top - b.top for page in pages for a, b in pairwise(page) if a.top > b.top]
    heights = [line.height for page in pages for line in page if line.height > 0]
    # On a page of few lines most steps may be gaps; double spacing is the widest there is.
    widest = 2.0 * median(heights) if heights else 0.0
    usual = min(median(steps), widest) if steps else 0.0
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
    apart = gap > max(_GAP * usual, _LEADING * a.height)
    return "\n\n" if apart or (gap < 0 and _END.search(a.text)) or sizes else "\n"
