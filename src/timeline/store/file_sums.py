"""Checksums of the blocks of the store's file, and which blocks a commit changed.

Free pages of SQLite's (its file format, section 1.5) are left out: what they hold is nobody's. So
what one commit changed are the pages that its rollback journal holds, those behind the former end,
the first one, and those that were free or became it (file format, section 3; a page that was free
is not in the journal).
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable
from typing import BinaryIO, NamedTuple
from zlib import crc32

BLOCK = 1 << 18
"""Bytes of a block, a multiple of every size that a page can have."""
_HEADER = 100
_JOURNAL = bytes.fromhex("d9d505f920a163d7")
_EVERY = 0xFFFFFFFF


class Sum(NamedTuple):
    """A file as it is: size in bytes, how often it was written as SQLite counts, crc of each block.

    free: its free pages but for those that list them, by number from 1.
    """

    size: int
    changes: int
    blocks: tuple[int, ...]
    free: frozenset[int] = frozenset()


def of(file: BinaryIO) -> Sum:
    """The sums of a whole file."""
    size, changes, page, free = _head(file)
    blocks = [_block(file, n, page, free) for n in range(-(-size // BLOCK))]
    return Sum(size, changes, tuple(blocks), free)


def head(file: BinaryIO) -> tuple[int, int]:
    """Its size, and how often it was written."""
    return _head(file)[:2]


def after(file: BinaryIO, before: Sum, changed: Iterable[int]) -> Sum | None:
    """The sums of a file that one commit changed; None where it was written otherwise since.

    before: its sums; changed: the pages in the commit's journal.
    """
    size, changes, page, free = _head(file)
    if changes != (before.changes + 1) & _EVERY or size < before.size:
        return None
    pages = {1, *changed} | (free ^ before.free)
    anew = {(number - 1) * page // BLOCK for number in pages}
    anew |= set(range(max(0, before.size - 1) // BLOCK, -(-size // BLOCK)))
    blocks = list(before.blocks) + [0] * (-(-size // BLOCK) - len(before.blocks))
    for n in anew:
        if n < len(blocks):
            blocks[n] = _block(file, n, page, free)
    return Sum(size, changes, tuple(blocks), free)


def journaled(journal: BinaryIO) -> set[int] | None:
    """The pages that a rollback journal holds, by number; None where it can't be read as one."""
    found: set[int] = set()
    at, end = 0, os.fstat(journal.fileno()).st_size
    while at < end:
        journal.seek(at)
        head = journal.read(28)
        if len(head) < 28 or head[:8] != _JOURNAL:
            return None
        count, _, _, sector, page = struct.unpack(">5I", head[8:])
        if not (page and sector):
            return None
        most = (end - at - sector) // (page + 8)
        count = most if count in (0, _EVERY) else count
        if count > most:
            return None
        for n in range(count):
            journal.seek(at + sector + n * (page + 8))
            found.add(struct.unpack(">I", journal.read(4))[0])
        at += sector + count * (page + 8)
        at = -(-at // sector) * sector
    return found


def _head(file: BinaryIO) -> tuple[int, int, int, frozenset[int]]:
    """Size, count of changes, size of a page and the free pages of a file."""
    size = os.fstat(file.fileno()).st_size
    file.seek(0)
    header = file.read(_HEADER)
    if len(header) < _HEADER:
        return size, 0, 512, frozenset()
    page = int.from_bytes(header[16:18]) * (65536 if header[16:18] == b"\0\1" else 1)
    changes, trunk = int.from_bytes(header[24:28]), int.from_bytes(header[32:36])
    if page < 512 or page & (page - 1):
        return size, changes, 512, frozenset()
    return size, changes, page, _free(file, size // page, page, trunk)


def _free(file: BinaryIO, pages: int, page: int, trunk: int) -> frozenset[int]:
    """The free pages that a chain of pages lists; none where that is no sound chain."""
    found: set[int] = set()
    met: set[int] = set()
    while trunk:
        if trunk in met or not 1 < trunk <= pages:
            return frozenset()
        met.add(trunk)
        file.seek((trunk - 1) * page)
        told = struct.unpack(f">{page // 4}I", file.read(page))
        trunk, count = told[0], told[1]
        if count > page // 4 - 2:
            return frozenset()
        found.update(told[2 : 2 + count])
    sound = found.isdisjoint(met) and all(1 < n <= pages for n in found)
    return frozenset(found) if sound else frozenset()


def _block(file: BinaryIO, n: int, page: int, free: frozenset[int]) -> int:
    """The crc of what a block holds beside free pages."""
    file.seek(n * BLOCK)
    told = file.read(BLOCK)
    first = n * BLOCK // page + 1
    left_out = free.intersection(range(first, first + BLOCK // page)) if free else None
    if not left_out:
        return crc32(told)
    view, crc = memoryview(told), 0
    for at in range(0, len(told), page):
        if first + at // page not in left_out:
            crc = crc32(view[at : at + page], crc)
    return crc
