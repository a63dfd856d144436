"""Office files as small as they can be, made for tests: each from the XML that matters."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
ODF_SPACES = " ".join(
    f'xmlns:{prefix}="{_ODF}:{space}:1.0"'
    for prefix, space in {
        "office": "office", "text": "text", "table": "table", "draw": "drawing", "style": "style",
        "presentation": "presentation", "svg": "svg-compatible", "meta": "meta",
    }.items()
)  # fmt: skip


def zipped(parts: Mapping[str, str], *, first: str | None = None) -> bytes:
    """An archive of these parts. first: what its mimetype is, stored before all others."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        if first is not None:
            archive.writestr(zipfile.ZipInfo("mimetype"), first)
        for name, part in parts.items():
            archive.writestr(name, part)
    return held.getvalue()


def workbook(
    sheets: Mapping[str, str], *, formats: str = "", strings: str = "", book: str = "", **parts: str
) -> bytes:
    """An Excel workbook of sheets by name, "-" before that of a hidden one, each its rows' XML, or
    what `cells` makes. formats: codes of styles 1 and on, a line each."""
    names = list(sheets)
    codes = formats.split("\n") if formats else []
    entries = "".join(
        f'<sheet name="{name.lstrip("-")}" sheetId="{n}" r:id="r{n}"'
        f"{' state=' + chr(34) + 'hidden' + chr(34) if name.startswith('-') else ''}/>"
        for n, name in enumerate(names, 1)
    )
    links = "".join(
        f'<Relationship Id="r{n}" Type="{_KINDS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(names) + 1)
    )
    number_formats = "".join(
        f'<numFmt numFmtId="{200 + n}" formatCode="{code}"/>' for n, code in enumerate(codes)
    )
    styles = "".join(f'<xf numFmtId="{200 + n}"/>' for n in range(len(codes)))
    made = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{_KINDS}">{book}<sheets>{entries}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_LINKS}">{links}</Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{_SHEET}"><numFmts>{number_formats}</numFmts>'
        f'<cellXfs><xf numFmtId="0"/>{styles}</cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{_SHEET}">{strings}</sst>',
        **{name.replace("__", "/") + ".xml": part for name, part in parts.items()},
    }
    for n, name in enumerate(names, 1):
        inner = sheets[name]
        inner = inner if "<sheetData" in inner else f"<sheetData>{inner}</sheetData>"
        made[f"xl/worksheets/sheet{n}.xml"] = f'<worksheet xmlns="{_SHEET}">{inner}</worksheet>'
    return zipped(made)


def cells(*rows: Sequence[object]) -> str:
    """Rows of a sheet: text in the cell, numbers, and (value, style) for a number with a format."""
    told = []
    for number, row in enumerate(rows, 1):
        inner = ""
        for column, cell in zip("ABCDEFGHIJ", row, strict=False):
            at = f'r="{column}{number}"'
            if isinstance(cell, tuple):
                inner += f'<c {at} s="{cell[1]}"><v>{cell[0]}</v></c>'
            elif isinstance(cell, int | float):
                inner += f"<c {at}><v>{cell}</v></c>"
            elif cell:
                inner += f'<c {at} t="inlineStr"><is><t>{cell}</t></is></c>'
        told.append(f'<row r="{number}">{inner}</row>')
    return "".join(told)


def open_document(kind: str, body: str, *, styles: str = "", **parts: str) -> bytes:
    """An OpenDocument file. kind: "text", "spreadsheet" or "presentation"."""
    content = (
        f"<office:document-content {ODF_SPACES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:{kind}>{body}</office:{kind}>"
        "</office:body></office:document-content>"
    )
    made = {name.replace("__", "/") + ".xml": part for name, part in parts.items()}
    return zipped(
        {"content.xml": content, **made}, first=f"application/vnd.oasis.opendocument.{kind}"
    )
