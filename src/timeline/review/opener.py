"""The source of an event opened in the program that the system has for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable

from timeline.errors import UsageError


def open_(target: str) -> None:
    """Open a file, by its absolute path, or a web address. Raises UsageError where nothing can."""
    started: Callable[[str], None] | None = getattr(os, "startfile", None)
    if started is not None:
        started(target)
        return
    program = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if program is None:
        raise UsageError(target, "no program is here to open it with", "open it by hand")
    # Nothing it says may stand in the screen, and it lives on when the review ends.
    subprocess.Popen(
        [program, target],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
