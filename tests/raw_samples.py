"""What is read of the sample articles, once for all tests of a process."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from timeline import pipeline

RAW = Path(__file__).parents[1] / "data" / "raw"


@cache
def results() -> tuple[pipeline.Result, ...]:
    """What each of them gives, in reading order."""
    return tuple(r for r in pipeline.run([str(RAW)]) if isinstance(r, pipeline.Result))
