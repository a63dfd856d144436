"""The command line: one module a command, which parses, calls and renders, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `timeline` with these arguments (those of the process by default); the exit code."""
    from timeline.cli.app import run

    return run(arguments)
