"""What is in the two containers that office programs write: zip archives and compound files.

The first bytes of both are alike whatever they hold; their first members, or the names of their
streams, tell.
"""

from __future__ import annotations

import re
from itertools import islice

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# A local header has 30 bytes, then the name.
_MEMBER = re.compile(rb"PK\x03\x04.{1,26}?(word/|xl/|ppt/)", re.S)
# The first file in the archive of an office document has one of a few names; one further back may
# lie in a document that the archive holds.
_OFFICE = re.compile(
    rb"PK\x03\x04.{1,26}?(?:\[Content_Types\]\.xml|_rels/|docProps/|customXml/|word/|xl/|ppt/)",
    re.S,
)
_FOLDERS = {b"word/": "docx", b"xl/": "xlsx", b"ppt/": "pptx"}
_MIMETYPE = re.compile(rb"PK\x03\x04.{1,26}?mimetype.{0,80}?application/([\w.+-]{1,80})", re.S)
_TYPES = {
    b"epub+zip": "epub", b"vnd.oasis.opendocument.text": "odt",
    b"vnd.oasis.opendocument.spreadsheet": "ods", b"vnd.oasis.opendocument.presentation": "odp",
}  # fmt: skip
# Of a compound file: bytes before its first sector, the sectors' size as a power of two.
_HEADER, _WIDEST = 512, 12
_BINARY = b"xl/workbook.bin"
# Names of streams, in the order in which they tell; what is locked holds the others inside.
_STREAMS = {
    "EncryptedPackage": "locked", "__properties_version1.0": "msg", "WordDocument": "doc",
    "Workbook": "xls", "Book": "xls", "PowerPoint Document": "ppt",
}  # fmt: skip


def zipped(data: bytes) -> str | None:
    """What an office program's zip archive, or the beginning of one, holds: "docx", "xlsx", "xlsb",
    "pptx", "odt", "ods", "odp" or "epub"; None for any other."""
    if not data.startswith(b"PK\x03\x04"):
        return None
    if told := _MIMETYPE.match(data):
        kind = told[1].split(b"PK")[0].removesuffix(b"-template")
        return _TYPES.get(next((t for t in _TYPES if kind.startswith(t)), b""))
    if not _OFFICE.match(data):
        return None
    found = next(islice(_MEMBER.finditer(data), 1), None)
    kind = _FOLDERS[found[1]] if found else None
    return "xlsb" if kind == "xlsx" and _BINARY in data else kind or "docx"


def is_cut(data: bytes) -> bool:
    """Whether a container breaks off: a zip archive before the list of its files, at its end, a
    compound file before that of its streams."""
    if data.startswith(COMPOUND) and len(data) > _HEADER:
        sector = int.from_bytes(data[48:52], "little")
        return (sector + 1) << min(data[30], _WIDEST) >= len(data)
    return data.startswith(b"PK\x03\x04") and b"PK\x05\x06" not in data


def compound(data: bytes) -> str | None:
    """What a compound file holds: "doc", "xls", "ppt", "msg", "locked" where a password keeps it;
    "" for something else, None where it is no compound file."""
    if not data.startswith(COMPOUND):
        return None
    streams = (kind for name, kind in _STREAMS.items() if _stream(name) in data)
    return next(streams, "")


def _stream(name: str) -> bytes:
    return name.encode("utf-16-le") + b"\0\0"
