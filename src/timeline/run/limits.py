"""How much one article may take."""

from __future__ import annotations

import sys
from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What one article may take; 0 is no limit.

    seconds: of time, in each of reading and processing; loading a language model counts for none.
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


IN_PROCESS = Limits(seconds=0, megabytes=0)
"""Nothing is stopped, so no process is started."""
