"""A value in a file that several processes read: its arrays are in memory once, whoever looks.

What stands in arrays of its own (PEP 574) lies behind the rest, and is read from there when it is
looked at.
"""

from __future__ import annotations

import mmap
import pickle
from itertools import pairwise
from pathlib import Path

_WHOLE = 64  # what an array begins at a multiple of
_SIZES = 8  # bytes of a number that tells a size


def put(path: Path, value: object) -> None:
    """Write it."""
    arrays: list[pickle.PickleBuffer] = []
    rest = pickle.dumps(value, 5, buffer_callback=arrays.append)
    pieces = [memoryview(rest), *(a.raw() for a in arrays)]
    with path.open("wb") as file:
        sizes = [len(pieces), *(p.nbytes for p in pieces)]
        file.write(b"".join(size.to_bytes(_SIZES, "little") for size in sizes))
        for piece in pieces:
            file.write(bytes(-file.tell() % _WHOLE))
            file.write(piece)


def get(path: Path) -> object:
    """Read it; its arrays can't be written to."""
    with path.open("rb") as file:
        there = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    at = range(0, _SIZES * (2 + int.from_bytes(there[:_SIZES], "little")), _SIZES)
    _, *sizes = (int.from_bytes(there[a:b], "little") for a, b in pairwise(at))
    pieces: list[memoryview] = []
    end = at[-1]
    for size in sizes:
        begin = end + -end % _WHOLE
        end = begin + size
        pieces.append(there[begin:end])
    return pickle.loads(pieces[0], buffers=pieces[1:])
