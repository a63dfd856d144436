"""The records of a web archive, one behind another, as a stream within limits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from timeline.read.archives.tar import Readable

_CHUNK = 1 << 16
# Lines of headers are shorter, and there are fewer.
_LONGEST_LINE, _MOST_LINES = 16_000, 200


class Cut(Exception):
    """The archive is cut off, or no web archive from here on; said in words."""


class Lines:
    """A stream read by lines and by pieces."""

    def __init__(self, stream: Readable) -> None:
        self._stream, self._held, self._at = stream, b"", 0

    def line(self) -> bytes:
        """The next line with its end; none at the end. Raises Cut for one that is too long."""
        while (ends := self._held.find(b"\n", self._at)) < 0:
            if len(self._held) - self._at > _LONGEST_LINE:
                raise Cut("a line is too long")
            if not self._more():
                break
        begins, self._at = self._at, (ends + 1 if ends >= 0 else len(self._held))
        return self._held[begins : self._at]

    def read(self, size: int) -> bytes:
        """No more than so many bytes, none at the end."""
        if self._at >= len(self._held):
            self._more()
        begins, self._at = self._at, min(self._at + size, len(self._held))
        return self._held[begins : self._at]

    def _more(self) -> bool:
        piece = self._stream.read(_CHUNK)
        self._held, self._at = self._held[self._at :] + piece, 0
        return bool(piece)


@dataclass(slots=True)
class Record:
    """A record: its header's fields by their names in lower case, and what is left of its block."""

    fields: dict[str, str]
    left: int
    lines: Lines

    @property
    def kind(self) -> str:
        """The media type of its block."""
        return self.fields.get("content-type", "").lower()

    def read(self, size: int, /) -> bytes:
        """No more than so many bytes of the block, none at its end. Raises Cut before that."""
        if not self.left:
            return b""
        given = self.lines.read(min(size, self.left))
        if not given:
            raise Cut("a record has no end")
        self.left -= len(given)
        return given

    def line(self) -> bytes:
        """The next line of the block, none at its end."""
        given = self.lines.line()[: self.left] if self.left else b""
        self.left -= len(given)
        return given


def records(stream: Readable) -> Iterator[Record]:
    """Each record; what is not read of one before the next is asked for is passed over.

    Raises Cut where the archive breaks off.
    """
    lines = Lines(stream)
    while begins := lines.line():
        if not begins.strip():
            continue
        if not begins.startswith(b"WARC/"):
            raise Cut("a record begins like none")
        told = fields(lines)
        length = told.get("content-length", "")
        if not (length.isascii() and length.isdigit() and len(length) < 16):
            raise Cut("a record doesn't tell its length")
        record = Record(told, int(length), lines)
        yield record
        while record.read(_CHUNK):
            pass


def fields(lines: Lines | Record) -> dict[str, str]:
    """The header's fields up to a blank line; of two of a name the first."""
    told: dict[str, str] = {}
    last = ""
    for _ in range(_MOST_LINES):
        line = lines.line()
        if not line.strip():
            return told
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        if text[:1] in " \t" and last:
            told[last] += f" {text.strip()}"
            continue
        last, _, value = text.partition(":")
        last = last.strip().lower()
        told.setdefault(last, value.strip())
    raise Cut("a header is too long")
