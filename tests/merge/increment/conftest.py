"""Databases in memory that end with the test that opened them: a forgotten one is an error from
Python 3.13 on, in whatever test runs when it is found."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _all_closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    connect = sqlite3.connect
    with ExitStack() as opened:

        def kept(*told: Any, **more: Any) -> sqlite3.Connection:
            db: sqlite3.Connection = opened.enter_context(closing(connect(*told, **more)))
            return db

        monkeypatch.setattr(sqlite3, "connect", kept)
        yield
