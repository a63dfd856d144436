"""By whom what takes long is done: here, or by several that do some of it each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol, TypeVar

T = TypeVar("T")
Task = tuple[str, tuple[Any, ...]]
"""The name of a method of Entries, Weighed or Maker, and its arguments."""


class Hands(Protocol):
    """Who can do what Entries, Weighed and Maker can."""

    def each(self, tasks: Iterable[Task]) -> Iterator[tuple[str, Any]]:
        """What each task gives, in order, with the name of what was done."""

    def begin(self, task: Task) -> Callable[[], tuple[str, Any]]:
        """Have a task begun that takes long; gives what waits for it."""

    def tell(self, how: str, value: object) -> None:
        """Have them know something: how is `know`, `forget` or `meet`."""

    def share(self, how: str, value: T) -> T:
        """The same; the value to go on with, its arrays where all see them."""

    def renew(self, *tables: str) -> None:
        """What is in the tables of these names is something else now."""


class OwnHands(Hands):
    """One task after the other, as they are asked for. doing: who can do them."""

    def __init__(self, *doing: object) -> None:
        self._doing = doing

    def each(self, tasks: Iterable[Task]) -> Iterator[tuple[str, Any]]:
        """See Hands."""
        return ((what, self.do(what, task)) for what, task in tasks)

    def begin(self, task: Task) -> Callable[[], tuple[str, Any]]:
        """See Hands; here it is begun when somebody waits for it."""
        return lambda: (task[0], self.do(*task))

    def do(self, what: str, task: tuple[Any, ...]) -> Any:
        """What one task gives."""
        one = next(one for one in self._doing if hasattr(one, what))
        return getattr(one, what)(*task)

    def tell(self, how: str, value: object) -> None:
        """See Hands."""
        self.do(how, (value,))

    def share(self, how: str, value: T) -> T:
        """See Hands."""
        self.tell(how, value)
        return value

    def renew(self, *tables: str) -> None:
        """They are read each time."""


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
