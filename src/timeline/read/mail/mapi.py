"""The properties of a message, or of what hangs on it, in Outlook's files (MS-OXMSG).

A storage of the compound file holds one such object. Its properties of fixed size stand in a table,
each other in a stream of its own, named by its number and type.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum

from timeline.decode import charset, declared, sound

_TABLE = "__properties_version1.0"
_STREAM = "__substg1.0_{:04X}{:04X}"
_ATTACHED = "__attach_version1.0_#"
_TEXT, _BYTES_TEXT, _BINARY, _OBJECT = 0x001F, 0x001E, 0x0102, 0x000D
_ENTRY = struct.Struct("<HHI8s")
# Each stream is read once, but for the small ones that are asked again.
_TIMES = 4
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
# Code pages that Python calls otherwise than by their number.
_PAGES = {
    65001: "utf-8", 20127: "ascii", 28591: "iso8859-1", 28592: "iso8859-2", 28605: "iso8859-15",
    20866: "koi8-r", 936: "gbk", 949: "cp949", 950: "big5", 932: "shift_jis", 51932: "euc_jp",
}  # fmt: skip


class Prop(IntEnum):
    """The properties that are read, by their numbers in MS-OXPROPS."""

    SUBJECT = 0x0037
    SUBMITTED = 0x0039
    DELIVERED = 0x0E06
    SENDER = 0x0C1A
    SENDER_ADDRESS = 0x5D01
    SENT_FOR = 0x0042
    HEADERS = 0x007D
    BODY = 0x1000
    RICH = 0x1009
    PAGE = 0x1013
    INTERNET_PAGE = 0x3FDE
    MESSAGE_PAGE = 0x3FFD
    DATA = 0x3701
    NAME = 0x3704
    LONG_NAME = 0x3707
    SHOWN_NAME = 0x3001
    METHOD = 0x3705
    MIME = 0x370E
    CONTENT_ID = 0x3712


class Compound:
    """The streams of a compound file, which by their own word may be larger than it, and share what
    they hold."""

    def __init__(self, data: bytes) -> None:
        """Raise whatever the library does for what is none, which is of a dozen kinds."""
        import olefile

        self._file = olefile.OleFileIO(io.BytesIO(data))
        self._size, self._left = len(data), _TIMES * len(data) + 1_000_000
        self._room(self._file.root.size)

    def paths(self) -> list[list[str]]:
        """Those of all streams and storages."""
        return list(self._file.listdir(streams=True, storages=True))

    def has(self, path: Sequence[str]) -> bool:
        """Whether something has this path."""
        return bool(self._file.exists("/".join(path)))

    def read(self, path: Sequence[str]) -> bytes | None:
        """What a stream holds, None where there is none. Raises ValueError for too much."""
        if not self.has(path):
            return None
        self._room(self._file.get_size("/".join(path)))
        with self._file.openstream("/".join(path)) as stream:
            return bytes(stream.read())

    def _room(self, size: int) -> None:
        self._left -= size
        if size > self._size or self._left < 0:
            raise ValueError("its streams are larger than the file")


@dataclass(frozen=True, slots=True)
class Stored:
    """A message, or what hangs on one, at its place in the file.

    header: bytes before the table of its properties, of which each kind of object has its own.
    """

    file: Compound
    path: tuple[str, ...] = ()
    header: int = 32

    def text(self, prop: Prop) -> str:
        """A text, "" where there is none."""
        if (wide := self._stream(prop, _TEXT)) is not None:
            return sound(wide.decode("utf-16-le", "replace")).rstrip("\ufffd")
        narrow = self._stream(prop, _BYTES_TEXT)
        if not narrow:
            return ""
        page = self.number(Prop.MESSAGE_PAGE) or self.number(Prop.INTERNET_PAGE) or 1252
        named = _PAGES.get(page, f"cp{page}")
        return declared(narrow.rstrip(b"\0"), named if charset(named) else "cp1252", "")[0]

    def data(self, prop: Prop) -> bytes:
        """Bytes, none where there are none."""
        return self._stream(prop, _BINARY) or b""

    def number(self, prop: Prop) -> int | None:
        """A number that stands in the table."""
        value = self._fixed(prop)
        return None if value is None else int(struct.unpack_from("<i", value)[0])

    def day(self, prop: Prop) -> str:
        """The day of a time, in UTC; "" where there is none."""
        value = self._fixed(prop)
        if value is None or not (ticks := struct.unpack("<Q", value)[0]):
            return ""
        try:
            return (_EPOCH + timedelta(microseconds=ticks // 10)).date().isoformat()
        except OverflowError:
            return ""

    def attached(self) -> Iterator[Stored]:
        """What hangs on it, in order."""
        inner = {path[len(self.path)] for path in self._below() if len(path) > len(self.path)}
        for name in sorted(n for n in inner if n.startswith(_ATTACHED)):
            yield Stored(self.file, (*self.path, name), header=8)

    def message(self) -> Stored | None:
        """The message that hangs on another as this."""
        path = (*self.path, _STREAM.format(Prop.DATA, _OBJECT))
        return Stored(self.file, path, header=24) if self.file.has((*path, _TABLE)) else None

    def _below(self) -> Iterator[list[str]]:
        for path in self.file.paths():
            if tuple(path[: len(self.path)]) == self.path:
                yield path

    def _stream(self, prop: Prop, kind: int) -> bytes | None:
        return self.file.read((*self.path, _STREAM.format(prop, kind)))

    def _fixed(self, prop: Prop) -> bytes | None:
        table = (self.file.read((*self.path, _TABLE)) or b"")[self.header :]
        whole = len(table) // _ENTRY.size * _ENTRY.size
        for _, number, _, value in _ENTRY.iter_unpack(table[:whole]):
            if number == prop:
                return bytes(value)
        return None
