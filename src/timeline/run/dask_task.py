"""What a worker of a Dask cluster does for `dask_engine`: passes requests on to a process of its
own, one a thread, so that whatever an article does to it costs the worker nothing.

Requests and answers travel as bytes that only their two ends unpickle.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Event, Lock, Timer, local
from typing import Any
from weakref import WeakSet

from timeline.errors import ClusterError, TimelineError
from timeline.run.child import patience
from timeline.run.engines import failure
from timeline.run.gate import Gate
from timeline.run.limits import Limits
from timeline.run.worker import Ended, Failed, Worker

Versions = Mapping[str, str]
"""What results depend on -> its version, "" where it is not installed."""

# Seconds that a process without a request is kept, which holds the language models.
_KEPT = 60.0


@dataclass(frozen=True, slots=True)
class Request:
    """A function to be called on an article. call: it and its arguments, pickled; versions: gives
    those of the machine that it is called on; wanted: those there must be."""

    article: str
    call: bytes
    limits: Limits
    versions: Callable[[], Versions]
    wanted: Versions


def answered(request: bytes) -> bytes:
    """What a function gives, pickled twice, or a TimelineError, pickled once.

    Runs in a thread of a worker.
    """
    asked: Request = pickle.loads(request)
    here = asked.versions()
    error = differing("a worker", here, asked.wanted)
    return pickle.dumps(_done(asked) if error is None else error)


def differing(who: str, there: Versions, here: Versions) -> ClusterError | None:
    """The error that a machine of the cluster would give other results than this one."""
    how = "install the same timeline and the same models on all of them, and start them anew"
    for name, wanted in here.items():
        found = there.get(name, "")
        if found == wanted:
            continue
        if not found:
            return ClusterError(who, f"{name} is not installed there", how)
        if not wanted:
            return ClusterError(who, f"{name} is installed there and not here", how)
        return ClusterError(who, f"{name} is {found} there and {wanted} here", how)
    return None


class _Kept:
    """A process that is there as long as it is needed."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._worker = Worker(limits)
        self._lock = Lock()
        self._end: Timer | None = None

    def call(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """As `Worker.call`."""
        if self._end is not None:
            self._end.cancel()
        try:
            with self._lock:
                return self._worker.call(function, *arguments)
        finally:
            self._end = Timer(_KEPT, self.close)
            self._end.daemon = True
            self._end.start()

    def kill(self) -> None:
        """End it, whatever it is at."""
        self._worker.kill()

    def close(self) -> None:
        """End it, if it is not at work."""
        if self._lock.acquire(blocking=False):
            try:
                self._worker.close()
            finally:
                self._lock.release()


_here = local()
_gate = Gate()
_all: WeakSet[_Kept] = WeakSet()
_stopped = Event()


def stop() -> None:
    """What this worker does is not wanted any more, nor is it asked for anything else."""
    _stopped.set()
    for kept in list(_all):
        kept.kill()


def _process(limits: Limits) -> _Kept:
    """The process of this thread."""
    kept: _Kept | None = getattr(_here, "kept", None)
    if kept is None or kept.limits != limits:
        if kept is not None:
            kept.close()
        kept = _here.kept = _Kept(limits)
        _all.add(kept)
    return kept


def _done(asked: Request) -> bytes | TimelineError:
    process = _process(asked.limits)
    try:
        with _gate:
            try:
                return _bytes(process, asked)
            except Ended:
                if _stopped.is_set():
                    raise
        with _gate.closed():  # it may have died of the memory of the others here
            return _bytes(process, asked)
    except (Failed, Ended) as error:
        return failure(asked.article, "pipeline", error, asked.limits)
    except TimelineError as error:
        return error


def _bytes(process: _Kept, asked: Request) -> bytes:
    made: bytes = process.call(_called, asked.call)
    return made


def _called(call: bytes) -> bytes:
    """What a function gives, pickled. Runs in the process."""
    with patience():  # the function's module is imported
        function, arguments = pickle.loads(call)
    return pickle.dumps(function(*arguments), pickle.HIGHEST_PROTOCOL)
