"""What a packed file may unpack to."""

from __future__ import annotations

import zlib
from collections.abc import Callable

from timeline.errors import InputError
from timeline.read.members import RATIO

# What unpacks to more than text and tables do, and is not small, is an attack or a mistake.
SMALL = 10_000_000
_CHUNK = 1 << 20
LARGER = "unpack it and split it, or raise --limit-size"
_HOW = "unpack it, and name what is in it"


def is_bomb(size: int, packed: int) -> bool:
    """Whether so many bytes are more than anything sound unpacks to; packed: its size before."""
    return size > SMALL and size > RATIO * max(1, packed)


def check(size: int, packed: int, most: int, called: str) -> None:
    """Raise InputError where a file unpacks to so many bytes, and that is more than it may."""
    if size > most:
        raise InputError(called, f"it unpacks to more than {most / 1e6:g} MB", LARGER)
    if is_bomb(size, packed):
        why = f"it unpacks to more than {RATIO} times its size, as a zip bomb does"
        raise InputError(called, why, _HOW)


def taken(read: Callable[[int], bytes], packed: int, most: int, called: str) -> bytes:
    """All that a stream gives, by its `read`. Raises InputError as `check` does."""
    parts, size = [], 0
    while chunk := read(min(_CHUNK, most + 1 - size)):
        parts.append(chunk)
        size += len(chunk)
        check(size, packed, most, called)
    return b"".join(parts)


def inflated(data: bytes, bits: int, most: int, called: str) -> tuple[bytes, bool]:
    """What deflated bytes hold, and whether their end was there.

    bits: as zlib has them. Raises InputError as `check` does, zlib.error for what is damaged.
    """
    unpacker, left = zlib.decompressobj(bits), data

    def piece(size: int) -> bytes:
        nonlocal left
        given = unpacker.decompress(left, size)
        left = unpacker.unconsumed_tail
        return given

    return taken(piece, len(data), most, called), unpacker.eof
