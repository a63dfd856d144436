"""The far side of a worker: does what it is asked, one article at a time, within limits.

It ends when its parent does, however that ends: it reads the end of the pipe, is killed by the
kernel where that can be asked for, and has its own alarm clock for the time of an article.
"""

from __future__ import annotations

import faulthandler
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from timeline.errors import LibraryMissing, TimelineError, one_line
from timeline.run import messages
from timeline.run.limits import CLOCK, Limits, on_the_clock
from timeline.run.memory import Ceiling, used, used_up
from timeline.run.messages import End, Item, Loading, Raised, Ready

# Seconds more that the first request may take, which has all tables loaded; no more than its time.
STARTING = 30.0

_here: _Server | None = None
"""Who serves in this process, if it is a worker's."""


@contextmanager
def patience() -> Iterator[None]:
    """The work inside, loading a language model, counts for no article's time or memory."""
    if _here is None:
        yield
        return
    _here.rest()
    before = used()
    _here.say(Loading())
    try:
        yield
    finally:
        _here.ceiling.allow(used() - before)
        _here.say(Ready())
        _here.work()


class _Server:
    """Answers requests until there are no more."""

    def __init__(self, answers: BinaryIO, limits: Limits) -> None:
        self._answers, self._seconds = answers, limits.seconds
        self._starting = min(limits.seconds, STARTING)
        self.ceiling = Ceiling(limits.megabytes)

    def serve(self, requests: BinaryIO) -> None:
        """Until the parent has gone."""
        self.say(Ready())
        while True:
            try:
                asked = messages.receive(requests)
            except EOFError:
                return
            try:
                self._answer(asked)
            except BaseException as error:
                self.rest()
                self.say(_raised(error))

    def _answer(self, asked: bytes) -> None:
        before = used()
        function, arguments = pickle.loads(asked)  # which imports the function's module
        self.ceiling.allow(used() - before)
        self.work()
        made = function(*arguments)
        if isinstance(made, Iterator):
            for value in made:
                self.rest()
                self.say(Item(value))
                self.work()
            made = None
        self.rest()
        self.say(End(made, self.ceiling.near))
        self._starting = 0

    def say(self, message: messages.Answer) -> None:
        """Answer; a parent that has gone ends it all."""
        try:
            messages.send(self._answers, message)
        except BrokenPipeError:
            os._exit(0)

    def work(self) -> None:
        """The time and the memory of an article begin."""
        if self._seconds:
            may = self._seconds + self._starting
            if CLOCK:
                signal.setitimer(signal.ITIMER_PROF, may)
            # A thread of C: it ends a loop in C too, and says where it was.
            faulthandler.dump_traceback_later(on_the_clock(may), exit=True)
        self.ceiling.hold()

    def rest(self) -> None:
        """They end."""
        self.ceiling.lift()
        if CLOCK:
            signal.setitimer(signal.ITIMER_PROF, 0)
        faulthandler.cancel_dump_traceback_later()


def _raised(error: BaseException) -> Raised:
    if isinstance(error, ImportError):
        error = LibraryMissing.of(error) or error
    memory = used_up(error)
    return Raised(
        told=one_line(error),
        stage=messages.stage(error),
        trace=messages.trace(error),
        error=error if isinstance(error, TimelineError) and not memory else None,
        memory=memory,
        full=messages.no_room(error),
    )


def main() -> None:
    """Serve the parent: its requests on standard input, the answers on standard output.

    The first message is its process id and the limits. Whatever else reads or writes the standard
    streams, a library's warning for one, gets nothing and writes to standard error.
    """
    global _here  # noqa: PLW0603 - one process, one server
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
    os.dup2(2, 1)
    faulthandler.enable()
    if CLOCK:
        # Says where it was, then ends the process, as the signal does by itself.
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        faulthandler.register(signal.SIGPROF, chain=True)
    parent, limits = pickle.loads(messages.receive(requests))
    _die_with(parent)
    _here = _Server(answers, limits)
    _here.serve(requests)


def _die_with(parent: int) -> None:
    """Have the kernel kill this process when its parent has gone."""
    if sys.platform != "linux":
        return
    import ctypes

    kill: Callable[..., Any] = ctypes.CDLL(None).prctl
    kill(1, int(signal.SIGKILL))  # PR_SET_PDEATHSIG
    if os.getppid() != parent:  # it has gone already
        os._exit(0)
