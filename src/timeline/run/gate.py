"""A gate that lets one who must be alone wait until all others are done."""

from __future__ import annotations

from threading import Condition


class Gate:
    """Nobody passes while it is closed, and it closes when all who passed have come back."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._inside, self._shut = 0, False

    def __enter__(self) -> None:
        with self._changed:
            self._changed.wait_for(lambda: not self._shut)
            self._inside += 1

    def __exit__(self, *_: object) -> None:
        with self._changed:
            self._inside -= 1
            self._changed.notify_all()

    def closed(self) -> _Closed:
        """A block with nobody inside."""
        return _Closed(self)


class _Closed:
    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    def __enter__(self) -> None:
        gate = self._gate
        with gate._changed:
            gate._shut = True
            gate._changed.wait_for(lambda: not gate._inside)

    def __exit__(self, *_: object) -> None:
        gate = self._gate
        with gate._changed:
            gate._shut = False
            gate._changed.notify_all()
