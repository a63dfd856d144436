"""The source opened by the system's program."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from timeline.errors import UsageError
from timeline.review import opener

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no program to stand in")


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a stand-in for the system's program writes what it was to open."""
    told = tmp_path / "told"
    script = tmp_path / ("open" if sys.platform == "darwin" else "xdg-open")
    script.write_text(f'#!/bin/sh\necho noise; echo "$1" > {told}.new; mv {told}.new {told}\n')
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    return told


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_it_is_told_what_to_open_and_says_nothing(
    program: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    opener.open_("https://example.org/a b#page=3")
    ends = time.monotonic() + 10
    while not program.exists() and time.monotonic() < ends:
        time.sleep(0.02)
    assert program.read_text() == "https://example.org/a b#page=3\n"
    assert capfd.readouterr() == ("", "")


def test_without_a_program_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UsageError, match="no program is here to open it with"):
        opener.open_("/a.pdf")
