"""A command line driven in a test, and how it ended."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

FIRST = """\
2020-08-09 | election | happened | 0.9 | Voters elect a new president | Ana Müller, Jean Dupont
2020-09-14 | meeting | planned | 0.8 | Müller and Dupont to meet | Ana Müller, Jean Dupont
2014/.. | protest | ongoing | 0.7 | Protests against the reform
2020-08 | statement | happened | 0.1 | Müller says something trivial | Ana Müller
"""
SECOND = """\
2020-08-10 | election | happened | 0.9 | Voters elect a new president
199X | economy | happened | 0.6 | Factories close
"""


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def events(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def titles(self) -> list[str]:
        return [event["title"] for event in self.events]


Run = Callable[..., Ended]


def written_to(master: int) -> str:
    """All that is written to a terminal until its other side is closed, with plain line ends.

    master: its descriptor, which is closed.
    """
    told = b""
    try:
        while piece := os.read(master, 65536):
            told += piece
    except OSError:  # Linux's way to say that the other side was closed
        pass
    os.close(master)
    return told.decode().replace("\r\n", "\n")
