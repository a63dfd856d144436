"""What an article may do to the process that reads it, as functions that a worker can be asked for."""

from __future__ import annotations

import ctypes
import os
import re
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from timeline.model import Dating
from timeline.opening import Opened
from timeline.pipeline import Result, outline
from timeline.read.draft import or_else
from timeline.run import patience

T = TypeVar("T")


def doubled(number: int) -> int:
    return number * 2


def raising(kind: type[BaseException], *told: Any) -> None:
    raise kind(*told)


def recursing() -> None:
    recursing()


def looping() -> None:
    while True:
        pass


def sleeping() -> None:
    time.sleep(600)


def matching() -> None:
    """A catastrophic pattern: a loop in C that holds the interpreter."""
    re.match(r"(a|a)+$", "a" * 60 + "b")


def eating() -> None:
    held = []
    while True:
        held.append(bytearray(10_000_000))


def leaving() -> None:
    os._exit(3)


def killing_its_parent() -> None:
    """Ends the process that started this one."""
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(600)


def crashing() -> None:
    ctypes.string_at(0)


def unpicklable() -> Callable[[], None]:
    return lambda: None


def loading(seconds: float) -> str:
    with patience():
        time.sleep(seconds)
    return "loaded"


def printing(number: int) -> int:
    os.write(1, b"a library's word")
    os.write(2, b"another's")
    return number


def filling(megabytes: int) -> int:
    """Memory that is never given back."""
    KEPT.append(bytearray(megabytes * 1_000_000))
    return len(KEPT)


KEPT: list[bytearray] = []


def process_id() -> int:
    return os.getpid()


def versions() -> dict[str, str]:
    return {"the program": "1"}


def versions_here() -> dict[str, str]:
    """Others in each process."""
    return {"the program": str(os.getpid())}


def process_and_parent() -> tuple[int, int]:
    return os.getpid(), os.getppid()


def in_a_stage(does: Callable[..., Any]) -> None:
    """Does it with a function of the stage `read` on the way."""
    or_else([], does)


def busy(note: str) -> None:
    """Tell who is here, then loop."""
    Path(note).write_text(str(os.getpid()))
    looping()


def sleeping_for(seconds: float, told: T) -> T:
    time.sleep(seconds)
    return told


def dying_once(note: str) -> str:
    """Ends the process the first time it is asked."""
    if not Path(note).exists():
        Path(note).write_text("it died")
        os.kill(os.getpid(), signal.SIGKILL)
    return "lived"


def at_work(folder: str, seconds: float) -> int:
    """Stays in a folder for so long; how many others were there."""
    here = Path(folder) / str(os.getpid())
    here.touch()
    time.sleep(seconds)
    others = len(os.listdir(folder)) - 1  # noqa: PTH208
    here.unlink()
    return others


def dying_then_alone(note: str, folder: str) -> int:
    """Ends the process the first time; how many others are at work the second time."""
    dying_once(note)
    return at_work(folder, 0.3)


def unhurried(known: Opened, dating: Dating | None) -> Result:
    """What is known of an article without a model; the shorter it is, the longer this takes."""
    time.sleep(5 / len(known.article.text))
    if "unreadable" in known.article.text:
        os.kill(os.getpid(), signal.SIGKILL)
    return outline(known, dating)


@dataclass(frozen=True)
class Slow:
    """A file that takes its time and tells who reads it."""

    path: str
    seconds: float
    dies: str | None = None
    data: bytes | None = None

    @property
    def name(self) -> str:
        return self.path

    def read(self) -> Iterator[Any]:
        yield self.path, os.getpid()
        time.sleep(self.seconds)
        if self.dies is not None:
            dying_once(self.dies)
        yield self.path, os.getpid()


@dataclass(frozen=True)
class Box:
    """A file that gives some numbers, then does something to the reader."""

    path: str
    given: int = 0
    does: Callable[[], Any] | None = None
    data: bytes | None = None

    @property
    def name(self) -> str:
        return self.path

    def read(self) -> Iterator[Any]:
        for number in range(self.given):
            yield self.path, number
        if self.does is not None:
            self.does()
