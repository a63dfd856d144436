"""A ceiling on the memory of this process, above what it needs for itself."""

from __future__ import annotations

import os
import sys
import threading
import time
from types import ModuleType

from timeline.run.limits import MEGABYTE

resource: ModuleType | None
try:
    import resource
except ImportError:  # Windows
    resource = None

# Exit code of a process that its own watch ended.
TOO_MUCH = 99
# What is left of the ceiling above which a process is better started anew.
_MOST = 0.75


class Ceiling:
    """A ceiling that can be set and taken off. megabytes: its height, 0 for none.

    Where the system counts a process's data (Linux), to ask for more raises MemoryError. Elsewhere
    a thread watches the peak, and ends the process.
    """

    def __init__(self, megabytes: int) -> None:
        self._bytes = megabytes * MEGABYTE
        self._own = used()
        self._held = threading.Event()
        if megabytes and sys.platform != "linux" and resource is not None:
            threading.Thread(target=self._watch, daemon=True).start()

    def hold(self) -> None:
        """From here on the ceiling holds."""
        self._held.set()
        if self._bytes:
            _restrict(self._own + self._bytes)

    def lift(self) -> None:
        """It does not hold any more."""
        self._held.clear()
        if self._bytes:
            _restrict(None)

    def allow(self, more: int) -> None:
        """These bytes more are the process's own, a language model for one."""
        self._own += max(more, 0)

    @property
    def near(self) -> bool:
        """Whether so much is in use that the next article might reach the ceiling."""
        return bool(self._bytes) and used() - self._own > _MOST * self._bytes

    def _watch(self) -> None:
        while True:
            time.sleep(0.1)
            if self._held.is_set() and used() > self._own + self._bytes:
                os._exit(TOO_MUCH)


def used() -> int:
    """The memory in use, in bytes: on Linux now, elsewhere at its peak; 0 where nothing tells."""
    if sys.platform == "linux":
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123 - asked for each article
            return int(file.read().split()[5]) * os.sysconf("SC_PAGE_SIZE")
    if resource is None:
        return 0
    peak = int(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    return peak if sys.platform == "darwin" else peak * 1024


def _restrict(data: int | None) -> None:
    if resource is not None and sys.platform == "linux":
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        soft = hard if data is None else data if hard == resource.RLIM_INFINITY else min(data, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))
