"""Merging: time a mention and memory as the number of mentions grows, and what ten articles cost.

Takes real mentions (of data/raw) and spreads copies of them over other documents, dates, surnames
and wordings, so that clusters stay as small as they are in life. Prints what merging costs beside
reading the articles; by size, in a process of its own, time a mention of merging a store of so many
(as `timeline extract` does, from the articles kept to the chronology in its tables) and the most
memory that process takes; the time of adding ten articles to a merging beside that of merging all
of it anew, and what `timeline extract` of ten articles takes from end to end with a store of so
many events. Times are of the processor, with those of the clock where they are told.
Run: python bench/merge.py [N ...] [--add EVENTS] [--extract EVENTS]
(default 10000 100000 --add 100000 --extract 100000; 1000000 takes half an hour and some 15 GB of
disk; 0 leaves a part out)
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import count as counting
from itertools import groupby, islice
from pathlib import Path

from timeline import pipeline, result_keys, when
from timeline.errors import TimelineError
from timeline.merge import merge
from timeline.merge.increment import Changes, Mender
from timeline.model import DatedMention, Document
from timeline.store import Kept, Store

ROOT = Path(__file__).resolve().parent.parent
_SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "or", "in")]


def real() -> list[DatedMention]:
    """The mentions of the sample articles, read once."""
    results = pipeline.run([str(ROOT / "data/raw")])
    return [m for r in results if not isinstance(r, TimelineError) for m in r.mentions]


def spread(mentions: list[DatedMention], count: int) -> Iterator[DatedMention]:
    """`count` mentions: copies moved in time together, document by document, with new surnames."""
    return islice(_copies(mentions), count)


def _copies(mentions: list[DatedMention]) -> Iterator[DatedMention]:
    rng = random.Random(7)
    for copy in counting(1):
        days = rng.randrange(-3000, 3000)
        surname = "".join(rng.choices(_SYLLABLES, k=3)).capitalize()
        yield from (_moved(m, copy, days, surname) for m in mentions)


def _moved(m: DatedMention, copy: int, days: int, surname: str) -> DatedMention:
    # Both ends of a span move by whole years, or it might end before it starts.
    by = 365 * round(days / 365) if "/" in m.date else days
    date = "/".join(_shifted(end, by, "/" in m.date) for end in m.date.split("/"))
    people = tuple(
        p.model_copy(update={"name": f"{p.name.split()[0]} {surname}{p.name.split()[-1].lower()}"})
        if p.kind == "person"
        else p
        for p in m.event.participants
    )
    event = m.event.model_copy(
        update={
            "document": f"{copy}/{m.event.document}",
            "participants": people,
            # A word of its own: these are no copies of one text, nor share a name.
            "quote": f"{m.event.quote} {surname.lower()}",
        }
    )
    return m.model_copy(update={"event": event, "date": date})


def _shifted(date: str, days: int, years: bool) -> str:
    """A date moved by so many days, or by the whole years or decades in them."""
    if date in ("", ".."):
        return date
    at = when.parse(date)
    if at.precision == "day" and at.first_date is not None and not years:
        return (at.first_date + timedelta(days=days)).isoformat()
    if date[:4].isdigit():
        rest = date[4:].replace("02-29", "02-28")
        return f"{int(date[:4]) + round(days / 365):04d}{rest}"
    return f"{int(date[:3]) + round(days / 3652):03d}{date[3:]}" if date[:3].isdigit() else date


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


def _stored(out: Path, mentions: Iterable[DatedMention]) -> None:
    """A store that holds so many mentions, not merged yet."""
    with Store.write(out, result_keys.fingerprint()) as store:
        store._db.execute("PRAGMA synchronous = OFF")
        for _, told in groupby(mentions, key=lambda m: m.event.document):
            found = list(told)
            store.keep(found[0].event.document, documents(found)[0], found)


def _measured(seed: list[DatedMention], size: int) -> None:
    """Print what merging a store of so many mentions takes: events, seconds, MB at most in all."""
    merge(seed, documents(seed))
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        _stored(out, spread(seed, size))
        with Store.write(out, result_keys.fingerprint()) as store:
            start = time.process_time()
            store.merge(pipeline.mend)
            spent = time.process_time() - start
            events = store._rows("SELECT count(*) FROM event")[0][0]
    print(json.dumps([events, spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


def growing(seed: list[DatedMention], sizes: Iterable[int], reading: float) -> None:
    """Print one line a size. reading: seconds that reading takes a mention."""
    each: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        mentions = Path(folder) / "mentions"
        mentions.write_bytes(pickle.dumps(seed))
        for size in sizes:
            command = [sys.executable, __file__, str(size), "--seed", str(mentions)]
            told = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
            events, spent, memory = json.loads(told)
            each.append(spent / size)
            print(
                f"{size:>9} mentions -> {events} events in {spent:.1f} s, {each[-1] * 1e6:.0f}"
                f" microseconds a mention ({each[-1] / each[0]:.2f} of the first),"
                f" {each[-1] / reading:.1%} of reading, {memory:.0f} MB in all",
                flush=True,
            )


def adding(seed: list[DatedMention], events: int) -> None:
    """Print what ten articles more cost in a store of so many events, and all of it anew."""
    # Two events of three mentions, as in the sample.
    told: dict[str, list[str]] = defaultdict(list)
    for m in spread(seed, events * 3 // 2):
        told[m.event.document].append(m.model_dump_json())
    kept = {
        name: Kept("1", "", "en", lambda rows=rows: f"[{','.join(rows)}]")  # type: ignore[misc]
        for name, rows in sorted(told.items())
    }
    new = set(random.Random(3).sample(sorted(kept), 10))
    with tempfile.TemporaryDirectory() as folder:
        db = sqlite3.connect(Path(folder) / "merge.sqlite")
        first, _ = _mended(db, {d: a for d, a in kept.items() if d not in new})
        changes, spent = _mended(db, kept)
        db.close()
        db = sqlite3.connect(Path(folder) / "anew.sqlite")
        anew, whole = _mended(db, kept)
        db.close()
    print(
        f"{len(first.made):>9} events and ten articles more: {spent:.1f} s, "
        f"{len(changes.made)} events made, {len(changes.gone)} gone; "
        f"all {len(anew.made)} anew {whole:.1f} s, {whole / spent:.0f} times as long"
    )
    events_now = {e["id"]: e for e in first.made}
    for id_ in changes.gone:
        del events_now[id_]
    events_now |= {e["id"]: e for e in changes.made}
    same = events_now == {e["id"]: e for e in anew.made}
    print(f"{'':>9} the two are {'the same' if same else 'NOT THE SAME'}")


def extracting(seed: list[DatedMention], events: int) -> None:
    """Print what the command takes to read ten articles into a store of so many events."""
    articles = sorted((ROOT / "data/raw").glob("*.*"))[:10]
    with tempfile.TemporaryDirectory() as folder:
        out, inside = Path(folder) / "out", Path(folder) / "in"
        inside.mkdir()
        _stored(out, spread(seed, events * 3 // 2))
        with Store.write(out, result_keys.fingerprint()) as store:
            store.merge(pipeline.mend)
            before = store._rows("SELECT count(*) FROM event")[0][0]
            articles_there = len(store.digests())
        size = sum(p.stat().st_size for p in out.iterdir()) / 1e6
        for article in articles:
            shutil.copy(article, inside)
        for what in ("ten articles more", "the same again"):
            clock, start = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
            command = [
                sys.executable,
                "-m",
                "timeline",
                "extract",
                str(inside),
                "--out-dir",
                str(out),
                "-q",
            ]
            subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
            clock, end = time.perf_counter() - clock, resource.getrusage(resource.RUSAGE_CHILDREN)
            spent = end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime
            print(
                f"{before:>9} events of {articles_there} articles stored, {size:.0f} MB: extracting"
                f" {what} takes {clock:.1f} s, {spent:.1f} s of the processor",
                flush=True,
            )


def _mended(db: sqlite3.Connection, kept: dict[str, Kept]) -> tuple[Changes, float]:
    start = time.process_time()
    changes = Mender(db, kept).mend()
    db.commit()
    return changes, time.process_time() - start


def main(argv: list[str]) -> int:
    """Print one line a size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, metavar="N")
    parser.add_argument("--add", type=int, default=100_000, metavar="EVENTS")
    parser.add_argument("--extract", type=int, default=100_000, metavar="EVENTS")
    parser.add_argument("--seed", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args(argv)
    if asked.seed is not None:
        _measured(pickle.loads(asked.seed.read_bytes()), asked.sizes[0])
        return 0
    start = time.process_time()
    seed = real()
    reading = time.process_time() - start
    start = time.process_time()
    merge(seed, documents(seed))
    spent = time.process_time() - start
    print(
        f"{len(seed):>9} mentions as read: merging takes {spent:.2f} s, "
        f"{spent / reading:.1%} of the time that reading them takes",
        flush=True,
    )
    growing(seed, asked.sizes or [10_000, 100_000], reading / len(seed))
    if asked.add:
        adding(seed, asked.add)
    if asked.extract:
        extracting(seed, asked.extract)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
