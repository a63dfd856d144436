"""Merging: time a mention and memory as the number of mentions grows.

Takes real mentions (of data/raw, or of the paths given) and spreads copies of them over other
documents, dates and surnames, so that clusters stay as small as they are in life.
Prints too what merging costs beside reading the articles, and the memory that is added.
Run: python bench/merge.py [N ...]   (default 10000 100000; 1000000 takes a while)
"""

from __future__ import annotations

import random
import resource
import sys
import time
from datetime import timedelta
from pathlib import Path

from timeline import pipeline, when
from timeline.errors import TimelineError
from timeline.merge import merge
from timeline.model import DatedMention, Document

ROOT = Path(__file__).resolve().parent.parent
_SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "or", "in")]


def real() -> list[DatedMention]:
    """The mentions of the sample articles, read once."""
    results = pipeline.run([str(ROOT / "data/raw")])
    return [m for r in results if not isinstance(r, TimelineError) for m in r.mentions]


def spread(mentions: list[DatedMention], count: int) -> list[DatedMention]:
    """`count` mentions: copies moved in time together, document by document, with new surnames."""
    rng = random.Random(7)
    made: list[DatedMention] = []
    copy = 0
    while len(made) < count:
        copy += 1
        days = rng.randrange(-3000, 3000)
        surname = "".join(rng.choices(_SYLLABLES, k=3)).capitalize()
        made.extend(_moved(m, copy, days, surname) for m in mentions)
    return made[:count]


def _moved(m: DatedMention, copy: int, days: int, surname: str) -> DatedMention:
    at = when.parse(m.date)
    date = m.date
    if at.precision == "day" and at.first_date is not None:
        date = (at.first_date + timedelta(days=days)).isoformat()
    elif at.first is not None and at.precision in ("month", "year"):
        date = str(at.first[0] + days // 365) + m.date[4:]
    people = tuple(
        p.model_copy(update={"name": f"{p.name.split()[0]} {surname}{p.name.split()[-1].lower()}"})
        if p.kind == "person"
        else p
        for p in m.event.participants
    )
    event = m.event.model_copy(
        update={"document": f"{copy}/{m.event.document}", "participants": people}
    )
    return m.model_copy(update={"event": event, "date": date})


def documents(mentions: list[DatedMention]) -> list[Document]:
    """A record of each document of the mentions, of which merging asks the id only."""
    return [
        Document(
            id=name,
            path=name,
            title=None,
            published=None,
            published_how="unknown",
            language="en",
            words=0,
            sha256="0" * 64,
        )
        for name in sorted({m.event.document for m in mentions})
    ]


def _memory() -> float:
    """The most memory this process has taken so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(argv: list[str]) -> int:
    """Print one line a size."""
    sizes = [int(a) for a in argv] or [10_000, 100_000]
    start = time.perf_counter()
    seed = real()
    reading = time.perf_counter() - start
    start = time.perf_counter()
    merge(seed, documents(seed))
    spent = time.perf_counter() - start
    print(
        f"{len(seed):>9} mentions as read: merging takes {spent:.2f} s, "
        f"{spent / reading:.1%} of the time that reading them takes"
    )
    for size in sizes:
        mentions = spread(seed, size)
        told = documents(mentions)
        before = _memory()
        start = time.perf_counter()
        events = merge(mentions, told)
        spent = time.perf_counter() - start
        added = max(0.0, _memory() - before) / size * 1e6
        print(
            f"{size:>9} mentions -> {len(events)} events in {spent:.1f} s, "
            f"{spent / size * 1e6:.0f} microseconds a mention, "
            f"{added:.0f} MB more at most for a million mentions"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
