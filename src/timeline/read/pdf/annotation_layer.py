"""What lies on a page and is not of its text: the values of a form's fields, and comments."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from timeline.read.pdf.runs import Run

# More on one page are no form's, and no reader's.
_MOST = 2_000
_LONGEST = 100_000
# Points from one line of a field to the next, where it is as high as that.
_LINE = 12.0


@dataclass(frozen=True, slots=True)
class Annotations:
    """filled: what was typed into fields, where it stands. comments: how many there are."""

    filled: tuple[Run, ...]
    comments: int


def of_page(page: Any) -> Annotations:
    """The annotations of a page of pdfium."""
    import pypdfium2.raw as pdfium

    filled: list[Run] = []
    comments = 0
    for number in range(min(pdfium.FPDFPage_GetAnnotCount(page.raw), _MOST)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, number)
        if not annotation:
            continue
        try:
            kind = pdfium.FPDFAnnot_GetSubtype(annotation)
            unseen = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
            if pdfium.FPDFAnnot_GetFlags(annotation) & unseen:
                continue
            if kind == pdfium.FPDF_ANNOT_WIDGET:
                filled += _typed(annotation)
            elif kind not in (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP):
                comments += bool(_text(annotation, b"Contents").strip())
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)
    return Annotations(tuple(filled), comments)


def _typed(widget: Any) -> Iterator[Run]:
    """The lines of a field's value, from the top of the field down."""
    import pypdfium2.raw as pdfium

    place = pdfium.FS_RECTF()
    is_text = pdfium.FPDFAnnot_GetValueType(widget, b"V") == pdfium.FPDF_OBJECT_STRING
    if not is_text or not pdfium.FPDFAnnot_GetRect(widget, ctypes.byref(place)):
        return
    height = min(_LINE, max(1.0, place.top - place.bottom))
    top = place.top
    for line in _text(widget, b"V").splitlines():
        if text := " ".join(line.split()):
            base = top - 0.8 * height
            yield Run(text, place.left, place.right, top - height, top, base)
        top -= height


def _text(annotation: Any, key: bytes) -> str:
    import pypdfium2.raw as pdfium

    size = pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if not 2 < size <= 2 * _LONGEST:
        return ""
    held = ctypes.create_string_buffer(size)
    pdfium.FPDFAnnot_GetStringValue(
        annotation, key, ctypes.cast(held, ctypes.POINTER(pdfium.FPDF_WCHAR)), size
    )
    return held.raw[: size - 2].decode("utf-16-le", "replace").replace("\0", "")
