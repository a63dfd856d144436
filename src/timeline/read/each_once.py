"""Each article once: what a run reads has ids of its own, whatever files say.

A file that need not be read counts with the ids that its articles had.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from timeline.errors import InputError, TimelineError
from timeline.model import Article
from timeline.read import ids
from timeline.run import Passed

MOST_ERRORS = 20
"""Of one file so many errors are told one by one."""


class Part(Protocol):
    """An article of a file that need not be read.

    where: what tells it from others of its file; id: the one that it had as it was read; known: the
    one that it goes by.
    """

    @property
    def where(self) -> str:
        """Beyond the file's name."""

    @property
    def id(self) -> str:
        """Before others were looked at."""

    @property
    def known(self) -> str:
        """In the store."""


@dataclass(frozen=True, slots=True)
class AsBefore(Passed):
    """A file that is as it was when it was last read, and what it holds."""

    path: str
    parts: Sequence[Part]


def named(
    items: Iterator[tuple[str, Article] | AsBefore | TimelineError],
    files: Collection[str],
    read: Callable[[str], Iterator[tuple[str, Article] | TimelineError]],
) -> Iterator[Article | AsBefore | TimelineError]:
    """The articles, but for those of an id that another had before, or that is another file's.

    read: what a file holds.
    """
    taken: dict[str, str] = {}
    twice = Counter[str]()
    for item in _sure(items, files, read, taken):
        if not isinstance(item, tuple):
            yield item
            continue
        where, article = item
        other = ids.takes_name_of(article.id, article.path, files)
        if other is None and article.id not in taken:
            taken[article.id] = where
            yield article
            continue
        twice[article.path] += 1
        if twice[article.path] > MOST_ERRORS:
            continue
        if other is not None:
            error = ids.refused(where, article.id, other)
        else:
            why = f"its id {article.id[:100]!r} is that of {taken[article.id]}"
            error = InputError(where, why, "give each article an id of its own")
        error.path = article.path
        yield error
    for path, bad in twice.items():
        if bad > MOST_ERRORS:
            yield more(path, bad)


def _sure(
    items: Iterator[tuple[str, Article] | AsBefore | TimelineError],
    files: Collection[str],
    read: Callable[[str], Iterator[tuple[str, Article] | TimelineError]],
    taken: dict[str, str],
) -> Iterator[tuple[str, Article] | AsBefore | TimelineError]:
    """The same, with what a file holds in its place where the id of one of its articles is
    another's. taken: takes the ids of the others."""
    for item in items:
        if not isinstance(item, AsBefore):
            yield item
            continue
        told = [p.id for p in item.parts]
        if any(i in taken or ids.takes_name_of(i, item.path, files) for i in told):
            yield from read(item.path)
            continue
        taken.update((p.id, item.path + p.where) for p in item.parts)
        yield item


def more(name: str, bad: int) -> InputError:
    """The error that stands for what was not told one by one of so many."""
    why = f"{bad - MOST_ERRORS} more of what it holds could not be read"
    return InputError(name, why, "mend what was named first")
