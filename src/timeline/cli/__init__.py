"""The command line: one module a command, which parses, calls and renders, and nothing else."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `timeline` with these arguments (those of the process by default); the exit code."""
    try:
        from timeline.cli.app import run
    except KeyboardInterrupt:  # pressed while it starts; from here on `run` takes care of it
        return _ended("interrupted", 130)
    except (ImportError, MemoryError) as error:  # a broken installation, or no memory at all
        if (getattr(error, "name", None) or "").startswith("timeline"):
            raise
        told = " ".join(str(error).split()) or "the memory is used up"
        return _ended(f"it can't start: {told}; install timeline anew, or give it more memory", 1)
    return run(arguments)


def _ended(why: str, code: int) -> int:
    if sys.stderr is not None:
        with suppress(OSError):
            sys.stderr.write(f"timeline: {why}\n")
    return code
