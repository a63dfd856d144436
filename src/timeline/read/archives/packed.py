"""Files packed by gzip, bzip2 or xz: a tar or web archive, whose files are those of the packed one,
or a file alone, which has its name without the ending.
"""

from __future__ import annotations

import bz2
import io
import lzma
import re
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Protocol

from timeline.errors import InputError
from timeline.read import members
from timeline.read.archives import limits, tar, warc
from timeline.read.draft import Found, Member

_TAR_NAMES = (".tgz", ".tbz", ".tbz2", ".txz", ".tar.gz", ".tar.bz2", ".tar.xz")
_CHUNK = 1 << 16
_STOP = re.compile(rb"[.!?](?=\s)|\n")
_HOW = "get it anew, or unpack it and name what is in it"
# `xz -9` needs 65 MB to unpack; a file may ask for 4 GB.
_MOST_MEMORY = 200_000_000


class _Unpacker(Protocol):
    """What unpacks one stream, as bz2 and lzma have it."""

    @property
    def eof(self) -> bool:
        """Whether the stream is at its end."""

    @property
    def needs_input(self) -> bool:
        """Whether it can give no more without more of the file."""

    @property
    def unused_data(self) -> bytes:
        """What was given it from behind the end."""

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """No more than so many bytes; the rest waits."""


class _Gzip:
    """The same for gzip."""

    def __init__(self) -> None:
        self._stream = zlib.decompressobj(zlib.MAX_WBITS | 16)

    @property
    def eof(self) -> bool:
        return self._stream.eof

    @property
    def needs_input(self) -> bool:
        return not self._stream.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._stream.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        return self._stream.decompress(self._stream.unconsumed_tail + data, max_length)


_UNPACKERS: tuple[tuple[bytes, Callable[[], _Unpacker]], ...] = (
    (b"\x1f\x8b", _Gzip),
    (b"BZh", bz2.BZ2Decompressor),
    (b"\xfd7zXZ\x00", partial(lzma.LZMADecompressor, lzma.FORMAT_XZ, _MOST_MEMORY)),
)


class Unpacked:
    """What a packed file unpacks to, as a stream within limits.

    cut: whether it broke off; told: whether an error was raised that says so.
    """

    def __init__(self, data: bytes, name: str) -> None:
        """Raise InputError for what is not packed."""
        known = next((made for magic, made in _UNPACKERS if data.startswith(magic)), None)
        if known is None:
            raise InputError(name, "it is no compressed file, or a damaged one", _HOW)
        self._made, self._unpacker = known, known()
        self._data, self._name, self._at, self._size = memoryview(data), name, 0, 0
        self._ahead = b""
        self.cut = self.told = False

    def head(self, size: int) -> bytes:
        """So many of the first bytes, which are still to be read."""
        while len(self._ahead) < size and (more := self._piece(size - len(self._ahead))):
            self._ahead += more
        return self._ahead[:size]

    def read(self, size: int = -1, /) -> bytes:
        """No more than so many bytes, none at the end. Raises InputError beyond the limits."""
        if size < 0:
            size = members.MOST_BYTES
        if self._ahead:
            given, self._ahead = self._ahead[:size], self._ahead[size:]
            return given
        return self._piece(size)

    def _piece(self, size: int) -> bytes:
        given = b""
        while not given and not self.cut and size:
            if self._unpacker.eof and not self._next():
                return b""
            packed = b""
            if self._unpacker.needs_input:
                packed = bytes(self._data[self._at : self._at + _CHUNK])
                self._at += len(packed)
            try:
                given = self._unpacker.decompress(packed, size)
            except (zlib.error, OSError, EOFError, ValueError, lzma.LZMAError):
                self.cut = True
            else:
                self.cut = not (given or packed or self._unpacker.eof)
        self._size += len(given)
        if self.told:
            return b""
        try:
            limits.check(self._size, len(self._data), members.MOST_BYTES, self._name)
        except InputError:
            self.cut = self.told = True
            raise
        return given

    def _next(self) -> bool:
        """Whether another stream follows the one that is at its end; it is begun then."""
        self._at -= len(self._unpacker.unused_data)
        while self._at < len(self._data) and self._data[self._at] == 0:  # what fills up a block
            self._at += 1
        if self._at >= len(self._data):
            return False
        self._unpacker = self._made()
        return True


def read(data: bytes, name: str) -> Iterator[Found]:
    """The files of an archive, else the file. Raises InputError for the whole of it."""
    stream = Unpacked(data, name)
    head = stream.head(512)
    of_many: Iterator[Found] | None = None
    if head.startswith(b"WARC/"):
        of_many = warc.answers(stream, name)
    elif head[257:262] == b"ustar" or name.lower().endswith(_TAR_NAMES):
        of_many = tar.files(stream, name)
    if of_many is not None:
        yield from _but_for_the_end(of_many, stream)
    else:
        yield Member(_without_ending(name), partial(_whole, stream))
    if stream.cut and not stream.told:
        raise InputError(name, "it is cut off or damaged; what stands before that is read", _HOW)


def _but_for_the_end(found: Iterator[Found], stream: Unpacked) -> Iterator[Found]:
    """Without the errors that its being cut off gives, which is told once."""
    try:
        for item in found:
            if not (stream.cut and isinstance(item, InputError)):
                yield item
    except InputError:
        if not stream.cut:
            raise


def _whole(stream: Unpacked, most: int, called: str) -> bytes:
    """What a file packed alone holds, or what is left of it."""
    held = io.BytesIO()
    while chunk := stream.read(_CHUNK << 4):
        held.write(chunk)
        if held.tell() > most:
            raise InputError(called, f"it unpacks to more than {most / 1e6:g} MB", limits.LARGER)
    return _up_to_a_stop(held.getvalue()) if stream.cut else held.getvalue()


def _up_to_a_stop(data: bytes) -> bytes:
    """What is left of a text that breaks off, without the sentence that does; of what is no text,
    all of it."""
    if b"\0" in data[-_CHUNK:]:
        return data
    stop = max((m.end() for m in _STOP.finditer(data, max(0, len(data) - _CHUNK))), default=0)
    return data[:stop] or data


def _without_ending(name: str) -> str:
    base = name.replace("\\", "/").rpartition("/")[2]
    stem, _, ending = base.rpartition(".")
    return stem if stem and ending.lower() in ("gz", "bz2", "xz") else base or "unnamed"
