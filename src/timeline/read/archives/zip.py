"""Zip archives (APPNOTE.TXT of PKWARE): each file in them, by the list at the archive's end.

An archive without that list, as one that was cut off, is read from its beginning (`cut_zip`).
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from functools import partial

from timeline.errors import InputError, NotRead, Rubbish
from timeline.read import kinds, members
from timeline.read.archives import cut_zip, limits, zip_names
from timeline.read.draft import Found, Member

_LOCKED = 1  # bit of an entry's flags
_LISTED = b"PK\x01\x02"
_METHODS = {9: "Deflate64", 12: "bzip2", 14: "LZMA", 93: "Zstandard", 95: "xz", 98: "PPMd"}
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, OverflowError,
    KeyError, AttributeError,
)  # fmt: skip


def read(data: bytes, name: str) -> Iterator[Found]:
    """Every file, in the archive's order. Raises InputError for the whole of it."""
    # An entry takes memory of its own, however little there is of it in the file.
    if data.count(_LISTED) > members.MOST:
        how = "unpack it, and name what is in it"
        raise InputError(name, f"it holds more than {members.MOST} files", how)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (*_DAMAGED, NotImplementedError):
        yield from cut_zip.read(data, name)
        return
    with archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if not entries:
            raise InputError(name, "it holds no file", "leave it out")
        if all(entry.flag_bits & _LOCKED for entry in entries):
            how = "unpack it, and name the folder"
            raise InputError(name, "it is locked by a password", how)
        names = [members.plain(zip_names.of(entry)) for entry in entries]
        saved = _saved_with_pages(names)
        for entry, told in zip(entries, names, strict=True):
            called = f"{name}/{told}"
            if stat.S_ISLNK(entry.external_attr >> 16):
                yield NotRead(called, "a link", "it is a link, which holds no text")
            elif told.rpartition("/")[0] in saved:
                yield Rubbish(called)
            else:
                yield Member(told, partial(_unpacked, archive, entry))


def _saved_with_pages(names: Sequence[str]) -> set[str]:
    """The folders that hold what pages show that were saved with it, page_files beside page.html.

    names: of all files.
    """
    beside: dict[str, set[str]] = {}
    for name in names:
        folder, _, base = name.rpartition("/")
        beside.setdefault(folder, set()).add(base)
    found = set()
    for folder in beside:
        parts = folder.split("/")
        above = ["/".join(parts[:n]) for n in range(len(parts))]
        if any(
            kinds.is_rubbish_folder(part, beside.get(parent, ()))
            for part, parent in zip(parts, above, strict=True)
        ):
            found.add(folder)
    return found


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int, called: str) -> bytes:
    """What an entry holds. Raises InputError for what can't be had."""
    if entry.flag_bits & _LOCKED:
        why, how = "it is locked by a password", "unpack it, and name the folder"
        raise InputError(called, why, how)
    limits.check(entry.file_size, entry.compress_size, most, called)
    try:
        with archive.open(entry) as packed:
            return limits.taken(packed.read, entry.compress_size, most, called)
    except NotImplementedError as error:
        method = _METHODS.get(entry.compress_type, f"method {entry.compress_type}")
        why = f"it is packed in a way that is not read ({method})"
        raise InputError(called, why, "unpack it, and name what is in it") from error
    except Exception as error:
        raise _damaged(error, called) from error


def _damaged(error: Exception, called: str) -> Exception:
    """The error for what unpacking raises: the library and its unpackers raise of many kinds."""
    if isinstance(error, InputError | MemoryError):
        return error
    return InputError(called, "it is damaged in its archive", "pack it anew, or leave it out")
