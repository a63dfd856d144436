"""Fuzzing, bounded: a few seconds of each target, and every input that once was a fault.

`make fuzz` goes on where this stops. Random numbers are fixed, so that a run is like the last.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz import mutate
from fuzz.examples import examples
from fuzz.run import attempted, kind, made
from fuzz.targets import TARGETS, Target, smaller

CORPUS = Path(__file__).parent / "corpus"
# Inputs of each target tried here.
SOME = {"readers": 400, "dates": 120, "articles": 2, "commands": 30}
pytestmark = [
    pytest.mark.skipif(not hasattr(signal, "alarm"), reason="the alarm is POSIX"),
    # Libraries warn of what hostile files hold; that is theirs to tell and nobody's fault.
    pytest.mark.filterwarnings("ignore"),
]
few = settings(
    max_examples=60, derandomize=True, deadline=None, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An empty working folder; an alarm rings where an input takes too long."""

    def ring(*_: object) -> None:
        raise TimeoutError

    monkeypatch.chdir(tmp_path)
    before = signal.signal(signal.SIGALRM, ring)
    yield
    signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("target", TARGETS.values(), ids=list(TARGETS))
def test_random_inputs_break_nothing(target: Target) -> None:
    target.prepare()
    for number in range(SOME[target.name]):
        tried = made(target, "test", number)
        error = attempted(target, tried)
        assert error is None, (kind(error), tried)


def kept() -> list[Any]:
    """The files of the corpus as parameters of a test."""
    return [
        pytest.param(path, id=f"{path.parent.name}/{path.name}")
        for path in sorted(CORPUS.glob("*/*"))
        if path.is_file()
    ]


@pytest.mark.parametrize("path", kept())
def test_what_once_was_a_fault_is_none(path: Path) -> None:
    target = TARGETS[path.parent.name]
    target.prepare()
    error = attempted(target, (path.suffix, path.read_bytes()))
    if error is not None:
        raise error


@pytest.mark.parametrize("suffix", sorted(mutate.WORDS))
def test_every_example_is_read(suffix: str) -> None:
    for data in examples()[suffix]:
        path = Path(f"a{suffix}")
        path.write_bytes(data)
        from timeline import read

        found = list(read.articles([str(path)]))
        assert found
        assert not any(isinstance(item, Exception) for item in found)


@pytest.mark.parametrize("suffix", sorted(mutate.WORDS))
def test_no_bytes_break_a_reader(suffix: str) -> None:
    """Bytes that hypothesis makes of the words of a format, bare and inside an example."""
    pieces = st.one_of(st.sampled_from(list(mutate.WORDS[suffix])), st.binary(max_size=8))

    @few
    @given(
        st.lists(pieces, max_size=20).map(b"".join),
        st.sampled_from(examples()[suffix]),
        st.floats(0, 1),
    )
    def run(put: bytes, example: bytes, where: float) -> None:
        at = int(where * len(example))
        for data in (put, example[:at] + put + example[at:]):
            error = attempted(TARGETS["readers"], (suffix, data))
            assert error is None, data

    run()


@few
@given(
    st.text(max_size=200), st.sampled_from(["en", "fr", "de", "es", "it", "nl", "pt", "pl", "ar"])
)
def test_no_text_breaks_the_dates(text: str, language: str) -> None:
    import json

    for published in ("0001-01-01", "9999-12-31"):
        told = {"text": text, "language": language, "published": published}
        error = attempted(TARGETS["dates"], (".json", json.dumps(told).encode()))
        assert error is None


# -- the machinery itself ----------------------------------------------------------------------


def test_an_input_is_the_same_for_the_same_numbers() -> None:
    for target in (TARGETS["readers"], TARGETS["dates"], TARGETS["articles"]):
        assert made(target, "s", 7) == made(target, "s", 7)
        assert made(target, "s", 7) != made(target, "s", 8)


def test_a_failing_input_is_made_smaller() -> None:
    data = bytes(Random(1).randrange(32, 90) for _ in range(3000)) + b"~"
    least = smaller(TARGETS["readers"], (".txt", data), lambda g: b"~" in g[1])
    assert b"~" in least[1]
    assert len(least[1]) < 40


def test_failures_are_told_apart_by_where_they_are() -> None:
    def broken() -> None:
        raise OverflowError("date value out of range")

    try:
        broken()
    except OverflowError as error:
        assert kind(error) == "OverflowError in fuzz/test_fuzz.py broken"
    assert kind(AssertionError("two events of one id")) == "AssertionError: two events of one id"
