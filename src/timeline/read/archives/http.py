"""What a server answered (RFC 9112): its status, its headers, and the body as it was meant."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

from timeline.errors import InputError
from timeline.read.archives import limits
from timeline.read.archives.records import Cut, Record, fields

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})\b")
_CHARSET = re.compile(r"charset\s{0,3}=\s{0,3}[\"']?([\w.:-]{2,40})", re.I)
_CHUNK_SIZE = re.compile(rb"([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r?\n")
_HOW = "save the page itself"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, whose body is still to be read from its record."""

    status: int
    headers: dict[str, str]
    record: Record

    @property
    def kind(self) -> str:
        """The media type of the body."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str:
        """The character set that the server names, "" for none."""
        found = _CHARSET.search(self.headers.get("content-type", ""))
        return found[1] if found else ""

    def body(self, most: int, called: str) -> bytes:
        """The body, unpacked. Raises InputError for one that can't be had, or is too much."""
        try:
            packed = limits.taken(self.record.read, self.record.left, most, called)
        except Cut as error:
            raise InputError(called, "it is cut off in its web archive", _HOW) from error
        if "chunked" in self.headers.get("transfer-encoding", "").lower():
            packed = _joined(packed)
        how = self.headers.get("content-encoding", "").strip().lower()
        return packed if how in ("", "identity") else _unpacked(packed, how, most, called)


def head(record: Record) -> Answer | None:
    """The answer that a record holds, None where it is none."""
    found = _STATUS.match(record.line())
    return Answer(int(found[1]), fields(record), record) if found else None


def _joined(data: bytes) -> bytes:
    """A body without the sizes of its chunks; as it is where it has none, or once they end."""
    parts, at = [], 0
    while (size := _CHUNK_SIZE.match(data, at)) is not None:
        length = int(size[1], 16)
        if not length:
            break
        parts.append(data[size.end() : size.end() + length])
        at = size.end() + length
        at += 2 if data[at : at + 2] == b"\r\n" else 1
    return b"".join(parts) or data


def _unpacked(data: bytes, how: str, most: int, called: str) -> bytes:
    """A body that was packed for its way. One that crawlers unpacked before is as it is."""
    if how in ("gzip", "x-gzip"):
        bits = zlib.MAX_WBITS | 16
        if not data.startswith(b"\x1f\x8b"):
            return data
    elif how == "deflate":
        bits = zlib.MAX_WBITS if data[:1] == b"\x78" else -zlib.MAX_WBITS
    else:
        raise InputError(called, f"it is packed in a way that is not read ({how[:20]})", _HOW)
    try:
        return limits.inflated(data, bits, most, called)[0]
    except zlib.error as error:
        raise InputError(called, "it is damaged in its web archive", _HOW) from error
