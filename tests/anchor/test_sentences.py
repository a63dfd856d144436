"""Sentences of all domains, each with the events, dates and statuses an editor expects of them.

`blind/sentences.toml` was written before the program had read any of them. A sentence is right when
each event that is marked in it has its date and its status. `kinds.toml` has a group of sentences
a rule, examples and counter-examples; there "-" marks a word that names no event.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from timeline.model import Article
from timeline.pipeline import process

_MARK = re.compile(r"\[\[([^|\]]+)\|([^|\]]+)\|([^|\]]+)\]\]")
TABLE = Path(__file__).parent / "blind" / "sentences.toml"
KINDS = Path(__file__).parent / "kinds.toml"


@dataclass(frozen=True)
class Line:
    """One sentence: its raw text without marks, and (trigger, start, dates, statuses) of each."""

    language: str
    published: str
    text: str
    events: tuple[tuple[str, int, frozenset[str], frozenset[str]], ...]

    def faults(self) -> list[str]:
        """What the program gets wrong in it, a line an event."""
        article = Article(
            id="a",
            path="a.txt",
            text=self.text,
            published=self.published or None,
            published_how="given" if self.published else "unknown",
            language=self.language,
            format="text",
            sha256="",
        )
        found = process(article).mentions
        faults = []
        for trigger, start, dates, statuses in self.events:
            end = start + len(trigger)
            at = [m for m in found if m.event.trigger.start < end and start < m.event.trigger.end]
            got = [(m.date, m.event.status) for m in at]
            undated = not got and "-" in dates
            if not undated and not any(d in dates and s in statuses for d, s in got):
                rules = [m.rules[0] for m in at]
                want = "/".join(("|".join(sorted(dates)), "|".join(sorted(statuses))))
                faults.append(f"{trigger}: {want}, got {got} {rules}")
        return faults


def lines(table: Path = TABLE) -> list[Line]:
    """All sentences of the table."""
    made = []
    for group in tomllib.loads(table.read_text("utf-8"))["group"]:
        for raw in group["lines"]:
            text, events, done = "", [], 0
            for mark in _MARK.finditer(raw):
                text += raw[done : mark.start()]
                dates, statuses = frozenset(mark[2].split(",")), frozenset(mark[3].split(","))
                events.append((mark[1], len(text), dates, statuses))
                text += mark[1]
                done = mark.end()
            text += raw[done:]
            made.append(Line(group["language"], group["published"], text, tuple(events)))
    return made


def cases() -> list[ParameterSet]:
    """All lines, those that are not reached yet marked."""
    missed = set(tomllib.loads(TABLE.read_text("utf-8")).get("missed", ()))
    assert missed <= {line.text for line in lines()}
    late = pytest.mark.xfail(strict=True, reason="not reached yet")
    return [
        pytest.param(line, id=line.text[:60], marks=[late] if line.text in missed else [])
        for line in lines()
    ]


@pytest.mark.parametrize("line", cases())
def test_a_sentence_is_told_as_an_editor_expects(line: Line) -> None:
    faults = line.faults()
    assert not faults, "\n".join([line.text, *faults])


@pytest.mark.parametrize("line", lines(KINDS), ids=lambda line: line.text[:60])
def test_each_event_of_a_clause_has_its_own_date_and_status(line: Line) -> None:
    faults = line.faults()
    assert not faults, "\n".join([line.text, *faults])
