"""Processes that read files: each file by one of them, what they hold in the order of the files.

One is enough as long as it is ahead of those who work on the articles; each time that they have
often had nothing to do while it read, there is one more.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from itertools import islice
from typing import Any

from timeline.errors import TimelineError
from timeline.run.engines import File, Passed, failure, rest, which
from timeline.run.limits import Limits
from timeline.run.messages import Item
from timeline.run.worker import Ended, Failed, Worker

# A process has this many files: one that it reads, one that it goes on with.
_IN_HAND = 2
# One more is started when the others have kept those waiting so often who had nothing else to do.
_OFTEN = 8


class Readers:
    """At most `most` processes. alone: a block in which nothing else works; idle: whether somebody
    has nothing to do."""

    def __init__(
        self,
        limits: Limits,
        most: int,
        alone: Callable[[], AbstractContextManager[None]],
        idle: Callable[[], bool] = lambda: False,
    ) -> None:
        self._limits, self._most = limits, most
        self._alone, self._idle = alone, idle
        self._there = [Worker(limits)]
        self._waits = 0

    def close(self) -> None:
        """End all processes."""
        for reader in self._there:
            reader.close()

    def read(self, files: Iterable[File | Passed | TimelineError]) -> Iterator[Any]:
        """As `Reader.read`: some files ahead of what is asked for."""
        ahead: deque[_Turn] = deque()
        for file in files:
            ahead.append(_Turn(file))
            self._ask(ahead)
            while len(ahead) >= _IN_HAND * len(self._there):
                yield from self._answers(ahead)
        while ahead:
            yield from self._answers(ahead)

    def _ask(self, ahead: Iterable[_Turn]) -> None:
        """Have read what was not asked for yet, but for what had better wait its turn."""
        for one in ahead:
            if isinstance(one.file, Passed | TimelineError) or one.reader is not None:
                continue
            reader = min(self._there, key=lambda reader: reader.waiting)
            large = one.file.data is not None
            if reader.waiting and (large or reader.worn or reader.waiting >= _IN_HAND):
                return
            reader.ask(one.file.read)
            one.reader = reader

    def _answers(self, ahead: deque[_Turn]) -> Iterator[Any]:
        """What the first file gives; the others are asked for meanwhile."""
        self._ask(ahead)
        file, reader = ahead[0].file, ahead[0].reader
        if isinstance(file, Passed | TimelineError):
            yield file
        elif reader is not None:
            self._count(reader)
            given = 0
            try:
                for told in reader.answers():
                    if isinstance(told, Item):
                        yield told.value
                        given += 1
            except Failed as error:
                yield self._rest(file, given, error)
            except Ended:
                for one in ahead:  # what else it was asked for is gone with it
                    if one.reader is reader:
                        one.reader = None
                yield from self._once_more(file, given)
        ahead.popleft()

    def _count(self, reader: Worker) -> None:
        """Start one more where it is wanted."""
        if reader.told or not self._idle():
            return
        self._waits += 1
        if self._waits >= _OFTEN and len(self._there) < self._most:
            self._there.append(Worker(self._limits))
            self._waits = 0

    def _once_more(self, file: File, given: int) -> Iterator[Any]:
        """What a file holds beyond what it gave to a process that died of it, or of the others'
        memory: tried once more with nothing beside it."""
        found: list[Any] = []  # nobody else can go on while it is read
        last: TimelineError | None = None
        reader = Worker(self._limits)
        with self._alone():
            try:
                reader.ask(file.read)
                told = (one for one in reader.answers() if isinstance(one, Item))
                found.extend(one.value for one in islice(told, given, None))
            except (Failed, Ended) as again:
                last = self._rest(file, given + len(found), again)
            finally:
                reader.close()
        yield from found
        if last is not None:
            yield last

    def _rest(self, file: File, given: int, error: Failed | Ended) -> TimelineError:
        return rest(file, given, failure(which(file, given), "read", error, self._limits))


class _Turn:
    """A file whose turn comes, and the process that it was asked of."""

    def __init__(self, file: File | Passed | TimelineError) -> None:
        self.file = file
        self.reader: Worker | None = None
