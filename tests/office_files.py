"""Office files as small as they can be, made for tests: each from the XML that matters."""

from __future__ import annotations

import io
import struct
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


# -- compound files, and Word's until 2003 -----------------------------------------------------

_SECTOR, _END, _FAT = 512, 0xFFFFFFFE, 0xFFFFFFFD


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file of these streams, each as long as keeps it out of the small ones' own."""
    held = {name: data.ljust(4096, b"\0") for name, data in streams.items()}
    sizes = {name: -(-len(data) // _SECTOR) for name, data in held.items()}
    directory = -(-(len(held) + 1) // 4)
    fat = -(-(sum(sizes.values()) + directory + 4) // 128)
    links = [_FAT] * fat
    links += [*range(fat + 1, fat + directory), _END]
    entries = [_entry("Root Entry", 5, 1 if held else -1, -1, _END, 0)]
    body = b""
    for n, (name, data) in enumerate(held.items(), 1):
        first = len(links)
        links += [*range(first + 1, first + sizes[name]), _END]
        entries.append(_entry(name, 2, -1, n + 1 if n < len(held) else -1, first, len(data)))
        body += data.ljust(sizes[name] * _SECTOR, b"\0")
    entries += [_entry("", 0, -1, -1, 0, 0)] * (4 * directory - len(entries))
    links += [0xFFFFFFFF] * (128 * fat - len(links))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, fat, fat, 0, 4096, _END, 0, _END, 0)
    head += struct.pack("<109I", *range(fat), *[0xFFFFFFFF] * (109 - fat))
    return head + struct.pack(f"<{len(links)}I", *links) + b"".join(entries) + body


def _entry(name: str, kind: int, child: int, right: int, first: int, size: int) -> bytes:
    told = (name + "\0").encode("utf-16-le") if name else b""
    links = struct.pack("<iii", -1, right, child)
    return struct.pack("<64sHBB", told, len(told), kind, 1) + links + struct.pack(
        "<36xIQ", first, size
    )  # fmt: skip


Run = tuple[str, bytes]
"""Text, and operations on it."""


def word97(
    paragraphs: Sequence[tuple[Sequence[Run], int, bytes]],
    *,
    footnotes: Sequence[str] = (),
    flags: int = 0,
    version: int = 0xC1,
) -> bytes:
    """A Word file of runs by paragraph, with its style and operations; the last run ends it.

    A footnote's mark is \\x02. flags: of the header, beside that of the table's stream.
    """
    runs = [run for told, _, _ in paragraphs for run in told]
    text = "".join(told for told, _ in runs)
    notes = "".join(f"\x02{note}\r" for note in footnotes) + "\r" * bool(footnotes)
    raw = (text + notes).encode("utf-16-le")
    start = 0x800
    page = start + -(-len(raw) // _SECTOR) * _SECTOR
    characters = _formatted(start, [(told, bytes([len(ops)]) + ops) for told, ops in runs], 1)
    told = [("".join(t for t, _ in inner), style, ops) for inner, style, ops in paragraphs]
    blocks = [
        (
            t,
            bytes([(len(ops) + 4) // 2])
            + struct.pack("<H", style)
            + ops
            + b"\0" * (len(ops) % 2 == 0),
        )
        for t, style, ops in told
    ]
    main = bytearray(start) + raw.ljust(page - start, b"\0") + characters
    main += _formatted(start, blocks, 13)
    end = start + 2 * len(text)
    marks = [n for n, c in enumerate(text) if c == "\x02"] if footnotes else []
    lengths = [len(note) + 2 for note in footnotes]
    places = [sum(lengths[:n]) for n in range(len(lengths) + 1)]
    tables = {
        0xFA: struct.pack("<III", start, end, page // _SECTOR),
        0x102: struct.pack("<III", start, end, page // _SECTOR + 1),
        0xAA: struct.pack(f"<{len(marks) + 1}I", *marks, len(text)) + bytes(2 * len(marks)),
        0xB2: struct.pack(f"<{len(places) + 1}I", *places, places[-1] + 1),
        0x1A2: b"\x02" + struct.pack("<IIIHIH", 16, 0, len(text + notes), 0, start, 0),
    }
    table = b""
    for place, held in tables.items():
        if place in (0xAA, 0xB2) and not footnotes:
            continue
        struct.pack_into("<II", main, place, len(table), len(held))
        table += held
    struct.pack_into("<HH", main, 0, 0xA5EC, version)
    struct.pack_into("<H", main, 0xA, 0x0200 | flags)
    struct.pack_into("<II", main, 0x4C, len(text), len(notes))
    return compound({"WordDocument": bytes(main), "1Table": table})


def _formatted(start: int, ranges: Sequence[Run], step: int) -> bytes:
    """A page that tells what holds of ranges of text. step: bytes that each has in its list."""
    page, at = bytearray(_SECTOR), _SECTOR - 2
    count, place = len(ranges), start
    for n, (text, held) in enumerate(ranges):
        struct.pack_into("<I", page, 4 * n, place)
        place += 2 * len(text)
        at -= len(held) + len(held) % 2
        page[at : at + len(held)] = held
        page[4 * (count + 1) + step * n] = at // 2
    struct.pack_into("<I", page, 4 * count, place)
    page[-1] = count
    return bytes(page)


# -- one of each -------------------------------------------------------------------------------


def samples(text: str) -> dict[str, list[bytes]]:
    """Small files of each format by the ending of their names, each of which says `text`."""
    cell = (
        f"<table:table-cell><text:p>{text}</text:p></table:table-cell><table:covered-table-cell/>"
    )
    table = f'<table:table table:name="A"><table:table-row>{cell}</table:table-row></table:table>'
    note = f"<text:note><text:note-body><text:p>{text}</text:p></text:note-body></text:note>"
    drawn = f"<draw:frame><draw:text-box><text:p>{text}</text:p></draw:text-box></draw:frame>"
    rows = cells(["Date", "Event"], [(44320, 1), text], [1.5, text])
    item = '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><manifest>'
        f'{item}</manifest><spine><itemref idref="a"/></spine></package>'
    )
    chapter = f"<html><body><h1>Quay</h1><p>{text}</p></body></html>"
    rich = (
        r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 A;}}{\stylesheet{\s1 heading 1;}}\s1 Quay\par\pard "
        rf"{text}{{\footnote\pard {text}}}{{\deleted x}}\u8364?\'e9\par\trowd\cellx1\cellx2\intbl {text}\cell 2021\cell\row\pard}}"
    )
    table_row: list[tuple[list[Run], int, bytes]] = [
        ([(text, b""), ("\x07", b"")], 0, b"\x16\x24\x01"),
        ([("\x07", b"")], 0, b"\x16\x24\x01\x17\x24\x01"),
    ]
    old = word97(
        [([(text, b"\x00\x08\x00"), ("\x02\r", b"")], 1, b""), *table_row], footnotes=[text]
    )
    return {
        ".odt": [
            open_document("text", f"<text:h>Quay</text:h><text:p>{text}{note}</text:p>{table}")
        ],
        ".ods": [open_document("spreadsheet", table)],
        ".odp": [open_document("presentation", f'<draw:page draw:name="a">{drawn}</draw:page>')],
        ".xlsx": [workbook({"A": rows, "-B": rows}, formats="dd/mm/yyyy")],
        ".epub": [zipped({"a.opf": package, "a.xhtml": chapter}, first="application/epub+zip")],
        ".rtf": [rich.encode("ascii", "replace")],
        ".doc": [old],
        ".csv": [f"Date;Event;Place\n2021-05-04;{text};Brest\n".encode()],
    }
