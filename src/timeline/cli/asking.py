"""Whether to go on, asked on the terminal."""

from __future__ import annotations

import sys

from timeline.cli import streams


def possible() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty() and sys.stderr.isatty() and streams.for_people()


def agreed(question: str) -> bool:
    """Whether somebody says yes; the end of the input is a no."""
    sys.stderr.write(f"timeline: {question}")
    sys.stderr.flush()
    answer = sys.stdin.readline()
    if not answer:
        streams.write("")
    return answer.strip().lower() in ("y", "yes")
