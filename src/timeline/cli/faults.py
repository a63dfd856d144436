"""Faults of the machine and of the set-up that may strike anywhere: no bug of ours, so no exit 70.

Where one is foreseen the command itself says more; here stands what is said of the others.
"""

from __future__ import annotations

import traceback
from types import TracebackType

from timeline.cli import streams
from timeline.errors import LibraryMissing, TimelineError, working_directory_gone

# Room of the package -> what is done in it.
_DOING = {
    "anchor": "dating events", "dates": "reading dates", "decisions": "applying decisions",
    "elsewhere": "reading chronologies to merge", "events": "finding events",
    "headline": "writing titles", "merge": "merging", "names": "comparing names",
    "parse": "parsing", "read": "reading articles", "recast": "merging", "render": "printing",
    "segment": "parting articles", "store": "using the store", "weigh": "weighing events",
}  # fmt: skip


def of_the_machine(error: Exception) -> TimelineError | None:
    """The error that says what failed and what to do about it; None where it is a bug of ours."""
    if isinstance(error, MemoryError):
        doing = _doing(error.__traceback__)
        # The frames hold on to what filled the memory.
        traceback.clear_frames(error.__traceback__)
        how = "give it less at once (fewer articles, --limit) or more memory"
        return TimelineError("memory", f"it was used up while {doing}", how)
    if isinstance(error, ImportError):
        return LibraryMissing.of(error)
    if isinstance(error, OSError):
        if streams.is_of_a_stream(error):
            return streams.unwritable(error)
        if isinstance(error, FileNotFoundError) and working_directory_gone():
            why = "it was removed while a program was in it"
            return TimelineError("the working directory", why, "go to one that is there: cd DIR")
        why = (error.strerror or str(error) or type(error).__name__).lower()
        what = str(error.filename) if error.filename is not None else "the system"
        return TimelineError(what, why, "check the file, its permissions and the room on the disk")
    return None


def _doing(here: TracebackType | None) -> str:
    """What was being done, by the deepest room of the package on the way to the fault."""
    told = "running the command"
    while here is not None:
        room = str(here.tb_frame.f_globals.get("__name__", "")).split(".")
        if room[0] == "timeline" and len(room) > 1:
            told = _DOING.get(room[1], told)
        here = here.tb_next
    return told
