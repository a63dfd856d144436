"""What merging made of articles where they were read, kept until it merges them.

It can be made again of what is stored, so that it lies in a file without a name and goes with the
run: a store that lacks it is merged to the same.
"""

from __future__ import annotations

import tempfile
import zlib

_IN_MEMORY = 4_000_000
# What is packed for minutes is packed quickly.
_LEVEL = 1


def pack(draft: str) -> bytes:
    """A draft as it is kept, nothing of none."""
    return zlib.compress(draft.encode(), _LEVEL) if draft else b""


class Drafts:
    """Texts by the id of an article and the key of what it gave."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
        self._places: dict[str, tuple[str, int, int]] = {}

    def __del__(self) -> None:
        self._file.close()

    def put(self, id_: str, key: str, draft: bytes) -> None:
        """Keep that of an article, as `pack` gives it, in the place of an earlier one."""
        self._places.pop(id_, None)
        if draft:
            at = self._file.seek(0, 2)
            self._places[id_] = key, at, self._file.write(draft)

    def of(self, id_: str, key: str) -> str:
        """That of an article, "" where none is kept of what goes by that key."""
        known, at, size = self._places.get(id_, ("", 0, 0))
        if not size or known != key:
            return ""
        self._file.seek(at)
        return zlib.decompress(self._file.read(size)).decode()
