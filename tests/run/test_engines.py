"""Whatever one article does to what reads it, it is one error and the next is read."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import hostile
from hostile import Box
from timeline.errors import (
    ArticleFailed,
    InputError,
    MachineFull,
    ProcessDied,
    StageFailed,
    TimelineError,
    TooMuchMemory,
    TooSlow,
)
from timeline.run import Engine, Failure, Limits, Remembering, engine, engines, worker
from timeline.run.memory import used_up
from timeline.run.pool import Pool

HERE = Path(__file__).parents[1]
posix = pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")
linux = pytest.mark.skipif(sys.platform != "linux", reason="seen in /proc")

RAISED = (RecursionError, MemoryError, OverflowError, ValueError, KeyError, AssertionError)
HANGS = (hostile.looping, hostile.sleeping, hostile.matching)
DEATHS = ((hostile.leaving, "exit code 3"), (hostile.crashing, "SIGSEGV"))


@pytest.fixture(scope="module")
def apart() -> Iterator[Engine]:
    """An engine that gives an article a second and 200 MB."""
    made = engine(Limits(seconds=1, megabytes=200), 1)
    yield made
    made.close()


@pytest.fixture(params=["here", "apart"])
def either(request: pytest.FixtureRequest, apart: Engine) -> Engine:
    return apart if request.param == "apart" else engine(Limits(seconds=0, megabytes=0))


def failure(work: Engine, *asked: Any) -> ArticleFailed:
    """What an article fails with, when the next one is read all the same."""
    with pytest.raises(ArticleFailed) as told:
        work.call("a.txt", *asked)
    assert work.call("b.txt", hostile.doubled, 4) == 8
    assert told.value.what == "a.txt"
    assert len(str(told.value).splitlines()) == 1
    return told.value


@pytest.mark.parametrize("kind", RAISED)
def test_what_a_stage_raises(kind: type[Exception], either: Engine) -> None:
    raised = partial(hostile.raising, kind, "no\nsuch")
    told = failure(either, hostile.in_a_stage, raised)
    assert "the read stage" in told.why
    assert kind.__name__ in told.trace
    assert "raising" in told.trace
    assert isinstance(told, TooMuchMemory if kind is MemoryError else StageFailed)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EMFILE, errno.EFBIG])
def test_a_machine_without_room_is_no_fault_of_the_article(number: int, either: Engine) -> None:
    why = os.strerror(number)
    raised = partial(hostile.raising, OSError, number, why)
    told = failure(either, hostile.in_a_stage, raised)
    assert isinstance(told, MachineFull)
    assert told.passing, "it is tried again the next time"
    assert why in told.why
    assert "TMPDIR" in told.how
    missing = partial(hostile.raising, OSError, errno.ENOENT, "No such file")
    assert isinstance(failure(either, hostile.in_a_stage, missing), StageFailed)


def test_a_recursion_without_end(either: Engine) -> None:
    assert "RecursionError" in failure(either, hostile.recursing).why


def test_an_error_for_the_user_is_passed_on_as_it_is(either: Engine) -> None:
    with pytest.raises(InputError) as told:
        either.call("a.txt", hostile.raising, InputError, "a.txt", "it is empty", "fill it")
    assert str(told.value) == "a.txt: it is empty; fill it"


@pytest.mark.parametrize("hang", HANGS)
def test_a_loop_without_end(hang: Callable[[], None], apart: Engine) -> None:
    told = failure(apart, hostile.in_a_stage, hang)
    assert isinstance(told, TooSlow)
    assert told.why == "the read stage took longer than 1 s"
    assert "--limit-seconds" in told.how
    assert hang.__name__ in told.trace, "--debug shows where it was"


@linux
def test_memory_without_end(apart: Engine) -> None:
    told = failure(apart, hostile.in_a_stage, hostile.eating)
    assert isinstance(told, TooMuchMemory)
    assert told.why == "the read stage needed more than 200 MB of memory"
    assert "--limit-mb" in told.how


@posix
@pytest.mark.parametrize(("death", "how"), DEATHS)
def test_the_end_of_the_process(death: Callable[[], None], how: str, apart: Engine) -> None:
    told = failure(apart, hostile.in_a_stage, death)
    assert isinstance(told, ProcessDied)
    assert how in told.why


def test_a_result_that_cannot_travel_is_an_error_too(apart: Engine) -> None:
    assert isinstance(failure(apart, hostile.unpicklable), StageFailed)


def test_loading_a_model_is_no_article_s_time(apart: Engine) -> None:
    assert apart.call("a.txt", hostile.loading, 2.5) == "loaded"


def test_what_libraries_print_is_lost(apart: Engine, capfd: pytest.CaptureFixture[str]) -> None:
    assert apart.call("a.txt", hostile.printing, 5) == 5
    assert capfd.readouterr() == ("", "")


@linux
def test_a_process_that_has_grown_is_started_anew() -> None:
    work = engine(Limits(seconds=0, megabytes=100))
    try:
        grown = [work.call("a.txt", hostile.filling, 20) for _ in range(7)]
    finally:
        work.close()
    assert max(grown) < 7
    assert 1 in grown[1:]


# -- files -----------------------------------------------------------------------------------------


def read(work: Engine, *files: Box | InputError) -> tuple[list[Any], list[ArticleFailed]]:
    items = list(work.read(files))
    failed = [i for i in items if isinstance(i, ArticleFailed)]
    return [i for i in items if not isinstance(i, ArticleFailed)], failed


@posix
@pytest.mark.parametrize(
    "does", [hostile.recursing, *HANGS, *(death for death, _ in DEATHS), hostile.eating]
)
def test_a_reader_broken_in_the_middle_of_a_file(does: Callable[[], None], apart: Engine) -> None:
    if does is hostile.eating and sys.platform != "linux":
        pytest.skip("memory is counted in /proc")
    gave, (told,) = read(apart, Box("a", 2), Box("b", 3, does), Box("c", 1), Box("d", 1))
    assert gave == [("a", 0), ("a", 1), ("b", 0), ("b", 1), ("b", 2), ("c", 0), ("d", 0)]
    assert told.what == "b, from article 4 on"
    assert told.file == ("b", 3)
    assert "the read stage" in told.why


def test_a_reader_that_raises_in_this_process() -> None:
    work = engine(Limits(seconds=0, megabytes=0))
    gave, (told,) = read(work, Box("a", 1, hostile.recursing), Box("b", 1))
    assert gave == [("a", 0), ("b", 0)]
    assert told.what == "a, from article 2 on"


def test_errors_stay_in_their_place_and_the_reader_is_a_file_ahead(apart: Engine) -> None:
    error = InputError("x", "it is none", "leave it out")
    items = list(apart.read([Box("a", 1), error, Box("b", 1, data=b"1" * 200_000), Box("c", 1)]))
    assert [i if isinstance(i, tuple) else i.what for i in items] == [
        ("a", 0), "x", ("b", 0), ("c", 0)
    ]  # fmt: skip


def test_many_articles_of_a_file_and_large_ones(apart: Engine) -> None:
    gave, failed = read(apart, Box("a" * 100_000, 40), Box("b", 300))
    assert (len(gave), failed) == (340, [])


# -- what failed before ------------------------------------------------------------------------------


class Memory:
    def __init__(self) -> None:
        self.kept: dict[str, Failure] = {}

    def failure(self, id_: str) -> Failure | None:
        return self.kept.get(id_)

    def fail(self, id_: str, key: str, why: str, given: int) -> bool:
        self.kept[id_] = Failure(key, why, given, stays=True)
        return True


def remembering(memory: Memory, rules: str = "1", **limits: float) -> Remembering:
    may = Limits(seconds=0, megabytes=0, **limits)
    return Remembering(engine(may), memory, may, lambda: rules)


def attempt(work: Remembering, version: str) -> str:
    with pytest.raises(ArticleFailed) as told:
        work.submit("a.txt", version, hostile.raising, ValueError)()
    return str(told.value)


def test_what_failed_is_tried_again_when_something_has_changed() -> None:
    memory = Memory()
    first = attempt(remembering(memory), "v1")
    assert "until then the chronology keeps what its earlier version told" in first
    again = attempt(remembering(memory), "v1")
    assert again.startswith(
        "a.txt: it failed before: the pipeline stage failed on it (ValueError);"
    )
    assert "--fresh" in again
    assert "before" not in attempt(remembering(memory), "v2")
    assert "before" in attempt(remembering(memory), "v2")
    assert "before" not in attempt(remembering(memory, "2"), "v2")


def test_a_file_that_broke_the_reader_is_read_as_far_as_it_went(tmp_path: Path) -> None:
    memory = Memory()
    path = tmp_path / "a"
    path.write_text("one")
    whole = [(str(path), 0), (str(path), 1)]
    for told in ("the read stage failed", "it failed before: the read stage failed"):
        items = list(remembering(memory).read([Box(str(path), 2, hostile.recursing)]))
        assert items[:2] == whole
        assert items[2].why.startswith(told)
    assert list(remembering(memory).read([Box(str(path), 2)]))[2:] != [], "it is not tried again"
    path.write_text("two")
    assert list(remembering(memory).read([Box(str(path), 2)])) == whole


# -- processes ---------------------------------------------------------------------------------------


def gone(process: int) -> bool:
    """Whether a process ends within some seconds."""
    for _ in range(200):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        state = Path(f"/proc/{process}/stat")
        if state.exists() and ") Z " in state.read_text():
            return True  # ended; whoever adopted it has not noticed
        time.sleep(0.1)
    return False


@linux
def test_nothing_is_left_behind() -> None:
    before = set(os.listdir("/proc/self/fd"))  # noqa: PTH208
    work = Pool(Limits(seconds=1, megabytes=0))
    ids = [work.call("a", hostile.process_id)]
    with pytest.raises(ArticleFailed):
        work.call("a", hostile.leaving)
    ids.append(work.call("a", hostile.process_id))
    assert list(work.read([Box("a", 1)])) == [("a", 0)]
    work.close()
    assert set(os.listdir("/proc/self/fd")) == before  # noqa: PTH208
    for child in ids:
        assert not Path(f"/proc/{child}").exists()


@posix
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_worker_does_not_outlive_the_program(how: signal.Signals, tmp_path: Path) -> None:
    note = tmp_path / "note"
    script = (
        "import sys, hostile\nfrom timeline.run import engine, Limits\n"
        "work = engine(Limits(seconds=60))\n"
        "try:\n    work.call('a', hostile.busy, sys.argv[1])\n"
        "except KeyboardInterrupt:\n    sys.exit(130)\n"
        "finally:\n    work.close()\n"
    )
    program = subprocess.Popen(
        [sys.executable, "-c", script, str(note)],
        env={**os.environ, "PYTHONPATH": str(HERE)},
        stderr=subprocess.PIPE,
    )
    while not (note.exists() and note.read_text()):
        assert program.poll() is None
        time.sleep(0.05)
    program.send_signal(how)
    _, said = program.communicate(timeout=60)
    assert program.returncode == (130 if how == signal.SIGINT else -how)
    assert said == b""
    assert gone(int(note.read_text()))


@posix
@pytest.mark.parametrize("python", ["/bin/false", "/no/such/python"])
def test_a_process_that_cannot_start_is_no_article_s_fault(
    python: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", python)
    with pytest.raises(TimelineError, match="can't be started") as told:
        engine(Limits()).call("a.txt", hostile.doubled, 1)
    assert not isinstance(told.value, ArticleFailed)
    assert "--limit-seconds 0 --limit-mb 0" in told.value.how


@posix
def test_the_last_words_of_a_process_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    said = "import os, sys; sys.stderr.write({!r}); os._exit(1)"
    monkeypatch.setattr(worker, "_START", said.format("one\nno such table\n\n"))
    with pytest.raises(TimelineError, match="exit code 1, saying: no such table"):
        engine(Limits()).call("a.txt", hostile.doubled, 1)
    monkeypatch.setattr(worker, "_START", said.format("OpenBLAS: Memory allocation failed"))
    with pytest.raises(TimelineError, match="there is not enough memory"):
        engine(Limits()).call("a.txt", hostile.doubled, 1)


@linux
def test_a_machine_without_memory_is_no_article_s_fault(
    apart: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "machine_allows_less", lambda _: True)
    memory = Memory()
    work = Remembering(apart, memory, Limits(), lambda: "1")
    with pytest.raises(MachineFull, match="there is not enough memory"):
        work.submit("a.txt", "v1", hostile.raising, MemoryError)()
    assert not memory.kept


def test_what_is_said_without_memory() -> None:
    broken = ImportError("libx.so: failed to map segment from shared object")
    for error in (MemoryError(), OSError(errno.ENOMEM, "no"), broken):
        assert used_up(error)
    assert not used_up(ImportError("no module of memory"))
    assert not used_up(None)
