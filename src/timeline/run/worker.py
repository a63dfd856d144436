"""The near side of a worker: a process asked to do one thing after the other, ended if it hangs."""

from __future__ import annotations

import os
import pickle
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

from timeline.errors import TimelineError
from timeline.run import messages
from timeline.run.child import STARTING
from timeline.run.limits import Limits, on_the_clock
from timeline.run.memory import TOO_MUCH, says_used_up
from timeline.run.messages import Answer, End, Item, Loading, Raised, Ready
from timeline.safe_text import clean

# Seconds that the process has to end itself, before it is killed; and to start or load a model.
_GRACE, _LOADING = 5.0, 600.0
_CLOSING = 500  # rounds of a hundredth of a second that its end may take
# Answers that wait to be taken; a process that is further ahead waits too.
_AHEAD = 2
# Bytes kept of what a process writes on standard error: a traceback of its last moments.
_LAST_WORDS = 50_000
_LINE = 200  # characters that are told of its last line
_PACKAGE = Path(__file__).parents[1]
# A line of a traceback that C wrote, the innermost call first.
_FRAME = re.compile(r'^  File "([^"\n]{1,4000})", line \d+', re.M)
_START = "import sys; sys.path[:] = sys.argv[1:]; from timeline.run import child; child.main()"


class Ended(Exception):
    """A request got no answer: the process was ended by a limit or by what it did.

    cause: "time", "memory", or how it died, in words. stage: where it was, None if nothing tells.
    """

    def __init__(self, cause: str, stage: str | None, trace: str) -> None:
        super().__init__(cause)
        self.cause, self.stage, self.trace = cause, stage, trace


class Failed(Exception):
    """A request raised something."""

    def __init__(self, raised: Raised) -> None:
        super().__init__(raised.told)
        self.raised = raised


class Worker:
    """A process that calls functions in turn; started when it is first needed, and again after one
    ended it.

    What is asked while it is busy waits in the pipe, so it should be short.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._child: _Child | None = None
        self.waiting = 0
        """Requests that have not been answered to the end."""
        self.worn = False
        """Whether it should be started anew, which it is as soon as nothing waits."""

    def start(self) -> _Child:
        """Have the process started, if it is not there; this does not wait for it."""
        if self._child is None:
            self._child = _Child(self._limits)
        return self._child

    def ask(self, function: Callable[..., Any], *arguments: Any) -> None:
        """Have a function called; one that gives an iterator, for each of its values."""
        child = self.start()
        self.waiting += 1
        child.ask((function, arguments))

    def call(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """What a function gives that gives no iterator; raises as `answers` does."""
        self.ask(function, *arguments)
        (end,) = self.answers()
        assert isinstance(end, End)
        return end.value

    def answers(self) -> Iterator[Item | End]:
        """The values of the oldest request as they come, then its end.

        Raises Failed for what it raised, Ended where the process is gone, and with it what else was
        asked of it.
        """
        while True:
            assert self._child is not None
            try:
                told = self._child.answer()
            except (Ended, TimelineError):
                self.close()
                raise
            if isinstance(told, Item):
                yield told
                continue
            self.waiting -= 1
            self.worn = self.worn or told.worn
            if self.worn and not self.waiting:
                self.close()
            if isinstance(told, Raised):
                raise Failed(told)
            yield told
            return

    @property
    def told(self) -> bool:
        """Whether an answer is there, so that nobody waits who asks for the next."""
        return self._child is not None and self._child.told

    def kill(self) -> None:
        """End the process, whatever it is at; for another thread than the one that asks, which is
        told that it has ended."""
        child = self._child
        if child is not None:
            child.kill()

    def close(self) -> None:
        """End the process, if there is one."""
        if self._child is not None:
            self._child.close()
        self._child, self.waiting, self.worn = None, 0, False


class _Child:
    """One process, and the two threads that read what it writes."""

    def __init__(self, limits: Limits) -> None:
        may = on_the_clock(limits.seconds + STARTING) + _GRACE
        self._patience = may if limits.seconds else None
        self._answers: Queue[Answer | None] = Queue(_AHEAD)
        self._last_words = b""
        apart: dict[str, Any] = (
            # Ctrl-C and the like are meant for the program, which then ends its workers.
            {"process_group": 0}
            if os.name == "posix"
            else {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)}
        )
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _START, *map(str, sys.path)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                **apart,
            )
        except OSError as error:
            raise _no_start(error.strerror or str(error)) from error
        self._threads = [Thread(target=t, daemon=True) for t in (self._listen, self._overhear)]
        try:
            for thread in self._threads:
                thread.start()
        except RuntimeError as error:  # no memory for it, or too many already
            self._process.kill()
            self._process.wait()
            raise _no_start(str(error)) from error
        self._started = False
        self.ask((os.getpid(), limits))

    def ask(self, request: object) -> None:
        assert self._process.stdin is not None
        with suppress(BrokenPipeError):  # it has died; whoever waits for the answer is told
            messages.send(self._process.stdin, request)

    def answer(self) -> Item | End | Raised:
        """The next answer. Raises Ended when there will be none, TimelineError when it could not
        even start."""
        patience = self._patience if self._started else _LOADING
        while True:
            told = self._next(patience)
            if told is None:
                ended = self._ended()
                raise ended if self._started else _no_start(_in_words(ended.cause))
            if not isinstance(told, Loading | Ready):
                return told
            self._started = True
            patience = _LOADING if isinstance(told, Loading) else self._patience

    @property
    def told(self) -> bool:
        """Whether it has said something that nobody has taken."""
        return not self._answers.empty()

    def kill(self) -> None:
        """End it; whoever waits for an answer is told."""
        self._process.kill()

    def close(self) -> None:
        """End it, and leave nothing behind."""
        self._process.kill()
        self._process.wait()
        for _ in range(_CLOSING):  # the threads end with it, once nobody keeps them waiting
            if not any(thread.is_alive() for thread in self._threads):
                break
            with suppress(Empty):
                self._answers.get(timeout=0.01)
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            if stream is not None:
                with suppress(BrokenPipeError):
                    stream.close()

    # -- listening -----------------------------------------------------------------------------

    def _next(self, patience: float | None) -> Answer | None:
        """The next answer, None when there will be none: it has ended, or is ended now."""
        try:
            return self._answers.get(timeout=patience)
        except Empty:
            self._process.kill()
            self._last_words += b"\nTimeout (\n"
            return None

    def _listen(self) -> None:
        assert self._process.stdout is not None
        try:
            while True:
                self._answers.put(pickle.loads(messages.receive(self._process.stdout)))
        except Exception:  # the end, or half a message
            self._answers.put(None)

    def _overhear(self) -> None:
        assert self._process.stderr is not None
        while piece := os.read(self._process.stderr.fileno(), _LAST_WORDS):
            self._last_words = (self._last_words + piece)[-_LAST_WORDS:]

    # -- its end -------------------------------------------------------------------------------

    def _ended(self) -> Ended:
        self._process.wait()
        self._threads[1].join(_GRACE)
        said = self._last_words.decode("utf-8", "replace")
        at = max(0, *map(said.rfind, ("Timeout (", "Fatal Python error", "Current thread ")))
        return Ended(self._how(said[at:]), _stage(said[at:]), said[at:])

    def _how(self, said: str = "") -> str:
        code = self._process.wait()
        if said.startswith("Timeout (") or -code == getattr(signal, "SIGPROF", 0) != 0:
            return "time"
        if code == TOO_MUCH or says_used_up(said):
            return "memory"
        if code < 0:
            with suppress(ValueError):
                return f"it was ended by {signal.Signals(-code).name}"
        last = next((line for line in map(clean, reversed(said.splitlines())) if line), "")
        return f"it ended with exit code {code}{f', saying: {last[:_LINE]}' if last else ''}"


def _stage(trace: str) -> str | None:
    """The stage that a traceback written by C leads through: the outermost one."""
    found = None
    for file in _FRAME.findall(trace):
        with suppress(ValueError):
            module = Path(file).relative_to(_PACKAGE).with_suffix("").as_posix().replace("/", ".")
            if messages.is_stage(f"timeline.{module}"):
                found = module.split(".")[0]
    return found


def _in_words(cause: str) -> str:
    """How a process ended that had not begun."""
    return {"memory": "there is not enough memory", "time": "it takes too long"}.get(cause, cause)


def _no_start(why: str) -> TimelineError:
    return TimelineError(
        "the process that reads articles",
        f"it can't be started ({why})",
        "use --limit-seconds 0 --limit-mb 0, which needs none",
    )
