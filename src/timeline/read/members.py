"""Files within files: what they are called, which are read, and how much of one file in all.

A file within a file is named by what it lies in, `box.zip/a/b.txt`. Nothing is ever unpacked to a
disk, so that a name is a label and leads nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from timeline.errors import InputError
from timeline.read.draft import Member

MOST = 50_000
"""Files that are looked at within one."""
MOST_BYTES = 500_000_000
"""Bytes that one file unpacks to, with all that lies in it."""
DEEPEST = 5
"""How deep a file may lie: a report in a mail in a zip archive lies two deep."""

RATIO = 150
"""How many times its size a file may unpack to; text packs to a third or a tenth."""
_SMALL = 50_000_000

_DRIVE = re.compile(r"^[A-Za-z]:")
_UNPRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
# What is longer is no name; file systems have no longer ones either.
_LONGEST_NAME, _LONGEST_PATH = 255, 1_000


class Exhausted(Exception):
    """A file holds more than is read of one; said in words."""


@dataclass(slots=True)
class Opened:
    """What was read so far of the files within one, and of those within them.

    most: bytes of a single one. packed: the file's own size.
    """

    most: int
    packed: int
    files: int = 0
    size: int = 0
    depth: int = 0

    def count(self) -> None:
        """One more is met. Raises Exhausted where they are too many."""
        self.files += 1
        if self.files > MOST:
            raise Exhausted(f"it holds more than {MOST} files")

    def unpack(self, member: Member, called: str) -> bytes:
        """What it holds. Raises InputError for it alone, Exhausted where it is too much in all."""
        if self.depth >= DEEPEST:
            why = f"it lies more than {DEEPEST} files deep"
            raise InputError(called, why, "unpack what it lies in, and name that")
        data = member.read(self.most, called)
        self.size += len(data)
        if self.size > MOST_BYTES:
            raise Exhausted(f"it unpacks to more than {MOST_BYTES / 1e6:g} MB")
        if self.size > _SMALL and self.size > RATIO * self.packed:
            raise Exhausted(f"it unpacks to more than {RATIO} times its size, as a zip bomb does")
        return data

    @contextmanager
    def within(self) -> Iterator[None]:
        """While what lies in one is read."""
        self.depth += 1
        try:
            yield
        finally:
            self.depth -= 1


@dataclass(slots=True)
class Names:
    """The names of the files within one, each a path that leads nowhere else, and its own."""

    taken: dict[str, int] = field(default_factory=dict)

    def of(self, name: str) -> str:
        """What a file of this name is called: `a (2).txt` where `a.txt` was met before."""
        safe = plain(name)
        if safe not in self.taken:
            self.taken[safe] = 1
            return safe
        folder, slash, last = safe.rpartition("/")
        stem, dot, ending = last.rpartition(".")
        while True:
            self.taken[safe] += 1
            number = f" ({self.taken[safe]})"
            told = f"{folder}{slash}{stem}{number}{dot}{ending}" if stem else f"{safe}{number}"
            if told not in self.taken:
                self.taken[told] = 1
                return told


def plain(name: str) -> str:
    """A name as a path below what it lies in: `../../etc/passwd` is `etc/passwd`."""
    whole = _DRIVE.sub("", name.replace("\\", "/"))
    parts = [_UNPRINTED.sub("\ufffd", part).strip() for part in whole.split("/")]
    kept = "/".join(part[-_LONGEST_NAME:] for part in parts if part not in ("", ".", ".."))
    return kept[-_LONGEST_PATH:].strip("/") or "unnamed"
