"""Tar archives: each file in them, read from front to end, so that one is in memory at a time."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from functools import partial
from typing import Protocol, cast

from timeline.errors import InputError, NotRead
from timeline.read import members
from timeline.read.archives import limits
from timeline.read.draft import Found, Member

_CUT = "the archive is cut off or damaged"
_HOW = "get it anew, or unpack it with a tool that repairs archives"
# A name or another header that stands before a file as one of its own is shorter.
_LONGEST_HEADER = 1_000_000
_HEADERS = (
    tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
)  # fmt: skip


class Readable(Protocol):
    """What a tar archive is read from."""

    def read(self, size: int, /) -> bytes:
        """No more than so many bytes, none at the end."""


class _Entry(tarfile.TarInfo):
    """The standard library's, which reads no header that is larger than any is."""

    def _proc_member(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
        if self.type in _HEADERS and self.size > _LONGEST_HEADER:
            raise tarfile.HeaderError("a header is too long")
        own = super()._proc_member(archive)  # type: ignore[misc]  # there is no other way in
        return cast(tarfile.TarInfo, own)


def read(data: bytes, name: str) -> Iterator[Found]:
    """Every file, in the archive's order. Raises InputError where there is none."""
    yield from files(io.BytesIO(data), name)


def files(stream: Readable, name: str) -> Iterator[Found]:
    """The same of an archive that is read as it is unpacked."""
    count = 0
    try:
        with tarfile.open(fileobj=stream, mode="r|", tarinfo=_Entry, errorlevel=1) as archive:  # type: ignore[call-overload]
            while (entry := archive.next()) is not None:
                archive.members = []  # which would hold all
                if not entry.isdir():
                    count += 1
                    yield _found(archive, entry, name)
    except InputError:
        raise
    except Exception as error:  # the library raises of a dozen kinds on what is no tar archive
        if not count:
            raise InputError(name, "it is no tar archive, or a damaged one", _HOW) from error
        yield InputError(name, f"{_CUT} after {count} of its files", _HOW)
    if not count:
        raise InputError(name, "it holds no file", "leave it out")


def _found(archive: tarfile.TarFile, entry: tarfile.TarInfo, name: str) -> Found:
    if entry.isreg():
        return Member(entry.name, partial(_unpacked, archive, entry))
    called = f"{name}/{members.plain(entry.name)}"
    if entry.issym() or entry.islnk():
        to = members.plain(entry.linkname)
        return NotRead(called, "a link", f"it is a link to {to}, which is read where it lies")
    return NotRead(called, "a device", "it is a device or a pipe, which holds no text")


def _unpacked(archive: tarfile.TarFile, entry: tarfile.TarInfo, most: int, called: str) -> bytes:
    """What an entry holds. Raises InputError for what can't be had."""
    if entry.size > most:
        raise InputError(called, f"it is larger than {most / 1e6:g} MB", limits.LARGER)
    try:
        held = archive.extractfile(entry)
        data = b"" if held is None else limits.taken(held.read, entry.size, most, called)
    except InputError:
        raise
    except Exception as error:
        raise InputError(called, "it is cut off or damaged in its archive", _HOW) from error
    if len(data) < entry.size:
        raise InputError(called, "it is cut off in its archive", _HOW)
    return data
