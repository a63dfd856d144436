"""Kills and failing calls, a bounded sample; `make crash` does many more."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fuzz import crash

SCRIPT = Path(crash.__file__)
pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="signals and forks are POSIX"),
    pytest.mark.skipif(shutil.which("cc") is None, reason="there is no C compiler"),
]


@pytest.mark.parametrize(
    ("only", "kills", "errors"),
    [
        ("extract", 4, 4),
        ("", 13, 13),
    ],
)
def test_nothing_is_lost_and_nothing_half_written(only: str, kills: int, errors: int) -> None:
    counts = ("--kills", str(kills), "--errors", str(errors), "--only", only, "--seed", "test")
    ended = subprocess.run(
        [sys.executable, str(SCRIPT), *counts], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr[-2000:]
    assert f"| kills | {kills} | 0 |" in ended.stdout
    assert f"| errors | {errors} | 0 |" in ended.stdout


def test_a_fault_is_told_in_words() -> None:
    assert str(crash.Fault(errno.ENOSPC, 3, 3)) == "ENOSPC at call 3"
    assert str(crash.Fault(errno.EIO, 3, crash.FOREVER)) == "EIO at call 3 and from then on"
    assert str(crash.Fault(crash.BEFORE, 7, 7)) == "killed before call 7"
    assert str(crash.Fault(moment=0.25)) == "killed after 0.250 s"


def test_an_ending_is_judged() -> None:
    expected = crash.Reference(b"", b"", {}, {}, b"all", 9, 1.0)
    fails, kills = crash.Fault(errno.EIO, 1, 1), crash.Fault(crash.AFTER, 1, 1)

    def judged(code: int, out: bytes, err: str, fault: crash.Fault = fails) -> bool:
        return not crash._ending(crash.Ended(code, out, err, 0), expected, fault)

    assert judged(0, b"all", "")
    assert not judged(0, b"al", "")
    assert judged(1, b"", "timeline: data/out: the disk is full; free some space\n")
    assert not judged(1, b"", "")
    assert not judged(1, b"", "Traceback (most recent call last):\ntimeline: x\n")
    assert not judged(70, b"", "timeline: internal error\n")
    assert judged(-9, b"a", "", kills)
    assert not judged(-9, b"a", "")
    assert not judged(-11, b"", "", kills)


def test_when_a_decision_was_taken_is_not_compared(tmp_path: Path) -> None:
    (tmp_path / "decisions.toml").write_text("[[decision]]\ntime = 2026-01-01T00:00:00Z\nn = 1\n")
    (tmp_path / "timeline.sqlite").write_bytes(b"x")
    assert crash.files(tmp_path) == {"decisions.toml": b"[[decision]]\nn = 1\n"}
