"""A Dask cluster works as one process would: in order, and what it loses costs time only."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import hostile
from hostile import Box
from timeline.errors import (
    ArticleFailed,
    ClusterError,
    InputError,
    ProcessDied,
    StageFailed,
    TimelineError,
    TooSlow,
    UsageError,
)
from timeline.run import Answer, Limits, caught, in_turn, there
from timeline.run import dask_engine as module
from timeline.run.dask_engine import Dask
from timeline.run.dask_task import differing

distributed = pytest.importorskip("distributed")
pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="signals are POSIX"),
    pytest.mark.filterwarnings("ignore"),  # what the library does when a worker is lost
]
LIMITS = Limits(seconds=1, megabytes=0)


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two workers that are started anew when they are lost."""
    patient = pytest.importorskip("dask.config").set(module._PATIENT)
    with (
        patient,
        distributed.LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            memory_limit=0,
            silence_logs=50,
        ) as made,
    ):
        made.scheduler.allowed_failures = 1  # not 3: each takes seconds to come back
        yield made


@pytest.fixture
def dask(cluster: Any) -> Iterator[Dask]:
    made = Dask(LIMITS, hostile.versions, cluster.scheduler_address)
    yield made
    made.close()


def test_answers_come_in_the_order_of_the_requests(dask: Dask) -> None:
    asked = (
        (n, caught(dask.submit(str(n), hostile.sleeping_for, 0.2 if n % 3 == 0 else 0, n)))
        for n in range(9)
    )
    assert list(in_turn(asked, 4)) == [(n, n) for n in range(9)]
    assert dask.ahead == 16, "eight for each thread"


def test_an_answer_knows_whether_it_is_there(dask: Dask) -> None:
    slow, quick = (dask.submit("a", hostile.sleeping_for, s, s) for s in (1.5, 0))
    assert quick() == 0
    assert there(quick)
    assert not there(slow)
    assert slow() == 1.5


def test_what_an_article_does_is_its_own_error(dask: Dask) -> None:
    cases: list[tuple[Any, type[ArticleFailed], str]] = [
        (partial(hostile.raising, ValueError, "no"), StageFailed, "ValueError: no"),
        (hostile.leaving, ProcessDied, "exit code 3"),
        (hostile.crashing, ProcessDied, "SIGSEGV"),
        (hostile.looping, TooSlow, "longer than 1 s"),
        (hostile.unpicklable, StageFailed, "lambda"),
    ]
    asked = [caught(dask.submit(f"{n}.txt", does)) for n, (does, _, _) in enumerate(cases)]
    asked.append(caught(dask.submit("b.txt", hostile.raising, InputError, "b", "empty", "fill it")))
    *told, for_the_user = [answer() for answer in asked]
    for n, ((_, kind, why), error) in enumerate(zip(cases, told, strict=True)):
        assert isinstance(error, kind)
        assert error.what == f"{n}.txt"
        assert why in error.why
    assert str(for_the_user) == "b: empty; fill it"
    assert dask.call("c.txt", hostile.doubled, 4) == 8


def test_the_process_beside_a_worker_is_kept(dask: Dask) -> None:
    pairs = {dask.call("a.txt", hostile.process_and_parent) for _ in range(6)}
    assert len(pairs) == len({worker for _, worker in pairs}) <= 2
    assert os.getpid() not in {worker for _, worker in pairs}


def test_who_died_is_tried_once_more(dask: Dask, tmp_path: Path) -> None:
    assert dask.call("a.txt", hostile.dying_once, str(tmp_path / "note")) == "lived"


def test_a_worker_that_is_lost_costs_nothing_but_time(dask: Dask) -> None:
    _, worker = dask.call("a.txt", hostile.process_and_parent)
    asked = [dask.submit(str(n), hostile.sleeping_for, 0.2, n) for n in range(12)]
    assert asked[0]() == 0
    os.kill(worker, signal.SIGKILL)
    assert [answer() for answer in asked[1:]] == list(range(1, 12))


def test_who_takes_its_workers_along_is_named_and_the_rest_is_done(dask: Dask) -> None:
    asked: list[Answer[Any]] = [caught(dask.submit(str(n), hostile.doubled, n)) for n in range(3)]
    asked.append(caught(dask.submit("bad.txt", hostile.killing_its_parent)))
    asked += [caught(dask.submit(str(n), hostile.sleeping_for, 0.1, n)) for n in range(6)]
    told = [answer() for answer in asked]
    assert told[:3] + told[4:] == [0, 2, 4, *range(6)]
    assert isinstance(told[3], ProcessDied)
    assert told[3].what == "bad.txt"
    assert told[3].why == (
        "the pipeline stage ended the process that read it"
        " (2 workers of the cluster were lost with it)"
    )


def test_files_are_read_here(dask: Dask) -> None:
    items = list(dask.read([Box("a", 2), Box("b", 1, hostile.leaving), Box("c", 1)]))
    assert [i for i in items if isinstance(i, tuple)] == [("a", 0), ("a", 1), ("b", 0), ("c", 0)]
    assert [i.what for i in items if isinstance(i, ArticleFailed)] == ["b, from article 2 on"]


# -- clusters that can't be used -------------------------------------------------------------------


def refused(dask: Dask) -> TimelineError:
    try:
        with pytest.raises((ClusterError, UsageError)) as told:
            dask.call("a.txt", hostile.doubled, 1)
    finally:
        dask.close()
    assert len(str(told.value).splitlines()) == 1
    return told.value


def test_a_worker_of_another_version_is_refused_before_the_work(cluster: Any) -> None:
    told = refused(Dask(LIMITS, hostile.versions_here, cluster.scheduler_address))
    assert told.what.startswith("worker tcp://127.0.0.1:")
    assert told.why.startswith("the program is ")
    assert "install the same" in told.how


def test_a_worker_without_the_program_is_refused(
    cluster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "only_here.py").write_text("def versions():\n    return {}\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    only_here = __import__("only_here")
    told = refused(Dask(LIMITS, only_here.versions, cluster.scheduler_address))
    assert "it has no timeline" in told.why


def test_a_worker_that_joins_later_is_compared_too(dask: Dask) -> None:
    dask._connect()
    dask._versions = hostile.versions_here
    with pytest.raises(ClusterError, match=r"the program is .+ there and .+ here"):
        dask.call("a.txt", hostile.doubled, 1)


@pytest.mark.parametrize(
    ("there", "why"),
    [
        ({"timeline": "1"}, "the language model for fr is not installed there"),
        ({"timeline": "1", "the language model for fr": "a 2"}, "fr is a 2 there and a 1 here"),
    ],
)
def test_what_differs_is_told(there: dict[str, str], why: str) -> None:
    here = {"the language model for fr": "a 1", "timeline": "1"}
    told = differing("worker x", there, here)
    assert told is not None
    assert why in told.why
    assert differing("worker x", here, here) is None


def test_addresses_where_no_scheduler_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_CONNECTING", 1)
    told = refused(Dask(LIMITS, hostile.versions, "tcp://127.0.0.1:9"))
    assert told.what == "--scheduler tcp://127.0.0.1:9"
    assert isinstance(told, ClusterError)
    assert isinstance(refused(Dask(LIMITS, hostile.versions, "gopher://127.0.0.1:9")), UsageError)


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"article-timeline\[dask\]"):
        Dask(LIMITS, hostile.versions)


def test_a_scheduler_without_workers_and_one_that_goes_away(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(module, "_WORKERLESS", 1.0)
    note = tmp_path / "scheduler.json"
    command = [
        sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1",
        "--port", "0", "--no-dashboard", "--scheduler-file", str(note),
    ]  # fmt: skip
    program = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    try:
        while not note.exists() or not note.read_text().endswith("}"):
            assert program.poll() is None
            time.sleep(0.05)
        address = json.loads(note.read_text())["address"]
        told = refused(Dask(LIMITS, hostile.versions, address))
        assert told.why == "it has had no worker for 1 s"
        dask = Dask(LIMITS, hostile.versions, address)
        dask._compare = lambda: None  # type: ignore[method-assign]
        monkeypatch.setattr(module, "_WORKERLESS", 60.0)
        dask._client = dask._connected(address)
        waiting = dask.submit("a.txt", hostile.doubled, 1)
        program.kill()
        with pytest.raises(ClusterError, match="the connection to it is lost; start it again"):
            waiting()
        dask.close()
    finally:
        program.kill()
        program.wait()


# -- a cluster of our own --------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform != "linux", reason="seen in /proc")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_no_process_outlives_the_program(how: signal.Signals, tmp_path: Path) -> None:
    script = (
        "import sys, hostile\nfrom timeline.run import Limits\n"
        "from timeline.run.dask_engine import Dask\n"
        "if __name__ == '__main__':\n"
        "    dask = Dask(Limits(seconds=60), hostile.versions, workers=2)\n"
        "    try:\n"
        "        asked = [dask.submit('a', hostile.busy, f'{sys.argv[1]}/{n}') for n in range(2)]\n"
        "        asked[0]()\n"
        "    except KeyboardInterrupt:\n        sys.exit(130)\n"
        "    finally:\n        dask.close()\n"
    )
    program = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        stderr=subprocess.PIPE,
        process_group=0,
    )
    notes = [tmp_path / str(n) for n in range(2)]
    while not all(note.exists() and note.read_text() for note in notes):
        assert program.poll() is None
        time.sleep(0.05)
    if how == signal.SIGINT:
        os.killpg(program.pid, how)  # as a terminal does
    else:
        program.send_signal(how)
    _, said = program.communicate(timeout=60)
    assert program.returncode == (130 if how == signal.SIGINT else -how)
    assert how != signal.SIGINT or said == b"", said.decode()
    for note in notes:
        ends = time.monotonic() + 30
        while Path(f"/proc/{note.read_text()}").exists() and time.monotonic() < ends:
            time.sleep(0.05)
        assert not Path(f"/proc/{note.read_text()}").exists()
