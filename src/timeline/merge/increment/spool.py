"""Events made, kept in a file without a name until all their ids are known."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Collection, Iterator, Mapping
from typing import cast

from timeline.contract import EventRow

_IN_MEMORY = 4_000_000


class Spool(Collection[EventRow]):
    """Events by name: JSON texts in, records out, in the same order.

    ids: those that are not the one an event was made with; wholes: what an event is a part of.
    """

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
        self._names: list[int] = []
        self.ids: Mapping[int, str] = {}
        self.wholes: Mapping[int, str] = {}

    def __del__(self) -> None:
        self._file.close()

    def append(self, name: int, told: str) -> None:
        """Add an event, a line of JSON."""
        self._file.write(told.encode() + b"\n")
        self._names.append(name)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, event: object) -> bool:
        return any(one == event for one in self)

    def __iter__(self) -> Iterator[EventRow]:
        self._file.seek(0)
        for name, line in zip(self._names, self._file, strict=True):
            row = cast("EventRow", json.loads(line))
            row["id"] = self.ids.get(name, row["id"])
            row["part_of"] = self.wholes.get(name)
            yield row
