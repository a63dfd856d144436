"""No stage takes a time that grows with the square of an article, told by lines of one token."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Sequence

import pytest

import repeated

# Read in every run: what once took the square of its length.
ONCE_SLOW = ("2020-", "| ", "$", "“", "😀", "he ", "van der ")
SAMPLE = 5
# All of them, in longer lines, take a quarter of an hour: TIMELINE_ALL_TOKENS=1 pytest …
ALL = bool(os.environ.get("TIMELINE_ALL_TOKENS"))
LEAST = 500 if ALL else 250


def _some(tokens: Sequence[str], seed: str) -> list[str]:
    """All or, each time the same, some."""
    return list(tokens) if ALL else random.Random(seed).sample(tokens, SAMPLE)


@pytest.mark.parametrize("token", dict.fromkeys([*ONCE_SLOW, *_some(repeated.ENGLISH, "en")]))
def test_english(token: str) -> None:
    assert not repeated.faults("en", token, LEAST)


@pytest.mark.parametrize("token", dict.fromkeys(["Anna ", *_some(repeated.FRENCH, "fr")]))
def test_french(token: str) -> None:
    assert not repeated.faults("fr", token, LEAST)


def test_a_stage_that_does_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    module, name = next(stage for stage in repeated.STAGES if stage[1] == "settled")
    work = getattr(module, name)

    def square(text: str, *rest: object) -> object:
        end = time.process_time() + (len(text) / 10_000) ** 2
        while time.process_time() < end:
            pass
        return work(text, *rest)

    monkeypatch.setattr(module, name, square)
    assert "settled" in repeated.faults("en", "oh ", 500)[0]
