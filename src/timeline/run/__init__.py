"""Engines: where the work on articles is done, in this process or at arm's length.

An engine reads files and calls functions on articles; whatever one article does to it - raise, loop
for ever, take all memory, end the process - becomes one `ArticleFailed` that names it, and the next
is read as if nothing had been. It is told what to do by functions, and knows no stage.
"""

from __future__ import annotations

from timeline.run.child import patience
from timeline.run.engines import (
    Answer,
    Asked,
    Engine,
    File,
    InProcess,
    Lent,
    Passed,
    Reader,
    caught,
    cores,
    engine,
    failed,
    in_turn,
    lent_out,
    shared_out,
    there,
)
from timeline.run.limits import IN_PROCESS, Limits
from timeline.run.remembered import Failure, Memory, Remembering

__all__ = [
    "IN_PROCESS", "Answer", "Asked", "Engine", "Failure", "File", "InProcess", "Lent", "Limits",
    "Memory", "Passed", "Reader", "Remembering", "caught", "cores", "engine", "failed", "in_turn",
    "lent_out", "patience", "shared_out", "there",
]  # fmt: skip
