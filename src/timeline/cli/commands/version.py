"""timeline version: which version this is."""

from __future__ import annotations

from timeline import __version__
from timeline.cli import streams
from timeline.cli.options import Debug


def command(debug: Debug = False) -> None:
    """Print the version."""
    with streams.data("text") as out:
        out.write(f"timeline {__version__}\n")
