"""timeline review as it is called: it tells its address, ends with Ctrl-C, refuses what can't be."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from driven import Run
from reviewing import stored
from timeline.cli.commands.review import typed
from timeline.cli.filters import Filters

posix = pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")
Started = tuple["subprocess.Popen[str]", str]


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Any]:
    """Starts the command over a store; the process and the address that it prints."""
    processes = []
    store = stored(tmp_path)

    def start(*more: str) -> Started:
        process = subprocess.Popen(
            [sys.executable, "-m", "timeline", "review", "--out-dir", str(store), "--no-browser", *more],
            cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        processes.append(process)
        assert process.stdout is not None
        return process, process.stdout.readline().strip()

    yield start
    for process in processes:
        process.kill()
        process.communicate()


def get(address: str, path: str) -> tuple[int, bytes]:
    told = urlsplit(address)
    connection = http.client.HTTPConnection(told.hostname or "", told.port, timeout=20)
    connection.request("GET", told.path + path)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, body


@posix
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_it_tells_its_address_and_ends_when_told_to(started: Any, sent: signal.Signals) -> None:
    process, address = started("--type", "accident", "--order", "surest")
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/[\w-]{43}/", address)
    status, body = get(address, "api/start")
    assert status == 200
    assert b'"filters":{"type":["accident"]}' in body and b'"order":"surest"' in body
    process.send_signal(sent)
    out, err = process.communicate(timeout=20)
    assert out == ""
    assert "Traceback" not in err and "ends it" in err
    assert process.returncode in ((0,) if sent == signal.SIGINT else (0, -sent, 128 + sent))


@posix
def test_a_browser_is_given_an_address_that_holds_once(tmp_path: Path) -> None:
    store, note = stored(tmp_path), tmp_path / "opened"
    browser = tmp_path / "browser.sh"
    browser.write_text(f'#!/bin/sh\necho "$1" > {note}\n', encoding="utf-8")
    browser.chmod(0o755)
    process = subprocess.Popen(
        [sys.executable, "-m", "timeline", "review", "--out-dir", str(store), "-q"],
        env={**os.environ, "BROWSER": str(browser), "DISPLAY": ":0"},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        # It answers only once the browser was started.
        assert get(address, "api/version")[0] == 200
        once = note.read_text(encoding="utf-8").strip()
        assert urlsplit(address).path not in once
        assert [get(once, "")[0] for _ in range(2)] == [303, 403]
    finally:
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=20) == ("", "")


def test_what_can_t_be_is_refused_before_anything_is_served(run: Run) -> None:
    assert run("extract", "in", "-q").code == 0
    for more, about in (
        (("--order", "random"), "--order: 'random' is unknown"),
        (("--type", "nonsense"), "--type: 'nonsense' is unknown"),
        (("--since", "2021", "--until", "2020"), "--until: it lies before --since"),
    ):
        ended = run("review", "--no-browser", *more)
        assert (ended.code, ended.out) == (2, "")
        assert about in ended.err
    nowhere = run("review", "--no-browser", "--out-dir", "nowhere")
    assert nowhere.code != 0 and "nowhere" in nowhere.err and nowhere.out == ""


def test_filters_are_told_as_they_would_be_typed() -> None:
    given = Filters(type_=["election", "protest"], since="2020", min_confidence=0.5, all_=True)
    assert typed(given) == {
        "type": ["election", "protest"], "since": ["2020"], "min-confidence": ["0.5"],
    }  # fmt: skip
    assert typed(Filters()) == {}
