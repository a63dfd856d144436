"""The command line: one module a command, which parses, calls and renders, and nothing else."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `timeline` with these arguments (those of the process by default); the exit code."""
    try:
        from timeline.cli.app import run
    except KeyboardInterrupt:  # pressed while it starts; from here on `run` takes care of it
        sys.stderr.write("timeline: interrupted\n")
        return 130
    return run(arguments)
