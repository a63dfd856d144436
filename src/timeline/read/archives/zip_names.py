"""The names of files in zip archives, which most programs write in an encoding they don't tell."""

from __future__ import annotations

import struct
import zipfile
import zlib

_UTF8 = 0x800  # bit of an entry's flags
_UNICODE_PATH = 0x7075  # Info-ZIP's field with the name in UTF-8


def of(entry: zipfile.ZipInfo) -> str:
    """An entry's name, read as its letters tell where the archive does not."""
    # The library reads a name without the mark of UTF-8 as code page 437, which loses nothing.
    told = entry.orig_filename
    if entry.flag_bits & _UTF8:
        return told
    try:
        raw = told.encode("cp437")
    except UnicodeEncodeError:
        return told
    return decoded(raw, entry.extra)


def decoded(raw: bytes, extra: bytes = b"") -> str:
    """A name without the mark of UTF-8, in UTF-8 all the same, or in a code page.

    extra: the entry's further fields, one of which may hold the name. Of the accented letters of
    Western Europe Windows has all from 0xC0 on, where the code pages of DOS have lines and Greek,
    and DOS has them below 0xA0, where Windows has signs.
    """
    if (told := _unicode_path(raw, extra)) is not None:
        return told
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        low, high = sum(0x80 <= b < 0xA0 for b in raw), sum(b >= 0xC0 for b in raw)
        return raw.decode("cp1252" if high > low else "cp850", "replace")


def _unicode_path(raw: bytes, extra: bytes) -> str | None:
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        field = extra[at + 4 : at + 4 + size]
        if kind == _UNICODE_PATH and len(field) > 5 and field[0] == 1:
            (checked,) = struct.unpack_from("<I", field, 1)
            if checked == zlib.crc32(raw):  # else the file was renamed by what knows no such field
                return field[5:].decode("utf-8", "replace")
        at += 4 + size
    return None
