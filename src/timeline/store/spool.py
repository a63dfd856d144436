"""Events found, kept outside of memory: read from the store at once, handed out one by one."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Sequence
from typing import Any, overload

from timeline.contract import EventRow

IN_MEMORY = 4_000_000
"""Bytes from which on a file without a name holds them."""


class Spool(Sequence[EventRow]):
    """JSON texts in, events out, by their places.

    A slow reader (`timeline show | less`) must not keep the store from being written, so that
    nothing is left open there.
    """

    def __init__(self) -> None:
        import tempfile

        self._file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
        self._ends = array("Q", [0])  # of each text; where the first one begins stands before them

    def __del__(self) -> None:
        self._file.close()

    def append(self, told: str) -> None:
        """Add an event, JSON."""
        self._file.seek(self._ends[-1])
        self._ends.append(self._ends[-1] + self._file.write(told.encode()))

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, at: int) -> EventRow: ...
    @overload
    def __getitem__(self, at: slice) -> list[EventRow]: ...
    def __getitem__(self, at: int | slice) -> Any:
        """An event, or several, by place."""
        places = range(len(self))[at]
        if isinstance(places, range):
            return [self[n] for n in places]
        return json.loads(self._text(places))

    def __iter__(self) -> Iterator[EventRow]:
        return map(json.loads, self.lines())

    def lines(self) -> Iterator[str]:
        """The events as they stand in the store, each as `contract.line` writes it."""
        return map(self._text, range(len(self)))

    def _text(self, place: int) -> str:
        begin, end = self._ends[place : place + 2]
        self._file.seek(begin)
        return self._file.read(end - begin).decode()
