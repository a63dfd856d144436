"""Who decides, where no option says it."""

from __future__ import annotations

import subprocess

# Seconds that git may take: a name is not worth waiting for.
_PATIENCE = 2


def git_user() -> str:
    """The user.name that git knows here, "" where it knows none or isn't there."""
    try:
        told = subprocess.run(
            ["git", "config", "--get", "user.name"],
            capture_output=True,
            check=False,
            timeout=_PATIENCE,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return " ".join(told.stdout.decode("utf-8", "replace").split())
