"""Zip archives without the list of their files, cut off or damaged: read from the beginning.

Before each file stands a header of its own. One that was written as a stream has no size there;
where it is deflated, its data tell their own end.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from timeline.errors import InputError
from timeline.read import members
from timeline.read.archives import limits, zip_names
from timeline.read.draft import Found, Member

_HEADER = struct.Struct("<4s5H3I2H")
_BEGINS = b"PK\x03\x04"
_LOCKED, _STREAMED, _UTF8 = 1, 8, 0x800  # bits of a file's flags
_STORED, _DEFLATED = 0, 8
_HOW = "get it anew, or unpack it with a tool that repairs archives"


@dataclass(frozen=True, slots=True)
class _Entry:
    """A file as its header tells it. begins, ends: its data; the end where it is not told is that
    of the archive, or the next header."""

    name: str
    flags: int
    method: int
    begins: int
    ends: int
    cut: bool


def read(data: bytes, name: str) -> Iterator[Found]:
    """The files that are whole, then one InputError. Raises it where there is none."""
    whole = 0
    for entry in _entries(data):
        if entry.name.endswith("/"):
            continue
        whole += 1
        if whole > members.MOST:
            break
        yield Member(entry.name, partial(_unpacked, data, entry))
    if not whole:
        raise InputError(name, "it is no zip archive, or a damaged one", _HOW)
    were = "was" if whole == 1 else "were"
    why = f"the archive is cut off or damaged; {whole} of its files {were} found"
    yield InputError(name, why, _HOW)


def _entries(data: bytes) -> Iterator[_Entry]:
    at = data.find(_BEGINS)
    while 0 <= at <= len(data) - _HEADER.size:
        _, _, flags, method, _, _, _, packed, _, long, extra = _HEADER.unpack_from(data, at)
        named = at + _HEADER.size
        begins = named + long + extra
        if begins > len(data):
            return
        raw = data[named : named + long]
        told = raw.decode("utf-8", "replace") if flags & _UTF8 else zip_names.decoded(raw)
        if flags & _STREAMED and not packed:
            following = data.find(_BEGINS, begins)
            ends = following if following >= 0 else len(data)
        else:
            ends = begins + packed
        yield _Entry(told, flags, method, begins, min(ends, len(data)), ends > len(data))
        at = data.find(_BEGINS, ends)


def _unpacked(data: bytes, entry: _Entry, most: int, called: str) -> bytes:
    if entry.flags & _LOCKED:
        raise InputError(called, "it is locked by a password", "unpack it, and name the folder")
    packed = data[entry.begins : entry.ends]
    streamed = bool(entry.flags & _STREAMED)
    if entry.cut or entry.method not in (_STORED, _DEFLATED):
        raise _cut(called)
    if entry.method == _STORED:
        # Its size stands behind it, and so the end of what has none is not known.
        if streamed:
            raise _cut(called)
        return packed
    try:
        text, whole = limits.inflated(packed, -zlib.MAX_WBITS, most, called)
    except zlib.error as error:
        raise _cut(called) from error
    if not whole:
        raise _cut(called)
    return text


def _cut(called: str) -> InputError:
    return InputError(called, "it is cut off or damaged in its archive", _HOW)
