"""A ceiling on the memory of this process, above what it needs for itself."""

from __future__ import annotations

import errno
import os
import re
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
# So much more than it needs for itself is worth the seconds that a new process takes to begin.
_GROWN = 600 * MEGABYTE


# What programs and libraries say that get no memory: Python, C++, OpenBLAS, the loader.
_USED_UP = re.compile(
    r"MemoryError|bad_alloc|memory allocation|cannot allocate memory|out of memory"
    r"|can't (?:start new thread|allocate region)|failed to map segment",
    re.I,
)
_DEEPEST = 20  # causes of causes that are looked at


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
        """Whether so much is in use that the process is better started anew: the next article might
        reach the ceiling, or what articles leave behind has grown."""
        most = min(_GROWN, _MOST * self._bytes) if self._bytes else _GROWN
        return used() - self._own > most

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


def says_used_up(text: str) -> bool:
    """Whether the last words of a process tell that it got no memory."""
    return _USED_UP.search(text) is not None


def used_up(error: BaseException | None) -> bool:
    """Whether an error comes of memory that was not to be had."""
    for _ in range(_DEEPEST):
        if error is None:
            return False
        if isinstance(error, MemoryError) or getattr(error, "errno", None) == errno.ENOMEM:
            return True
        if isinstance(error, ImportError | RuntimeError) and says_used_up(str(error)):
            return True
        error = error.__cause__
    return False


def machine_allows_less(megabytes: int) -> bool:
    """Whether what this process may have in all (`ulimit -v`) is less than a ceiling; 0 is none."""
    if resource is None:
        return False
    all_of_it, _ = resource.getrlimit(resource.RLIMIT_AS)
    ceiling = megabytes * MEGABYTE
    return bool(all_of_it != resource.RLIM_INFINITY and (not ceiling or all_of_it < ceiling))


def _restrict(data: int | None) -> None:
    if resource is not None and sys.platform == "linux":
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        soft = hard if data is None else data if hard == resource.RLIM_INFINITY else min(data, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))
