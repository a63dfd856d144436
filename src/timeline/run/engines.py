"""Where the work on articles is done: what an engine is, and the one in this process."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Generic, Protocol, TypeVar

from timeline.errors import (
    ArticleFailed,
    LibraryMissing,
    MachineFull,
    ProcessDied,
    StageFailed,
    TimelineError,
    TooMuchMemory,
    TooSlow,
    one_line,
)
from timeline.run import messages
from timeline.run.limits import Limits
from timeline.run.memory import machine_allows_less
from timeline.run.worker import Ended, Failed

K = TypeVar("K")
T = TypeVar("T")
# So many tasks of some megabytes are under way at most.
_TASKS = 16
Answer = Callable[[], T]
"""Waits for what a function gives, and gives it or raises; asked for once."""


class Asked(Generic[T]):
    """An answer that knows whether it is there. get: waits for it; there: asks whether it is."""

    def __init__(self, get: Answer[T], there: Callable[[], bool]) -> None:
        self._get, self.there = get, there

    def __call__(self) -> T:
        """What the function gives; raises as any answer does."""
        return self._get()


def there(answer: Answer[Any]) -> bool:
    """Whether an answer is known to be there, so that nobody waits who asks for it."""
    return isinstance(answer, Asked) and answer.there()


def caught(answer: Answer[T]) -> Answer[T | TimelineError]:
    """The same answer, which gives an error that it would raise."""

    def told() -> T | TimelineError:
        try:
            return answer()
        except TimelineError as error:
            return error

    return Asked(told, lambda: there(answer))


class File(Protocol):
    """What is to be read, pickled to where that is done."""

    @property
    def name(self) -> str:
        """What it is called in messages."""

    @property
    def path(self) -> str:
        """Where it is."""

    @property
    def data(self) -> bytes | None:
        """Its bytes, where they were read before; they had better not wait in a pipe."""

    def read(self) -> Iterator[Any]:
        """What it holds, one by one."""


class Passed:
    """What stands for a file that is not to be read; passed on in its place, as errors are."""


class Reader(Protocol):
    """Where files are read."""

    def read(self, files: Iterable[File | Passed | TimelineError]) -> Iterator[Any]:
        """What the files hold, in their order. Errors among them are passed on in their place; an
        `ArticleFailed` stands for the rest of a file that could not be read to its end."""


class Engine(Reader, Protocol):
    """Where the work on articles is done."""

    @property
    def ahead(self) -> int:
        """So many requests may be under way before the first is answered; 1: none is begun before
        it is asked for."""

    several: bool = False
    """Whether more than one process of this machine do the work."""

    def submit(self, article: str, function: Callable[..., T], *arguments: Any) -> Answer[T]:
        """Have a module's function called. The answer raises ArticleFailed, which names the
        article, whatever happens in it; TimelineError as it is."""

    def call(self, article: str, function: Callable[..., T], *arguments: Any) -> T:
        """What a module's function gives; raises as the answer of `submit` does."""
        return self.submit(article, function, *arguments)()

    def close(self) -> None:
        """End what was started, done or not."""


def in_turn(asked: Iterable[tuple[K, Answer[T]]], ahead: int) -> Iterator[tuple[K, T]]:
    """The answers to requests as they were made, at most `ahead` under way at once; those that are
    there come before the next request is made. None raises."""
    under_way: deque[tuple[K, Answer[T]]] = deque()
    for one in asked:
        under_way.append(one)
        while under_way and (len(under_way) >= ahead or there(under_way[0][1])):
            key, answer = under_way.popleft()
            yield key, answer()
    for key, answer in under_way:
        yield key, answer()


def shared_out(
    engine: Engine, what: str, function: Callable[..., T], tasks: Iterable[tuple[Any, ...]]
) -> Iterator[T]:
    """What a module's function gives for the arguments of each task, in order; what fails there is
    done here. what: the work is called in messages."""
    asked = ((None, lent_out(engine, what, function, task)) for task in tasks)
    return (told for _, told in in_turn(asked, min(engine.ahead, _TASKS)))


def lent_out(
    engine: Engine, what: str, function: Callable[..., T], task: tuple[Any, ...]
) -> Answer[T]:
    """The same of one task, which is begun now."""
    answer = caught(engine.submit(what, function, *task))

    def done() -> T:
        told = answer()
        return function(*task) if isinstance(told, TimelineError) else told

    return Asked(done, lambda: there(answer))


def engine(limits: Limits, workers: int | None = None) -> Engine:
    """The engine that can hold an article to its limits, on this machine.

    workers: processes that work at once, by default one a core. One that nothing limits is this.
    """
    if not limits.apart and workers in (None, 1):
        return InProcess()
    from timeline.run.pool import Pool

    return Pool(limits, workers or cores())


def cores() -> int:
    """The cores that this process may use."""
    if sys.version_info >= (3, 13):
        return os.process_cpu_count() or 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


class Lent(Engine):
    """An engine that goes on when who it is lent to has ended with it."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self.several = engine, engine.several

    @property
    def ahead(self) -> int:
        """See Engine."""
        return self._engine.ahead

    def read(self, files: Iterable[File | Passed | TimelineError]) -> Iterator[Any]:
        """See Reader."""
        return self._engine.read(files)

    def submit(self, article: str, function: Callable[..., T], *arguments: Any) -> Answer[T]:
        """See Engine."""
        return self._engine.submit(article, function, *arguments)

    def close(self) -> None:
        """Nothing ends."""


class InProcess(Engine):
    """All work is done here: nothing can be stopped, but what is raised is caught."""

    ahead = 1

    def read(self, files: Iterable[File | Passed | TimelineError]) -> Iterator[Any]:
        """One after the other."""
        for file in files:
            if isinstance(file, Passed | TimelineError):
                yield file
                continue
            given = 0
            try:
                for item in file.read():
                    yield item
                    given += 1
            except TimelineError as error:
                yield error
            except Exception as error:
                yield rest(file, given, failed(which(file, given), error, "read"))

    def submit(self, article: str, function: Callable[..., T], *arguments: Any) -> Answer[T]:
        """The function is called when the answer is."""

        def answer() -> T:
            try:
                return function(*arguments)
            except TimelineError:
                raise
            except Exception as error:
                raise lacking(error, article) or failed(article, error) from error

        return answer

    def close(self) -> None:
        """Nothing was started."""


def which(file: File, given: int) -> str:
    """What of a file can't be read, when it has given some articles."""
    return f"{file.name}, from article {given + 1} on" if given else file.name


def rest(file: File, given: int, error: TimelineError) -> TimelineError:
    """The error that stands for what a file has beyond the articles it gave."""
    error.path = error.path or file.path
    if isinstance(error, ArticleFailed):
        error.file = file.name, given
    return error


def lacking(error: BaseException, article: str) -> LibraryMissing | None:
    """The error that a library is not installed or broken, if that is what was raised."""
    return LibraryMissing.of(error, article) if isinstance(error, ImportError) else None


def failed(name: str, error: Exception, otherwise: str = "pipeline") -> ArticleFailed:
    """The error that names an article and the stage that broke on it; its cause goes with it.

    otherwise: what is named where no stage was on the way.
    """
    stage = messages.stage(error) or otherwise
    if isinstance(error, MemoryError):
        told: ArticleFailed = TooMuchMemory(name, stage, 0)
    elif messages.no_room(error):
        told = MachineFull(name, one_line(error))
    else:
        told = StageFailed(name, stage, error)
    told.trace, told.__cause__ = messages.trace(error), error
    return told


def failure(name: str, otherwise: str, error: Failed | Ended, limits: Limits) -> TimelineError:
    """The same, of what happened in another process."""
    if isinstance(error, Failed):
        raised = error.raised
        if raised.error is not None:
            if isinstance(raised.error, LibraryMissing):
                raised.error.what = name
            return raised.error
        stage, trace = raised.stage or otherwise, raised.trace
        if raised.memory:
            told = _too_much(name, stage, limits)
        elif raised.full:
            told = MachineFull(name, raised.told)
        else:
            told = StageFailed(name, stage, raised.told)
    else:
        stage, trace = error.stage or otherwise, error.trace
        told = _ended(name, stage, error.cause, limits)
    told.trace = trace
    return told


def _ended(name: str, stage: str, cause: str, limits: Limits) -> ArticleFailed:
    if cause == "time":
        return TooSlow(name, stage, limits.seconds)
    if cause == "memory":
        return _too_much(name, stage, limits)
    return ProcessDied(name, stage, cause)


def _too_much(name: str, stage: str, limits: Limits) -> ArticleFailed:
    if machine_allows_less(limits.megabytes):
        return MachineFull(name)
    return TooMuchMemory(name, stage, limits.megabytes)
