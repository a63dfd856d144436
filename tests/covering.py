"""Probes of what the events stage covers: tables of sentences, parsed together, told one by one.

A table is a text file in tests/events/covers, named by what it probes and its language. A line is
a sentence and what is wanted of it, parted by " | ", then "!" where that is not yet so; "# name: kind" begins a group whose passages
are of that kind (body where it is left out).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from telling import passages
from timeline import events, parse
from timeline.model import EventMention, PassageKind

HOME = Path(__file__).parent / "events" / "covers"
LANGUAGES = ("en", "fr")


@dataclass(frozen=True, slots=True)
class Probe:
    """One line of a table. number: its line; wanted: what follows the sentence."""

    table: str
    language: str
    number: int
    group: str
    kind: PassageKind
    text: str
    wanted: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.table}.{self.language}:{self.number}"


@cache
def probes(table: str) -> tuple[Probe, ...]:
    """All probes of a table, in both languages."""
    return tuple(p for language in LANGUAGES for p in _read(table, language))


def known(table: str) -> list[Any]:
    """The probes of a table as parameters; a line that ends in "!" is one that may still fail."""
    return [
        pytest.param(p, marks=pytest.mark.xfail(strict=False)) if p.wanted[-1] == "!" else p
        for p in probes(table)
    ]


def _read(table: str, language: str) -> list[Probe]:
    made = []
    group, kind = "", "body"
    source = HOME / f"{table}.{language}.txt"
    for number, line in enumerate(source.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#"):
            group, _, kind = line.removeprefix("# ").partition(": ")
        elif line.strip():
            text, *wanted = line.split(" | ")
            probe = Probe(table, language, number, group, kind or "body", text, tuple(wanted))  # type: ignore[arg-type]
            made.append(probe)
    return made


def told(probe: Probe) -> tuple[EventMention, ...]:
    """The events of a probe's sentence."""
    return _told(probe.table, probe.language)[probe.number]


@cache
def _told(table: str, language: str) -> dict[int, tuple[EventMention, ...]]:
    """The events of each line of a table; the whole table is parsed in one call."""
    lines = [p for p in probes(table) if p.language == language]
    kinds = {n: p.kind for n, p in enumerate(lines)}
    text, blocks = passages(*(p.text for p in lines), kinds=kinds)
    parsed = parse.parse(text, blocks, language=language)
    sentences = {n: list(group) for n, group in groupby(parsed, key=lambda s: s.passage)}
    return {
        p.number: events.find(
            text, sentences.get(n, []), [blocks[n]], document="a.txt", language=language
        )
        for n, p in enumerate(lines)
    }


def meant(probe: Probe) -> list[EventMention]:
    """The events whose trigger holds the word that the probe names."""
    words = probe.wanted[0].lower().split("/")
    return [m for m in told(probe) if any(w in m.trigger.text.lower() for w in words)]
