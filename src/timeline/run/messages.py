"""What the two sides of a worker say to each other: pickled objects, each after its length."""

from __future__ import annotations

import errno
import pickle
import traceback
from dataclasses import dataclass
from typing import IO, Any

from timeline.errors import TimelineError

_NO_ROOM = {
    getattr(errno, name, None) for name in ("ENOSPC", "EDQUOT", "EFBIG", "EMFILE", "ENFILE")
} - {None}
# Characters of a traceback that travel; a deep recursion has thousands of lines.
_TRACE = 20_000


@dataclass(frozen=True, slots=True)
class Ready:
    """The process is there, or a model it was loading."""


@dataclass(frozen=True, slots=True)
class Loading:
    """A model is being loaded, which is no article's fault."""


@dataclass(frozen=True, slots=True)
class Item:
    """One of several values of a request."""

    value: Any


@dataclass(frozen=True, slots=True)
class End:
    """The request is done. value: what it gave. worn: the process should be started anew."""

    value: Any
    worn: bool


@dataclass(frozen=True, slots=True)
class Raised:
    """What a request raised.

    error: itself, where it is meant for the user. told: its type and message in one line. stage:
    where it was raised. trace: the traceback as text. full: see `no_room`.
    """

    told: str
    stage: str | None
    trace: str
    error: TimelineError | None = None
    memory: bool = False
    full: bool = False

    @property
    def worn(self) -> bool:
        """A process that has run out of memory once is not to be trusted again."""
        return self.memory


def no_room(error: BaseException | None) -> bool:
    """Whether the machine had no room for one more byte or file, which is no article's fault."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in _NO_ROOM:
            return True
        error = error.__cause__ or error.__context__
    return False


Answer = Ready | Loading | Item | End | Raised


def send(stream: IO[bytes], message: object) -> None:
    """Write one message. Raises what pickling raises before a byte is written."""
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    stream.write(len(data).to_bytes(8, "little") + data)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes:
    """Read one message, still pickled. Raises EOFError where the other side has gone."""
    size = stream.read(8)
    wanted = int.from_bytes(size, "little")
    data = stream.read(wanted) if len(size) == 8 else b""
    if len(size) < 8 or len(data) < wanted:
        raise EOFError
    return data


def trace(error: BaseException) -> str:
    """An error's traceback as text: of a long one the beginning and the end."""
    text = "".join(traceback.format_exception(error))
    if len(text) <= _TRACE:
        return text
    return f"{text[: _TRACE // 2]}\n...\n{text[-_TRACE // 2 :]}"


def stage(error: BaseException) -> str | None:
    """The stage that an error was raised in: the first room on the way to it that is one."""
    here = error.__traceback__
    while here is not None:
        name = str(here.tb_frame.f_globals.get("__name__", ""))
        if is_stage(name):
            return name.split(".")[1]
        here = here.tb_next
    return None


# Modules of the package that call stages, or are called by all of them.
_NONE = frozenset({"pipeline", "company", "opening", "model", "run", "cli", "__init__", "__main__"})


def is_stage(module: str) -> bool:
    """Whether a module, by its dotted name, is of a stage."""
    room = module.split(".")
    return room[0] == "timeline" and len(room) > 1 and room[1] not in _NONE
