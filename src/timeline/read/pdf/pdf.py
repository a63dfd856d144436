"""PDF: the text layer as people read it, with the page that each part of it stands on.

Blank lines stand between paragraphs, headings and notes; a paragraph goes on over columns and
pages. The file's own dates are those of its making, so none is taken.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from timeline.errors import InputError
from timeline.read.draft import Draft, Found, Member
from timeline.read.pdf import annotation_layer, flow, furniture, layout, lines, ruled, runs
from timeline.read.pdf.layout import Column
from timeline.read.pdf.ruled import Ruled
from timeline.read.pdf.runs import Run
from timeline.read.tables.rows import notes

# A book of a thousand pages has three million characters.
_MOST_PAGES, _MOST_CHARACTERS = 5_000, 5_000_000
# A page with fewer letters and a picture over so much of it is a scan; so is one without any that
# something is drawn on over so much.
_FEW_LETTERS, _COVERED, _DRAWN = 60, 0.5, 0.01
_MOST_OBJECTS = 2_000
_NUMBERS_TOLD = 10
_WHITE = 255
_MOST_ATTACHED = 200
# A headline is among so many blocks.
_HEADLINES = 10
_RECOGNISE = "run text recognition on it, e.g. ocrmypdf"


def read(data: bytes, name: str) -> Iterator[Found]:
    """The document as one article, and the files that hang on it."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as e:
        if "password" in str(e).lower():
            raise InputError(name, "it is protected by a password", "save it without one") from e
        raise _damaged(name) from e
    try:
        attached = list(_attached(document, name))
        pages, drawn, scanned, comments = _pages(document)
        widths = [document.get_page_size(number)[0] for number in range(len(pages))]
        count = len(document)
        title = " ".join(str(document.get_metadata_dict().get("Title") or "").split())
    except (pypdfium2.PdfiumError, ValueError) as e:
        raise _damaged(name) from e
    finally:
        document.close()
    told = furniture.without(pages)
    columns = [layout.columns(*page) for page in zip(told.pages, drawn, strict=True)]
    blocks = lines.blocks(columns, widths)
    headline = lines.headline(blocks)  # before paragraphs are put together
    text, starts = flow.flowed(blocks, len(pages))
    yield from attached
    if not text.strip():
        of = f"its {count} pages hold" if count > 1 else "it holds"
        raise InputError(name, f"{of} no text (scanned?)", _RECOGNISE)
    tables = [n for n, page in enumerate(columns, start=1) if any(c.table for c in page)]
    yield Draft(
        text=text,
        title=_shown(title, text) or headline,
        url=told.url,
        warnings=(
            *_warnings(count, len(pages), scanned, tables),
            *_of_tables(columns),
            *_of_comments(comments),
        ),
        pages=starts,
    )


def _shown(title: str, text: str) -> str | None:
    """The file's title where the page has it as a block; programs put the file's name there.

    What a page of the web adds to its headline, behind a sign that parts it, is left out.
    """
    blocks = (" ".join(block.split()) for block in text.split("\n\n", _HEADLINES)[:_HEADLINES])
    return next(
        (b for b in blocks if b == title or (b and re.match(rf"{re.escape(b)} [|–—-] ", title))),
        None,
    )


def _damaged(name: str) -> InputError:
    return InputError(name, "the PDF is damaged", "save it again, or give its text")


def _warnings(
    count: int, read: int, scanned: Sequence[int], tables: Sequence[int]
) -> Iterator[str]:
    if read < count:
        yield f"only its first {read} pages were read"
    if scanned:
        have = "has" if len(scanned) == 1 else "have"
        which = f"{len(scanned)} of {count} pages {have} no text (scanned?): {_listed(scanned)}"
        yield f"{which}; {_RECOGNISE}"
    if tables:
        pages = "page" if len(tables) == 1 else "pages"
        yield f"a table on {pages} {_listed(tables)} was read row by row: check what it dates"


def _of_tables(pages: Sequence[Sequence[Column]]) -> Iterator[str]:
    return notes(lines.table(column) for page in pages for column in page if column.table)


def _of_comments(comments: int) -> Iterator[str]:
    if comments:
        yield f"{comments} comment{'s were' if comments > 1 else ' was'} left out"


def _listed(numbers: Sequence[int]) -> str:
    told = ", ".join(map(str, numbers[:_NUMBERS_TOLD]))
    return f"{told} …" if len(numbers) > _NUMBERS_TOLD else told


def _pages(document: Any) -> tuple[list[list[Run]], list[Ruled], list[int], int]:
    """The runs of each page, up to what no document has more of, its drawn cells, the numbers of
    scans, and how many comments there are."""
    pages: list[list[Run]] = []
    drawn: list[Ruled] = []
    scanned: list[int] = []
    characters = comments = 0
    for number in range(min(len(document), _MOST_PAGES)):
        page = document[number]
        try:
            lying_on_it = annotation_layer.of_page(page)
            comments += lying_on_it.comments
            drawn.append(ruled.of_page(page))
            pages.append([*runs.of_page(page, drawn[-1]), *lying_on_it.filled])
            letters = sum(len(run.text) for run in pages[-1])
            pictured = _COVERED if letters else _DRAWN
            if letters < _FEW_LETTERS and _covered(page, drawn_too=not letters) >= pictured:
                scanned.append(number + 1)
        finally:
            page.close()
        characters += letters
        if characters > _MOST_CHARACTERS:
            break
    return pages, drawn, scanned, comments


def _attached(document: Any, name: str) -> Iterator[Member | InputError]:
    """The files that hang on the document."""
    import pypdfium2

    for number in range(min(document.count_attachments(), _MOST_ATTACHED)):
        called = f"file {number + 1}"
        try:
            file = document.get_attachment(number)
            called = file.get_name().replace("\\", "/").rsplit("/", 1)[-1].strip() or called
            yield Member(called, bytes(file.get_data()))
        except (pypdfium2.PdfiumError, ValueError):
            why = "the file that hangs on it is damaged"
            yield InputError(f"{name}/{called}", why, "take it out with a PDF reader")


def _covered(page: Any, *, drawn_too: bool) -> float:
    """The share of a page that pictures cover, and with them what is drawn in lines and colours."""
    import pypdfium2.raw as pdfium

    width, height = page.get_size()
    whole: float = width * height
    covered = 0.0
    drawings = (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_SHADING)
    kinds = (pdfium.FPDF_PAGEOBJ_IMAGE, *(drawings if drawn_too else ()))
    for picture in islice(page.get_objects(filter=kinds, max_depth=4), _MOST_OBJECTS):
        if picture.type == pdfium.FPDF_PAGEOBJ_PATH and not _is_seen(picture):
            continue
        left, bottom, right, top = picture.get_bounds()
        covered += max(0.0, right - left) * max(0.0, top - bottom)
    return covered / whole if whole > 0.0 else 0.0


def _is_seen(path: Any) -> bool:
    """Whether a path is drawn, and not but an area in white."""
    import pypdfium2.raw as pdfium

    filled, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path.raw, ctypes.byref(filled), ctypes.byref(stroked))
    colour = [ctypes.c_uint() for _ in range(4)]
    pdfium.FPDFPageObj_GetFillColor(path.raw, *map(ctypes.byref, colour))
    white = all(part.value == _WHITE for part in colour[:3])
    return bool(stroked.value or (filled.value and colour[3].value and not white))
