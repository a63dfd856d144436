"""Events found, kept outside of memory: read from the store at once, handed out one by one."""

from __future__ import annotations

import json
from collections.abc import Iterator

from timeline.contract import EventRow

IN_MEMORY = 4_000_000
"""Bytes from which on a file without a name holds them."""


class Spool:
    """JSON texts in, events out, in the same order.

    A slow reader (`timeline show | less`) must not keep the store from being written, so that
    nothing is left open there.
    """

    def __init__(self) -> None:
        import tempfile

        self._file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
        self._count = 0

    def __del__(self) -> None:
        self._file.close()

    def append(self, told: str) -> None:
        """Add an event, a line of JSON."""
        self._file.write(told.encode() + b"\n")
        self._count += 1

    def __len__(self) -> int:
        return self._count

    def __contains__(self, event: object) -> bool:
        return any(one == event for one in self)

    def __iter__(self) -> Iterator[EventRow]:
        return map(json.loads, self.lines())

    def lines(self) -> Iterator[str]:
        """The same as they stand in the store, each as `contract.line` writes it."""
        self._file.seek(0)
        return (line.decode().removesuffix("\n") for line in self._file)
