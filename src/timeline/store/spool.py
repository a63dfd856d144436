"""Events found, kept outside of memory: read from the store at once, handed out one by one."""

from __future__ import annotations

import marshal
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, cast, overload

from timeline.contract import EventRow

IN_MEMORY = 4_000_000
"""Bytes from which on a file without a name holds them."""


class Spool(Sequence[EventRow]):
    """Events in, events out, by their places.

    A slow reader (`timeline show | less`) must not keep the store from being written, so that
    nothing is left open there.
    """

    def __init__(self, events: Iterable[EventRow] = ()) -> None:
        import tempfile

        self._file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
        self._ends = array("Q", [0])  # of each event; where the first one begins stands before them
        for event in events:
            self.append(event)

    def __del__(self) -> None:
        self._file.close()

    def append(self, event: EventRow) -> None:
        """Add an event."""
        # The quickest way there is, and nobody else reads it.
        told = marshal.dumps(cast("dict[str, Any]", event))
        self._file.seek(self._ends[-1])
        self._ends.append(self._ends[-1] + self._file.write(told))

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, at: int) -> EventRow: ...
    @overload
    def __getitem__(self, at: slice) -> list[EventRow]: ...
    def __getitem__(self, at: int | slice) -> Any:
        """An event, or several, by place."""
        places = range(len(self))[at]
        return [self[n] for n in places] if isinstance(places, range) else self._event(places)

    def __iter__(self) -> Iterator[EventRow]:
        return map(self._event, range(len(self)))

    def _event(self, place: int) -> EventRow:
        begin, end = self._ends[place : place + 2]
        self._file.seek(begin)
        return cast("EventRow", marshal.loads(self._file.read(end - begin)))
