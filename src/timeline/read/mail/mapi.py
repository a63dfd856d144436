"""The properties of a message, or of what hangs on it, in Outlook's files (MS-OXMSG).

A storage of the compound file holds one such object. Its properties of fixed size stand in a table,
each other in a stream of its own, named by its number and type.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from typing import Any

from timeline.decode import charset, declared, sound

_TABLE = "__properties_version1.0"
_STREAM = "__substg1.0_{:04X}{:04X}"
_ATTACHED = "__attach_version1.0_#"
_TEXT, _BYTES_TEXT, _BINARY, _OBJECT = 0x001F, 0x001E, 0x0102, 0x000D
_ENTRY = struct.Struct("<HHI8s")
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


@dataclass(frozen=True, slots=True)
class Stored:
    """A message, or what hangs on one, at its place in the file.

    header: bytes before the table of its properties, of which each kind of object has its own.
    """

    file: Any
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
        return Stored(self.file, path, header=24) if self._has((*path, _TABLE)) else None

    def _below(self) -> Iterator[list[str]]:
        for path in self.file.listdir(streams=True, storages=True):
            if tuple(path[: len(self.path)]) == self.path:
                yield path

    def _has(self, path: tuple[str, ...]) -> bool:
        return bool(self.file.exists("/".join(path)))

    def _stream(self, prop: Prop, kind: int) -> bytes | None:
        path = (*self.path, _STREAM.format(prop, kind))
        if not self._has(path):
            return None
        with self.file.openstream("/".join(path)) as stream:
            return bytes(stream.read())

    def _fixed(self, prop: Prop) -> bytes | None:
        path = (*self.path, _TABLE)
        if not self._has(path):
            return None
        with self.file.openstream("/".join(path)) as stream:
            table = bytes(stream.read())[self.header :]
        whole = len(table) // _ENTRY.size * _ENTRY.size
        for _, number, _, value in _ENTRY.iter_unpack(table[:whole]):
            if number == prop:
                return bytes(value)
        return None
