"""The two engines: in this process, and at arm's length."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol, TypeVar, cast

from timeline.errors import (
    ArticleFailed,
    LibraryMissing,
    MachineFull,
    ProcessDied,
    StageFailed,
    TimelineError,
    TooMuchMemory,
    TooSlow,
)
from timeline.run import messages
from timeline.run.limits import Limits
from timeline.run.memory import machine_allows_less
from timeline.run.messages import End, Item
from timeline.run.worker import Ended, Failed, Worker

T = TypeVar("T")


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


class Reader(Protocol):
    """Where files are read."""

    def read(self, files: Iterable[File | TimelineError]) -> Iterator[Any]:
        """What the files hold, in their order. Errors among them are passed on in their place; an
        `ArticleFailed` stands for the rest of a file that could not be read to its end."""


class Engine(Reader, Protocol):
    """Where the work on articles is done."""

    def call(self, article: str, function: Callable[..., T], *arguments: Any) -> T:
        """What a module's function gives. Raises ArticleFailed, which names the article, whatever
        happens in it; TimelineError as it is."""

    def close(self) -> None:
        """End what was started."""


def engine(limits: Limits) -> Engine:
    """The engine that can hold an article to its limits."""
    return Apart(limits) if limits.apart else InProcess()


class InProcess:
    """All work is done here: nothing can be stopped, but what is raised is caught."""

    def read(self, files: Iterable[File | TimelineError]) -> Iterator[Any]:
        """One after the other."""
        for file in files:
            if isinstance(file, TimelineError):
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
                yield _rest(file, given, failed(_which(file, given), error, "read"))

    def call(self, article: str, function: Callable[..., T], *arguments: Any) -> T:
        """What the function gives, here and now."""
        try:
            return function(*arguments)
        except TimelineError:
            raise
        except Exception as error:
            raise lacking(error, article) or failed(article, error) from error

    def close(self) -> None:
        """Nothing was started."""


class Apart:
    """One process reads and one processes, so that a death in one costs the other nothing; the one
    that reads is a file ahead."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._reader, self._processor = Worker(limits), Worker(limits)

    def read(self, files: Iterable[File | TimelineError]) -> Iterator[Any]:
        """By the process that reads, which has the next file in hand when one is asked for."""
        ahead: deque[File | TimelineError] = deque()
        self._processor.start()  # most likely needed, and meanwhile ready
        for file in files:
            ahead.append(file)
            self._ask(ahead)
            while len(ahead) > 1:
                yield from self._answers(ahead)
        while ahead:
            yield from self._answers(ahead)

    def _ask(self, ahead: Iterable[File | TimelineError]) -> None:
        """Have read what was not asked for yet, but for what had better wait its turn."""
        wanted = [file for file in ahead if not isinstance(file, TimelineError)]
        for file in wanted[self._reader.waiting :]:
            if self._reader.waiting and (file.data is not None or self._reader.worn):
                return
            self._reader.ask(file.read)

    def _answers(self, ahead: deque[File | TimelineError]) -> Iterator[Any]:
        file = ahead[0]
        if isinstance(file, TimelineError):
            ahead.popleft()
            yield file
            return
        self._ask(ahead)
        given = 0
        try:
            for told in self._reader.answers():
                if isinstance(told, Item):
                    yield told.value
                    given += 1
        except (Failed, Ended) as error:
            yield _rest(file, given, _failure(_which(file, given), "read", error, self._limits))
        ahead.popleft()

    def call(self, article: str, function: Callable[..., T], *arguments: Any) -> T:
        """What the function gives in the process that processes; all of it is pickled."""
        try:
            self._processor.ask(function, *arguments)
            (end,) = self._processor.answers()
        except (Failed, Ended) as error:
            failure = _failure(article, "pipeline", error, self._limits)
            raise failure from None
        return cast(T, cast(End, end).value)

    def close(self) -> None:
        """End both processes."""
        self._reader.close()
        self._processor.close()


def _which(file: File, given: int) -> str:
    """What of a file can't be read, when it has given some articles."""
    return f"{file.name}, from article {given + 1} on" if given else file.name


def _rest(file: File, given: int, error: TimelineError) -> TimelineError:
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
    else:
        told = StageFailed(name, stage, error)
    told.trace, told.__cause__ = messages.trace(error), error
    return told


def _failure(name: str, otherwise: str, error: Failed | Ended, limits: Limits) -> TimelineError:
    """The same, of what happened in another process."""
    if isinstance(error, Failed):
        raised = error.raised
        if raised.error is not None:
            if isinstance(raised.error, LibraryMissing):
                raised.error.what = name
            return raised.error
        stage, trace = raised.stage or otherwise, raised.trace
        told = (
            _too_much(name, stage, limits)
            if raised.memory
            else StageFailed(name, stage, raised.told)
        )
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
