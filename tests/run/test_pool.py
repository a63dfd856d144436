"""Several processes work as one would: in order, and a death costs only who died."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import hostile
from timeline.errors import ArticleFailed, ProcessDied
from timeline.run import IN_PROCESS, Answer, Limits, caught, in_turn, there
from timeline.run.pool import Pool

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")
HERE = Path(__file__).parents[1]


@pytest.fixture
def pool() -> Iterator[Pool]:
    made = Pool(IN_PROCESS, 3)
    yield made
    made.close()


def test_answers_come_in_the_order_of_the_requests(pool: Pool) -> None:
    asked = (
        (n, caught(pool.submit(str(n), hostile.sleeping_for, 0.2 if n % 3 == 0 else 0, n)))
        for n in range(9)
    )
    assert list(in_turn(asked, 4)) == [(n, n) for n in range(9)]


def test_an_answer_knows_whether_it_is_there(pool: Pool) -> None:
    slow, quick = (pool.submit("a", hostile.sleeping_for, s, s) for s in (1.5, 0))
    assert not there(slow)
    assert quick() == 0
    assert there(quick)
    assert not there(slow)
    assert slow() == 1.5


def test_after_all_have_ended_others_are_started(pool: Pool) -> None:
    first, _ = pool.call("a", hostile.process_and_parent)
    under_way = [pool.submit(str(n), hostile.sleeping_for, 60, n) for n in range(5)]
    pool.close()
    told = {pool.call(str(n), hostile.process_and_parent)[0] for n in range(4)}
    assert first not in told
    assert len(under_way) == 5


def test_who_died_is_tried_once_more_with_nothing_beside_it(pool: Pool, tmp_path: Path) -> None:
    (tmp_path / "at work").mkdir()
    folder, note = str(tmp_path / "at work"), str(tmp_path / "note")
    first = [pool.submit("a", hostile.at_work, folder, 0.2) for _ in range(3)]
    dies = pool.submit("b", hostile.dying_then_alone, note, folder)
    later = [pool.submit("c", hostile.at_work, folder, 0.2) for _ in range(6)]
    assert dies() == 0, "it was alone"
    others = [answer() for answer in (*first, *later)]
    assert max(others) > 0, "the others were not"
    assert Path(note).read_text() == "it died"


def test_one_process_alone_is_started_anew_for_who_died(tmp_path: Path) -> None:
    pool = Pool(IN_PROCESS, 1)
    try:
        assert pool.call("a.txt", hostile.dying_once, str(tmp_path / "note")) == "lived"
        assert pool.call("b.txt", hostile.doubled, 4) == 8
    finally:
        pool.close()


def test_who_dies_again_is_named_and_the_rest_is_done(pool: Pool) -> None:
    asked: list[Answer[Any]] = [pool.submit("bad", hostile.leaving)]
    asked += [pool.submit(str(n), hostile.doubled, n) for n in range(5)]
    asked += [pool.submit("worse", hostile.crashing)]
    told = [caught(answer)() for answer in asked]
    assert told[1:6] == [0, 2, 4, 6, 8]
    for one, what in ((told[0], "bad"), (told[6], "worse")):
        assert isinstance(one, ProcessDied)
        assert one.what == what


def test_processes_killed_from_outside_cost_nothing(pool: Pool) -> None:
    asked = [pool.submit(str(n), hostile.sleeping_for, 0.3, n) for n in range(12)]
    assert asked[0]() == 0
    for hand in pool._threads:
        hand._worker.kill()
    assert [answer() for answer in asked] == list(range(12))


def test_no_more_processes_than_there_is_work_for() -> None:
    pool = Pool(IN_PROCESS, 50)
    try:
        assert [pool.call("a", hostile.doubled, n) for n in range(5)] == [0, 2, 4, 6, 8]
        assert len(pool._threads) == 1
    finally:
        pool.close()


def test_what_is_under_way_ends_with_the_pool(tmp_path: Path) -> None:
    pool = Pool(Limits(seconds=60), 2)
    notes = [tmp_path / str(n) for n in range(2)]
    for note in notes:
        pool.submit("a", hostile.busy, str(note))
    pool.submit("a", hostile.doubled, 1)
    while not all(note.exists() and note.read_text() for note in notes):
        time.sleep(0.05)
    pool.close()
    for note in notes:
        with pytest.raises(ProcessLookupError):
            os.kill(int(note.read_text()), 0)


@pytest.mark.skipif(sys.platform != "linux", reason="seen in /proc")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_no_process_outlives_the_program(how: signal.Signals, tmp_path: Path) -> None:
    script = (
        "import sys, hostile\nfrom timeline.run import Limits\nfrom timeline.run.pool import Pool\n"
        "pool = Pool(Limits(seconds=60), 3)\n"
        "try:\n"
        "    asked = [pool.submit('a', hostile.busy, f'{sys.argv[1]}/{n}') for n in range(3)]\n"
        "    asked[0]()\n"
        "except KeyboardInterrupt:\n    sys.exit(130)\n"
        "finally:\n    pool.close()\n"
    )
    program = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(HERE)},
        stderr=subprocess.PIPE,
    )
    notes = [tmp_path / str(n) for n in range(3)]
    while not all(note.exists() and note.read_text() for note in notes):
        assert program.poll() is None
        time.sleep(0.05)
    program.send_signal(how)
    _, said = program.communicate(timeout=60)
    assert (program.returncode, said) == (130 if how == signal.SIGINT else -how, b"")
    for note in notes:
        ends = time.monotonic() + 20
        while Path(f"/proc/{note.read_text()}").exists() and time.monotonic() < ends:
            time.sleep(0.05)
        assert not Path(f"/proc/{note.read_text()}").exists()


def test_an_error_is_told_apart_from_what_is_given(pool: Pool) -> None:
    told = caught(pool.submit("a", hostile.raising, ValueError, "no"))()
    assert isinstance(told, ArticleFailed)
    assert "ValueError" in told.why
