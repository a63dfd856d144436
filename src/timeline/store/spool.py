"""Events found, kept outside of memory: read from the store at once, handed out one by one."""

from __future__ import annotations

import marshal
import tempfile
from collections.abc import Iterable, Iterator
from typing import Any, cast

from timeline.contract import EventRow

IN_MEMORY = 4_000_000
"""Bytes from which on a file without a name holds them."""
_LENGTH = 8


class Spool:
    """Events in, events out, in the same order.

    A slow reader (`timeline show | less`) must not keep the store from being written, so that
    nothing is left open there.
    """

    def __init__(self, events: Iterable[EventRow] = ()) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
        self._count = 0
        for event in events:
            self.append(event)

    def __del__(self) -> None:
        self._file.close()

    def append(self, event: EventRow) -> None:
        """Add an event."""
        # The quickest way there is, and nobody else reads it.
        told = marshal.dumps(cast("dict[str, Any]", event))
        self._file.write(len(told).to_bytes(_LENGTH) + told)
        self._count += 1

    def __len__(self) -> int:
        return self._count

    def __contains__(self, event: object) -> bool:
        return any(one == event for one in self)

    def __iter__(self) -> Iterator[EventRow]:
        self._file.seek(0)
        for _ in range(self._count):
            size = int.from_bytes(self._file.read(_LENGTH))
            yield cast("EventRow", marshal.loads(self._file.read(size)))
