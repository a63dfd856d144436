"""Articles written, with the date of each event, before the tool had read them.

In `blind/*/NAME.LANGUAGE.txt` the first line gives the publication day (none: unknown), and each
event is marked `[[trigger|date|status]]`: the date is EDTF, `-` where the text gives none; of
several, parted by commas, each is right. A failure tells what each article got wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from timeline.model import Article, DatedMention
from timeline.pipeline import process

FOLDER = Path(__file__).parent / "blind"
_MARK = re.compile(r"\[\[([^|\]]+)\|([^|\]]+)\|([^|\]]+)\]\]")
_HEADER = re.compile(r"published: *(\S*)\n+")


@dataclass(frozen=True)
class Told:
    """One event of a probe: the raw span of its trigger, the dates that are right, its status."""

    trigger: str
    start: int
    dates: tuple[str, ...]
    status: str

    @property
    def end(self) -> int:
        return self.start + len(self.trigger)


def probe(path: Path) -> tuple[Article, list[Told]]:
    """The article of a probe without its marks, and the events that they tell of."""
    raw = path.read_text(encoding="utf-8")
    header = _HEADER.match(raw)
    assert header, f"{path.name} has no first line `published: DAY`"
    raw = raw[header.end() :]
    text, events, done = "", [], 0
    for mark in _MARK.finditer(raw):
        text += raw[done : mark.start()]
        events.append(Told(mark[1], len(text), tuple(mark[2].split(",")), mark[3]))
        text += mark[1]
        done = mark.end()
    article = Article(
        id=path.stem,
        path=path.name,
        text=text + raw[done:],
        published=header[1] or None,
        published_how="given" if header[1] else "unknown",
        language=path.stem.rpartition(".")[2],
        format="text",
        sha256="",
    )
    return article, events


def verdict(told: Told, mentions: Sequence[DatedMention]) -> tuple[str, str]:
    """`right`, `wrong` (another date), `unfounded` (a date where none is told), `undated`; and
    what was found."""
    at = [
        m for m in mentions if m.event.trigger.start < told.end and told.start < m.event.trigger.end
    ]
    found = [m.date for m in at] or ["-"]
    if any(date in told.dates for date in found):
        return "right", found[0]
    if found == ["-"]:
        return "undated", "-"
    how = f"{at[0].date} ({at[0].rules[-1]})"
    return ("unfounded" if told.dates == ("-",) else "wrong"), how


def measure(folder: str) -> tuple[Counter[str], list[str]]:
    """Counts of the verdicts over the probes of a folder, and what is not right."""
    counts: Counter[str] = Counter()
    faults = []
    for path in sorted((FOLDER / folder).glob("*.txt")):
        article, events = probe(path)
        mentions = process(article).mentions
        for told in events:
            result, found = verdict(told, mentions)
            counts[result] += 1
            if result != "right":
                want = ",".join(told.dates)
                faults.append(f"{path.stem}: {result}: {told.trigger}: {want}, got {found}")
    return counts, faults


@pytest.mark.parametrize(("folder", "least"), [("first", 0.92), ("second", 0.86), ("third", 0.82)])
def test_events_are_dated_as_decided_beforehand(folder: str, least: float) -> None:
    counts, faults = measure(folder)
    assert counts.total() >= 100
    assert counts["right"] / counts.total() >= least, "\n".join([str(counts), *faults])


def test_what_no_text_dates_stays_undated() -> None:
    counts = measure("first")[0] + measure("second")[0] + measure("third")[0]
    assert counts["unfounded"] <= 6
