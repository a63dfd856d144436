"""Being told to end, taken for an interruption: what was stored stays, and a word is said of it."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

# What `kill`, `timeout` and a shutdown send, and a terminal that goes; the last isn't everywhere.
_ENDINGS = ("SIGTERM", "SIGHUP")


@contextmanager
def heeded() -> Iterator[None]:
    """Whoever is told to end here is interrupted (KeyboardInterrupt).

    What something else sees to already, as `nohup` does, is left to it.
    """
    taken: list[int] = []
    try:
        for number in (getattr(signal, name, None) for name in _ENDINGS):
            if number is not None and signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, signal.default_int_handler)
                taken.append(number)
    except ValueError:  # only the main thread is told of signals
        pass
    try:
        yield
    finally:
        for number in taken:
            signal.signal(number, signal.SIG_DFL)
