"""Several processes at arm's length: some read files, some work on articles.

A death costs what was done there and nothing else: the process is started anew, and the article is
tried once more with nothing beside it, since it may have died of the others' memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import Any, TypeVar, cast

from timeline.errors import TimelineError
from timeline.run.engines import Answer, Asked, Engine, File, Passed, failure
from timeline.run.gate import Gate
from timeline.run.limits import Limits
from timeline.run.readers import Readers
from timeline.run.worker import Ended, Failed, Worker

T = TypeVar("T")
# A process has so many articles waiting for it while one that takes long holds up the answers.
_AHEAD = 64


class Pool(Engine):
    """So many processes that work on articles, and at most as many that read files."""

    def __init__(self, limits: Limits, workers: int = 1) -> None:
        self._limits, self._workers = limits, workers
        self.several = workers > 1
        self._gate = Gate()
        self._readers = Readers(limits, workers, self._gate.closed, self._idle)
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        self._undone: list[_Task] = []
        self._threads: list[_Hand] = []

    @property
    def ahead(self) -> int:
        """Enough that no process waits while one article takes long."""
        return self._workers * _AHEAD

    def start(self) -> None:
        """Have one more process started, if there may be one; this does not wait for it."""
        if len(self._threads) < self._workers:
            hand = _Hand(self._limits, self._tasks, self._gate)
            self._threads.append(hand)
            hand.start()

    def submit(self, article: str, function: Callable[..., T], *arguments: Any) -> Answer[T]:
        """The function is called in a process of its own; all of it is pickled."""
        self._undone = [task for task in self._undone if not task.done.done()]
        if len(self._undone) >= len(self._threads):
            self.start()  # all that there are have something to do
        task = _Task(function, arguments)
        self._undone.append(task)
        self._tasks.put(task)

        def answer() -> T:
            try:
                return cast(T, task.done.result())
            except Ended:
                return self._alone(article, function, *arguments)
            except Failed as error:
                raise failure(article, "pipeline", error, self._limits) from None

        return Asked(answer, task.done.done)

    def _alone(self, article: str, function: Callable[..., T], *arguments: Any) -> T:
        """Try once more with nothing beside it."""
        worker = Worker(self._limits)
        with self._gate.closed():
            try:
                return cast(T, worker.call(function, *arguments))
            except (Failed, Ended) as error:
                raise failure(article, "pipeline", error, self._limits) from None
            finally:
                worker.close()

    def close(self) -> None:
        """End all processes; others are started for what is asked for after that."""
        self._readers.close()
        for hand in self._threads:
            hand.stop()
            self._tasks.put(None)
        for hand in self._threads:
            while hand.is_alive():  # it may just have started a process
                hand.stop()
                hand.join(0.1)
        self._threads, self._tasks, self._undone = [], SimpleQueue(), []

    def read(self, files: Iterable[File | Passed | TimelineError]) -> Iterator[Any]:
        """By processes that read, which have the next files in hand when one is asked for."""
        return self._readers.read(self._awaited(files))

    def _awaited(
        self, files: Iterable[File | Passed | TimelineError]
    ) -> Iterator[File | Passed | TimelineError]:
        """The files; with the first that is to be read a process for its articles is started, which
        is ready meanwhile."""
        for file in files:
            if not self._threads and not isinstance(file, Passed | TimelineError):
                self.start()
            yield file

    def _idle(self) -> bool:
        """Whether there is less to do than there are processes for it."""
        return sum(not task.done.done() for task in self._undone) < self._workers


class _Task:
    """A function to be called, and what comes of it."""

    def __init__(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
        self.function, self.arguments = function, arguments
        self.done: Future[Any] = Future()


class _Hand(Thread):
    """Gives one process one task after the other."""

    def __init__(self, limits: Limits, tasks: SimpleQueue[_Task | None], gate: Gate) -> None:
        super().__init__(daemon=True)
        self._worker, self._tasks, self._gate = Worker(limits), tasks, gate
        self._stopped = False

    def run(self) -> None:
        with suppress(TimelineError):  # told with the first article
            self._worker.start()
        while (task := self._tasks.get()) is not None and not self._stopped:
            with self._gate:
                try:
                    task.done.set_result(self._worker.call(task.function, *task.arguments))
                except BaseException as error:
                    task.done.set_exception(error)
        self._worker.close()

    def stop(self) -> None:
        """What it does is not wanted any more."""
        self._stopped = True
        self._worker.kill()
