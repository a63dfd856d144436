"""By whom what takes long is done: here, or by several that do some of it each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol, TypeVar

from timeline.merge.increment.leading import Neighbours
from timeline.merge.increment.making import Maker
from timeline.merge.increment.weighed import Weighed

T = TypeVar("T")
Task = tuple[str, Any]
"""The name of what Weighed or Maker can do, and what it is done to."""


class Hands(Protocol):
    """Who can do what Weighed and Maker can."""

    def each(self, tasks: Iterable[Task]) -> Iterator[tuple[str, Any]]:
        """What each task gives, in order, with the name of what was done."""

    def meet(self, near: Neighbours) -> None:
        """These are all the mentions that will be grouped."""

    def renew(self, table: str) -> None:
        """What is in the table of that name is something else now."""


class OwnHands(Hands):
    """One task after the other, as they are asked for. maker: where events are asked for."""

    def __init__(self, weighed: Weighed, maker: Maker | None = None) -> None:
        self._weighed, self._maker = weighed, maker

    def each(self, tasks: Iterable[Task]) -> Iterator[tuple[str, Any]]:
        """See Hands."""
        return ((what, self.do(what, task)) for what, task in tasks)

    def do(self, what: str, task: Any) -> Any:
        """What one task gives."""
        if what == "events":
            assert self._maker is not None
            return self._maker.events(task)
        return self._weighed.positive(*task) if what == "positive" else self._weighed.grouped(task)

    def meet(self, near: Neighbours) -> None:
        """See Hands."""
        self._weighed.near = near

    def renew(self, table: str) -> None:
        """It is read each time."""


def together(
    ones: Iterable[T], size: int, weight: Callable[[T], int] = lambda _: 1
) -> Iterator[list[T]]:
    """Some of them at a time, of so much weight or a little more."""
    some: list[T] = []
    weighs = 0
    for one in ones:
        some.append(one)
        weighs += weight(one)
        if weighs >= size:
            yield some
            some, weighs = [], 0
    if some:
        yield some
