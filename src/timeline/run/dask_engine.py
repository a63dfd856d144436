"""The work on articles done by a Dask cluster: the machines of a scheduler, or this one's cores.

Files are read here; an article is worked on wherever a worker is free, within its limits. Dask has
done again what a lost worker was at; an article that loses one after the other is named.
"""

from __future__ import annotations

import logging
import pickle
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext, suppress
from importlib import import_module
from time import monotonic
from typing import Any, TypeVar, cast

from timeline.errors import ClusterError, ProcessDied, TimelineError, UsageError
from timeline.run import dask_task
from timeline.run.dask_task import Request, Versions
from timeline.run.engines import Answer, Asked, Engine, File, Passed, cores
from timeline.run.limits import Limits
from timeline.run.readers import Readers

T = TypeVar("T")
# As with the pool: so many articles for each thread while one that takes long holds up the answers.
_AHEAD = 8
# Seconds to wait for the scheduler; for a worker; between two looks at how many there are.
_CONNECTING, _WORKERLESS, _LOOK = 20, 60.0, 2.0
# Workers of a local cluster don't hear the Ctrl-C that ends the program, which ends them.
_DEAF = """
import signal
def dask_setup(worker):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
"""
# An article may be large.
_LARGE = {"distributed.admin.large-graph-warning-threshold": "1GB"}


class Dask(Engine):
    """The threads of a cluster, which may become more and fewer while they work.

    versions: what results depend on, here and on the workers, which must be the same. scheduler:
    its address; None for a cluster of `workers` processes on this machine that ends with the work.
    Connects with the first article. Raises UsageError where Dask is not installed, ClusterError
    where the cluster can't be used.
    """

    def __init__(
        self,
        limits: Limits,
        versions: Callable[[], Versions],
        scheduler: str | None = None,
        workers: int | None = None,
    ) -> None:
        self._limits, self._versions = limits, versions
        self._scheduler, self._workers = scheduler, workers or cores()
        self._dask, self._config = _distributed(), import_module("dask.config")
        self._cluster: Any = None
        self._client: Any = None
        self._threads, self._looked = 0, 0.0
        self._under_way: set[Any] = set()
        self._readers = Readers(limits, cores(), nullcontext, self._idle)

    @property
    def ahead(self) -> int:
        """Enough that no thread waits while one article takes long."""
        return max(self._count(), 1) * _AHEAD

    def read(self, files: Iterable[File | Passed | TimelineError]) -> Iterator[Any]:
        """By processes on this machine, where the files are."""
        return self._readers.read(files)

    def submit(self, article: str, function: Callable[..., T], *arguments: Any) -> Answer[T]:
        """The function is called in a process beside one of the workers."""
        self._connect()
        call = pickle.dumps((function, arguments), pickle.HIGHEST_PROTOCOL)
        asked = Request(article, call, self._limits, self._versions, self._versions())
        request = pickle.dumps(asked, pickle.HIGHEST_PROTOCOL)
        future = self._begin(request)

        def answer() -> T:
            killed = self._dask.scheduler.KilledWorker
            try:
                try:
                    told = self._result(future)
                except killed:  # the workers may have died of what was beside it
                    told = self._result(self._begin(request))
            except killed as error:
                died = f"{error.allowed_failures + 1} workers of the cluster were lost with it"
                raise ProcessDied(article, "pipeline", died) from None
            if isinstance(told, TimelineError):
                raise told
            return cast(T, pickle.loads(told))

        return Asked(answer, future.done)

    def close(self) -> None:
        """End what is under way, and the cluster where it is ours."""
        self._readers.close()
        if self._cluster is not None and self._client is not None:
            with suppress(Exception):
                self._client.run(dask_task.stop)
        for one in (self._client, self._cluster):
            if one is not None:
                with suppress(Exception):  # whatever it is at, nobody waits for it any more
                    one.close(timeout=5)
        self._client = self._cluster = None
        self._under_way.clear()

    # -- the cluster -----------------------------------------------------------------------------

    def _connect(self) -> None:
        """Have the cluster at hand, with workers that give the same results as this machine."""
        if self._client is not None:
            return
        for name in list(logging.Logger.manager.loggerDict):
            if name.split(".")[0] == "distributed":
                logging.getLogger(name).setLevel(logging.CRITICAL)
        self._client = self._connected(self._scheduler or self._local())
        try:
            self._client.wait_for_workers(1, timeout=_WORKERLESS)
        except TimeoutError:
            raise self._workerless() from None
        self._compare()

    def _local(self) -> Any:
        self._cluster = self._dask.LocalCluster(
            n_workers=self._workers,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            memory_limit=0,  # an article has limits of its own
            silence_logs=logging.CRITICAL,
            preload=[_DEAF],
        )
        return self._cluster

    def _connected(self, where: Any) -> Any:
        try:
            return self._dask.Client(where, timeout=_CONNECTING, set_as_default=False)
        except (OSError, TimeoutError) as error:
            why = f"nothing that speaks with us answers there ({_first_line(error)})"
            how = "start it with `dask scheduler`, and see that its port can be reached"
            raise ClusterError(f"--scheduler {self._scheduler}", why, how) from error
        except (ValueError, RuntimeError) as error:
            why, how = f"it is no address ({_first_line(error)})", "write it like tcp://host:8786"
            raise UsageError(f"--scheduler {self._scheduler}", why, how) from error

    def _compare(self) -> None:
        """Raise ClusterError for a worker that would give other results."""
        here, found = self._versions(), {}
        try:
            found = self._client.run(self._versions, on_error="return")
        except Exception as error:
            raise self._gone() from error
        for worker, there in sorted(found.items()):
            if isinstance(there, OSError):  # it is lost; its threads' requests compare, too
                continue
            if "ModuleNotFoundError" in repr(there):
                told = _first_line(there)
                how = "install timeline where the worker runs, as it is here, and start it anew"
                raise ClusterError(f"worker {worker}", f"it has no timeline ({told})", how)
            if isinstance(there, BaseException):
                how = "see the worker's log"
                raise ClusterError(f"worker {worker}", f"it fails ({_first_line(there)})", how)
            differs = dask_task.differing(f"worker {worker}", there, here)
            if differs is not None:
                raise differs

    def _count(self) -> int:
        """The threads that there are."""
        if self._client is not None and monotonic() - self._looked > _LOOK:
            with suppress(Exception):  # told by the next answer
                self._threads = sum(self._client.nthreads().values())
            self._looked = monotonic()
        return self._threads

    def _idle(self) -> bool:
        """Whether threads have nothing to do."""
        return len(self._under_way) < self._threads

    # -- articles --------------------------------------------------------------------------------

    def _begin(self, request: bytes) -> Any:
        try:
            with self._config.set(_LARGE):
                future = self._client.submit(dask_task.answered, request, pure=False)
        except Exception as error:
            raise self._gone() from error
        self._under_way.add(future.key)
        return future

    def _result(self, future: Any) -> bytes | TimelineError:
        """What an article gives, pickled, or what happened to it. Raises KilledWorker where its
        workers are lost again and again, ClusterError where there will be nothing."""
        workerless = None
        while True:
            try:
                told = pickle.loads(future.result(timeout=_LOOK))
            except TimeoutError:
                if self._count():
                    workerless = None
                    continue
                workerless = workerless or monotonic()
                if monotonic() - workerless > _WORKERLESS:
                    raise self._workerless() from None
            except self._dask.scheduler.KilledWorker:
                self._under_way.discard(future.key)
                raise
            except Exception as error:
                raise self._gone(error) from error
            else:
                self._under_way.discard(future.key)
                return cast("bytes | TimelineError", told)

    # -- errors ----------------------------------------------------------------------------------

    def _name(self) -> str:
        return f"--scheduler {self._scheduler}" if self._scheduler else "the local cluster"

    def _gone(self, error: BaseException | None = None) -> ClusterError:
        lost = self._client is None or self._client.status != "running"
        cancelled = error is not None and "Cancelled" in type(error).__name__
        if lost or cancelled or error is None:
            why = "the connection to it is lost"
        else:
            why = f"it fails ({_first_line(error)})"
        how = "start it again; the same command goes on from what was read"
        return ClusterError(self._name(), why, how)

    def _workerless(self) -> ClusterError:
        why = f"it has had no worker for {_WORKERLESS:g} s"
        how = f"start some with `dask worker {self._scheduler or 'ADDRESS'}`"
        return ClusterError(self._name(), why, how)


def _distributed() -> Any:
    try:
        return import_module("distributed")
    except ImportError as error:
        how = "install it with: pip install 'article-timeline[dask]'"
        raise UsageError("--engine", "dask needs the package distributed", how) from error


def _first_line(error: BaseException) -> str:
    said = str(error).strip().splitlines()
    return f"{type(error).__name__}: {said[0][:200]}" if said else type(error).__name__
