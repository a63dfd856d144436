"""How much one article may take."""

from __future__ import annotations

import signal
import sys
from dataclasses import dataclass

MEGABYTE = 1_000_000
CLOCK = hasattr(signal, "setitimer")
"""Whether the system counts the time a process is at work; where not, time on the clock counts."""
# Seconds on the clock for one of work: on a busy machine a good article must not fail, one that
# sleeps must.
_BUSY = 5


@dataclass(frozen=True, slots=True)
class Limits:
    """What one article may take; 0 is no limit.

    seconds: of work, in each of reading and processing, and five times as many on the clock;
    loading a language model counts for none.
    The first article of a process has up to half a minute more, for tables that are loaded then.
    megabytes: of memory, beside what the program itself needs. size: of its file, in megabytes.
    """

    seconds: float = 60
    megabytes: int = 2000
    size: float = 50

    @property
    def apart(self) -> bool:
        """Whether a process of its own must do the work, so that it can be stopped."""
        return bool(self.seconds or self.megabytes)

    @property
    def max_bytes(self) -> int:
        """The size of the largest file that is read."""
        return int(self.size * MEGABYTE) if self.size else sys.maxsize - 1


def on_the_clock(seconds: float) -> float:
    """Seconds on the clock that so many of work may take."""
    return seconds * _BUSY if CLOCK else seconds


IN_PROCESS = Limits(seconds=0, megabytes=0)
"""Nothing is stopped, so no process is started."""
