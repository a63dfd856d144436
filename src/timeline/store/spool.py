"""Rows found, kept outside of memory: read from the store at once, handed out one by one."""

from __future__ import annotations

import marshal
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar, cast, overload

from timeline.contract import DocumentRow, EventRow

Row = TypeVar("Row", EventRow, DocumentRow)
FEW = 2000
"""Rows that take no more memory than the program itself."""

IN_MEMORY = 4_000_000
"""Bytes from which on a file without a name holds them."""


class Spool(Sequence[Row]):
    """Rows in, rows out, by their places.

    A slow reader (`timeline show | less`) must not keep the store from being written, so that
    nothing is left open there.
    """

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        import tempfile

        self._file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
        self._ends = array("Q", [0])  # of each row; where the first one begins stands before them
        for row in rows:
            self.append(row)

    def __del__(self) -> None:
        self._file.close()

    def append(self, row: Row) -> None:
        """Add a row."""
        # The quickest way there is, and nobody else reads it.
        told = marshal.dumps(cast("dict[str, Any]", row))
        self._file.seek(self._ends[-1])
        self._ends.append(self._ends[-1] + self._file.write(told))

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...
    def __getitem__(self, at: int | slice) -> Any:
        """A row, or several, by place."""
        places = range(len(self))[at]
        return [self[n] for n in places] if isinstance(places, range) else self._row(places)

    def __iter__(self) -> Iterator[Row]:
        return map(self._row, range(len(self)))

    def _row(self, place: int) -> Row:
        begin, end = self._ends[place : place + 2]
        self._file.seek(begin)
        return cast("Row", marshal.loads(self._file.read(end - begin)))
