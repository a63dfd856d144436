"""Making many records cheaply, and without the garbage collector looking at each."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from timeline.model.unchecked import of, record

__all__ = ["of", "record", "uncollected"]


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the garbage collector from walking over millions of records that all stay in use."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
